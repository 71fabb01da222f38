import * as path from "node:path";
import * as vscode from "vscode";
import { NAME } from "./names";
import type { Server } from "./server";
import { askForTarget } from "./validation";

/** What the server says of a manifest to compare: a text, or why there is none. */
interface Comparable {
  text?: string | null;
  name?: string | null;
  problem?: string | null;
  /** Whether nothing says which integration is meant. */
  isUnknown?: boolean | null;
}

/** What to compare with. */
type Other = { against: string; id?: string; name?: string; version?: string } | { text: string };

const SCHEME = `${NAME}-comparable`;
/** The largest file that is read, in bytes. */
const MOST_BYTES = 64 << 20;

/** A manifest beside its baseline, the last commit or another file, in VS Code's own diff editor. */
export class Comparisons implements vscode.Disposable, vscode.TextDocumentContentProvider {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly subscriptions: vscode.Disposable[];
  private count = 0;

  constructor(private readonly server: Server) {
    this.subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.workspace.onDidCloseTextDocument((document) => this.texts.delete(document.uri.toString())),
    ];
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? "";
  }

  /** Asks what to compare with, and shows both. */
  async show(manifest: vscode.Uri): Promise<void> {
    const choices = [
      { label: "Baseline", description: "set in integration-ls.toml", other: () => Promise.resolve({ against: "baseline" }) },
      { label: "Git HEAD", description: "the last commit", other: () => Promise.resolve({ against: "git:HEAD" }) },
      { label: "What is deployed", description: "asks Botpress", other: () => Promise.resolve({ against: "deployed" }) },
      { label: "Another file…", description: "", other: () => chosenFile() },
    ];
    const chosen = await vscode.window.showQuickPick(choices, { placeHolder: "Compare the manifest with…" });
    const other = await chosen?.other();
    if (chosen === undefined || other === undefined) {
      return;
    }
    const [old, now] = await Promise.all([this.other(manifest, other), this.ask(manifest, {})]);
    if (old === undefined) {
      return;
    }
    const problem = old.problem ?? now?.problem;
    if (typeof old.text !== "string" || typeof now?.text !== "string") {
      await vscode.window.showWarningMessage(problem ?? "The manifest cannot be compared: the server does not run.");
      return;
    }
    const file = path.posix.basename(manifest.path);
    const turn = ++this.count;
    const left = this.keep(`${turn}/before.json`, old.text);
    const right = this.keep(`${turn}/now.json`, now.text);
    const name = old.name ?? ("name" in other ? String(other.name) : chosen.label);
    await vscode.commands.executeCommand("vscode.diff", left, right, `${name} ↔ ${file}`, { preview: true });
  }

  dispose(): void {
    this.changed.dispose();
    this.subscriptions.forEach((subscription) => void subscription.dispose());
  }

  /** What it is compared with; nothing if that is not said. Which integration an update is of, the server may not know. */
  private async other(manifest: vscode.Uri, other: Other): Promise<Comparable | undefined> {
    const asked = async (of: Other) => (await this.ask(manifest, of)) ?? {};
    if (!("against" in other) || other.against !== "deployed") {
      return asked(other);
    }
    const options = { location: vscode.ProgressLocation.Notification, title: "Asking Botpress what is deployed" };
    const found = await vscode.window.withProgress(options, () => asked(other));
    if (found.isUnknown !== true) {
      return found;
    }
    const target = await askForTarget("Compare with what is deployed");
    return target === undefined ? undefined : vscode.window.withProgress(options, () => asked({ ...other, ...target }));
  }

  private ask(manifest: vscode.Uri, other: object): Promise<Comparable | undefined> {
    return this.server.ask<Comparable>("integration-ls/comparable", { textDocument: { uri: manifest.toString() }, ...other });
  }

  /** A document with that text. Its name is not that of a manifest, since it is none: texts are decoded in it. */
  private keep(name: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name}` });
    this.texts.set(uri.toString(), text);
    return uri;
  }
}

async function chosenFile(): Promise<(Other & { name: string }) | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({ canSelectMany: false, filters: { Manifests: ["json", "jsonc"] } })) ?? [];
  if (file === undefined) {
    return undefined;
  }
  const name = path.posix.basename(file.path);
  if ((await vscode.workspace.fs.stat(file)).size > MOST_BYTES) {
    await vscode.window.showWarningMessage(`${name} is larger than 64 MB.`);
    return undefined;
  }
  return { name, text: new TextDecoder().decode(await vscode.workspace.fs.readFile(file)) };
}


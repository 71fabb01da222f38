import * as vscode from "vscode";
import { withNote } from "./page";
import type { Server } from "./server";

/** How long typing may rest before a form follows, in milliseconds. */
const REST = 150;

/** What the server draws: a page without scripts, in which everything of the manifest is escaped. */
interface Form {
  title: string;
  html: string;
  pointer: string;
}

/** The forms that people will fill in for a configuration or an action's input, following every edit. */
export class Forms implements vscode.Disposable {
  private readonly open = new Map<string, FormPreview>();
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly server: Server) {
    const follow = (uri?: vscode.Uri) => {
      for (const form of this.open.values()) {
        if (uri === undefined || form.manifest.toString() === uri.toString()) {
          form.follow();
        }
      }
    };
    this.subscriptions = [
      vscode.workspace.onDidChangeTextDocument((event) => follow(event.document.uri)),
      vscode.workspace.onDidCloseTextDocument((document) => follow(document.uri)),
      vscode.workspace.onDidOpenTextDocument((document) => follow(document.uri)),
      server.onDidChange(() => follow()),
    ];
  }

  /** Shows the form of the schema at the cursor; says so if there is none. */
  async show(manifest: vscode.Uri): Promise<void> {
    const editors = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
    const editor = editors.find((editor) => editor?.document.uri.toString() === manifest.toString());
    const position = editor?.selection.active ?? new vscode.Position(0, 0);
    const { line, character } = position;
    const form = await formOf(this.server, manifest, { position: { line, character } });
    if (form === undefined) {
      await vscode.window.showInformationMessage(
        "There is no schema at the cursor. Put it into a configuration, or into the input of an action.",
      );
      return;
    }
    const name = `${form.pointer} ${manifest.toString()}`;
    const there = this.open.get(name);
    if (there !== undefined) {
      there.panel.reveal();
      return;
    }
    const preview = new FormPreview(this.server, manifest, form);
    this.open.set(name, preview);
    preview.panel.onDidDispose(() => {
      preview.close();
      this.open.delete(name);
    });
  }

  dispose(): void {
    for (const subscription of this.subscriptions) {
      subscription.dispose();
    }
    for (const form of this.open.values()) {
      form.panel.dispose();
    }
  }
}

type At = { position: { line: number; character: number } } | { pointer: string };

async function formOf(server: Server, manifest: vscode.Uri, at: At): Promise<Form | undefined> {
  const form = await server.ask<Form | null>("integration-ls/form", { textDocument: { uri: manifest.toString() }, ...at });
  return form ?? undefined;
}

class FormPreview {
  readonly panel: vscode.WebviewPanel;
  private timer: NodeJS.Timeout | undefined;
  private newest = 0;
  private isClosed = false;

  constructor(
    private readonly server: Server,
    readonly manifest: vscode.Uri,
    private last: Form,
  ) {
    this.panel = vscode.window.createWebviewPanel(
      "integration-ls.form",
      titleOf(last),
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      // What is in the manifest is untrusted: no scripts, no files, no commands, and nothing that can be sent.
      { enableScripts: false, enableForms: false, localResourceRoots: [], enableCommandUris: false },
    );
    this.panel.webview.html = last.html;
  }

  follow(): void {
    clearTimeout(this.timer);
    if (!this.isClosed) {
      this.timer = setTimeout(() => void this.draw(), REST);
    }
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
  }

  private async draw(): Promise<void> {
    const turn = ++this.newest;
    const form = await formOf(this.server, this.manifest, { pointer: this.last.pointer });
    // A newer text may already have been drawn.
    if (turn !== this.newest || this.isClosed) {
      return;
    }
    if (form === undefined) {
      // Half-typed text may have lost the schema for a while.
      this.show(withNote(this.last.html, "The schema cannot be found at the moment. This is how its form looked before."));
      return;
    }
    this.last = form;
    this.panel.title = titleOf(form);
    this.show(form.html);
  }

  /** Setting the same page again would empty the inputs. */
  private show(html: string): void {
    if (this.panel.webview.html !== html) {
      this.panel.webview.html = html;
    }
  }
}

function titleOf(form: Form): string {
  return `Form: ${form.title.slice(0, 60)}`;
}

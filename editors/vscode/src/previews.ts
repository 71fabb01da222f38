import * as vscode from "vscode";
import { contentOf, type Content, type Field } from "./contents";
import { icon, note, page } from "./page";
import { sanitized, TooDeep } from "./readme";
import type { Server } from "./server";

/** How long typing may rest before a preview follows, in milliseconds. */
const REST = 150;
const LOAD = "integration-ls.loadPictures";

/** The readme or the icon of a manifest as it will look, following every edit. */
export class Previews implements vscode.Disposable {
  private readonly open = new Map<string, Preview>();
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly server: Server) {
    this.subscriptions = [
      vscode.workspace.onDidChangeTextDocument((event) => {
        for (const field of ["icon", "readme"] as const) {
          this.open.get(key(event.document.uri, field))?.follow();
        }
      }),
      server.onDidChange(() => {
        for (const preview of this.open.values()) {
          preview.follow();
        }
      }),
      vscode.commands.registerCommand(LOAD, (name: string) => this.open.get(name)?.loadPictures()),
    ];
  }

  show(manifest: vscode.Uri, field: Field): void {
    const name = key(manifest, field);
    const there = this.open.get(name);
    if (there !== undefined) {
      there.panel.reveal();
      return;
    }
    const preview = new Preview(this.server, manifest, field, name);
    this.open.set(name, preview);
    preview.panel.onDidDispose(() => this.open.delete(name));
  }

  dispose(): void {
    for (const subscription of this.subscriptions) {
      subscription.dispose();
    }
    for (const preview of this.open.values()) {
      preview.panel.dispose();
    }
  }
}

function key(manifest: vscode.Uri, field: Field): string {
  return `${field} ${manifest.toString()}`;
}

class Preview {
  readonly panel: vscode.WebviewPanel;
  private timer: NodeJS.Timeout | undefined;
  private loads = false;
  private newest = 0;

  constructor(
    private readonly server: Server,
    private readonly manifest: vscode.Uri,
    private readonly field: Field,
    private readonly name: string,
  ) {
    const title = field === "icon" ? "Icon" : "Readme";
    this.panel = vscode.window.createWebviewPanel(
      `integration-ls.${field}`,
      `${title} of ${manifest.path.split("/").pop() ?? "the manifest"}`,
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      // The content is untrusted: no scripts, no files, and only the command that loads images.
      { enableScripts: false, enableForms: false, localResourceRoots: [], enableCommandUris: [LOAD] },
    );
    void this.draw();
  }

  follow(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.draw(), REST);
  }

  loadPictures(): void {
    this.loads = true;
    void this.draw();
  }

  private async draw(): Promise<void> {
    const turn = ++this.newest;
    const content = await contentOf(this.server, this.manifest, this.field);
    const body = await this.body(content);
    // A newer text may already have been rendered.
    if (turn !== this.newest) {
      return;
    }
    try {
      this.panel.webview.html = page(body, this.loads);
    } catch {
      // It has been closed in the meantime.
    }
  }

  private async body(content: Content | undefined): Promise<string> {
    if (content === undefined) {
      return note("The manifest is not open, or integration-ls is not running.");
    }
    if (content.text === null) {
      return note(content.problem ?? `The manifest has no ${this.field}.`);
    }
    if (this.field === "icon") {
      return icon(content.text);
    }
    const rendered = await vscode.commands.executeCommand<string>("markdown.api.render", content.text);
    return this.readme(rendered);
  }

  private readme(rendered: string): string {
    let readme;
    try {
      readme = sanitized(rendered, this.loads);
    } catch (error) {
      if (error instanceof TooDeep) {
        return note(error.message);
      }
      throw error;
    }
    const link = `command:${LOAD}?${encodeURIComponent(JSON.stringify([this.name]))}`;
    const bar = readme.lacksImages ? `<p class="note">Remote images are blocked. <a href="${link}">Load them</a></p>` : "";
    return `${bar}<main>${readme.html}</main>`;
  }
}

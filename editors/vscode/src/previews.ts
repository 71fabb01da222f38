import * as vscode from "vscode";
import { contentOf, type Content, type Field } from "./contents";
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
      { enableScripts: false, localResourceRoots: [], enableCommandUris: [LOAD] },
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
    const html = await vscode.commands.executeCommand<string>("markdown.api.render", content.text);
    const asks = !this.loads && /<img[^>]+src="https?:/i.test(html);
    const link = `command:${LOAD}?${encodeURIComponent(JSON.stringify([this.name]))}`;
    const bar = asks ? `<p class="note">Remote images are blocked. <a href="${link}">Load them</a></p>` : "";
    return `${bar}<main>${html}</main>`;
  }
}

/** As a picture, in which no script runs and nothing else is loaded, on both kinds of background. */
function icon(svg: string): string {
  const source = `data:image/svg+xml;base64,${Buffer.from(svg, "utf8").toString("base64")}`;
  const pictures = [16, 32, 64, 128].map((size) => `<img src="${source}" width="${size}" height="${size}" alt="">`).join("");
  return `<div class="light">${pictures}</div><div class="dark">${pictures}</div>`;
}

function note(text: string): string {
  const escaped = text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
  return `<p class="note">${escaped}</p>`;
}

function page(body: string, loads: boolean): string {
  const pictures = loads ? "data: https: http:" : "data:";
  return `<!DOCTYPE html>
<html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src ${pictures}; style-src 'unsafe-inline'; form-action 'none'">
<style>
body { font-family: var(--vscode-font-family); line-height: 1.5; max-width: 50em; padding: 0 1.5em; }
pre { background: var(--vscode-textCodeBlock-background); overflow: auto; padding: 0.8em; }
code { font-family: var(--vscode-editor-font-family); }
table { border-collapse: collapse; } td, th { border: 1px solid var(--vscode-panel-border); padding: 0.2em 0.6em; }
blockquote { border-left: 4px solid var(--vscode-textBlockQuote-border); margin-left: 0; padding-left: 1em; }
main img { max-width: 100%; }
.note { color: var(--vscode-descriptionForeground); }
.light, .dark { align-items: end; display: flex; gap: 24px; margin: 16px 0; padding: 24px; }
.light { background: #fff; } .dark { background: #1e1e1e; }
</style></head><body>${body}</body></html>`;
}

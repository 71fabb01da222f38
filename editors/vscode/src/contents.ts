import * as vscode from "vscode";
import type { Server } from "./server";

export type Field = "icon" | "readme";

/** What the server says of an encoded field. */
export interface Content {
  field: Field;
  mediaType: string;
  text: string | null;
  problem: string | null;
  version: number;
}

const SCHEME = "integration-ls-content";
const FILES: Record<Field, string> = { icon: "icon.svg", readme: "readme.md" };

export function contentOf(server: Server, manifest: vscode.Uri, field: Field): Promise<Content | undefined> {
  return server.ask<Content>("integration-ls/content", { textDocument: { uri: manifest.toString() }, field });
}

/** Readmes and icons as files of their own: reading decodes, saving puts them back, encoded. */
export class Contents implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly server: Server) {
    this.subscriptions = [
      vscode.workspace.registerFileSystemProvider(SCHEME, this, { isCaseSensitive: true }),
      vscode.workspace.onDidChangeTextDocument((event) => {
        // This runs after every keystroke, but only fields that are open as files have to be read again.
        const manifest = event.document.uri.toString();
        const files = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === SCHEME && uri.query === manifest);
        if (files.length > 0) {
          this.changed.fire(files.map(({ uri }) => ({ type: vscode.FileChangeType.Changed, uri })));
        }
      }),
    ];
  }

  /** Opens a field of a manifest as a file. */
  async edit(manifest: vscode.Uri, field: Field): Promise<void> {
    const content = await contentOf(this.server, manifest, field);
    if (content?.problem != null) {
      await vscode.window.showErrorMessage(`The ${field} cannot be opened as a file. ${content.problem}`);
      return;
    }
    await vscode.window.showTextDocument(fileOf(manifest, field), { viewColumn: vscode.ViewColumn.Beside });
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const bytes = await this.readFile(uri);
    const { manifest } = partsOf(uri);
    const document = await vscode.workspace.openTextDocument(manifest);
    return { type: vscode.FileType.File, ctime: 0, mtime: document.version, size: bytes.length };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const { manifest, field } = partsOf(uri);
    // The server knows only open documents.
    await vscode.workspace.openTextDocument(manifest);
    const content = await contentOf(this.server, manifest, field);
    if (content === undefined) {
      throw vscode.FileSystemError.Unavailable("integration-ls is not running");
    }
    return Buffer.from(content.text ?? "", "utf8");
  }

  async writeFile(uri: vscode.Uri, bytes: Uint8Array): Promise<void> {
    const { manifest, field } = partsOf(uri);
    const document = await vscode.workspace.openTextDocument(manifest);
    const wasSaved = !document.isDirty;
    const text = Buffer.from(bytes).toString("utf8");
    const params = { textDocument: { uri: manifest.toString() }, field, text };
    const edit = await this.server.edit(await this.server.ask("integration-ls/replaceContent", params));
    if (edit === undefined || !(await vscode.workspace.applyEdit(edit))) {
      throw vscode.FileSystemError.Unavailable(`the ${field} could not be written to the manifest`);
    }
    // Save the manifest too, unless it had unsaved changes before.
    if (wasSaved) {
      await document.save();
    }
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) {
      subscription.dispose();
    }
    this.changed.dispose();
  }
}

function fileOf(manifest: vscode.Uri, field: Field): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `/${FILES[field]}`, query: manifest.toString() });
}

function partsOf(uri: vscode.Uri): { manifest: vscode.Uri; field: Field } {
  const field = (Object.keys(FILES) as Field[]).find((field) => uri.path === `/${FILES[field]}`);
  if (field === undefined || uri.query === "") {
    throw vscode.FileSystemError.FileNotFound(uri);
  }
  return { manifest: vscode.Uri.parse(uri.query), field };
}

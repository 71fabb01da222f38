import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as vscode from "vscode";
import type { Location, Position } from "vscode-languageclient/node";
import { associate } from "./associations";
import { Comparisons } from "./comparisons";
import { Contents, type Field } from "./contents";
import { Forms } from "./forms";
import { LANGUAGE, NAME } from "./names";
import { Previews } from "./previews";
import { launched } from "./program";
import { Server } from "./server";
import { StatusItem } from "./status";

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const started = new Server(context, manifestInSight);
  server = started;
  const previews = new Previews(started);
  const contents = new Contents(started);
  const forms = new Forms(started);
  const comparisons = new Comparisons(started);
  const command = (name: string, run: (...args: never[]) => unknown) =>
    vscode.commands.registerCommand(`${NAME}.${name}`, run);
  const of = (run: (manifest: vscode.Uri, field: Field) => unknown, field: Field) => (uri?: vscode.Uri) => {
    const manifest = uri ?? manifestInSight();
    return manifest === undefined ? undefined : run(manifest, field);
  };
  context.subscriptions.push(
    started,
    previews,
    contents,
    forms,
    comparisons,
    new StatusItem(started),
    associate(),
    command("restart", () => started.restart()),
    command("showOutput", () => started.output.show()),
    command("showVersion", () => showVersion(started)),
    command("checkWorkspace", () => checkWorkspace(started)),
    command("previewReadme", of((uri, field) => previews.show(uri, field), "readme")),
    command("previewIcon", of((uri, field) => previews.show(uri, field), "icon")),
    command("previewForm", (uri?: vscode.Uri) => {
      const manifest = uri ?? manifestInSight();
      return manifest === undefined ? undefined : forms.show(manifest);
    }),
    command("compareWith", (uri?: vscode.Uri) => {
      const manifest = uri ?? manifestInSight();
      return manifest === undefined ? undefined : comparisons.show(manifest);
    }),
    command("editReadme", of((uri, field) => contents.edit(uri, field), "readme")),
    command("editIcon", of((uri, field) => contents.edit(uri, field), "icon")),
    command("showReferences", (uri: string, position: Position, places: Location[]) =>
      showReferences(started, uri, position, places),
    ),
    vscode.workspace.onDidChangeConfiguration((event) =>
      event.affectsConfiguration(`${NAME}.path`) || event.affectsConfiguration(`${NAME}.remote`)
        ? started.restart()
        : undefined,
    ),
    vscode.workspace.onDidGrantWorkspaceTrust(() => started.restart()),
  );
  await started.start();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}

/** The manifest that somebody looks at; says so if there is none. */
function manifestInSight(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  if (document !== undefined && document.languageId === LANGUAGE) {
    return document.uri;
  }
  const seen = vscode.window.visibleTextEditors.find((editor) => editor.document.languageId === LANGUAGE);
  if (seen === undefined) {
    void vscode.window.showInformationMessage("Open a manifest first: integration.json, or *.integration.json.");
  }
  return seen?.document.uri;
}

async function showVersion(server: Server): Promise<void> {
  if (server.running === undefined) {
    await server.restart();
    return;
  }
  const { command, shell } = launched(server.running);
  const { stdout } = await promisify(execFile)(command, ["version"], { shell });
  await vscode.window.showInformationMessage(`${stdout.trim().split("\n")[0]}, from ${server.running.origin}`);
}

/** In a terminal, where the whole report can be read; the Problems view follows the files by itself. */
async function checkWorkspace(server: Server): Promise<void> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (server.running === undefined || folders.length === 0) {
    const why = folders.length === 0 ? "Open a folder first." : "The program integration-ls was not found.";
    await vscode.window.showInformationMessage(why);
    return;
  }
  const run = new vscode.ProcessExecution(server.running.path, ["check", ...folders.map((folder) => folder.uri.fsPath)]);
  const task = new vscode.Task({ type: "process" }, vscode.TaskScope.Workspace, "check", NAME, run, []);
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, clear: true, echo: false };
  await vscode.tasks.executeTask(task);
}

async function showReferences(server: Server, uri: string, position: Position, places: Location[]): Promise<void> {
  const converter = server.converter;
  if (converter !== undefined) {
    await vscode.commands.executeCommand(
      "editor.action.showReferences",
      vscode.Uri.parse(uri),
      converter.asPosition(position),
      places.map((place) => converter.asLocation(place)),
    );
  }
}

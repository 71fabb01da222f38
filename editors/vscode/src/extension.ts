import * as vscode from "vscode";
import { LanguageClient, State } from "vscode-languageclient/node";

const NAME = "integration-ls";
/** What counts as a manifest; other JSON is left to others. */
const MANIFESTS = "**/{integration,*.integration}.{json,jsonc}";

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.commands.registerCommand("integration-ls.restart", restart),
    vscode.workspace.onDidChangeConfiguration((event) =>
      event.affectsConfiguration("integration-ls.path") ? restart() : undefined,
    ),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await stop();
}

async function start(): Promise<void> {
  const command = vscode.workspace.getConfiguration(NAME).get<string>("path", NAME);
  client = new LanguageClient(
    NAME,
    NAME,
    { command, args: ["lsp"] },
    {
      documentSelector: ["file", "untitled", "vscode-vfs"].flatMap((scheme) =>
        ["json", "jsonc"].map((language) => ({ scheme, language, pattern: MANIFESTS })),
      ),
      synchronize: { configurationSection: NAME },
      initializationOptions: vscode.workspace.getConfiguration(NAME),
    },
  );
  try {
    await client.start();
  } catch (error) {
    const open = "Open Settings";
    const chosen = await vscode.window.showErrorMessage(
      `The program "${command}" could not be started: ${error instanceof Error ? error.message : String(error)}. ` +
        `Install integration-ls, or set "integration-ls.path".`,
      open,
    );
    if (chosen === open) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "integration-ls.path");
    }
  }
}

async function stop(): Promise<void> {
  const stopping = client;
  client = undefined;
  if (stopping !== undefined && stopping.state !== State.Stopped) {
    await stopping.stop();
  }
}

async function restart(): Promise<void> {
  await stop();
  await start();
}

import * as vscode from "vscode";
import { LANGUAGE, NAME } from "./names";

/** Opens JSON that the setting `integration-ls.files` names as manifests. */
export function associate(): vscode.Disposable {
  const look = (document: vscode.TextDocument) => {
    const isJson = document.languageId === "json" || document.languageId === "jsonc";
    const globs = isJson ? vscode.workspace.getConfiguration(NAME, document.uri).get<string[]>("files", []) : [];
    const folder = vscode.workspace.getWorkspaceFolder(document.uri);
    const fits = (glob: string) => {
      const pattern = folder === undefined ? glob : new vscode.RelativePattern(folder, glob);
      return vscode.languages.match({ pattern }, document) > 0;
    };
    if (globs.some(fits)) {
      void vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
    }
  };
  const all = () => vscode.workspace.textDocuments.forEach(look);
  all();
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeConfiguration((event) => (event.affectsConfiguration(`${NAME}.files`) ? all() : undefined)),
  );
}

import * as vscode from "vscode";
import { LANGUAGE, MANIFESTS, NAME } from "./names";
import type { Server } from "./server";

/** What the server says of a document. */
interface Status {
  form: "create" | "update";
  /** The form and the reason for it: `Update (no name or version)`. */
  summary: string;
  diagnostics: Record<"error" | "warning" | "information" | "hint", number>;
  /** What the Botpress API has answered to this text. */
  validation?: { outcome: "accepted" | "refused"; summary: string };
}

/** Whether the server runs, what the document is taken for, and what was found in it. */
export class StatusItem implements vscode.Disposable {
  private readonly item = vscode.languages.createLanguageStatusItem(`${NAME}.status`, [
    { language: LANGUAGE },
    { pattern: MANIFESTS },
  ]);
  private readonly subscriptions: vscode.Disposable[];
  private newest = 0;

  constructor(private readonly server: Server) {
    this.item.name = NAME;
    this.item.command = { command: "integration-ls.showOutput", title: "Show Output" };
    const follow = () => void this.draw();
    this.subscriptions = [
      server.onDidChange(follow),
      vscode.window.onDidChangeActiveTextEditor(follow),
      vscode.languages.onDidChangeDiagnostics((event) => {
        const shown = vscode.window.activeTextEditor?.document.uri.toString();
        if (event.uris.some((uri) => uri.toString() === shown)) {
          follow();
        }
      }),
    ];
    follow();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) {
      subscription.dispose();
    }
    this.item.dispose();
  }

  private async draw(): Promise<void> {
    const turn = ++this.newest;
    const state = this.server.state;
    this.item.busy = state === "starting";
    if (state !== "running") {
      this.item.text = state === "starting" ? "Starting" : "Stopped";
      this.item.detail = "manifests are not checked";
      this.item.severity =
        state === "starting" ? vscode.LanguageStatusSeverity.Information : vscode.LanguageStatusSeverity.Error;
      return;
    }
    const uri = vscode.window.activeTextEditor?.document.uri;
    const status = uri && (await this.server.ask<Status>("integration-ls/status", { textDocument: { uri: uri.toString() } }));
    // A later request may have finished first.
    if (turn !== this.newest) {
      return;
    }
    this.item.severity = vscode.LanguageStatusSeverity.Information;
    if (!status) {
      this.item.text = "Running";
      this.item.detail = undefined;
      return;
    }
    const { error, warning, information, hint } = status.diagnostics;
    const counts = [counted(error, "error"), counted(warning, "warning"), counted(information + hint, "hint")];
    this.item.text = `${status.form === "create" ? "Create" : "Update"}: ${counts.filter(Boolean).join(", ") || "no diagnostics"}`;
    const answer = status.validation === undefined ? "" : `; ${status.validation.summary}`;
    this.item.detail = `checked as: ${status.summary}${answer}`;
  }
}

function counted(count: number, what: string): string {
  return count === 0 ? "" : `${count} ${what}${count === 1 ? "" : "s"}`;
}

import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  State,
  type ClientCapabilities,
  type CloseHandlerResult,
  type ErrorHandler,
  type StaticFeature,
} from "vscode-languageclient/node";
import { LANGUAGE, MANIFESTS, NAME } from "./names";
import { findProgram, type Program } from "./program";

/** So many ends within so many milliseconds are more than bad luck. */
const MOST_RESTARTS = 5;
const WINDOW = 180_000;

/** The one server of this window. */
export class Server implements vscode.Disposable {
  readonly output = vscode.window.createOutputChannel(NAME, { log: true });
  private client: LanguageClient | undefined;
  private program: Program | undefined;
  private readonly changed = new vscode.EventEmitter<void>();
  /** When its state changes. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly context: vscode.ExtensionContext) {}

  get state(): "running" | "starting" | "stopped" {
    switch (this.client?.state) {
      case State.Running:
        return "running";
      case State.Starting:
        return "starting";
      default:
        return "stopped";
    }
  }

  /** What is run, if anything is. */
  get running(): Program | undefined {
    return this.program;
  }

  async start(): Promise<void> {
    this.program = findProgram(this.context);
    if (this.program === undefined) {
      this.changed.fire();
      await this.sayMissing();
      return;
    }
    this.output.info(`Starting ${this.program.path}, found in ${this.program.origin}.`);
    const client = new LanguageClient(
      NAME,
      NAME,
      { command: this.program.path, args: ["lsp"] },
      {
        documentSelector: [
          { language: LANGUAGE },
          { language: "json", pattern: MANIFESTS },
          { language: "jsonc", pattern: MANIFESTS },
        ],
        outputChannel: this.output,
        synchronize: { configurationSection: NAME },
        initializationOptions: vscode.workspace.getConfiguration(NAME),
        errorHandler: new BoundedRestarts(() => void this.sayBroken()),
        markdown: { isTrusted: false, supportHtml: false },
      },
    );
    client.registerFeature(new Abilities());
    client.onDidChangeState(() => this.changed.fire());
    this.client = client;
    try {
      await client.start();
    } catch (error) {
      this.output.error(error instanceof Error ? error : String(error));
      await this.sayFailed(error);
    }
  }

  async stop(): Promise<void> {
    const stopping = this.client;
    this.client = undefined;
    if (stopping !== undefined && stopping.state !== State.Stopped) {
      await stopping.stop();
    }
    this.changed.fire();
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Asks one of the server's own requests; nothing if it does not run. */
  async ask<T>(method: string, params: object): Promise<T | undefined> {
    if (this.client?.state !== State.Running) {
      return undefined;
    }
    return (await this.client.sendRequest<T | null>(method, params)) ?? undefined;
  }

  /** Makes an edit of the protocol one of the editor. */
  async edit(edit: unknown): Promise<vscode.WorkspaceEdit | undefined> {
    return this.client?.protocol2CodeConverter.asWorkspaceEdit(edit as never);
  }

  get converter(): LanguageClient["protocol2CodeConverter"] | undefined {
    return this.client?.protocol2CodeConverter;
  }

  dispose(): void {
    this.changed.dispose();
    this.output.dispose();
  }

  private async sayMissing(): Promise<void> {
    const set = vscode.workspace.getConfiguration(NAME).get<string>("path", "").trim();
    const what =
      set === ""
        ? "The program integration-ls was not found: not in node_modules, not on the PATH, not in the extension."
        : `The setting "integration-ls.path" names "${set}", which is not there.`;
    this.output.error(what);
    const chosen = await vscode.window.showErrorMessage(
      `${what} Manifests are not checked. Install it with "cargo install integration-ls", or say where it is.`,
      "Open Settings",
      "Try Again",
    );
    await this.answer(chosen);
  }

  private async sayFailed(error: unknown): Promise<void> {
    const why = error instanceof Error ? error.message : String(error);
    const chosen = await vscode.window.showErrorMessage(
      `${this.program?.path ?? NAME} could not be started: ${why}`,
      "Show Output",
      "Open Settings",
      "Try Again",
    );
    await this.answer(chosen);
  }

  private async sayBroken(): Promise<void> {
    const chosen = await vscode.window.showErrorMessage(
      `integration-ls has ended ${MOST_RESTARTS} times within ${WINDOW / 60_000} minutes and is not started again. Manifests are not checked.`,
      "Restart",
      "Show Output",
    );
    await this.answer(chosen);
  }

  private async answer(chosen: string | undefined): Promise<void> {
    if (chosen === "Open Settings") {
      await vscode.commands.executeCommand("workbench.action.openSettings", "integration-ls.path");
    } else if (chosen === "Show Output") {
      this.output.show();
    } else if (chosen !== undefined) {
      await this.restart();
    }
  }
}

/** What this editor can do beyond the protocol. */
class Abilities implements StaticFeature {
  fillClientCapabilities(capabilities: ClientCapabilities): void {
    capabilities.experimental = {
      ...(capabilities.experimental as object | undefined),
      commands: { commands: ["integration-ls.showReferences"] },
      [NAME]: { pictures: true },
    };
  }

  initialize(): void {
    // There is nothing to do.
  }

  getState(): { kind: "static" } {
    return { kind: "static" };
  }

  clear(): void {
    // Nothing is kept.
  }
}

/** Starts a server that has ended again, but not for ever. */
class BoundedRestarts implements ErrorHandler {
  private ends: number[] = [];

  constructor(private readonly giveUp: () => void) {}

  error(): { action: ErrorAction; handled: boolean } {
    return { action: ErrorAction.Continue, handled: true };
  }

  closed(): CloseHandlerResult {
    const now = Date.now();
    this.ends = [...this.ends.filter((end) => now - end < WINDOW), now];
    if (this.ends.length < MOST_RESTARTS) {
      return { action: CloseAction.Restart, handled: true };
    }
    this.giveUp();
    return { action: CloseAction.DoNotRestart, handled: true };
  }
}

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
import { findProgram, launched, type Program } from "./program";
import { VALIDATE, Validation, environment } from "./validation";

/** So many ends within so many milliseconds are more than bad luck. */
const MOST_RESTARTS = 5;
const WINDOW = 180_000;
/** How long a server that is just starting is waited for before it is given up, in milliseconds. */
const START = 10_000;

/** The one server of this window. */
export class Server implements vscode.Disposable {
  readonly output = vscode.window.createOutputChannel(NAME, { log: true });
  private client: LanguageClient | undefined;
  private program: Program | undefined;
  /** Settles when the client has started, or failed to. */
  private started: Promise<void> = Promise.resolve();
  private turn: Promise<void> = Promise.resolve();
  private readonly validation: Validation;
  private readonly changed = new vscode.EventEmitter<void>();
  /** When its state changes. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly manifestInSight: () => vscode.Uri | undefined,
  ) {
    this.validation = new Validation(context, this);
  }

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

  start(): Promise<void> {
    return this.inTurn(() => this.launch());
  }

  stop(): Promise<void> {
    return this.inTurn(() => this.end());
  }

  restart(): Promise<void> {
    return this.inTurn(async () => {
      await this.end();
      this.launch();
    });
  }

  /** One step after the other: of two restarts at once, each would leave a server. */
  private inTurn(step: () => Promise<void> | void): Promise<void> {
    this.turn = this.turn.then(step);
    return this.turn;
  }

  private launch(): void {
    this.program = findProgram(this.context);
    if (this.program === undefined) {
      this.changed.fire();
      void this.sayMissing();
      return;
    }
    this.output.info(`Starting ${this.program.path}, found in ${this.program.origin}.`);
    const { command, shell } = launched(this.program);
    const client = new LanguageClient(
      NAME,
      NAME,
      { command, args: ["lsp"], options: { shell, env: { ...process.env, ...environment() } } },
      {
        documentSelector: [
          { language: LANGUAGE },
          { language: "json", pattern: MANIFESTS },
          { language: "jsonc", pattern: MANIFESTS },
        ],
        outputChannel: this.output,
        synchronize: { configurationSection: NAME },
        // In a stranger's folder, no revision of a repository is asked for.
        initializationOptions: { [NAME]: vscode.workspace.getConfiguration(NAME), isTrusted: vscode.workspace.isTrusted },
        errorHandler: new BoundedRestarts(() => void this.sayBroken()),
        markdown: { isTrusted: false, supportHtml: false },
        middleware: {
          executeCommand: (command, args, next) =>
            command === VALIDATE ? this.validation.run(args, this.manifestInSight, next) : next(command, args),
        },
      },
    );
    client.registerFeature(new Abilities());
    client.onDidChangeState(() => {
      const commands = client.initializeResult?.capabilities.executeCommandProvider?.commands ?? [];
      const validates = client.state === State.Running && commands.includes(VALIDATE);
      void vscode.commands.executeCommand("setContext", `${NAME}.validates`, validates);
      this.changed.fire();
    });
    this.client = client;
    this.started = client.start().catch((error: unknown) => {
      this.output.error(error instanceof Error ? error : String(error));
      void this.sayFailed(error);
    });
  }

  private async end(): Promise<void> {
    const ending = this.client;
    this.client = undefined;
    try {
      // One that is starting cannot be stopped; and one that runs, but has not registered all that it offers yet, would do so
      // afterwards, and leave a command behind that the next one cannot register.
      await Promise.race([this.started, new Promise((done) => setTimeout(done, START))]);
      if (ending !== undefined && ending.state !== State.Stopped) {
        await ending.stop();
      }
    } catch (error) {
      // It did not respond in time, and its output is no longer read.
      this.output.error(error instanceof Error ? error : String(error));
    }
    this.changed.fire();
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
        ? "The program integration-ls was not found in node_modules, on the PATH or in the extension."
        : `The program "${set}", set in "integration-ls.path", was not found.`;
    this.output.error(what);
    const chosen = await vscode.window.showErrorMessage(
      `${what} Manifests are not checked. Install it with "cargo install integration-ls", or set its path.`,
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
      `integration-ls has stopped ${MOST_RESTARTS} times within ${WINDOW / 60_000} minutes and will not be restarted. Manifests are not checked.`,
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
    // Nothing to do.
  }

  getState(): { kind: "static" } {
    return { kind: "static" };
  }

  clear(): void {
    // Nothing to dispose of.
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

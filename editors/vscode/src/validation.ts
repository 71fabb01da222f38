import * as vscode from "vscode";
import { NAME } from "./names";
import type { Server } from "./server";

/** The server's command, which is the one in the palette, too. */
export const VALIDATE = `${NAME}.validateRemotely`;

/** What is validated: the document, and what it is an update of. */
interface Argument {
  uri?: string;
  id?: string;
  name?: string;
  version?: string;
}

/** What came of it. */
interface Result {
  outcome: "accepted" | "refused" | "changed" | "cancelled" | "notSent" | "failed";
  message: string;
}

type Next = (command: string, args: unknown[]) => vscode.ProviderResult<unknown>;

/**
 * What the server is told about asking the Botpress API, in its environment. Only a person's own settings count: whoever opens
 * a stranger's folder must not send anything to a stranger.
 */
export function environment(): Record<string, string> {
  const own = (key: string) => {
    const value = vscode.workspace.getConfiguration(NAME).inspect<string>(key)?.globalValue;
    return typeof value === "string" ? value.trim() : "";
  };
  const mode = own("remote.mode");
  const profile = own("remote.profile");
  return {
    ...(["off", "on-request", "on-save"].includes(mode) ? { INTEGRATION_LS_REMOTE: mode } : {}),
    ...(profile === "" ? {} : { BP_PROFILE: profile }),
  };
}

/** Completes the command: with the document in sight, and with what that is an update of. */
export class Validation {
  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly server: Server,
  ) {}

  async run(args: unknown[], manifestInSight: () => vscode.Uri | undefined, next: Next): Promise<unknown> {
    const given = args[0];
    const argument: Argument = typeof given === "string" ? { uri: given } : { ...(given as Argument | undefined) };
    argument.uri ??= manifestInSight()?.toString();
    if (argument.uri === undefined) {
      return undefined;
    }
    const key = `${NAME}.update:${argument.uri}`;
    if (argument.id === undefined && argument.name === undefined && (await this.isUpdate(argument.uri))) {
      const target = this.context.workspaceState.get<string>(key) ?? (await ask("Validate with Botpress"));
      if (target === undefined || target.trim() === "") {
        return undefined;
      }
      Object.assign(argument, parsed(target.trim()));
      // Where nobody could be asked, what was typed may be wrong.
      const result = (await next(VALIDATE, [argument])) as Result | null | undefined;
      const isKnown = result !== null && result !== undefined && ["accepted", "refused", "changed"].includes(result.outcome);
      await this.context.workspaceState.update(key, isKnown ? target : undefined);
      return said(result);
    }
    return said((await next(VALIDATE, [argument])) as Result | null | undefined);
  }

  private async isUpdate(uri: string): Promise<boolean> {
    const status = await this.server.ask<{ form: string }>("integration-ls/status", { textDocument: { uri } });
    return status?.form === "update";
  }
}

/** Asks which integration a manifest updates. */
export async function askForTarget(title: string): Promise<Omit<Argument, "uri"> | undefined> {
  const target = (await ask(title))?.trim();
  return target === undefined || target === "" ? undefined : parsed(target);
}

function ask(title: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: "Which integration does this manifest update? Its ID, or its name and version: acme/mail@1.2.0",
    ignoreFocusOut: true,
  });
}

/** An ID, or a name with a version behind it. */
function parsed(target: string): Argument {
  const at = target.lastIndexOf("@");
  if (at > 0) {
    return { name: target.slice(0, at), version: target.slice(at + 1) };
  }
  return target.includes("/") ? { name: target } : { id: target };
}

/** What is good needs no window; what is not sent or cannot be asked, the server says itself. */
function said(result: Result | null | undefined): Result | undefined {
  if (result?.outcome === "accepted") {
    vscode.window.setStatusBarMessage(result.message, 5_000);
  }
  return result ?? undefined;
}

import { existsSync } from "node:fs";
import * as path from "node:path";
import * as vscode from "vscode";
import { NAME } from "./names";

/** A program to run, and where it was found. */
export interface Program {
  path: string;
  origin: string;
}

/** How it is started: Windows runs a .cmd, which is what npm puts into node_modules, through a shell alone. */
export function launched(program: Program): { command: string; shell: boolean } {
  const shell = /\.(cmd|bat)$/i.test(program.path);
  return { command: shell ? `"${program.path}"` : program.path, shell };
}

/**
 * The server to run, the first of: the setting, the workspace's node_modules, the PATH, the bundled one. Nothing if
 * there is none; a setting that names a program that is not there is an error of its own, not a reason to look further.
 */
export function findProgram(context: vscode.ExtensionContext): Program | undefined {
  const set = vscode.workspace.getConfiguration(NAME).get<string>("path", "").trim();
  if (set !== "") {
    const found = set.includes("/") || set.includes("\\") ? existing(resolve(set)) : onPath(set);
    return found === undefined ? undefined : { path: found, origin: "the setting integration-ls.path" };
  }
  if (vscode.workspace.isTrusted) {
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      const found = folder.uri.scheme === "file" ? inFolder(path.join(folder.uri.fsPath, "node_modules", ".bin"), NAME) : undefined;
      if (found !== undefined) {
        return { path: found, origin: "node_modules of the workspace" };
      }
    }
  }
  const found = onPath(NAME);
  if (found !== undefined) {
    return { path: found, origin: "the PATH" };
  }
  const bundled = inFolder(context.asAbsolutePath("server"), NAME);
  return bundled === undefined ? undefined : { path: bundled, origin: "the extension" };
}

/** A path that may start with the home folder or be relative to the first folder of the workspace. */
function resolve(written: string): string {
  const home = process.env.HOME ?? process.env.USERPROFILE ?? "";
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
  const full = written.replace(/^~(?=[/\\])/, home).replace("${workspaceFolder}", folder);
  return path.isAbsolute(full) ? full : path.join(folder, full);
}

function onPath(name: string): string | undefined {
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    const found = folder === "" ? undefined : inFolder(folder, name);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function inFolder(folder: string, name: string): string | undefined {
  const endings = process.platform === "win32" ? [".exe", ".cmd", ""] : [""];
  return endings.map((ending) => path.join(folder, name + ending)).find((file) => existing(file) !== undefined);
}

function existing(file: string): string | undefined {
  return existsSync(file) ? file : undefined;
}

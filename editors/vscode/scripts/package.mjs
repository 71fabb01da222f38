// Packs the extension.
//
//   node scripts/package.mjs [--program PROGRAM] [--target TARGET] [--out FILE]
//
// PROGRAM is put into the package, which then needs nothing else; it must be built for TARGET (linux-x64, linux-arm64,
// darwin-arm64, win32-x64 …). Without it the package finds the server on the machine. A program for another platform
// cannot be asked for the schema here: it is then the one in schemas, which scripts/schema.mjs has made.
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const PLATFORM = `${process.platform}-${process.arch}`;
const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
const { values } = parseArgs({
  options: { program: { type: "string" }, target: { type: "string" }, out: { type: "string" } },
});
if (values.target && !values.program) {
  throw new Error("a package for one platform has a program in it: name it with --program");
}
const run = (name, ...more) => execFileSync(name, more, { cwd: folder, stdio: "inherit" });

const server = path.join(folder, "server");
rmSync(server, { recursive: true, force: true });
const program = values.program && path.resolve(values.program);
if (program) {
  mkdirSync(server);
  const name = program.endsWith(".exe") ? "integration-ls.exe" : "integration-ls";
  copyFileSync(program, path.join(server, name));
  chmodSync(path.join(server, name), 0o755);
}
const runsHere = program && (values.target ?? PLATFORM) === PLATFORM;
if (runsHere || !existsSync(path.join(folder, "schemas", "manifest.schema.json"))) {
  run(process.execPath, "scripts/schema.mjs", runsHere ? program : "integration-ls");
}
mkdirSync(path.join(folder, "out"), { recursive: true });
const target = values.target ? ["--target", values.target] : [];
const out = path.resolve(values.out ?? path.join(folder, "out", "integration-ls.vsix"));
run("npx", "vsce", "package", "--no-dependencies", "--allow-missing-repository", ...target, "--out", out);
rmSync(server, { recursive: true, force: true });

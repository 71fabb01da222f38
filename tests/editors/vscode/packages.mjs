// Packages for platforms other than this one.
// Run by vscode.sh: packages.mjs EXTENSION FOLDER
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const [extension, folder] = process.argv.slice(2);
const yauzl = createRequire(path.join(extension, "package.json"))("yauzl");

function packs(...options) {
  const done = spawnSync(process.execPath, ["scripts/package.mjs", ...options], { cwd: extension, encoding: "utf8" });
  return { holds: done.status === 0, said: done.stdout + done.stderr };
}

/** The files of a package, by name. */
function unpacked(file) {
  return new Promise((done, failed) => {
    yauzl.open(file, { lazyEntries: true }, (error, zip) => {
      if (error) return failed(error);
      const files = new Map();
      zip.on("entry", (entry) =>
        zip.openReadStream(entry, async (error, stream) => {
          if (error) return failed(error);
          files.set(entry.fileName, Buffer.concat(await stream.toArray()));
          zip.readEntry();
        }),
      );
      zip.on("end", () => done(files));
      zip.readEntry();
    });
  });
}

function check(holds, what, said) {
  console.log(`${holds ? "ok  " : "FAIL"} ${what}`);
  if (!holds) {
    console.log(said);
    process.exit(1);
  }
}

for (const [target, name] of [["linux-arm64", "integration-ls"], ["darwin-arm64", "integration-ls"], ["win32-x64", "integration-ls.exe"]]) {
  const program = path.join(folder, name);
  fs.writeFileSync(program, `built for ${target}`);
  const out = path.join(folder, `${target}.vsix`);
  const { holds, said } = packs("--target", target, "--program", program, "--out", out);
  check(holds, `${target} is packed, though its program does not run here`, said);
  const files = await unpacked(out);
  check(files.get("extension.vsixmanifest")?.includes(`TargetPlatform="${target}"`), "for that platform alone", said);
  check(files.get(`extension/server/${name}`)?.equals(fs.readFileSync(program)), "with the program", said);
  check(files.get("extension/schemas/manifest.schema.json")?.includes("$schema"), "and the schema", said);
  check(![...files.keys()].some((file) => /node_modules|\/src\/|\.map$/.test(file)), "and nothing that is not needed", said);
}
const bare = packs("--target", "linux-arm64", "--out", path.join(folder, "bare.vsix"));
check(!bare.holds && bare.said.includes("name it with --program"), "one without a program is refused", bare.said);

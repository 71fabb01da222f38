// Writes the JSON Schema that the json language is checked with, as the program exports it.
//
//   node scripts/schema.mjs [PROGRAM]
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
const program = process.argv[2] ?? "integration-ls";
const schema = execFileSync(program, ["schema", "--editor"], { encoding: "utf8" });
mkdirSync(path.join(folder, "schemas"), { recursive: true });
writeFileSync(path.join(folder, "schemas", "manifest.schema.json"), schema);

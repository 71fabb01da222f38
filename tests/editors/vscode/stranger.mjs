// A folder that nobody has said to trust: what lies in it must not say which program is run.
// Run by vscode.sh: stranger.mjs CODE_SERVER EXTENSION PICTURES
import { Workbench, eventually } from "./workbench.mjs";

const [codeServer, extension, pictures] = process.argv.slice(2);
const FILES = {
  "acme.integration.json": `{ "titel": 1 }\n`,
  ".vscode/settings.json": `{ "integration-ls.path": "./of-the-stranger" }\n`,
};

const bench = await Workbench.start(codeServer, extension, FILES, pictures, true);
const { page } = bench;
const refused = page.locator(".notification-toast", { hasText: "of-the-stranger" });
await bench.run(async () => {
  await page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor();
  await bench.open("acme.integration.json");
  await eventually("a stranger's manifest is checked", async () => (await page.locator(".monaco-editor .squiggly-error").count()) === 1);
  await eventually("by no program of the stranger's", async () => (await refused.count()) === 0);
  await bench.command("Workspaces: Manage Workspace Trust");
  await page.locator(".workspace-trust-editor .monaco-button", { hasText: /^Trust$/ }).click();
  await eventually("who trusts the folder trusts its settings", async () => (await refused.count()) > 0);
  await eventually("and the other server is ended", async () => bench.servers() === 0);
  // Two events at once, as with a trusted folder that names no program.
  await bench.set("Workspace", {});
  await eventually("without them the bundled one runs", async () => bench.servers() === 1);
  for (let time = 0; time < 5; time += 1) {
    await page.keyboard.press("F8");
  }
  await page.waitForTimeout(2_000);
  await eventually("and only one, however often it is restarted", async () => bench.servers() === 1);
});

// A manifest beside its baseline, in the diff editor. Run by vscode.sh: compare.mjs CODE_SERVER EXTENSION PICTURES
import { Workbench, eventually } from "./workbench.mjs";

const [codeServer, extension, pictures] = process.argv.slice(2);
const base64 = (text) => Buffer.from(text, "utf8").toString("base64");
const OLD = `{
  "version": "1.2.0",
  "name": "acme/mail",
  "readme": "${base64("# Mail\n\nSends mail.\n")}",
  "secrets": { "KEY": "hunter2" },
  "events": { "sent": { "schema": { "type": "object", "properties": {} } } }
}
`;
const NEW = `{
  "name": "acme/mail",
  "version": "1.2.0",
  "readme": "${base64("# Mail\n\nSends and receives mail.\n")}",
  "secrets": { "KEY": "hunter2" },
  "events": {}
}
`;
const FILES = {
  "acme.integration.json": NEW,
  "deployed.json": OLD,
  "integration-ls.toml": 'baseline = "deployed.json"\ngroups.hub = "off"\n',
};

const bench = await Workbench.start(codeServer, extension, FILES, pictures);
const { page } = bench;
await bench.run(async () => {
  await bench.open("acme.integration.json");
  await page.keyboard.press("Control+Shift+M");
  await eventually("what breaks since the baseline is listed", async () => (await bench.problems("The event").count()) > 0);
  await page.keyboard.press("Control+Shift+M");
  await bench.command("integration-ls: Compare with");
  await eventually("it is asked what to compare with", async () =>
    (await page.locator(".quick-input-widget .monaco-list-row", { hasText: "Baseline" }).count()) > 0,
  );
  await page.locator(".quick-input-widget .monaco-list-row", { hasText: "Baseline" }).first().click();
  const diff = page.locator(".monaco-diff-editor");
  await eventually("the diff editor is shown", () => diff.first().isVisible());
  await eventually("with both names", async () =>
    (await page.locator(".tab", { hasText: "deployed.json ↔ acme.integration.json" }).count()) === 1,
  );
  // Editors draw spaces as another character.
  const lines = async () => (await diff.locator(".view-line").allInnerTexts()).map((line) => line.replaceAll("\u00a0", " "));
  await eventually("and the lines of the readme", async () => {
    const all = await lines();
    return all.some((line) => line.includes('"Sends mail."')) && all.some((line) => line.includes('"Sends and receives mail."'));
  });
  await eventually("but no secret", async () => !(await lines()).join("\n").includes("hunter2"));
  await eventually("what differs is marked", async () =>
    (await diff.locator(".editor.modified .line-insert").count()) > 0,
  );
  await page.waitForTimeout(1_000);
  await eventually("and nothing is reported in either, since neither is a manifest", async () =>
    (await diff.locator(".squiggly-error, .squiggly-warning").count()) === 0,
  );
  await bench.picture("compare", 390);
});

// A manifest beside its baseline, what is deployed, another file and the last commit, in the diff editor. Run by vscode.sh:
// compare.mjs CODE_SERVER EXTENSION PICTURES
import { spawnSync } from "node:child_process";
import http from "node:http";
import path from "node:path";
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

const paths = [];
const api = http.createServer((request, response) => {
  paths.push(request.url);
  const integration = { id: "intver_1", name: "acme/mail", version: "1.1.0", secrets: ["KEY"], title: "As it is deployed" };
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ integration }));
});
await new Promise((done) => api.listen(0, "127.0.0.1", done));
Object.assign(process.env, {
  BP_TOKEN: "bp_pat_N0tT0BeSeenAnywhere",
  BP_WORKSPACE_ID: "wkspace_1",
  BP_API_URL: `http://127.0.0.1:${api.address().port}`,
});

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

  const compare = async (choice) => {
    await bench.closeAll();
    await bench.open("acme.integration.json");
    await bench.command("integration-ls: Compare with");
    await page.locator(".quick-input-widget .monaco-list-row", { hasText: choice }).first().click();
  };
  const shown = (what, name, line) =>
    eventually(what, async () =>
      (await page.locator(".tab.active", { hasText: `${name} ↔ acme.integration.json` }).count()) === 1 &&
      (await lines()).some((one) => one.includes(line)),
    );
  await eventually("nothing was asked of the API yet", () => paths.length === 0);
  await compare("What is deployed");
  await shown("what is deployed is beside it", "acme/mail 1.1.0 (deployed)", "As it is deployed");
  await eventually("of the integration that it names", () => paths.join() === "/v1/admin/integrations/acme%2Fmail/latest");

  await compare("Another file");
  const box = page.locator(".quick-input-widget input:focus");
  await eventually("files are offered", async () => (await box.inputValue({ timeout: 500 }).catch(() => "")).startsWith("/"));
  await eventually("one is chosen", async () => {
    await box.fill(path.join(bench.work, "deployed.json"), { timeout: 500 }).catch(() => undefined);
    await page.waitForTimeout(300);
    await page.keyboard.press("Enter");
    return box.waitFor({ state: "detached", timeout: 2_000 }).then(() => true, () => false);
  });
  await shown("another file is beside it", "deployed.json", "Sends mail.");

  const git = (...args) => spawnSync("git", ["-C", bench.work, "-c", "user.name=a", "-c", "user.email=a@b.c", ...args]).status === 0;
  if (git("init", "--quiet") && git("add", ".") && git("commit", "--quiet", "-m", "a")) {
    await bench.open("acme.integration.json");
    await bench.replace(NEW.replace('"events": {}', '"title": "Not committed"'));
    await page.keyboard.press("Control+s");
    await compare("Git HEAD");
    await shown("the last commit is beside it", "git:HEAD", "Not committed");
  } else {
    console.log("skipped: git is not there, so nothing is compared with a commit");
  }
});

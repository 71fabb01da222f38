// A manifest validated by the API, which is a server of this script. Run by vscode.sh: validate.mjs CODE_SERVER EXTENSION PICTURES
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { Workbench, eventually } from "./workbench.mjs";

const [codeServer, extension, pictures] = process.argv.slice(2);
const TOKEN = "bp_pat_N0tT0BeSeenAnywhere";
const SECRET = "hunter2-of-acme";
const MANIFEST = `{
  "name": "acme-mail", "version": "1.2.0", "title": "Acme Mail",
  "secrets": { "API_KEY": "${SECRET}" }
}
`;
const UPDATE = `{ "title": "Acme" }\n`;
// What a project tries: to have manifests sent whenever they are saved, as somebody else, to somewhere else.
const STRANGER = {
  "integration-ls.remote.mode": "on-save",
  "integration-ls.remote.profile": "evil",
  "integration-ls.remote": { mode: "on-save", profile: "evil", apiUrl: "http://127.0.0.1:1" },
  "editor.codeActionsOnSave": { "source.validateRemotely": "always", "source.validateRemotely.integration-ls": "always" },
};
const FILES = {
  "acme.integration.json": MANIFEST,
  "update.integration.json": UPDATE,
  ".vscode/settings.json": JSON.stringify(STRANGER),
};

const requests = [];
let answer = { status: 200, body: {} };
const api = http.createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    requests.push({ method: request.method, url: request.url, headers: request.headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
  });
});
await new Promise((done) => api.listen(0, "127.0.0.1", done));
const home = fs.mkdtempSync(path.join(os.tmpdir(), "botpress-"));
Object.assign(process.env, {
  BP_TOKEN: TOKEN,
  BP_WORKSPACE_ID: "wkspace_1",
  BP_API_URL: `http://127.0.0.1:${api.address().port}`,
  BP_BOTPRESS_HOME: home,
});
const refused = (message) => ({ status: 400, body: { id: "err_1", code: 400, type: "InvalidPayload", message } });

const bench = await Workbench.start(codeServer, extension, FILES, pictures);
const { page } = bench;
const lens = page.locator(".codelens-decoration a", { hasText: "Validate with Botpress" });
const toast = (text) => page.locator(".notification-toast", { hasText: text });
const problems = async (look) => {
  await page.keyboard.press("Control+Shift+M");
  await look();
  await page.keyboard.press("Control+Shift+M");
};
try {
  await bench.open("acme.integration.json");
  await eventually("a lens offers it", async () => (await lens.count()) === 1);

  // Saved, with all that a project's settings say.
  await bench.click('"Acme Mail"');
  await page.keyboard.press("End");
  await page.keyboard.type(" ");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+s");
  await page.locator(".tab.active:not(.dirty)").waitFor();
  await page.waitForTimeout(2_000);
  await eventually("a project cannot have it done on save", async () =>
    requests.length === 0 && (await toast("Send this manifest").count()) === 0,
  );

  answer = refused(`request/body/title must not be ${SECRET}`);
  await lens.click();
  const question = toast("Send this manifest to 127.0.0.1, workspace wkspace_1");
  await eventually("it is asked before anything is sent", async () => (await question.count()) === 1 && requests.length === 0);
  const asked = await question.innerText();
  await eventually("with the names of the secrets, and not their values", async () => asked.includes("API_KEY") && !asked.includes(SECRET));
  await bench.picture("validate-consent");
  await question.locator(".monaco-button", { hasText: /^Send$/ }).click();
  await eventually("then it is sent", async () => requests.length === 1);
  const [request] = requests;
  await eventually("as the API expects it", async () =>
    request.method === "POST" &&
    request.url === "/v1/admin/integrations/validate" &&
    request.headers.authorization === `Bearer ${TOKEN}` &&
    request.headers["x-workspace-id"] === "wkspace_1" &&
    request.headers["x-multiple-integrations"] === "true" &&
    JSON.stringify(JSON.parse(MANIFEST)) === request.body,
  );
  await problems(() =>
    eventually("the answer is listed with its source", async () => {
      const row = bench.problems("request/body/title").first();
      return (await row.count()) > 0 && (await row.innerText()).includes("botpress");
    }),
  );
  await bench.hover('"Acme Mail"', "and told of at its place", async () =>
    (await page.locator(".monaco-hover:visible", { hasText: "The Botpress API refuses a value" }).count()) > 0,
  );
  await bench.picture("validate-refused", 310);
  await page.keyboard.press("Escape");

  answer = { status: 200, body: {} };
  await bench.click('"Acme Mail"');
  await page.keyboard.press("End");
  await page.keyboard.press("Backspace");
  await problems(() => eventually("an edit clears it", async () => (await bench.problems("request/body/title").count()) === 0));

  await bench.command("integration-ls: Validate with Botpress");
  await eventually("the command is in the palette, and asks nobody again", async () => requests.length === 2 && (await question.count()) === 0);
  await page.locator('[id="status.languageStatus"]').hover();
  const status = page.locator(".hover-language-status:visible", { hasText: "accepts this manifest as a new integration" });
  await eventually("the status shows the answer", async () => (await status.count()) > 0);
  await page.mouse.move(400, 500);

  // An update: of what, is asked once.
  await bench.open("update.integration.json");
  await eventually("an update has a lens, too", async () => (await lens.count()) === 1);
  await lens.click();
  const box = page.locator(".quick-input-widget input:focus");
  await box.waitFor();
  await box.fill("intver_7");
  await page.keyboard.press("Enter");
  await eventually("an update says of what", async () => requests[2]?.url === "/v1/admin/integrations/intver_7/validate");
  await page.waitForTimeout(1_000);
  await lens.click();
  await eventually("which is remembered", async () => requests.length === 4 && requests[3].url === requests[2].url);

  await bench.set("User", { "integration-ls.remote.mode": "off" });
  await bench.open("acme.integration.json");
  await eventually("one setting switches it off", async () =>
    (await page.locator(".codelens-decoration", { hasText: "Create" }).count()) === 1 && (await lens.count()) === 0,
  );
  await bench.set("User", { "integration-ls.remote.mode": "on-save" });
  await bench.open("acme.integration.json");
  await eventually("and it is back", async () => (await lens.count()) === 1);
  await bench.click('"Acme Mail"');
  await page.keyboard.press("End");
  await page.keyboard.type(" ");
  await page.keyboard.press("Control+s");
  await eventually("a person's own setting has it done on save, once that is agreed to", async () => (await question.count()) === 1);
  await question.locator(".monaco-button", { hasText: /^Send$/ }).click();
  await eventually("and sent", async () => requests.length === 5);

  const logs = bench.logs() + (await page.content());
  await eventually("the token is nowhere", async () => !logs.includes(TOKEN.slice(7)));
} catch (error) {
  console.log(error.message ?? error);
  console.log(bench.logs());
  await bench.picture("failed").catch(() => undefined);
  process.exitCode = 1;
} finally {
  await bench.end();
  api.close();
  fs.rmSync(home, { recursive: true, force: true });
}
process.exit();

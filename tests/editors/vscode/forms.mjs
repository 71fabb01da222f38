// The form of a configuration, next to the manifest. Run by vscode.sh: forms.mjs CODE_SERVER EXTENSION PICTURES
import { Workbench, eventually } from "./workbench.mjs";

const [codeServer, extension, pictures] = process.argv.slice(2);
const manifest = (properties) => `{
  "title": "Acme Mail",
  "description": "Send and receive mail with Acme.",
  "actions": {
    "sendMail": {
      "title": "Send an email",
      "description": "Sends an email, now or later.",
      "input": {
        "schema": {
          "type": "object",
          "required": ["subject"],
          "properties": {
${properties}
          }
        }
      },
      "output": { "schema": { "type": "object" } }
    }
  }
}
`;
const SUBJECT = `            "subject": {
              "type": "string",
              "maxLength": 64,
              "description": "What the mail is about.",
              "x-zui": { "title": "Subject", "placeholder": "Hello" }
            }`;
const MANIFEST = manifest(`${SUBJECT},
            "priority": {
              "enum": ["low", "normal", "high"],
              "default": "normal",
              "description": "How soon to send it.",
              "x-zui": { "title": "Priority" }
            },
            "token": {
              "type": "string",
              "description": "From your settings at Acme.",
              "x-zui": { "title": "Access token", "secret": true }
            },
            "track": {
              "type": "boolean",
              "default": true,
              "description": "Tells you when it is read.",
              "x-zui": { "title": "Track opening" }
            }`);
const FILES = { "acme.integration.json": MANIFEST, "other.integration.json": `{ "title": "Other" }\n` };

const bench = await Workbench.start(codeServer, extension, FILES, pictures);
const { page } = bench;
const tabs = page.locator(".tab", { hasText: "Form: Send an email" });

/** What is in the form, once it is there. */
const seen = (what, selector, count = 1) =>
  eventually(what, async () => {
    const frame = await bench.webview("what you enter here is not kept");
    return frame !== undefined && (await frame.locator(selector).count().catch(() => -1)) === count && frame;
  });

await bench.run(async () => {
  await bench.open("other.integration.json");
  await bench.command("integration-ls: Preview the Form");
  await eventually("without a schema at the cursor, a message says what to do", async () =>
    (await page.locator(".notification-toast", { hasText: "There is no schema at the cursor" }).count()) > 0,
  );
  await bench.command("Notifications: Clear All Notifications");

  await bench.open("acme.integration.json");
  await bench.click('"subject"');
  await bench.command("integration-ls: Preview the Form");
  let frame = await seen("the form is shown", 'label:has-text("Subject") ~ input[placeholder="Hello"][required][maxlength="64"]');
  await seen("with the default of a choice", "option[selected]:text-is('normal')");
  await seen("a secret is not readable", 'input[type="password"]');
  const look = await frame.evaluate(() => {
    const input = document.querySelector("input");
    const style = getComputedStyle(document.body);
    return { width: input.offsetWidth, background: style.backgroundColor, scripts: document.querySelectorAll("main script").length };
  });
  await eventually("in its own style, with the colours of the theme", () => look.width > 150 && look.background === "rgb(255, 255, 255)" || Promise.reject(new Error(`FAIL ${JSON.stringify(look)}`)));
  await page.mouse.move(10, 600);
  await bench.picture("form", 560);
  await frame.locator("input").first().fill("Typed");
  await eventually("something can be entered", async () => (await frame.locator("input").first().inputValue()) === "Typed");

  await bench.click('"priority"');
  await bench.command("integration-ls: Preview the Form");
  await eventually("asked for again, it is there once", async () => (await tabs.count()) === 1);

  await bench.click('"required"');
  await bench.replace(manifest(`${SUBJECT},\n"later": { "type": "string", "format": "date-time" }`));
  await seen("it follows what is typed", 'input[type="datetime-local"]');
  await bench.replace('{ "actions": ');
  frame = await seen("of broken text, the last form is kept", 'input[type="datetime-local"]');
  await seen("with a note", "p.stale");
  await bench.replace(manifest(SUBJECT));
  await seen("it goes on when the text is sound again", "p.stale", 0);
  await seen("with what is there now", 'input[type="datetime-local"]', 0);

  await tabs.first().click({ button: "middle" });
  await eventually("it can be closed", async () => (await tabs.count()) === 0);
  await bench.replace(MANIFEST);
  await page.waitForTimeout(500);
  await eventually("and stays so", async () => (await tabs.count()) === 0);
  await page.keyboard.press("Control+Home");
  await bench.click('"sendMail"');
  await bench.command("integration-ls: Preview the Form");
  await seen("and can be opened again", 'input[type="password"]');
});

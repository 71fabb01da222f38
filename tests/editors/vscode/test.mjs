// What a person sees in VS Code. Run by vscode.sh: test.mjs CODE_SERVER EXTENSION PICTURES
import fs from "node:fs";
import path from "node:path";
import { Workbench, eventually } from "./workbench.mjs";

const [codeServer, extension, pictures] = process.argv.slice(2);
const base64 = (text) => Buffer.from(text, "utf8").toString("base64");
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#2f6fed"/><path d="M6 10h20v12H6z" fill="#fff"/><path d="M6 10l10 8 10-8" fill="none" stroke="#2f6fed" stroke-width="2"/></svg>`;
const README = `# Acme Mail\n\nSend and receive mail with **Acme**.\n\n<script>document.title = "run"</script>\n\n![far](https://acme.example/far.png)\n\n| what | how |\n| --- | --- |\n| send | \`sendMail\` |\n`;
const MANIFEST = `{
  "title": "Acme Mail",
  "description": "Send and receive mail with Acme.",
  "visibility": "hiden",
  "icon": "${base64(ICON)}",
  "readme": "${base64(README)}",
  "user": {
    "tags": { "mailId": { "title": "Mail", "description": "The mail of the user." } },
    "creation": { "enabled": true, "requiredTags": ["mailId"] }
  }
}
`;
const FILES = { "new.integration.json": `{ "title": "Acme" }\n`, "acme.integration.json": MANIFEST, "other.json": `{ "titel": 1 }\n`, "odd.json": `{ "titel": 1 }\n` };

const bench = await Workbench.start(codeServer, extension, FILES, pictures);
const { page } = bench;
await bench.run(async () => {
  await bench.open("acme.integration.json");
  await eventually("a manifest has a language of its own", () =>
    page.locator(".statusbar-item", { hasText: "Botpress integration manifest" }).first().isVisible(),
  );
  await eventually("a wavy line is drawn", async () => (await page.locator(".monaco-editor .squiggly-error").count()) === 1);
  await page.keyboard.press("Control+Shift+M");
  await eventually("the problem is listed with its rule", async () => {
    const row = bench.problems('cannot be "hiden"').first();
    return (await row.count()) > 0 && (await row.innerText()).includes("unknown-value");
  });
  const errors = await page.locator(".markers-panel-container .codicon-error, .markers-panel .codicon-error").count();
  await eventually("and nothing is reported twice", () => errors <= 1);
  await page.keyboard.press("Control+Shift+M");

  await eventually("uses are counted above the line", async () =>
    (await page.locator(".codelens-decoration", { hasText: "1 reference" }).count()) === 1,
  );

  await bench.hover('"icon"', "a hover explains the key and shows the icon", async () => {
    const hover = page.locator(".monaco-hover:visible", { hasText: "All versions share one icon" }).first();
    return (await hover.count()) > 0 && (await hover.locator('img[src^="data:image/svg+xml"]').count()) === 1;
  });
  await bench.picture("hover", 390);
  await page.keyboard.press("Escape");
  await page.mouse.move(10, 600);

  // Completion: of the value as it stands, replaced as a whole.
  const offered = async () => {
    const rows = page.locator(".suggest-widget.visible .monaco-list-row");
    return await rows.evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label") ?? ""));
  };
  await bench.click('"hiden"');
  await page.keyboard.press("Control+Space");
  await eventually("values are offered", async () => {
    const labels = await offered();
    return ["public", "private", "unlisted"].every((value) => labels.some((label) => label.startsWith(value)));
  });
  await bench.picture("completion", 310);
  await page.keyboard.press("Escape");

  await bench.click('"hiden"');
  await page.keyboard.press("Control+.");
  const fix = page.locator(".action-widget .monaco-list-row, .monaco-menu .action-item", { hasText: 'Replace with "private"' }).first();
  await eventually("fixes are offered", () => fix.isVisible());
  await bench.picture("quick-fix", 310);
  await fix.click();
  await eventually("the chosen one is applied", async () => (await bench.text()).includes('"visibility": "private"'));
  await eventually("and its line is gone", async () => (await page.locator(".monaco-editor .squiggly-error").count()) === 0);

  await bench.click("mailId");
  await page.keyboard.press("F2");
  await page.locator(".rename-box input:focus").waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("threadId");
  await page.keyboard.press("Enter");
  await eventually("a rename follows every use", async () => {
    const text = await bench.text();
    return text.includes('"threadId": {') && text.includes('["threadId"]');
  });

  await page.locator(".pane-header", { hasText: "Outline" }).click();
  await eventually("the outline has the names that are declared", async () =>
    (await page.locator(".outline-tree .monaco-list-row", { hasText: "user" }).count()) > 0,
  );
  await page.locator(".pane-header", { hasText: "Outline" }).click();
  const color = (text) =>
    page.locator(".editor-instance .view-line span span", { hasText: text }).first().evaluate((span) => getComputedStyle(span).color);
  await eventually("a declared name has another colour than a key", async () => (await color("threadId")) !== (await color("title")));
  await bench.command("Fold All");
  await eventually("objects fold", async () => !(await bench.text()).includes("requiredTags"));
  await bench.command("Unfold All");
  await eventually("and unfold", async () => (await bench.text()).includes("requiredTags"));

  // The readme, as it will look.
  await bench.command("integration-ls: Preview the Readme");
  const readme = await eventually("the readme is shown decoded", () => bench.webview("Send and receive mail with Acme"));
  await eventually("and rendered", async () => (await readme.locator("table td code").count()) === 1);
  await eventually("pictures of others are asked for first", async () => (await readme.locator("text=Load them").count()) === 1);
  if (bench.refused.some((url) => url.includes("acme.example"))) {
    throw new Error("FAIL a picture of another server was loaded unasked");
  }
  await bench.picture("preview", 310);

  // And as a file, which is written back encoded.
  await bench.click('"title"');
  await bench.command("integration-ls: Edit the Readme as a File");
  await page.locator('.tab.active[data-resource-name="readme.md"]').waitFor();
  await bench.replace("# Changed here\n");
  await page.keyboard.press("Control+s");
  await page.locator(".tab", { hasText: "Readme of" }).click();
  await eventually("the preview follows", () => bench.webview("Changed here"));
  await bench.click('"title"');
  const saved = path.join(bench.work, "acme.integration.json");
  await bench.open("acme.integration.json");
  await page.keyboard.press("Control+s");
  await eventually("and the manifest has it, encoded", () =>
    fs.readFileSync(saved, "utf8").includes(base64("# Changed here\n")),
  );
  await eventually("its size is shown behind it", async () => /"readme": "[^"]*"\s*15/.test(await bench.text()));
  await bench.command("integration-ls: Preview the Icon");
  await eventually("the icon is shown in four sizes on two grounds", async () => {
    for (const frame of page.frames()) {
      if ((await frame.locator('.light img[src^="data:image/svg+xml"], .dark img').count().catch(() => 0)) === 8) return true;
    }
    return false;
  });
  await bench.click('"title"');
  await bench.command("integration-ls: Edit the Icon as a File");
  await page.locator('.tab.active[data-resource-name="icon.svg"]').waitFor();
  await bench.replace(ICON.replace("#2f6fed", "#123456"));
  await page.keyboard.press("Control+s");
  await page.locator('.tab.active[data-resource-name="icon.svg"]:not(.dirty)').waitFor();
  await page.locator('.tab[data-resource-name="acme.integration.json"]').first().click();
  await page.keyboard.press("Control+s");
  await eventually("an icon is written back encoded", () =>
    fs.readFileSync(saved, "utf8").includes(base64(ICON.replace("#2f6fed", "#123456"))),
  );

  // What stands in the status bar, and what the first use is told.
  await page.locator('[id="status.languageStatus"]').hover();
  const status = page.locator(".hover-language-status:visible", { hasText: "Update: " });
  await eventually("the status says what the document is taken for, and why", async () =>
    (await status.count()) > 0 && (await status.first().innerText()).includes("no name or version"),
  );
  await page.mouse.move(10, 600);
  await bench.command("integration-ls: Show the Version");
  const version = page.locator(".notification-toast", { hasText: /integration-ls \d+\.\d+.*from the extension/ });
  await eventually("the version is shown, and where it is from", async () => (await version.count()) > 0);
  await bench.closeAll();
  await bench.command("integration-ls: Check All Manifests of the Workspace");
  await eventually("the whole workspace is checked in a terminal", () => page.locator(".terminal-wrapper.active").first().isVisible());
  await bench.command("View: Hide Panel");
  await bench.command("Welcome: Open Walkthrough");
  await page.locator(".quick-input-list .monaco-list-row", { hasText: "Integration manifests" }).first().click();
  await eventually("the first use is walked through", async () =>
    (await page.locator(".step-title:visible", { hasText: "View and edit the readme and icon" }).count()) === 1,
  );
  await bench.closeAll();

  await bench.open("acme.integration.json");
  await bench.type('{"title":"Acme","url":"https://a.b"}');
  await bench.command("Format Document");
  await eventually("the document is formatted", async () => (await bench.text()).includes('  "url": "https://a.b"'));
  await bench.type('{ "title": ');
  await eventually("a broken document is told of", async () => (await page.locator(".monaco-editor .squiggly-error").count()) > 0);
  await bench.type('{ "title": "Acme" }');
  await eventually("and a fixed one is not", async () => (await page.locator(".monaco-editor .squiggly-error").count()) === 0);

  // What fits the place, and nothing else: neither words of this text nor the start of a manifest.
  await bench.type('{ "events": { "sentMail": {} }, "actions": { "sendMail": { ');
  await page.keyboard.press("Control+Space");
  await eventually("the keys of an action are offered in one", async () => (await offered()).some((label) => label.startsWith("input")));
  const keys = ["title", "description", "billable", "cacheable", "input", "output", "attributes"];
  const others = (await offered()).filter((label) => !keys.some((key) => label.startsWith(key)));
  await eventually("and nothing else", () => others.length === 0 || Promise.reject(new Error(`FAIL offered too: ${others}`)));
  await page.keyboard.press("Escape");
  await bench.type('{ "title": "A s');
  await page.keyboard.press("Control+Space");
  await page.locator(".suggest-widget.visible .message", { hasText: "No suggestions" }).waitFor();
  await eventually("no words are offered in a text", async () => (await offered()).length === 0);
  await page.keyboard.press("Escape");
  await bench.type('{ "title": "Acme" }');
  await page.keyboard.press("Control+s");

  await bench.open("new.integration.json");
  await bench.type("");
  await page.keyboard.press("Control+Space");
  await eventually("an empty file can become a create or an update", async () => {
    const labels = await offered();
    return labels.length === 2 && labels[0].startsWith("create an integration") && labels[1].startsWith("update an integration");
  });
  await page.keyboard.press("Enter");
  await eventually("which is there at once", async () => (await bench.text()).includes('"version": "1.2.0"'));
  await page.keyboard.press("Escape");
  await page.waitForTimeout(500);
  await eventually("and sound", async () => (await page.locator(".monaco-editor .squiggly-error").count()) === 0);
  await page.keyboard.press("Control+s");

  // Other JSON is left alone, unless a setting names it.
  await bench.open("other.json");
  await bench.set("User", { "integration-ls.files": ["odd.json"] });
  await bench.open("odd.json");
  await eventually("a file that a setting names is a manifest", async () => (await page.locator(".monaco-editor .squiggly-error").count()) === 1);
  await bench.open("other.json");
  await page.waitForTimeout(500);
  await eventually("other JSON is left alone", async () => (await page.locator(".monaco-editor .squiggly-error").count()) === 0);

  // A server that is not there.
  await bench.set("Workspace", { "integration-ls.path": "/nowhere/integration-ls" });
  const message = page.locator(".notification-toast", { hasText: 'The program "/nowhere/integration-ls"' });
  await eventually("a missing server is told of, with a way out", async () =>
    (await message.count()) > 0 && (await message.first().locator("text=Open Settings").count()) > 0,
  );
  await bench.set("Workspace", {});
  await bench.open("acme.integration.json");
  await bench.type('{ "titel": 1 }');
  await eventually("and one that is there again works", async () => (await page.locator(".monaco-editor .squiggly-error").count()) === 1);

  // One that crashes is started again, though not for ever.
  bench.crash();
  await bench.type('{ "title": "Acme" }');
  await eventually("a server that crashed is started again", async () => (await page.locator(".monaco-editor .squiggly-error").count()) === 0);
  await bench.type('{ "titel": 2 }');
  await eventually("and knows what was typed meanwhile", async () => (await page.locator(".monaco-editor .squiggly-error").count()) === 1);
  const broken = page.locator(".notification-toast", { hasText: "will not be restarted" });
  await eventually("one that keeps crashing is told of, with a way out", async () => {
    bench.crash();
    return (await broken.count()) > 0 && (await broken.first().locator("text=Restart").count()) > 0;
  });
});

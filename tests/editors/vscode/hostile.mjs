// A readme and an icon of a stranger, who wants to know when they are looked at, or more.
// Run by vscode.sh: hostile.mjs CODE_SERVER EXTENSION PICTURES
import http from "node:http";
import { Workbench, eventually } from "./workbench.mjs";

const [codeServer, extension, pictures] = process.argv.slice(2);
const base64 = (text) => Buffer.from(text, "utf8").toString("base64");

/** The stranger's server: what has been asked of it, and how often a connection was opened, which needs no question. */
const asked = [];
let connections = 0;
const stranger = http.createServer((request, response) => {
  asked.push(request.url);
  response.end();
});
stranger.on("connection", () => (connections += 1));
await new Promise((done) => stranger.listen(0, "127.0.0.1", done));
const FAR = `http://127.0.0.1:${stranger.address().port}`;

const README = `# Hostile

<link rel="preconnect" href="${FAR}"><link rel="dns-prefetch" href="${FAR}"><link rel="prefetch" href="${FAR}/prefetch">
<link rel="stylesheet" href="${FAR}/stylesheet"><LINK REL="PRELOAD" AS="image" HREF="${FAR}/preload">

<meta http-equiv="refresh" content="0;url=${FAR}/refresh">
<base href="${FAR}/base/">

<iframe src="${FAR}/iframe"></iframe><iframe srcdoc="<img src='${FAR}/srcdoc'>"></iframe>
<object data="${FAR}/object"></object><embed src="${FAR}/embed">
<video poster="${FAR}/poster" src="${FAR}/video" autoplay></video><audio src="${FAR}/audio" autoplay></audio>

<p><img src="${FAR}/img"><img srcset="${FAR}/srcset 1x"><picture><source srcset="${FAR}/source"><img alt="picture"></picture></p>

![of Markdown](${FAR}/markdown.png) ![near](near.png)

<p style="background: url(${FAR}/attribute)">styled</p>
<style>@import url(${FAR}/import); body { background: url(${FAR}/style) }</style>
<svg><image href="${FAR}/image"/><use href="${FAR}/use#a"/></svg>
<form action="${FAR}/form"><input type="image" src="${FAR}/input"><button>send</button></form>
<noscript><p title="</noscript><iframe src=${FAR}/noscript></iframe>"></p></noscript>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;iframe src=${FAR}/math&gt;"></table></mtext></math>

<script>fetch("${FAR}/script")</script><img src="data:," onerror="fetch('${FAR}/handler')">

[a command](command:workbench.action.closeAllEditors), <a href="command:workbench.action.closeAllEditors">another</a>,
[a far page](https://far.example/page), a table:

| left | right |
| --- | ---: |
| one | 1 |

The end of it.
`;
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 32 32" onload="fetch('${FAR}/icon-onload')">
<script>fetch("${FAR}/icon-script")</script><script href="${FAR}/icon-far-script"/>
<style>@import url(${FAR}/icon-import); rect { fill: url(${FAR}/icon-fill#a) }</style>
<image href="${FAR}/icon-image" width="9" height="9"/><image xlink:href="${FAR}/icon-xlink" width="9" height="9"/>
<use href="${FAR}/icon-use#a"/><foreignObject width="9" height="9"><iframe xmlns="http://www.w3.org/1999/xhtml" src="${FAR}/icon-iframe"/></foreignObject>
<rect width="32" height="32"/></svg>`;
const EVIL = `</title></style></textarea>"><link rel="preconnect" href="${FAR}"><img src="${FAR}/form" onerror="fetch('${FAR}/form-handler')"><script>fetch("${FAR}/form-script")</script><a href="${FAR}/form-link">evil</a>`;
/** A form in which every text is markup. */
const FIELD = { type: "string", title: EVIL, description: EVIL, default: EVIL, "x-zui": { title: EVIL, placeholder: EVIL } };
const SCHEMA = { type: "object", description: EVIL, properties: { plain: FIELD, [EVIL]: { enum: [EVIL, "b"] }, long: { ...FIELD, maxLength: 999 } } };
const MANIFEST = JSON.stringify({ title: "Acme", configuration: { schema: SCHEMA }, icon: base64(ICON), readme: base64(README) }, null, 2);

const bench = await Workbench.start(codeServer, extension, { "acme.integration.json": MANIFEST }, pictures, true);
const { page } = bench;

/** The frame of the readme. It is another one after every change. */
const shown = (what) =>
  eventually(what, async () => {
    const frame = await bench.webview("The end of it.");
    return (await frame?.locator("td").count().catch(() => 0)) > 0 && frame;
  });

/** What has reached the stranger so far; longer than a page takes that loads something. */
async function heard() {
  await page.waitForTimeout(3_000);
  return { connections, asked: [...new Set(asked)].sort() };
}

function check(what, holds, found) {
  if (!holds) throw new Error(`FAIL ${what}: ${JSON.stringify(found)}`);
  console.log(`ok   ${what}`);
}

await bench.run(async () => {
  await bench.open("acme.integration.json");
  await bench.command("integration-ls: Preview the Icon");
  await eventually("the icon is shown", async () => {
    for (const frame of page.frames()) {
      const loaded = await frame.locator(".light img").evaluateAll((images) => images.filter((image) => image.naturalWidth > 0).length).catch(() => 0);
      if (loaded === 4) return true;
    }
    return false;
  });
  let found = await heard();
  check("it opens no connection", found.connections === 0, found);

  await bench.click('"configuration"');
  await bench.command("integration-ls: Preview the Form");
  const form = await eventually("the form is shown", async () => {
    const frame = await bench.webview("what you enter here is not kept");
    return (await frame?.locator("select").count().catch(() => 0)) === 1 && frame;
  });
  const foreign = await form.locator("main :is(img, script, link, a, style, iframe)").count();
  check("nothing of its texts is markup", foreign === 0, foreign);
  found = await heard();
  check("it opens no connection", found.connections === 0, found);

  await bench.click('"title"');
  await bench.command("integration-ls: Preview the Readme");
  const readme = await shown("the readme is shown");
  await eventually("in our style", () =>
    readme.locator("table").evaluate((table) => getComputedStyle(table).borderCollapse === "collapse"),
  );
  const right = await readme.locator("td", { hasText: "1" }).evaluate((cell) => getComputedStyle(cell).textAlign);
  check("a column is where it was put", right.endsWith("right"), right);
  found = await heard();
  check("it opens no connection either", found.connections === 0, found);
  const named = await readme.locator(".image", { hasText: `of Markdown (${FAR}/markdown.png)` }).count();
  check("images are named", named === 1, await readme.locator("main").innerHTML());

  await readme.locator("a", { hasText: "a command" }).click();
  await readme.locator("a", { hasText: "another" }).click();
  await page.waitForTimeout(500);
  check("a link leads to no command", (await page.locator('.tab[data-resource-name="acme.integration.json"]').count()) > 0);
  await readme.locator("a", { hasText: "a far page" }).click();
  const question = page.locator(".monaco-dialog-box", { hasText: "https://far.example/page" });
  await eventually("before a page is opened, VS Code asks", async () => (await question.count()) === 1);
  await page.keyboard.press("Escape");
  await question.waitFor({ state: "detached" });
  found = await heard();
  check("and nothing has been opened meanwhile", found.connections === 0, found);

  await readme.locator("text=Load them").click();
  await eventually("images are loaded once they are asked for", () => asked.includes("/markdown.png"));
  found = await heard();
  check("and nothing else", found.asked.join() === "/img,/markdown.png", found);
}, () => `${connections} connections, asked for: ${asked.join(" ")}`);

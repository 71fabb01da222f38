// What a person sees of JSON Schemas in VS Code. Run by vscode.sh: schemas.mjs CODE_SERVER EXTENSION PICTURES
import { Workbench, eventually } from "./workbench.mjs";

const [codeServer, extension, pictures] = process.argv.slice(2);
const MANIFEST = `{
  "title": "Acme Mail",
  "entities": {
    "mailbox": {
      "title": "Mailbox",
      "schema": {
        "type": "object",
        "properties": {
          "address": {
            "type": "string",
            "minLength": 3,
            "maxLength": 64,
            "x-zui": { "title": "Address" },
            "description": "The mail address of its owner."
          },
          "size": {
            "type": "nmuber"
          }
        },
        "required": ["address"]
      }
    }
  }
}
`;

const bench = await Workbench.start(codeServer, extension, { "acme.integration.json": MANIFEST }, pictures);
const { page } = bench;
await bench.run(async () => {
  await bench.open("acme.integration.json");
  await eventually("a mistake inside a schema is underlined", async () => (await page.locator(".monaco-editor .squiggly-error").count()) === 1);
  await bench.hover('"address"', "a hover says in words what a property accepts", async () => {
    const hover = page.locator(".monaco-hover:visible", { hasText: "a text of 3 to 64 characters" }).first();
    return (await hover.count()) > 0 && (await hover.innerText()).includes("The mail address of its owner.");
  });
  await bench.picture("schema-hover", 390);
  await page.keyboard.press("Escape");
  await page.mouse.move(10, 600);

  await bench.click('"nmuber"');
  await page.keyboard.press("Control+.");
  const fix = page.locator(".action-widget .monaco-list-row, .monaco-menu .action-item", { hasText: 'Replace with "number"' }).first();
  await eventually("the likely type is offered", () => fix.isVisible());
  await fix.click();
  await eventually("and applied", async () => (await bench.text()).includes('"type": "number"'));
  await eventually("and nothing is underlined", async () => (await page.locator(".monaco-editor .squiggly-error").count()) === 0);

  await bench.click('"number"');
  await page.keyboard.press("End");
  await page.keyboard.type(",");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Space");
  await eventually("the keywords for numbers are offered, and those for texts are not", async () => {
    const rows = page.locator(".suggest-widget.visible .monaco-list-row");
    const labels = await rows.evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label") ?? ""));
    return labels.some((label) => label.startsWith("minimum")) && !labels.some((label) => label.startsWith("minLength"));
  });
  await bench.picture("schema-completion", 390);
});

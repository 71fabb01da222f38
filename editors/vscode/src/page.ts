import { createHash } from "node:crypto";

const STYLE = `
body { font-family: var(--vscode-font-family); line-height: 1.5; max-width: 50em; padding: 0 1.5em; }
pre { background: var(--vscode-textCodeBlock-background); overflow: auto; padding: 0.8em; }
code { font-family: var(--vscode-editor-font-family); }
table { border-collapse: collapse; } td, th { border: 1px solid var(--vscode-panel-border); padding: 0.2em 0.6em; }
blockquote { border-left: 4px solid var(--vscode-textBlockQuote-border); margin-left: 0; padding-left: 1em; }
main a:not([href]) { color: inherit; }
main img { max-width: 100%; }
main .image { border: 1px dashed var(--vscode-panel-border); overflow-wrap: anywhere; padding: 0 0.3em; }
.note, main .image { color: var(--vscode-descriptionForeground); }
.light, .dark { align-items: end; display: flex; gap: 24px; margin: 16px 0; padding: 24px; }
.light { background: #fff; } .dark { background: #1e1e1e; }
`;
const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

/** The page of a preview. Its policy denies everything but this style and images that are part of the page, or asked for. */
export function page(body: string, loadsImages: boolean): string {
  const images = loadsImages ? "data: https: http:" : "data:";
  const policy = [
    "default-src 'none'",
    `img-src ${images}`,
    `style-src 'sha256-${STYLE_HASH}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return `<!DOCTYPE html>
<html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy.join("; ")}">
<meta name="referrer" content="no-referrer">
<style>${STYLE}</style></head><body>${body}</body></html>`;
}

/** An icon as an image, in which no script runs and nothing else is loaded, on both kinds of background. */
export function icon(svg: string): string {
  const source = `data:image/svg+xml;base64,${Buffer.from(svg, "utf8").toString("base64")}`;
  const images = [16, 32, 64, 128].map((size) => `<img src="${source}" width="${size}" height="${size}" alt="">`).join("");
  return `<div class="light">${images}</div><div class="dark">${images}</div>`;
}

export function note(text: string): string {
  return `<p class="note">${escaped(text)}</p>`;
}

/** A page of the server with a note above it. What comes from the manifest is escaped, so that the first body is the page's. */
export function withNote(html: string, text: string): string {
  return html.replace("<body>", () => `<body><p class="stale">${escaped(text)}</p>`);
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

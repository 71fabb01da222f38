// What is left of HTML in a readme, and what a preview lets through. Run by previews.sh.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import path from "node:path";
import { test } from "node:test";

const require = createRequire(import.meta.url);
const { sanitized, TooDeep } = require(path.join(process.env.PREVIEWS, "readme.js"));
const { page, icon, note, withNote } = require(path.join(process.env.PREVIEWS, "page.js"));

const FAR = "https://far.example/x";
const GIF = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";

/** What is in a readme, and what is left of it. */
const TABLE = {
  "what Markdown is made of stays": [
    [`<h1 id="acme">Acme</h1>`, `<h1 id="acme">Acme</h1>`],
    [`<p><strong>bold</strong> <em>slanted</em> <code>a &lt; b</code></p>`, `<p><strong>bold</strong> <em>slanted</em> <code>a &lt; b</code></p>`],
    [`<pre><code class="language-json"><span class="hljs-attr">a</span></code></pre>`, `<pre><code><span>a</span></code></pre>`],
    [`<ol start="3"><li>three</li></ol>`, `<ol start="3"><li>three</li></ol>`],
    [`<th style="text-align:right">n</th>`, `<th align="right">n</th>`],
    [`<p align="center">middle</p>`, `<p align="center">middle</p>`],
    [`<details open><summary>more</summary>text</details>`, `<details open><summary>more</summary>text</details>`],
  ],
  "links lead to the web, to a mail and to headings": [
    [`<a href="${FAR}">x</a>`, `<a href="${FAR}">x</a>`],
    [`<a href="HTTPS://FAR.example/x">x</a>`, `<a href="${FAR}">x</a>`],
    [`<a href="mailto:a@far.example">x</a>`, `<a href="mailto:a@far.example">x</a>`],
    [`<a href="#acme">x</a>`, `<a href="#acme">x</a>`],
  ],
  "and nowhere else": [
    [`<a href="javascript:alert(1)">x</a>`, `<a>x</a>`],
    [`<a href="JaVaScRiPt:alert(1)">x</a>`, `<a>x</a>`],
    [`<a href=" &#1; java&#10;script:alert(1)">x</a>`, `<a>x</a>`],
    [`<a href="java&Tab;script&colon;alert(1)">x</a>`, `<a>x</a>`],
    [`<a href="&#x6a;avascript:alert(1)">x</a>`, `<a>x</a>`],
    [`<a href="vbscript:x">x</a>`, `<a>x</a>`],
    [`<a href="data:text/html,<script>alert(1)</script>">x</a>`, `<a>x</a>`],
    [`<a href="command:workbench.action.terminal.new">x</a>`, `<a>x</a>`],
    [`<a href="command:integration-ls.loadPictures?%5B%5D">x</a>`, `<a>x</a>`],
    [`<a href="COMMAND&colon;workbench.action.terminal.new">x</a>`, `<a>x</a>`],
    [`<a href="vscode://some.extension/run">x</a>`, `<a>x</a>`],
    [`<a href="file:///etc/passwd">x</a>`, `<a>x</a>`],
    [`<a href="ms-settings:">x</a>`, `<a>x</a>`],
    [`<a href="//far.example/x">x</a>`, `<a>x</a>`],
    [`<a href="\\\\far.example\\x">x</a>`, `<a>x</a>`],
    [`<a href="docs/setup.md">x</a>`, `<a>x</a>`],
    [`<a href="${FAR}" ping="${FAR}" target="_blank" download onclick="alert(1)" title="harmless">x</a>`, `<a href="${FAR}">x</a>`],
    [`<map><area href="${FAR}" shape="default"></map>`, ``],
  ],
  "images are shown if they are part of the readme": [
    [`<img src="${GIF}" alt="dot" width="2" onload="alert(1)">`, `<img src="${GIF}" alt="dot" width="2" />`],
    [`<img src="${GIF}" srcset="${FAR} 2x" sizes="1px" longdesc="${FAR}" lowsrc="${FAR}" usemap="#m" style="background:url(${FAR})">`, `<img src="${GIF}" />`],
  ],
  "others are named": [
    [`<img src="${FAR}.png" alt="A far image">`, `<span class="image">A far image (${FAR}.png)</span>`],
    [`<IMG SRC="${FAR}.png">after`, `<span class="image">${FAR}.png</span>after`],
    [`<image src="${FAR}.png">`, ``],
    [`<img src="http&colon;//far.example/&quot;><script>" alt="<b>">`, `<span class="image">&lt;b&gt; (http://far.example/"&gt;&lt;script&gt;)</span>`],
    [`<img src="//far.example/x.png">`, `<span class="image">//far.example/x.png</span>`],
    [`<img src="images/near.png" alt="near">`, `<span class="image">near (images/near.png)</span>`],
    [`<img src="vscode-resource://far.example/x.png">`, `<span class="image">vscode-resource://far.example/x.png</span>`],
    [`<img src="javascript:alert(1)">`, `<span class="image">javascript:alert(1)</span>`],
    [`<img src="data:text/html,x">`, `<span class="image">data:text/html,x</span>`],
    [`<img srcset="${FAR} 2x" alt="two">`, `<span class="image">two</span>`],
    [`<a href="${FAR}"><img src="${FAR}.svg" alt="build"></a>`, `<a href="${FAR}"><span class="image">build (${FAR}.svg)</span></a>`],
    [`<picture><source srcset="${FAR}"><img src="${FAR}.png" alt="a"></picture>`, `<span class="image">a (${FAR}.png)</span>`],
  ],
  "nothing is loaded": [
    [`<link rel="preconnect" href="${FAR}">`, ``],
    [`<link rel="dns-prefetch" href="//far.example">`, ``],
    [`<LINK REL="PreFetch" HREF="${FAR}">`, ``],
    [`<link rel="stylesheet" href="${FAR}">`, ``],
    [`<link rel="preload" as="image" imagesrcset="${FAR}">`, ``],
    [`<link rel="modulepreload" href="${FAR}"><link rel="prerender" href="${FAR}"><link rel="icon" href="${FAR}"><link rel="manifest" href="${FAR}">`, ``],
    [`<meta http-equiv="refresh" content="0;url=${FAR}">`, ``],
    [`<meta http-equiv="Content-Security-Policy" content="default-src *">`, ``],
    [`<base href="https://far.example/">`, ``],
    [`<iframe src="${FAR}"></iframe>`, ``],
    [`<iframe srcdoc="<img src='${FAR}'>"></iframe>`, ``],
    [`<frameset><frame src="${FAR}"></frameset>`, ``],
    [`<portal src="${FAR}"></portal><fencedframe src="${FAR}"></fencedframe>`, ``],
    [`<object data="${FAR}"><img src="${FAR}"></object>`, ``],
    [`<embed src="${FAR}">`, ``],
    [`<applet code="${FAR}" archive="${FAR}"></applet>`, ``],
    [`<video src="${FAR}" poster="${FAR}" autoplay><source src="${FAR}"><track src="${FAR}"></video>`, ``],
    [`<audio src="${FAR}" autoplay></audio>`, ``],
    [`<bgsound src="${FAR}">`, ``],
    [`<form action="${FAR}"><input name="a"><input type="image" src="${FAR}"><button formaction="${FAR}">send</button></form>`, `send`],
    [`<style>@import url(${FAR}); p { background: url(${FAR}) }</style>`, ``],
    [`<p style="background: url(${FAR})">x</p>`, `<p>x</p>`],
    [`<td style="text-align:right;background:url(${FAR})">x</td>`, `<td>x</td>`],
    [`<table background="${FAR}"><tr><td background="${FAR}">x</td></tr></table>`, `<table><tr><td>x</td></tr></table>`],
    [`<body background="${FAR}">x</body>`, `x`],
    [`<html manifest="${FAR}">x</html>`, `x`],
    [`<blockquote cite="${FAR}">x</blockquote>`, `<blockquote>x</blockquote>`],
    [`<svg><image href="${FAR}"/><use href="${FAR}#a"/><script href="${FAR}"/></svg>`, ``],
    [`<svg><style>@import url(${FAR})</style><foreignObject><iframe src="${FAR}"></iframe></foreignObject></svg>`, ``],
    [`<math><mtext xlink:href="${FAR}" href="${FAR}">x</mtext></math>`, ``],
  ],
  "nothing runs": [
    [`<script>alert(1)</script>`, ``],
    [`<ScRiPt src="${FAR}"></sCrIpT>`, ``],
    [`<script type="speculationrules">{"prefetch":[{"urls":["${FAR}"]}]}</script>`, ``],
    [`<p onclick="alert(1)" OnMouseOver="alert(1)">x</p>`, `<p>x</p>`],
    [`<details ontoggle="alert(1)" open>x</details>`, `<details open>x</details>`],
    [`<p/onclick=alert(1)>x</p>`, `<p>x</p>`],
    [`<p is="x-far" slot="a" contenteditable autofocus tabindex="0" id="x" name="x">x</p>`, `<p>x</p>`],
    [`<template shadowrootmode="open"><script>alert(1)</script></template>`, ``],
  ],
  "markup that is read in two ways is read in none": [
    [`<noscript><p title="</noscript><img src=${FAR} onerror=alert(1)>">`, ``],
    [`<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=${FAR}&gt;">`, ``],
    [`<svg></p><style><a id="</style><img src=${FAR} onerror=alert(1)>">`, ``],
    [`<!--><img src=${FAR} onerror=alert(1)>-->`, `<span class="image">${FAR}</span>--&gt;`],
    [`<!-- --!><link rel=preconnect href=${FAR}> -->`, ``],
    [`<![CDATA[<iframe src=${FAR}>]]>`, ``],
    [`<?xml <iframe src=${FAR}>?>`, `?&gt;`],
    [`<textarea><script></textarea><iframe src="${FAR}"></iframe>`, ``],
    [`<xmp><iframe src="${FAR}"></xmp>`, ``],
    [`<option>&lt;iframe src=${FAR}&gt;</option>`, ``],
    [`<title>&lt;iframe src=${FAR}&gt;</title>`, ``],
    [`<scr<script>ipt>alert(1)</script>`, `ipt&gt;alert(1)`],
    [`<iframe src="${FAR}"`, ``],
    [`<p title="<iframe src=${FAR}>`, ``],
    [`<<link rel=preconnect href=${FAR}>`, `&lt;`],
    [`</p><link/rel=preconnect/href=${FAR}>`, `<p></p>`],
    [`&lt;iframe src=${FAR}&gt;`, `&lt;iframe src=${FAR}&gt;`],
    [`<i\u0000frame src="${FAR}"></iframe>`, ``],
  ],
};

for (const [what, rows] of Object.entries(TABLE)) {
  for (const [readme, left] of rows) {
    test(`${what}: ${readme}`, () => assert.equal(sanitized(readme, false).html, left));
  }
}

test("images of other servers are told of, and shown once they have been asked for", () => {
  const readme = `<img src="${FAR}.png" srcset="https://other.example 2x" alt="far" onerror="alert(1)"><img src="near.png">`;
  assert.equal(sanitized(readme, false).lacksImages, true);
  assert.deepEqual(sanitized(readme, true), {
    html: `<img src="${FAR}.png" alt="far" /><span class="image">near.png</span>`,
    lacksImages: false,
  });
  assert.equal(sanitized(`<img src="near.png"><img src="${GIF}">`, false).lacksImages, false, "nothing to ask for");
});

test("asking for images lets nothing else through", () => {
  for (const tag of ["link rel=preconnect href", "iframe src", "object data", "video poster", "input type=image src", "body background"]) {
    assert.doesNotMatch(sanitized(`<${tag}="${FAR}">`, true).html, /far/, tag);
  }
});

test("what is left is left as it is when it is read again, as VS Code does", () => {
  for (const [readme] of Object.values(TABLE).flat()) {
    const once = sanitized(readme, true).html;
    assert.equal(sanitized(once, true).html, once);
  }
});

test("HTML that is nested deeper than browsers go is refused", () => {
  for (const tag of ["<b>", "<x>", "<svg>", "<select><b>", "<b><div>"]) {
    assert.throws(() => sanitized(tag.repeat(100_000), false), TooDeep, tag);
  }
  const many = "<p>x<br /><b>y</b></p>".repeat(1_000);
  assert.ok(sanitized(many, false).html === many, "what is closed is not nested");
});

test("the policy of a page denies what it does not need", () => {
  const policy = (loadsImages) => /Content-Security-Policy" content="([^"]*)"/.exec(page("", loadsImages))[1].split("; ");
  const [denied, images, style, ...rest] = policy(false);
  assert.equal(denied, "default-src 'none'");
  assert.equal(images, "img-src data:");
  assert.match(style, /^style-src 'sha256-[^' ]+'$/);
  assert.deepEqual(rest, ["base-uri 'none'", "form-action 'none'"]);
  assert.deepEqual(policy(true), [denied, "img-src data: https: http:", style, ...rest]);
});

test("an icon is an image, whatever is in it", () => {
  const svg = `"><script>alert(1)</script><svg onload="alert(1)"><image href="${FAR}"/></svg>`;
  const html = icon(svg);
  const sources = [...html.matchAll(/ src="data:image\/svg\+xml;base64,([A-Za-z0-9+/=]*)"/g)];
  assert.deepEqual(sources.map(([, data]) => Buffer.from(data, "base64").toString()), Array(8).fill(svg));
  assert.doesNotMatch(html, /script|onload|far/);
});

test("a message is text", () => {
  assert.equal(note(`<b>"&"</b>`), `<p class="note">&#60;b&#62;&#34;&#38;&#34;&#60;/b&#62;</p>`);
});

test("a form that is out of date says so above everything else", () => {
  const form = "<head><title>&lt;body&gt;</title></head>\n<body>\n<main>&lt;body&gt; $&</main>";
  const noted = withNote(form, "<old> $&");
  assert.equal(noted, form.replace("\n<body>", () => "\n<body><p class=\"stale\">&#60;old&#62; $&#38;</p>"));
});

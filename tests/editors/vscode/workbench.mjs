// A VS Code workbench in a headless browser: what a person can do in it, and see.
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import net from "node:net";
import os from "node:os";
import path from "node:path";

/** Longer than anything takes on a slow machine, in milliseconds. */
const PATIENCE = 40_000;

const SETTINGS = {
  "workbench.startupEditor": "none",
  // Under its present name: the workbench would write it, over what a test has written meanwhile.
  "workbench.colorTheme": "Light Modern",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.editor.useModal": "off",
  "workbench.tips.enabled": false,
  "chat.disableAIFeatures": true,
  "telemetry.telemetryLevel": "off",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "update.mode": "none",
  "git.enabled": false,
  "window.commandCenter": false,
  "editor.minimap.enabled": false,
  "editor.hover.delay": 100,
  "editor.fontSize": 14,
};

/** For what a person can hit faster than the command palette opens. */
const KEYS = [{ key: "f8", command: "integration-ls.restart" }];

/** Waits until `look` gives something, and says that it has; nothing is said of what has no name. */
export async function eventually(what, look) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const found = await look();
    if (found) {
      if (what !== undefined) {
        console.log(`ok   ${what}`);
      }
      return found;
    }
    if (Date.now() > end) {
      throw new Error(`FAIL ${what ?? "the workbench takes no keys, or has no such entry"}`);
    }
    await new Promise((done) => setTimeout(done, 100));
  }
}

export class Workbench {
  /** One in which `files` lie, by name. If `asks`, a folder is trusted only once somebody has said so. */
  static async start(codeServer, extension, files, pictures, asks = false) {
    const home = fs.mkdtempSync(path.join(os.tmpdir(), "workbench-"));
    const bench = new Workbench();
    Object.assign(bench, { home, pictures, work: path.join(home, "work"), user: path.join(home, "user", "User") });
    fs.mkdirSync(bench.user, { recursive: true });
    fs.mkdirSync(bench.work);
    fs.mkdirSync(pictures, { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(bench.work, name)), { recursive: true });
      fs.writeFileSync(path.join(bench.work, name), text);
    }
    fs.writeFileSync(path.join(bench.user, "settings.json"), JSON.stringify(SETTINGS));
    fs.writeFileSync(path.join(bench.user, "keybindings.json"), JSON.stringify(KEYS));
    // Nothing on the PATH but what code-server needs: the server that is found is the bundled one.
    const env = { ...process.env, PATH: "/usr/bin:/bin", XDG_CONFIG_HOME: home, XDG_DATA_HOME: home };
    const common = ["--user-data-dir", path.join(home, "user"), "--extensions-dir", path.join(home, "extensions")];
    const installed = spawnSync(codeServer, [...common, "--install-extension", extension], { env, encoding: "utf8" });
    if (installed.status !== 0) {
      throw new Error(`the extension cannot be installed: ${installed.stdout}${installed.stderr}`);
    }
    const port = await freePort();
    const log = fs.openSync(path.join(home, "log"), "w");
    const address = ["--bind-addr", `127.0.0.1:${port}`, "--auth", "none"];
    const quiet = ["--disable-telemetry", "--disable-update-check", "--ignore-last-opened"];
    const trust = asks ? [] : ["--disable-workspace-trust"];
    // A group of its own, so that all of it can be ended.
    bench.process = spawn(codeServer, [...common, ...address, ...quiet, ...trust, bench.work], {
      env,
      stdio: ["ignore", log, log],
      detached: true,
    });
    await eventually("the workbench is served", async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined);
      return answer?.ok;
    });
    const require = createRequire(path.join(path.dirname(codeServer), "pw", "x.js"));
    const { chromium } = require("playwright-core");
    bench.browser = await chromium.launch({
      executablePath: "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
    });
    bench.page = await bench.browser.newPage({ viewport: { width: 1100, height: 700 } });
    // Nothing but this machine: neither a gallery nor the pictures of a stranger's readme.
    bench.refused = [];
    await bench.page.route(
      (url) => url.hostname !== "127.0.0.1" && url.protocol.startsWith("http") && !url.hostname.endsWith("vscode-cdn.net"),
      (route) => {
        bench.refused.push(route.request().url());
        return route.abort();
      },
    );
    await bench.page.goto(`http://127.0.0.1:${port}/?folder=${encodeURIComponent(bench.work)}`);
    await bench.page.waitForSelector(".monaco-workbench .statusbar-item", { timeout: 2 * PATIENCE });
    return bench;
  }

  /** Changes settings as a person does who writes them; a change on the disk may be missed. Closes what is open. */
  async set(where, settings) {
    const tab = '.tab[data-resource-name="settings.json"]';
    await this.closeAll();
    await this.command(`Preferences: Open ${where} Settings (JSON)`);
    await this.page.locator(`${tab}.active`).waitFor({ timeout: PATIENCE });
    await this.type(JSON.stringify(where === "User" ? { ...SETTINGS, ...settings } : settings));
    await this.page.keyboard.press("Control+s");
    await this.page.locator(`${tab}.active:not(.dirty)`).waitFor({ timeout: PATIENCE });
  }

  async closeAll() {
    await this.command("View: Close All Editors");
    await this.page.locator(".tab").first().waitFor({ state: "detached", timeout: PATIENCE });
  }

  async open(name) {
    await this.choose("Control+p", name);
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor({ timeout: PATIENCE });
    await this.page.locator(".monaco-editor .view-line").first().waitFor({ timeout: PATIENCE });
  }

  /**
   * Takes an entry of the list that a key opens. A page that is just being built may miss the key, or close the list. Each
   * try begins with no list, and with nothing in its box but the `prefix` that the key puts there.
   */
  async choose(key, title, prefix = "") {
    const list = this.page.locator(".quick-input-widget:visible");
    const box = this.page.locator(".quick-input-widget input:focus");
    const entry = this.page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first();
    const done = (step) => step.then(() => true, () => false);
    await eventually(undefined, async () => {
      if ((await list.count()) > 0) {
        await this.page.keyboard.press("Escape");
        if (!(await done(list.waitFor({ state: "hidden", timeout: 2_000 })))) return false;
      }
      await this.page.keyboard.press(key);
      if (!(await done(box.waitFor({ timeout: 2_000 })))) return false;
      await box.fill(prefix + title);
      return done(entry.click({ timeout: 5_000 }));
    });
  }

  async command(title) {
    await this.choose("F1", title, ">");
  }

  /** The text that is in sight, blanks as blanks. */
  async text() {
    const lines = await this.page.locator(".editor-instance .view-lines").first().locator(".view-line").evaluateAll((lines) =>
      lines
        .map((line) => ({ top: parseFloat(line.style.top), text: line.textContent }))
        .sort((a, b) => a.top - b.top)
        .map((line) => line.text),
    );
    return lines.join("\n").replaceAll("\u00a0", " ");
  }

  /** The middle of a piece of text in the editor, in pixels; nothing while it is not in sight. */
  async place(text) {
    return this.page.evaluate((wanted) => {
      for (const line of document.querySelectorAll(".editor-instance .view-line")) {
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        const nodes = [];
        for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node);
        const whole = nodes.map((node) => node.data).join("").replaceAll("\u00a0", " ");
        let at = whole.indexOf(wanted);
        if (at < 0) continue;
        at += Math.floor(wanted.length / 2);
        for (const node of nodes) {
          if (at < node.data.length) {
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + 1);
            const box = range.getBoundingClientRect();
            return { x: box.x + 1, y: box.y + box.height / 2 };
          }
          at -= node.data.length;
        }
      }
      return undefined;
    }, text);
  }

  /** The same, once it is there and nothing moves any more: the view may still scroll, or lines above be put in. */
  async rest(text) {
    const end = Date.now() + PATIENCE;
    for (let before; ; ) {
      const now = await this.place(text);
      if (now && before && now.x === before.x && now.y === before.y) {
        return now;
      }
      if (Date.now() > end) {
        throw new Error(`FAIL "${text}" is not in sight, or does not rest:\n${await this.text()}`);
      }
      before = now;
      await this.page.waitForTimeout(200);
    }
  }

  async click(text) {
    const { x, y } = await this.rest(text);
    await this.page.mouse.click(x, y);
  }

  /** Points at a text until `look` gives something, and says that it has: what is drawn anew under the mouse shows no hover. */
  async hover(text, what, look) {
    await eventually(what, async () => {
      const { x, y } = await this.rest(text);
      await this.page.mouse.move(x - 40, y + 60);
      await this.page.mouse.move(x, y, { steps: 5 });
      for (const end = Date.now() + 3_000; Date.now() < end; await this.page.waitForTimeout(100)) {
        if (await look()) return true;
      }
      return false;
    });
  }

  /** Replaces the whole text as typing does. */
  async type(text) {
    const box = await this.page.locator(".editor-instance").first().boundingBox();
    await this.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await this.replace(text);
  }

  /** The same where the cursor is. */
  async replace(text) {
    await this.page.keyboard.press("Control+a");
    await this.page.keyboard.insertText(text);
    // What the editor has closed by itself.
    await this.page.keyboard.press("Control+Shift+End");
    await this.page.keyboard.press("Delete");
  }

  problems(text) {
    return this.page.locator(".markers-panel-container .monaco-list-row, .markers-panel .monaco-list-row", { hasText: text });
  }

  /** The webview that shows `text`. */
  async webview(text) {
    for (const frame of this.page.frames()) {
      const body = await frame.locator("body").textContent({ timeout: 500 }).catch(() => "");
      if (body?.includes(text) && frame.parentFrame() !== null) {
        return frame;
      }
    }
    return undefined;
  }

  /** A picture of the editor, down to a height in pixels; of all if none is given. */
  async picture(name, height) {
    // What is fading in is then there.
    await this.page.waitForTimeout(500);
    const clip = height === undefined ? undefined : { x: 328, y: 30, width: 768, height };
    await this.page.screenshot({ path: path.join(this.pictures, `${name}.png`), clip });
  }

  /** Does what a test does, tells what failed, and ends. `more` says what else is known of a failure. */
  async run(steps, more = () => undefined) {
    try {
      await steps();
    } catch (error) {
      console.log([error.message ?? error, more(), this.logs()].filter((line) => line !== undefined).join("\n"));
      await this.picture("failed").catch(() => undefined);
      process.exitCode = 1;
    } finally {
      await this.end();
    }
    process.exit();
  }

  /** How many servers run. */
  servers() {
    const found = spawnSync("pgrep", ["-c", "-f", `^${this.home}/.*/server/integration-ls lsp`], { encoding: "utf8" });
    return Number(found.stdout);
  }

  /** Ends the server as a crash does; gives whether there was one. */
  crash() {
    return spawnSync("pkill", ["-KILL", "-f", `^${this.home}/.*/server/integration-ls lsp`]).status === 0;
  }

  /** What the extension and its host have logged. */
  logs() {
    const folder = path.join(this.home, "user", "logs");
    const files = fs.readdirSync(folder, { recursive: true }).filter((file) => /integration-ls\.log$|exthost\.log$/.test(file));
    return files.map((file) => `${file}\n${fs.readFileSync(path.join(folder, file), "utf8")}`).join("\n");
  }

  async end() {
    await this.browser?.close().catch(() => undefined);
    try {
      process.kill(-this.process.pid, "SIGTERM");
    } catch {
      // It has ended by itself.
    }
    fs.rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
  }
}

function freePort() {
  return new Promise((done) => {
    const probe = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

// Drives one JupyterLab page in Chromium, by commands on the command line, one JSON line for each.
//
//   node lab.mjs --url http://127.0.0.1:8888 --token T --modules DIR --profile DIR COMMAND...
//
// --modules is the folder whose node_modules has playwright-core; --profile is deleted and made anew.
// Commands (cells are counted from 1, code cells and others alike):
//   open PATH            opens a notebook and waits for its kernel
//   page FILE            opens a page of the disk instead of a notebook
//   seen                 reports the text of the page that is not hidden
//   media print|screen   shows the page as it is printed, or as usual
//   screenshot-page FILE saves the whole page, however long
//   run N                runs cell N (does not wait)
//   run-all              runs all cells (does not wait)
//   wait N TEXT          waits until the outputs of cell N contain TEXT
//   wait-gone N TEXT     waits until they no longer do
//   wait-busy            waits until the kernel is busy
//   wait-idle            waits until the kernel is idle
//   wait-prompt N TEXT   waits for the prompt of cell N, such as [3]: or [*]:
//   stop                 presses the Stop button
//   restart              restarts the kernel and confirms
//   type TEXT            answers the input field of a running cell
//   edit N TEXT          replaces the source of cell N
//   complete N           puts the cursor at the end of cell N, presses Tab, reports the first items
//   outputs N            reports the outputs of cell N as text
//   html N               reports the outputs of cell N as HTML
//   shape N              reports MIME types of the outputs of cell N as the model has them
//   trust                trusts the notebook
//   theme dark|light     changes the theme
//   width PIXELS         changes the width of the window
//   screenshot FILE      saves the window
//   screenshot-cell N FILE  saves one cell
//   sleep MS             waits
// Each line has: command, at (ms since the page was there), and value where the command reports one.
// A command that fails ends the script with status 1 after a screenshot beside the profile.

import { createRequire } from "node:module";
import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const PATIENCE_MS = Number(process.env.LAB_PATIENCE_MS ?? 30_000);

function options(words) {
  const found = {};
  while (words.length && words[0].startsWith("--")) found[words.shift().slice(2)] = words.shift();
  return found;
}

class LabPage {
  constructor(page, url, token) {
    Object.assign(this, { page, url, token, complaints: [] });
    page.on("pageerror", (error) => this.complaints.push(String(error)));
  }

  cell(n) {
    return this.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook .jp-Cell").nth(Number(n) - 1);
  }

  output(n) {
    return this.cell(n).locator(".jp-Cell-outputArea");
  }

  async text(n) {
    const area = this.output(n);
    return (await area.count()) ? await area.first().innerText() : "";
  }

  // Polls instead of waiting for an event: the text of an output changes without one.
  async until(what, condition) {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      if (await condition()) return;
      if (Date.now() > end) throw new Error(`${what}: not within ${PATIENCE_MS} ms`);
      await this.page.waitForTimeout(20);
    }
  }

  status() {
    return this.page
      .locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook-ExecutionIndicator")
      .first()
      .getAttribute("data-status");
  }

  app(id, args = {}) {
    return this.page.evaluate(([id, args]) => window.jupyterapp.commands.execute(id, args), [id, args]);
  }

  // Selects a cell by the keyboard's rules (no click into the editor, which would open tooltips).
  async select(n) {
    await this.page.evaluate((index) => {
      const panel = window.jupyterapp.shell.currentWidget;
      panel.content.activeCellIndex = index;
      panel.content.mode = "command";
      panel.content.deselectAll();
    }, Number(n) - 1);
  }

  async open(path) {
    const address = `${this.url}/lab/tree/${path}?token=${this.token}&reset`;
    await this.page.goto(address, { timeout: PATIENCE_MS });
    await this.page.waitForSelector(".jp-NotebookPanel .jp-Notebook .jp-Cell", { timeout: PATIENCE_MS });
    await this.page.evaluate(async () => {
      const panel = window.jupyterapp.shell.currentWidget;
      await panel.context.ready;
      await panel.context.sessionContext.ready;
      // Otherwise cells that are out of sight are not in the page, and cannot be counted or read.
      panel.content.notebookConfig = { ...panel.content.notebookConfig, windowingMode: "none" };
    });
    await this.until("an idle kernel", async () => (await this.status()) === "idle");
  }

  async run(n) {
    await this.select(n);
    await this.page.evaluate(() => void window.jupyterapp.commands.execute("notebook:run-cell"));
  }

  async wait(n, text) {
    await this.until(`"${text}" in cell ${n}`, async () => (await this.text(n)).includes(text));
  }

  async stop() {
    await this.page.locator('[data-command="notebook:interrupt-kernel"]').first().click();
  }

  async restart() {
    void this.app("kernelmenu:restart").catch(() => {});
    await this.page.locator(".jp-Dialog .jp-mod-accept").click({ timeout: PATIENCE_MS });
    await this.until("an idle kernel", async () => (await this.status()) === "idle");
  }

  async type(text) {
    const field = this.page.locator(".jp-Stdin-input").last();
    await field.waitFor({ timeout: PATIENCE_MS });
    await field.fill(text);
    await field.press("Enter");
  }

  async edit(n, text) {
    await this.page.evaluate(([index, text]) => {
      window.jupyterapp.shell.currentWidget.content.widgets[index].model.sharedModel.setSource(text);
    }, [Number(n) - 1, text]);
  }

  async complete(n) {
    const editor = this.cell(n).locator(".cm-content");
    await editor.click();
    await this.page.keyboard.press("Control+End");
    await this.page.keyboard.press("Tab");
    const items = this.page.locator(".jp-Completer-item");
    await items.first().waitFor({ timeout: PATIENCE_MS });
    const words = await items.allInnerTexts();
    await this.page.keyboard.press("Escape");
    return words.slice(0, 10);
  }

  shape(n) {
    return this.page.evaluate((index) => {
      const outputs = window.jupyterapp.shell.currentWidget.content.widgets[index].model.outputs;
      return outputs.toJSON().map((o) => ({ type: o.output_type, mime: Object.keys(o.data ?? {}) }));
    }, Number(n) - 1);
  }

  async trust() {
    void this.app("notebook:trust").catch(() => {});
    const accept = this.page.locator(".jp-Dialog .jp-mod-accept");
    await accept.click({ timeout: 3_000 }).catch(() => {});
  }

  async theme(name) {
    await this.app("apputils:change-theme", {
      theme: name === "dark" ? "JupyterLab Dark" : "JupyterLab Light",
    });
    await this.until(`the ${name} theme`, () =>
      this.page.evaluate(
        (light) => document.body.dataset.jpThemeLight === light, String(name !== "dark")));
  }

  async perform(command, take) {
    switch (command) {
      case "open": return this.open(take());
      case "page": return void (await this.page.goto(pathToFileURL(resolve(take())).href));
      case "seen": return this.page.evaluate(() => document.body.innerText);
      case "media": return this.page.emulateMedia({ media: take() });
      case "screenshot-page": return void (await this.page.screenshot({ path: take(), fullPage: true }));
      case "run": return this.run(take());
      case "run-all": return this.page.evaluate(() => void window.jupyterapp.commands.execute("notebook:run-all-cells"));
      case "wait": return this.wait(take(), take());
      case "wait-gone": {
        const [n, text] = [take(), take()];
        return this.until(`no "${text}" in cell ${n}`, async () => !(await this.text(n)).includes(text));
      }
      case "wait-busy": return this.until("a busy kernel", async () => (await this.status()) === "busy");
      case "wait-idle": return this.until("an idle kernel", async () => (await this.status()) === "idle");
      case "wait-prompt": {
        const [n, text] = [take(), take()];
        const prompt = this.cell(n).locator(".jp-InputPrompt").first();
        return this.until(`prompt ${text}`, async () => (await prompt.innerText()).trim() === text);
      }
      case "stop": return this.stop();
      case "restart": return this.restart();
      case "type": return this.type(take());
      case "edit": return this.edit(take(), take());
      case "complete": return this.complete(take());
      case "outputs": return this.text(take());
      case "html": return this.output(take()).first().innerHTML();
      case "shape": return this.shape(take());
      case "status": return this.status();
      case "trust": return this.trust();
      case "theme": return this.theme(take());
      case "width": return this.page.setViewportSize({ width: Number(take()), height: 900 });
      case "screenshot": return void (await this.page.screenshot({ path: take() }));
      case "screenshot-cell": {
        const cell = this.cell(take());
        const window = this.page.viewportSize();
        // Tall enough for the cell, or its picture shows what lies over the notebook as well.
        const height = Math.ceil((await cell.boundingBox())?.height ?? 0) + 400;
        await this.page.setViewportSize({ ...window, height: Math.max(height, window.height) });
        await cell.scrollIntoViewIfNeeded();
        await cell.screenshot({ path: take() });
        return void (await this.page.setViewportSize(window));
      }
      case "sleep": return this.page.waitForTimeout(Number(take()));
      default: throw new Error(`unknown command ${command}`);
    }
  }
}

const words = process.argv.slice(2);
const asked = options(words);
const profile = resolve(asked.profile);
rmSync(profile, { recursive: true, force: true });
mkdirSync(profile, { recursive: true });
const { chromium } = createRequire(join(resolve(asked.modules), "anchor.js"))("playwright-core");
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: asked.chromium ?? "/usr/bin/chromium",
  headless: true,
  viewport: { width: 1280, height: 900 },
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
    "--disable-component-update", "--disable-sync",
  ],
});
let status = 0;
const lab = new LabPage(await browser.newPage(), asked.url.replace(/\/$/, ""), asked.token);
const began = Date.now();
let command = "";
try {
  while (words.length) {
    command = words.shift();
    const value = await lab.perform(command, () => {
      if (!words.length) throw new Error(`${command} lacks a word`);
      return words.shift();
    });
    console.log(JSON.stringify({ command, at: Date.now() - began, value }));
  }
} catch (failure) {
  const shot = `${profile}-failed.png`;
  await lab.page.screenshot({ path: shot }).catch(() => {});
  console.log(JSON.stringify({ command, at: Date.now() - began, failure: String(failure), shot, complaints: lab.complaints }));
  status = 1;
}
await browser.close();
process.exit(status);

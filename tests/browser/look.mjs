// SPDX-License-Identifier: MulanPSL-2.0
// What is asked of every page: axe-core finds nothing, nothing sticks out sideways, the console is
// silent, and a picture is kept in build/screens to be looked at.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const ZH = fs.readFileSync(require.resolve("axe-core/locales/zh_CN.json"), "utf8");
export const WIDTHS = { wide: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

// A browser context of one width whose pages report what the console and the network complain of.
export async function person(browser, width, options = {}) {
  const context = await browser.newContext({ viewport: WIDTHS[width], locale: "zh-CN", ...options });
  context.complaints = [];
  context.on("page", (page) => {
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) context.complaints.push(message.text());
    });
    page.on("pageerror", (error) => context.complaints.push(String(error)));
    page.on("requestfailed", (request) => {
      const why = request.failure()?.errorText ?? "";
      if (why !== "net::ERR_ABORTED") context.complaints.push(`${request.url()}: ${why}`);
    });
  });
  return context;
}

async function violations(page) {
  await page.evaluate(AXE);
  await page.evaluate((zh) => window.axe.configure({ locale: JSON.parse(zh) }), ZH);
  const found = await page.evaluate(() =>
    window.axe.run(document, {
      resultTypes: ["violations"],
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }),
  );
  return found.violations.flatMap((v) =>
    v.nodes.slice(0, 3).map((n) => `axe ${v.id}: ${v.help}: ${n.html.slice(0, 160)}`),
  );
}

// Everything wrong with the page that is open, as sentences; keeps its picture under name.
export async function look(page, context, name) {
  const wrong = await violations(page);
  const out = await page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return null;
    const wide = [...document.body.querySelectorAll("*")].find(
      (e) => e.getBoundingClientRect().right > root.clientWidth + 1,
    );
    return `${root.scrollWidth} px wide in ${root.clientWidth}: ${wide?.outerHTML.slice(0, 120)}`;
  });
  if (out) wrong.push("sticks out sideways: " + out);
  if ((await page.title()).trim() === "") wrong.push("has no title");
  wrong.push(...context.complaints.splice(0).map((text) => "console: " + text));
  fs.mkdirSync("build/screens", { recursive: true });
  await page.screenshot({ path: path.join("build/screens", name + ".png"), fullPage: true });
  return wrong;
}

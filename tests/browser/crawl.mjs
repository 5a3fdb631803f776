// SPDX-License-Identifier: MulanPSL-2.0
// Walks a face by its own links, as a reader would, and looks at one page of each kind.
import fs from "node:fs";
import { look } from "./look.mjs";

// The GET addresses of a face out of docs/routes.md, which check-docs holds to the program.
export function routes(face) {
  const part = fs.readFileSync("docs/routes.md", "utf8").split("\n## ").find((p) => p.startsWith(face));
  return [...part.matchAll(/^\| GET \| `([^`]+)`/gm)].map(([, pattern]) => ({
    pattern,
    fits: new RegExp("^" + pattern.replace(/\./g, "\\.").replace(/\{\w+\}/g, "[^/]+") + "$"),
  }));
}

// Pages of one route are of one kind: /registers/requests/77 and /registers/requests/1234. With
// deep, each register is a kind of its own. A query of other names makes another kind.
function kind(address, table, deep) {
  const url = new URL(address);
  const keys = [...new Set(url.searchParams.keys())].sort().join("&");
  const route = table.find((r) => r.fits.test(url.pathname))?.pattern ?? url.pathname;
  const register = deep ? url.pathname.match(/^\/registers\/([a-z]+)/)?.[1] : null;
  const path = register ? route.replace("{register}", register) : route;
  return path + (keys ? "?" + keys : "");
}

// Opens every kind of page reachable from start; [{ kind, address, wrong }].
export async function crawl(context, start, prefix, { table, deep = false, most = 150, skip = () => false }) {
  const page = await context.newPage();
  const kindOf = (address) => kind(address, table, deep);
  const seen = new Set([kindOf(start)]);
  const queue = [start];
  const results = [];
  while (queue.length > 0 && results.length < most) {
    const address = queue.shift();
    const answer = await page.goto(address, { waitUntil: "load" });
    if (!(answer.headers()["content-type"] ?? "").startsWith("text/html")) continue;
    const name = `${prefix}-${kindOf(address).replace(/[^\w]+/g, "_").replace(/^_|_$/g, "") || "home"}`;
    const wrong = await look(page, context, name.slice(0, 100));
    if (answer.status() !== 200) wrong.push(`status ${answer.status()}`);
    results.push({ kind: kindOf(address), address, wrong });
    const links = await page.$$eval("a[href]", (all) =>
      all.filter((a) => !a.hasAttribute("download")).map((a) => a.href),
    );
    for (const link of links) {
      const url = new URL(link);
      url.hash = "";
      if (url.origin !== new URL(start).origin || seen.has(kindOf(url.href))) continue;
      if (/\.(pdf|docx|csv|json|xml|txt)$/.test(url.pathname) || skip(url)) continue;
      seen.add(kindOf(url.href));
      queue.push(url.href);
    }
  }
  await page.close();
  return results;
}

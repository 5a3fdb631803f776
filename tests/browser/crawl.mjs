// SPDX-License-Identifier: MulanPSL-2.0
// Walks a face by its own links, as a reader would, and looks at one page of each kind.
import { look } from "./look.mjs";

// /register/requests/1234?page=2 and /register/requests/77 are of one kind.
export function kind(address) {
  const url = new URL(address);
  const keys = [...url.searchParams.keys()].sort().join("&");
  return url.pathname.replace(/\d+/g, "N") + (keys ? "?" + keys : "");
}

// Opens every kind of page reachable from start; [{ kind, address, wrong }].
export async function crawl(context, start, prefix, { most = 120, skip = () => false } = {}) {
  const page = await context.newPage();
  const seen = new Set([kind(start)]);
  const queue = [start];
  const results = [];
  while (queue.length > 0 && results.length < most) {
    const address = queue.shift();
    const answer = await page.goto(address, { waitUntil: "load" });
    if (!(answer.headers()["content-type"] ?? "").startsWith("text/html")) continue;
    const name = `${prefix}-${kind(address).replace(/[^\w]+/g, "_").replace(/^_|_$/g, "") || "home"}`;
    const wrong = await look(page, context, name.slice(0, 100));
    if (answer.status() !== 200) wrong.push(`status ${answer.status()}`);
    results.push({ kind: kind(address), address, wrong });
    const links = await page.$$eval("a[href]", (all) =>
      all.filter((a) => !a.hasAttribute("download")).map((a) => a.href),
    );
    for (const link of links) {
      const url = new URL(link);
      url.hash = "";
      if (url.origin !== new URL(start).origin || seen.has(kind(url.href))) continue;
      if (/\.(pdf|docx|csv|json|xml|txt)$/.test(url.pathname) || skip(url)) continue;
      seen.add(kind(url.href));
      queue.push(url.href);
    }
  }
  await page.close();
  return results;
}

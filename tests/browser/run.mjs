// SPDX-License-Identifier: MulanPSL-2.0
// Drives Debian's Chromium through every page of a demonstration office and prints
// 'N passed, N failed'; usage: node run.mjs BINARY [PART OF A TEST'S NAME]
import { chromium } from "playwright-core";
import { handleAccounts } from "./accounts.mjs";
import { apply } from "./apply.mjs";
import { handleBeside } from "./beside.mjs";
import { blackout } from "./blackout.mjs";
import { handleBatch } from "./batch.mjs";
import { handleCases } from "./cases.mjs";
import { crawl, routes } from "./crawl.mjs";
import { handleBlackouts } from "./desk_blackout.mjs";
import { look, person } from "./look.mjs";
import { handleNotices } from "./notices.mjs";
import { serve } from "./office.mjs";
import { signIn } from "./people.mjs";
import { handleRemedies } from "./remedies.mjs";
import { handleReplies } from "./replies.mjs";
import { handleRetention } from "./retention.mjs";
import { rough } from "./rough.mjs";
import { keepForms } from "./signin.mjs";
import { story } from "./story.mjs";

const [binary, only = ""] = process.argv.slice(2);
const QUIET = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync";
const OFFLINE = "--disable-background-networking --disable-component-update";
const PAPERS = /\.(csv|txt|xml|jsonl|pdf)$|\/(assets|healthz|readyz)|\{(file|format)\}$/;
// Only after two people signed: tests/scenario/desk_report.t goes there.
const LATER = new Set(["/report/publish"]);
const tables = { public: routes("Public"), desk: routes("Desk") };
const visited = { public: new Set(), desk: new Set() };
const results = [];

// What the filter left out, by what stands before the colon: a later test of the same people may go on from it.
const before = new Map();

// One test: a list of sentences, empty when all is well. Asked for by its name, it brings those before it.
async function test(name, run) {
  const people = name.split(":")[0];
  if (!name.includes(only)) {
    before.set(people, [...(before.get(people) ?? []), () => carry(name, run)]);
    return;
  }
  await bring(people);
  await carry(name, run);
}

// "cases wide" goes before "cases wide walk" too.
async function bring(people) {
  for (const [group, tests] of before)
    if (people === group || people.startsWith(group + " ")) for (const earlier of tests.splice(0)) await earlier();
}

async function carry(name, run) {
  let wrong;
  const began = Date.now();
  try {
    wrong = (await run()) ?? [];
  } catch (error) {
    wrong = [String(error.stack ?? error)];
  }
  results.push(wrong.length === 0);
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`${wrong.length ? "FAIL" : "ok  "} browser ${name} (${seconds} s)`);
  for (const line of wrong.slice(0, 40)) console.log("    " + line);
}

// A crawl as one test a page, so that each page counts.
async function everyPage(title, context, face, prefix, { start = "/", ...options } = {}) {
  let pages = [];
  const table = tables[face];
  const walk = async () => {
    pages = await crawl(context, office[face] + start, prefix, { table, ...options });
    return pages.length > 1 ? [] : ["found no link"];
  };
  const walked = `${title}: walks the face by its links`;
  if (only.startsWith(title + ":")) await bring(title).then(() => carry(walked, walk)); // finds the page asked for
  else await test(walked, walk);
  for (const { address } of pages) {
    const route = table.find((r) => r.fits.test(new URL(address).pathname));
    if (route) visited[face].add(route.pattern);
  }
  for (const page of pages) {
    await test(`${title}: ${page.kind}`, async () => page.wrong.map((w) => `${page.address}: ${w}`));
  }
}

// Tabs through the page; each stop must show where the keyboard is. Returns the stops' texts.
async function tabThrough(page, wrong, most = 40) {
  const stops = [];
  for (let i = 0; i < most; i++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const e = document.activeElement;
      if (!e || e === document.body) return null;
      const style = getComputedStyle(e);
      const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
      const box = e.getBoundingClientRect();
      const seen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
      return { text: (e.textContent || e.name || "").trim().slice(0, 40), ring: ring || style.boxShadow !== "none", seen };
    });
    if (!stop) break;
    if (!stop.ring) wrong.push(`no focus mark on "${stop.text}"`);
    if (!stop.seen) wrong.push(`focus is out of sight on "${stop.text}"`);
    stops.push(stop.text);
  }
  return stops;
}

// The elder mode is a switch of its own and has a walk of its own.
async function publicFace(browser, office) {
  for (const width of ["wide", "phone"]) {
    const reader = await person(browser, width);
    const skip = (url) => url.pathname === "/elder";
    await everyPage(`public ${width}`, reader, "public", `public-${width}`, { skip });
    await reader.close();
  }
  const elder = await person(browser, "phone");
  await elder.addCookies([{ name: "lianxin_elder", value: "1", url: office.public }]);
  await everyPage("public elder", elder, "public", "public-elder");
  await elder.close();
  await test("public: an address that does not exist says so, and how to go on", async () => {
    const reader = await person(browser, "wide");
    const page = await reader.newPage();
    const answer = await page.goto(office.public + "/no-such-page");
    const wrong = (await look(page, reader, "public-wide-404")).filter((w) => !w.includes("404"));
    if (answer.status() !== 404) wrong.push(`status ${answer.status()}`);
    if ((await page.$$("a[href='/']")).length === 0) wrong.push("no way home");
    await reader.close();
    return wrong;
  });
  await test("public: by keyboard, the first stop skips to the content", async () => {
    const reader = await person(browser, "wide");
    const page = await reader.newPage();
    await page.goto(office.public + "/");
    const wrong = [];
    const stops = await tabThrough(page, wrong);
    if (stops.length < 4) wrong.push(`only ${stops.length} stops`);
    await page.goto(office.public + "/");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    if (!(await page.evaluate(() => location.hash))) wrong.push(`"${stops[0]}" skips nowhere`);
    await reader.close();
    return wrong;
  });
  await test("public: nothing is lost without scripts", async () => {
    const texts = [];
    for (const javaScriptEnabled of [true, false]) {
      const reader = await person(browser, "wide", { javaScriptEnabled });
      const page = await reader.newPage();
      await page.goto(office.public + "/");
      texts.push((await page.locator("main").innerText()).replace(/\s+/g, " "));
      await reader.close();
    }
    return texts[0] === texts[1] ? [] : [`with: ${texts[0].slice(0, 200)}`, `without: ${texts[1].slice(0, 200)}`];
  });
  await test("public: a page asks nobody else for anything", async () => {
    const reader = await person(browser, "wide");
    const strangers = [];
    reader.on("request", (request) => {
      const url = new URL(request.url());
      if (url.protocol !== "data:" && url.origin !== office.public) strangers.push(request.url());
    });
    const page = await reader.newPage();
    await page.goto(office.public + "/", { waitUntil: "networkidle" });
    await reader.close();
    return strangers;
  });
}

async function desk(browser, office) {
  // Whoever may do most sees every register; the others see what is theirs.
  const walks = [
    ...["clerk", "reviewer", "head", "system", "security", "audit"].map((role) => ["wide", role]),
    ...["clerk", "head", "audit"].map((role) => ["phone", role]),
  ];
  for (const width of ["wide", "phone"]) {
    await test(`desk ${width}: the sign-in page`, async () => {
      const clerk = await person(browser, width);
      const page = await clerk.newPage();
      await page.goto(office.desk + "/");
      const wrong = await look(page, clerk, `desk-${width}-signin`);
      await clerk.close();
      return wrong;
    });
    await test(`desk ${width}: a one-time link that is used up`, async () => {
      const clerk = await person(browser, width);
      const page = await clerk.newPage();
      await page.goto(office.desk + "/setup?token=" + "0".repeat(43));
      const wrong = await look(page, clerk, `desk-${width}-setup`);
      await clerk.close();
      return wrong.filter((w) => !w.startsWith("console: Failed to load resource"));
    });
  }
  ["/signin", "/setup"].forEach((pattern) => visited.desk.add(pattern));
  // Following the switch would leave the mode in the middle of a walk; desk_signin.t follows it.
  visited.desk.add("/elder");
  const skip = (url) => url.pathname === "/elder";
  for (const [width, role] of walks) {
    const someone = await person(browser, width);
    await test(`desk ${width} ${role}: signs in`, async () => await signIn(someone, office, role));
    const deep = width === "wide" && role === "clerk";
    await everyPage(`desk ${width} ${role}`, someone, "desk", `desk-${width}-${role}`, { deep, skip });
    await someone.close();
  }
  const elder = await person(browser, "phone");
  await elder.addCookies([{ name: "lianxin_elder", value: "1", url: office.desk }]);
  await test("desk elder: clerk signs in", async () => await signIn(elder, office, "clerk"));
  await everyPage("desk elder", elder, "desk", "desk-elder", { skip });
  await elder.close();
  await test("desk: signing in by keyboard alone, without scripts", async () => {
    const clerk = await person(browser, "wide", { javaScriptEnabled: false });
    const wrong = await signIn(clerk, office, "clerk", { keyboard: true });
    await clerk.close();
    return wrong;
  });
}

const office = await serve(binary);
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: [...QUIET.split(" "), ...OFFLINE.split(" ")],
});
try {
  await publicFace(browser, office);
  await apply(browser, office, test, visited);
  await desk(browser, office);
  // last: a request of today makes this year the year in view
  await handleCases(browser, office, { test, everyPage, seen: (pattern) => visited.desk.add(pattern) });
  await rough(browser, office, test);
  await handleBatch(browser, office, { test, seen: (pattern) => visited.desk.add(pattern) });
  await handleReplies(browser, office, { test, visited: visited.desk });
  await handleBlackouts(browser, office, { test, seen: (pattern) => visited.desk.add(pattern) });
  await handleRemedies(browser, office, { test, everyPage });
  await handleNotices(browser, office, { test, everyPage, seen: (pattern) => visited.desk.add(pattern) });
  await handleRetention(browser, office, { test, everyPage });
  await keepForms(browser, office, test);
  await handleAccounts(browser, office, test);
  await handleBeside(browser, office, { test, visited });
  await story(browser, binary, test);
  for (const [how, draw] of Object.entries(blackout)) await test("blacking out " + how, () => draw(browser));
} finally {
  await browser.close();
  for (const face of ["public", "desk"]) {
    await test(`${face}: no page of the route table was left unseen`, async () =>
      tables[face]
        .map((r) => r.pattern)
        .filter((p) => !PAPERS.test(p) && !LATER.has(p) && !visited[face].has(p) && !visited[face].has("/a/{agency}" + p)));
  }
  const end = await office.stop().then(() => [], (error) => [String(error)]);
  await test("the server ends in peace", async () => end);
}
const failed = results.filter((good) => !good).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exit(failed || results.length === 0 ? 1 : 0);

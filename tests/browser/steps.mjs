// SPDX-License-Identifier: MulanPSL-2.0
// The steps of a request as its people take them on the pages, each page looked at: what the story is made of.
import fs from "node:fs";
import path from "node:path";
import { fill } from "./cases.mjs";
import { made, written } from "./desk_blackout.mjs";
import { look, person } from "./look.mjs";
import { signInAs } from "./people.mjs";

const CLICK_MS = 5000, MOST_MS = 15000; // a button that is not there is told before the page that did not come

// Somebody at a browser of that width, whose pages are kept as build/screens/TALE-….png.
export async function somebody(browser, tale, width) {
  const context = await person(browser, width, { acceptDownloads: true });
  context.setDefaultTimeout(MOST_MS);
  const page = await context.newPage();
  const one = { page, context, width, wrong: [], told: (text) => one.wrong.push(text), close: () => context.close() };
  // The page that is open; a form that came back with its mistakes is no complaint.
  one.at = async (name) => {
    const seen = await look(page, context, `${tale.name}-${String(++tale.pages).padStart(2, "0")}-${name}`);
    for (const line of seen) if (!line.startsWith("console: Failed to load resource")) one.told(`${name}: ${line}`);
  };
  one.go = async (address, name) => (await page.goto(address), await one.at(name));
  one.press = async (text, name) => {
    await Promise.all([page.waitForNavigation(), page.click(`main button:has-text("${text}")`, { timeout: CLICK_MS })]);
    if (name) await one.at(name);
  };
  one.follow = async (text, name) => {
    await Promise.all([page.waitForNavigation(), page.click(`main a:has-text("${text}")`, { timeout: CLICK_MS })]);
    if (name) await one.at(name);
  };
  one.fill = (values) => fill(page, values);
  one.says = async (...texts) => {
    const text = await page.locator("main").innerText();
    for (const part of texts) if (!text.includes(part)) one.told(`${page.url()} does not say ${part}`);
  };
  one.hides = async (...texts) => {
    const text = await page.locator("body").innerText();
    for (const part of texts) if (text.includes(part)) one.told(`${page.url()} says ${part}`);
  };
  one.saves = async (press) => {
    const [file] = await Promise.all([page.waitForEvent("download"), press()]);
    return { name: file.suggestedFilename(), bytes: fs.readFileSync(await file.path()) };
  };
  one.open = async () => `open is ${page.url()}: ${(await page.locator("main").innerText().catch(() => "nothing")).slice(0, 600)}`;
  one.found = () => one.wrong.splice(0);
  return one;
}

// ---- the citizen ----

// The eight questions, with a mistake in the second that is mended.
export async function applies(one, base, who) {
  await one.go(base + "/apply", "apply");
  await one.fill({ text: "拆迁" });
  await one.press("查找", "apply-search");
  await one.follow("开始填写申请", "apply-1");
  await one.fill({ kind: "natural" });
  await one.press("继续", "apply-2");
  await one.fill({ name: who.name, id_type: "resident", id_number: who.id.replace(/.$/, "1") });
  await one.press("继续", "apply-2-mistake");
  await one.says("居民身份证");
  await one.fill({ id_number: who.id });
  await one.press("继续", "apply-3");
  await one.fill({ phone: who.phone, email: who.email });
  await one.press("继续", "apply-4");
  await one.press("继续", "apply-5");
  await one.fill({ info_name: who.wants });
  await one.press("继续", "apply-6");
  await one.fill({ delivery: "online", medium: "electronic" });
  await one.press("继续", "apply-7");
  await one.fill({ proof: "uploaded", identity: who.proof });
  await one.press("继续", "apply-8");
  await one.press("继续", "apply-check");
  await one.says(who.name, path.basename(who.proof), who.wants);
  await one.press("提交申请", "apply-done");
  const [number, code] = await one.page.locator(".done dd").allInnerTexts();
  return { number: number.trim(), code: code.trim() };
}

export async function tracks(one, site, slip, name) {
  await one.go(site + "/track", name + "-ask");
  await one.fill(slip);
  await one.press("查询", name);
}

// A letter or a given file behind the end of the identity number; the first try is wrong.
export async function reads(one, who, what, name) {
  const row = one.page.locator("main li", { hasText: what }).locator("button");
  await one.fill({ tail: "000000" });
  await Promise.all([one.page.waitForNavigation(), row.click()]);
  await one.at(name + "-refused");
  await one.says("不对");
  await one.fill({ tail: who.id.slice(-6) });
  return await one.saves(() => row.click());
}

export async function clarifies(one, text) {
  await one.follow("提交补正", "clarify");
  await one.press("提交补正", "clarify-empty");
  await one.fill({ text });
  await one.press("提交补正", "clarified");
  await one.says("已经收到补正");
}

export async function rates(one) {
  await one.follow("评价这件申请的办理", "rate");
  await one.fill({ level: "4" });
  await one.press("提交评价", "rated");
  await one.says("您的评价是：满意");
}

// What he complains of is kept under a number of the authority; { number, code } to follow it by.
export async function complains(one, who, about, subject) {
  await one.follow("投诉举报", "complain");
  await one.press("提交投诉举报", "complain-mistakes");
  await one.fill({ name: who.name, reach: who.phone, about_request: about, subject });
  await one.press("提交投诉举报", "complain-done");
  const text = await one.page.locator("main").innerText();
  const [number] = text.match(/[A-Z]+\d{4}-\d+/) ?? ["没有编号"];
  const [code] = text.match(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/) ?? ["没有查询码"];
  return { number, code };
}

// ---- the office ----

export async function arrives(one, office, account) {
  one.wrong.push(...(await signInAs(one.context, office, account)));
  await one.go(office.desk + "/", account.login + "-overview");
}

// A step's form as it stands, with what is to be filled in; ends on the case.
export async function takes(one, address, event, values = {}, query = "") {
  await one.go(`${address}/step/${event}${query}`, "step-" + event);
  await one.fill(values);
  await one.press("登记", "case-" + event);
  if (one.page.url() !== address) one.told(`${event}: ${(await one.page.locator("main").innerText()).slice(0, 300)}`);
}

// A letter from its form to its number, by the button that says so; ends on the letter.
export async function sends(one, address, kind, values, button, query = "") {
  await one.go(`${address}/letters/new?kind=${kind}${query}`, `letter-${kind}-form`);
  await one.fill(values);
  await one.press("保存并预览", `letter-${kind}-draft`);
  await one.press(button, `letter-${kind}`);
  await one.says("已印发");
}

// The third party is asked (P5) and the requester told so (P6), from one form; the third party gets it and says no.
export async function consults(one, address, party, concern, days) {
  await one.go(address + "/step/consult-third", "step-consult-third");
  await one.fill({ party, concern });
  await one.press("预览", "step-consult-third-preview");
  await one.says("预览：征求第三方意见书", "预览：征求意见告知书");
  await one.press("编号印发并登记", "case-consult-third");
  await one.says("征求意见告知书");
  await takes(one, address, "consult-served", { on: days.served }, "?consult=1");
  await takes(one, address, "refused", { on: days.refused }, "?consult=1");
}

export async function searches(one, address) {
  await one.go(address + "/search-log", "search");
  await one.fill({ place: "综合档案室", words: "征地 补偿 名册", found: "有，共2份" });
  await one.press("登记", "case-searched");
}

// A file is handed in at the desk, boxes are put on it and what may be given is made of it.
export async function blacksOut(one, address) {
  await one.go(address + "/files/new", "file");
  const folder = await written(one.context);
  await one.fill({ use: "source", files: path.join(folder, "低保明细.pdf") });
  await one.press("添加", "case-file");
  fs.rmSync(folder, { recursive: true });
  await one.follow("区分处理", "blackout");
  const there = one.page.url();
  await one.fill({ "left-0": "80", "top-0": "60", "width-0": "500", "height-0": "60", "ground-0": "c4", "reason-0": "他人银行账号" });
  await one.press("保存这一页", "blackout-kept");
  await one.follow("预览", "blackout-preview");
  await one.page.goto(there);
  await one.press("制作涂黑后的文件");
  await made(one.page, there);
  await one.at("blackout-made");
  await one.says("已经制作");
}

// The reply assistant, where the answer is no but to these questions, then the draft handed in; the letter's address.
export async function drafts(one, address, yes, values) {
  await one.go(address + "/reply", "reply");
  while (!(await one.page.locator("#outcome-title").count())) {
    const question = await one.page.locator("#question-title").innerText();
    await one.follow(yes.some((part) => question.includes(part)) ? "是" : "否");
  }
  await one.at("reply-ending");
  await one.follow("起草", "reply-form");
  await one.fill(values);
  await one.press("保存并预览", "reply-draft");
  const letter = one.page.url();
  await one.press("提交答复稿", "case-drafted");
  return letter;
}

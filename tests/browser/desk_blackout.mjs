// SPDX-License-Identifier: MulanPSL-2.0
// Partial disclosure at the desk: a file of a case, boxes by mouse and by the form's lines alone, the
// preview, the file that is given, and a file that cannot be opened.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { file, fill, press, says, step } from "./cases.mjs";
import { look, person } from "./look.mjs";
import { signIn } from "./people.mjs";

const EMPTY = "tests/data/files/plain.pdf"; // no page in it
const LIST = `<h1>低保发放明细</h1><p>内部讨论记录：待核。</p>${"<p>王某某，每月620元。</p>".repeat(12)}<p style="break-before: page">第二页</p>`;

// A document of two pages, in a folder that goes with the test.
export async function written(context) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "lianxin-list."));
  const page = await context.newPage();
  await page.setContent(LIST);
  await page.pdf({ path: path.join(folder, "低保明细.pdf"), format: "A4" });
  await page.close();
  return folder;
}

// Timed work makes it: the page is opened again until it is there.
export async function made(page, address) {
  for (let i = 0; i < 400; i++) {
    await page.goto(address, { waitUntil: "domcontentloaded" });
    if (!(await page.locator("main").innerText()).includes("正在制作，")) return;
  }
  throw new Error("it is still being made");
}

export async function handleBlackouts(browser, office, { test, seen }) {
  for (const width of ["wide", "phone"]) {
    const clerk = await person(browser, width);
    const page = await clerk.newPage();
    const at = async (name) => (await look(page, clerk, `desk-blackout-${width}-${name}`)).filter((w) => !w.startsWith("console: Failed to load resource"));
    let one, address;
    await test(`desk blackout ${width}: a file is opened and boxes are kept`, async () => {
      const wrong = [];
      wrong.push(...(await signIn(clerk, office, "clerk")));
      one = await file(page, office, "counter", { info_name: `2025年低保发放明细${width}` });
      wrong.push(...(await step(page, one.address, "register")));
      await page.goto(`${one.address}/files/new`);
      const folder = await written(clerk);
      await fill(page, { use: "source", files: path.join(folder, "低保明细.pdf") });
      await press(page, "添加");
      fs.rmSync(folder, { recursive: true });
      await Promise.all([page.waitForNavigation(), page.click('main a:has-text("区分处理")')]);
      address = page.url();
      seen("/cases/{id}/files/{file}/blackout");
      wrong.push(...(await at("begin")));
      await says(page, "还没有制作", wrong);
      await press(page, "制作涂黑后的文件");
      await says(page, "还没有画要涂黑的框", wrong);
      wrong.push(...(await at("nothing-drawn")));
      await page.goto(address);
      await fill(page, { "left-0": "100", "top-0": "80", "width-0": "2000", "height-0": "40", "reason-0": "他人姓名" });
      await press(page, "保存这一页");
      await says(page, "要填0到1000的整数", wrong);
      wrong.push(...(await at("mistakes")));
      await fill(page, { "width-0": "500", "ground-0": "c4" });
      await press(page, "保存这一页");
      await says(page, "这一页的框已保存", wrong);
      if ((await page.inputValue('[name="reason-0"]')) !== "他人姓名") wrong.push("lost the reason");
      return wrong;
    });
    await test(`desk blackout ${width}: a box is drawn on the picture, two clerks meet`, async () => {
      const wrong = [];
      const other = await clerk.newPage();
      await other.goto(address);
      const edge = await page.locator(".blackout-page img").boundingBox();
      if (width === "phone") await page.click('button:has-text("画框")').catch(() => {});
      const on = (await page.locator(".blackout-draw").getAttribute("aria-pressed")) === "true";
      if (!on) await page.click(".blackout-draw");
      await page.locator(".blackout-page").scrollIntoViewIfNeeded();
      const now = await page.locator(".blackout-page img").boundingBox();
      await page.mouse.move(now.x + now.width * 0.2, now.y + now.height * 0.3);
      await page.mouse.down();
      await page.mouse.move(now.x + now.width * 0.6, now.y + now.height * 0.34, { steps: 4 });
      await page.mouse.up();
      if ((await page.locator(".blackout-box").count()) !== 2) wrong.push(`${await page.locator(".blackout-box").count()} boxes drawn (${edge?.width})`);
      await fill(page, { "ground-1": "c6", "reason-1": "讨论记录" });
      wrong.push(...(await at("drawn")));
      await press(page, "保存这一页");
      await fill(other, { "reason-0": "慢的" });
      await press(other, "保存这一页");
      await says(other, "刚刚被别人改过", wrong);
      if ((await other.inputValue('[name="reason-0"]')) !== "慢的") wrong.push("the slower one lost what was typed");
      await other.close();
      return wrong;
    });
    await test(`desk blackout ${width}: previewed, made, shown beside its original`, async () => {
      const wrong = [];
      await page.goto(address);
      await Promise.all([page.waitForNavigation(), page.click('main a:has-text("预览")')]);
      seen("/cases/{id}/files/{file}/blackout/preview");
      seen("/cases/{id}/files/{file}/blackout/page/{page}");
      seen("/cases/{id}/files/{file}/blackout/preview/{page}");
      await says(page, "讨论记录", wrong);
      wrong.push(...(await at("preview")));
      await page.goto(address);
      await press(page, "制作涂黑后的文件");
      await says(page, "已开始制作", wrong);
      await made(page, address);
      await says(page, "已经制作", wrong);
      await says(page, "商业秘密或个人隐私1处、过程性信息1处", wrong);
      wrong.push(...(await at("made")));
      const got = await page.request.get(await page.locator("main a[download]").first().evaluate((a) => a.href));
      if (!(await got.body()).subarray(0, 5).equals(Buffer.from("%PDF-"))) wrong.push("no PDF came");
      await page.goto(one.address);
      await says(page, "区分处理而成：商业秘密或个人隐私1处、过程性信息1处", wrong);
      wrong.push(...(await at("case")));
      await page.goto(`${one.address}/letters/new?ending=part`);
      const withheld = await page.inputValue('[name="withheld"]');
      if (!withheld.includes("涂黑的第2处｜过程性信息｜讨论记录")) wrong.push(`the letter lists ${withheld}`);
      return wrong;
    });
    await test(`desk blackout ${width}: a broken file says why`, async () => {
      const wrong = [];
      await page.goto(`${one.address}/files/new`);
      await fill(page, { use: "source", files: EMPTY });
      await press(page, "添加");
      await says(page, "“plain.pdf”：这个PDF打不开", wrong);
      wrong.push(...(await at("shut")).filter((w) => !w.startsWith("console: Failed to load resource")));
      await page.check('main input[name="asis"]');
      await press(page, "添加");
      await Promise.all([page.waitForNavigation(), page.locator("tr", { hasText: "plain.pdf" }).locator('a:has-text("区分处理")').click()]);
      await says(page, "这个文件打不开", wrong);
      wrong.push(...(await at("broken")));
      return wrong;
    });
    await clerk.close();
  }
}

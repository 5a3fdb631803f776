// SPDX-License-Identifier: MulanPSL-2.0
// Requests under way at the desk: registered, handled, struck, handed over, with every page looked at.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { look, person } from "./look.mjs";
import { signIn } from "./people.mjs";

const PDF = "tests/data/files/plain.pdf";

export async function press(page, text) {
  await Promise.all([page.waitForNavigation(), page.click(`main button:has-text("${text}")`)]);
}

// Fills a form by the names of its fields.
export async function fill(page, values) {
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`main [name="${name}"]`).first();
    const kind = await field.evaluate((e) => e.type);
    if (kind === "radio") await page.check(`main input[name="${name}"][value="${value}"]`);
    else if (kind === "file") await field.setInputFiles(value);
    else if (kind.startsWith("select")) await field.selectOption(value);
    else await field.fill(value);
  }
}

// Files a request; the number, code and address of its case.
export async function file(page, office, channel, values) {
  await page.goto(`${office.desk}/cases/new?channel=${channel}`);
  await fill(page, { kind: "natural", name: "演示张三", phone: "0000-0000000", ...values });
  await press(page, "登记");
  return {
    number: (await page.locator(".slip dd").first().innerText()).trim(),
    code: (await page.locator(".slip .case-code").innerText()).trim(),
    address: await page.locator('main a:has-text("去办理")').evaluate((a) => a.href),
  };
}

export async function step(page, address, event, values = {}) {
  await page.goto(`${address}/step/${event}`);
  await fill(page, values);
  await press(page, "登记");
  return page.url() === address ? [] : [`${event}: ${(await page.locator("main").innerText()).slice(0, 300)}`];
}

export async function says(page, text, wrong) {
  if (!(await page.locator("main").innerText()).includes(text)) wrong.push(`does not say ${text}`);
}

// The one step that is due stands out, or who can take it; of more than one nobody knows which.
async function first(page, text, wrong) {
  const buttons = await page.locator("main a.button:not(.second)").allInnerTexts();
  if (buttons.join() !== text) wrong.push(`the step put first is “${buttons.join()}”, not “${text}”`);
}

export async function handleCases(browser, office, { test, everyPage, seen }) {
  for (const width of ["wide", "phone"]) {
    const clerk = await person(browser, width);
    const page = await clerk.newPage();
    const at = (name) => look(page, clerk, `cases-${width}-${name}`);
    // the status of a form that came back is no complaint
    const quiet = (wrong) => wrong.filter((w) => !w.startsWith("console: Failed to load resource"));
    let one;
    await test(`cases ${width}: clerk signs in`, async () => await signIn(clerk, office, "clerk"));
    await test(`cases ${width}: intake asks the channel, keeps mistakes, gives a slip`, async () => {
      const wrong = [];
      await page.goto(office.desk + "/cases/new");
      wrong.push(...(await at("channel")));
      await page.goto(office.desk + "/cases/new?channel=plain-post");
      wrong.push(...(await at("intake")));
      await fill(page, { kind: "natural", id_type: "resident", id_number: "11010119900101001X", day: "2026-99-01" });
      await press(page, "登记");
      wrong.push(...quiet(await at("intake-mistakes")));
      await says(page, "请填写姓名或者名称", wrong);
      await says(page, "至少留下一种联系方式", wrong);
      if ((await page.inputValue('[name="id_number"]')) !== "11010119900101001X") wrong.push("lost what was typed");
      one = await file(page, office, "counter", { info_name: `2025年低保名单${width}`, papers: PDF });
      wrong.push(...(await at("slip")));
      if (!/^[2-9A-Z]{4}(-[2-9A-Z]{4}){2}$/.test(one.code)) wrong.push(`odd code ${one.code}`);
      const two = await file(page, office, "counter", { info_name: `2025年低保名单${width}`, name: "演示李四" });
      await says(page, one.number, wrong);
      await says(page, "内容相同", wrong);
      if (two.code === one.code) wrong.push("the same code twice");
      return wrong;
    });
    await test(`cases ${width}: a case is registered and worked on`, async () => {
      const wrong = [];
      await page.goto(one.address);
      wrong.push(...(await at("case-new")));
      await first(page, "登记", wrong);
      wrong.push(...(await step(page, one.address, "register")));
      await first(page, "提交答复稿", wrong);
      await says(page, "这一步已登记", wrong);
      await page.click('summary:has-text("为什么是这一天")');
      await page.click('summary:has-text("现在不能办的事")');
      wrong.push(...(await at("case-open")));
      await press(page, "显示身份和联系方式");
      await says(page, "演示张三", wrong);
      wrong.push(...(await at("case-person")));
      return wrong;
    });
    await test(`cases ${width}: whoever cannot take the step sees who can`, async () => {
      const approver = await person(browser, width);
      const wrong = await signIn(approver, office, "approver");
      const theirs = await approver.newPage();
      await theirs.goto(one.address);
      await first(theirs, "", wrong);
      await says(theirs, "“提交答复稿”须由经办人办理。", wrong);
      wrong.push(...(await look(theirs, approver, `cases-${width}-case-approver`)));
      await approver.close();
      return wrong;
    });
    await test(`cases ${width}: a step's mistakes come back with what was typed`, async () => {
      const wrong = [];
      await page.goto(`${one.address}/step/consult-third`);
      wrong.push(...(await at("step")));
      await fill(page, { on: "2099-01-01", note: "打电话问过" });
      await press(page, "登记");
      wrong.push(...quiet(await at("step-mistakes")));
      if ((await page.inputValue('[name="note"]')) !== "打电话问过") wrong.push("lost the note");
      return wrong;
    });
    await test(`cases ${width}: the slower of two sees what changed`, async () => {
      const wrong = [];
      await page.goto(`${one.address}/step/consult-third`);
      await fill(page, { party: "演示甲公司", concern: "名单里有该公司的职工", note: "慢的" });
      const other = await clerk.newPage();
      wrong.push(...(await step(other, one.address, "assist", { party: "演示民政办" })));
      await other.close();
      await press(page, "登记");
      await says(page, "您填写的时候，这一件有别人办理过", wrong);
      await says(page, "请科室协办", wrong);
      wrong.push(...quiet(await at("step-conflict")));
      if ((await page.inputValue('[name="party"]')) !== "演示甲公司") wrong.push("lost the party");
      await press(page, "登记");
      if (page.url() !== one.address) wrong.push("could not be sent again");
      return wrong;
    });
    await test(`cases ${width}: the search log, a file, striking both and a step`, async () => {
      const wrong = [];
      await page.goto(`${one.address}/search-log`);
      wrong.push(...(await at("search")));
      await press(page, "登记");
      wrong.push(...quiet(await at("search-mistakes")));
      await fill(page, { place: "综合档案室", words: "低保 2025", found: "没有" });
      await press(page, "登记");
      await page.goto(`${one.address}/files/new`);
      wrong.push(...(await at("file")));
      const made = fs.mkdtempSync(path.join(os.tmpdir(), "lianxin-file."));
      fs.writeFileSync(path.join(made, "凭证.txt"), "送达凭证");
      await fill(page, { use: "source", files: path.join(made, "凭证.txt") });
      await press(page, "添加");
      fs.rmSync(made, { recursive: true });
      await says(page, "综合档案室", wrong);
      await says(page, "凭证.txt", wrong);
      const got = await page.request.get(await page.locator("main a[download]").first().evaluate((a) => a.href));
      if (!(await got.body()).subarray(0, 5).equals(Buffer.from("%PDF-"))) wrong.push("the file is not what was sent");
      for (const [where, name] of [["search-log", "search"], ["files", "file"], ["steps", "step"]]) {
        await page.goto(one.address);
        await page.click(`main a[href*="/${where}/"][href$="/strike"] >> nth=0`);
        wrong.push(...(await at(`strike-${name}`)));
        await press(page, "作废");
        wrong.push(...quiet(await at(`strike-${name}-mistake`)));
        await fill(page, { reason: "登记错了" });
        await press(page, "作废");
        if (page.url() !== one.address) wrong.push(`${name} was not struck`);
      }
      await says(page, "已作废：登记错了", wrong);
      wrong.push(...(await at("case-struck")));
      return wrong;
    });
    await test(`cases ${width}: a step goes out with its letters, seen before, or as it went out on paper`, async () => {
      const wrong = [];
      const two = await file(page, office, "counter", { info_name: `2025年共建工程合同${width}` });
      wrong.push(...(await step(page, two.address, "register")));
      await page.goto(`${two.address}/step/consult-comaker`);
      wrong.push(...(await at("letters")));
      await fill(page, { party: "演示县水务局" });
      await press(page, "编号印发并登记");
      wrong.push(...quiet(await at("letters-mistakes")));
      await says(page, "关联情况", wrong);
      await fill(page, { concern: "合同由该局参与制作" });
      await press(page, "预览");
      wrong.push(...(await at("letters-preview")));
      await says(page, "预览：征求共同制作机关意见书", wrong);
      await says(page, "预览：征求意见告知书", wrong);
      await press(page, "编号印发并登记");
      await says(page, "征求意见告知书", wrong);
      wrong.push(...(await at("letters-out")));
      await page.goto(`${two.address}/step/consult-organ`);
      await Promise.all([page.waitForNavigation(), page.click('main a:has-text("已经发出纸质文书的")')]);
      wrong.push(...(await at("letters-paper")));
      await fill(page, { party: "演示县档案馆" });
      await press(page, "登记");
      wrong.push(...quiet(await at("letters-paper-mistakes")));
      await says(page, "请填写纸质文书上的文号", wrong);
      const today = await page.inputValue('main [name="on"]');
      const number = `纸〔${today.slice(0, 4)}〕${width === "wide" ? 1 : 2}号`;
      await fill(page, { "number-P10": number, "dated-P10": today, "scan-P10": PDF });
      await press(page, "登记");
      await says(page, number, wrong);
      await Promise.all([page.waitForNavigation(), page.click('main a:has-text("政府信息公开申请协办函")')]);
      wrong.push(...(await at("letters-scan")));
      const got = await page.request.get(await page.locator('main a:has-text("扫描件")').evaluate((a) => a.href));
      if (!(await got.body()).subarray(0, 5).equals(Buffer.from("%PDF-"))) wrong.push("the scan is not what was sent");
      return wrong;
    });
    await test(`cases ${width}: what was entered wrongly as gone out on paper is struck, and entered anew`, async () => {
      const wrong = [];
      const three = await file(page, office, "counter", { info_name: `2025年道路维修合同${width}` });
      wrong.push(...(await step(page, three.address, "register")));
      const enter = async () => {
        await page.goto(`${three.address}/step/ask-clarification?way=paper`);
        const today = await page.inputValue('main [name="on"]');
        const number = `纸〔${today.slice(0, 4)}〕${width === "wide" ? 11 : 12}号`;
        await fill(page, { "number-P2": number, "dated-P2": today, "scan-P2": PDF });
        await press(page, "登记");
        await says(page, number, wrong);
        return number;
      };
      const number = await enter();
      await page.click('main a:has-text("政府信息公开申请补正告知书")');
      await page.waitForURL(/letters\/\d+$/);
      const letter = page.url();
      wrong.push(...(await at("paper-letter")));
      await Promise.all([page.waitForNavigation(), page.click('main a:has-text("作废登记它的那一步")')]);
      wrong.push(...(await at("paper-strike")));
      await says(page, number, wrong);
      await says(page, "文号仍算用过", wrong);
      await press(page, "作废");
      wrong.push(...quiet(await at("paper-strike-mistake")));
      await fill(page, { reason: "日期登记错了" });
      await press(page, "作废");
      await says(page, "办理中", wrong);
      wrong.push(...(await at("paper-struck")));
      await page.goto(letter);
      await says(page, "已作废：日期登记错了", wrong);
      wrong.push(...(await at("paper-letter-struck")));
      await enter();
      await says(page, "待补正", wrong);
      return wrong;
    });
    await test(`cases ${width}: one more search, so that every page has something to show`, async () => {
      await page.goto(`${one.address}/search-log`);
      await fill(page, { place: "OA系统", words: "低保", found: "没有" });
      await press(page, "登记");
      return page.url() === one.address ? [] : ["the search was not kept"];
    });
    await test(`cases ${width}: posts are set up, held, left; a case goes to one`, async () => {
      const wrong = [];
      const head = await person(browser, width);
      wrong.push(...(await signIn(head, office, "head")));
      const desk = await head.newPage();
      const headAt = (name) => look(desk, head, `cases-${width}-${name}`);
      await desk.goto(office.desk + "/posts");
      wrong.push(...(await headAt("posts")));
      await press(desk, "设立岗位");
      wrong.push(...quiet(await headAt("posts-mistake")));
      await fill(desk, { name: `依申请公开岗${width}` });
      await press(desk, "设立岗位");
      await desk.click(`main a:has-text("依申请公开岗${width}")`);
      await desk.waitForURL(/posts\/\d+$/);
      const post = desk.url();
      await press(desk, "登记上岗");
      wrong.push(...quiet(await headAt("post-mistake")));
      await desk.selectOption('main [name="account"]', { index: 1 });
      await press(desk, "登记上岗");
      wrong.push(...(await headAt("post")));
      seen("/posts/{id}");
      await page.goto(`${one.address}/assign`);
      wrong.push(...(await at("assign")));
      await page.selectOption('main [name="post"]', { label: `依申请公开岗${width}` });
      await press(page, "移交");
      await says(page, `由依申请公开岗${width}承办`, wrong);
      await desk.goto(post);
      await desk.click('summary:has-text("登记离岗")');
      await desk.fill('main form[action$="/end"] [name="reason"]', "调离");
      await desk.fill('main form[action$="/end"] [name="day"]', "2020-01-01");
      await press(desk, "登记离岗");
      await says(desk, "离岗日期不能早于到岗日期", wrong);
      await head.close();
      return wrong;
    });
    await test(`cases ${width}: an open entry of the register is taken into the flow`, async () => {
      const wrong = [];
      await page.goto(office.desk + "/registers/requests/new");
      await fill(page, { number: `旧-${width}`, received: "2026-11-20", channel: "counter", requester_kind: "natural", subject: "以前登记的" });
      await press(page, "保存");
      await page.goto(office.desk + "/registers/requests?q=" + encodeURIComponent(`旧-${width}`) + "&year=2026");
      await page.click(`main a:has-text("旧-${width}")`);
      await page.waitForURL(/requests\/\d+$/);
      const entry = page.url();
      wrong.push(...(await at("entry-open")));
      await press(page, "转入办理");
      await says(page, "已转入办理", wrong);
      wrong.push(...(await at("case-adopted")));
      await page.goto(entry + "/edit");
      await fill(page, { received: "2026-11-19", reason: "日期写错" });
      await press(page, "保存更正");
      await says(page, "不能在台账里更正", wrong);
      await page.goto(entry);
      await says(page, "看这一件的办理情况", wrong);
      return wrong;
    });
    await test(`cases ${width}: the list finds it by number, and is exported`, async () => {
      const wrong = [];
      await page.goto(office.desk + "/cases");
      wrong.push(...quiet(await at("list")));
      await fill(page, { q: one.number, state: "consulting" });
      await press(page, "筛选");
      wrong.push(...(await at("list-filtered")));
      const rows = await page.locator("main tbody tr").count();
      if (rows !== 1) wrong.push(`${rows} rows for one number`);
      const csv = await page.request.get(await page.locator("main a[download]").evaluate((a) => a.href));
      if (!(await csv.text()).includes(one.number)) wrong.push("not in the export");
      await page.click("main summary:has-text('存为我的视图')");
      await fill(page, { name: "征求意见的" });
      await press(page, "保存视图");
      wrong.push(...(await at("list-view")));
      await page.goto(office.desk + "/cases");
      await Promise.all([page.waitForNavigation(), page.click("main a:has-text('征求意见的')")]);
      if ((await page.inputValue('[name="state"]')) !== "consulting") wrong.push("the view lost its filter");
      await press(page, "删掉");
      if (await page.locator("main a:has-text('征求意见的')").count()) wrong.push("the view is still there");
      await fill(page, { q: "没有这样的申请" });
      await press(page, "筛选");
      await says(page, "没有符合条件的申请", wrong);
      wrong.push(...(await at("list-empty")));
      await page.goto(office.desk + "/");
      wrong.push(...(await at("overview")));
      await says(page, "看要办的申请", wrong);
      return wrong;
    });
    const skip = (url) => !url.pathname.startsWith("/cases");
    await everyPage(`cases ${width} walk`, clerk, "desk", `cases-${width}-walk`, { start: "/cases", skip });
    await clerk.close();
  }
}

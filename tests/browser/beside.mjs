// SPDX-License-Identifier: MulanPSL-2.0
// What is asked beside requests, from the citizen's form to the answer read, with every page looked at.
import { fill, press, says, step } from "./cases.mjs";
import { look, person } from "./look.mjs";
import { signIn } from "./people.mjs";

const NAME = "玥旸𬭸";
const quiet = (wrong) => wrong.filter((w) => !w.startsWith("console: Failed to load resource"));

async function told(page) {
  const [number, code] = await page.locator(".done dd").allInnerTexts();
  return { number: number.trim(), code: code.trim() };
}

// A correction request of a published record; its number and code.
async function ask(citizen, office, width) {
  const page = await citizen.newPage();
  const wrong = [];
  const at = async (name) => wrong.push(...quiet(await look(page, citizen, `beside-${width}-${name}`)));
  await page.goto(office.public + "/records");
  await page.click("main table a, main ul a");
  await Promise.all([page.waitForNavigation(), page.click("text=申请更正")]);
  if (!(await page.inputValue('[name="record"]')).includes("索引号")) wrong.push("the record is not filled in");
  await at("correction");
  await press(page, "提交更正申请");
  await at("correction-mistakes");
  await fill(page, { name: NAME, reach: "13800000000", requester_kind: "natural", identity: "11010519491231002X", subject: "面积写错，应为80平方米" });
  await press(page, "提交更正申请");
  await at("correction-done");
  const kept = await told(page);
  await page.goto(office.public + "/track");
  await fill(page, kept);
  await press(page, "查询");
  await says(page, "更正办理中", wrong);
  await at("track");
  return { page, wrong, at, ...kept };
}

// From the public form to the archive; what was adopted is published before.
async function suggested(office, width, { citizen, page, approver, at }) {
  const wrong = [];
  const theirs = await citizen.newPage();
  const seen = async (name) => wrong.push(...(await look(theirs, citizen, `beside-${width}-${name}`)));
  await theirs.goto(office.public + "/apply/suggestion");
  await seen("suggestion");
  await fill(theirs, { name: NAME, reach: "13800000000", subject: `历年补助的分配结果${width}` });
  await press(theirs, "提交建议");
  await seen("suggestion-done");
  const kept = await told(theirs);
  await page.goto(office.desk + "/beside");
  await Promise.all([page.waitForNavigation(), page.click(`text=${kept.number}`)]);
  const address = page.url();
  wrong.push(...(await at("suggestion-case")));
  await page.goto(`${address}/letters/new?kind=R17`);
  await fill(page, { adopted: "历年的分配结果。" });
  await press(page, "保存并预览");
  wrong.push(...(await at("suggestion-letter")));
  const letter = page.url();
  await press(page, "提交答复稿");
  const signs = await approver.newPage();
  wrong.push(...(await step(signs, address, "approve")));
  await page.goto(letter);
  await press(page, "编号印发");
  wrong.push(...(await step(page, address, "serve", { manner: "counter", who: "演示签收人" })));
  wrong.push(...(await at("suggestion-served")));
  await page.goto(`${address}/step/published`);
  await fill(page, { note: "的" });
  await press(page, "登记");
  await says(page, "请选择是哪一条", wrong);
  wrong.push(...(await at("suggestion-which")));
  await page.selectOption('[name="record"]', { index: 1 });
  await press(page, "登记");
  await says(page, "公开在：", wrong);
  wrong.push(...(await at("suggestion-where")));
  wrong.push(...(await step(page, address, "archive")));
  await says(page, "已归档", wrong);
  await theirs.goto(office.public + "/track");
  await fill(theirs, kept);
  await press(theirs, "查询");
  await says(theirs, "采纳的信息已经公开", wrong);
  await seen("suggestion-track");
  const record = await theirs.getAttribute("main dl a", "href");
  if (!/^\/a\/\d+\/records\/\d+$/.test(record)) wrong.push(`the record is no link: ${record}`);
  await theirs.fill('[name="tail"]', "1234");
  await press(theirs, "下载主动公开建议答复书");
  await says(theirs, "电话号码的最后4位不对", wrong);
  await seen("suggestion-wrong-end");
  await theirs.fill('[name="tail"]', "0000");
  const [paper] = await Promise.all([theirs.waitForEvent("download"), theirs.click('button:has-text("下载")')]);
  if (!paper.suggestedFilename().endsWith(".pdf")) wrong.push("the answer is no PDF");
  return wrong;
}

// What is answered is read without a name by number and query code, and not at all where a name alone was left.
async function nameless(office, width, { citizen, page, approver }) {
  const wrong = [];
  for (const [name, words] of [["", "您没有留下姓名和联系方式"], [NAME, "也可以请本人带身份证件到受理单位领取"]]) {
    const theirs = await citizen.newPage();
    await theirs.goto(office.public + "/apply/suggestion");
    await fill(theirs, { name, subject: `历年补助的名单${width}${name}` });
    await press(theirs, "提交建议");
    const kept = await told(theirs);
    await page.goto(office.desk + "/beside");
    await Promise.all([page.waitForNavigation(), page.click(`text=${kept.number}`)]);
    const address = page.url();
    await page.goto(`${address}/letters/new?kind=R17`);
    await fill(page, { declined: "已经依法移交档案馆。" });
    await press(page, "保存并预览");
    const letter = page.url();
    await press(page, "提交答复稿");
    const signs = await approver.newPage();
    wrong.push(...(await step(signs, address, "approve")));
    await page.goto(letter);
    await press(page, "编号印发");
    await theirs.goto(office.public + "/track");
    await fill(theirs, kept);
    await press(theirs, "查询");
    await says(theirs, words, wrong);
    wrong.push(...(await look(theirs, citizen, `beside-${width}-${name === "" ? "nameless" : "counter"}-track`)));
    const buttons = theirs.locator('button:has-text("下载")');
    if ((await buttons.count()) !== (name === "" ? 1 : 0)) wrong.push("the button to download is not where it belongs");
    if (name !== "") continue;
    const [paper] = await Promise.all([theirs.waitForEvent("download"), buttons.first().click()]);
    if (!paper.suggestedFilename().endsWith(".pdf")) wrong.push("the answer is no PDF");
  }
  return wrong;
}

// Whom complaints go to: chosen by name, and taken back.
async function authority(browser, office, width) {
  const wrong = [];
  const security = await person(browser, width);
  wrong.push(...(await signIn(security, office, "security")));
  const page = await security.newPage();
  await page.goto(office.desk + "/agencies/1");
  await says(page, "不在本系统受理", wrong);
  wrong.push(...(await look(page, security, `beside-${width}-authority-none`)));
  await page.selectOption('[name="authority"]', { label: "测试市" });
  await press(page, "保存");
  await says(page, "单独为这个单位指定的", wrong);
  wrong.push(...(await look(page, security, `beside-${width}-authority`)));
  await page.selectOption('[name="authority"]', "0");
  await press(page, "保存");
  await says(page, "不在本系统受理", wrong);
  await security.close();
  return wrong;
}

export async function handleBeside(browser, office, { test, visited }) {
  for (const width of ["wide", "phone"]) {
    const citizen = await person(browser, width);
    const clerk = await person(browser, width);
    const approver = await person(browser, width);
    const page = await clerk.newPage();
    let asked, address;
    const at = async (name) => quiet(await look(page, clerk, `beside-${width}-${name}`));
    await test(`beside ${width}: a citizen asks for a correction and follows it`, async () => {
      asked = await ask(citizen, office, width);
      return asked.wrong.splice(0);
    });
    await test(`beside ${width}: the desk finds it by what is due, its name hidden`, async () => {
      const wrong = [];
      await signIn(clerk, office, "clerk");
      await page.goto(office.desk + "/beside");
      wrong.push(...(await at("list")));
      await Promise.all([page.waitForNavigation(), page.click(`text=${asked.number}`)]);
      address = page.url();
      wrong.push(...(await at("case")));
      if ((await page.locator("main").innerText()).includes(NAME)) wrong.push("the name stands in the clear");
      await press(page, "显示身份和联系方式");
      await says(page, NAME, wrong);
      wrong.push(...(await step(page, address, "correct-ask")));
      wrong.push(...(await step(page, address, "correct-proof")));
      return wrong;
    });
    await test(`beside ${width}: it is answered by a letter that somebody else signs`, async () => {
      const wrong = [];
      await page.goto(`${address}/letters/new?kind=R16`);
      wrong.push(...(await at("letter-form")));
      await press(page, "保存并预览");
      await says(page, "应当写明其中一种", wrong);
      const letter = page.url();
      await page.goto(letter + "/edit");
      await fill(page, { corrected: "面积更正为80平方米。" });
      await press(page, "保存并预览");
      wrong.push(...(await at("letter")));
      await press(page, "提交答复稿");
      await signIn(approver, office, "approver");
      const signs = await approver.newPage();
      wrong.push(...(await step(signs, address, "approve")));
      await page.goto(letter);
      await press(page, "编号印发");
      wrong.push(...(await at("letter-issued")));
      wrong.push(...(await step(page, address, "serve", { manner: "counter", who: "演示签收人" })));
      wrong.push(...(await at("case-served")));
      return wrong;
    });
    await test(`beside ${width}: the citizen reads the answer`, async () => {
      await asked.page.reload();
      await says(asked.page, "已答复", asked.wrong);
      await asked.at("track-answered");
      await asked.page.fill('[name="tail"]', "31002X");
      const [paper] = await Promise.all([asked.page.waitForEvent("download"), asked.page.click('button:has-text("下载")')]);
      if (!paper.suggestedFilename().endsWith(".pdf")) asked.wrong.push("the answer is no PDF");
      return asked.wrong;
    });
    await test(`beside ${width}: one comes in over the counter and gets its slip`, async () => {
      const wrong = [];
      await page.goto(office.desk + "/beside");
      await Promise.all([page.waitForNavigation(), page.click("main a:has-text(\"登记收到的\")")]);
      wrong.push(...(await at("new-kinds")));
      await Promise.all([page.waitForNavigation(), page.click('main a:has-text("政府信息更正申请")')]);
      wrong.push(...(await at("new")));
      await press(page, "登记");
      await says(page, "请至少留下一种联系方式", wrong);
      wrong.push(...(await at("new-mistakes")));
      await fill(page, { channel: "signed-post", name: NAME, record: `虚构公示${width}`, subject: "面积写错", email: "zhang@example.cn", notify: "mail" });
      await press(page, "登记");
      await says(page, "交给申请人", wrong);
      wrong.push(...(await at("new-slip")));
      await page.click("text=去办理");
      wrong.push(...(await at("new-case")));
      return wrong;
    });
    await test(`beside ${width}: an entry of the register is taken into the flow with its contact`, async () => {
      const wrong = [];
      const old = `number,received,channel,requester_kind,name,record,subject,result,replied\n旧${width},2026-01-05,counter,natural,虚构人,低保名单${width},年龄写错,,\n`;
      await page.goto(office.desk + "/registers/corrections/import");
      for (const button of ["检查", "导入"]) {
        await page.setInputFiles('[name="file"]', { name: "old.csv", mimeType: "text/csv", buffer: Buffer.from(old) });
        await press(page, button);
      }
      await page.goto(`${office.desk}/registers/corrections?year=2026`);
      await Promise.all([page.waitForNavigation(), page.click(`text=旧${width}`)]);
      wrong.push(...(await at("entry")));
      await page.click('main a:has-text("转入办理")');
      wrong.push(...(await at("adopt")));
      await fill(page, { notify: "sms" });
      await press(page, "转入办理");
      await says(page, "请填写联系电话", wrong);
      wrong.push(...(await at("adopt-mistakes")));
      await fill(page, { phone: "13800000000" });
      await press(page, "转入办理");
      await says(page, "查询码", wrong);
      wrong.push(...(await at("adopt-slip")));
      return wrong;
    });
    await test(`beside ${width}: a suggestion is adopted, published and archived`, () => suggested(office, width, { citizen, page, approver, at }));
    await test(`beside ${width}: without a name the answer is read by number and code`, () => nameless(office, width, { citizen, page, approver }));
    for (const one of [citizen, clerk, approver]) await one.close();
    await test(`beside ${width}: the authority for complaints is chosen by name`, () => authority(browser, office, width));
  }
  ["/beside", "/registers/{register}/{id}/adopt"].forEach((pattern) => visited.desk.add(pattern));
}

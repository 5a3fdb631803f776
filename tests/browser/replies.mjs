// SPDX-License-Identifier: MulanPSL-2.0
// Replies at the desk: the assistant's questions, a draft with its preview, review by others, the
// number, the papers; and the letters of the steps before.
import { look, person } from "./look.mjs";
import { signIn } from "./people.mjs";

async function press(page, text) {
  await Promise.all([page.waitForNavigation(), page.click(`main button:has-text("${text}")`)]);
}

async function follow(page, text) {
  await Promise.all([page.waitForNavigation(), page.click(`main a:has-text("${text}")`)]);
}

async function says(page, text, wrong) {
  if (!(await page.locator("main").innerText()).includes(text)) wrong.push(`does not say ${text}`);
}

let slip; // number and query code of the request registered last

// A request of the counter, registered; the address of its case.
async function registered(page, office, name) {
  await page.goto(`${office.desk}/cases/new?channel=counter`);
  await page.check('main input[name="kind"][value="natural"]').catch(() => page.selectOption('main [name="kind"]', "natural"));
  await page.fill('main [name="name"]', "演示张三");
  await page.fill('main [name="phone"]', "0000-0000000");
  await page.fill('main [name="info_name"]', name);
  await press(page, "登记");
  slip = {
    number: (await page.locator(".slip dd").first().innerText()).trim(),
    code: (await page.locator(".slip .case-code").innerText()).trim(),
  };
  const address = await page.locator('main a:has-text("去办理")').evaluate((a) => a.href);
  await page.goto(`${address}/step/register`);
  await press(page, "登记");
  return address;
}

async function step(page, address, event) {
  await page.goto(`${address}/step/${event}`);
  await press(page, "登记");
  return page.url() === address ? [] : [`${event}: ${(await page.locator("main").innerText()).slice(0, 300)}`];
}

export async function handleReplies(browser, office, { test, visited }) {
  for (const width of ["wide", "phone"]) {
    await test(`replies ${width}: from the questions to the paper`, async () => {
      const wrong = [];
      const clerk = await person(browser, width);
      wrong.push(...(await signIn(clerk, office, "clerk")));
      const page = await clerk.newPage();
      const at = async (name) => (await look(page, clerk, `replies-${width}-${name}`)).filter((w) => !w.startsWith("console: Failed to load resource"));
      const address = await registered(page, office, `2025年危房改造名册${width}`);
      await page.goto(`${address}/files/new`);
      await page.selectOption('main [name="use"]', "given");
      await page.setInputFiles('main [name="files"]', "tests/data/files/plain.pdf");
      await press(page, "添加");
      await page.check('main input[name="asis"]'); // the sample has no page
      await press(page, "添加");
      await page.goto(`${address}/files/new`);
      await page.selectOption('main [name="use"]', "given");
      await page.setInputFiles('main [name="files"]', "tests/data/files/letter-as-proof.docx");
      await press(page, "添加");
      await page.goto(`${address}/reply`);
      wrong.push(...(await at("question")));
      for (let i = 0; i < 40 && !(await page.locator("#outcome-title").count()); i++) await follow(page, "否");
      await says(page, "予以公开", wrong);
      await says(page, "复议和法院会看", wrong);
      wrong.push(...(await at("ending")));
      await follow(page, "起草");
      wrong.push(...(await at("form")));
      await says(page, "没选的不提供", wrong);
      await page.uncheck('main label:has-text("letter-as-proof.docx") input, main input[name="given"] >> nth=1');
      await page.fill('main [name="provision"]', "");
      await press(page, "保存并预览");
      await says(page, "缺少“提供方式”", wrong);
      wrong.push(...(await at("lacks")));
      await follow(page, "修改");
      await page.fill('main [name="provision"]', "纸面，当面领取");
      await press(page, "保存并预览");
      await says(page, "6个月内", wrong);
      wrong.push(...(await at("preview")));
      const letter = page.url();
      await press(page, "提交答复稿");
      await says(page, "答复稿已提交审查", wrong);
      for (const [role, events] of [["reviewer", ["review", "check"]], ["approver", ["approve"]]]) {
        const other = await person(browser, width);
        wrong.push(...(await signIn(other, office, role)));
        const theirs = await other.newPage();
        await theirs.goto(letter);
        wrong.push(...(await look(theirs, other, `replies-${width}-${role}`)));
        for (const event of events) wrong.push(...(await step(theirs, address, event)));
        await other.close();
      }
      await page.goto(letter);
      await press(page, "编号印发");
      await says(page, "古政公复〔", wrong);
      wrong.push(...(await at("issued")));
      for (const [format, begins] of [["pdf", "%PDF-"], ["docx", "PK"], ["html", "<!"]]) {
        const got = await page.request.get(`${letter}/paper/${format}`);
        if (!(await got.body()).toString("latin1").startsWith(begins)) wrong.push(`${format} is none`);
        if (!(got.headers()["content-disposition"] ?? "").startsWith("attachment")) wrong.push(`${format} is not to be saved`);
      }
      await page.goto(`${address}/step/serve`);
      wrong.push(...(await at("serve")));
      await page.check('main input[name="manner"][value="ems"]');
      await press(page, "登记");
      await says(page, "请填写EMS或者挂号信的邮件编号", wrong);
      wrong.push(...(await at("serve-mistake")));
      await page.fill('main [name="mail_number"]', "EX123456789CN");
      await press(page, "登记");
      await says(page, "邮件编号：EX123456789CN", wrong);
      wrong.push(...(await at("served")));
      await says(page, "邮件的签收日期还没有登记", wrong);
      await follow(page, "登记签收日期");
      wrong.push(...(await at("signed")));
      await press(page, "登记");
      await says(page, "请填写对方签收日期", wrong);
      wrong.push(...(await at("signed-mistake")));
      await page.fill('main [name="signed"]', (await page.evaluate(() => new Date(Date.now() + 8 * 3600000).toISOString())).slice(0, 10));
      await page.fill('main [name="who"]', "演示收发室");
      await page.setInputFiles('main [name="files"]', "tests/data/files/shot.png");
      await press(page, "登记");
      await says(page, "签收日期已保存", wrong);
      await says(page, "直接起诉的6个月到", wrong);
      await says(page, "shot.png", wrong);
      wrong.push(...(await at("signed-kept")));
      await follow(page, "更正签收日期");
      await press(page, "更正");
      await says(page, "请填写为什么更正", wrong);
      wrong.push(...(await at("signed-again")));
      const citizen = await person(browser, width);
      const theirs = await citizen.newPage();
      await theirs.goto(office.public + "/track");
      await theirs.fill('[name="number"]', slip.number);
      await theirs.fill('[name="code"]', slip.code);
      await press(theirs, "查询");
      await says(theirs, "随答复提供的信息", wrong);
      await says(theirs, "plain.pdf", wrong);
      if ((await theirs.locator("main").innerText()).includes("letter-as-proof")) wrong.push("a file that was not chosen is given");
      wrong.push(...(await look(theirs, citizen, `replies-${width}-given`)));
      await citizen.close();
      await clerk.close();
      return wrong;
    });
    await test(`replies ${width}: given up, archived without its record, which is added later`, async () => {
      const wrong = [];
      const clerk = await person(browser, width);
      wrong.push(...(await signIn(clerk, office, "clerk")));
      const page = await clerk.newPage();
      const at = async (name) => (await look(page, clerk, `replies-${width}-${name}`)).filter((w) => !w.startsWith("console: Failed to load resource"));
      const address = await registered(page, office, `2025年维修合同${width}`);
      wrong.push(...(await step(page, address, "withdraw")));
      await page.goto(`${address}/letters/new?kind=F3&ending=withdrawn`);
      await page.fill('main [name="reason"]', "申请人书面撤回");
      await press(page, "保存并预览");
      const letter = page.url();
      await press(page, "提交答复稿");
      for (const [role, events] of [["reviewer", ["review", "check"]], ["approver", ["approve"]]]) {
        const other = await person(browser, width);
        wrong.push(...(await signIn(other, office, role)));
        const theirs = await other.newPage();
        for (const event of events) wrong.push(...(await step(theirs, address, event)));
        await other.close();
      }
      await page.goto(letter);
      await press(page, "编号印发");
      await page.goto(`${address}/step/serve`);
      await page.check('main input[name="manner"][value="counter"]');
      await page.fill('main [name="who"]', "演示张三");
      await press(page, "登记");
      await page.goto(`${address}/step/archive`);
      wrong.push(...(await at("archive")));
      await says(page, "结案记录", wrong);
      await page.uncheck('main [name="write"]');
      await press(page, "登记");
      await says(page, "已归档", wrong);
      wrong.push(...(await at("archived")));
      await page.goto(`${address}/step/archive-more`);
      wrong.push(...(await at("archive-more")));
      await press(page, "预览");
      await says(page, "预览：政府信息公开申请不再处理记录", wrong);
      wrong.push(...(await at("archive-more-preview")));
      await press(page, "登记");
      await says(page, "补充归档", wrong);
      await says(page, "政府信息公开申请不再处理记录", wrong);
      wrong.push(...(await at("archive-record")));
      await clerk.close();
      return wrong;
    });
    await test(`replies ${width}: a letter of a step, and a draft dropped`, async () => {
      const wrong = [];
      const clerk = await person(browser, width);
      wrong.push(...(await signIn(clerk, office, "clerk")));
      const page = await clerk.newPage();
      const at = async (name) => (await look(page, clerk, `replies-${width}-${name}`)).filter((w) => !w.startsWith("console: Failed to load resource"));
      const address = await registered(page, office, `2025年补助名册${width}`);
      await page.goto(`${address}/letters`);
      wrong.push(...(await at("letters")));
      await follow(page, "政府信息公开申请补正告知书");
      await page.fill('main [name="items"]', "所需信息的年度\n获取信息的方式");
      await press(page, "保存并预览");
      wrong.push(...(await at("clarify")));
      await press(page, "编号印发");
      await says(page, "古政公补〔", wrong);
      await page.goto(`${address}`);
      await says(page, "待补正", wrong);
      wrong.push(...(await at("case")));
      const second = await registered(page, office, `2025年补助名册之二${width}`);
      await page.goto(`${second}/letters/new?kind=P5&consult=1`);
      await page.fill('main [name="third_party"]', "演示甲公司");
      await press(page, "保存并预览");
      await page.click('summary:has-text("作废这份草稿")');
      await press(page, "作废草稿");
      await says(page, "请写明理由", wrong);
      await page.click('summary:has-text("作废这份草稿")').catch(() => {});
      await page.fill('main [name="reason"]', "不用征求意见");
      await press(page, "作废草稿");
      await says(page, "已作废", wrong);
      wrong.push(...(await at("struck")));
      await clerk.close();
      return wrong;
    });
  }
  await test("replies: a wording of the office's own, checked, kept, given up", async () => {
    const wrong = [];
    const head = await person(browser, "wide");
    wrong.push(...(await signIn(head, office, "head")));
    const page = await head.newPage();
    const at = async (name) => (await look(page, head, `wording-${name}`)).filter((w) => !w.startsWith("console: Failed to load resource"));
    await page.goto(`${office.desk}/letter-templates`);
    wrong.push(...(await at("list")));
    await page.goto(`${office.desk}/letter-templates/R2`);
    wrong.push(...(await at("one")));
    const text = await page.inputValue('[name="text"]');
    await page.fill('[name="text"]', text.replace("{救济途径}", "不服的另行处理"));
    await press(page, "提交");
    await says(page, "救济", wrong);
    if (await page.locator("article.paper").count()) wrong.push("a text that lacks the remedy is shown as good");
    wrong.push(...(await at("lacks")));
    await page.fill('[name="text"]', text.replace("经检索、审查，", "经查，"));
    await page.check('[name="then"][value="keep"]');
    await page.fill('[name="reason"] >> nth=0', "统一说法");
    await press(page, "提交");
    await says(page, "文本已保存", wrong);
    await says(page, "本单位改过", wrong);
    await page.goto(`${office.desk}/letter-templates/R2`);
    await says(page, "现在用的是本单位的文本", wrong);
    await page.click('summary:has-text("改回通用文本")');
    wrong.push(...(await at("own")));
    await page.fill('details [name="reason"]', "用通用的");
    await press(page, "改回通用文本");
    if ((await page.locator("main").innerText()).includes("本单位改过")) wrong.push("not given up");
    await head.close();
    return wrong;
  });
  for (const pattern of ["/reply", "/letters", "/letters/new", "/letters/{letter}", "/letters/{letter}/edit"])
    visited.add("/cases/{id}" + pattern);
  visited.add("/cases/{id}/services/{step}/signed");
}

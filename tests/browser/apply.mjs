// SPDX-License-Identifier: MulanPSL-2.0
// A citizen applies, with nothing but the pages: by phone without scripts and by desktop, each page
// looked at; then follows the application by number and code, and withdraws it.
import { look, person } from "./look.mjs";
import { signIn } from "./people.mjs";

const NAME = "玥旸𬭸";
const PICTURE = "tests/data/files/shot.png";

async function heading(page) {
  return (await page.locator("h1").innerText()).trim();
}

// Goes on with the page's first button.
async function forth(page) {
  await Promise.all([page.waitForNavigation(), page.click("main form .buttons button >> nth=0")]);
}

async function answers(page, see, want) {
  await want("您以什么身份申请？", "apply-1");
  await forth(page);
  await want("您以什么身份申请？", "apply-1-wrong");
  await page.check("input[name=kind][value=natural]");
  await forth(page);
  await want("您是谁？", "apply-2");
  await page.fill("input[name=name]", NAME);
  await page.selectOption("select[name=id_type]", "resident");
  await page.fill("input[name=id_number]", "110105194912310021");
  await forth(page);
  await want("您是谁？", "apply-2-wrong");
  if ((await page.inputValue("input[name=name]")) !== NAME) see.push("the name was lost");
  await page.fill("input[name=id_number]", "11010519491231002X");
  await forth(page);
  await want("怎样联系您？", "apply-3");
  await page.fill("input[name=phone]", "13800000000");
  await forth(page);
  await want("有没有代理人？", "apply-4");
  await forth(page);
  await want("您需要什么政府信息？", "apply-5");
  await page.fill("input[name=info_name]", "2023年征地补偿安置方案");
  await forth(page);
  await want("您想怎样得到信息？", "apply-6");
  await page.check("input[name=delivery][value=email]");
  await page.check("input[name=medium][value=electronic]");
  await forth(page);
  await want("怎样联系您？", "apply-3-for-mail");
  await page.fill("input[name=email]", "name@example.cn");
  await forth(page);
  await want("怎样证明您的身份？", "apply-7");
  await page.check("input[name=proof][value=uploaded]");
  await forth(page);
  await want("怎样证明您的身份？", "apply-7-wrong");
  await page.setInputFiles("input[type=file][name=identity]", PICTURE);
  await forth(page);
  await want("需要什么帮助吗？", "apply-8");
  await page.fill("textarea[name=help]", "请用大字");
  await forth(page);
  await want("请核对您的申请", "apply-check");
}

async function change(page, see, want) {
  const text = await page.locator("main").innerText();
  for (const part of [NAME, "居民身份证", "shot.png", "请用大字"])
    if (!text.includes(part)) see.push(`the check does not show ${part}`);
  await Promise.all([page.waitForNavigation(), page.click("button[formaction$='/apply/5']")]);
  await want("您需要什么政府信息？", "apply-5-again");
  await page.fill("input[name=info_name]", "2024年征地补偿安置方案");
  await forth(page);
  await want("请核对您的申请", "apply-check-again");
}

async function follow(page, see, want, number, code) {
  await Promise.all([page.waitForNavigation(), page.click("button:has-text('退出')")]);
  await want("查询办理进度", "track-ask");
  await page.fill("input[name=number]", number);
  await page.fill("input[name=code]", "AAAA-BBBB-CCCC");
  await forth(page);
  await want("查询办理进度", "track-ask-wrong");
  await page.fill("input[name=code]", code.toLowerCase());
  await forth(page);
  await want("办理进度", "track-case");
  await page.click("text=为什么是这一天");
  await want("办理进度", "track-case-why");
  await page.click("a:has-text('撤回这件申请')");
  await want("撤回申请", "track-withdraw");
  await forth(page);
  await want("办理进度", "track-withdrawn");
  if (!(await page.locator("main").innerText()).includes("已撤回")) see.push("it was not withdrawn");
  if (page.url().includes(code)) see.push("the code stands in the address");
}

// The browser's own Back: the pages before come back as they were left, a change there leads on with
// everything else kept, and the form that is handed in once more is the same application.
async function backAndForth(browser, office, width, options) {
  const citizen = await person(browser, width, options);
  const page = await citizen.newPage();
  const see = [];
  const on = async (title) => {
    if ((await heading(page)) !== title) throw new Error(`“${title}” is “${await heading(page)}” at ${page.url()}`);
  };
  await page.goto(office.public + "/apply/1");
  const fills = [
    () => page.check("input[name=kind][value=natural]"),
    async () => {
      await page.fill("input[name=name]", NAME);
      await page.selectOption("select[name=id_type]", "resident");
      await page.fill("input[name=id_number]", "11010519491231002X");
    },
    () => page.fill("input[name=phone]", "13800000000"),
    () => {},
    () => page.fill("input[name=info_name]", "2023年征地补偿安置方案"),
  ];
  for (const answer of fills) await answer(), await forth(page);
  await on("您想怎样得到信息？");
  for (const title of ["您需要什么政府信息？", "有没有代理人？", "怎样联系您？"]) await page.goBack(), await on(title);
  if ((await page.inputValue("input[name=phone]")) !== "13800000000") see.push("Back lost the telephone");
  await page.fill("input[name=phone]", "13900000000");
  await forth(page);
  await page.reload();
  await on("有没有代理人？");
  await forth(page);
  await on("您需要什么政府信息？");
  await page.fill("input[name=info_name]", "2024年征地补偿安置方案");
  await forth(page);
  await page.check("input[name=delivery][value=online]");
  await page.check("input[name=medium][value=electronic]");
  await forth(page);
  if (await page.locator("input[name=authorisation]").count()) see.push("asks for the authority of nobody");
  await page.check("input[name=proof][value=counter]");
  await forth(page);
  await forth(page);
  await on("请核对您的申请");
  const text = await page.locator("main").innerText();
  for (const part of [NAME, "13900000000", "2024年征地补偿安置方案"]) if (!text.includes(part)) see.push(`lost on the way: ${part}`);
  await forth(page);
  await on("申请已经提交");
  const first = await page.locator(".done dd").allInnerTexts();
  await page.goBack();
  await on("请核对您的申请");
  await forth(page);
  await on("申请已经提交");
  if ((await page.locator(".done dd").allInnerTexts()).join() !== first.join()) see.push("sent again it became another application");
  if (!(await page.locator("main").innerText()).includes("没有再登记一次")) see.push("does not say that it was sent already");
  see.push(...(await look(page, citizen, `${width}-apply-again`)).map((line) => `again: ${line}`));
  await citizen.close();
  return see;
}

// What the office asks is answered: nothing first, then something.
async function reply(page, office, want, link, name) {
  await page.goto(office.public + "/track/case");
  await page.click(`a.button:has-text('${link}')`);
  await want(link, name);
  await forth(page);
  await want(link, name + "-empty");
  await page.fill("[name=text]", "要2024年的名册");
  await forth(page);
  await want("办理进度", name + "-done");
}

async function asked(page, office, want, number) {
  office.step(number, "register");
  office.sends(number, "ask-clarification", "--value", "5");
  office.step(number, "notice-served");
  await reply(page, office, want, "提交补正", "track-clarify");
  office.sends(number, "ask-reasons", "--value", "5");
  office.step(number, "notice-served");
  await reply(page, office, want, "说明理由", "track-explain");
}

async function walk(browser, office, width, options) {
  const citizen = await person(browser, width, options);
  const page = await citizen.newPage();
  const see = [];
  const want = async (title, name) => {
    if ((await heading(page)) !== title) throw new Error(`${name}: on “${await heading(page)}”`);
    if (options?.javaScriptEnabled === false) return; // axe-core is a script
    see.push(...(await look(page, citizen, `${width}-${name}`)).map((line) => `${name}: ${line}`));
  };
  await page.goto(office.public + "/apply");
  await page.fill("input[name=text]", "预算");
  await Promise.all([page.waitForNavigation(), page.click("form[role=search] button")]);
  await want("依申请公开", "apply");
  await page.click("text=开始填写申请");
  await answers(page, see, want);
  await change(page, see, want);
  await forth(page);
  await want("申请已经提交", "apply-done");
  const [number, code] = await page.locator(".done dd").allInnerTexts();
  await page.reload();
  if ((await page.locator(".done dd").allInnerTexts())[1] !== code) see.push("a reload loses the receipt");
  await asked(page, office, want, number);
  await page.goto(office.public + "/apply/done");
  await follow(page, see, want, number, code);
  await citizen.close();
  return see;
}

// Fills in what is named, sends it, and reloads: it is kept once.
async function kept(page, seen, see, name, fields) {
  if (fields.identity) await page.selectOption("[name=requester_kind]", "natural");
  for (const [field, value] of Object.entries(fields)) await page.fill(`[name=${field}]`, value);
  await forth(page);
  await seen(name + "-done");
  const number = await page.locator(".done strong").first().innerText();
  await page.reload();
  if ((await page.locator(".done strong").first().innerText()) !== number) see.push(`${name}: a reload is a second one`);
}

// An agency with one above it, which therefore takes complaints here; its address.
async function below(browser, office) {
  const system = await person(browser, "wide");
  const wrong = await signIn(system, office, "system");
  if (wrong.length) throw new Error(wrong.join());
  const page = await system.newPage();
  await page.goto(office.desk + "/agencies/new");
  await page.fill("[name=name]", "测试局");
  await Promise.all([page.waitForNavigation(), page.click("main form .buttons button >> nth=0")]);
  const id = new URL(page.url()).pathname.split("/").at(-1);
  await system.close();
  return `/a/${id}`;
}

async function complain(browser, office, base, width) {
  const citizen = await person(browser, width);
  const page = await citizen.newPage();
  const see = [];
  const seen = async (name) => see.push(...(await look(page, citizen, `${width}-${name}`)).map((line) => `${name}: ${line}`));
  await page.goto(office.public + base + "/complain");
  await seen("complain-open");
  await page.fill("[name=reach]", "13800000000");
  await forth(page);
  await seen("complain-wrong");
  const wrong = await page.locator("main").innerText();
  for (const part of ["留下联系方式的，请填写姓名", "请填写投诉举报的内容"]) if (!wrong.includes(part)) see.push(`not said: ${part}`);
  await kept(page, seen, see, "complain", { name: NAME, about_request: "2026-00001", subject: "超过期限没有答复" });
  await citizen.close();
  return see;
}

// The three short forms: empty, with their mistakes, and kept; the first agency has none above it for a complaint.
async function say(browser, office, width) {
  const citizen = await person(browser, width);
  const page = await citizen.newPage();
  const see = [];
  const seen = async (name) => see.push(...(await look(page, citizen, `${width}-${name}`)).map((line) => `${name}: ${line}`));
  for (const [path, fields] of [
    ["/apply/correction", { name: NAME, reach: "13800000000", identity: "11010519491231002X", record: "低保公示第3号", subject: "面积写错，应为80平方米" }],
    ["/apply/suggestion", { subject: "历年征地补偿标准" }],
  ]) {
    const name = path.slice(1).replace("/", "-");
    await page.goto(office.public + path);
    await seen(name);
    await forth(page);
    await seen(name + "-wrong");
    await kept(page, seen, see, name, fields);
  }
  await page.goto(office.public + "/complain");
  await seen("complain-closed");
  await citizen.close();
  return see;
}

// A request taken in over the counter, its receipt in hand.
function received(office) {
  const data = { kind: "natural", name: NAME, phone: "13800000000", info_name: "2023年征地补偿安置方案" };
  const filed = JSON.parse(office.request("clerk", data, "new", "--data", "-", "--json"));
  office.step(filed.number, "register");
  return filed;
}

// A letter of that kind goes out by the step.
function letter(office, login, number, kind, data, words, event, ...value) {
  const drafted = JSON.parse(office.request(login, data, "letter", number, kind, "--data", "-", "--json", ...words));
  office.request(login, undefined, "event", number, event, "--letter", String(drafted.id), ...value);
  return drafted.id;
}

async function open(page, office, filed) {
  await page.goto(office.public + "/track");
  await page.fill("input[name=number]", filed.number);
  await page.fill("input[name=code]", filed.code);
  await forth(page);
}

// What is owed stands on both faces: asked for, its last day known, paid.
async function pays(browser, office, width) {
  const citizen = await person(browser, width);
  const clerk = await person(browser, width);
  const see = await signIn(clerk, office, "clerk");
  const [page, desk] = [await citizen.newPage(), await clerk.newPage()];
  const filed = received(office);
  const want = async (name, ...texts) => {
    await open(page, office, filed);
    await page.waitForSelector("h2:has-text('信息处理费')");
    see.push(...(await look(page, citizen, `${width}-track-${name}`)).map((line) => `${name}: ${line}`));
    const text = await page.locator("main").innerText();
    for (const part of texts) if (!text.includes(part)) see.push(`${name}: not said: ${part}`);
  };
  letter(office, "head", filed.number, "P9", { tariff: "piece", count: "12", payment: "到县财政局非税窗口缴纳" }, [], "ask-fee");
  await want("fee-asked", "还没有收到缴费", "200.00元", "按件计收，12件", "到县财政局非税窗口缴纳");
  office.step(filed.number, "notice-served");
  await want("fee-owed", "缴纳期限", "逾期不缴的，视为放弃申请");
  office.step(filed.number, "paid");
  await want("fee-paid", "已缴纳", "缴费日期");
  await desk.goto(office.desk + "/cases?text=" + filed.number);
  await Promise.all([desk.waitForNavigation(), desk.click(`a:has-text('${filed.number}')`)]);
  see.push(...(await look(desk, clerk, `${width}-case-fee`)).map((line) => `the case: ${line}`));
  await Promise.all([desk.waitForNavigation(), desk.click("text=这笔费用在台账里的记录")]);
  if (!(await desk.locator("main").innerText()).includes("200.00")) see.push("the register has no such sum");
  await citizen.close();
  await clerk.close();
  return see;
}

// A reply is there: it may be rated, once more in place of the first, or not at all.
async function rates(browser, office, width) {
  const citizen = await person(browser, width);
  const page = await citizen.newPage();
  const see = [];
  const seen = async (name) => see.push(...(await look(page, citizen, `${width}-${name}`)).map((line) => `${name}: ${line}`));
  const filed = received(office);
  office.step(filed.number, "withdraw");
  const words = ["--value", "withdrawn"];
  const reason = { reason: "申请人书面撤回", ground: "申请人撤回申请" };
  const id = letter(office, "clerk", filed.number, "F3", reason, words, "draft", ...words);
  for (const [login, event] of [["head", "review"], ["head", "check"], ["approver", "approve"]])
    office.request(login, undefined, "event", filed.number, event);
  office.step(filed.number, "issue", "--letter", String(id));
  office.step(filed.number, "serve", "--manner", "counter", "--who", "申请人本人");
  await open(page, office, filed);
  await seen("track-replied");
  await Promise.all([page.waitForNavigation(), page.click("text=评价这件申请的办理")]);
  await seen("track-rate");
  await forth(page);
  await seen("track-rate-empty");
  await page.check("input[name=level][value='4']");
  await forth(page);
  await seen("track-rated");
  if (!(await page.locator("main").innerText()).includes("您的评价是：满意。")) see.push("the rating is not shown");
  await citizen.close();
  return see;
}

export async function apply(browser, office, test, visited) {
  await test("apply wide: from the search to the receipt, followed and withdrawn", () => walk(browser, office, "wide"));
  await test("apply phone: the same", () => walk(browser, office, "phone"));
  await test("apply phone: the same without scripts", () => walk(browser, office, "phone", { javaScriptEnabled: false }));
  for (const width of ["wide", "phone"]) await test(`apply ${width}: the browser's Back, a reload, and sending twice`, () => backAndForth(browser, office, width));
  for (const width of ["wide", "phone"]) await test(`apply ${width}: correction, suggestion, complaint`, () => say(browser, office, width));
  const base = await below(browser, office);
  for (const width of ["wide", "phone"]) await test(`apply ${width}: a complaint`, () => complain(browser, office, base, width));
  for (const width of ["wide", "phone"]) {
    await test(`apply ${width}: a fee is asked for and paid`, () => pays(browser, office, width));
    await test(`apply ${width}: the reply is rated`, () => rates(browser, office, width));
  }
  for (const path of ["/track/rate", "/apply/done", "/a/{agency}/apply/done", "/track/case", "/track/clarify", "/track/explain", "/track/withdraw"])
    visited.public.add(path);
}

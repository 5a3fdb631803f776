// SPDX-License-Identifier: MulanPSL-2.0
// One request as its people see it, from the search to the year's table: issue 4's walk, in an office of its own
// whose days are set; nothing is waited for and no step is taken by the command line. The citizen is on the phone
// and the office at the desktop, then the other way round.
import { execFileSync } from "node:child_process";
import * as steps from "./steps.mjs";
import { serve } from "./office.mjs";

const CITIZEN = {
  name: "玥旸𬭸",
  id: "11010519491231002X",
  phone: "13800000000",
  email: "name@example.cn",
  wants: "2024年征地补偿安置方案及名册",
  proof: "tests/data/files/shot.png",
};
const UNIT = {
  name: "演示自然资源所",
  document_prefix: "演资",
  signature: "演示自然资源所",
  letterhead: "演示自然资源所",
  authority: "海东市平安区古城回族乡人民政府",
  reconsideration_organ: "海东市平安区古城回族乡人民政府",
  disclosure_office: "演示自然资源所办公室",
  address: "演示路1号",
  phone: "0000-0000001",
};
const PASSWORD = "lianxin-story-2026";
// The assistant's questions that lead to what is given in part.
const PART = ["其余部分能够区分处理"];
const PARTY = "演示建筑公司";

// An office below the township, which therefore answers for complaints about it, and its three people.
async function founds(one, office, tale) {
  await steps.arrives(one, office, office.accounts.find((a) => a.login === "system"));
  await one.go(office.desk + "/agencies/new", "agency");
  await one.fill(UNIT);
  await one.page.getByLabel("互联网渠道").check();
  await one.press("新增", "agency-added");
  tale.base = `${office.public}/a/${one.page.url().split("/").at(-1)}`;
  for (const role of ["clerk", "reviewer", "approver"]) {
    const words = ["user", "add", "unit-" + role, "--name", "演示" + role, "--role", role, "--agency", UNIT.name, "--json"];
    await one.page.goto(office.desk + JSON.parse(office.operate(words)).path);
    if (role === "clerk") await one.at("setup");
    await one.fill({ password: PASSWORD, repeat: PASSWORD });
    await one.press("保存密码");
  }
}

const account = (role) => ({ login: "unit-" + role, password: PASSWORD });

// To where the requester is asked.
async function registers(clerk, office, tale) {
  await steps.arrives(clerk, office, account("clerk"));
  await clerk.go(office.desk + "/cases", "cases");
  await clerk.follow(tale.slip.number, "case");
  tale.address = clerk.page.url();
  await clerk.press("显示身份和联系方式", "case-person");
  await clerk.says(CITIZEN.name);
  await clerk.page.goto(tale.address);
  await steps.takes(clerk, tale.address, "register");
  await steps.sends(clerk, tale.address, "P2", { items: "所需名册的年度", days: "5" }, "编号印发（告知补正）");
  await steps.takes(clerk, tale.address, "notice-served");
  await clerk.says("待补正");
}

async function decides(clerk, tale) {
  await steps.searches(clerk, tale.address);
  await steps.blacksOut(clerk, tale.address);
  tale.letter = await steps.drafts(clerk, tale.address, PART, { disclosed: "方案正文和名册的其余内容", provision: "网上下载" });
}

// Two others look at the draft and sign it; nobody alone.
async function signs(browser, office, tale, width) {
  const wrong = [];
  for (const [role, events] of [["reviewer", ["review", "check"]], ["approver", ["approve"]]]) {
    const one = await steps.somebody(browser, tale, width);
    await steps.arrives(one, office, account(role));
    await one.go(tale.letter, role + "-letter");
    for (const event of events) await steps.takes(one, tale.address, event);
    wrong.push(...one.found());
    await one.close();
  }
  return wrong;
}

async function closes(clerk, tale) {
  await clerk.go(tale.letter, "letter-signed");
  await clerk.press("编号印发", "letter-issued");
  await clerk.says("演资公复〔2026〕");
  await steps.takes(clerk, tale.address, "serve", { manner: "online", how: "平台阅读记录" });
  await steps.takes(clerk, tale.address, "tell-third", { reason: "不公开可能对公共利益造成重大影响", disclosed: "方案正文" });
  await steps.takes(clerk, tale.address, "archive");
  await clerk.says("已归档");
}

async function readsAll(one, office, tale) {
  await steps.tracks(one, office.public, tale.slip, "track-replied");
  await one.says("已答复");
  await one.hides(PARTY);
  const letter = await steps.reads(one, CITIZEN, "答复书", "track-letter");
  const text = execFileSync("pdftotext", ["-", "-"], { input: letter.bytes, encoding: "utf8" });
  for (const part of [CITIZEN.name, "演资公复〔2026〕1号", "第三十七条"]) if (!text.includes(part)) one.told(`the letter's text has no ${part}`);
  const given = await one.saves(() => one.page.locator("main li", { hasText: "低保明细" }).locator("button").click());
  if (!given.bytes.subarray(0, 5).equals(Buffer.from("%PDF-"))) one.told(`${given.name} is no PDF`);
  await steps.rates(one);
}

// What stands in the registers of complaints: nothing where it is complained about, all where it is answered for.
async function complaints(one, office, number, there, name) {
  await one.go(office.desk + "/registers/complaints?year=2026", name);
  await (there ? one.says(number) : one.hides(number));
}

// The authority asks whom it is about by a letter without the name, and answers; the clerk drafts, another signs.
async function answers(above, office, tale, browser, width) {
  await above.go(office.desk + "/beside", "beside");
  await above.follow(tale.complaint.number, "complaint");
  const address = above.page.url();
  await above.hides(CITIZEN.name);
  await steps.takes(above, address, "complaint-register");
  await above.go(address + "/step/complaint-ask", "step-complaint-ask");
  await above.fill({ account: tale.slip.number + "号申请的办理情况", n: "5" });
  await above.press("预览", "step-complaint-ask-preview");
  await above.hides(CITIZEN.name);
  await above.press("编号印发并登记", "complaint-asked");
  await steps.takes(above, address, "complaint-account");
  await above.go(address + "/letters/new?kind=R18", "letter-R18-form");
  await above.fill({ not_upheld: "经核实，依法应当公开的内容已经公开" });
  await above.press("保存并预览", "letter-R18-draft");
  await above.says("60日内");
  const letter = above.page.url();
  await above.press("提交答复稿", "complaint-drafted");
  const signs = await steps.somebody(browser, tale, width);
  await steps.arrives(signs, office, office.accounts.find((a) => a.login === "approver"));
  await steps.takes(signs, address, "approve");
  await signs.close();
  await above.go(letter, "letter-R18-signed");
  await above.press("编号印发", "letter-R18");
  await steps.takes(above, address, "serve", { manner: "counter", who: "申请人本人" });
  await steps.takes(above, address, "archive");
  await above.says("已归档");
  return signs.found();
}

// Once in the whole table, in the cell of partial disclosure to a natural person; it opens to the case.
async function counted(clerk, office, tale) {
  await clerk.go(office.desk + "/figures?year=2026", "figures");
  const cells = await clerk.page.$$eval('a[href*="/t3."]', (all) => all.map((a) => [a.pathname.split("/").at(-1), a.textContent.trim()]));
  const leaves = cells.filter(([, n]) => n !== "0").map(([cell]) => cell);
  if (!leaves.includes("t3.b.natural")) clerk.told(`counted in ${leaves}`);
  await clerk.go(office.desk + "/figures/2026/t3.b.natural", "figure");
  const rows = await clerk.page.locator(`main a:has-text("${tale.slip.number}")`).count();
  if (rows !== 1) clerk.told(`${rows} rows for one request`);
  await clerk.follow(tale.slip.number, "figure-entry");
  if (clerk.page.url() !== tale.address) await clerk.follow("看这一件的办理情况", "figure-case");
  if (clerk.page.url() !== tale.address) clerk.told(`the number opens ${clerk.page.url()}`);
}

async function tell(browser, binary, test, name, widths) {
  const tale = { name: "story-" + name, pages: 0 };
  let broken = false, office, citizen, clerk;
  const act = async (title, run) =>
    await test(`story ${name}: ${title}`, async () => {
      if (broken) return ["what came before it failed"];
      broken = true;
      const wrong = [];
      try {
        wrong.push(...((await run()) ?? []));
        broken = false;
      } catch (error) {
        wrong.push(String(error.stack), ...(await Promise.all([citizen, clerk].map((one) => one?.open()))).filter(Boolean));
      }
      return [...wrong, ...(citizen?.found() ?? []), ...(clerk?.found() ?? [])];
    });
  await act("an office is set up", async () => {
    office = await serve(binary, "2026-03-02T09:00");
    const one = await steps.somebody(browser, tale, widths.office);
    await founds(one, office, tale);
    await one.close();
    return one.found();
  });
  await act("a citizen searches and applies", async () => {
    citizen = await steps.somebody(browser, tale, widths.citizen);
    tale.slip = await steps.applies(citizen, tale.base, CITIZEN);
  });
  await act("the clerk registers it and asks to clarify", async () => {
    clerk = await steps.somebody(browser, tale, widths.office);
    await registers(clerk, office, tale);
  });
  await act("the citizen reads the letter and answers", async () => {
    await office.move("2026-03-06T09:00");
    await steps.tracks(citizen, office.public, tale.slip, "track-asked");
    await citizen.says("等待补正", "补正");
    await citizen.page.click("text=为什么是这一天");
    await citizen.at("track-why");
    await steps.reads(citizen, CITIZEN, "补正告知书", "track-letter");
    await citizen.page.goto(office.public + "/track/case");
    await steps.clarifies(citizen, "要2024年的名册");
  });
  await act("a third party is asked and refuses", async () => {
    await steps.arrives(clerk, office, account("clerk"));
    await steps.consults(clerk, tale.address, PARTY, "名册里有该公司的报价", { served: "2026-03-06", refused: "2026-03-06" });
    await office.move("2026-03-24T09:00");
    await steps.arrives(clerk, office, account("clerk"));
  });
  await act("search, blacked-out file, draft", () => decides(clerk, tale));
  await act("review, legal check, approval by others", () => signs(browser, office, tale, widths.office));
  await act("issued, served, the third party told, archived", () => closes(clerk, tale));
  await act("the citizen reads the reply and rates", () => readsAll(citizen, office, tale));
  await act("a complaint goes above", async () => {
    tale.complaint = await steps.complains(citizen, CITIZEN, tale.slip.number, "公开的部分太少");
    await complaints(clerk, office, tale.complaint.number, false, "complaints-here");
  });
  await act("the authority answers it", async () => {
    const above = await steps.somebody(browser, tale, widths.office);
    await steps.arrives(above, office, office.accounts.find((a) => a.login === "clerk"));
    await complaints(above, office, tale.complaint.number, true, "complaints-above");
    const wrong = await answers(above, office, tale, browser, widths.office);
    await steps.tracks(citizen, office.public, tale.complaint, "track-complaint");
    await citizen.says("已答复");
    await citizen.hides("情况说明通知书");
    await complaints(clerk, office, tale.complaint.number, false, "complaints-here-after");
    await above.close();
    return [...wrong, ...above.found()];
  });
  await act("once in the year's table, open to the case", () => counted(clerk, office, tale));
  if (office) await office.stop();
}

export async function story(browser, binary, test) {
  await tell(browser, binary, test, "phone", { citizen: "phone", office: "wide" });
  // the other way round shows the same records: once is enough for the time the whole run may take
  if (process.env.LIANXIN_TEST_ENGINE === "postgresql") return;
  await tell(browser, binary, test, "wide", { citizen: "wide", office: "phone" });
}

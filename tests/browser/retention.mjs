// SPDX-License-Identifier: MulanPSL-2.0
// What is kept and what goes: the schedule, the dry run, a list by two people, with every page looked at.
import { file, fill, press, says } from "./cases.mjs";
import { look, person } from "./look.mjs";
import { signIn } from "./people.mjs";

// Years later than anybody here: what is proposed then is due.
const LATER = "2033-06-01T09:00";

export async function handleRetention(browser, office, { test, everyPage }) {
  for (const width of ["wide", "phone"]) {
    const clerk = await person(browser, width), head = await person(browser, width), approver = await person(browser, width);
    const quiet = (wrong) => wrong.filter((w) => !w.startsWith("console: Failed to load resource"));
    const name = (what) => `retention-${width}-${what}`;
    const page = await head.newPage(), other = await approver.newPage();
    let list;
    await test(`retention ${width}: a request is entered by mistake and struck out`, async () => {
      const wrong = await signIn(clerk, office, "clerk");
      const desk = await clerk.newPage();
      const filed = await file(desk, office, "counter", { info_name: `虚构保管名册${width}` });
      await desk.goto(filed.address);
      await desk.click('main a:has-text("这一件在台账里的记录")');
      await desk.click('main a:has-text("作废")');
      await fill(desk, { reason: "登记错了" });
      await press(desk, "作废");
      // and one of long ago that was never handled here
      const old = `number,received,name,subject,result,answered\n旧建${width},2018-01-05,,虚构旧建议${width},adopted,2018-01-10\n`;
      await desk.goto(office.desk + "/registers/suggestions/import");
      for (const button of ["检查", "导入"]) {
        await desk.setInputFiles('[name="file"]', { name: "old.csv", mimeType: "text/csv", buffer: Buffer.from(old) });
        await press(desk, button);
      }
      await desk.close();
      return wrong;
    });
    await test(`retention ${width}: a schedule keeps its mistakes, then says what would go and what stays`, async () => {
      const wrong = await signIn(head, office, "head");
      await page.goto(`${office.desk}/retention`);
      wrong.push(...(await look(page, head, name("before"))));
      await page.goto(`${office.desk}/retention/schedule`);
      wrong.push(...(await look(page, head, name("schedule"))));
      await fill(page, { approval: "", "void.files": "12", "void.person": "99999" });
      await press(page, "登记");
      wrong.push(...quiet(await look(page, head, name("schedule-mistakes"))));
      if ((await page.inputValue('[name="void.files"]')) !== "12") wrong.push("lost what was typed");
      await fill(page, { approval: "虚构档批〔2025〕3号", approved: "2025-03-03", "void.person": "12", "void.content": "12", "suggestion.content": "12" });
      await press(page, "登记");
      await says(page, "虚构档批〔2025〕3号", wrong);
      await says(page, "最长期限还没有届满", wrong);
      wrong.push(...(await look(page, head, name("plan"))));
      return wrong;
    });
    await test(`retention ${width}: one proposes, the same may not confirm, another does`, async () => {
      const wrong = await signIn(approver, office, "approver");
      office.operate(["setting", "login.password_days", "0"]);
      list = JSON.parse(office.operate(["retention", "propose", "--json", "--as", "head"], LATER)).list;
      await page.goto(`${office.desk}/retention/${list}`);
      await says(page, "要由另一位", wrong);
      wrong.push(...(await look(page, head, name("own"))));
      await other.goto(`${office.desk}/retention/${list}`);
      wrong.push(...(await look(other, approver, name("list"))));
      await press(other, "撤回清单");
      wrong.push(...quiet(await look(other, approver, name("drop-mistakes"))));
      await says(other, "请写明理由", wrong);
      await press(other, "确认清除，不能恢复");
      await says(other, "清除清单已确认", wrong);
      wrong.push(...(await look(other, approver, name("confirmed"))));
      office.operate(["retention", "run", String(list)]);
      await other.reload();
      await says(other, "执行完毕", wrong);
      wrong.push(...(await look(other, approver, name("done"))));
      await other.click("main table a");
      await says(other, "清除", wrong);
      wrong.push(...(await look(other, approver, name("case"))));
      return wrong;
    });
    await test(`retention ${width}: an entry of the register says what went, and is not asked for it again`, async () => {
      const wrong = [];
      const desk = await clerk.newPage();
      await desk.goto(`${office.desk}/registers/suggestions?year=2018`);
      await Promise.all([desk.waitForNavigation(), desk.click(`a[href^="/registers/suggestions/"]:has-text("旧建${width}")`)]);
      await says(desk, "个人信息已按期销毁", wrong);
      if ((await desk.textContent("main")).includes("虚构旧建议")) wrong.push("what went still stands there");
      wrong.push(...(await look(desk, clerk, name("entry"))));
      await Promise.all([desk.waitForNavigation(), desk.click('main a:has-text("更正")')]);
      await says(desk, "“建议内容”不能再更正", wrong);
      if (await desk.isVisible('[name="subject"]')) wrong.push("what went is asked for");
      wrong.push(...(await look(desk, clerk, name("entry-edit"))));
      await fill(desk, { url: "https://www.example.gov.cn/1.html", reason: "补登网址" });
      await press(desk, "保存更正");
      await says(desk, "www.example.gov.cn/1.html", wrong);
      await desk.close();
      return wrong;
    });
    const skip = (url) => !url.pathname.startsWith("/retention");
    await everyPage(`retention ${width} walk`, head, "desk", name("walk"), { start: "/retention", skip });
    for (const someone of [clerk, head, approver]) await someone.close();
  }
}

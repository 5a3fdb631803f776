// SPDX-License-Identifier: MulanPSL-2.0
// Reconsideration and suits about a request at the desk, with every page looked at.
import { file, fill, press, says, step } from "./cases.mjs";
import { look, person } from "./look.mjs";
import { signIn } from "./people.mjs";

export async function handleRemedies(browser, office, { test, everyPage }) {
  for (const width of ["wide", "phone"]) {
    const clerk = await person(browser, width);
    const page = await clerk.newPage();
    const at = (name) => look(page, clerk, `remedies-${width}-${name}`);
    const quiet = (wrong) => wrong.filter((w) => !w.startsWith("console: Failed to load resource"));
    let address, today;
    await test(`remedies ${width}: a clerk files a request`, async () => {
      await signIn(clerk, office, "clerk");
      const filed = await file(page, office, "counter", { info_name: `虚构名册${width}` });
      address = filed.address;
      return await step(page, address, "register");
    });
    await test(`remedies ${width}: a notice keeps its mistakes, then stands with its period`, async () => {
      const wrong = [];
      await page.goto(`${address}/remedies`);
      wrong.push(...(await at("none")));
      await page.click('main a:has-text("登记行政复议通知")');
      wrong.push(...(await at("notice")));
      await fill(page, { applicant: "演示张三" });
      await press(page, "登记");
      wrong.push(...quiet(await at("notice-mistakes")));
      if ((await page.inputValue('[name="applicant"]')) !== "演示张三") wrong.push("lost the applicant");
      today = await page.inputValue('[name="on"]');
      await fill(page, { filed: today, number: `虚复〔2025〕${width}` });
      await press(page, "登记");
      await says(page, "前提出", wrong);
      wrong.push(...(await at("running")));
      await page.goto(`${address}/remedies/new/litigation`);
      wrong.push(...(await at("suit")));
      await page.goto(address);
      await says(page, "提出行政复议答复", wrong);
      wrong.push(...(await at("case")));
      return wrong;
    });
    await test(`remedies ${width}: a result keeps its mistakes, then stands`, async () => {
      const wrong = [];
      await page.goto(`${address}/remedies`);
      await page.click('main a:has-text("登记结果")');
      wrong.push(...(await at("result")));
      await fill(page, { closed: today, result: "upheld", remake: "yes" });
      await press(page, "登记结果");
      wrong.push(...quiet(await at("result-mistakes")));
      await says(page, "审理结果应当是结果纠正", wrong);
      await fill(page, { result: "corrected", n: "15" });
      await press(page, "登记结果");
      await says(page, `结果纠正（${today}）`, wrong);
      wrong.push(...(await at("over")));
      return wrong;
    });
    await test(`remedies ${width}: a notice without its case asks for it; a link is struck`, async () => {
      const wrong = await step(page, address, "review-notice");
      await page.goto(`${address}/remedies`);
      await says(page, "还没有登记案号", wrong);
      wrong.push(...(await at("unlinked")));
      await page.click('main a[href$="/strike"]');
      wrong.push(...(await at("strike")));
      await fill(page, { reason: "关联错了" });
      await press(page, "作废");
      await page.goto(`${address}/remedies`);
      await says(page, "已作废：关联错了", wrong);
      await page.click('main a:has-text("补登案号") >> nth=0');
      wrong.push(...(await at("later")));
      await fill(page, { filed: today, number: `虚复〔2025〕另${width}` });
      await press(page, "登记");
      wrong.push(...(await at("struck")));
      return wrong;
    });
    const start = new URL(address ?? office.desk).pathname + "/remedies";
    const skip = (url) => !/^\/cases\/\d+\/remedies/.test(url.pathname);
    await everyPage(`remedies ${width} walk`, clerk, "desk", `remedies-${width}-walk`, { start, skip });
    await clerk.close();
  }
}

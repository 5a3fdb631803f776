// SPDX-License-Identifier: MulanPSL-2.0
// Notices to requesters at the desk: the list, one that waits, given up with its reason; the administrator's test. A
// lost query code, at the public face and at the counter.
import { file, fill, press, says, step } from "./cases.mjs";
import { look, person } from "./look.mjs";
import { signIn } from "./people.mjs";

export async function handleNotices(browser, office, { test, everyPage, seen }) {
  for (const width of ["wide", "phone"]) {
    const clerk = await person(browser, width);
    const page = await clerk.newPage();
    const at = (name) => look(page, clerk, `notices-${width}-${name}`);
    let address, number;
    const quiet = (wrong) => wrong.filter((w) => !w.startsWith("console: Failed to load resource"));
    await test(`notices ${width}: what a step tells waits in the list`, async () => {
      const wrong = [];
      office.setting("notice.mail", "0");
      await signIn(clerk, office, "clerk");
      await page.goto(office.desk + "/notices?state=failed");
      await says(page, "都没有开通", wrong);
      await says(page, "没有这样的通知", wrong);
      wrong.push(...(await at("none")));
      office.setting("notice.mail", "1");
      const filed = await file(page, office, "counter", {
        info_name: `虚构名册通知${width}`,
        email: "zhang@example.cn",
        notify: "mail",
      });
      wrong.push(...(await step(page, filed.address, "register")));
      address = filed.address;
      number = filed.number;
      await page.goto(office.desk + "/notices");
      await says(page, "短信通知没有开通", wrong);
      await says(page, "等待发送", wrong);
      wrong.push(...(await at("list")));
      return wrong;
    });
    await test(`notices ${width}: one is given up with its reason`, async () => {
      const wrong = [];
      await page.click("main table tbody tr:first-child a");
      wrong.push(...(await at("one")));
      await press(page, "现在重发");
      await says(page, "照此处理", wrong);
      await fill(page, { reason: "" });
      await press(page, "不再发送");
      wrong.push(...quiet(await at("mistake")));
      await fill(page, { reason: "已经电话告知申请人" });
      await press(page, "不再发送");
      await says(page, "已经电话告知申请人", wrong);
      wrong.push(...(await at("dropped")));
      return wrong;
    });
    await test(`notices ${width}: a new query code at the counter`, async () => {
      const wrong = [];
      await page.goto(address);
      await says(page, "发给申请人的通知", wrong);
      wrong.push(...(await at("case")));
      await press(page, "显示身份和联系方式");
      await page.click('main a:has-text("重新发给查询码")');
      seen("/cases/{id}/code");
      wrong.push(...(await at("code")));
      await press(page, "发给新的查询码");
      wrong.push(...quiet(await at("code-mistake")));
      await page.check('[name="seen"]');
      await press(page, "发给新的查询码");
      await says(page, "原来的查询码已经作废", wrong);
      wrong.push(...(await at("code-given")));
      await page.goto(office.desk + "/notices");
      await page.click("main table tbody tr:first-child a");
      return wrong;
    });
    await test(`notices ${width}: a lost query code is asked for in public`, async () => {
      const wrong = [];
      const citizen = await person(browser, width);
      const reader = await citizen.newPage();
      const read = (name) => look(reader, citizen, `lost-${width}-${name}`);
      office.setting("notice.mail", "0");
      await reader.goto(office.public + "/track/lost");
      await says(reader, "现在不能用电子邮件或者短信发给", wrong);
      wrong.push(...(await read("off")));
      office.setting("notice.mail", "1");
      await reader.goto(office.public + "/track");
      await reader.click('main a:has-text("索取新的查询码")');
      wrong.push(...(await read("form")));
      await fill(reader, { number, contact: "" });
      await press(reader, "索取新的查询码");
      wrong.push(...quiet(await read("mistake")));
      const answers = [];
      for (const contact of ["zhang@example.cn", "li@example.cn"]) {
        await reader.goto(office.public + "/track/lost");
        await fill(reader, { number, contact });
        await press(reader, "索取新的查询码");
        answers.push(await reader.locator("main").innerText());
      }
      if (answers[0] !== answers[1]) wrong.push("the answer tells whether it fits");
      await says(reader, "已经收到", wrong);
      wrong.push(...(await read("sent")));
      await citizen.close();
      return wrong;
    });
    const start = new URL(page.url()).pathname;
    const skip = (url) => url.pathname !== "/notices" && !/^\/notices\/\d+$/.test(url.pathname);
    await everyPage(`notices ${width} walk`, clerk, "desk", `notices-${width}-walk`, { start, skip });
    await clerk.close();
    await test(`notices ${width}: the administrator sends a test`, async () => {
      const wrong = [];
      const security = await person(browser, width);
      const test = await security.newPage();
      await signIn(security, office, "security");
      await test.goto(office.desk + "/notices/test");
      wrong.push(...(await look(test, security, `notices-${width}-test`)));
      await press(test, "试发一封");
      await test.waitForLoadState();
      wrong.push(...quiet(await look(test, security, `notices-${width}-tested`)));
      await security.close();
      return wrong;
    });
  }
}

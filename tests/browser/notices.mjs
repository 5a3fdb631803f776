// SPDX-License-Identifier: MulanPSL-2.0
// Notices to requesters at the desk: the list, one that waits, given up with its reason; the administrator's test.
import { file, fill, press, says, step } from "./cases.mjs";
import { look, person } from "./look.mjs";
import { signIn } from "./people.mjs";

export async function handleNotices(browser, office, { test, everyPage }) {
  for (const width of ["wide", "phone"]) {
    const clerk = await person(browser, width);
    const page = await clerk.newPage();
    const at = (name) => look(page, clerk, `notices-${width}-${name}`);
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
    const start = new URL(page.url()).pathname;
    await page.close();
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

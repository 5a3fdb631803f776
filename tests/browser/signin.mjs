// SPDX-License-Identifier: MulanPSL-2.0
// A login that ends in the middle of a form: what was typed stays.
import { look, person } from "./look.mjs";
import { signIn } from "./people.mjs";

// The same person signs out in another window.
async function endElsewhere(browser, office, context) {
  const other = await browser.newContext({ storageState: await context.storageState() });
  const page = await other.newPage();
  await page.goto(office.desk + "/");
  await Promise.all([page.waitForNavigation(), page.click('button:has-text("退出")')]);
  await other.close();
}

async function press(page, text) {
  await Promise.all([page.waitForNavigation(), page.click(`main button:has-text("${text}")`)]);
}

export async function keepForms(browser, office, test) {
  for (const width of ["wide", "phone"]) {
    await test(`signin ${width}: a form sent too late is kept`, async () => {
      const clerk = await person(browser, width);
      const wrong = await signIn(clerk, office, "clerk");
      const page = await clerk.newPage();
      const at = async (name) =>
        wrong.push(...(await look(page, clerk, `signin-${width}-${name}`)).filter((w) => !w.startsWith("console: Failed to load resource")));
      await page.goto(office.desk + "/registers/records/new?year=2026");
      await page.fill('main [name="title"]', `低保评议的结果（${width}）`);
      await page.fill('main [name="kind"]', "通知");
      await page.fill('main [name="published"]', "2026-03-02");
      await endElsewhere(browser, office, clerk);
      await press(page, "保存");
      if (!(await page.locator("main").innerText()).includes("没有丢")) wrong.push("does not say that it is kept");
      await at("ended");
      await page.fill("input[name=login]", "clerk");
      await page.fill("input[name=password]", "lianxin-demo-2024");
      await press(page, "登录");
      await at("kept");
      await press(page, "继续提交");
      if (!(await page.locator("main").innerText()).includes("已登记")) wrong.push("it was not taken afterwards");
      await clerk.close();
      return wrong;
    });
  }
}

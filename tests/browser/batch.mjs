// SPDX-License-Identifier: MulanPSL-2.0
// One step of several similar requests at the desk: chosen by boxes, seen one by one, taken, told.
import { file, fill, press, says } from "./cases.mjs";
import { look, person } from "./look.mjs";
import { signIn } from "./people.mjs";

export async function handleBatch(browser, office, { test, seen }) {
  for (const width of ["wide", "phone"]) {
    const clerk = await person(browser, width);
    const page = await clerk.newPage();
    const at = (name) => look(page, clerk, `batch-${width}-${name}`);
    const ids = [];
    await test(`batch ${width}: clerk signs in`, async () => await signIn(clerk, office, "clerk"));
    await test(`batch ${width}: similar requests are found from one of them`, async () => {
      const wrong = [];
      for (const name of ["演示甲", "演示乙", "演示丙"]) {
        const one = await file(page, office, "counter", { name, info_name: `2026年人居环境整治招标文件${width}` });
        ids.push(one.address.match(/(\d+)$/)[1]);
      }
      await page.goto(office.desk + "/cases/batch");
      wrong.push(...(await at("nothing")));
      await page.goto(`${office.desk}/cases/${ids[0]}`);
      await Promise.all([page.waitForNavigation(), page.click("text=和内容相似的申请一起办")]);
      seen("/cases/batch");
      for (const id of ids)
        if ((await page.locator(`main a[href="/cases/${id}"]`).count()) === 0) wrong.push(`does not find ${id}`);
      wrong.push(...(await at("which")));
      return wrong;
    });
    await test(`batch ${width}: three ticked in the list are registered, one left out`, async () => {
      const wrong = [];
      await page.goto(`${office.desk}/cases?q=${encodeURIComponent("整治招标文件" + width)}`);
      wrong.push(...(await at("list")));
      for (const id of ids) await page.check(`main input[name="id"][value="${id}"]`);
      await press(page, "批量办理勾选的");
      await page.selectOption('main select[name="step"]', "register");
      await press(page, "下一步");
      wrong.push(...(await at("register")));
      await says(page, "其中 3 件现在可以办", wrong);
      await page.check(`main input[name="leave-${ids[2]}"]`);
      await press(page, "办理（");
      await says(page, "办好 2 件，没有办 1 件", wrong);
      wrong.push(...(await at("registered")));
      return wrong;
    });
    await test(`batch ${width}: one text for all, its own for one, what differs in sight`, async () => {
      const wrong = [];
      const which = ids.map((id) => "id=" + id).join("&");
      await page.goto(`${office.desk}/cases/batch?${which}&step=draft.published`);
      await says(page, "缺少“获取途径”", wrong);
      wrong.push(...(await at("draft-lacks")));
      await fill(page, { where: "本机关网站招标公告栏" });
      await page.locator('summary:has-text("单独改这一件")').nth(1).click();
      await fill(page, { [`where-${ids[1]}`]: "本机关网站中标公告栏" });
      await press(page, "按上面的内容看每一件");
      await says(page, "其中 2 件现在可以办", wrong);
      await says(page, "本机关网站中标公告栏", wrong);
      await page.locator('summary:has-text("看全文")').first().click();
      wrong.push(...(await at("draft")));
      await press(page, "办理（");
      await says(page, "办好 2 件，没有办 1 件", wrong);
      await says(page, "不能办", wrong);
      wrong.push(...(await at("drafted")));
      return wrong;
    });
    await clerk.close();
  }
}

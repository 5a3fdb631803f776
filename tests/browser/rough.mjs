// SPDX-License-Identifier: MulanPSL-2.0
// What people do to a page: names as long as they come, rare characters, a screen at 200 %, paper, and the
// browser's own Back and reload at the desk.
import { file, fill, press, says } from "./cases.mjs";
import { look, person } from "./look.mjs";
import { signIn } from "./people.mjs";

const ORGAN = "青海省海东市平安区古城回族乡农业农村综合服务中心暨巴燕河流域生态环境保护联合理事会办公室筹备组玥旸𬭸有限责任公司分支机构一";
const SUBJECT = "关于𬭸矿区2019年至2025年历次征地补偿安置方案及其附件".repeat(7);
// 1280 px at 200 % leave 640
const SCREENS = { phone: {}, wide: { viewport: { width: 640, height: 450 } } };

// A request of such an organ, and the step that is due taken twice by the browser's Back.
async function backAtTheDesk(page, one, wrong) {
  await page.goto(one.address);
  await page.click("main .next-step a.button");
  await page.waitForSelector('main h1:has-text("登记")');
  await press(page, "登记");
  await says(page, "这一步已登记", wrong);
  const steps = () => page.locator("main h2:has-text('经过') + .timeline > li").count();
  const before = await steps();
  await page.goBack();
  await says(page, "这一步已经登记过，没有再登记一次", wrong);
  await Promise.all([page.waitForNavigation(), page.click("main a:has-text('回去看一看')")]);
  if (page.url() !== one.address) wrong.push(`leads to ${page.url()}`);
  await page.reload();
  if ((await steps()) !== before) wrong.push("the step was taken twice");
  if ((await page.locator("main .done").count()) !== 0) wrong.push("the notice is said again after a reload");
}

async function onPaper(page, wrong, name) {
  await page.emulateMedia({ media: "print" });
  const seen = await page.locator("main :is(button, a.button)").evaluateAll((all) => all.filter((e) => e.offsetParent !== null).length);
  if (seen) wrong.push(`${name}: ${seen} buttons on paper`);
  await page.emulateMedia({ media: "screen" });
}

export async function rough(browser, office, test) {
  for (const [width, options] of Object.entries(SCREENS)) {
    await test(`rough ${width}: the longest names and subjects, on screen and on paper`, async () => {
      const clerk = await person(browser, width, options);
      const wrong = await signIn(clerk, office, "clerk");
      const page = await clerk.newPage();
      const at = async (name) =>
        wrong.push(...(await look(page, clerk, `rough-${width}-${name}`)).filter((w) => !w.startsWith("console: Failed to load resource")).map((w) => `${name}: ${w}`));
      const one = await file(page, office, "counter", {
        kind: "business", name: ORGAN, credit_code: "91350100M000100Y43", legal_person: "玥旸𬭸", contact: "欧阳玥旸𬭸", info_name: SUBJECT.slice(0, 190), info_features: SUBJECT,
      });
      await at("slip");
      await page.goto(one.address);
      await at("case");
      await onPaper(page, wrong, "the case");
      await press(page, "显示身份和联系方式");
      await says(page, ORGAN, wrong);
      await at("case-person");
      for (const [path, name] of [["/cases?q=" + one.number, "list"], ["/cases?q=没有这样的内容", "list-empty"]]) {
        await page.goto(office.desk + path);
        await at(name);
      }
      await backAtTheDesk(page, one, wrong);
      await page.goto(one.address + "/step/consult-third");
      await fill(page, { party: ORGAN, note: SUBJECT });
      await press(page, "预览").catch(() => press(page, "登记"));
      await at("step");
      await clerk.close();
      const citizen = await person(browser, width, options);
      const own = await citizen.newPage();
      await own.goto(office.public + "/track");
      await own.fill("input[name=number]", one.number);
      await own.fill("input[name=code]", one.code);
      await Promise.all([own.waitForNavigation(), own.click("main form .buttons button >> nth=0")]);
      wrong.push(...(await look(own, citizen, `rough-${width}-track`)).map((w) => `track: ${w}`));
      await onPaper(own, wrong, "the tracking page");
      await citizen.close();
      return wrong;
    });
  }
}

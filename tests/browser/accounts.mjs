// SPDX-License-Identifier: MulanPSL-2.0
// The password of somebody who signs is reset by two administrators; a wrong present password; what is
// told after signing in.
import { look, person } from "./look.mjs";
import { signIn } from "./people.mjs";

async function press(page, text) {
  await Promise.all([page.waitForNavigation(), page.click(`main button:has-text("${text}")`)]);
}

async function says(page, text, wrong) {
  if (!(await page.locator("body").innerText()).includes(text)) wrong.push(`${page.url()} does not say ${text}`);
}

// A page of each of several people, signed in where a role is given.
async function people(browser, office, width, roles, wrong) {
  const found = {};
  for (const role of roles) {
    const context = await person(browser, width);
    if (role !== "nobody") wrong.push(...(await signIn(context, office, role)));
    found[role] = { context, page: await context.newPage() };
  }
  return found;
}

async function twoAdministrators(browser, office, width, agreed) {
  const wrong = [];
  const all = await people(browser, office, width, ["system", "security", "nobody"], wrong);
  const at = async (who, name) =>
    wrong.push(...(await look(all[who].page, all[who].context, `accounts-${width}-${name}`)).filter((w) => !w.startsWith("console: Failed to load resource")));
  const { page: system } = all.system, { page: security } = all.security, { page: nobody } = all.nobody;
  await system.goto(office.desk + "/accounts/head");
  await says(system, "链接要等安全管理员向本人核实并确认后才能用", wrong);
  await press(system, "生成一次性链接");
  await at("system", "link");
  const token = (await system.content()).match(/token=([0-9a-f]{64})/)[1];
  await nobody.goto(office.desk + "/setup?token=" + token);
  await says(nobody, "这个链接还要确认", wrong);
  await at("nobody", "waits");
  await system.goto(office.desk + "/accounts/security");
  await says(system, "不能重置另一类管理员的密码", wrong);
  await at("system", "bar");
  await security.goto(office.desk + "/accounts");
  await says(security, "一次性链接等待确认", wrong);
  await at("security", "list");
  await security.goto(office.desk + "/accounts/head");
  await at("security", "confirm");
  await press(security, agreed ? "已向本人核实，确认链接" : "作废这个链接");
  await says(security, agreed ? "链接已确认" : "链接已作废", wrong);
  await at("security", "decided");
  await nobody.goto(office.desk + "/setup?token=" + token);
  await says(nobody, agreed ? "密码要求" : "这个链接不能用了", wrong);
  for (const { context } of Object.values(all)) await context.close();
  return wrong;
}

async function told(browser, office, width) {
  const wrong = [];
  const clerk = await person(browser, width);
  const page = await clerk.newPage();
  const at = async (name) =>
    wrong.push(...(await look(page, clerk, `accounts-${width}-${name}`)).filter((w) => !w.startsWith("console: Failed to load resource")));
  const { login, password } = office.accounts.find((a) => a.login === "clerk");
  await page.goto(office.desk + "/signin");
  for (const typed of ["not-my-password", password]) {
    await page.fill("input[name=login]", login);
    await page.fill("input[name=password]", typed);
    await Promise.all([page.waitForNavigation(), page.click("form button")]);
  }
  await says(page, "这次登录以前密码填错过", wrong);
  await at("told");
  await page.goto(office.desk + "/account");
  await says(page, "最近一次登录", wrong);
  await at("own");
  await page.goto(office.desk + "/password");
  await page.fill("input[name=current]", "not-my-password");
  await page.fill("input[name=password]", "quiet-river-stone");
  await page.fill("input[name=repeat]", "quiet-river-stone");
  await press(page, "保存密码");
  await says(page, "现在的密码不对", wrong);
  await at("wrong");
  await clerk.close();
  return wrong;
}

export async function handleAccounts(browser, office, test) {
  for (const width of ["wide", "phone"]) {
    const agreed = width === "wide";
    await test(`accounts ${width}: two administrators reset who signs, and ${agreed ? "agree" : "do not"}`, () => twoAdministrators(browser, office, width, agreed));
    await test(`accounts ${width}: the last sign-in is told, a wrong present password too`, () => told(browser, office, width));
  }
}

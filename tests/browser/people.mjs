// SPDX-License-Identifier: MulanPSL-2.0
// The people of the demonstration at the desk.

// The first account of the township, or of any agency, that has the role and nothing more than it
// needs.
function account(office, role) {
  const fits = office.accounts.filter((a) => a.roles.split(",").includes(role));
  fits.sort((a, b) => a.roles.length - b.roles.length);
  if (fits.length === 0) throw new Error(`no demonstration account is ${role}`);
  return fits[0];
}

// Signs someone of that role in; what went wrong, as sentences. By keyboard: with nothing else.
export async function signIn(context, office, role, how = {}) {
  return await signInAs(context, office, account(office, role), how);
}

// The same of one person: { login, password }.
export async function signInAs(context, office, { login, password }, { keyboard = false } = {}) {
  const page = await context.newPage();
  await page.goto(office.desk + "/signin");
  if (keyboard) {
    for (let i = 0; i < 20; i++) {
      await page.keyboard.press("Tab");
      const name = await page.evaluate(() => document.activeElement?.getAttribute("name"));
      if (name === "login") await page.keyboard.type(login);
      if (name !== "password") continue;
      await page.keyboard.type(password);
      await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
      break;
    }
  } else {
    await page.fill("input[name=login]", login);
    await page.fill("input[name=password]", password);
    await Promise.all([page.waitForNavigation(), page.click("form button")]);
  }
  const wrong = [];
  if (new URL(page.url()).pathname === "/signin") {
    wrong.push(`${login} is not let in: ${(await page.locator("main").innerText()).slice(0, 200)}`);
  }
  await page.close();
  return wrong;
}

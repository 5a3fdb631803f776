// SPDX-License-Identifier: MulanPSL-2.0
// Drawing what is to be blacked out, on the surface as test_web_blackout.c keeps it: by mouse, by finger,
// by keyboard, and by the form's lines alone where there are no scripts.
import fs from "node:fs";
import { look, person } from "./look.mjs";

const PLACE = "http://blackout.invalid/";
// as src/web/exchange.c says
const CSP = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'";
const read = (path) => fs.readFileSync(path, "utf8");
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 849" width="600" height="849">
  <rect width="600" height="849" fill="#fff"/>${Array.from({ length: 24 }, (_, i) => `<text x="60" y="${80 + i * 30}" font-size="16">第${i + 1}行：马某某家领取补助3000元，身份证号见附件，其余可以公开。</text>`).join("")}</svg>`;
const FILES = {
  "": ["text/html", () => `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>涂黑</title>
    <link rel="stylesheet" href="site.css"><link rel="stylesheet" href="desk.css"></head><body class="desk-body"><div class="wide desk"><nav class="desk-nav" aria-label="工作台"></nav><main><h1>区分处理</h1>
    <form method="post" action="save">${read("tests/golden/web/blackout_surface.html")}<div class="buttons"><button>保存</button></div></form></main></div></body></html>`],
  "site.css": ["text/css", () => read("assets/site.css")],
  "desk.css": ["text/css", () => read("assets/desk.css")],
  "blackout.js": ["text/javascript", () => read("assets/blackout.js")],
  "page.png": ["image/svg+xml", () => PICTURE],
};

// The page open in a browser of that width; what its form sent is in page.sent.
async function open(browser, width, options) {
  const clerk = await person(browser, width, options);
  const page = await clerk.newPage();
  await page.route(PLACE + "**", (route) => {
    const name = route.request().url().slice(PLACE.length);
    if (name === "save") page.sent = new URLSearchParams(route.request().postData());
    const [type, body] = FILES[name] ?? ["text/html", () => "<!DOCTYPE html><title>好</title>"];
    return route.fulfill({ contentType: type + "; charset=utf-8", body: name === "favicon.ico" ? "" : body(), headers: { "Content-Security-Policy": CSP } });
  });
  await page.goto(PLACE);
  return { clerk, page };
}

const line = (page, i) =>
  page.evaluate((n) => ["left", "top", "width", "height", "ground"].map((name) => document.querySelector(`[name=${name}-${n}]`)?.value).join(" "), i);

// Collects what is not as it should be.
function expecting() {
  const wrong = [];
  wrong.same = (what, is, should) => { if (is !== should) wrong.push(`${what}: ${is}, not ${should}`); };
  // a line whose numbers may be a little off: the mouse stands on whole dots
  wrong.near = (what, is, should, most = 2) => {
    const wanted = should.split(" "), words = is.split(" ");
    const good = words.every((word, i) => word === wanted[i] || (word !== "" && Math.abs(word - wanted[i]) <= most));
    if (!good) wrong.push(`${what}: ${is}, not about ${should}`);
  };
  return wrong;
}

async function edges(page) {
  const edge = await page.locator(".blackout-page img").boundingBox();
  return (x, y) => [edge.x + (x / 1000) * edge.width, edge.y + (y / 1000) * edge.height];
}

async function byMouse(browser) {
  const { clerk, page } = await open(browser, "wide");
  const wrong = expecting();
  wrong.push(...(await look(page, clerk, "blackout-wide-begin")));
  wrong.same("boxes that are good", await page.locator(".blackout-box").count(), 1);
  const at = await edges(page);
  await page.mouse.move(...at(600, 400));
  await page.mouse.down();
  await page.mouse.move(...at(500, 320), { steps: 4 });
  await page.mouse.move(...at(200, 300), { steps: 4 });
  await page.mouse.up();
  wrong.near("drawn backwards, with the ground before", await line(page, 2), "200 300 400 100 c4");
  await page.mouse.click(...at(800, 800));
  wrong.same("a click draws nothing", await page.locator(".blackout-box").count(), 2);
  await page.mouse.move(...at(300, 350)); // drags the new box beyond the edge
  await page.mouse.down();
  await page.mouse.move(...at(990, 350), { steps: 5 });
  await page.mouse.up();
  wrong.near("moved as far as the page goes", await line(page, 2), "600 300 400 100 c4");
  const corner = await page.locator(".blackout-corner").last().boundingBox();
  await page.mouse.move(corner.x + 4, corner.y + 4);
  await page.mouse.down();
  await page.mouse.move(...at(800, 350), { steps: 5 });
  await page.mouse.up();
  wrong.near("stretched", await line(page, 2), "600 300 200 50 c4", 20);
  wrong.push(...(await look(page, clerk, "blackout-wide")));
  for (let i = 0; i < 3; i++) { // more than there are empty lines
    await page.mouse.move(...at(100, 500 + i * 60));
    await page.mouse.down();
    await page.mouse.move(...at(300, 530 + i * 60), { steps: 3 });
    await page.mouse.up();
  }
  wrong.near("a line that was not there", await line(page, 5), "100 620 200 30 c4");
  await page.getByRole("button", { name: "保存" }).click();
  await page.waitForURL("**/save");
  wrong.near("sent", page.sent?.get("left-5") ?? "", "100");
  await clerk.close();
  return wrong;
}

async function byKeyboard(browser) {
  const { clerk, page } = await open(browser, "wide");
  const wrong = expecting();
  await page.locator(".blackout-box").first().focus();
  for (const key of ["ArrowRight", "ArrowDown", "Shift+ArrowRight", "Shift+ArrowUp"]) await page.keyboard.press(key);
  wrong.same("moved and stretched", await line(page, 0), "152 102 302 38 c4");
  await page.keyboard.press("Enter");
  wrong.same("Enter goes to its ground", await page.evaluate(() => document.activeElement.name), "ground-0");
  await page.locator("[name=ground-0]").selectOption("c1");
  wrong.same("the box says its ground", await page.locator(".blackout-box span").first().textContent(), "框1 国家秘密");
  await page.locator("[name=width-1]").fill("300");
  wrong.same("a number set right", await page.locator(".blackout-box").count(), 2);
  await page.locator("[name=remove-1]").check();
  wrong.same("a line struck out", await page.locator(".blackout-box").count(), 1);
  await page.locator(".blackout-box").first().focus();
  await page.keyboard.press("Delete");
  wrong.same("removed", await line(page, 0), "    ");
  wrong.same("and said so", await page.getByRole("status").textContent(), "已删去框1");
  wrong.push(...(await look(page, clerk, "blackout-keyboard")));
  await clerk.close();
  return wrong;
}

async function byFinger(browser) {
  const { clerk, page } = await open(browser, "phone", { hasTouch: true, isMobile: true });
  const wrong = expecting();
  const drawing = page.getByRole("button", { name: "画框" });
  wrong.same("a finger scrolls at first", await drawing.getAttribute("aria-pressed"), "false");
  await drawing.tap();
  const at = await edges(page);
  const session = await clerk.newCDPSession(page);
  const touch = (type, x, y) => session.send("Input.dispatchTouchEvent", { type, touchPoints: x === undefined ? [] : [{ x: at(x, y)[0], y: at(x, y)[1] }] });
  await touch("touchStart", 300, 400);
  await touch("touchMove", 400, 420);
  await touch("touchMove", 600, 500);
  await touch("touchEnd");
  wrong.near("drawn by finger", await line(page, 2), "300 400 300 100 c4", 6);
  wrong.push(...(await look(page, clerk, "blackout-phone")));
  await clerk.close();
  return wrong;
}

async function withoutScripts(browser) {
  const { clerk, page } = await open(browser, "phone", { javaScriptEnabled: false });
  const wrong = expecting();
  wrong.same("no tools that do nothing", await page.locator(".blackout-tools").isVisible(), false);
  for (const [name, value] of [["left", "10"], ["top", "20"], ["width", "30"], ["height", "40"]]) await page.locator(`[name=${name}-2]`).fill(value);
  await page.locator("[name=ground-2]").selectOption("not-information");
  await page.screenshot({ path: "build/screens/blackout-plain.png", fullPage: true });
  await page.getByRole("button", { name: "保存" }).click();
  await page.waitForURL("**/save");
  wrong.same("sent", ["left", "top", "width", "height", "ground"].map((n) => page.sent?.get(n + "-2")).join(" "), "10 20 30 40 not-information");
  await clerk.close();
  return wrong;
}

export const blackout = { "by mouse": byMouse, "by keyboard": byKeyboard, "by finger": byFinger, "without scripts": withoutScripts };

// SPDX-License-Identifier: MulanPSL-2.0
// A demonstration office served for the browser.
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { demonstration } from "./engine.mjs";

const START_MS = 60000;

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function listens(port) {
  return new Promise((resolve) => {
    const link = net.connect(port, "127.0.0.1");
    link.on("connect", () => (link.destroy(), resolve(true)));
    link.on("error", () => resolve(false));
  });
}

// Starts the server and waits until both faces answer; what ends it. A clock stands still at that moment.
async function start(binary, folder, words, ports, clock) {
  const faces = ["--public", `127.0.0.1:${ports.public}`, "--desk", `127.0.0.1:${ports.desk}`];
  const server = spawn(binary, ["serve", ...words, ...faces], {
    cwd: folder,
    // as in tests/scenario/lib/world.py: a sanitized child must not give thread stacks back
    env: { GLIBC_TUNABLES: "glibc.pthread.stack_cache_size=1073741824", ...process.env, ...(clock && { LIANXIN_CLOCK: clock }) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  server.stdout.on("data", (data) => (said += data));
  server.stderr.on("data", (data) => (said += data));
  const until = Date.now() + START_MS;
  for (const port of Object.values(ports)) {
    while (!(await listens(port))) {
      if (server.exitCode !== null || Date.now() > until)
        throw new Error(`serve did not come up (exit ${server.exitCode}):\n${said}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  return async () => {
    const ended = new Promise((resolve) => server.on("exit", resolve));
    if (server.exitCode === null) server.kill("SIGTERM");
    const code = server.exitCode ?? (await ended);
    if (code !== 0) throw new Error(`serve ended with ${code}:\n${said.slice(-3000)}`);
  };
}

// Serves a copy of the demonstration, at another moment when told so; { public, desk: addresses,
// accounts, stop() }.
export async function serve(binary, clock) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "lianxin-browser."));
  const { url, key, accounts } = demonstration(binary, folder);
  const ports = { public: await freePort(), desk: await freePort() };
  const words = ["--db", url, "--key-file", key];
  let papers = 0;
  let end = await start(binary, folder, words, ports, clock);
  return {
    public: `http://127.0.0.1:${ports.public}`,
    desk: `http://127.0.0.1:${ports.desk}`,
    accounts,
    // Takes a step of a request as the clerk, on the command line.
    step(number, event, ...options) {
      this.request("clerk", undefined, "event", number, event, ...options);
    },
    // Such a step whose letter went out on paper.
    sends(number, event, ...options) {
      const paper = ["--number", `手〔2026〕${++papers}号`, "--scan", "tests/data/files/plain.pdf"];
      this.step(number, event, ...options, ...paper);
    },
    // Any other `lianxin request`, as that person, with data on standard input; what it answers.
    request(login, data, ...words) {
      const place = ["--db", url, "--key-file", key, "--as", login];
      const env = { ...process.env, LIANXIN_PASSWORD: accounts.find((a) => a.login === login).password };
      return execFileSync(binary, ["request", ...words, ...place], { env, input: data && JSON.stringify(data), encoding: "utf8" });
    },
    // A setting of the office, by its operator.
    setting(name, value) {
      execFileSync(binary, ["setting", name, value, "--db", url], { stdio: "pipe" });
    },
    // Runs a command on the office, as an operator or --as somebody, at another moment when told so.
    operate([command, ...rest], clock) {
      const as = rest.indexOf("--as");
      const who = accounts.find((a) => a.login === rest[as + 1]);
      const env = { ...process.env, ...(clock && { LIANXIN_CLOCK: clock }), ...(as >= 0 && { LIANXIN_PASSWORD: who.password }) };
      const place = command === "request" ? ["--db", url, "--key-file", key] : ["--db", url];
      return execFileSync(binary, [command, ...rest, ...place], { env, stdio: "pipe" }).toString();
    },
    // The same office on another day: its server ends and starts anew at the same addresses.
    async move(clock) {
      await end();
      end = await start(binary, folder, words, ports, clock);
    },
    async stop() {
      await end().finally(() => fs.rmSync(folder, { recursive: true, force: true }));
    },
  };
}

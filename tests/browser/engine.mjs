// SPDX-License-Identifier: MulanPSL-2.0
// Where the browser's office stands: a copy of a demonstration made once per binary, or on PostgreSQL
// (LIANXIN_TEST_ENGINE, set by tests/on-engines) a database of its own. Python's is lib/engine.py.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const make = (binary, url, key) =>
  execFileSync(binary, ["init", "--demo", "--no-cases", "--json", "--db", url, "--key-file", key], { encoding: "utf8" });

function file(binary, folder) {
  const made = path.join(path.dirname(binary), "demo.db");
  const db = path.join(folder, "office.db");
  const tails = ["", "-wal", "-shm", ".key"];
  const fresh = fs.existsSync(made) && fs.statSync(made).mtimeMs > fs.statSync(binary).mtimeMs;
  if (!fresh) {
    for (const end of tails) fs.rmSync(made + end, { force: true });
    fs.writeFileSync(made + ".json", make(binary, "sqlite:" + made, made + ".key"));
  }
  for (const end of tails) if (fs.existsSync(made + end)) fs.copyFileSync(made + end, db + end);
  return { url: "sqlite:" + db, key: db + ".key", said: fs.readFileSync(made + ".json", "utf8") };
}

// The whole server is thrown away after the run, so nobody drops the database.
function database(binary, folder) {
  const server = process.env.LIANXIN_TEST_PG;
  const bin = "/usr/lib/postgresql/" + fs.readdirSync("/usr/lib/postgresql").sort((a, b) => a - b).at(-1) + "/bin";
  execFileSync(bin + "/psql", ["-XqAt", "-d", server, "-c", "CREATE DATABASE browser OWNER lianxin"]);
  const url = server.replace("postgres@/postgres?", "lianxin@/browser?");
  const key = path.join(folder, "key");
  return { url, key, said: make(binary, url, key) };
}

// Lays down the demonstration; { url, key: a file, accounts }.
export function demonstration(binary, folder) {
  const place = process.env.LIANXIN_TEST_ENGINE === "postgresql" ? database(binary, folder) : file(binary, folder);
  return { url: place.url, key: place.key, accounts: JSON.parse(place.said).accounts };
}

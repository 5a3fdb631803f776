// SPDX-License-Identifier: MulanPSL-2.0
// Where the browser's office stands: a copy of the demonstration the scenarios use too, or on PostgreSQL
// (LIANXIN_TEST_ENGINE, set by tests/on-engines) a database of its own. Python's is lib/engine.py.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const make = (binary, url, key) =>
  execFileSync(binary, ["init", "--demo", "--no-cases", "--json", "--db", url, "--key-file", key], { encoding: "utf8" });

function file(binary, folder) {
  const db = path.join(folder, "office.db");
  const said = execFileSync("python3", ["-B", "tests/scenario/lib/demo.py", binary, db], { encoding: "utf8" });
  return { url: "sqlite:" + db, key: db + ".key", said };
}

// The whole server is thrown away after the run, so nobody drops the database.
function database(binary, folder) {
  const server = process.env.LIANXIN_TEST_PG;
  const name = "browser_" + path.basename(folder).replace(/\W/g, "_").toLowerCase();
  const bin = "/usr/lib/postgresql/" + fs.readdirSync("/usr/lib/postgresql").sort((a, b) => a - b).at(-1) + "/bin";
  execFileSync(bin + "/psql", ["-XqAt", "-d", server, "-c", `CREATE DATABASE ${name} OWNER lianxin`]);
  const url = server.replace("postgres@/postgres?", `lianxin@/${name}?`);
  const key = path.join(folder, "key");
  return { url, key, said: make(binary, url, key) };
}

// Lays down the demonstration; { url, key: a file, accounts }.
export function demonstration(binary, folder) {
  const place = process.env.LIANXIN_TEST_ENGINE === "postgresql" ? database(binary, folder) : file(binary, folder);
  return { url: place.url, key: place.key, accounts: JSON.parse(place.said).accounts };
}

/* SPDX-License-Identifier: MulanPSL-2.0 */
const char *a = "SELECT x::text FROM request";
const char *b = "SELECT id FROM request WHERE title LIKE $1";
const char *c = "INSERT OR IGNORE INTO request (id) VALUES ($1)";
const char *d = "SELECT id FROM request WHERE id = ?";
const char *e = "SELECT kind, title, count(*) FROM request GROUP BY kind";
const char *f = "SELECT id FROM request WHERE rowid = :id";
const char *g = SQL2("SELECT id FROM a", "SELECT id FROM b");

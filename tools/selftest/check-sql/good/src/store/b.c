/* SPDX-License-Identifier: MulanPSL-2.0 */
const char *a = "SELECT CAST(x AS text) FROM request WHERE at = '12:30?' AND y = $1";
const char *e = "SELECT kind, $2, count(*), max(f(a, b)) AS m FROM request GROUP BY kind";

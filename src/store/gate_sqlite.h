/* SPDX-License-Identifier: MulanPSL-2.0
 * The read gates on SQLite: an authorizer that lets a connection read the views of one prefix. */
#ifndef LIANXIN_STORE_GATE_SQLITE_H
#define LIANXIN_STORE_GATE_SQLITE_H

struct sqlite3;
/* views: "public_" or "own_"; must live as long as the connection. From now on everything but
 * SELECT on such views, a read snapshot and PRAGMA data_version is refused while preparing. */
void gate_sqlite(struct sqlite3 *handle, const char *views);

#endif

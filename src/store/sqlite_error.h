/* SPDX-License-Identifier: MulanPSL-2.0
 * SQLite's error codes as sentences for an operator. */
#ifndef LIANXIN_STORE_SQLITE_ERROR_H
#define LIANXIN_STORE_SQLITE_ERROR_H

#include "base/error.h"

struct sqlite3;
/* One sentence per cause, with a hint; SQLite's own words go to the detail. handle may be
 * NULL. The caller has cleared errno before the call that failed: it tells a full disk from a
 * broken one. */
enum err sqlite_error(struct sqlite3 *handle, int code, struct error *error);

#endif

/* SPDX-License-Identifier: MulanPSL-2.0
 * A fresh office in a directory of its own for each test of store/. */
#ifndef LIANXIN_TESTS_STORE_HELP_STORE_H
#define LIANXIN_TESTS_STORE_HELP_STORE_H

#include "store/agency.h"
#include "store/help_engine.h"
#include "store/register.h"
#include "store/store.h"

struct office {
	char folder[32], path[64], url[ENGINE_URL];
	struct store *store;
	struct arena arena;
	struct error error;
	int64_t agency;
	struct author author;
};
/* A database with one agency on the engine the tests run on, opened for the desk. `path` is
 * SQLite's alone.
 */
void office_open(struct office *office);
/* Closes and removes the folder. */
void office_close(struct office *office);
/* Fails the test with the error's sentence unless err is ERR_NONE. */
#define FINE(office, call) office_fine((office), (call), #call, __FILE__, __LINE__)
void office_fine(struct office *office, enum err err, const char *what, const char *file, int line);

/* One entry inserted, changed, struck in a transaction of its own. */
enum err office_add(struct office *office, enum register_id id, const char *const *values,
		    int64_t *ret_id);
enum err office_change(struct office *office, enum register_id id, int64_t entry_id,
		       int64_t version, const char *const *values, const char *reason);
enum err office_strike(struct office *office, enum register_id id, int64_t entry_id,
		       int64_t version, const char *reason);
/* A request's values, in column order. */
#define REQUEST(number, received, kind, outcome, replied)                                          \
	(const char *const[])                                                                      \
	{                                                                                          \
		number, received, "online", kind, "虚构人", "某项目预算", outcome, replied         \
	}
/* Runs SQL over a connection of its own, as a tamperer with a shell would; on PostgreSQL as a
 * superuser whom no trigger stops, so DROP TRIGGER is left out there. */
void office_tamper(struct office *office, const char *sql);
/* Does the database itself refuse that SQL? */
bool office_refuses(struct office *office, const char *sql);
/* Makes a database of the first n schema files alone in the office's folder, not opened. */
void office_old_schema(const struct office *office, int n, struct office *ret_old);
/* How many tables, indexes, triggers and views of one file the other lacks, both ways. */
int64_t office_differences(struct office *office, const char *other);
/* The first column of the first row, as a number. */
int64_t office_ask(struct office *office, const char *sql);

#endif

/* SPDX-License-Identifier: MulanPSL-2.0
 * An office in a temporary file, with one agency of each needed kind and one account of each role,
 * at a clock the test may move. */
#ifndef LIANXIN_TESTS_HELP_OFFICE_H
#define LIANXIN_TESTS_HELP_OFFICE_H

#include "base/buf.h"
#include "office/annual.h"
#include "office/entry.h"
#include "office/import.h"
#include "office/staff.h"
#include "store/help_engine.h"

enum help_person {
	HELP_CLERK,
	HELP_REVIEWER,
	HELP_APPROVER,
	HELP_HEAD,
	HELP_SUPERVISOR,
	HELP_SYSTEM,
	HELP_SECURITY,
	HELP_AUDIT,
	HELP_OUTSIDER, /* a clerk of the agency beside */
	HELP_PERSON__MAX
};

struct help_office {
	char path[64], url[ENGINE_URL]; /* path: the file on SQLite, a free name on PostgreSQL */
	struct office office;
	int64_t agency;	 /* a township, the root */
	int64_t village; /* a department below it */
	int64_t beside;	 /* another department below it */
	struct actor actors[HELP_PERSON__MAX];
	struct arena arena;
	struct problems problems;
	struct error error;
};

/* The password of everybody. */
#define HELP_PASSWORD "a good long password"

/* One office per test: give both to cmocka_unit_test_setup_teardown(). Begins 2025-01-10T09:00. */
extern struct help_office help;
int help_setup(void **state);
int help_teardown(void **state);

void help_office_open(struct help_office *at, const char *moment);
void help_office_close(struct help_office *at);
/* Sets the office's clock: "2025-01-10T09:30". */
void help_office_clock(struct help_office *at, const char *moment);
/* ERR_NONE, or the test fails and prints the error. */
#define help_good(at, call)                                                                        \
	do {                                                                                       \
		if ((call) != ERR_NONE) fail_msg("%s", (at)->error.message);                       \
	} while (0)
/* A new vault, whose key file is gone already; the caller frees it. */
struct vault *help_vault(struct help_office *at);
/* How many journal entries of that action there are. */
size_t help_journal_count(struct help_office *at, enum journal_action action);
/* Adds an entry from "column=value;column=value". */
int64_t help_entry(struct help_office *at, enum register_id id, const char *fields);
enum err help_try_entry(struct help_office *at, enum help_person person, enum register_id id,
			const char *fields, int64_t *ret_id);
/* Values of a register from the same notation; live in help's arena. */
const char **help_values(struct help_office *at, enum register_id id, const char *fields);

#endif

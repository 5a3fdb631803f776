/* SPDX-License-Identifier: MulanPSL-2.0
 * Every column that holds something of a person stands in the table of office/personal.h: what is
 * sealed or marked as personal data in the schema or a register, and all free words about a matter.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/embedded.h"
#include "office/personal.h"
#include "store/register.h"

enum { NAME = 64, SEEN_MAX = 2000 };

struct seen_column {
	char table[NAME], name[NAME];
};
static struct seen_column seen[SEEN_MAX];
static size_t n_seen;

static const struct personal_column *listed(const char *table, const char *name)
{
	for (size_t i = 0; i < personal_column_count(); i++)
		if (strcmp(personal_columns[i].table, table) == 0 &&
		    strcmp(personal_columns[i].column, name) == 0)
			return &personal_columns[i];
	return NULL;
}

/* "    name TYPE rest": must it be looked at? */
static bool delicate(const char *type, const char *rest, bool of_matter)
{
	if (strcmp(type, "BLOB") == 0) return true;
	if (strcmp(type, "TEXT") != 0) return false;
	if (strstr(rest, "sealed") != NULL || strstr(rest, "personal") != NULL) return true;
	/* a choice, a day, a code */
	bool closed = strstr(rest, " IN (") != NULL || strstr(rest, "= 10)") != NULL ||
		      strstr(rest, "code of") != NULL;
	return of_matter && !closed;
}

static void take_column(const char *table, const char *line, bool of_matter)
{
	char name[NAME] = "", type[NAME] = "";
	int at = 0;
	if (sscanf(line, " %63[a-z0-9_] %63[A-Z]%n", name, type, &at) != 2) return;
	assert_true(n_seen < SEEN_MAX);
	snprintf(seen[n_seen].table, NAME, "%s", table);
	snprintf(seen[n_seen++].name, NAME, "%s", name);
	if (delicate(type, line + at, of_matter) && listed(table, name) == NULL)
		fail_msg(
			"%s.%s may hold personal data: say in office/personal.c what becomes of it",
			table, name);
}

/* The lines of one CREATE TABLE. */
static void take_table(const char *table, const char *at)
{
	const char *end = strstr(at, "\n)");
	char line[400];
	assert_non_null(end);
	const char *key = strstr(at, "    matter_id ");
	bool of_matter = key != NULL && key < end;
	for (at += strcspn(at, "\n") + 1; at < end; at += strcspn(at, "\n") + 1) {
		snprintf(line, sizeof line, "%.*s", (int)strcspn(at, "\n"), at);
		if (strncmp(line, "    ", 4) == 0 && line[4] >= 'a' && line[4] <= 'z')
			take_column(table, line, of_matter);
	}
}

static void read_schema(void)
{
	char table[NAME], line[400];
	n_seen = 0;
	for (const struct embedded *file = embedded_files; file->path != NULL; file++) {
		if (strncmp(file->path, "src/store/migrations/", 21) != 0) continue;
		for (const char *at = file->bytes; *at != '\0'; at += strcspn(at, "\n") + 1) {
			int n = 0;
			if (sscanf(at, "CREATE TABLE %63[a-z0-9_]", table) == 1) {
				/* one that is made anew in place of another */
				char *made = strstr(table, "_new");
				if (made != NULL && made[4] == '\0') *made = '\0';
				take_table(table, at);
			} else if (sscanf(at, "ALTER TABLE %63[a-z0-9_] ADD COLUMN %n", table,
					  &n) == 1 &&
				   n > 0) {
				snprintf(line, sizeof line, "%.*s", (int)strcspn(at + n, "\n"),
					 at + n);
				take_column(table, line, true);
			}
			if (at[strcspn(at, "\n")] == '\0') break;
		}
	}
}

static void every_delicate_column_of_the_schema_is_listed(void **state)
{
	(void)state;
	read_schema();
	assert_true(n_seen > 300);
}

static void every_row_is_a_column(void **state)
{
	(void)state;
	read_schema();
	for (size_t i = 0; i < personal_column_count(); i++) {
		bool there = false;
		for (size_t k = 0; k < n_seen; k++)
			there |= strcmp(seen[k].table, personal_columns[i].table) == 0 &&
				 strcmp(seen[k].name, personal_columns[i].column) == 0;
		if (!there)
			fail_msg("there is no column %s.%s", personal_columns[i].table,
				 personal_columns[i].column);
		assert_true(personal_columns[i].what[0] != '\0');
		assert_ptr_equal(listed(personal_columns[i].table, personal_columns[i].column),
				 &personal_columns[i]);
	}
}

static void what_a_register_marks_is_listed(void **state)
{
	static const char *const tables[REGISTER__MAX] = {
		[REGISTER_REQUESTS] = "request",
		[REGISTER_RECONSIDERATIONS] = "reconsideration",
		[REGISTER_LITIGATION] = "litigation",
		[REGISTER_CORRECTIONS] = "correction_request",
		[REGISTER_SUGGESTIONS] = "suggestion",
		[REGISTER_COMPLAINTS] = "complaint",
	};
	size_t n = 0;
	(void)state;
	for (int id = 0; id < REGISTER__MAX; id++) {
		const struct register_facts *facts = register_facts((enum register_id)id);
		for (size_t i = 0; i < facts->n_columns; i++) {
			if (!facts->columns[i].personal) continue;
			if (tables[id] == NULL ||
			    listed(tables[id], facts->columns[i].name) == NULL)
				fail_msg("%s.%s is marked as personal data: say in "
					 "office/personal.c "
					 "what becomes of it",
					 facts->name, facts->columns[i].name);
			n++;
		}
	}
	assert_true(n >= 6);
}

/* The reader of the schema sees what it is to see. */
static void a_new_column_would_be_seen(void **state)
{
	(void)state;
	assert_true(delicate("BLOB", " NOT NULL, -- anything", false));
	assert_true(delicate("TEXT", " NOT NULL, -- sealed JSON", false));
	assert_true(delicate("TEXT", " NOT NULL, -- personal data", false));
	assert_true(delicate("TEXT", " NOT NULL DEFAULT '', -- free words", true));
	assert_false(delicate("TEXT", " NOT NULL DEFAULT '', -- free words", false));
	assert_false(delicate("TEXT", " NOT NULL CHECK (state IN ('a')), -- state", true));
	assert_false(delicate("INTEGER", " NOT NULL, -- personal", true));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_delicate_column_of_the_schema_is_listed),
		cmocka_unit_test(every_row_is_a_column),
		cmocka_unit_test(what_a_register_marks_is_listed),
		cmocka_unit_test(a_new_column_would_be_seen),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

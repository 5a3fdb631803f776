/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "unit/help_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "office/password.h"
#include "store/agency.h"
#include "store/journal.h"

static const struct {
	const char *login, *roles;
} people[HELP_PERSON__MAX] = {
	[HELP_CLERK] = {"clerk", "clerk"},
	[HELP_REVIEWER] = {"reviewer", "reviewer"},
	[HELP_APPROVER] = {"approver", "approver"},
	[HELP_HEAD] = {"head", "head"},
	[HELP_SUPERVISOR] = {"supervisor", "supervisor"},
	[HELP_SYSTEM] = {"system", "system"},
	[HELP_SECURITY] = {"security", "security"},
	[HELP_AUDIT] = {"audit", "audit"},
	[HELP_OUTSIDER] = {"outsider", "clerk"},
};

void help_office_clock(struct help_office *help, const char *moment)
{
	char date[11];
	int hour, minute;
	day d;
	memcpy(date, moment, 10);
	date[10] = '\0';
	assert_true(day_parse(date, &d));
	assert_int_equal(sscanf(moment + 10, "T%d:%d", &hour, &minute), 2);
	help->office.clock.fixed_ms = (((int64_t)d * 24 + hour - 8) * 60 + minute) * 60 * 1000;
}

static enum err agencies_work(struct store *store, void *context, struct error *error)
{
	struct help_office *help = context;
	struct actor house = actor_house();
	struct author author = office_author(&help->office, &house);
	struct agency agency = {.level = LEVEL_TOWNSHIP, .receives_requests = true, .channels = 63};
#define FIELD(field, label, max, required, hint) agency.field = "";
	AGENCY_FIELDS(FIELD)
#undef FIELD
	agency.name = "测试乡";
	enum err err = agency_insert(store, &agency, &author, error, &help->agency);
	agency.parent_id = help->agency;
	agency.level = LEVEL_DEPARTMENT;
	agency.name = "测试乡民政办";
	if (err == ERR_NONE) err = agency_insert(store, &agency, &author, error, &help->village);
	agency.name = "测试乡林业站";
	if (err == ERR_NONE) err = agency_insert(store, &agency, &author, error, &help->beside);
	return err;
}

struct account_work {
	struct help_office *help;
	const char *hash;
};

static enum err accounts_work(struct store *store, void *context, struct error *error)
{
	const struct account_work *work = context;
	struct help_office *help = work->help;
	struct actor house = actor_house();
	struct author author = office_author(&help->office, &house);
	for (int i = 0; i < HELP_PERSON__MAX; i++) {
		struct account account = {.name = people[i].login,
					  .display_name = people[i].login,
					  .agency_id =
						  i == HELP_OUTSIDER ? help->beside : help->agency,
					  .password = ""};
		assert_true(roles_parse(people[i].roles, &account.kind, &account.roles));
		int64_t id;
		enum err err = account_insert(store, &account, &author, error, &id);
		if (err == ERR_NONE)
			err = account_password(store, id, work->hash, false, &author, error);
		if (err != ERR_NONE) return err;
		help->actors[i] = (struct actor){.who = WHO_ACCOUNT,
						 .account_id = id,
						 .login = people[i].login,
						 .name = people[i].login,
						 .agency_id = account.agency_id,
						 .kind = account.kind,
						 .roles = account.roles,
						 .from = "192.0.2.1"};
	}
	return ERR_NONE;
}

void help_office_open(struct help_office *help, const char *moment)
{
	static char hash[PASSWORD_HASH];
	if (hash[0] == '\0') password_hash(NULL, HELP_PASSWORD, hash);
	memset(help, 0, sizeof *help);
	snprintf(help->path, sizeof help->path, "/tmp/lianxin-office-XXXXXX");
	int fd = mkstemp(help->path);
	assert_true(fd >= 0);
	close(fd);
	unlink(help->path);
	snprintf(help->url, sizeof help->url, "sqlite:%s", help->path);
	problems_init(&help->problems, &help->arena);
	help_office_clock(help, moment);
	help_good(help, store_create(help->url, help->office.clock.fixed_ms, &help->error,
				     &help->office.store));
	help_good(help, store_transaction(help->office.store, agencies_work, help, &help->error));
	struct account_work work = {help, hash};
	help_good(help, store_transaction(help->office.store, accounts_work, &work, &help->error));
}

void help_office_close(struct help_office *help)
{
	static const char *const tails[] = {"", "-wal", "-shm"};
	office_detach(&help->office);
	for (size_t i = 0; i < COUNT_OF(tails); i++) {
		char path[80];
		snprintf(path, sizeof path, "%s%s", help->path, tails[i]);
		unlink(path);
	}
	arena_release(&help->arena);
}

size_t help_journal_count(struct help_office *help, enum journal_action action)
{
	struct journal_filter filter = {.has_action = true, .action = action, .limit = 500};
	struct journal_page page;
	help_good(help,
		  journal_list(help->office.store, &filter, &help->arena, &help->error, &page));
	return page.n;
}

const char **help_values(struct help_office *help, enum register_id id, const char *fields)
{
	const struct register_facts *facts = register_facts(id);
	const char **values = arena_array(&help->arena, facts->n_columns, sizeof *values);
	for (size_t i = 0; i < facts->n_columns; i++) values[i] = "";
	while (*fields != '\0') {
		size_t n = strcspn(fields, ";"), name = strcspn(fields, "=");
		size_t column = register_column(facts, arena_text_n(&help->arena, fields, name));
		assert_true(column < facts->n_columns);
		values[column] = arena_text_n(&help->arena, fields + name + 1, n - name - 1);
		fields += n + (fields[n] == ';');
	}
	return values;
}

enum err help_try_entry(struct help_office *help, enum help_person person, enum register_id id,
			const char *fields, int64_t *ret_id)
{
	problems_init(&help->problems, &help->arena);
	return entry_add(&help->office, &help->actors[person], id, help->agency,
			 help_values(help, id, fields), &help->problems, &help->error, ret_id);
}

int64_t help_entry(struct help_office *help, enum register_id id, const char *fields)
{
	int64_t entry = 0;
	help_good(help, help_try_entry(help, HELP_CLERK, id, fields, &entry));
	return entry;
}

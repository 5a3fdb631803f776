/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "unit/help_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/vault.h"
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

void help_office_clock(struct help_office *at, const char *moment)
{
	char date[11];
	int hour, minute;
	day d;
	memcpy(date, moment, 10);
	date[10] = '\0';
	assert_true(day_parse(date, &d));
	assert_int_equal(sscanf(moment + 10, "T%d:%d", &hour, &minute), 2);
	at->office.clock.fixed_ms = (((int64_t)d * 24 + hour - 8) * 60 + minute) * 60 * 1000;
}

static enum err agencies_work(struct store *store, void *context, struct error *error)
{
	struct help_office *at = context;
	struct actor house = actor_house();
	struct author author = office_author(&at->office, &house);
	struct agency agency = {.level = LEVEL_TOWNSHIP, .receives_requests = true, .channels = 63};
#define FIELD(field, label, max, required, hint) agency.field = "";
	AGENCY_FIELDS(FIELD)
#undef FIELD
	agency.name = "测试乡";
	enum err err = agency_insert(store, &agency, &author, error, &at->agency);
	agency.parent_id = at->agency;
	agency.level = LEVEL_DEPARTMENT;
	agency.name = "测试乡民政办";
	if (err == ERR_NONE) err = agency_insert(store, &agency, &author, error, &at->village);
	agency.name = "测试乡林业站";
	if (err == ERR_NONE) err = agency_insert(store, &agency, &author, error, &at->beside);
	return err;
}

struct account_work {
	struct help_office *at;
	const char *hash;
};

static enum err accounts_work(struct store *store, void *context, struct error *error)
{
	const struct account_work *work = context;
	struct help_office *at = work->at;
	struct actor house = actor_house();
	struct author author = office_author(&at->office, &house);
	for (int i = 0; i < HELP_PERSON__MAX; i++) {
		struct account account = {.name = people[i].login,
					  .display_name = people[i].login,
					  .agency_id = i == HELP_OUTSIDER ? at->beside : at->agency,
					  .password = ""};
		assert_true(roles_parse(people[i].roles, &account.kind, &account.roles));
		int64_t id;
		enum err err = account_insert(store, &account, &author, error, &id);
		if (err == ERR_NONE)
			err = account_password(store, id, work->hash, false, &author, error);
		if (err != ERR_NONE) return err;
		at->actors[i] = (struct actor){.who = WHO_ACCOUNT,
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

void help_office_open(struct help_office *at, const char *moment)
{
	static char hash[PASSWORD_HASH];
	if (hash[0] == '\0') password_hash(NULL, HELP_PASSWORD, hash);
	memset(at, 0, sizeof *at);
	snprintf(at->path, sizeof at->path, "/tmp/lianxin-office-XXXXXX");
	int fd = mkstemp(at->path);
	assert_true(fd >= 0);
	close(fd);
	unlink(at->path);
	engine_database(at->path, at->url);
	problems_init(&at->problems, &at->arena);
	help_office_clock(at, moment);
	help_good(at,
		  store_create(at->url, at->office.clock.fixed_ms, &at->error, &at->office.store));
	help_good(at, store_transaction(at->office.store, agencies_work, at, &at->error));
	struct account_work work = {at, hash};
	help_good(at, store_transaction(at->office.store, accounts_work, &work, &at->error));
}

void help_office_close(struct help_office *at)
{
	office_detach(&at->office);
	engine_drop(at->url);
	arena_release(&at->arena);
}

struct vault *help_vault(struct help_office *at)
{
	char folder[] = "/tmp/lianxin-key-XXXXXX", path[64];
	struct vault *vault = NULL;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/key", folder);
	help_good(at, vault_make_file(path, &at->error));
	help_good(at, vault_open(path, &at->error, &vault));
	unlink(path);
	rmdir(folder);
	return vault;
}

size_t help_journal_count(struct help_office *at, enum journal_action action)
{
	struct journal_filter filter = {.has_action = true, .action = action, .limit = 500};
	struct journal_page page;
	help_good(at, journal_list(at->office.store, &filter, &at->arena, &at->error, &page));
	return page.n;
}

const char **help_values(struct help_office *at, enum register_id id, const char *fields)
{
	const struct register_facts *facts = register_facts(id);
	const char **values = arena_array(&at->arena, facts->n_columns, sizeof *values);
	for (size_t i = 0; i < facts->n_columns; i++) values[i] = "";
	while (*fields != '\0') {
		size_t n = strcspn(fields, ";"), name = strcspn(fields, "=");
		size_t column = register_column(facts, arena_text_n(&at->arena, fields, name));
		assert_true(column < facts->n_columns);
		values[column] = arena_text_n(&at->arena, fields + name + 1, n - name - 1);
		fields += n + (fields[n] == ';');
	}
	return values;
}

enum err help_try_entry(struct help_office *at, enum help_person person, enum register_id id,
			const char *fields, int64_t *ret_id)
{
	problems_init(&at->problems, &at->arena);
	struct entry_added added;
	enum err err =
		entry_add(&at->office, &at->actors[person], id, at->agency,
			  help_values(at, id, fields), "", &at->problems, &at->error, &added);
	if (err == ERR_NONE) *ret_id = added.id;
	return err;
}

int64_t help_entry(struct help_office *at, enum register_id id, const char *fields)
{
	int64_t entry = 0;
	help_good(at, help_try_entry(at, HELP_CLERK, id, fields, &entry));
	return entry;
}

struct help_office help;

int help_setup(void **state)
{
	(void)state;
	help_office_open(&help, "2025-01-10T09:00");
	return 0;
}

int help_teardown(void **state)
{
	(void)state;
	help_office_close(&help);
	return 0;
}

/* SPDX-License-Identifier: MulanPSL-2.0
 * Accounts, logins, one-time links, settings, holidays, corrections, agencies. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "store/account.h"
#include "store/correction.h"
#include "store/help_store.h"
#include "store/holiday.h"
#include "store/journal.h"
#include "store/setting.h"

/* Several writes of a test in one transaction. */
struct step {
	struct office *office;
	struct account account;
	struct agency agency;
	struct holiday holiday;
	struct digest digest;
	int64_t id, number;
	bool good;
	const char *text;
};
#define RUN(office, work, step) store_transaction((office)->store, work, step, &(office)->error)

static enum err insert_account(struct store *store, void *context, struct error *error)
{
	struct step *step = context;
	return account_insert(store, &step->account, &step->office->author, error, &step->id);
}

static enum err update_account(struct store *store, void *context, struct error *error)
{
	struct step *step = context;
	return account_update(store, &step->account, "调岗", &step->office->author, error);
}

static enum err set_password(struct store *store, void *context, struct error *error)
{
	struct step *step = context;
	return account_password(store, step->id, "hash-2", false, &step->office->author, error);
}

static enum err sign_in(struct store *store, void *context, struct error *error)
{
	struct step *step = context;
	struct login login = {step->id, 1000, 1000, 9000, "127.0.0.1"};
	return login_insert(store, &step->digest, &login, error);
}

static enum err attempt(struct store *store, void *context, struct error *error)
{
	struct step *step = context;
	return account_attempt(store, step->id, 3, 77, error);
}

static void test_account(void **state)
{
	struct office office;
	struct login login;
	struct account account;
	(void)state;
	office_open(&office);
	struct step step = {.office = &office,
			    .account = {.name = "li",
					.display_name = "李虚构",
					.agency_id = office.agency,
					.kind = ACCOUNT_OFFICE,
					.roles = ROLE_CLERK | ROLE_HEAD,
					.password = "hash-1",
					.must_change = true}};
	FINE(&office, RUN(&office, insert_account, &step));
	assert_int_equal(RUN(&office, insert_account, &step), ERR_CONFLICT);
	FINE(&office, account_find(office.store, "li", &office.arena, &office.error, &account));
	assert_int_equal(account.roles, ROLE_CLERK | ROLE_HEAD);
	assert_string_equal(account.password, "hash-1");
	assert_true(account.must_change);
	FINE(&office, RUN(&office, attempt, &step));
	FINE(&office, RUN(&office, sign_in, &step));
	FINE(&office, account_get(office.store, step.id, &office.arena, &office.error, &account));
	assert_int_equal(account.failures, 3);
	assert_int_equal(account.locked_until, 77);
	FINE(&office, login_get(office.store, &step.digest, &office.arena, &office.error, &login));
	assert_string_equal(login.from, "127.0.0.1");
	/* a new password ends logins and locks */
	FINE(&office, RUN(&office, set_password, &step));
	assert_int_equal(
		login_get(office.store, &step.digest, &office.arena, &office.error, &login),
		ERR_MISSING);
	FINE(&office, account_get(office.store, step.id, &office.arena, &office.error, &account));
	assert_int_equal(account.locked_until, 0);
	assert_false(account.must_change);
	step.account = account;
	step.account.roles = ROLE_SUPERVISOR;
	step.account.disabled = true;
	FINE(&office, RUN(&office, update_account, &step));
	assert_int_equal(RUN(&office, update_account, &step), ERR_CONFLICT);
	FINE(&office, account_get(office.store, step.id, &office.arena, &office.error, &account));
	assert_int_equal(account.roles, ROLE_SUPERVISOR);
	assert_true(account.disabled);
	office_close(&office);
}

/* The constraint itself, not only the function, keeps the hats apart. */
static void test_nobody_wears_two_hats(void **state)
{
	struct office office;
	(void)state;
	office_open(&office);
	struct step step = {.office = &office,
			    .account = {.name = "wang",
					.display_name = "王虚构",
					.agency_id = office.agency,
					.kind = ACCOUNT_AUDIT,
					.roles = ROLE_CLERK}};
	assert_int_equal(RUN(&office, insert_account, &step), ERR_CONFLICT);
	assert_non_null(strstr(office.error.message, "兼任"));
	step.account.roles = 0;
	FINE(&office, RUN(&office, insert_account, &step));
	step.account.id = step.id;
	step.account.version = 1;
	step.account.roles = ROLE_HEAD;
	assert_int_equal(RUN(&office, update_account, &step), ERR_CONFLICT);
	step.account.kind = ACCOUNT_OFFICE;
	FINE(&office, RUN(&office, update_account, &step));
	step.account.version = 2;
	step.account.kind = ACCOUNT_SYSTEM;
	step.account.roles = 0;
	FINE(&office, RUN(&office, update_account, &step));
	office_close(&office);
}

static enum err make_link(struct store *store, void *context, struct error *error)
{
	struct step *step = context;
	const struct one_time_link link = {.account_id = step->id, .expires_at = 5000};
	return one_time_insert(store, &step->digest, "setup", &link, &step->office->author, error);
}

static enum err take_link(struct store *store, void *context, struct error *error)
{
	struct step *step = context;
	struct one_time_link link;
	return one_time_take(store, &step->digest, step->text, step->number, error, &link);
}

/* How many of verify's findings are about passwords; all of them in *ret_findings. */
static int64_t swapped(struct office *office, int64_t *ret_findings)
{
	struct journal_verdict verdict;
	int64_t n = 0;
	FINE(office, journal_verify(office->store, &office->arena, &office->error, &verdict));
	for (const struct journal_finding *f = verdict.first; f != NULL; f = f->next)
		n += f->fault == FAULT_PASSWORD;
	*ret_findings = verdict.findings;
	return n;
}

/* Whoever swaps a hash in the file could sign in as somebody else. */
static void test_a_swapped_password_is_found(void **state)
{
	struct office office;
	int64_t all = 0;
	(void)state;
	office_open(&office);
	struct step step = {
		.office = &office,
		.account = {.name = "a", .display_name = "甲", .agency_id = office.agency}};
	FINE(&office, RUN(&office, insert_account, &step));
	FINE(&office, RUN(&office, set_password, &step));
	step.account.name = "b";
	FINE(&office, RUN(&office, insert_account, &step));
	assert_int_equal(swapped(&office, &all), 0);
	assert_int_equal(all, 0);
	office_tamper(&office, "UPDATE account SET password = 'hash-3' WHERE name = 'a'");
	assert_int_equal(swapped(&office, &all), 1);
	assert_int_equal(all, 1); /* no row that is journalled shows it */
	office_tamper(&office, "UPDATE account SET password = '' WHERE name = 'a'");
	assert_int_equal(swapped(&office, &all), 1);
	office_tamper(&office, "UPDATE account SET password = 'hash-2'");
	assert_int_equal(swapped(&office, &all), 1); /* b never had one set */
	office_tamper(&office, "UPDATE account SET password = 'hash-2' WHERE name = 'a'; "
			       "UPDATE account SET password = '' WHERE name = 'b'");
	assert_int_equal(swapped(&office, &all), 0);
	assert_int_equal(all, 0);
	/* set before the journal kept a digest: nothing to hold against it until it is changed */
	FINE(&office, RUN(&office, set_password, &step));
	office_tamper(&office,
		      "DROP TRIGGER journal_value_update; UPDATE journal_value SET note = '' "
		      "WHERE id = (SELECT MAX(id) FROM journal); "
		      "UPDATE account SET password = 'hash-4' WHERE name = 'b'");
	assert_int_equal(swapped(&office, &all), 0);
	FINE(&office, RUN(&office, set_password, &step));
	assert_int_equal(swapped(&office, &all), 0);
	office_tamper(&office, "UPDATE account SET password = 'hash-4' WHERE name = 'b'");
	assert_int_equal(swapped(&office, &all), 1);
	assert_int_equal(office_ask(&office, "SELECT COUNT(*) FROM journal_value WHERE note LIKE "
					     "'%hash-%'"),
			 0);
	office_close(&office);
}

static enum err decide_link(struct store *store, void *context, struct error *error)
{
	struct step *step = context;
	const struct one_time_link link = {
		.account_id = step->id, .expires_at = step->number, .confirmed = step->good};
	return one_time_decide(store, &link, &step->office->author, error);
}

static enum err list_links(struct store *store, void *context, struct error *error)
{
	struct step *step = context;
	struct one_time_link *links = NULL;
	size_t n = 0;
	enum err err = one_time_list(store, step->number, &step->office->arena, error, &links, &n);
	step->number = (int64_t)n;
	step->good = n == 1 && links[0].confirmed && links[0].account_id == step->id;
	return err;
}

static void test_a_link_is_decided_once(void **state)
{
	struct office office;
	(void)state;
	office_open(&office);
	struct step step = {
		.office = &office,
		.account = {.name = "a", .display_name = "甲", .agency_id = office.agency}};
	FINE(&office, RUN(&office, insert_account, &step));
	FINE(&office, RUN(&office, make_link, &step));
	step.number = 4999; /* of another link */
	assert_int_equal(RUN(&office, decide_link, &step), ERR_MISSING);
	step.number = 5000, step.good = true;
	FINE(&office, RUN(&office, decide_link, &step));
	step.good = false; /* too late to refuse */
	assert_int_equal(RUN(&office, decide_link, &step), ERR_MISSING);
	step.number = 4999;
	FINE(&office, RUN(&office, list_links, &step));
	assert_true(step.good);
	step.number = 5000; /* ended */
	FINE(&office, RUN(&office, list_links, &step));
	assert_int_equal(step.number, 0);
	FINE(&office, RUN(&office, make_link, &step));
	step.number = 5000, step.good = false;
	FINE(&office, RUN(&office, decide_link, &step));
	step.number = 4999;
	FINE(&office, RUN(&office, list_links, &step));
	assert_int_equal(step.number, 0);
	office_close(&office);
}

static enum err sweep(struct store *store, void *context, struct error *error)
{
	struct step *step = context;
	return login_sweep(store, 8000, 1000, error, &step->number);
}

static void test_links_and_sweeping(void **state)
{
	struct office office;
	(void)state;
	office_open(&office);
	struct step step = {
		.office = &office,
		.account = {.name = "a", .display_name = "甲", .agency_id = office.agency}};
	FINE(&office, RUN(&office, insert_account, &step));
	FINE(&office, RUN(&office, make_link, &step));
	step.text = "reset", step.number = 1000;
	assert_int_equal(RUN(&office, take_link, &step), ERR_MISSING);
	step.text = "setup", step.number = 5000;
	assert_int_equal(RUN(&office, take_link, &step), ERR_MISSING); /* expired */
	step.number = 4999;
	FINE(&office, RUN(&office, take_link, &step));
	assert_int_equal(RUN(&office, take_link, &step), ERR_MISSING); /* used */
	FINE(&office, RUN(&office, make_link, &step));
	FINE(&office, RUN(&office, sign_in, &step));
	FINE(&office, RUN(&office, sweep, &step));
	assert_int_equal(step.number, 2);
	office_close(&office);
}

static enum err insert_agency(struct store *store, void *context, struct error *error)
{
	struct step *step = context;
	return agency_insert(store, &step->agency, &step->office->author, error, &step->id);
}

static enum err update_agency(struct store *store, void *context, struct error *error)
{
	struct step *step = context;
	return agency_update(store, &step->agency, "更正", &step->office->author, error);
}

/* Every field keeps its own value through insert and update: the statements' order is right. */
static void test_agency_fields(void **state)
{
	struct office office;
	struct agency read;
	(void)state;
	office_open(&office);
	struct step step = {
		.office = &office,
		.agency = {.parent_id = office.agency, .level = LEVEL_DEPARTMENT, .position = 2}};
	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < AGENCY_FIELD__MAX; i++) {
			const char *text =
				arena_printf(&office.arena, "%s-%d", agency_fields[i].name, round);
			memcpy((char *)&step.agency + agency_fields[i].offset, &text, sizeof text);
		}
		if (round == 0)
			FINE(&office, RUN(&office, insert_agency, &step));
		else
			FINE(&office, RUN(&office, update_agency, &step));
		FINE(&office,
		     agency_get(office.store, step.id, &office.arena, &office.error, &read));
		for (size_t i = 0; i < AGENCY_FIELD__MAX; i++) {
			const char *is, *expected;
			memcpy(&is, (char *)&read + agency_fields[i].offset, sizeof is);
			memcpy(&expected, (char *)&step.agency + agency_fields[i].offset,
			       sizeof expected);
			assert_string_equal(is, expected);
		}
		step.agency.id = step.id;
		step.agency.version = 1;
	}
	assert_int_equal(read.level, LEVEL_DEPARTMENT);
	assert_int_equal(read.parent_id, office.agency);
	assert_int_equal(read.version, 2);
	office_close(&office);
}

static void test_agency_tree(void **state)
{
	struct office office;
	struct agency root, *all = NULL;
	size_t n = 0;
	(void)state;
	office_open(&office);
	struct step step = {.office = &office,
			    .agency = {.parent_id = office.agency, .name = "一所"}};
	FINE(&office, RUN(&office, insert_agency, &step));
	FINE(&office, agency_find(office.store, "古城乡", &office.arena, &office.error, &root));
	assert_int_equal(root.id, office.agency);
	FINE(&office, agency_find(office.store, NULL, &office.arena, &office.error, &root));
	assert_int_equal(root.id, office.agency);
	assert_int_equal(agency_find(office.store, "别处", &office.arena, &office.error, &root),
			 ERR_MISSING);
	step.agency = root;
	step.agency.parent_id = step.id;
	assert_int_equal(RUN(&office, update_agency, &step), ERR_CONFLICT); /* below itself */
	step.agency = (struct agency){.name = "又一个根"};
	FINE(&office, RUN(&office, insert_agency, &step));
	FINE(&office, agency_list(office.store, &office.arena, &office.error, &all, &n));
	assert_int_equal(n, 3);
	assert_int_equal(all[0].id, office.agency);
	office_close(&office);
}

static enum err change_setting(struct store *store, void *context, struct error *error)
{
	struct step *step = context;
	return setting_set(store, step->number, "idle", step->text, &step->office->author, error);
}

static enum err add_holiday(struct store *store, void *context, struct error *error)
{
	struct step *step = context;
	return holiday_insert(store, &step->holiday, &step->office->author, error, &step->id);
}

static enum err remove_holiday(struct store *store, void *context, struct error *error)
{
	struct step *step = context;
	return holiday_remove(store, step->id, "登记错误", &step->office->author, error);
}

static void test_settings_and_holidays(void **state)
{
	struct office office;
	const char *value = NULL;
	struct holiday *days = NULL;
	size_t n = 0;
	(void)state;
	office_open(&office);
	struct step step = {.office = &office, .text = "15"};
	FINE(&office, setting_get(office.store, office.agency, "idle", "30", &office.arena,
				  &office.error, &value));
	assert_string_equal(value, "30");
	FINE(&office, RUN(&office, change_setting, &step));
	step.number = office.agency, step.text = "20";
	FINE(&office, RUN(&office, change_setting, &step));
	FINE(&office, RUN(&office, change_setting, &step));
	FINE(&office, setting_get(office.store, office.agency, "idle", "30", &office.arena,
				  &office.error, &value));
	assert_string_equal(value, "20");
	FINE(&office,
	     setting_get(office.store, 0, "idle", "30", &office.arena, &office.error, &value));
	assert_string_equal(value, "15");
	step.holiday = (struct holiday){.agency_id = office.agency,
					.date = day_year_start(2025),
					.name = "开斋节",
					.source = "自治县通知"};
	FINE(&office, RUN(&office, add_holiday, &step));
	assert_int_equal(RUN(&office, add_holiday, &step), ERR_CONFLICT);
	FINE(&office,
	     holiday_list(office.store, office.agency, &office.arena, &office.error, &days, &n));
	assert_int_equal(n, 1);
	assert_int_equal(days[0].date, day_year_start(2025));
	FINE(&office, holiday_list(office.store, 0, &office.arena, &office.error, &days, &n));
	assert_int_equal(n, 0);
	FINE(&office, RUN(&office, remove_holiday, &step));
	assert_int_equal(RUN(&office, remove_holiday, &step), ERR_MISSING);
	office_close(&office);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_account),
		cmocka_unit_test(test_nobody_wears_two_hats),
		cmocka_unit_test(test_links_and_sweeping),
		cmocka_unit_test(test_a_link_is_decided_once),
		cmocka_unit_test(test_a_swapped_password_is_found),
		cmocka_unit_test(test_agency_fields),
		cmocka_unit_test(test_agency_tree),
		cmocka_unit_test(test_settings_and_holidays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MulanPSL-2.0
 * Accounts: made, granted, reset by one-time links; the second administrator. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "office/signin.h"
#include "unit/help_office.h"

static enum err sign_in(const char *login, const char *password, char token[SIGNIN_TOKEN])
{
	return signin_start(&help.office, login, password, "192.0.2.7", &help.error, token);
}

static enum err who(const char *token, struct actor *actor)
{
	return signin_actor(&help.office, token, "192.0.2.7", &help.arena, &help.error, actor);
}

static struct staff_new person(const char *login)
{
	return (struct staff_new){.login = login, .name = "新来的", .agency_id = help.agency};
}

static void first_password(void **state)
{
	(void)state;
	struct staff_link link;
	struct staff_new fresh = person("fresh");
	struct account account;
	int64_t id;
	char token[SIGNIN_TOKEN];
	help_good(&help, staff_create(&help.office, &help.actors[HELP_SYSTEM], &fresh,
				      &help.problems, &help.error, &id, &link));
	assert_int_equal(strlen(link.token), 64);
	assert_int_equal(sign_in("fresh", "", token), ERR_DENIED); /* no password yet */
	help_good(&help,
		  staff_link_look(&help.office, link.token, &help.arena, &help.error, &account));
	assert_string_equal(account.name, "fresh");
	assert_int_equal(staff_link_use(&help.office, link.token, "short", "192.0.2.7",
					&help.problems, &help.error),
			 ERR_CONTENT);
	assert_non_null(problem_for(&help.problems, "password"));
	help_good(&help, staff_link_use(&help.office, link.token, "Fr3sh-and-good", "192.0.2.7",
					&help.problems, &help.error));
	assert_int_equal(staff_link_use(&help.office, link.token, "another good password",
					"192.0.2.7", &help.problems, &help.error),
			 ERR_MISSING); /* used up */
	help_good(&help, sign_in("fresh", "Fr3sh-and-good", token));
	struct actor actor;
	help_good(&help, who(token, &actor));
	assert_false(actor.must_change);
	assert_false(permission_may(&actor, PERMIT_ENTRY_READ)); /* no role yet */
	help_good(&help, staff_grant(&help.office, &help.actors[HELP_SECURITY], id, ACCOUNT_OFFICE,
				     ROLE_CLERK, "test", &help.error));
	assert_int_equal(who(token, &actor), ERR_DENIED); /* new roles, new sign-in */
}

static void links_end(void **state)
{
	(void)state;
	struct staff_link link;
	struct account account;
	char token[SIGNIN_TOKEN];
	struct actor actor;
	int64_t id = help.actors[HELP_CLERK].account_id;
	help_good(&help, sign_in("clerk", HELP_PASSWORD, token));
	help_good(&help,
		  staff_reset(&help.office, &help.actors[HELP_SYSTEM], id, &help.error, &link));
	assert_int_equal(who(token, &actor), ERR_DENIED); /* a reset ends logins */
	help_office_clock(&help, "2025-01-11T09:00");
	assert_int_equal(
		staff_link_look(&help.office, link.token, &help.arena, &help.error, &account),
		ERR_MISSING);
	help_office_clock(&help, "2025-01-10T10:00");
	help_good(&help,
		  staff_link_look(&help.office, link.token, &help.arena, &help.error, &account));
	help_good(&help, staff_disable(&help.office, &help.actors[HELP_SYSTEM], id, true, "test",
				       &help.error));
	assert_int_equal(
		staff_link_look(&help.office, link.token, &help.arena, &help.error, &account),
		ERR_MISSING);
}

static void links_keep_administrators_apart(void **state)
{
	(void)state;
	struct staff_link link;
	struct actor operator= actor_operator();
	static const enum help_person others[] = {HELP_SECURITY, HELP_AUDIT};
	for (size_t i = 0; i < COUNT_OF(others); i++) {
		int64_t id = help.actors[others[i]].account_id;
		assert_int_equal(staff_reset(&help.office, &help.actors[HELP_SYSTEM], id,
					     &help.error, &link),
				 ERR_CONFLICT);
		help_good(&help, staff_reset(&help.office, &operator, id, &help.error, &link));
	}
}

static enum err look(const struct staff_link *link)
{
	struct account account;
	return staff_link_look(&help.office, link->token, &help.arena, &help.error, &account);
}

static enum err use(const struct staff_link *link, const char *password)
{
	return staff_link_use(&help.office, link->token, password, "192.0.2.7", &help.problems,
			      &help.error);
}

/* Whoever handed out a link must not become the administrator, or the clerk, its owner is made. */
static void links_end_when_roles_change(void **state)
{
	(void)state;
	struct staff_link link;
	const struct actor *system = &help.actors[HELP_SYSTEM];
	const struct actor *security = &help.actors[HELP_SECURITY];
	int64_t id = help.actors[HELP_CLERK].account_id;
	help_good(&help, staff_reset(&help.office, system, id, &help.error, &link));
	help_good(&help, staff_grant(&help.office, security, id, ACCOUNT_OFFICE, ROLE_CLERK, "test",
				     &help.error));
	help_good(&help, look(&link)); /* the same roles once more */
	help_good(&help, staff_grant(&help.office, security, id, ACCOUNT_OFFICE, ROLE_REVIEWER,
				     "test", &help.error));
	assert_int_equal(look(&link), ERR_MISSING);
	help_good(&help, staff_reset(&help.office, system, id, &help.error, &link));
	help_good(&help,
		  staff_grant(&help.office, security, id, ACCOUNT_AUDIT, 0, "test", &help.error));
	assert_int_equal(look(&link), ERR_MISSING);
	assert_int_equal(help_journal_count(&help, ACTION_VOID), 2);
	/* a newcomer's first link outlives his first office role */
	struct staff_new fresh = person("fresh");
	help_good(&help, staff_create(&help.office, system, &fresh, &help.problems, &help.error,
				      &id, &link));
	help_good(&help, staff_grant(&help.office, security, id, ACCOUNT_OFFICE, ROLE_CLERK, "test",
				     &help.error));
	help_good(&help, look(&link));
}

static enum err confirm(const struct actor *actor, int64_t id, const struct staff_link *link,
			bool agreed)
{
	return staff_confirm(&help.office, actor, id, link->expires_at, agreed, &help.error);
}

/* Nobody takes the place of who signs without a second administrator having agreed. */
static void links_of_signers_wait_for_a_second(void **state)
{
	(void)state;
	static const enum help_person signers[] = {HELP_APPROVER, HELP_HEAD};
	const struct actor *system = &help.actors[HELP_SYSTEM];
	const struct actor *security = &help.actors[HELP_SECURITY];
	struct actor operator= actor_operator();
	struct staff_link link;
	for (size_t i = 0; i < COUNT_OF(signers); i++) {
		int64_t id = help.actors[signers[i]].account_id;
		help_good(&help, staff_reset(&help.office, system, id, &help.error, &link));
		assert_int_equal(look(&link), ERR_CONFLICT);
		assert_int_equal(use(&link, "Taken-over-1"), ERR_CONFLICT);
		/* not the one who made it, nor the person */
		assert_int_equal(confirm(system, id, &link, true), ERR_DENIED);
		assert_int_equal(confirm(&help.actors[signers[i]], id, &link, true), ERR_DENIED);
		help_good(&help, confirm(security, id, &link, true));
		assert_int_equal(confirm(security, id, &link, true),
				 ERR_CONFLICT); /* nothing waits any more */
		help_good(&help, use(&link, "Asked-for-it-1"));
		/* refused, it is gone */
		help_good(&help, staff_reset(&help.office, system, id, &help.error, &link));
		help_good(&help, confirm(security, id, &link, false));
		assert_int_equal(look(&link), ERR_MISSING);
		/* who may do anything to the file anyway needs no second */
		help_good(&help, staff_reset(&help.office, &operator, id, &help.error, &link));
		help_good(&help, look(&link));
	}
	assert_int_equal(help_journal_count(&help, ACTION_CONFIRM), 2);
	assert_int_equal(help_journal_count(&help, ACTION_VOID), 2);
}

/* He asked about one link and confirms that one, not another put in its place meanwhile. */
static void a_link_made_meanwhile_is_another(void **state)
{
	(void)state;
	struct staff_link asked, other;
	const struct actor *system = &help.actors[HELP_SYSTEM];
	const struct actor *security = &help.actors[HELP_SECURITY];
	int64_t id = help.actors[HELP_HEAD].account_id;
	help_good(&help, staff_reset(&help.office, system, id, &help.error, &asked));
	help_office_clock(&help, "2025-01-10T09:20");
	help_good(&help, staff_reset(&help.office, system, id, &help.error, &other));
	assert_int_equal(confirm(security, id, &asked, true), ERR_CONFLICT);
	assert_int_equal(confirm(security, id, &asked, false), ERR_CONFLICT);
	assert_int_equal(look(&asked), ERR_MISSING);
	assert_int_equal(look(&other), ERR_CONFLICT);
	help_good(&help, confirm(security, id, &other, true));
	help_good(&help, look(&other));
}

/* A township without a security administrator; but disabling him makes nobody alone. */
static void where_there_is_no_second_links_work(void **state)
{
	(void)state;
	struct staff_link link;
	struct actor operator= actor_operator();
	const struct actor *system = &help.actors[HELP_SYSTEM];
	int64_t id = help.actors[HELP_HEAD].account_id;
	int64_t security = help.actors[HELP_SECURITY].account_id;
	help_good(&help, staff_disable(&help.office, system, security, true, "test", &help.error));
	help_good(&help, staff_reset(&help.office, system, id, &help.error, &link));
	assert_int_equal(look(&link), ERR_CONFLICT);
	help_good(&help, staff_grant(&help.office, &operator, security, ACCOUNT_OFFICE, ROLE_CLERK,
				     "test", &help.error));
	help_good(&help, look(&link));
	help_good(&help, use(&link, "Asked-for-it-1"));
}

/* A link handed out before the role was granted is worth no more than one made afterwards. */
static void a_role_granted_meanwhile_counts(void **state)
{
	(void)state;
	const struct actor *system = &help.actors[HELP_SYSTEM];
	const struct actor *security = &help.actors[HELP_SECURITY];
	struct staff_new fresh = person("signer");
	struct staff_link link;
	int64_t id;
	help_good(&help, staff_create(&help.office, system, &fresh, &help.problems, &help.error,
				      &id, &link));
	help_good(&help, look(&link));
	help_good(&help, staff_grant(&help.office, security, id, ACCOUNT_OFFICE, ROLE_HEAD, "test",
				     &help.error));
	assert_int_equal(look(&link), ERR_CONFLICT);
	help_good(&help, confirm(security, id, &link, true));
	help_good(&help, look(&link));
	/* an administrator's role ends it: confirmed or not */
	help_good(&help, staff_grant(&help.office, security, id, ACCOUNT_SECURITY, 0, "test",
				     &help.error));
	assert_int_equal(look(&link), ERR_MISSING);
	assert_int_equal(use(&link, "Two-of-the-three-1"), ERR_MISSING);
}

static void duties_apart(void **state)
{
	(void)state;
	struct staff_link link;
	struct staff_new fresh = person("fresh");
	int64_t id, clerk = help.actors[HELP_CLERK].account_id;
	struct actor *system = &help.actors[HELP_SYSTEM], *security = &help.actors[HELP_SECURITY];
	/* the system administrator makes accounts without roles, the other grants, neither both */
	fresh.roles = ROLE_CLERK;
	assert_int_equal(
		staff_create(&help.office, system, &fresh, &help.problems, &help.error, &id, &link),
		ERR_CONTENT);
	assert_non_null(problem_for(&help.problems, "roles"));
	assert_int_equal(staff_grant(&help.office, system, clerk, ACCOUNT_OFFICE, ROLE_HEAD, "test",
				     &help.error),
			 ERR_DENIED);
	fresh.roles = 0;
	assert_int_equal(staff_create(&help.office, security, &fresh, &help.problems, &help.error,
				      &id, &link),
			 ERR_DENIED);
	assert_int_equal(staff_grant(&help.office, security, clerk, ACCOUNT_AUDIT, ROLE_HEAD,
				     "test", &help.error),
			 ERR_CONFLICT);
	assert_int_equal(staff_grant(&help.office, security, security->account_id, ACCOUNT_SYSTEM,
				     0, "test", &help.error),
			 ERR_CONFLICT); /* not oneself */
	assert_int_equal(
		staff_disable(&help.office, system, system->account_id, true, "test", &help.error),
		ERR_CONFLICT);
	/* the operator may do both at once */
	struct actor self = actor_operator();
	problems_init(&help.problems, &help.arena);
	fresh.roles = ROLE_CLERK | ROLE_HEAD;
	help_good(&help, staff_create(&help.office, &self, &fresh, &help.problems, &help.error, &id,
				      &link));
	assert_int_equal(
		staff_create(&help.office, &self, &fresh, &help.problems, &help.error, &id, &link),
		ERR_CONFLICT); /* taken */
	static const char *const bad[] = {
		"", "a", "Ab", "1ab", "a b", "名字", "a23456789012345678901234567890123"};
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		fresh = person(bad[i]);
		assert_int_equal(staff_create(&help.office, &self, &fresh, &help.problems,
					      &help.error, &id, &link),
				 ERR_CONTENT);
	}
	struct account *accounts;
	size_t n;
	help_good(&help, staff_list(&help.office, system, &help.arena, &help.error, &accounts, &n));
	assert_int_equal(n, HELP_PERSON__MAX + 1);
	for (size_t i = 0; i < n; i++) assert_null(strstr(accounts[i].password, "$argon2"));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, help_setup, help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(first_password),
		TEST(links_end),
		TEST(links_keep_administrators_apart),
		TEST(links_end_when_roles_change),
		TEST(links_of_signers_wait_for_a_second),
		TEST(a_link_made_meanwhile_is_another),
		TEST(where_there_is_no_second_links_work),
		TEST(a_role_granted_meanwhile_counts),
		TEST(duties_apart),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

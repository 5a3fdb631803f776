/* SPDX-License-Identifier: MulanPSL-2.0
 * Roles, the table of permissions, the tree, and that refusals leave a trace. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "unit/help_office.h"

static void roles(void **state)
{
	(void)state;
	struct arena arena = {0};
	enum account_kind kind;
	unsigned bits;
	assert_true(roles_parse("", &kind, &bits));
	assert_int_equal(kind, ACCOUNT_OFFICE);
	assert_int_equal(bits, 0);
	assert_true(roles_parse("head,clerk", &kind, &bits));
	assert_int_equal(bits, ROLE_HEAD | ROLE_CLERK);
	assert_string_equal(roles_text(kind, bits, &arena), "clerk,head");
	assert_string_equal(roles_label(kind, bits, &arena), "经办人、工作机构负责人");
	assert_true(roles_parse("audit", &kind, &bits));
	assert_int_equal(kind, ACCOUNT_AUDIT);
	assert_string_equal(roles_label(kind, bits, &arena), "审计管理员");
	static const char *const bad[] = {
		"nobody",	   "clerk,",	  ",",
		"clerk,clerk",	   "clerk,audit", "audit,clerk",
		"system,security", "office",	  "a-role-whose-name-is-far-too-long"};
	for (size_t i = 0; i < COUNT_OF(bad); i++) assert_false(roles_parse(bad[i], &kind, &bits));
	arena_release(&arena);
}

/* 三员分立: whoever makes accounts neither grants roles nor reads the journal, and so on. */
static void separation(void **state)
{
	(void)state;
	static const enum permission apart[] = {PERMIT_ACCOUNT_WRITE, PERMIT_ROLE_GRANT,
						PERMIT_JOURNAL_READ};
	for (int kind = 0; kind < ACCOUNT__MAX; kind++) {
		struct actor actor = {.who = WHO_ACCOUNT,
				      .account_id = 1,
				      .kind = (enum account_kind)kind,
				      .roles = kind == ACCOUNT_OFFICE ? ROLE__ALL : 0};
		int held = 0;
		for (size_t i = 0; i < COUNT_OF(apart); i++)
			held += permission_may(&actor, apart[i]);
		assert_int_equal(held, kind == ACCOUNT_OFFICE ? 0 : 1);
		assert_int_equal(permission_may(&actor, PERMIT_ENTRY_ADD), kind == ACCOUNT_OFFICE);
		actor.must_change = true;
		for (int p = 0; p < PERMIT__MAX; p++)
			assert_false(permission_may(&actor, (enum permission)p));
	}
	for (int p = 0; p < PERMIT__MAX; p++) {
		assert_true(permission_label((enum permission)p)[0] != '\0');
		assert_true(permission_code((enum permission)p)[0] != '\0');
		struct actor nobody = {.who = WHO_ACCOUNT, .account_id = 1};
		assert_false(permission_may(&nobody, (enum permission)p));
	}
}

static void tree(void **state)
{
	(void)state;
	help_office_open(&help, "2025-01-10T09:30");
	struct actor *clerk = &help.actors[HELP_CLERK], *outsider = &help.actors[HELP_OUTSIDER];
	help_good(&help, permission_check(&help.office, clerk, PERMIT_ENTRY_ADD, help.agency,
					  &help.error));
	help_good(&help, permission_check(&help.office, clerk, PERMIT_ENTRY_ADD, help.village,
					  &help.error));
	help_good(&help, permission_check(&help.office, outsider, PERMIT_ENTRY_ADD, help.beside,
					  &help.error));
	assert_int_equal(help_journal_count(&help, ACTION_DENIED), 0);
	/* neither upwards nor sideways */
	assert_int_equal(permission_check(&help.office, outsider, PERMIT_ENTRY_ADD, help.agency,
					  &help.error),
			 ERR_DENIED);
	assert_int_equal(permission_check(&help.office, outsider, PERMIT_ENTRY_ADD, help.village,
					  &help.error),
			 ERR_DENIED);
	assert_non_null(strstr(help.error.message, "登记台账"));
	assert_int_equal(permission_check(&help.office, &help.actors[HELP_AUDIT], PERMIT_ENTRY_READ,
					  help.agency, &help.error),
			 ERR_DENIED);
	assert_int_equal(help_journal_count(&help, ACTION_DENIED), 3);
	help_office_close(&help);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(roles),
		cmocka_unit_test(separation),
		cmocka_unit_test(tree),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

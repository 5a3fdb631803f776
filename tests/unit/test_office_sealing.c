/* SPDX-License-Identifier: MulanPSL-2.0
 * The office and its key: given once, recognised, and refused in words for clerks. */
#include <unistd.h>

#include "office/sealing.h"
#include "unit/help_cmocka.h"
#include "unit/help_office.h"

#define PLACE "matter.key:7"

struct drawing {
	const struct office *office;
	struct data_key key;
	struct wrapped_key wrapped;
};

static enum err draw_work(struct store *store, void *context, struct error *error)
{
	struct drawing *drawing = context;
	struct office inside = office_inside(drawing->office, store);
	return sealing_new_key(&inside, PLACE, error, &drawing->key, &drawing->wrapped);
}

static enum err draw(const struct office *office, struct drawing *ret_drawing)
{
	ret_drawing->office = office;
	return store_transaction(office->store, draw_work, ret_drawing, &help.error);
}

static enum err open_key(const struct office *office, const struct wrapped_key *wrapped,
			 struct data_key *ret_key)
{
	return sealing_open_key(office, PLACE, wrapped, sizeof *wrapped, &help.error, ret_key);
}

static void an_office_takes_its_first_key_and_no_other(void **state)
{
	(void)state;
	struct vault *vault = help_vault(&help), *other = help_vault(&help);
	assert_int_equal(sealing_begin(&help.office, vault, &help.error), ERR_MISSING);
	assert_null(help.office.vault);
	help_good(&help, sealing_found(&help.office, NULL, &help.error));
	assert_null(help.office.vault);
	help_good(&help, sealing_found(&help.office, vault, &help.error));
	assert_ptr_equal(help.office.vault, vault);
	assert_int_equal(sealing_found(&help.office, other, &help.error), ERR_ENV);
	assert_non_null(strstr(help.error.message, vault_id(vault)));
	assert_non_null(strstr(help.error.message, vault_id(other)));
	assert_int_equal(sealing_begin(&help.office, other, &help.error), ERR_ENV);
	assert_ptr_equal(help.office.vault, vault);
	vault_free(vault);
	vault_free(other);
}

static void a_case_s_key_is_drawn_and_opened(void **state)
{
	(void)state;
	struct vault *vault = help_vault(&help);
	struct drawing drawing;
	struct data_key back;
	help_good(&help, sealing_found(&help.office, vault, &help.error));
	help_good(&help, draw(&help.office, &drawing));
	help_good(&help, open_key(&help.office, &drawing.wrapped, &back));
	assert_memory_equal(back.bytes, drawing.key.bytes, sizeof back.bytes);
	drawing.wrapped.bytes[20] ^= 1;
	assert_int_equal(open_key(&help.office, &drawing.wrapped, &back), ERR_ENV);
	assert_non_null(strstr(help.error.message, "打不开"));
	assert_non_null(strstr(help.error.detail, PLACE));
	vault_free(vault);
}

static void without_the_key_a_clerk_is_told_in_chinese(void **state)
{
	(void)state;
	struct vault *vault = help_vault(&help);
	struct drawing drawing;
	struct data_key key;
	help_good(&help, sealing_found(&help.office, vault, &help.error));
	help_good(&help, draw(&help.office, &drawing));
	struct office bare = help.office;
	bare.vault = NULL;
	assert_int_equal(draw(&bare, &drawing), ERR_ENV);
	assert_non_null(strstr(help.error.message, "暂时不能保存个人信息"));
	assert_int_equal(open_key(&bare, &drawing.wrapped, &key), ERR_ENV);
	assert_non_null(strstr(help.error.message, "打不开"));
	assert_int_not_equal(help.error.hint[0], '\0');
	assert_int_not_equal(help.error.detail[0], '\0');
	vault_free(vault);
}

/* A process that was started with a key the office has not got any more. */
static void no_case_is_sealed_under_a_key_that_was_changed(void **state)
{
	(void)state;
	struct vault *vault = help_vault(&help), *other = help_vault(&help);
	struct drawing drawing;
	help_good(&help, sealing_found(&help.office, vault, &help.error));
	struct office behind = help.office;
	behind.vault = other;
	assert_int_equal(draw(&behind, &drawing), ERR_ENV);
	assert_non_null(strstr(help.error.detail, vault_id(other)));
	vault_free(vault);
	vault_free(other);
}

static void marks_are_the_same_in_every_process(void **state)
{
	(void)state;
	char path[] = "/tmp/lianxin-key-XXXXXX";
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	close(fd);
	unlink(path);
	help_good(&help, vault_make_file(path, &help.error));
	struct vault *vaults[2];
	struct digest marks[2];
	for (int i = 0; i < 2; i++) {
		help_good(&help, vault_open(path, &help.error, &vaults[i]));
		help_good(&help, sealing_found(&help.office, vaults[i], &help.error));
		vault_mark(help.office.vault, "identity", "11010519491231002X", &marks[i]);
	}
	assert_true(digest_equal(&marks[0], &marks[1]));
	vault_free(vaults[0]);
	vault_free(vaults[1]);
	unlink(path);
}

static void the_key_of_a_file_lies_beside_it(void **state)
{
	(void)state;
	assert_string_equal(sealing_beside("sqlite:/srv/office.db", &help.arena),
			    "/srv/office.db.key");
	assert_null(sealing_beside("postgresql://db/office", &help.arena));
	assert_null(sealing_beside("nonsense", &help.arena));
}

int main(void)
{
#define WITH_OFFICE(test) cmocka_unit_test_setup_teardown(test, help_setup, help_teardown)
	const struct CMUnitTest tests[] = {
		WITH_OFFICE(an_office_takes_its_first_key_and_no_other),
		WITH_OFFICE(a_case_s_key_is_drawn_and_opened),
		WITH_OFFICE(without_the_key_a_clerk_is_told_in_chinese),
		WITH_OFFICE(no_case_is_sealed_under_a_key_that_was_changed),
		WITH_OFFICE(marks_are_the_same_in_every_process),
		WITH_OFFICE(the_key_of_a_file_lies_beside_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

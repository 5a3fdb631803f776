/* SPDX-License-Identifier: MulanPSL-2.0
 * A change of the master key: whole, interrupted, with a damaged key, beside a running process. */
#include "office/matter_inside.h"
#include "office/rekey.h"
#include "store/journal.h"
#include "store/sealing.h"
#include "unit/help_cmocka.h"
#include "unit/help_office.h"

enum { MANY = 503, FEW = 3 };

struct cases {
	int first, n;
	bool damaged; /* the first one's key */
	struct data_key keys[MANY];
};

static enum err add_work(struct store *store, void *context, struct error *error)
{
	struct cases *cases = context;
	struct office inside = office_inside(&help.office, store);
	const struct author author = office_author(&inside, &help.actors[HELP_CLERK]);
	enum err err = ERR_NONE;
	for (int i = 0; i < cases->n && err == ERR_NONE; i++) {
		int64_t id, entry = cases->first + i;
		struct wrapped_key wrapped;
		err = sealing_new_key(&inside, matter_key_place(MATTER_REQUEST, entry, &help.arena),
				      error, &cases->keys[i], &wrapped);
		if (err != ERR_NONE) return err;
		if (cases->damaged && i == 0) wrapped.bytes[40] ^= 1;
		const struct matter matter = {.agency_id = help.agency,
					      .kind = MATTER_REQUEST,
					      .entry_id = entry,
					      .form = "{}",
					      .key = {wrapped.bytes, sizeof wrapped.bytes}};
		err = matter_insert(store, &matter, &author, error, &id);
	}
	return err;
}

static void add_cases(struct cases *cases)
{
	help_good(&help, store_transaction(help.office.store, add_work, cases, &help.error));
}

/* All of them from `from` on hold the keys they were made with. */
static void assert_keys(const struct vault *vault, const struct cases *cases, int from)
{
	for (int i = from; i < cases->n; i++) {
		struct matter matter;
		struct data_key key;
		int64_t entry = cases->first + i;
		help_good(&help, matter_of_entry(help.office.store, MATTER_REQUEST, entry,
						 &help.arena, &help.error, &matter));
		help_good(&help,
			  vault_open_data_key(vault,
					      matter_key_place(MATTER_REQUEST, entry, &help.arena),
					      matter.key.bytes, matter.key.n, &help.error, &key));
		assert_memory_equal(key.bytes, cases->keys[i].bytes, sizeof key.bytes);
	}
}

static void assert_verifies(void)
{
	struct journal_verdict verdict;
	help_good(&help, journal_verify(help.office.store, &help.arena, &help.error, &verdict));
	assert_int_equal(verdict.findings, 0);
}

static void every_data_key_changes_its_wrapping_and_stays_the_same(void **state)
{
	(void)state;
	static struct cases cases = {.first = 1, .n = MANY};
	struct vault *old = help_vault(&help), *new = help_vault(&help);
	struct digest before, after;
	struct rekey_result result;
	help_good(&help, sealing_found(&help.office, old, &help.error));
	add_cases(&cases);
	vault_mark(help.office.vault, "identity", "11010519491231002X", &before);
	help_good(&help, rekey_office(&help.office, new, &help.error, &result));
	assert_int_equal(result.changed, MANY);
	assert_int_equal(result.unopened, 0);
	assert_keys(new, &cases, 0);
	assert_int_equal(help_journal_count(&help, ACTION_REKEY), 1);
	assert_verifies();
	/* the office has the new key now, and its marks are the old ones */
	struct office fresh = help.office;
	help_good(&help, sealing_begin(&fresh, new, &help.error));
	vault_mark(fresh.vault, "identity", "11010519491231002X", &after);
	assert_true(digest_equal(&before, &after));
	vault_free(old);
	vault_free(new);
}

static void a_process_with_the_old_key_takes_no_new_cases(void **state)
{
	(void)state;
	static struct cases cases = {.first = 1, .n = FEW}, later = {.first = 10, .n = 1};
	struct vault *old = help_vault(&help), *new = help_vault(&help);
	struct rekey_result result;
	help_good(&help, sealing_found(&help.office, old, &help.error));
	add_cases(&cases);
	help_good(&help, rekey_office(&help.office, new, &help.error, &result));
	assert_int_equal(store_transaction(help.office.store, add_work, &later, &help.error),
			 ERR_ENV);
	assert_non_null(strstr(help.error.detail, vault_id(old)));
	assert_int_equal(sealing_begin(&help.office, old, &help.error), ERR_ENV);
	help.office.vault = new;
	add_cases(&later);
	vault_free(old);
	vault_free(new);
}

struct interrupted {
	const struct vault *from, *to;
};

/* What a change leaves behind that died after its first case. */
static enum err interrupt_work(struct store *store, void *context, struct error *error)
{
	const struct interrupted *at = context;
	const struct author author = office_author(&help.office, &help.actors[HELP_CLERK]);
	struct matter_key_row *rows;
	struct wrapped_key wrapped;
	struct data_key key;
	size_t n;
	enum err err = sealing_rewrap_marks(store, at->from, at->to, error, &wrapped);
	if (err == ERR_NONE) err = sealing_put(store, SEALING_NEXT, &wrapped, error);
	if (err == ERR_NONE)
		err = matter_keys_under(store, vault_id(at->from), 0, 1, &help.arena, error, &rows,
					&n);
	if (err != ERR_NONE) return err;
	const char *place = matter_key_place(rows[0].kind, rows[0].entry_id, &help.arena);
	err = vault_open_data_key(at->from, place, rows[0].key.bytes, rows[0].key.n, error, &key);
	if (err != ERR_NONE) return err;
	vault_wrap(at->to, place, &key, &wrapped);
	return matter_key_replace(store, &rows[0], &wrapped, "更换主密钥", &author, error);
}

static void an_interrupted_change_goes_on_and_no_other_begins(void **state)
{
	(void)state;
	static struct cases cases = {.first = 1, .n = FEW}, later = {.first = 10, .n = 1};
	struct vault *old = help_vault(&help), *new = help_vault(&help), *third = help_vault(&help);
	struct rekey_result result;
	struct interrupted at = {old, new};
	help_good(&help, sealing_found(&help.office, old, &help.error));
	add_cases(&cases);
	help_good(&help, store_transaction(help.office.store, interrupt_work, &at, &help.error));
	assert_int_equal(rekey_office(&help.office, third, &help.error, &result), ERR_ENV);
	assert_non_null(strstr(help.error.message, vault_id(new)));
	/* who comes with the new key already is told what is to be done */
	assert_int_equal(sealing_begin(&help.office, new, &help.error), ERR_ENV);
	assert_non_null(strstr(help.error.hint, "key rotate"));
	/* whoever has the old one still takes cases */
	add_cases(&later);
	help_good(&help, rekey_office(&help.office, new, &help.error, &result));
	assert_int_equal(result.changed, FEW - 1 + 1);
	assert_keys(new, &cases, 0);
	assert_keys(new, &later, 0);
	assert_verifies();
	vault_free(old);
	vault_free(new);
	vault_free(third);
}

static void a_damaged_key_stops_nobody_and_is_told(void **state)
{
	(void)state;
	static struct cases cases = {.first = 1, .n = FEW, .damaged = true};
	struct vault *old = help_vault(&help), *new = help_vault(&help);
	struct rekey_result result;
	struct matter first;
	help_good(&help, sealing_found(&help.office, old, &help.error));
	add_cases(&cases);
	help_good(&help, rekey_office(&help.office, new, &help.error, &result));
	assert_int_equal(result.changed, FEW - 1);
	assert_int_equal(result.unopened, 1);
	help_good(&help, matter_of_entry(help.office.store, MATTER_REQUEST, 1, &help.arena,
					 &help.error, &first));
	assert_int_equal(result.first_matter, first.id);
	assert_true(vault_wrapped_by(old, first.key.bytes, first.key.n));
	assert_keys(new, &cases, 1);
	vault_free(old);
	vault_free(new);
}

int main(void)
{
#define WITH_OFFICE(test) cmocka_unit_test_setup_teardown(test, help_setup, help_teardown)
	const struct CMUnitTest tests[] = {
		WITH_OFFICE(every_data_key_changes_its_wrapping_and_stays_the_same),
		WITH_OFFICE(a_process_with_the_old_key_takes_no_new_cases),
		WITH_OFFICE(an_interrupted_change_goes_on_and_no_other_begins),
		WITH_OFFICE(a_damaged_key_stops_nobody_and_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

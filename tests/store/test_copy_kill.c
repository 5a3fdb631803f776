/* SPDX-License-Identifier: MulanPSL-2.0
 * A copy killed at each of its steps, then asked for once more: the target is the source, row by
 * row, and at no moment do both take entries.
 * only sqlite: it looks into both files with SQLite itself; test_copy_engines crosses over. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/account.h"
#include "store/help_copy.h"
#include "store/help_store.h"

/* Each try costs some sixty syncs; every third step, and the last ones, where the ends change. */
enum { SOURCE_MAX = 1 << 21, STRIDE = 3, LAST = 3 };

struct source {
	unsigned char *bytes;
	size_t n;
};

static void keep(const struct office *office, struct source *source)
{
	FILE *file = fopen(office->path, "rb");
	assert_non_null(file);
	source->n = fread(source->bytes, 1, SOURCE_MAX, file);
	assert_true(source->n > 0 && source->n < SOURCE_MAX);
	assert_int_equal(fclose(file), 0);
}

/* The source as it was, and no target. */
static void put_back(const struct office *office, const char *to, const struct source *source)
{
	static const char *const ends[] = {"", "-wal", "-shm"};
	for (size_t i = 0; i < COUNT_OF(ends); i++) {
		char path[128];
		snprintf(path, sizeof path, "%s%s", office->path, ends[i]);
		unlink(path);
		snprintf(path, sizeof path, "%s%s", to + strlen("sqlite:"), ends[i]);
		unlink(path);
	}
	FILE *file = fopen(office->path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(source->bytes, 1, source->n, file), source->n);
	assert_int_equal(fclose(file), 0);
}

static void begin(struct office *office, struct source *source, char to[96])
{
	rich_office(office);
	store_close(office->store);
	office->store = NULL;
	copy_beside(office, "new.db", to);
	source->bytes = malloc(SOURCE_MAX);
	assert_non_null(source->bytes);
	keep(office, source);
}

static void test_killed_at_every_step(void **state)
{
	struct office office;
	struct copy_result result;
	struct source source;
	char to[96];
	int went_on = 0, kills = 0;
	(void)state;
	begin(&office, &source, to);
	int steps = copy_until(&office, to, COPY_UNHURT);
	assert_true(steps > 80);
	for (int fatal = 1; fatal <= steps; fatal += fatal < steps - LAST ? STRIDE : 1) {
		put_back(&office, to, &source);
		copy_until(&office, to, fatal);
		if (copy_is_open(to)) fail_msg("step %d: the target is open", fatal);
		FINE(&office, copy_again(&office, to, &result));
		if (copy_is_open(office.url) || !copy_is_open(to))
			fail_msg("step %d: not exactly the target is open", fatal);
		copies_equal(&office, to);
		went_on += result.went_on;
		kills++;
		arena_reset(&office.arena);
	}
	print_message("%d kills in %d steps, %d copies went on\n", kills, steps, went_on);
	assert_true(kills > steps / STRIDE && went_on >= kills - 1);
	free(source.bytes);
	office_close(&office);
}

static enum err wrong_password(struct store *store, void *context, struct error *error)
{
	(void)context;
	return account_attempt(store, 1, 3, 0, error);
}

static enum err sign_in(struct store *store, void *context, struct error *error)
{
	struct office *office = context;
	return journal_event(store, ACTION_SIGN_IN, OBJECT_ACCOUNT, 1, 0, NULL, &office->author,
			     error);
}

/* The source changed after the interruption: in its journal, and where no journal tells. */
static void test_a_changed_source_is_copied_anew(void **state)
{
	static store_work *const changes[] = {sign_in, wrong_password};
	struct office office;
	struct copy_result result;
	struct source source;
	char to[96];
	(void)state;
	begin(&office, &source, to);
	int steps = copy_until(&office, to, COPY_UNHURT);
	for (size_t i = 0; i < COUNT_OF(changes); i++) {
		put_back(&office, to, &source);
		copy_until(&office, to, steps / 2);
		FINE(&office, store_open(office.url, STORE_DESK, 0, &office.error, &office.store));
		FINE(&office, store_transaction(office.store, changes[i], &office, &office.error));
		store_close(office.store);
		office.store = NULL;
		FINE(&office, copy_again(&office, to, &result));
		assert_false(result.went_on);
		copies_equal(&office, to);
	}
	free(source.bytes);
	office_close(&office);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_killed_at_every_step),
					   cmocka_unit_test(test_a_changed_source_is_copied_anew)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

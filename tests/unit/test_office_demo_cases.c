/* SPDX-License-Identifier: MulanPSL-2.0
 * The demonstration's requests under way: one in every state a request can be in, whatever the day
 * it is made on, and the report years untouched by them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/vault.h"
#include "office/demo.h"
#include "office/matter_list.h"
#include "office/matter_remedy.h"
#include "office/matter_side.h"
#include "office/unit.h"
#include "store/help_engine.h"

static char url[ENGINE_URL];
static struct vault *vault;
static struct office office;
static struct arena arena;
static struct error error;
static struct demo_made made;
static int64_t agency;

#define GOOD(call)                                                                                 \
	do {                                                                                       \
		if ((call) != ERR_NONE) fail_msg("%s", error.message);                             \
	} while (0)

static struct clock clock_at(const char *text)
{
	day d;
	assert_true(day_parse(text, &d));
	/* 09:00 in Asia/Shanghai */
	return (struct clock){.fixed_ms = (int64_t)d * 86400000 + 3600000};
}

/* A key of its own for each: the office's marks are bound to it. */
static void open_vault(void)
{
	char folder[] = "/tmp/lianxin-key-XXXXXX", path[64];
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/key", folder);
	GOOD(vault_make_file(path, &error));
	GOOD(vault_open(path, &error, &vault));
	unlink(path);
	rmdir(folder);
}

static void make_on(const char *text)
{
	struct agency township;
	struct clock clock = clock_at(text);
	assert_string_equal(day_text(clock_today(&clock)).s, text);
	open_vault();
	engine_database(NULL, url);
	GOOD(demo_make(url, clock, vault, true, &arena, &error, &made));
	GOOD(office_attach(url, clock, NULL, &error, &office));
	office.vault = vault;
	GOOD(unit_find(&office, demo_agency_name(DEMO_TOWNSHIP), &arena, &error, &township));
	agency = township.id;
}

static void drop(void)
{
	office_detach(&office);
	engine_drop(url);
	vault_free(vault);
	vault = NULL;
	arena_reset(&arena);
}

static int teardown(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct matter_page all_cases(void)
{
	struct actor self = actor_operator();
	struct matter_query query = {.light = MATTER_LIGHT__MAX,
				     .state = "",
				     .requester = "",
				     .text = "",
				     .cursor = "",
				     .limit = 200};
	struct matter_page page;
	GOOD(matters_list(&office, &self, agency, &query, &arena, &error, &page));
	return page;
}

static const struct matter_row *late_ones(const struct matter_page *page, size_t *ret_n)
{
	const struct matter_row *late = NULL;
	struct day_text today = day_text(clock_today(&office.clock));
	*ret_n = 0;
	for (size_t i = 0; i < page->n; i++) {
		const char *due = page->rows[i].next_due;
		if (due[0] < '1' || due[0] > '9' || strcmp(due, today.s) >= 0) continue;
		if (strcmp(page->rows[i].next_duty, "reply") != 0) continue;
		late = &page->rows[i];
		(*ret_n)++;
	}
	return late;
}

static void states(void **state)
{
	(void)state;
	make_on("2026-11-23");
	struct matter_page page = all_cases();
	assert_in_range(page.n, 25, 40);
	for (int i = 0; i < LIFE_STATE__MAX; i++) {
		bool found = i == LIFE_NEW || i >= LIFE_CORRECTING;
		for (size_t j = 0; j < page.n; j++)
			found = found || strcmp(page.rows[j].state,
						life_state_code((enum life_state)i)) == 0;
		if (!found) fail_msg("none is %s", life_state_code((enum life_state)i));
	}
	size_t late, alike = 0, ended[OUTCOME__MAX] = {0};
	assert_non_null(late_ones(&page, &late));
	assert_int_equal(late, 1);
	for (size_t i = 0; i < page.n; i++) {
		enum life_ending ending;
		alike += strstr(page.rows[i].subject, "人居环境整治") != NULL;
		if (life_ending_parse(page.rows[i].ending, &ending))
			ended[life_ending_facts(ending)->outcome]++;
	}
	assert_true(alike >= 5);
	assert_true(ended[OUTCOME_F1] > 0 && ended[OUTCOME_F2] > 0 && ended[OUTCOME_F3] > 0);
	assert_int_equal(made.n_told, 2);
}

/* Beside the steps: papers with numbers, files, searches, posts, remedies, the extension. */
static void beside(void **state)
{
	(void)state;
	struct actor clerk = actor_operator();
	struct matter_page page = all_cases();
	size_t letters = 0, files = 0, searches = 0, assigned = 0, remedies = 0, extended = 0;
	for (size_t i = 0; i < page.n; i++) {
		struct matter_case now;
		struct matter_side side;
		struct matter_remedies of;
		GOOD(matter_open(&office, &clerk, page.rows[i].id, &arena, &error, &now));
		GOOD(matter_side(&office, &clerk, &now, &arena, &error, &side));
		GOOD(matter_remedies(&office, &clerk, &now, &arena, &error, &of));
		for (size_t j = 0; j < side.n_letters; j++)
			letters += side.letters[j].issued && side.letters[j].number[0] != '\0';
		files += now.n_attachments;
		searches += side.n_searches;
		assigned += now.state.post_id != 0;
		for (size_t j = 0; j < of.n_rows; j++) remedies += of.rows[j].running;
		extended += now.life.order.extend > 0;
	}
	assert_true(letters > 40);
	assert_true(files >= 8);
	assert_true(searches >= 3);
	assert_true(assigned > 20 && assigned < page.n);
	assert_int_equal(remedies, 2);
	assert_int_equal(extended, 1);
	drop();
}

/* The law's order holds on whatever day the demonstration is made; beyond the calendar there are no
 * cases, and the rest is there. */
static void any_day(void **state)
{
	static const char *const days[] = {"2025-12-31", "2027-11-01"};
	size_t late;
	(void)state;
	for (size_t i = 0; i < COUNT_OF(days); i++) {
		make_on(days[i]);
		struct matter_page page = all_cases();
		assert_in_range(page.n, 25, 40);
		assert_non_null(late_ones(&page, &late));
		assert_int_equal(late, 1);
		drop();
	}
	make_on("2029-01-01");
	assert_int_equal(all_cases().n, 0);
	assert_int_equal(made.n_told, 0);
	drop();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(states),
		cmocka_unit_test(beside),
		cmocka_unit_test(any_day),
	};
	return cmocka_run_group_tests(tests, NULL, teardown);
}

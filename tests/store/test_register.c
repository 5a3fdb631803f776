/* SPDX-License-Identifier: MulanPSL-2.0
 * Registers: every one takes an entry, gives it back, corrects it, strikes it, lists it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "store/help_store.h"

/* A good value for any column, different in each round. */
static const char *sample(struct arena *arena, const struct column *column, int round)
{
	switch (column->type) {
	case VALUE_TEXT:
		if (strcmp(column->name, "url") == 0)
			return arena_printf(arena, "https://example.invalid/%d", round);
		return arena_printf(arena, "%s%d", column->label, round);
	case VALUE_DAY: return arena_printf(arena, "2024-%02d-15", 1 + round % 12);
	case VALUE_COUNT: return arena_printf(arena, "%d", round * 7);
	case VALUE_YUAN: return arena_printf(arena, "%d.%02d", round * 3, round % 100);
	case VALUE_CHOICE: return column->choices[round % 2].code;
	}
	return "";
}

static void fill(struct office *office, const struct register_facts *facts, int round,
		 const char **ret_values)
{
	for (size_t i = 0; i < facts->n_columns; i++)
		ret_values[i] = sample(&office->arena, &facts->columns[i], round);
}

static void holds(struct office *office, const struct register_facts *facts, int64_t id,
		  const char *const *expected, int64_t version, bool struck)
{
	struct entry entry;
	FINE(office, register_get(office->store, facts->id, office->agency, id, &office->arena,
				  &office->error, &entry));
	for (size_t i = 0; i < facts->n_columns; i++)
		assert_string_equal(entry.values[i], expected[i]);
	assert_int_equal(entry.version, version);
	assert_int_equal(entry.struck, struck);
	assert_string_equal(entry.struck_reason, struck ? "重复登记" : "");
	assert_int_equal(register_get(office->store, facts->id, office->agency + 1, id,
				      &office->arena, &office->error, &entry),
			 ERR_MISSING);
}

static void live_through(struct office *office, const struct register_facts *facts)
{
	const char *values[REGISTER_MAX_COLUMNS];
	struct problems problems;
	int64_t id = 0;
	fill(office, facts, 1, values);
	problems_init(&problems, &office->arena);
	if (!register_check(facts, values, DAY_NONE, &problems))
		fail_msg("%s: %s", facts->name, problems.first->text);
	FINE(office, office_add(office, facts->id, values, &id));
	holds(office, facts, id, values, 1, false);
	fill(office, facts, 2, values);
	FINE(office, office_change(office, facts->id, id, 1, values, "录入有误"));
	assert_int_equal(office_change(office, facts->id, id, 1, values, "再改"), ERR_CONFLICT);
	assert_int_equal(office_change(office, facts->id, id + 99, 1, values, "再改"), ERR_MISSING);
	holds(office, facts, id, values, 2, false);
	FINE(office, office_strike(office, facts->id, id, 2, "重复登记"));
	assert_int_equal(office_strike(office, facts->id, id, 3, "重复登记"), ERR_CONFLICT);
	holds(office, facts, id, values, 3, true);
}

static void test_every_register(void **state)
{
	struct office office;
	(void)state;
	office_open(&office);
	for (size_t r = 0; r < REGISTER__MAX; r++) {
		const struct register_facts *facts = register_facts((enum register_id)r);
		assert_ptr_equal(register_find(facts->name), facts);
		assert_true(facts->dated < facts->n_columns && facts->title < facts->n_columns);
		assert_int_equal(facts->columns[facts->dated].type, VALUE_DAY);
		live_through(&office, facts);
	}
	office_close(&office);
}

static void test_pages_run_both_ways(void **state)
{
	struct office office;
	struct entry_page page;
	struct entry_filter filter = {.limit = 3};
	int64_t seen[10];
	size_t n = 0;
	(void)state;
	office_open(&office);
	for (int i = 0; i < 8; i++) {
		char number[32], received[32];
		snprintf(number, sizeof number, "N%d", i);
		/* two on each day: the id breaks ties */
		snprintf(received, sizeof received, "2024-03-%02d", 1 + i / 2);
		FINE(&office, office_add(&office, REGISTER_REQUESTS,
					 REQUEST(number, received, "natural", "", ""), NULL));
	}
	for (;;) {
		FINE(&office, register_list(office.store, REGISTER_REQUESTS, office.agency, &filter,
					    &office.arena, &office.error, &page));
		assert_int_equal(page.total, 8);
		for (size_t i = 0; i < page.n; i++) seen[n++] = page.entries[i].id;
		if (page.next == NULL) break;
		filter.cursor = page.next;
	}
	assert_int_equal(n, 8);
	for (size_t i = 0; i < n; i++) assert_int_equal(seen[i], 8 - (int)i);
	assert_non_null(page.previous);
	filter.cursor = page.previous;
	FINE(&office, register_list(office.store, REGISTER_REQUESTS, office.agency, &filter,
				    &office.arena, &office.error, &page));
	assert_int_equal(page.n, 3);
	assert_int_equal(page.entries[0].id, 5);
	assert_int_equal(page.entries[2].id, 3);
	assert_non_null(page.next);
	filter.cursor = "n2024-13-01.5";
	assert_int_equal(register_list(office.store, REGISTER_REQUESTS, office.agency, &filter,
				       &office.arena, &office.error, &page),
			 ERR_USAGE);
	office_close(&office);
}

static enum err count_entry(const struct entry *entry, void *context, struct error *error)
{
	int64_t *n = context;
	(void)error;
	*n += entry->id != 0;
	return ERR_NONE;
}

static int64_t listed(struct office *office, const struct entry_filter *filter)
{
	struct entry_page page;
	int64_t each = 0;
	FINE(office, register_list(office->store, REGISTER_REQUESTS, office->agency, filter,
				   &office->arena, &office->error, &page));
	FINE(office, register_each(office->store, REGISTER_REQUESTS, office->agency, filter,
				   count_entry, &each, &office->error));
	assert_int_equal(page.total, (int64_t)page.n);
	assert_int_equal(page.total, each);
	return page.total;
}

static void test_filters(void **state)
{
	struct office office;
	day first = 0, last = 0;
	int64_t id = 0;
	(void)state;
	office_open(&office);
	FINE(&office, office_add(&office, REGISTER_REQUESTS,
				 REQUEST("甲1", "2024-01-10", "natural", "a", "2024-01-20"), NULL));
	FINE(&office, office_add(&office, REGISTER_REQUESTS,
				 REQUEST("甲2", "2024-02-10", "business", "", ""), NULL));
	FINE(&office, office_add(&office, REGISTER_REQUESTS,
				 REQUEST("乙3", "2024-03-10", "natural", "c3", "2024-03-20"), &id));
	FINE(&office, office_strike(&office, REGISTER_REQUESTS, id, 1, "误登"));
	assert_true(day_parse("2024-01-01", &first) && day_parse("2024-02-10", &last));
	assert_int_equal(listed(&office, &(struct entry_filter){0}), 2);
	assert_int_equal(listed(&office, &(struct entry_filter){.struck = STRUCK_WITH}), 3);
	assert_int_equal(listed(&office, &(struct entry_filter){.struck = STRUCK_ONLY}), 1);
	assert_int_equal(listed(&office, &(struct entry_filter){.from = last}), 1);
	assert_int_equal(listed(&office, &(struct entry_filter){.from = first, .to = last}), 2);
	assert_int_equal(listed(&office, &(struct entry_filter){.text = "甲"}), 2);
	assert_int_equal(listed(&office, &(struct entry_filter){.text = "%"}), 0);
	assert_int_equal(listed(&office, &(struct entry_filter){.choices = {"-"}}), 1);
	assert_int_equal(listed(&office, &(struct entry_filter){.choices = {"a"}}), 1);
	assert_int_equal(listed(&office, &(struct entry_filter){.choices = {"", "business"}}), 1);
	assert_int_equal(listed(&office, &(struct entry_filter){.choices = {"a", "business"}}), 0);
	office_close(&office);
}

static void test_number_is_unique_until_struck(void **state)
{
	struct office office;
	int64_t id = 0;
	(void)state;
	office_open(&office);
	const char *const *values = REQUEST("N1", "2024-01-10", "natural", "", "");
	FINE(&office, office_add(&office, REGISTER_REQUESTS, values, &id));
	assert_int_equal(office_add(&office, REGISTER_REQUESTS, values, NULL), ERR_CONFLICT);
	assert_non_null(strstr(office.error.message, "编号"));
	FINE(&office, office_strike(&office, REGISTER_REQUESTS, id, 1, "误登"));
	FINE(&office, office_add(&office, REGISTER_REQUESTS, values, NULL));
	office_close(&office);
}

struct bad {
	const char *number, *received, *kind, *outcome, *replied, *field, *words;
};

static void test_check_names_the_field(void **state)
{
	static const struct bad cases[] = {
		{"", "2024-01-10", "natural", "", "", "number", "没有填写"},
		{"1", "2024-02-30", "natural", "", "", "received", "不是一个存在的日期"},
		{"1", "2024-1-3", "natural", "", "", "received", "不是一个存在的日期"},
		{"1", "2024-01-10", "person", "", "", "requester_kind", "不是可选的值"},
		{"1", "2024-01-10", "natural", "a", "", "replied", "有办理结果就要有答复日期"},
		{"1", "2024-01-10", "natural", "", "2024-02-01", "outcome",
		 "有答复日期就要有办理结果"},
		{"1", "2024-01-10", "natural", "a", "2024-01-09", "replied", "早于"},
		{"1\n2", "2024-01-10", "natural", "", "", "number", "不可见字符"},
		{"1\u202e2", "2024-01-10", "natural", "", "", "number", "不可见字符"},
		{"\xff", "2024-01-10", "natural", "", "", "number", "无法识别"},
		{"1", "\xff", "natural", "", "", "received", "无法识别"},
	};
	const struct register_facts *facts = register_facts(REGISTER_REQUESTS);
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct bad *bad = &cases[i];
		struct arena arena = {0};
		struct problems problems;
		problems_init(&problems, &arena);
		assert_false(register_check(
			facts,
			REQUEST(bad->number, bad->received, bad->kind, bad->outcome, bad->replied),
			DAY_NONE, &problems));
		assert_int_equal(problems.count, 1);
		const char *text = problem_for(&problems, bad->field);
		if (text == NULL || strstr(text, bad->words) == NULL)
			fail_msg("%zu: %s", i, problems.first->text);
		arena_release(&arena);
	}
}

/* Correction requests, suggestions and complaints: the result and its day come together and not
 * before the receipt; the database holds to that too. Values by column name; all others are good
 * ones. */
static void test_beside_requests(void **state)
{
	static const struct {
		enum register_id id;
		const char *result, *answered, *words; /* NULL: good */
	} cases[] = {
		{REGISTER_CORRECTIONS, "", "", NULL},
		{REGISTER_CORRECTIONS, "dropped", "2024-02-15", NULL},
		{REGISTER_CORRECTIONS, "not-corrected", "", "有处理结果就要有答复日期"},
		{REGISTER_CORRECTIONS, "", "2024-02-15", "有答复日期就要有处理结果"},
		{REGISTER_CORRECTIONS, "transferred", "2024-02-14", "早于收到日期"},
		{REGISTER_CORRECTIONS, "upheld", "2024-02-15", "不是可选的值"},
		{REGISTER_SUGGESTIONS, "", "", NULL},
		{REGISTER_SUGGESTIONS, "not-adopted", "2024-02-16", NULL},
		{REGISTER_SUGGESTIONS, "already-public", "2024-02-16", NULL},
		{REGISTER_SUGGESTIONS, "partly", "", "有处理结果就要有处理日期"},
		{REGISTER_SUGGESTIONS, "", "2024-02-16", "有处理日期就要有处理结果"},
		{REGISTER_SUGGESTIONS, "adopted", "2023-12-31", "早于收到日期"},
		{REGISTER_SUGGESTIONS, "corrected", "2024-02-15", "不是可选的值"},
		{REGISTER_COMPLAINTS, "", "", NULL},
		{REGISTER_COMPLAINTS, "transferred", "2024-02-15", NULL},
		{REGISTER_COMPLAINTS, "upheld", "", "有处理结果就要有答复日期"},
		{REGISTER_COMPLAINTS, "", "2024-02-15", "有答复日期就要有处理结果"},
		{REGISTER_COMPLAINTS, "not-upheld", "2024-01-15", "早于收到日期"},
		{REGISTER_COMPLAINTS, "dropped", "2024-02-15", NULL},
		{REGISTER_COMPLAINTS, "adopted", "2024-02-15", "不是可选的值"},
	};
	struct office office;
	(void)state;
	office_open(&office);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct register_facts *facts = register_facts(cases[i].id);
		const char *values[REGISTER_MAX_COLUMNS];
		size_t result = register_column(facts, "result"),
		       replied = register_column(facts, "replied"),
		       answered = replied < facts->n_columns ? replied
							     : register_column(facts, "answered");
		struct problems problems;
		problems_init(&problems, &office.arena);
		fill(&office, facts, 1, values); /* received on 2024-02-15 */
		values[register_column(facts, "number")] =
			arena_printf(&office.arena, "第%zu号", i);
		values[result] = cases[i].result;
		values[answered] = cases[i].answered;
		bool good = register_check(facts, values, DAY_NONE, &problems);
		if (good != (cases[i].words == NULL) ||
		    (!good && strstr(problems.first->text, cases[i].words) == NULL))
			fail_msg("%zu: %s", i, good ? "good" : problems.first->text);
		if (good) FINE(&office, office_add(&office, facts->id, values, NULL));
	}
	static const char *const broken[] = {
		"UPDATE correction_request SET replied = NULL WHERE result = 'dropped'",
		"UPDATE correction_request SET result = 'a', replied = received",
		"UPDATE correction_request SET record = ''",
		"UPDATE suggestion SET result = NULL WHERE answered IS NOT NULL",
		"UPDATE suggestion SET answered = '2020-01-01' WHERE result = 'not-adopted'",
		"UPDATE suggestion SET number = 'same'",
		"UPDATE complaint SET about = ''",
		"UPDATE complaint SET channel = 'phone'",
		"UPDATE complaint SET struck = 1",
	};
	for (size_t i = 0; i < COUNT_OF(broken); i++)
		if (!office_refuses(&office, broken[i])) fail_msg("taken: %s", broken[i]);
	office_close(&office);
}

/* Each register with all its days on one day: a mistake of each when that is tomorrow, except of
 * what may be known beforehand, and of none when it is today. */
static void test_nothing_ahead_of_today(void **state)
{
	static const char *const ahead[] = {"repealed", "last_day"};
	struct arena arena = {0};
	day today;
	(void)state;
	assert_true(day_parse("2024-03-01", &today));
	for (size_t r = 0; r < REGISTER__MAX; r++) {
		const struct register_facts *facts = register_facts((enum register_id)r);
		const char *values[REGISTER_MAX_COLUMNS];
		for (int late = 0; late < 2; late++) {
			struct problems problems;
			problems_init(&problems, &arena);
			for (size_t i = 0; i < facts->n_columns; i++)
				values[i] = facts->columns[i].type != VALUE_DAY
						    ? sample(&arena, &facts->columns[i], 1)
					    : late ? "2024-03-02"
						   : "2024-03-01";
			assert_int_equal(register_check(facts, values, today, &problems), !late);
			for (size_t i = 0; i < facts->n_columns; i++) {
				const char *name = facts->columns[i].name;
				const char *text = problem_for(&problems, name);
				bool may =
					strcmp(name, ahead[0]) == 0 || strcmp(name, ahead[1]) == 0;
				bool wrong = late && facts->columns[i].type == VALUE_DAY && !may;
				assert_int_equal(text != NULL, wrong);
				if (wrong) assert_non_null(strstr(text, "晚于今天"));
			}
		}
	}
	arena_release(&arena);
}

static void test_money(void **state)
{
	static const char *const good[] = {"0", "0.5", "12.34", "316441.00", "9999999999999.99"};
	static const char *const bad[] = {"-1", "1.234", "1,000", ".5", "1.", "1e3", " 1", "１"};
	const struct register_facts *facts = register_facts(REGISTER_CHARGES);
	struct arena arena = {0};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(good) + COUNT_OF(bad); i++) {
		bool is_good = i < COUNT_OF(good);
		const char *amount = is_good ? good[i] : bad[i - COUNT_OF(good)];
		const char *values[] = {"2024-01-01", "2024-12-31", "台账", amount, ""};
		struct problems problems;
		problems_init(&problems, &arena);
		if (register_check(facts, values, DAY_NONE, &problems) != is_good)
			fail_msg("%s", amount);
	}
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_register),
		cmocka_unit_test(test_pages_run_both_ways),
		cmocka_unit_test(test_filters),
		cmocka_unit_test(test_number_is_unique_until_struck),
		cmocka_unit_test(test_check_names_the_field),
		cmocka_unit_test(test_beside_requests),
		cmocka_unit_test(test_nothing_ahead_of_today),
		cmocka_unit_test(test_money),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

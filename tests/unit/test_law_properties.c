/* SPDX-License-Identifier: MulanPSL-2.0
 * What must hold for every day, not only for the lines a lawyer wrote down. */
#include "law/calendar.h"
#include "law/deadline.h"
#include "unit/help_cmocka.h"

static struct arena arena;
static const struct calendar *calendar;

static int setup(void **state)
{
	(void)state;
	return calendar_build(&arena, NULL, 0, &calendar, NULL) == ERR_NONE ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* A small generator of our own, so that every run tries the same cases. */
static uint64_t seed = 711;
static int below(int n)
{
	seed = seed * 6364136223846793005U + 1442695040888963407U;
	return (int)((seed >> 33) % (uint64_t)n);
}

static void a_hundred_thousand_days_round_trip(void **state)
{
	(void)state;
	day first = day_year_start(1900), last = first + 100000;
	for (day d = first; d <= last; d++) {
		int year, month, of_month;
		day back;
		day_split(d, &year, &month, &of_month);
		assert_true(day_make(year, month, of_month, &back));
		assert_int_equal(back, d);
		assert_true(day_parse(day_text(d).s, &back));
		assert_int_equal(back, d);
	}
}

static bool working(const struct calendar *of, day d)
{
	struct calendar_day found;
	assert_int_equal(calendar_look(of, d, &found, NULL), ERR_NONE);
	return found.working;
}

static void fast_addition_is_counting_day_by_day(void **state)
{
	(void)state;
	for (day start = calendar_first(calendar); start <= calendar_last_announced(calendar);
	     start++) {
		day naive = start;
		for (int n = 1; n <= 40; n++) {
			day fast;
			do {
				naive++;
			} while (!working(calendar, naive));
			assert_int_equal(calendar_add_working_days(calendar, start, n, &fast, NULL),
					 ERR_NONE);
			assert_int_equal(fast, naive);
			int between = -1;
			assert_int_equal(
				calendar_working_days(calendar, start, fast, &between, NULL),
				ERR_NONE);
			assert_int_equal(between, n);
		}
	}
}

static struct deadline_order random_order(struct consultation *consults)
{
	struct deadline_order order = DEADLINE_ORDER_NONE;
	order.received = calendar_first(calendar) + below(365 * 7);
	if (below(3) == 0) order.clarified = order.received + below(30);
	if (below(5) == 0) order.paid = order.received + below(40);
	if (below(3) == 0) order.extend = 1 + below(15);
	if (below(8) == 0) order.delay = 1 + below(90);
	order.consults = consults;
	order.n_consults = (size_t)below(4);
	for (size_t i = 0; i < order.n_consults; i++) {
		consults[i].from = order.received + below(50);
		consults[i].to = consults[i].from + below(30);
	}
	return order;
}

static day due_of(const struct deadline_order *order, const struct calendar *by)
{
	struct deadline deadline;
	struct error error;
	enum err err = deadline_compute(order, by, NULL, &deadline, &error);
	if (err != ERR_NONE) fail_msg("%s", error.message);
	return deadline.due;
}

/* The contract's sentence, written down again day by day: the period's working days and those of
 * the union of (from, to] after the start, asked in the order the consultations were sent. */
static day due_day_by_day(const struct deadline_order *order)
{
	day start = order->received;
	if (order->clarified > start) start = order->clarified;
	if (order->paid > start) start = order->paid;
	day change;
	assert_true(day_parse("2019-05-15", &change));
	int total = order->delay > 0 ? order->delay : order->received < change ? 15 : 20;
	total += order->extend;
	static bool out[20000];
	memset(out, 0, sizeof out);
	bool taken[4] = {false};
	day due = start;
	for (size_t round = 0; round <= order->n_consults; round++) {
		int left = total;
		for (day d = start + 1; d <= calendar_last(calendar); d++)
			if (out[d - start] && working(calendar, d)) left++;
		for (due = start; left > 0;) left -= working(calendar, ++due);
		size_t next = order->n_consults;
		for (size_t i = 0; i < order->n_consults; i++)
			if (!taken[i] && (next == order->n_consults ||
					  order->consults[i].from < order->consults[next].from))
				next = i;
		if (next == order->n_consults || order->consults[next].from > due) break;
		taken[next] = true;
		for (day d = order->consults[next].from + 1; d <= order->consults[next].to; d++)
			if (d > start) out[d - start] = true;
	}
	return due;
}

static void deadlines_are_the_contract_word_for_word(void **state)
{
	(void)state;
	struct consultation consults[4];
	for (int i = 0; i < 3000; i++) {
		struct deadline_order order = random_order(consults);
		assert_int_equal(due_of(&order, calendar), due_day_by_day(&order));
	}
}

static void a_later_start_is_never_due_earlier(void **state)
{
	(void)state;
	day change;
	assert_true(day_parse("2019-05-15", &change));
	day before = DAY_NONE;
	for (day d = calendar_first(calendar); d <= calendar_last_announced(calendar); d++) {
		struct deadline_order order = DEADLINE_ORDER_NONE;
		order.received = d;
		day due = due_of(&order, calendar);
		assert_true(due >= before);
		before = due;
	}
}

static void one_more_day_off_is_never_due_earlier(void **state)
{
	(void)state;
	struct consultation consults[4];
	for (int round = 0; round < 40; round++) {
		struct calendar_row row = {calendar_first(calendar) + below(2900), CALENDAR_HOLIDAY,
					   "古尔邦节", "test"};
		struct calendar_rows local = {0, &row, 1};
		const struct calendar *with;
		assert_int_equal(calendar_build(&arena, &local, 1, &with, NULL), ERR_NONE);
		for (int i = 0; i < 100; i++) {
			struct deadline_order order = random_order(consults);
			order.n_consults = 0; /* a day off inside a consultation may shorten it */
			assert_true(due_of(&order, with) >= due_of(&order, calendar));
		}
	}
}

static void the_order_of_consultations_does_not_matter(void **state)
{
	(void)state;
	struct consultation consults[4], turned[4];
	for (int i = 0; i < 2000; i++) {
		struct deadline_order order = random_order(consults);
		day due = due_of(&order, calendar);
		for (size_t k = 0; k < order.n_consults; k++)
			turned[k] = consults[order.n_consults - 1 - k];
		order.consults = turned;
		assert_int_equal(due_of(&order, calendar), due);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_hundred_thousand_days_round_trip),
		cmocka_unit_test(fast_addition_is_counting_day_by_day),
		cmocka_unit_test(deadlines_are_the_contract_word_for_word),
		cmocka_unit_test(a_later_start_is_never_due_earlier),
		cmocka_unit_test(one_more_day_off_is_never_due_earlier),
		cmocka_unit_test(the_order_of_consultations_does_not_matter),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}

/* SPDX-License-Identifier: MulanPSL-2.0
 * What the vectors cannot write down: orders no command line gives, results without a trace. */
#include "law/deadline.h"
#include "law/fee.h"
#include "law/remedy.h"
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

static day day_of(const char *text)
{
	day d = DAY_NONE;
	assert_true(day_parse(text, &d));
	return d;
}

static struct deadline_order received(const char *text)
{
	struct deadline_order order = DEADLINE_ORDER_NONE;
	order.received = day_of(text);
	return order;
}

static void impossible_orders_name_the_field_in_both_languages(void **state)
{
	(void)state;
	struct consultation consults[DEADLINE_MAX_CONSULTS + 1];
	struct deadline_order orders[4];
	static const char *const fields[] = {"received", "extend", "delay", "consult"};
	for (size_t i = 0; i < COUNT_OF(consults); i++)
		consults[i] = (struct consultation){day_of("2024-06-12"), day_of("2024-06-13")};
	for (size_t i = 0; i < COUNT_OF(orders); i++) orders[i] = received("2024-06-11");
	orders[0].received = DAY_NONE;
	orders[1].extend = -1;
	orders[2].delay = -1;
	orders[3].consults = consults;
	orders[3].n_consults = COUNT_OF(consults);
	for (size_t i = 0; i < COUNT_OF(orders); i++) {
		struct deadline deadline;
		struct error error;
		const struct deadline_fault *fault = deadline_fault(&orders[i]);
		assert_non_null(fault);
		assert_string_equal(fault->field, fields[i]);
		assert_true(fault->chinese[0] != '\0');
		assert_int_equal(deadline_compute(&orders[i], calendar, NULL, &deadline, &error),
				 ERR_USAGE);
		assert_string_equal(error.message, fault->english);
	}
	orders[3].n_consults = DEADLINE_MAX_CONSULTS;
	assert_null(deadline_fault(&orders[3]));
}

static void the_parts_of_a_deadline_are_told(void **state)
{
	(void)state;
	struct consultation consult = {day_of("2024-06-25"), day_of("2024-06-28")};
	struct deadline_order order = received("2024-06-11");
	order.channel = CHANNEL_EMAIL;
	order.confirmed = day_of("2024-06-12");
	order.clarified = day_of("2024-06-24");
	order.consults = &consult;
	order.n_consults = 1;
	struct deadline deadline;
	assert_int_equal(deadline_compute(&order, calendar, NULL, &deadline, NULL), ERR_NONE);
	assert_int_equal(deadline.receipt, day_of("2024-06-12"));
	assert_int_equal(deadline.start, day_of("2024-06-24"));
	assert_int_equal(deadline.first_due, day_of("2024-07-10"));
	assert_int_equal(deadline.period, 20);
	assert_int_equal(deadline.suspended, 3);
	assert_int_equal(deadline.due, day_of("2024-07-25"));
	assert_false(deadline.provisional);
}

static void a_missing_confirmation_leaves_the_receipt_open(void **state)
{
	(void)state;
	day d = day_of("2024-06-11");
	assert_int_equal(receipt_day(CHANNEL_FAX, d, DAY_NONE), DAY_NONE);
	assert_int_equal(receipt_day(CHANNEL_FAX, d, d + 1), d + 1);
	assert_int_equal(receipt_day(CHANNEL_COUNTER, d, DAY_NONE), d);
}

static void results_are_the_same_without_a_trace(void **state)
{
	(void)state;
	int64_t fen = -1;
	assert_int_equal(fee_compute(FEE_BY_PIECE, 45, DAY_NONE, NULL, &fen, NULL), ERR_NONE);
	assert_int_equal(fen, 550000);
	struct remedy remedy;
	remedy_compute(&(struct remedy_order){.outcome = OUTCOME_C1,
					      .replied = day_of("2024-06-11"),
					      .organ = "平安区人民政府"},
		       &arena, NULL, &remedy);
	assert_int_equal(remedy.n, 1);
	assert_string_equal(
		remedy.paragraphs[0],
		"对本答复不服的，可以自收到本答复之日起60日内先向平安区人民政府申请行政复议；对行政"
		"复议决定"
		"仍不服的，可以自收到行政复议决定书之日起15日内向有管辖权的人民法院提起行政诉讼。");
	trace_warn(NULL, DAY_NONE, "reg.31", "nobody listens");
	assert_string_equal(day_words(day_of("2024-06-01")).s, "2024年6月1日");
}

static void the_requester_reads_no_warning(void **state)
{
	struct trace trace, told;
	(void)state;
	trace_init(&trace, &arena);
	told = trace_told(&trace, &arena);
	assert_int_equal(told.count, 0);
	trace_add(&trace, day_of("2024-05-06"), "reg.31", "one");
	trace_warn(&trace, day_of("2024-05-07"), "reg.30", "two");
	trace_add(&trace, day_of("2024-05-08"), "reg.33", "three");
	told = trace_told(&trace, &arena);
	assert_int_equal(told.count, 2);
	assert_string_equal(told.first->text, "one");
	assert_ptr_equal(told.first->next, told.last);
	assert_string_equal(told.last->text, "three");
	assert_null(told.last->next);
	assert_int_equal(trace.count, 3);
}

static void an_agency_day_off_beside_a_holiday_is_told_apart(void **state)
{
	(void)state;
	struct calendar_row rows[] = {{day_of("2024-10-08"), CALENDAR_HOLIDAY, "国庆节", ""},
				      {day_of("2024-10-09"), CALENDAR_HOLIDAY, "乡庆", ""}};
	struct calendar_rows local = {0, rows, COUNT_OF(rows)};
	const struct calendar *with;
	assert_int_equal(calendar_build(&arena, &local, 1, &with, NULL), ERR_NONE);
	struct deadline_order order = received("2024-09-13");
	struct trace trace;
	struct deadline deadline;
	trace_init(&trace, &arena);
	assert_int_equal(deadline_compute(&order, with, &trace, &deadline, NULL), ERR_NONE);
	const struct trace_step *step = trace.first;
	while (strcmp(step->rule, "cal.2024") != 0) step = step->next;
	assert_string_equal(
		step->text,
		"2024年的放假安排：调休上班的9月14日（中秋节）照常计算；9月15日至9月17日中秋节"
		"放假不计算；调休上班的9月29日（国庆节）照常计算；10月1日至10月7日国庆节放假"
		"不计算；调休上班的10月12日（国庆节）照常计算。");
	step = step->next;
	assert_string_equal(
		step->text,
		"2024年本机关所在地方的放假安排：10月8日国庆节放假不计算；10月9日乡庆放假不计算。");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(impossible_orders_name_the_field_in_both_languages),
		cmocka_unit_test(the_parts_of_a_deadline_are_told),
		cmocka_unit_test(a_missing_confirmation_leaves_the_receipt_open),
		cmocka_unit_test(results_are_the_same_without_a_trace),
		cmocka_unit_test(the_requester_reads_no_warning),
		cmocka_unit_test(an_agency_day_off_beside_a_holiday_is_told_apart),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}

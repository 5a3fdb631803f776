/* SPDX-License-Identifier: MulanPSL-2.0
 * Notices and local days off: how they change the calendar, and every way a file can be wrong. */
#include "law/calendar.h"
#include "law/deadline.h"
#include "unit/help_cmocka.h"

static struct arena arena;

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

static struct calendar_day look(const struct calendar *calendar, const char *text)
{
	struct calendar_day of;
	assert_int_equal(calendar_look(calendar, day_of(text), &of, NULL), ERR_NONE);
	return of;
}

/* The statutory days of 2027, as a notice must hold them at least. */
#define NOTICE_2027                                                                                  \
	"date,kind,name\n2027-01-01,holiday,元旦\n2027-02-05,holiday,春节\n"                     \
	"2027-02-06,holiday,春节\n2027-02-07,holiday,春节\n2027-02-08,holiday,春节\n"          \
	"2027-04-05,holiday,清明节\n2027-05-01,holiday,劳动节\n2027-05-02,holiday,劳动节\n" \
	"2027-06-09,holiday,端午节\n2027-09-15,holiday,中秋节\n2027-10-01,holiday,国庆节\n" \
	"2027-10-02,holiday,国庆节\n2027-10-03,holiday,国庆节\n"

static struct calendar_rows parsed(const char *text, int year, struct problems *problems)
{
	struct calendar_rows rows;
	problems_init(problems, &arena);
	calendar_parse(text, strlen(text), year, &arena, problems, &rows);
	return rows;
}

static void a_notice_makes_its_year_final_and_the_next_provisional(void **state)
{
	(void)state;
	struct problems problems;
	struct calendar_rows notice =
		parsed(NOTICE_2027 "2026-12-31,holiday,元旦\n2027-02-20,workday,春节\n"
				   "2026-12-25,holiday,元旦\n2027-12-31,holiday,元旦\n",
		       2027, &problems);
	assert_int_equal(problems.count, 0);
	assert_int_equal(notice.n, 17);
	const struct calendar *calendar;
	assert_int_equal(calendar_build(&arena, &notice, 1, &calendar, NULL), ERR_NONE);
	assert_int_equal(calendar_last_announced(calendar), day_of("2027-12-31"));
	assert_int_equal(calendar_last(calendar), day_of("2028-12-31"));
	assert_true(look(calendar, "2027-02-20").working);
	assert_false(look(calendar, "2027-02-20").provisional);
	assert_false(look(calendar, "2026-12-31").working);
	assert_false(look(calendar, "2026-12-31").local);
	assert_false(look(calendar, "2027-12-31").working);
	assert_true(look(calendar, "2028-01-25").provisional);
	assert_string_equal(look(calendar, "2028-01-25").name, "春节");
}

static void beyond_the_statutory_data_there_is_no_provisional_year(void **state)
{
	(void)state;
	struct calendar_row rows[7];
	struct calendar_rows notices[7];
	for (int i = 0; i < 7; i++) {
		/* given from the last year to the first: the calendar sorts them out itself */
		int year = 2033 - i;
		rows[i] = (struct calendar_row){day_year_start(year), CALENDAR_HOLIDAY, "元旦", ""};
		notices[i] = (struct calendar_rows){year, &rows[i], 1};
	}
	const struct calendar *calendar;
	assert_int_equal(calendar_build(&arena, notices, 7, &calendar, NULL), ERR_NONE);
	assert_int_equal(calendar_last_announced(calendar), day_of("2033-12-31"));
	assert_int_equal(calendar_last(calendar), day_of("2033-12-31"));
	assert_int_equal(calendar_first(calendar), day_of("2019-01-01"));
}

static void a_notice_cannot_skip_a_year(void **state)
{
	(void)state;
	struct calendar_row row = {day_of("2028-01-01"), CALENDAR_HOLIDAY, "元旦", ""};
	struct calendar_rows notice = {2028, &row, 1};
	const struct calendar *calendar;
	struct error error;
	assert_int_equal(calendar_build(&arena, &notice, 1, &calendar, &error), ERR_CONFLICT);
	assert_non_null(strstr(error.message, "2028"));
}

static void an_agency_may_have_days_off_of_its_own(void **state)
{
	(void)state;
	/* 古尔邦节 of a 回族乡, over an ordinary working day and over a make-up day */
	struct calendar_row rows[] = {
		{day_of("2024-06-17"), CALENDAR_HOLIDAY, "古尔邦节", "海东市通知"},
		{day_of("2024-05-11"), CALENDAR_HOLIDAY, "测试", ""},
		{day_of("2024-06-22"), CALENDAR_WORKDAY, "古尔邦节", ""},
		{day_of("2018-06-22"), CALENDAR_HOLIDAY, "日历以外", ""},
		{day_of("2099-06-22"), CALENDAR_HOLIDAY, "日历以外", ""},
	};
	struct calendar_rows local = {0, rows, COUNT_OF(rows)};
	const struct calendar *calendar;
	assert_int_equal(calendar_build(&arena, &local, 1, &calendar, NULL), ERR_NONE);
	assert_false(look(calendar, "2024-06-17").working);
	assert_true(look(calendar, "2024-06-17").local);
	assert_string_equal(look(calendar, "2024-06-17").source, "海东市通知");
	assert_false(look(calendar, "2024-05-11").working);
	assert_true(look(calendar, "2024-06-22").working);
	struct deadline_order order = DEADLINE_ORDER_NONE;
	order.received = day_of("2024-06-11");
	struct trace trace;
	struct deadline deadline;
	trace_init(&trace, &arena);
	assert_int_equal(deadline_compute(&order, calendar, &trace, &deadline, NULL), ERR_NONE);
	assert_int_equal(deadline.due, day_of("2024-07-09")); /* one day off, one made up */
	const struct trace_step *step = trace.first;
	while (step != NULL && strcmp(step->rule, "cal.local") != 0) step = step->next;
	assert_non_null(step);
	assert_string_equal(step->text,
			    "2024年本机关所在地方的放假安排：6月17日古尔邦节放假不计算；"
			    "调休上班的6月22日（古尔邦节）照常计算。");
}

static void a_trace_says_holidays_in_runs(void **state)
{
	(void)state;
	const struct calendar *calendar;
	assert_int_equal(calendar_build(&arena, NULL, 0, &calendar, NULL), ERR_NONE);
	struct deadline_order order = DEADLINE_ORDER_NONE;
	order.received = day_of("2023-12-18");
	struct trace trace;
	struct deadline deadline;
	trace_init(&trace, &arena);
	order.extend = 20;
	assert_int_equal(deadline_compute(&order, calendar, &trace, &deadline, NULL), ERR_NONE);
	assert_string_equal(trace.first->text,
			    "2023年12月18日当面提交申请，提交当天就是收到申请之日。");
	const struct trace_step *step = trace.first;
	while (strncmp(step->rule, "cal.", 4) != 0) step = step->next;
	assert_string_equal(step->rule, "cal.2024");
	assert_string_equal(step->text,
			    "2024年的放假安排：1月1日元旦放假不计算；调休上班的2月4日（春节"
			    "）照常计算；2月10日至2月17日春节放假不计算；调休上班的2月18日（"
			    "春节）照常计算。");
	assert_string_equal(trace.last->text, "最迟应当在2024年2月18日（星期日）答复。");
	/* a start on the last day of a year has nothing to say about that year */
	order.received = day_of("2023-12-31");
	trace_init(&trace, &arena);
	assert_int_equal(deadline_compute(&order, calendar, &trace, &deadline, NULL), ERR_NONE);
	for (step = trace.first; step != NULL; step = step->next)
		assert_string_not_equal(step->rule, "cal.2023");
}

static const struct {
	const char *text;
	int year;
	const char *line, *says;
} broken[] = {
	{"", 0, "", "没有一行日期"},
	{"date,kind,name\n", 0, "", "没有一行日期"},
	{"date,kind\n2024-01-01,holiday\n", 0, "1", "缺少“name”"},
	{"date,kind,name,colour\n", 0, "1", "不认识“colour”"},
	{"date,kind,name,date\n", 0, "1", "“date”这一列出现了两次"},
	{"date,kind,name\n2027-02-30,holiday,春节\n", 0, "2", "不是一个存在的日期"},
	{"date,kind,name\n2027-2-3,holiday,春节\n", 0, "2", "不是一个存在的日期"},
	{"date,kind,name\n2027-02-03,off,春节\n", 0, "2", "“off”应为 holiday"},
	{"date,kind,name\n2027-02-03,holiday,\n", 0, "2", "不能作节日名称"},
	{"date,kind,name\n2027-02-03,holiday,"
	 "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一\n",
	 0, "2", "不能作节日名称"},
	{"date,kind,name\n2027-02-03,holiday\n", 0, "2", "应有3列，这一行有2列"},
	{"date,kind,name\n2027-02-03,holiday,春节\n2027-02-03,holiday,春节\n", 0, "3",
	 "出现了两次"},
	{"date,kind,name\n2027-02-05,workday,春节\n", 0, "2", "本来就是工作日"},
	{NOTICE_2027 "2028-01-01,holiday,元旦\n", 2027, "15", "不在这份通知所属的年度内"},
	{NOTICE_2027 "2026-12-24,holiday,元旦\n", 2027, "15", "不在这份通知所属的年度内"},
	{"date,kind,name\n2027-01-01,holiday,元旦\n", 2027, "", "缺少法定节假日春节（2027-02-05）"},
	{"date,kind,name\n\"2027-01-01,holiday,元旦\n", 0, "2", ""},
};

static void each_mistake_is_told_with_its_line(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(broken); i++) {
		struct problems problems;
		parsed(broken[i].text, broken[i].year, &problems);
		assert_true(problems.count >= 1);
		assert_string_equal(problems.first->field, broken[i].line);
		if (strstr(problems.first->text, broken[i].says) == NULL)
			fail_msg("case %zu says %s", i, problems.first->text);
	}
}

static void columns_may_stand_in_any_order_with_a_source(void **state)
{
	(void)state;
	struct problems problems;
	struct calendar_rows rows = parsed("\xef\xbb\xbfsource,name,date,kind\r\n"
					   "海东市通知,古尔邦节,2024-06-17,holiday\r\n",
					   0, &problems);
	assert_int_equal(problems.count, 0);
	assert_int_equal(rows.n, 1);
	assert_int_equal(rows.rows[0].date, day_of("2024-06-17"));
	assert_string_equal(rows.rows[0].source, "海东市通知");
	/* thirty characters are the longest name */
	rows = parsed("date,kind,name\n2027-02-03,holiday,"
		      "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十\n",
		      0, &problems);
	assert_int_equal(problems.count, 0);
	assert_int_equal(rows.n, 1);
}

static void a_huge_file_stops_being_read(void **state)
{
	(void)state;
	struct problems problems;
	char *text = arena_alloc(&arena, 200000), *at = text;
	at += sprintf(at, "date,kind,name,source\n");
	for (int i = 0; i < 3000; i++) {
		day d = day_of("2019-01-01") + i;
		at += sprintf(at, "%s,holiday,节,\n", day_text(d).s);
	}
	struct calendar_rows rows = parsed(text, 0, &problems);
	assert_int_equal(problems.count, 1);
	assert_int_equal(rows.n, 1000);
	at = text + sprintf(text, "date,kind,name,source\n");
	for (int i = 0; i < 3000; i++) at += sprintf(at, "2027-02-30,holiday,节,\n");
	parsed(text, 0, &problems);
	assert_int_equal(problems.count, 100);
	at = text + sprintf(text, "date,kind,name,source\n2027-02-01,holiday,节,");
	for (int i = 0; i < 301; i++) at += sprintf(at, "源");
	parsed(text, 0, &problems);
	assert_string_equal(problems.first->text, "“2027-02-01”这一行的来源超过300个字。");
}

static void days_outside_are_an_error_of_the_environment(void **state)
{
	(void)state;
	const struct calendar *calendar;
	assert_int_equal(calendar_build(&arena, NULL, 0, &calendar, NULL), ERR_NONE);
	struct error error;
	int n;
	assert_int_equal(calendar_working_days(calendar, day_of("2018-12-31"), day_of("2019-01-02"),
					       &n, &error),
			 ERR_ENV);
	assert_string_equal(error.message,
			    "there is no calendar of working days before 2019-01-01");
	assert_int_equal(calendar_working_days(calendar, day_of("2027-12-31"), day_of("2028-01-02"),
					       &n, &error),
			 ERR_ENV);
	assert_string_equal(error.message, "there is no calendar of working days for 2028 yet");
	assert_int_equal(calendar_working_days(calendar, day_of("2050-01-02"), day_of("2050-01-01"),
					       &n, &error),
			 ERR_NONE);
	assert_int_equal(n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_notice_makes_its_year_final_and_the_next_provisional),
		cmocka_unit_test(beyond_the_statutory_data_there_is_no_provisional_year),
		cmocka_unit_test(a_notice_cannot_skip_a_year),
		cmocka_unit_test(an_agency_may_have_days_off_of_its_own),
		cmocka_unit_test(a_trace_says_holidays_in_runs),
		cmocka_unit_test(each_mistake_is_told_with_its_line),
		cmocka_unit_test(columns_may_stand_in_any_order_with_a_source),
		cmocka_unit_test(a_huge_file_stops_being_read),
		cmocka_unit_test(days_outside_are_an_error_of_the_environment),
	};
	return cmocka_run_group_tests(tests, NULL, teardown);
}

/* SPDX-License-Identifier: MulanPSL-2.0
 * What is handed out on paper: nothing of the form's fields is missing, nothing goes beyond its
 * page, the periods are the law's. */
#include "unit/help_cmocka.h"

#include <string.h>

#include "law/term.h"
#include "office/filing.h"
#include "office/handout.h"
#include "paper/paper.h"
#include "unit/help_paper.h"

static const struct handout_office office = {.agency = "海东市平安区古城回族乡人民政府",
					     .name = "古城回族乡党政综合办公室",
					     .address = "平安区古城回族乡新街1号",
					     .postcode = "810600",
					     .hours = "工作日8:30—12:00、14:30—18:00",
					     .phone = "0972-0000000",
					     .fax = "0972-0000001",
					     .email = "gk@example.cn"};

static struct arena arena;

static const char *print(const struct doc *doc, paper_render *render)
{
	struct buf out;
	struct error error;
	buf_init(&out, 8 << 20);
	assert_int_equal(render(doc, NULL, &out, &error), ERR_NONE);
	const char *text = arena_text_n(&arena, buf_text(&out), out.n);
	buf_release(&out);
	return text;
}

static day some_day(void)
{
	day on;
	assert_true(day_parse("2026-01-05", &on));
	return on;
}

static void the_paper_asks_what_the_screen_asks(void **state)
{
	(void)state;
	const char *text = print(handout_form(&arena, &office, some_day()), paper_text);
	for (int i = 0; i < FILING__MAX; i++) {
		const struct filing_facts *facts = filing_facts((enum filing_field)i);
		if (i == FILING_name) continue;
		assert_non_null(strstr(text, facts->label));
		for (const struct filing_choice *choice = facts->choices;
		     choice != NULL && choice->code != NULL && i != FILING_id_type; choice++)
			if (i != FILING_kind || strcmp(choice->code, "natural") != 0)
				assert_non_null(strstr(text, choice->label));
	}
	assert_non_null(strstr(text, "姓名"));
	assert_non_null(strstr(text, "名称"));
	assert_non_null(strstr(text, "授权委托书"));
	assert_non_null(strstr(text, office.phone));
	assert_null(strstr(text, "用途："));
}

static void the_chart_says_the_periods_of_the_law(void **state)
{
	(void)state;
	const char *text = print(handout_flow(&arena, &office, some_day()), paper_text);
	assert_non_null(strstr(text, arena_printf(&arena, "%d个工作日内一次性告知", TERM_CLARIFY)));
	assert_non_null(strstr(text, arena_printf(&arena, "收到后%d个工作日内答复", TERM_OPINION)));
	assert_non_null(strstr(text, arena_printf(&arena, "再延长%d个工作日", TERM_EXTEND)));
	assert_non_null(strstr(text, arena_printf(&arena, "通知后%d个工作日内缴纳", TERM_PAY)));
	assert_non_null(strstr(text, arena_printf(&arena, "之日起%d个工作日内", TERM_REPLY)));
	assert_non_null(strstr(text, "予以公开、部分公开、不予公开、无法提供、不予处理、其他处理"));
	assert_null(strstr(text, "%d"));
}

static void each_keeps_to_its_sheet(void **state)
{
	const struct {
		const struct doc *doc;
		const char *pages;
	} papers[] = {{handout_form(&arena, &office, some_day()), "Pages:           2"},
		      {handout_flow(&arena, &office, some_day()), "Pages:           1"}};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(papers); i++) {
		struct printed printed = {0};
		printed_make(&printed, paper_pdf, papers[i].doc, "paper.pdf");
		const char *said =
			tool_output(&arena, (const char *const[]){"pdfinfo", printed.path, NULL});
		assert_non_null(strstr(said, papers[i].pages));
		said = tool_output(&arena,
				   (const char *const[]){"pdfinfo", "-struct", printed.path, NULL});
		assert_int_equal(strstr(said, "Figure") != NULL, i == 1);
		printed_release(&printed);
	}
}

static void a_code_says_what_it_holds_to_those_who_cannot_see_it(void **state)
{
	const struct drawing *code = handout_code(&arena, "https://example.cn/", "二维码<1>");
	struct buf out;
	(void)state;
	assert_null(handout_code(&arena, "", "没有"));
	char *endless = arena_alloc(&arena, 4001);
	memset(endless, 'x', 4000);
	endless[4000] = '\0';
	assert_null(handout_code(&arena, endless, "太长"));
	buf_init(&out, 1 << 20);
	drawing_svg(code, &out);
	assert_non_null(strstr(buf_text(&out), "aria-label=\"二维码&lt;1&gt;\""));
	buf_release(&out);
}

static void an_agency_that_has_said_little_of_itself_prints_little(void **state)
{
	static const struct handout_office bare = {.agency = "某局",
						   .name = "某局",
						   .address = "",
						   .postcode = "",
						   .hours = "",
						   .phone = "",
						   .fax = "",
						   .email = "",
						   .demo = true};
	(void)state;
	const char *text = print(handout_form(&arena, &bare, some_day()), paper_text);
	assert_null(strstr(text, "电话：\n"));
	assert_null(strstr(text, "地址："));
	assert_non_null(strstr(text, "演示数据"));
}

static int setup(void **state)
{
	(void)state;
	memset(&arena, 0, sizeof arena);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
		CASE(the_paper_asks_what_the_screen_asks),
		CASE(the_chart_says_the_periods_of_the_law),
		CASE(each_keeps_to_its_sheet),
		CASE(a_code_says_what_it_holds_to_those_who_cannot_see_it),
		CASE(an_agency_that_has_said_little_of_itself_prints_little),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

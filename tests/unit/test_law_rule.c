/* SPDX-License-Identifier: MulanPSL-2.0
 * Ids of articles as people cite them. */
#include "unit/help_cmocka.h"

#include "law/rule.h"

static void articles_are_cited_as_people_do(void **state)
{
	static const struct {
		const char *rule, *words;
	} cases[] = {
		{"reg.33", "《政府信息公开条例》第三十三条"},
		{"reg.30", "《政府信息公开条例》第三十条"},
		{"reg.10", "《政府信息公开条例》第十条"},
		{"reg.14", "《政府信息公开条例》第十四条"},
		{"reg.6", "《政府信息公开条例》第六条"},
		{"reg2007.24", "2019年修订前的《政府信息公开条例》第二十四条"},
		{"fee.12", "《政府信息公开信息处理费管理办法》第十二条"},
		{"review.23", "《行政复议法》第二十三条"},
		{"review2017.9", "2023年修订前的《行政复议法》第九条"},
		{"suit.46", "《行政诉讼法》第四十六条"},
		{"court.2", "法释〔2025〕8号第二条"},
		{"civil.201", "《民法典》第二百零一条"},
		{"civil.210", "《民法典》第二百一十条"},
		{"civil.1005", "《民法典》第一千零五条"},
		{"civil.1260", "《民法典》第一千二百六十条"},
		{"cal.2026", ""},
		{"cal.local", ""},
		{"form.3", ""},
		{"reg", ""},
		{"reg.", ""},
		{"reg.99999", ""},
		{"reg.999999", ""},
		{"reg.3/", ""},
		{"", ""},
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_string_equal(rule_words(cases[i].rule).s, cases[i].words);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(articles_are_cited_as_people_do),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

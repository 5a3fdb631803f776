/* SPDX-License-Identifier: MulanPSL-2.0
 * Labels in narrow heads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "paper/label.h"

static void test_labels_are_cut_between_words(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		double em;
		const char *cut; /* NULL: as it stands */
	} rows[] = {
		{"（三）不予公开", 4.2, "（三）\n不予公开"},
		{"（三）不予公开", 3.4, "（三）\n不予\n公开"},
		{"三、本年度办理结果", 2.1, "三、\n本年\n度办\n理结\n果"},
		{"商业企业", 2.8, "商业\n企业"},
		{"社会公益组织", 4.5, "社会公益\n组织"},
		{"社会公益组织", 3.2, "社会\n公益\n组织"},
		{"自然人", 3, NULL},
		{"自然人", 2.9, "自然\n人"},
		{"（十二）其他", 4.9, "（十二）\n其他"},
		{"（二）部分公开（区分处理的）", 5, NULL},	/* not a plain label */
		{"（三）不予公开", 2.5, NULL},			/* the ordinal itself has no room */
		{"一、本年新收政府信息公开申请数量", 14, NULL}, /* a wide head */
		{"结果\n维持", 2, NULL},
		{"1.属于国家秘密", 3, NULL},
		{"", 2, NULL},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct arena arena = {0};
		struct doc *doc = doc_new(&arena, "题", "", 0);
		struct doc_table *table = doc_table_begin(doc, NULL, 2, (const int[]){1, 1}, 0);
		doc_row(table);
		const struct doc_cell *head =
			doc_cell(table, (struct doc_form){.head = DOC_HEAD_ROW}, rows[i].text);
		const struct doc_cell *data = doc_cell(table, (struct doc_form){0}, rows[i].text);
		const char *cut = label_cut(&arena, head, rows[i].em);
		if (rows[i].cut == NULL) {
			assert_null(cut);
		} else {
			assert_non_null(cut);
			assert_string_equal(cut, rows[i].cut);
		}
		assert_null(label_cut(&arena, data, rows[i].em));
		arena_release(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_labels_are_cut_between_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MulanPSL-2.0
 * Every letter: its text, what it must say for each outcome and date, what an office may not remove
 * from its template, and what becomes of data that lie, lack or attack. */
#include "office/letter.h"

#include "paper/paper.h"
#include "unit/help_cmocka.h"
#include "unit/help_letter.h"
#include "unit/help_paper.h"

static day day_of(const char *text)
{
	day date;
	assert_true(day_parse(text, &date));
	return date;
}

static enum outcome first_outcome(enum letter kind)
{
	for (int i = OUTCOME_OPEN + 1; i < OUTCOME__MAX; i++)
		if (letter_announces(kind, (enum outcome)i)) return (enum outcome)i;
	return OUTCOME_OPEN;
}

/* UPDATE_GOLDEN=1 writes tests/golden/paper/letters/; read them as the requester would. */
static void each_letter_reads_as_kept(void **state)
{
	(void)state;
	for (int i = 0; i < LETTER__MAX; i++) {
		struct arena arena = {0};
		struct letter_case of = {(enum letter)i, first_outcome((enum letter)i),
					 REQUESTER_NATURAL, day_of("2025-03-14")};
		if (of.kind == LETTER_R4) of.outcome = OUTCOME_C4;
		const char *text = letter_text(&of, &arena);
		golden_check(arena_printf(&arena, "letters/%s.txt", letter_facts(of.kind)->code),
			     text, strlen(text));
		arena_release(&arena);
	}
}

static void must_hold(const struct letter_case *of, const char *text, const char *what)
{
	if (strstr(text, what) == NULL)
		fail_msg("%s for %s lacks “%s”:\n%s", letter_facts(of->kind)->code,
			 outcome_facts(of->outcome)->code, what, text);
}

static void must_not_hold(const struct letter_case *of, const char *text, const char *what)
{
	if (strstr(text, what) != NULL)
		fail_msg("%s for %s has “%s”:\n%s", letter_facts(of->kind)->code,
			 outcome_facts(of->outcome)->code, what, text);
}

/* The remedy, said again here by hand: C1–C7 reconsideration first since 2024, partly granted both,
 * everything else a choice. */
static void check_remedy(const struct letter_case *of, const char *text)
{
	static const char first[] = "60日内先向海东市平安区人民政府申请行政复议",
			  choice[] = "6个月内直接向有管辖权的人民法院提起行政诉讼";
	bool since_2024 = of->date >= day_of("2024-01-01");
	bool exempt = of->outcome >= OUTCOME_C1 && of->outcome <= OUTCOME_C7;
	if (!letter_facts(of->kind)->remedy) {
		must_not_hold(of, text, "人民法院");
		return;
	}
	must_hold(of, text, "有管辖权的人民法院");
	if (since_2024 && (exempt || of->outcome == OUTCOME_B))
		must_hold(of, text, first);
	else
		must_not_hold(of, text, first);
	if (since_2024 && exempt)
		must_not_hold(of, text, choice);
	else
		must_hold(of, text, choice);
}

static void check_reply(const struct letter_case *of)
{
	static const char *const never[] = {"{", "}", "[[", "]]", "@", "(null)"};
	struct arena arena = {0};
	const char *text = letter_text(of, &arena);
	must_hold(of, text, "海东市平安区古城回族乡人民政府");
	must_hold(of, text, "玥旸");
	must_hold(of, text, "2024年危房改造补助资金分配方案及补助名册");
	must_hold(of, text, doc_date(&arena, of->date));
	must_hold(of, text, doc_date(&arena, of->date - 25));
	must_hold(of, text,
		  arena_printf(&arena, "古政%s〔%d〕3号", letter_facts(of->kind)->series,
			       day_year(of->date)));
	must_hold(of, text, "第");
	if (letter_ground(of->outcome) != NULL) {
		must_hold(of, text, outcome_facts(of->outcome)->article);
		must_hold(of, text, letter_ground(of->outcome));
	}
	if (of->kind != LETTER_R15)
		must_hold(of, text,
			  of->requester == REQUESTER_NATURAL ? "收到您通过" : "收到您单位");
	for (size_t i = 0; i < COUNT_OF(never); i++) must_not_hold(of, text, never[i]);
	check_remedy(of, text);
	arena_release(&arena);
}

static void each_outcome_has_its_letter(void **state)
{
	(void)state;
	static const char *const dates[] = {"2021-06-30", "2023-12-31", "2024-01-01", "2025-03-14"};
	for (int outcome = OUTCOME_OPEN + 1; outcome < OUTCOME__MAX; outcome++) {
		int letters = 0;
		for (int kind = 0; kind < LETTER__MAX; kind++) {
			if (!letter_announces((enum letter)kind, (enum outcome)outcome)) continue;
			letters++;
			for (int requester = 0; requester < REQUESTER__MAX; requester++)
				for (size_t i = 0; i < COUNT_OF(dates); i++)
					check_reply(&(struct letter_case){
						(enum letter)kind, (enum outcome)outcome,
						(enum requester_kind)requester, day_of(dates[i])});
		}
		assert_true(letters > 0);
	}
}

/* Without any one of its lines a template still makes a letter with all that is needed, or is
 * refused; and without any one element it is refused when some need speaks of it. */
static void nothing_needed_can_be_removed(void **state)
{
	(void)state;
	for (int kind = 0; kind < LETTER__MAX; kind++) {
		for (const struct letter_need *need = letter_needs; need->kinds != NULL; need++) {
			if (!letter_among((enum letter)kind, need->kinds)) continue;
			struct arena arena = {0};
			struct problems problems;
			struct letter_template template;
			const char *own = letter_template_own((enum letter)kind);
			char *edited = arena_text(&arena, own);
			const char *tag =
				arena_printf(&arena, "@%s\n", letter_element_tag(need->element));
			/* its lines become remarks, wherever the element stands */
			for (char *at = strstr(edited, tag); at != NULL; at = strstr(at, tag)) {
				at += strlen(tag);
				for (; *at != '@' && *at != '\0'; at = strchr(at, '\n') + 1)
					if (*at != '\n') *at = '#';
			}
			/* a remark may have cut a character in two */
			for (char *at = edited; *at != '\0'; at++)
				if ((unsigned char)*at >= 0x80 && at > edited && at[-1] == '#')
					*at = '#';
			problems_init(&problems, &arena);
			assert_false(letter_template_read(edited, strlen(edited), &arena, &problems,
							  &template));
			bool told = false;
			for (const struct problem *p = problems.first; p != NULL; p = p->next)
				told = told || strstr(p->text, need->source) != NULL;
			if (!told)
				fail_msg("%s without %s: %s is not told",
					 letter_facts((enum letter)kind)->code, tag, need->what);
			arena_release(&arena);
		}
	}
}

static const struct {
	const char *text, *where, *wrong;
} BROKEN[] = {
	{"", "", "没有“@文书”"},
	{"@标题\n某机关\n", "第2行", "首先要用“@文书”"},
	{"@文书 Q9\n", "第1行", "没有编号为“Q9”的文书"},
	{"@文书 P2\n@文书 P3\n", "第2行", "只能写一次"},
	{"@文书 P2\n@尾巴\n", "第2行", "不认识“@尾巴”"},
	{"@文书 P2\n{申请人\n", "第2行", "没有对应的“}”"},
	{"@文书 P2\n申请人}\n", "第2行", "没有对应的“{”"},
	{"@文书 P2\n{申请{人}}\n", "第2行", "没有对应的“}”"},
	{"@文书 P2\n{身份证号}\n", "第2行", "不认识“{身份证号}”"},
	{"@文书 P2\n{第三方}\n", "第2行", "不使用“{第三方}”"},
	{"@文书 P2\n{补正事项}\n", "第2行", "应当单独成行"},
	{"@文书 P2\n* {申请人}\n", "第2行", "不是"},
	{"@文书 P2\n[[{申请人}\n", "第2行", "没有对应的“]]”"},
	{"@文书 P2\n{申请人}]]\n", "第2行", "没有对应的“[[”"},
	{"@文书 P2\n[[[[{申请人}]]]]\n", "第2行", "之内不能再有"},
	{"@文书 P2\n[[如有]]\n", "第2行", "没有花括号"},
	{"@文书 P2\n\xff\n", "", "UTF-8"},
	{"@文书 P2\n@期限\n[[{工作日数}日]]\n", "", "“@期限”中缺少“{工作日数}”"},
};

static void mistakes_are_told_by_line(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(BROKEN); i++) {
		struct arena arena = {0};
		struct problems problems;
		struct letter_template template;
		problems_init(&problems, &arena);
		assert_false(letter_template_read(BROKEN[i].text, strlen(BROKEN[i].text), &arena,
						  &problems, &template));
		bool told = false;
		for (const struct problem *p = problems.first; p != NULL; p = p->next)
			told = told || (strcmp(p->field, BROKEN[i].where) == 0 &&
					strstr(p->text, BROKEN[i].wrong) != NULL);
		if (!told) fail_msg("%s: %s", BROKEN[i].text, problems.first->text);
		arena_release(&arena);
	}
}

/* Leaving any one field out gives a whole letter or a problem that names the field. */
static void a_blank_is_never_printed(void **state)
{
	(void)state;
	for (int kind = 0; kind < LETTER__MAX; kind++) {
		for (int field = 0; field < FIELD__MAX; field++) {
			const struct letter_field_facts *facts =
				letter_field_facts((enum letter_field)field);
			if (facts->key == NULL || !letter_among((enum letter)kind, facts->kinds))
				continue;
			struct arena arena = {0};
			struct problems problems;
			struct letter_data data;
			struct letter_case of = {(enum letter)kind,
						 first_outcome((enum letter)kind), REQUESTER_OTHER,
						 day_of("2025-03-14")};
			struct letter_template template = letter_own(of.kind, &arena);
			problems_init(&problems, &arena);
			letter_sample(&of, (enum letter_field)field, &arena, &problems, &data);
			struct doc *doc = letter_document(&template, &data, &problems);
			if (doc == NULL) assert_true(problem_for(&problems, facts->key) != NULL);
			arena_release(&arena);
		}
	}
}

static const struct {
	const char *kind, *json, *key, *wrong;
} DATA[] = {
	{"R1", "[]", "", "不是一个JSON对象"},
	{"R1", "{\"date\":", "", "不是一个JSON对象"},
	{"R1", "{\"third_party\":\"某\"}", "third_party", "没有这一项"},
	{"R1", "{\"date\":\"2025-02-30\"}", "date", "确实存在的日期"},
	{"R1", "{\"date\":[\"2025-02-03\"]}", "date", "应当是文字"},
	{"R1", "{\"attachments\":\"一\"}", "attachments", "应当是数组"},
	{"R1", "{\"attachments\":[\"　\"]}", "attachments", "第1项是空的"},
	{"R1", "{\"number\":\"古政[2025]3号\"}", "number", "六角括号"},
	{"R1", "{\"number\":\"古政〔2024〕3号\",\"date\":\"2025-01-02\"}", "number", "同一年"},
	{"R1", "{\"received\":\"2025-01-03\",\"date\":\"2025-01-02\"}", "date", "早于收到"},
	{"R1", "{\"requester_kind\":\"alien\"}", "requester_kind", "没有这种申请人"},
	{"R1", "{\"channel\":\"pigeon\"}", "channel", "没有这种渠道"},
	{"R1", "{\"online\":\"maybe\"}", "online", "true或者false"},
	{"R4", "{\"outcome\":\"a\"}", "outcome", "不告知"},
	{"R3", "{\"withheld\":[{\"part\":\"一\",\"ground\":\"d1\",\"reason\":\"二\"}]}", "withheld",
	 "不是不予公开的依据"},
	{"R3", "{\"withheld\":[{\"part\":\"一\",\"ground\":\"c1\"}]}", "withheld", "理由"},
	{"R16", "{}", "corrected", "其中一种"},
	{"R17", "{}", "adopted", "其中一种"},
	{"R17", "{\"adopted\":\"甲\",\"public\":\"乙\"}", "adopted", "其中一种"},
	{"R18", "{\"upheld\":\"甲\",\"not_upheld\":\"乙\",\"transferred\":\"丙\"}", "upheld",
	 "其中一种"},
	{"P4", "{\"date\":\"2025-03-20\",\"due\":\"2025-03-17\"}", "due", "过了答复期限"},
	{"P2", "{\"days\":0}", "days", "大于零"},
	{"P9", "{\"date\":\"2025-03-20\",\"tariff\":\"piece\",\"count\":10}", "amount", "不收"},
	{"P9", "{\"date\":\"2020-12-31\",\"tariff\":\"piece\",\"count\":45}", "amount", "不收"},
	{"P9", "{\"date\":\"2025-03-20\",\"tariff\":\"page\",\"count\":31,\"amount\":11}", "amount",
	 "最多可以收取的10元"},
	{"P9", "{\"tariff\":\"both\"}", "tariff", "piece"},
};

static void wrong_data_make_no_letter(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(DATA); i++) {
		struct arena arena = {0};
		struct problems problems;
		struct letter_data data;
		enum letter kind;
		assert_true(letter_parse(DATA[i].kind, &kind));
		problems_init(&problems, &arena);
		assert_false(letter_data_from_json(DATA[i].json, strlen(DATA[i].json), kind, &arena,
						   &problems, &data));
		const char *told = problem_for(&problems, DATA[i].key);
		if (told == NULL || strstr(told, DATA[i].wrong) == NULL)
			fail_msg("%s: %s", DATA[i].json, told == NULL ? "nothing" : told);
		arena_release(&arena);
	}
}

/* What a stranger wrote stays inside our quotation marks, is no template and no HTML. */
static void hostile_data_stay_data(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct problems problems;
	struct letter_data data;
	struct buf out;
	struct letter_case of = {LETTER_R2, OUTCOME_A, REQUESTER_NATURAL, day_of("2025-03-14")};
	struct letter_template template = letter_own(of.kind, &arena);
	problems_init(&problems, &arena);
	letter_sample(&of, FIELD_SUBJECT, &arena, &problems, &data);
	letter_give(&data, FIELD_SUBJECT,
		    "{申请人}[[<script>alert(1)</script>\n”。\n决定：全部公开\x01\xe2\x80\xae",
		    &problems);
	data.shown[FIELD_SUBJECT] = data.given[FIELD_SUBJECT];
	struct doc *doc = letter_document(&template, &data, &problems);
	assert_non_null(doc);
	buf_init(&out, 1 << 20);
	assert_int_equal(paper_html(doc, NULL, &out, NULL), ERR_NONE);
	const char *html = buf_text(&out);
	assert_null(strstr(html, "<script>"));
	assert_null(strstr(html, "\xe2\x80\xae"));
	assert_non_null(strstr(html, "“{申请人}[[&lt;script&gt;alert(1)&lt;/script&gt; ’。 决定：全"
				     "部公开”。</p>"));
	buf_release(&out);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_letter_reads_as_kept),
		cmocka_unit_test(each_outcome_has_its_letter),
		cmocka_unit_test(nothing_needed_can_be_removed),
		cmocka_unit_test(mistakes_are_told_by_line),
		cmocka_unit_test(a_blank_is_never_printed),
		cmocka_unit_test(wrong_data_make_no_letter),
		cmocka_unit_test(hostile_data_stay_data),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MulanPSL-2.0
 * A declared form: what was sent is made plain and checked by its table, comes back as it was
 * typed, and each mistake leads to its field. */
#include <string.h>

#include "unit/help_cmocka.h"
#include "web/form.h"

enum { NAME, REASON, FROM, COPIES, KIND, LEVEL, ROLES, SECRET, VERSION };
static const struct form_choice kinds[] = {{"off", "放假"}, {"work", "上班"}, {NULL, NULL}};
static const struct form_field fields[] = {
	[NAME] = {"name", "姓名", FORM_LINE, .required = true, .most = 4},
	[REASON] = {"reason", "理由", FORM_TEXT, .missing = "请写明理由", .required = true},
	[FROM] = {.name = "from", .label = "开始日期", .kind = FORM_DAY},
	[COPIES] = {"copies", "份数", FORM_COUNT, .least = 1, .most = 20},
	[KIND] = {"kind", "安排", FORM_RADIOS, .choices = kinds, .required = true},
	[LEVEL] = {"level", "层级", FORM_SELECT, .plain = true},
	[ROLES] = {"role", "角色", FORM_CHECKS, .plain = true},
	[SECRET] = {"secret", "密码", FORM_PASSWORD, .required = true},
	[VERSION] = FORM_CARRIED("version"),
};

static struct arena arena;

static void begin(struct form *form)
{
	FORM_INIT(form, fields, &arena);
	form_offer(form, LEVEL, "", "全部");
	form_offer(form, LEVEL, "county", "县级");
	form_offer(form, ROLES, "clerk", "经办人");
	form_offer(form, ROLES, "head", "负责人");
}

/* "name=value;name=value" as a browser would send it. */
static bool sent(struct form *form, enum method method, const char *text)
{
	struct request request = {.arena = &arena, .method = method};
	struct field rows[24];
	size_t n = 0;
	char *copy = arena_text(&arena, text), *rest = NULL;
	for (char *part = strtok_r(copy, ";", &rest); part != NULL;
	     part = strtok_r(NULL, ";", &rest)) {
		char *mark = strchr(part, '=');
		*mark = '\0';
		rows[n++] = (struct field){part, mark + 1};
	}
	if (method == METHOD_POST)
		request.form_fields = rows, request.n_form_fields = n;
	else
		request.query_fields = rows, request.n_query_fields = n;
	begin(form);
	return form_read(form, &request);
}

#define GOOD "name=王某;reason=补录;kind=work;secret=x"

static void what_was_sent_is_made_plain(void **state)
{
	(void)state;
	struct form form;
	assert_true(
		sent(&form, METHOD_POST,
		     "name=　王某 ;reason= 第一段\n第二段 ;from=2024年3月5日;copies=１２;kind=work;"
		     "level=county;role=head;role=clerk;secret= x ;version=7"));
	assert_string_equal(form.values[NAME], "王某");
	assert_string_equal(form.values[REASON], "第一段\n第二段");
	assert_string_equal(form.values[FROM], "2024-03-05");
	assert_int_equal(form_number(&form, COPIES), 12);
	assert_string_equal(form.values[ROLES], "clerk,head"); /* in the order offered */
	assert_true(form_ticked(&form, ROLES, "head") && !form_ticked(&form, ROLES, "hea"));
	assert_string_equal(form.values[SECRET], " x ");
	assert_int_equal(form_number(&form, VERSION), 7);
	day wanted;
	assert_true(day_parse("2024-03-05", &wanted));
	assert_int_equal(form_day(&form, FROM), wanted);
	assert_true(sent(&form, METHOD_GET, GOOD)); /* a filter comes by the query */
	assert_int_equal(form_day(&form, FROM), DAY_NONE);
	assert_int_equal(form_number(&form, COPIES), 0);
}

/* Pasted along with a name, or typed to make it another. */
static void what_nobody_sees_is_not_read(void **state)
{
	(void)state;
	struct form form;
	assert_true(sent(&form, METHOD_POST,
			 "name=\u202e 王\u200b某\u202c\ufeff ;reason=第一段\u2028\n第二段\u3164;"
			 "copies=\u2066"
			 "1\u20692;kind=work;secret=\u200bx"));
	assert_string_equal(form.values[NAME], "王某");
	assert_string_equal(form.values[REASON], "第一段\n第二段");
	assert_int_equal(form_number(&form, COPIES), 12);
	assert_string_equal(form.values[SECRET], "\u200bx"); /* as it was typed */
	/* joiners and variation selectors belong to names */
	assert_true(
		sent(&form, METHOD_POST, "name=葛\U000e0100\u200d;reason=补录;kind=work;secret=x"));
	assert_string_equal(form.values[NAME], "葛\U000e0100\u200d");
	assert_false(sent(&form, METHOD_POST, "name=\u200b\u3164;reason=补录;kind=work;secret=x"));
	assert_string_equal(problem_for(&form.problems, "name"), "请填写姓名");
}

static void each_mistake_is_named_once_at_its_field(void **state)
{
	(void)state;
	static const struct {
		const char *sent, *field, *sentence;
	} rows[] = {
		{"reason=x;kind=off;secret=x", "name", "请填写姓名"},
		{"name=　;reason=x;kind=off;secret=x", "name", "请填写姓名"},
		{"name=王王王王王;reason=x;kind=off;secret=x", "name",
		 "姓名请控制在 4 字以内，现在是 5 字"},
		{"name=王;kind=off;secret=x;reason= ", "reason", "请写明理由"},
		{GOOD ";from=2024-02-30", "from",
		 "开始日期“2024-02-30”不是一个存在的日期，请写成 2024-12-31 的样子。"},
		{GOOD ";copies=0", "copies", "份数要填 1 到 20 之间的整数"},
		{GOOD ";copies=21", "copies", "份数要填 1 到 20 之间的整数"},
		{GOOD ";copies=两", "copies", "份数要填 1 到 20 之间的整数"},
		{"name=王;reason=x;secret=x", "kind", "请选择安排"},
		{"name=王;reason=x;secret=x;kind=party", "kind", "请从列出的里面选择安排"},
		{GOOD ";level=moon", "level", "请从列出的里面选择层级"},
		{"name=王;reason=x;kind=off", "secret", "请填写密码"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct form form;
		assert_false(sent(&form, METHOD_POST, rows[i].sent));
		assert_int_equal(form.problems.count, 1);
		assert_string_equal(problem_for(&form.problems, rows[i].field), rows[i].sentence);
	}
	struct form form; /* a code that nobody offered does not get in */
	assert_true(sent(&form, METHOD_POST, GOOD ";role=root;role=head"));
	assert_string_equal(form.values[ROLES], "head");
}

static void it_comes_back_as_it_was_typed(void **state)
{
	(void)state;
	struct form form;
	assert_false(sent(&form, METHOD_POST,
			  "name=王;from=昨天;kind=work;role=head;secret=x;version=7"));
	form_wrong(&form, NAME, "这个人%s", "已经有了");
	form.id = "second";
	struct view_form view = form_view(&form, "/there", "保存", "token");
	assert_int_equal(view.n_fields, COUNT_OF(fields));
	assert_string_equal(view.fields[NAME].value, "王");
	assert_string_equal(view.fields[NAME].error, "这个人已经有了");
	assert_string_equal(view.fields[NAME].id, "second-name");
	assert_string_equal(view.fields[NAME].name, "name");
	assert_string_equal(view.fields[FROM].value, "昨天");
	assert_true(view.fields[FROM].optional_mark && !view.fields[NAME].optional_mark);
	assert_true(view.fields[KIND].options[1].chosen && !view.fields[KIND].options[0].chosen);
	assert_true(view.fields[ROLES].options[1].chosen && !view.fields[ROLES].options[0].chosen);
	assert_string_equal(view.fields[SECRET].value, ""); /* never shown again */
	assert_true(view.fields[VERSION].is_hidden);
	struct view_problems problems = form_problems(&form);
	assert_int_equal(problems.n_problems, 3);
	assert_string_equal(problems.problems[0].href, "#field-second-reason");
	assert_string_equal(problems.problems[2].href, "#field-second-name");
}

/* What somebody typed may be named in the sentence: it is as long as that. */
static void a_mistake_is_as_long_as_it_gets(void **state)
{
	(void)state;
	enum { LONG = 3000 };
	struct form form;
	char typed[LONG + 1];
	memset(typed, 'x', LONG);
	typed[LONG] = '\0';
	assert_false(sent(&form, METHOD_POST, "name=王"));
	form_wrong(&form, NAME, "不认识“{%s}”", typed);
	const char *said = problem_for(&form.problems, "name");
	assert_int_equal(strlen(said), LONG + strlen("不认识“{}”"));
	assert_non_null(strstr(said, "x}”"));
}

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_sent_is_made_plain),
		cmocka_unit_test(what_nobody_sees_is_not_read),
		cmocka_unit_test(each_mistake_is_named_once_at_its_field),
		cmocka_unit_test(it_comes_back_as_it_was_typed),
		cmocka_unit_test(a_mistake_is_as_long_as_it_gets),
	};
	return cmocka_run_group_tests(tests, NULL, release);
}

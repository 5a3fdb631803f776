/* SPDX-License-Identifier: MulanPSL-2.0
 * Is this a good entry? Values alone: no database, no clock. */
#include <ctype.h>
#include <string.h>

#include "base/day.h"
#include "base/utf8.h"
#include "store/register_value.h"

static bool is_choice(const struct column *column, const char *value)
{
	for (const struct choice *choice = column->choices; choice->code != NULL; choice++)
		if (strcmp(choice->code, value) == 0) return true;
	return false;
}

/* Controls (C0, C1), line and paragraph separators, and what turns the direction of writing: a
 * title with those shows another text than it holds. Reads no further than the ending NUL. */
static bool is_hidden(const unsigned char *c)
{
	if (c[0] < 0x20 || c[0] == 0x7f) return true;
	if (c[0] == 0xc2) return c[1] < 0xa0;
	if (c[0] != 0xe2) return false;
	if (c[1] == 0x80) return c[2] >= 0xa8 && c[2] <= 0xae; /* U+2028 to U+202E */
	return c[1] == 0x81 && c[2] >= 0xa6 && c[2] <= 0xa9;   /* U+2066 to U+2069 */
}

static void check_text(const struct column *column, const char *value, struct problems *problems)
{
	for (const unsigned char *c = (const unsigned char *)value; *c != '\0'; c++) {
		if (!is_hidden(c)) continue;
		problem_add(problems, column->name, "%s里有换行或者不可见字符。", column->label);
		return;
	}
	size_t length = utf8_length(value);
	if (length > (size_t)column->max)
		problem_add(problems, column->name, "%s最多%d个字，现有%zu个字。", column->label,
			    column->max, length);
	else if (strcmp(column->name, "url") == 0 && strncmp(value, "https://", 8) != 0 &&
		 strncmp(value, "http://", 7) != 0)
		problem_add(problems, column->name, "%s要以 http:// 或 https:// 开头。",
			    column->label);
}

static void check_value(const struct column *column, const char *value, struct problems *problems)
{
	day date;
	int64_t number;
	if (value[0] == '\0') {
		if (column->required && column->fallback == NULL)
			problem_add(problems, column->name, "%s没有填写。", column->label);
		return;
	}
	if (!utf8_valid(value, strlen(value))) {
		problem_add(problems, column->name, "%s里有无法识别的字符。", column->label);
		return;
	}
	switch (column->type) {
	case VALUE_TEXT: check_text(column, value, problems); break;
	case VALUE_DAY:
		if (!day_parse(value, &date))
			problem_add(problems, column->name,
				    "%s“%.40s”不是一个存在的日期，应写成2024-12-31的样子。",
				    column->label, value);
		break;
	case VALUE_COUNT:
		if (!value_count(value, &number))
			problem_add(problems, column->name, "%s“%.40s”不是0或者正整数。",
				    column->label, value);
		break;
	case VALUE_YUAN:
		if (!value_yuan(value, &number))
			problem_add(problems, column->name,
				    "%s“%.40s”不是0或者正数，或者小数超过两位。", column->label,
				    value);
		break;
	case VALUE_CHOICE:
		if (!is_choice(column, value))
			problem_add(problems, column->name, "%s“%.40s”不是可选的值。",
				    column->label, value);
		break;
	}
}

/* Rules across two columns of a register. */
enum rule_kind {
	RULE_ORDER,    /* second day not before the first, when both are there */
	RULE_TOGETHER, /* both filled in or neither */
	RULE_SAME_YEAR,
};
struct rule {
	enum register_id id;
	enum rule_kind kind;
	const char *first, *second;
};
static const struct rule rules[] = {
	{REGISTER_RECORDS, RULE_ORDER, "formed", "published"},
	{REGISTER_NORMATIVE, RULE_ORDER, "made", "repealed"},
	{REGISTER_LICENCES, RULE_ORDER, "first_day", "last_day"},
	{REGISTER_LICENCES, RULE_SAME_YEAR, "first_day", "last_day"},
	{REGISTER_PENALTIES, RULE_ORDER, "first_day", "last_day"},
	{REGISTER_PENALTIES, RULE_SAME_YEAR, "first_day", "last_day"},
	{REGISTER_COERCION, RULE_ORDER, "first_day", "last_day"},
	{REGISTER_COERCION, RULE_SAME_YEAR, "first_day", "last_day"},
	{REGISTER_CHARGES, RULE_ORDER, "first_day", "last_day"},
	{REGISTER_CHARGES, RULE_SAME_YEAR, "first_day", "last_day"},
	{REGISTER_REQUESTS, RULE_TOGETHER, "outcome", "replied"},
	{REGISTER_REQUESTS, RULE_ORDER, "received", "replied"},
	{REGISTER_RECONSIDERATIONS, RULE_TOGETHER, "closed", "result"},
	{REGISTER_RECONSIDERATIONS, RULE_ORDER, "filed", "closed"},
	{REGISTER_LITIGATION, RULE_TOGETHER, "closed", "result"},
	{REGISTER_LITIGATION, RULE_ORDER, "filed", "closed"},
	{REGISTER_RESPONSES, RULE_ORDER, "raised", "answered"},
	{REGISTER_FEES, RULE_ORDER, "noticed", "paid"},
};

static void check_rule(const struct register_facts *facts, const struct rule *rule,
		       const char *const *values, struct problems *problems)
{
	size_t first = register_column(facts, rule->first);
	size_t second = register_column(facts, rule->second);
	BUG_IF(first == facts->n_columns || second == facts->n_columns);
	const struct column *a = &facts->columns[first], *b = &facts->columns[second];
	const char *one = values[first], *two = values[second];
	if (rule->kind == RULE_TOGETHER) {
		if (one[0] != '\0' && two[0] == '\0')
			problem_add(problems, b->name, "有%s就要有%s。", a->label, b->label);
		if (one[0] == '\0' && two[0] != '\0')
			problem_add(problems, a->name, "有%s就要有%s。", b->label, a->label);
		return;
	}
	if (problem_for(problems, a->name) != NULL || problem_for(problems, b->name) != NULL ||
	    one[0] == '\0' || two[0] == '\0')
		return;
	if (rule->kind == RULE_ORDER && strcmp(two, one) < 0)
		problem_add(problems, b->name, "%s（%s）早于%s（%s）。", b->label, two, a->label,
			    one);
	if (rule->kind == RULE_SAME_YEAR && strncmp(one, two, 4) != 0)
		problem_add(problems, b->name, "%s与%s要在同一年，跨年的请分两批填写。", b->label,
			    a->label);
}

bool register_check(const struct register_facts *facts, const char *const *values,
		    struct problems *problems)
{
	size_t before = problems->count;
	for (size_t i = 0; i < facts->n_columns; i++)
		check_value(&facts->columns[i], values[i], problems);
	for (size_t i = 0; i < COUNT_OF(rules); i++)
		if (rules[i].id == facts->id) check_rule(facts, &rules[i], values, problems);
	return problems->count == before;
}

/* Days that may lie ahead. */
static const char *const ahead[] = {"repealed", "last_day"};

bool register_check_today(const struct register_facts *facts, const char *const *values, day today,
			  struct problems *problems)
{
	size_t before = problems->count;
	for (size_t i = 0; i < facts->n_columns; i++) {
		const struct column *column = &facts->columns[i];
		bool may_lie_ahead = false;
		for (size_t a = 0; a < COUNT_OF(ahead); a++)
			may_lie_ahead = may_lie_ahead || strcmp(column->name, ahead[a]) == 0;
		day d;
		if (column->type != VALUE_DAY || may_lie_ahead || !day_parse(values[i], &d))
			continue;
		if (d > today)
			problem_add(problems, column->name,
				    "%s晚于今天，还没有发生的事等发生以后再登记。", column->label);
	}
	return problems->count == before;
}

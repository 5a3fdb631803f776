/* SPDX-License-Identifier: MulanPSL-2.0
 * Is this a good entry? Values alone: no database, no clock. */
#include <string.h>

#include "base/day.h"
#include "base/utf8.h"
#include "store/register_columns.h"
#include "store/register_value.h"

static bool is_choice(const struct column *column, const char *value)
{
	for (const struct choice *choice = column->choices; choice->code != NULL; choice++)
		if (choice->code[0] == value[0] && strcmp(choice->code, value) == 0) return true;
	return false;
}

static void not_utf8(const struct column *column, struct problems *problems)
{
	problem_add(problems, column->name, "%s里有无法识别的字符。", column->label);
}

static void check_text(const struct column *column, const char *value, struct problems *problems)
{
	size_t n = strlen(value), length = 0;
	bool hidden = false;
	uint32_t point;
	for (size_t at = 0, step; at < n; at += step, length++) {
		step = utf8_decode(value + at, n - at, &point);
		if (step == 0) {
			not_utf8(column, problems);
			return;
		}
		hidden |= utf8_hidden(point);
	}
	if (hidden)
		problem_add(problems, column->name, "%s里有换行或者不可见字符。", column->label);
	else if (length > (size_t)column->max)
		problem_add(problems, column->name, "%s最多%d个字，现有%zu个字。", column->label,
			    column->max, length);
	else if (strcmp(column->name, "url") == 0 && strncmp(value, "https://", 8) != 0 &&
		 strncmp(value, "http://", 7) != 0)
		problem_add(problems, column->name, "%s要以 http:// 或 https:// 开头。",
			    column->label);
}

static bool is_of_type(const struct column *column, const char *value, day *ret_date)
{
	int64_t number;
	switch (column->type) {
	case VALUE_DAY: return day_parse(value, ret_date);
	case VALUE_COUNT: return value_count(value, &number);
	case VALUE_YUAN: return value_yuan(value, &number);
	case VALUE_CHOICE: return is_choice(column, value);
	case VALUE_TEXT: break;
	}
	return true;
}

static void check_value(const struct column *column, const char *value, day today,
			struct problems *problems)
{
	static const char *const wrong[] = {
		[VALUE_DAY] = "不是一个存在的日期，应写成2024-12-31的样子",
		[VALUE_COUNT] = "不是0或者正整数",
		[VALUE_YUAN] = "不是0或者正数，或者小数超过两位",
		[VALUE_CHOICE] = "不是可选的值",
	};
	enum { SHOWN = 20 };
	day date = DAY_NONE;
	if (value[0] == '\0') {
		if (column->required && column->fallback == NULL)
			problem_add(problems, column->name, "%s没有填写。", column->label);
	} else if (column->type == VALUE_TEXT) {
		check_text(column, value, problems);
	} else if (is_of_type(column, value, &date)) {
		if (today != DAY_NONE && date > today && !column->ahead)
			problem_add(problems, column->name,
				    "%s晚于今天，还没有发生的事等发生以后再登记。", column->label);
	} else if (!utf8_valid(value, strlen(value))) {
		not_utf8(column, problems);
	} else {
		problem_add(problems, column->name, "%s“%.*s”%s。", column->label,
			    (int)utf8_prefix(value, SHOWN), value, wrong[column->type]);
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
	size_t first, second; /* places of the columns */
};
static const struct rule rules[] = {
	{REGISTER_RECORDS, RULE_ORDER, records_formed, records_published},
	{REGISTER_NORMATIVE, RULE_ORDER, normative_made, normative_repealed},
	{REGISTER_LICENCES, RULE_ORDER, decisions_first_day, decisions_last_day},
	{REGISTER_LICENCES, RULE_SAME_YEAR, decisions_first_day, decisions_last_day},
	{REGISTER_PENALTIES, RULE_ORDER, decisions_first_day, decisions_last_day},
	{REGISTER_PENALTIES, RULE_SAME_YEAR, decisions_first_day, decisions_last_day},
	{REGISTER_COERCION, RULE_ORDER, decisions_first_day, decisions_last_day},
	{REGISTER_COERCION, RULE_SAME_YEAR, decisions_first_day, decisions_last_day},
	{REGISTER_CHARGES, RULE_ORDER, decisions_first_day, decisions_last_day},
	{REGISTER_CHARGES, RULE_SAME_YEAR, decisions_first_day, decisions_last_day},
	{REGISTER_REQUESTS, RULE_TOGETHER, requests_outcome, requests_replied},
	{REGISTER_REQUESTS, RULE_ORDER, requests_received, requests_replied},
	{REGISTER_RECONSIDERATIONS, RULE_TOGETHER, reconsiderations_closed,
	 reconsiderations_result},
	{REGISTER_RECONSIDERATIONS, RULE_ORDER, reconsiderations_filed, reconsiderations_closed},
	{REGISTER_LITIGATION, RULE_TOGETHER, litigation_closed, litigation_result},
	{REGISTER_LITIGATION, RULE_ORDER, litigation_filed, litigation_closed},
	{REGISTER_CORRECTIONS, RULE_TOGETHER, corrections_result, corrections_replied},
	{REGISTER_CORRECTIONS, RULE_ORDER, corrections_received, corrections_replied},
	{REGISTER_SUGGESTIONS, RULE_TOGETHER, suggestions_result, suggestions_answered},
	{REGISTER_SUGGESTIONS, RULE_ORDER, suggestions_received, suggestions_answered},
	{REGISTER_COMPLAINTS, RULE_TOGETHER, complaints_result, complaints_answered},
	{REGISTER_COMPLAINTS, RULE_ORDER, complaints_received, complaints_answered},
	{REGISTER_RESPONSES, RULE_ORDER, responses_raised, responses_answered},
	{REGISTER_FEES, RULE_ORDER, fees_noticed, fees_paid},
};

static void check_rule(const struct register_facts *facts, const struct rule *rule,
		       const char *const *values, struct problems *problems)
{
	const struct column *a = &facts->columns[rule->first], *b = &facts->columns[rule->second];
	const char *one = values[rule->first], *two = values[rule->second];
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

bool register_check(const struct register_facts *facts, const char *const *values, day today,
		    struct problems *problems)
{
	size_t before = problems->count;
	for (size_t i = 0; i < facts->n_columns; i++)
		check_value(&facts->columns[i], values[i], today, problems);
	for (size_t i = 0; i < COUNT_OF(rules); i++)
		if (rules[i].id == facts->id) check_rule(facts, &rules[i], values, problems);
	return problems->count == before;
}

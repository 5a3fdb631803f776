/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/read_facts.h"

#include <string.h>

/* Words that tell what a figure counts. Within a clause an earlier line of the table wins over a
 * later one: "转下一年度办理答复的有1件" is carried, not answered. */
static const struct {
	enum fact_kind kind;
	int detail;
	const char *word;
} words[] = {
	{FACT_CARRIED_IN, 0, "上年结转"},
	{FACT_CARRIED_IN, 0, "上年度结转"},
	{FACT_CARRIED_IN, 0, "上一年结转"},
	{FACT_CARRIED_IN, 0, "上一年度结转"},
	{FACT_CARRIED_IN, 0, "去年结转"},
	{FACT_CARRIED_OUT, 0, "结转下"},
	{FACT_CARRIED_OUT, 0, "结转至"},
	{FACT_CARRIED_OUT, 0, "结转到"},
	{FACT_CARRIED_OUT, 0, "转结下"},
	{FACT_CARRIED_OUT, 0, "转结至"},
	{FACT_CARRIED_OUT, 0, "转下年"},
	{FACT_CARRIED_OUT, 0, "转下一年"},
	{FACT_CARRIED_OUT, 0, "转入下年"},
	{FACT_CARRIED_OUT, 0, "转入下一年"},
	{FACT_CARRIED_OUT, 0, "顺延到下"},
	{FACT_CARRIED_OUT, 0, "顺延至下"},
	{FACT_OUTCOME, ROW_C1, "不予公开"},
	{FACT_OUTCOME, ROW_B, "部分公开"},
	{FACT_OUTCOME, ROW_A, "予以公开"},
	{FACT_OUTCOME, ROW_A, "同意公开"},
	{FACT_OUTCOME, ROW_D1, "无法提供"},
	{FACT_OUTCOME, ROW_E1, "不予处理"},
	{FACT_OUTCOME, ROW_F1, "其他处理"},
	{FACT_REQUESTER, REQUESTER_NATURAL, "自然人"},
	{FACT_REQUESTER, -1, "法人或其他组织"},
	{FACT_REQUESTER, -1, "法人和其他组织"},
	{FACT_REQUESTER, REQUESTER_BUSINESS, "商业企业"},
	{FACT_REQUESTER, REQUESTER_RESEARCH, "科研机构"},
	{FACT_REQUESTER, REQUESTER_SOCIAL, "社会公益组织"},
	{FACT_REQUESTER, REQUESTER_LEGAL, "法律服务机构"},
	{FACT_RECONSIDERATION, 0, "行政复议"},
	{FACT_LITIGATION, 0, "行政诉讼"},
	{FACT_CLOSED, 0, "办结"},
	{FACT_CLOSED, 0, "答复"},
	{FACT_CLOSED, 0, "办理完"},
	{FACT_RECEIVED_ALL, 0, "共收到"},
	{FACT_RECEIVED_ALL, 0, "累计收到"},
	{FACT_RECEIVED_ALL, 0, "合计收到"},
	{FACT_RECEIVED_ALL, 0, "总计收到"},
	{FACT_RECEIVED_ALL, 0, "共接收"},
	{FACT_RECEIVED_ALL, 0, "收办"},
	{FACT_RECEIVED, 0, "新收"},
	{FACT_RECEIVED, 0, "收到"},
	{FACT_RECEIVED, 0, "接收"},
	{FACT_RECEIVED, 0, "接到"},
	{FACT_ACCEPTED, 0, "受理"},
	{FACT_ACCEPTED, 0, "办理"},
};

struct clause {
	const struct source *source;
	struct span sentence, before, after; /* of the number, in its clause */
};

static bool has(const struct source *source, struct span span, const char *word)
{
	return source_find(source, span.from, span.to, word) != SIZE_MAX;
}

static bool has_any(const struct source *source, struct span span, const char *const *any)
{
	for (; *any != NULL; any++)
		if (has(source, span, *any)) return true;
	return false;
}

/* What the clause says its number counts. Two outcomes or kinds with one number are their sum and
 * tell nothing about either. */
static enum fact_kind kind_in(const struct source *source, struct span span, int *ret_detail)
{
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		if (!has(source, span, words[i].word)) continue;
		*ret_detail = words[i].detail;
		if (words[i].kind != FACT_OUTCOME && words[i].kind != FACT_REQUESTER)
			return words[i].kind;
		for (size_t j = i + 1; j < COUNT_OF(words); j++)
			if (words[j].kind == words[i].kind && words[j].detail != words[i].detail &&
			    has(source, span, words[j].word))
				return FACT_NONE;
		return words[i].kind;
	}
	return FACT_NONE;
}

static enum fact_kind stock_kind(const struct clause *clause)
{
	static const char *const made[] = {"制发", "制定", "出台", "印发", "新增", "新制", NULL};
	static const char *const repealed[] = {"废止", "失效", NULL};
	struct span all = {clause->before.from, clause->after.to};
	if (!has(clause->source, all, "规范性文件")) return FACT_NONE;
	if (has(clause->source, all, "现行有效")) return FACT_IN_FORCE;
	if (has_any(clause->source, clause->before, repealed)) return FACT_REPEALED;
	return has_any(clause->source, clause->before, made) ? FACT_MADE : FACT_NONE;
}

/* Does the report's table add up other agencies' figures? Unknown agencies count as such. */
static bool aggregates(const char *agency)
{
	static const char *const own[] = {"镇", "乡", "街道", "局",   "委", "办",
					  "厅", "院", "中心", "队",   "所", "站",
					  "会", "处", "公司", "学校", NULL};
	static const char *const government[] = {"人民政府", "管委会", "管理委员会", NULL};
	if (agency == NULL) return true;
	size_t n = strlen(agency);
	for (size_t i = 0; government[i] != NULL; i++) {
		size_t tail = strlen(government[i]);
		if (n > tail && strcmp(agency + n - tail, government[i]) == 0) {
			n -= tail;
			break;
		}
	}
	for (size_t i = 0; own[i] != NULL; i++) {
		size_t tail = strlen(own[i]);
		if (n >= tail && memcmp(agency + n - tail, own[i], tail) == 0) return false;
	}
	return true;
}

static enum fact_scope scope_of(const struct reading *reading, const struct clause *clause)
{
	static const char *const other[] = {
		"办公室", "府办", "代表", "本级", "部门", "各单位", "网站", "网络", "线上", "网上",
		"平台",	  "信函", "邮寄", "当面", "现场", "邮件",   "电话", "传真", "季度", "半年",
		"以来",	  "去年", "同比", "增长", "历年", "来信",   "信访", "咨询", "留言", "邮箱",
		"下属",	  "所属", "直属", "各镇", "各乡", "各区",   "各县", "各委", NULL};
	static const char *const whole[] = {"全省", "全市", "全区", "全县",   "全州", "全旗",
					    "全盟", "全乡", "全镇", "全街道", NULL};
	static const char *const government[] = {"市政府", "区政府", "县政府", "省政府", NULL};
	struct span lead = {clause->sentence.from, clause->after.to};
	if (has_any(reading->source.text == NULL ? clause->source : &reading->source, lead, other))
		return SCOPE_OTHER;
	if (has_any(clause->source, lead, whole)) return SCOPE_WHOLE;
	if (!aggregates(reading->tables.agency)) return SCOPE_WHOLE;
	return has_any(clause->source, lead, government) ? SCOPE_OTHER : SCOPE_UNKNOWN;
}

static bool is_at(const struct source *source, size_t at, const char *word)
{
	return at <= source->n && strncmp(source->text + at, word, strlen(word)) == 0;
}

static bool is_any_at(const struct source *source, size_t at, const char *const *any)
{
	for (; *any != NULL; any++)
		if (is_at(source, at, *any)) return true;
	return false;
}

static const char *const sentence_ends[] = {"。", ";", "!", "?", NULL};
static const char *const clause_ends[] = {"。", ";", "!", "?", ",", ":", "(", ")", "、", NULL};

/* Last byte position after a mark of the set in text[from, at). */
static size_t begin_of(const struct source *source, size_t from, size_t at, const char *const *ends)
{
	for (size_t i = at; i > from; i--)
		for (size_t j = 0; ends[j] != NULL; j++) {
			size_t n = strlen(ends[j]);
			if (i >= from + n && memcmp(source->text + i - n, ends[j], n) == 0)
				return i;
		}
	return from;
}

static size_t end_of(const struct source *source, size_t at, size_t to, const char *const *ends)
{
	while (at < to && !is_any_at(source, at, ends)) at++;
	return at;
}

/* No report has as many figures. */
enum { MAX_TRIED = 20000 };

/* No sentence is longer: a text without any end must not be walked from every number. */
enum { FAR = 600 };

static size_t near_end(const struct source *source, size_t at)
{
	return source->n - at > FAR ? at + FAR : source->n;
}

static struct span sentence_at(const struct source *source, size_t from, size_t to)
{
	return (struct span){begin_of(source, from > FAR ? from - FAR : 0, from, sentence_ends),
			     end_of(source, to, near_end(source, to), sentence_ends)};
}

/* A year in the sentence that is not the report's: it tells of another year. */
static bool other_year(const struct reading *reading, struct span span)
{
	const char *text = reading->source.text;
	for (size_t at = span.from; at + 4 < span.to; at++) {
		if (strspn(text + at, "0123456789") != 4 || !is_at(&reading->source, at + 4, "年"))
			continue;
		int year = (text[at] - '0') * 1000 + (text[at + 1] - '0') * 100 +
			   (text[at + 2] - '0') * 10 + (text[at + 3] - '0');
		if (year != reading->tables.year && year != reading->tables.year + 1) return true;
		at += 3;
	}
	return false;
}

/* What belongs to a request, or only sounds like one. */
static bool counts_something_else(const struct clause *clause)
{
	static const char *const others[] = {"补正", "材料", "撤回",   "撤销", "投诉", "举报",
					     "线索", "来电", "建议",   "提案", "复议", "诉讼",
					     "延期", "延长", "顺延答", NULL};
	return has_any(clause->source, (struct span){clause->before.from, clause->after.to},
		       others);
}

static bool names_requests(const struct clause *clause)
{
	static const char *const names[] = {"公开申请", "公开的申请", "申请公开", NULL};
	const struct source *source = clause->source;
	return has_any(source, (struct span){clause->before.from, clause->after.to}, names) ||
	       is_at(source, clause->after.from, "申请") ||
	       (clause->before.to >= strlen("申请") &&
		is_at(source, clause->before.to - strlen("申请"), "申请"));
}

static bool read_fact(const struct reading *reading, const struct clause *clause, int64_t value,
		      struct fact *ret)
{
	static const char *const about[] = {"申请", "信息公开", NULL};
	const struct source *source = clause->source;
	struct fact fact = {.value = value};
	struct span all = {clause->before.from, clause->after.to};
	fact.kind = stock_kind(clause);
	if (fact.kind == FACT_NONE) fact.kind = kind_in(source, clause->before, &fact.detail);
	if (fact.kind == FACT_NONE) fact.kind = kind_in(source, clause->after, &fact.detail);
	if (fact.kind == FACT_NONE || other_year(reading, clause->sentence)) return false;
	if (!has_any(source, clause->sentence, about) && fact.kind < FACT_MADE) return false;
	bool of_requests = fact.kind <= FACT_ACCEPTED;
	if (of_requests && !names_requests(clause)) return false;
	if ((of_requests || fact.kind == FACT_CLOSED) && counts_something_else(clause))
		return false;
	/* "含上年结转…件": of those closed, which need not be all */
	if (fact.kind == FACT_CARRIED_IN &&
	    (has(source, clause->before, "含") || has(source, clause->before, "其中")))
		return false;
	if (of_requests && (has(source, clause->before, "其中") || has(source, all, "按期")))
		return false;
	fact.scope = scope_of(reading, clause);
	fact.quote = (struct span){clause->before.from, clause->after.to};
	*ret = fact;
	return true;
}

/* The number that begins at `at` with its unit; 0 when it is none of ours. Returns its end. */
static size_t number_at(const struct source *source, size_t at, int64_t *ret_value)
{
	static const char *const units[] = {"件", "条", "起", "项", "宗", "份", "例", NULL};
	enum { MAX_DIGITS = 9 };
	size_t digits = strspn(source->text + at, "0123456789");
	if (digits > MAX_DIGITS ||
	    (at > 0 && strchr(".-/0123456789", source->text[at - 1]) != NULL))
		return 0;
	if (!is_any_at(source, at + digits, units)) return 0;
	*ret_value = 0;
	for (size_t i = 0; i < digits; i++)
		*ret_value = *ret_value * 10 + (source->text[at + i] - '0');
	return at + digits + strlen("件");
}

/* "未收到政府信息公开申请": a zero in words. */
static bool none_received(const struct reading *reading, size_t at, struct fact *ret)
{
	static const char *const none[] = {"未收到", "没有收到", "未接到", "没有接到", NULL};
	static const char *const never[] = {"投诉", "举报", "复议", "诉讼", "费", NULL};
	const struct source *source = &reading->source;
	if (!is_any_at(source, at, none)) return false;
	struct clause clause = {
		.source = source,
		.sentence = sentence_at(source, at, at),
		.before = {at, at},
		.after = {at, end_of(source, at, near_end(source, at), clause_ends)},
	};
	if (!has(source, clause.after, "申请") || !has(source, clause.after, "公开") ||
	    has_any(source, clause.after, never) || other_year(reading, clause.sentence))
		return false;
	*ret = (struct fact){
		.kind = FACT_RECEIVED, .scope = scope_of(reading, &clause), .quote = clause.after};
	return true;
}

static bool in_table(const struct reading *reading, size_t at)
{
	const struct span *const tables[] = {&reading->table2, &reading->table3, &reading->table4};
	for (size_t i = 0; i < COUNT_OF(tables); i++)
		if (at >= tables[i]->from && at < tables[i]->to) return true;
	return false;
}

size_t facts_find(const struct reading *reading, struct fact ret_facts[FACTS_MAX])
{
	const struct source *source = &reading->source;
	size_t n = 0, before = 0;
	size_t tried = 0;
	for (size_t at = 0; at < source->n && n < FACTS_MAX && tried < MAX_TRIED; at++) {
		int64_t value;
		if (in_table(reading, at)) continue;
		tried += is_at(source, at, "未") || is_at(source, at, "没");
		if (none_received(reading, at, &ret_facts[n])) {
			n++;
			continue;
		}
		if (source->text[at] < '0' || source->text[at] > '9') continue;
		size_t end = number_at(source, at, &value);
		if (end == 0) {
			at += strspn(source->text + at, "0123456789") - 1;
			continue;
		}
		tried++;
		size_t far = at > FAR ? at - FAR : 0;
		if (far < before) far = before;
		struct clause clause = {
			.source = source,
			.sentence = sentence_at(source, at, end),
			.before = {begin_of(source, far, at, clause_ends), at},
			.after = {end, end_of(source, end, near_end(source, end), clause_ends)},
		};
		if (read_fact(reading, &clause, value, &ret_facts[n])) n++;
		before = end;
		at = end - 1;
	}
	return n;
}

/* SPDX-License-Identifier: MulanPSL-2.0
 * The parts of a report's text, and what a careful reader finds in them. */
#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"
#include "office/narrative.h"
#include "office/prose.h"

static const struct {
	const char *key, *heading, *hint;
} parts[NARRATIVE__MAX] = {
#define PART(NAME, key, heading, hint) [NARRATIVE_##NAME] = {key, heading, hint},
	NARRATIVE_TABLE(PART)
#undef PART
};

const char *narrative_key(enum narrative_part part)
{
	BUG_IF(part >= NARRATIVE__MAX);
	return parts[part].key;
}

const char *narrative_heading(enum narrative_part part)
{
	BUG_IF(part >= NARRATIVE__MAX);
	return parts[part].heading;
}

const char *narrative_hint(enum narrative_part part)
{
	BUG_IF(part >= NARRATIVE__MAX);
	return parts[part].hint;
}

bool narrative_parse(const char *key, enum narrative_part *ret_part)
{
	for (int part = 0; part < NARRATIVE__MAX; part++) {
		if (strcmp(parts[part].key, key) != 0) continue;
		*ret_part = (enum narrative_part)part;
		return true;
	}
	return false;
}

struct check {
	const struct narrative *narrative;
	struct arena *arena;
	struct findings *findings;
};

static void tell(const struct check *check, const char *identity, enum narrative_part part,
		 enum finding_severity severity, const char *text)
{
	struct finding finding = {
		.id = arena_printf(check->arena, "%s:%s", identity, parts[part].key),
		.identity = identity,
		.severity = severity,
		.table = "prose",
		.row = parts[part].key,
		.column = "",
		.text = text};
	findings_add(check->findings, check->arena, &finding);
}

static const char *text_of(const struct check *check, enum narrative_part part)
{
	const char *text = check->narrative->text[part];
	return text == NULL ? "" : text;
}

/* Nothing, or a word that says nothing. */
static bool says_nothing(const char *text, struct arena *arena)
{
	static const char *const empty[] = {"",	    "无",     "无。", "暂无", "暂无。",
					    "没有", "没有。", "略",   "略。"};
	const char *normal = prose_normal(text, arena);
	normal += strspn(normal, "\n");
	size_t n = strlen(normal);
	while (n > 0 && normal[n - 1] == '\n') n--;
	for (size_t i = 0; i < COUNT_OF(empty); i++)
		if (strlen(empty[i]) == n && memcmp(normal, empty[i], n) == 0) return true;
	return false;
}

static void check_presence(const struct check *check)
{
	for (int i = 0; i < NARRATIVE__MAX; i++) {
		enum narrative_part part = (enum narrative_part)i;
		const char *text = text_of(check, part);
		bool nothing = says_nothing(text, check->arena);
		if (part == NARRATIVE_PREAMBLE) {
			if (nothing)
				tell(check, "form.empty", part, FINDING_PROBABLE,
				     "没有引言，一般应写明编制依据和统计期限");
		} else if (part == NARRATIVE_OTHER ? text[0] == '\0' : nothing) {
			tell(check, "form.empty", part, FINDING_CERTAIN,
			     arena_printf(check->arena, "“%s”没有内容，不能留空或写“无”",
					  parts[part].heading));
		}
		if (strstr(text, NARRATIVE_PROMPT_OPEN) != NULL)
			tell(check, "form.prompt", part, FINDING_CERTAIN,
			     "还有“【请……】”的提示没有填写，请写明实际情况或删去");
		if (strstr(text, "国办发〔2021〕30号") != NULL)
			tell(check, "form.citation", part, FINDING_PROBABLE,
			     "格式通知的文号应为“国办公开办函〔2021〕30号”");
	}
}

/* The five topics of section 一, and what a government adds; any of the words will do. */
static void check_topics(const struct check *check, bool government)
{
	static const struct {
		const char *topic, *words[4];
		bool government;
	} topics[] = {
		{"主动公开", {"主动公开"}, false},
		{"依申请公开", {"依申请公开", "公开申请", "信息公开的申请"}, false},
		{"政府信息管理", {"信息管理", "规范性文件", "规章"}, false},
		{"政府信息公开平台建设", {"平台", "网站", "公开专栏"}, false},
		{"监督保障", {"监督", "保障"}, false},
		{"工作考核", {"考核", "考评"}, true},
		{"社会评议", {"社会评议", "评议"}, true},
		{"责任追究结果", {"责任追究", "追究", "追责"}, true},
	};
	const char *text = prose_normal(text_of(check, NARRATIVE_OVERVIEW), check->arena);
	const char *missing = NULL;
	for (size_t i = 0; i < COUNT_OF(topics); i++) {
		if (topics[i].government && !government) continue;
		bool told = false;
		for (size_t w = 0; w < COUNT_OF(topics[i].words); w++)
			told = told || (topics[i].words[w] != NULL &&
					strstr(text, topics[i].words[w]) != NULL);
		if (told) continue;
		missing = missing == NULL
				  ? topics[i].topic
				  : arena_printf(check->arena, "%s、%s", missing, topics[i].topic);
	}
	if (missing != NULL)
		tell(check, "form.topics", NARRATIVE_OVERVIEW, FINDING_PROBABLE,
		     arena_printf(check->arena, "“总体情况”没有写到：%s", missing));
}

static void check_length(const struct check *check, int64_t limit)
{
	size_t n = utf8_length(prose_normal(text_of(check, NARRATIVE_OVERVIEW), check->arena));
	if ((int64_t)n > limit)
		tell(check, "form.length", NARRATIVE_OVERVIEW, FINDING_PROBABLE,
		     arena_printf(check->arena, "“总体情况”有%zu字，原则上不超过%" PRId64 "字", n,
				  limit));
}

static void check_repeat(const struct check *check, const struct narrative *last, int64_t limit)
{
	static const enum narrative_part compared[] = {NARRATIVE_OVERVIEW, NARRATIVE_PROBLEMS};
	for (size_t i = 0; last != NULL && i < COUNT_OF(compared); i++) {
		enum narrative_part part = compared[i];
		if (last->text[part] == NULL) continue;
		int shared =
			prose_shared_percent(text_of(check, part), last->text[part], check->arena);
		if (shared > limit)
			tell(check, "prose.repeat", part, FINDING_PROBABLE,
			     arena_printf(check->arena, "“%s”有%d%%的文字与上年报告相同",
					  parts[part].heading, shared));
	}
}

void narrative_check(const struct narrative *narrative, const struct narrative *last,
		     const struct narrative_facts *facts, const struct narrative_limits *limits,
		     struct arena *arena, struct findings *findings)
{
	struct check check = {narrative, arena, findings};
	check_presence(&check);
	check_topics(&check, agency_is_government(facts->agency));
	check_length(&check, limits->overview_length);
	check_repeat(&check, last, limits->repeat_percent);
	const struct count_facts *counts = facts->counts;
	if (counts->fee_collected > 0 &&
	    strstr(prose_normal(text_of(&check, NARRATIVE_OTHER), arena), "信息处理费") == NULL)
		tell(&check, "prose.fee", NARRATIVE_OTHER, FINDING_CERTAIN,
		     arena_printf(arena, "本年收取了信息处理费%s，第六部分必须报告",
				  yuan_text(counts->fee_collected, arena)));
	struct prose_facts known = {counts->records, counts->responses, counts->interpretations,
				    counts->fee_collected};
	for (int i = 0; i < NARRATIVE__MAX; i++) {
		const char *text = text_of(&check, (enum narrative_part)i);
		prose_check_figures(text, facts->tables, &known, arena, findings);
		prose_check_years(text, parts[i].key, facts->year,
				  i == NARRATIVE_PROBLEMS || i == NARRATIVE_OTHER, arena, findings);
		prose_check_personal(text, parts[i].key, arena, findings);
	}
}

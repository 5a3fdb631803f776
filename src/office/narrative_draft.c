/* SPDX-License-Identifier: MulanPSL-2.0
 * The draft of a report's text, written out of the year's figures. */
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "office/narrative.h"
#include "store/register.h"

enum { DRAFT_MAX = 64 * 1024, TALLIES_TOLD = 5 };

bool agency_is_government(const struct agency *agency)
{
	return agency->level != LEVEL_DEPARTMENT;
}

const char *yuan_text(int64_t fen, struct arena *arena)
{
	if (fen % 100 == 0) return arena_printf(arena, "%" PRId64 "元", fen / 100);
	return arena_printf(arena, "%" PRId64 ".%02d元", fen / 100, (int)(fen % 100));
}

static const char *label_of(enum register_id id, const char *column, const char *code)
{
	const struct register_facts *facts = register_facts(id);
	size_t at = register_column(facts, column);
	BUG_IF(at == facts->n_columns);
	return column_choice_label(&facts->columns[at], code);
}

/* "通知40条、报告30条"; entries without the key are left out, and what is past the fifth is "等".
 */
static void tell_tallies(struct buf *out, const struct tallies *tallies, enum register_id id,
			 const char *column, const char *measure)
{
	size_t told = 0;
	for (size_t i = 0; i < tallies->n; i++) {
		if (tallies->rows[i].key[0] == '\0') continue;
		if (told == TALLIES_TOLD) {
			buf_puts(out, "等");
			return;
		}
		if (told++ > 0) buf_puts(out, "、");
		buf_printf(out, "%s%" PRId64 "%s", label_of(id, column, tallies->rows[i].key),
			   tallies->rows[i].count, measure);
	}
}

static int64_t tallies_keyed(const struct tallies *tallies)
{
	int64_t sum = 0;
	for (size_t i = 0; i < tallies->n; i++)
		if (tallies->rows[i].key[0] != '\0') sum += tallies->rows[i].count;
	return sum;
}

static void draft_proactive(struct buf *out, const struct count_facts *counts)
{
	buf_puts(out, "（一）主动公开。");
	if (counts->records == 0) {
		buf_puts(out, "全年没有新增主动公开的政府信息。");
	} else {
		buf_printf(out,
			   "全年主动公开政府信息%" PRId64 "条（不同渠道发布的同一信息计为1条）",
			   counts->records);
		if (tallies_keyed(&counts->records_by_kind) > 0) {
			buf_puts(out, "，按类别分：");
			tell_tallies(out, &counts->records_by_kind, REGISTER_RECORDS, "kind", "条");
		}
		if (tallies_keyed(&counts->records_by_topic) > 0) {
			buf_puts(out, "；按主题分：");
			tell_tallies(out, &counts->records_by_topic, REGISTER_RECORDS, "topic",
				     "条");
		}
		buf_puts(out, "。");
		if (tallies_keyed(&counts->records_by_key_area) > 0) {
			buf_puts(out, "重点领域信息公开中，");
			tell_tallies(out, &counts->records_by_key_area, REGISTER_RECORDS,
				     "key_area", "条");
			buf_puts(out, "。");
		}
	}
	if (counts->interpretations > 0)
		buf_printf(out, "发布政策解读%" PRId64 "篇。", counts->interpretations);
	if (counts->responses > 0)
		buf_printf(out, "回应群众关注热点信息%" PRId64 "次。", counts->responses);
	buf_putc(out, '\n');
}

static int64_t total(const struct tables *tables, enum table_row first, enum table_row last)
{
	int64_t sum = 0;
	for (int row = first; row <= (int)last; row++)
		if (table_row_in(FORMAT_2021, (enum table_row)row))
			sum += tables->requests[row][COLUMN_TOTAL].value;
	return sum;
}

static void draft_outcomes(struct buf *out, const struct tables *tables)
{
	static const struct {
		const char *label;
		enum table_row first, last;
	} groups[] = {{"予以公开", ROW_A, ROW_A},   {"部分公开", ROW_B, ROW_B},
		      {"不予公开", ROW_C1, ROW_C8}, {"无法提供", ROW_D1, ROW_D3},
		      {"不予处理", ROW_E1, ROW_E5}, {"其他处理", ROW_F1, ROW_F3}};
	bool first = true;
	for (size_t i = 0; i < COUNT_OF(groups); i++) {
		int64_t n = total(tables, groups[i].first, groups[i].last);
		if (n == 0) continue;
		buf_printf(out, "%s%s%" PRId64 "件", first ? "，其中" : "、", groups[i].label, n);
		first = false;
	}
}

static void draft_requests(struct buf *out, const struct tables *tables)
{
	int64_t received = total(tables, ROW_R1, ROW_R1), carried = total(tables, ROW_R2, ROW_R2),
		done = total(tables, ROW_G, ROW_G), forward = total(tables, ROW_R4, ROW_R4);
	buf_puts(out, "（二）依申请公开。");
	if (received == 0 && carried == 0) {
		buf_puts(out, "全年未收到政府信息公开申请，无上年结转的申请。");
	} else {
		buf_printf(out,
			   "全年新收政府信息公开申请%" PRId64 "件，上年结转%" PRId64
			   "件；办结%" PRId64 "件",
			   received, carried, done);
		draft_outcomes(out, tables);
		buf_printf(out, "；结转下年度继续办理%" PRId64 "件。", forward);
	}
	int64_t reconsidered = tables->cases[CASE_RECONSIDERATION][RESULT_TOTAL].value;
	int64_t sued = tables->cases[CASE_DIRECT][RESULT_TOTAL].value +
		       tables->cases[CASE_AFTER][RESULT_TOTAL].value;
	if (reconsidered == 0 && sued == 0)
		buf_puts(out, "未发生政府信息公开行政复议、行政诉讼。");
	else
		buf_printf(out,
			   "因政府信息公开被申请行政复议%" PRId64 "件、被提起行政诉讼%" PRId64
			   "件。",
			   reconsidered, sued);
	buf_putc(out, '\n');
}

static void draft_management(struct buf *out, const struct tables *tables)
{
	buf_puts(out, "（三）政府信息管理。");
	for (int row = 0; row < STOCK__MAX; row++) {
		const struct cell *stock = tables->stock[row];
		bool none = stock[STOCK_MADE].value == 0 && stock[STOCK_REPEALED].value == 0 &&
			    stock[STOCK_IN_FORCE].value == 0;
		if (none && row == STOCK_RULES) continue; /* most offices may not make any */
		const char *label = stock_row_label((enum stock_row)row);
		if (none)
			buf_printf(out, "全年未制发、废止%s，年末无现行有效的%s。", label, label);
		else
			buf_printf(out,
				   "全年制发%s%" PRId64 "件，废止%s%" PRId64
				   "件，年末现行有效%" PRId64 "件。",
				   label, stock[STOCK_MADE].value, label,
				   stock[STOCK_REPEALED].value, stock[STOCK_IN_FORCE].value);
	}
	buf_putc(out, '\n');
}

static void draft_platform(struct buf *out, const struct count_facts *counts)
{
	buf_puts(out, "（四）政府信息公开平台建设。");
	if (tallies_keyed(&counts->records_by_via) > 0) {
		buf_puts(out, "主动公开的政府信息按首发渠道分：");
		tell_tallies(out, &counts->records_by_via, REGISTER_RECORDS, "published_via", "条");
		buf_puts(out, "。");
	}
	buf_puts(out, "【请补充：政府网站、政务新媒体、公开专区的建设和维护情况】\n");
}

static const char *overview(const struct narrative_facts *facts, struct arena *arena)
{
	struct buf out;
	buf_init(&out, DRAFT_MAX);
	buf_printf(&out,
		   "%d年，%s严格执行《中华人民共和国政府信息公开条例》，"
		   "依法做好政府信息公开工作。\n",
		   facts->year, facts->agency->name);
	draft_proactive(&out, facts->counts);
	draft_requests(&out, facts->tables);
	draft_management(&out, facts->tables);
	draft_platform(&out, facts->counts);
	buf_puts(&out, "（五）监督保障。【请补充：工作机构、人员、制度和培训情况】");
	if (agency_is_government(facts->agency))
		buf_puts(&out, "【请填写：工作考核、社会评议和责任追究结果情况】");
	const char *text = arena_text(arena, buf_text(&out));
	buf_release(&out);
	return text;
}

static const char *preamble(const struct narrative_facts *facts, struct arena *arena)
{
	const struct agency *agency = facts->agency;
	struct buf out;
	buf_init(&out, DRAFT_MAX);
	buf_printf(&out,
		   "根据《中华人民共和国政府信息公开条例》和《国务院办公厅政府信息与政务公开办公室"
		   "关于印发"
		   "〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30"
		   "号），"
		   "编制本报告。本报告所列数据的统计期限为%d年1月1日至12月31日。",
		   facts->year);
	const char *office =
		agency->disclosure_office[0] != '\0' ? agency->disclosure_office : agency->name;
	if (agency->address[0] != '\0' || agency->phone[0] != '\0') {
		buf_printf(&out, "对本报告如有疑问，请与%s联系（", office);
		const char *between = "";
		const struct {
			const char *label, *text;
		} ways[] = {{"地址", agency->address},
			    {"邮编", agency->postcode},
			    {"电话", agency->phone}};
		for (size_t i = 0; i < COUNT_OF(ways); i++) {
			if (ways[i].text[0] == '\0') continue;
			buf_printf(&out, "%s%s：%s", between, ways[i].label, ways[i].text);
			between = "；";
		}
		buf_puts(&out, "）。");
	}
	const char *text = arena_text(arena, buf_text(&out));
	buf_release(&out);
	return text;
}

static const char *other(const struct narrative_facts *facts, struct arena *arena)
{
	int64_t fen = facts->counts->fee_collected;
	if (fen == 0) return "本年度未收取信息处理费，没有其他需要报告的事项。";
	return arena_printf(
		arena, "依据《政府信息公开信息处理费管理办法》，%d年实际收取信息处理费共计%s。",
		facts->year, yuan_text(fen, arena));
}

void narrative_draft(const struct narrative_facts *facts, struct arena *arena,
		     struct narrative *ret_narrative)
{
	ret_narrative->text[NARRATIVE_PREAMBLE] = preamble(facts, arena);
	ret_narrative->text[NARRATIVE_OVERVIEW] = overview(facts, arena);
	ret_narrative->text[NARRATIVE_PROBLEMS] =
		"（一）存在的主要问题。【请写明：本年工作中实际存在的问题，分条列出】\n"
		"（二）改进措施。【请写明：针对上述问题的改进措施，以及上年所列问题的改进情况】";
	ret_narrative->text[NARRATIVE_OTHER] = other(facts, arena);
}

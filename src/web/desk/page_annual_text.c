/* SPDX-License-Identifier: MulanPSL-2.0
 * The report's running text, part by part, beside the year's own figures and last year's words. */
#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"
#include "web/desk/desk_entry.h"
#include "web/desk/page_annual.h"

enum { TEXT_ROWS_OVERVIEW = 22, TEXT_ROWS = 12, PARAGRAPHS_MAX = 200 };

static const char *heading_of(enum narrative_part part)
{
	const char *heading = narrative_heading(part);
	return *heading == '\0' ? "引言" : heading;
}

static const char *written(const char *text, struct arena *arena)
{
	return arena_printf(arena, "%zu 字", utf8_length(text));
}

void page_annual_texts(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct annual annual;
	struct desk_report_texts view = {0};
	desk_begin(&desk, request, reply, "报告文字");
	if (!page_annual_load(&desk, "/report/text", &view.years, &annual)) return;
	struct desk_report_part *parts = arena_array(desk.arena, NARRATIVE__MAX, sizeof *parts);
	view.draft = !annual.has_report || annual.report.state == REPORT_DRAFT;
	for (int i = 0; i < NARRATIVE__MAX; i++) {
		enum narrative_part part = (enum narrative_part)i;
		parts[i] = (struct desk_report_part){
			.href = page_annual_href(&desk, arena_printf(desk.arena, "/report/text/%s",
								     narrative_key(part))),
			.heading = heading_of(part),
			.state = !view.draft			 ? "已定稿"
				 : annual.narrative_edited[part] ? "已修改"
								 : "自动草稿",
			.note = written(annual.narrative.text[part], desk.arena)};
	}
	view.parts = parts;
	view.n_parts = NARRATIVE__MAX;
	view.year = desk.year;
	desk_trail(&desk, page_annual_href(&desk, "/report"), "年度报告");
	view.frame = desk.frame;
	render_desk_report_texts(&reply->body, &view);
}

static const char *const *paragraphs_of(const char *text, struct arena *arena, size_t *ret_n)
{
	const char **rows = arena_array(arena, PARAGRAPHS_MAX, sizeof *rows);
	size_t n = 0;
	for (const char *at = text; at != NULL && *at != '\0' && n < PARAGRAPHS_MAX;) {
		size_t length = strcspn(at, "\n");
		if (length > 0) rows[n++] = arena_text_n(arena, at, length);
		at += length;
		if (*at == '\n') at++;
	}
	*ret_n = n;
	return rows;
}

static void fact(struct desk_fact *rows, size_t *n, const char *label, const char *text)
{
	rows[(*n)++] = (struct desk_fact){label, text};
}

/* The figures the text may speak of, so that nobody has to look them up. */
static struct desk_summary facts_of(const struct annual *annual, struct arena *arena)
{
	const struct tables *t = &annual->tables;
	struct desk_fact *rows = arena_array(arena, 8, sizeof *rows);
	size_t n = 0;
#define PIECES(count, unit) arena_printf(arena, "%" PRId64 " " unit, (int64_t)(count))
	fact(rows, &n, "主动公开信息", PIECES(annual->counts.records, "条"));
	fact(rows, &n, "新收申请", PIECES(t->requests[ROW_R1][COLUMN_TOTAL].value, "件"));
	fact(rows, &n, "上年结转", PIECES(t->requests[ROW_R2][COLUMN_TOTAL].value, "件"));
	fact(rows, &n, "办理结果总计", PIECES(t->requests[ROW_G][COLUMN_TOTAL].value, "件"));
	fact(rows, &n, "结转下年度", PIECES(t->requests[ROW_R4][COLUMN_TOTAL].value, "件"));
	fact(rows, &n, "回应关切", PIECES(annual->counts.responses, "次"));
	fact(rows, &n, "政策解读", PIECES(annual->counts.interpretations, "篇"));
	fact(rows, &n, "实收信息处理费", yuan_text(annual->counts.fee_collected, arena));
#undef PIECES
	return (struct desk_summary){rows, n};
}

/* text: what stands in the field, which after a mistake or a conflict is what was typed. */
static void show(struct desk *desk, const struct annual *annual, enum narrative_part part,
		 const char *text, const struct problems *problems)
{
	const char *saved = annual->narrative.text[part];
	bool draft = annual->has_report && annual->report.state == REPORT_DRAFT;
	struct desk_report_text view = {.year = desk->year,
					.key = narrative_key(part),
					.heading = heading_of(part),
					.written = written(text, desk->arena),
					.version = annual->narrative_version[part],
					.edited = annual->narrative_edited[part],
					.may_write = draft && desk_may(desk, PERMIT_REPORT_WRITE)};
	const struct form_field field = {"text", "正文", FORM_TEXT, .hint = narrative_hint(part),
					 .plain = true};
	view.field = form_one(&field, text, problems);
	view.field.rows = part == NARRATIVE_OVERVIEW ? TEXT_ROWS_OVERVIEW : TEXT_ROWS;
	view.paragraphs = paragraphs_of(saved, desk->arena, &view.n_paragraphs);
	view.conflict = problems != NULL && desk->error.code == ERR_CONFLICT;
	if (annual->has_last) {
		view.last_year = desk->year - 1;
		view.last =
			paragraphs_of(annual->last_narrative.text[part], desk->arena, &view.n_last);
	}
	view.facts = facts_of(annual, desk->arena);
	if (problems != NULL) {
		view.problems = form_problems_of(problems, NULL, desk->arena);
		desk_form_failed(desk);
	}
	desk_trail(desk, page_annual_href(desk, "/report"), "年度报告");
	desk_trail(desk, page_annual_href(desk, "/report/text"), "文字");
	desk->frame.title = view.heading;
	view.frame = desk->frame;
	render_desk_report_text(&desk->reply->body, &view);
}

/* False: answered with 404 or the error. */
static bool load(struct desk *desk, struct request *request, struct reply *reply,
		 struct annual *ret_annual, enum narrative_part *ret_part)
{
	struct desk_years years;
	desk_begin(desk, request, reply, "报告文字");
	if (!narrative_parse(request->params[0], ret_part)) {
		desk_missing(desk);
		return false;
	}
	return page_annual_load(desk, "/report/text", &years, ret_annual);
}

void page_annual_text(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct annual annual;
	enum narrative_part part;
	if (!load(&desk, request, reply, &annual, &part)) return;
	show(&desk, &annual, part, annual.narrative.text[part], NULL);
}

void page_annual_text_save(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct annual annual;
	enum narrative_part part;
	const char *text = request_form(request, "text");
	int64_t version;
	if (!load(&desk, request, reply, &annual, &part)) return;
	if (!http_number(request_form(request, "version"), &version)) version = -1;
	enum err err = annual_write(desk.office, desk.actor, desk.agency_id, desk.year, part,
				    version, text, &desk.error);
	if (err == ERR_NONE) {
		desk_done(&desk, page_annual_href(&desk, "/report/text"), NOTICE_WRITTEN, "", 0);
		return;
	}
	bool draft = annual.has_report && annual.report.state == REPORT_DRAFT;
	if (err != ERR_CONTENT && !(err == ERR_CONFLICT && draft)) {
		desk_fail(&desk, err);
		return;
	}
	if (err == ERR_CONFLICT) {
		/* what is saved now, read again: the page was loaded before the other's save */
		struct error error = desk.error;
		if (annual_load(desk.office, desk.actor, desk.agency_id, desk.year, desk.arena,
				&desk.error, &annual) != ERR_NONE) {
			desk_fail(&desk, desk.error.code);
			return;
		}
		desk.error = error;
	}
	struct problems problems;
	problems_init(&problems, desk.arena);
	problem_add(&problems, "text", "%s", desk.error.message);
	show(&desk, &annual, part, text, &problems);
}

void page_annual_redraft(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct annual annual;
	enum narrative_part part;
	if (!load(&desk, request, reply, &annual, &part)) return;
	enum err err = annual_redraft(desk.office, desk.actor, desk.agency_id, desk.year, part,
				      &desk.error);
	const char *path = arena_printf(desk.arena, "/report/text/%s", narrative_key(part));
	if (err == ERR_NONE)
		desk_done(&desk, page_annual_href(&desk, path), NOTICE_REDRAFTED, "", 0);
	else
		desk_fail(&desk, err);
}

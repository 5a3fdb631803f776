/* SPDX-License-Identifier: MulanPSL-2.0
 * What the pages of a case share: how its steps, days and parties read. */
#include <inttypes.h>
#include <string.h>

#include "law/rule.h"
#include "office/matter_published.h"
#include "office/matter_words.h"
#include "office/staff.h"
#include "web/desk/desk_nav.h"
#include "web/desk/page_case.h"

bool page_case_open(struct desk *desk, struct matter_case *ret_case)
{
	int64_t id;
	if (!http_number(desk->request->params[0], &id) || id == 0) {
		desk_missing(desk);
		return false;
	}
	enum err err =
		matter_open(desk->office, desk->actor, id, desk->arena, &desk->error, ret_case);
	if (err != ERR_NONE) desk_fail(desk, err);
	return err == ERR_NONE;
}

const char *page_case_value(const struct matter_case *matter_case, const char *column)
{
	return matter_value(matter_case, column);
}

const char *page_case_path(const struct desk *desk, int64_t id, const char *rest)
{
	return arena_printf(desk->arena, "/cases/%" PRId64 "%s", id, rest);
}

void page_case_trail_list(struct desk *desk, const struct matter_case *matter_case)
{
	bool request = matter_case->matter.kind == MATTER_REQUEST;
	const char *path = request ? "/cases" : "/beside";
	if (!request) desk_nav_at(desk, "/beside/case");
	if (desk_reaches(desk, path)) desk_trail(desk, path, request ? "申请办理" : "更正建议投诉");
}

void page_case_trail(struct desk *desk, const struct matter_case *matter_case)
{
	page_case_trail_list(desk, matter_case);
	desk_trail(desk, page_case_path(desk, matter_case->matter.id, ""),
		   page_case_value(matter_case, "number"));
}

static bool asks_somebody(enum life_event event)
{
	return event == LIFE_EVENT_CONSULT_THIRD || event == LIFE_EVENT_CONSULT_COMAKER ||
	       event == LIFE_EVENT_CONSULT_ORGAN;
}

const char *page_case_consult(const struct matter_case *matter_case, int n, struct arena *arena)
{
	const struct life *life = &matter_case->life;
	int at = 0;
	if (n < 1 || (size_t)n > life->n_consults) return "";
	const char *label = life_consult_label(life->consults[n - 1].kind);
	for (size_t i = 0; i < matter_case->n_steps; i++) {
		const struct matter_step *step = &matter_case->steps[i];
		enum life_event event;
		if (step->struck || !life_event_find(step->event, &event)) continue;
		if (asks_somebody(event) && ++at == n && step->party[0] != '\0')
			return arena_printf(arena, "%s：%s", label, step->party);
	}
	return label;
}

/* What a step's n says, in words. */
static const char *said(const struct matter_case *matter_case, enum life_event event, int n,
			struct arena *arena)
{
	switch (life_event_asks(event)) {
	case LIFE_ASKS_CHANNEL:
		return n >= 0 && n < CHANNEL__MAX ? channel_label((enum channel)n) : "";
	case LIFE_ASKS_PERIOD:
		return n == 0 ? ""
			      : arena_printf(arena, "%d 个%s", n,
					     event == LIFE_EVENT_REMAKE ? "自然日" : "工作日");
	case LIFE_ASKS_CONSULT: return page_case_consult(matter_case, n, arena);
	case LIFE_ASKS_ENDING:
		if (n <= LIFE_ENDING_NONE || n >= LIFE_ENDING__MAX) return "";
		return outcome_facts(life_ending_facts((enum life_ending)n)->outcome)->label;
	case LIFE_ASKS_PROOF:
		return n > LIFE_PROOF_NONE && n < LIFE_PROOF__MAX
			       ? life_proof_label((enum life_proof)n)
			       : "";
	case LIFE_ASKS_SUMMARY: return n == 1 ? "简易程序" : "";
	case LIFE_ASKS_RESULT:
		return n > LIFE_RESULT_NONE && n <= LIFE_DROPPED
			       ? life_result_label((enum life_result)n)
			       : "";
	case LIFE_ASKS_NOTHING: break;
	}
	return "";
}

static const char *who_took(struct desk *desk, enum matter_kind kind,
			    const struct matter_step *step)
{
	struct journal_entry author = {
		.actor = ACTOR_ACCOUNT, .account_id = step->account_id, .account_name = ""};
	if ((step->roles & LIFE_BY_REQUESTER) != 0) return matter_words(kind)->who;
	if (step->account_id == 0) return "系统维护（命令行）";
	return staff_author(desk->office, &author, desk->arena);
}

/* A record struck out since is a link all the same: the register says what became of it. */
static void show_where(struct desk *desk, int64_t agency_id, const char *note,
		       struct desk_case_step *shown)
{
	struct public_record record;
	struct error gone;
	int64_t id = published_record(note);
	shown->where = note;
	if (published_address(note)) shown->where_href = note;
	if (id == 0) return;
	shown->where_href = arena_printf(desk->arena, "/registers/records/%" PRId64, id);
	bool seen = public_record_get(desk->office->store, agency_id, id, desk->arena, &gone,
				      &record) == ERR_NONE;
	shown->where = seen ? arena_printf(desk->arena, "《%s》（索引号%s）", record.title, note)
			    : arena_printf(desk->arena, "索引号%s（现在公众已经看不到）", note);
}

struct desk_case_step page_case_step_shown(struct desk *desk, const struct matter_case *matter_case,
					   const struct matter_step *step)
{
	struct arena *arena = desk->arena;
	struct moment_text at = moment_text(step->at);
	enum life_event event;
	struct desk_case_step shown = {
		.day = arena_text(arena, day_text(step->day).s),
		.title = step->event,
		.about = step->party,
		.note = step->note,
		.who = who_took(desk, matter_case->matter.kind, step),
		.at = arena_text(arena, at.s),
		.struck = step->struck,
		.struck_reason = step->struck_reason,
	};
	if (!life_event_find(step->event, &event)) return shown;
	if (event == LIFE_EVENT_PUBLISHED)
		show_where(desk, matter_case->matter.agency_id, step->note, &shown);
	const char *n = said(matter_case, event, step->n, arena);
	shown.title = life_event_label(event);
	if (n[0] != '\0' && step->party[0] != '\0')
		shown.about = arena_printf(arena, "%s，%s", n, step->party);
	else if (n[0] != '\0')
		shown.about = n;
	return shown;
}

struct view_steps page_case_trace(const struct trace *trace, bool warnings, struct arena *arena)
{
	struct view_step *rows = arena_array(arena, trace->count, sizeof *rows);
	size_t n = 0;
	for (const struct trace_step *step = trace->first; step != NULL; step = step->next) {
		const char *at = "";
		if (warnings && !step->warning) continue;
		if (step->date != DAY_NONE) at = arena_text(arena, day_text(step->date).s);
		rows[n++] = (struct view_step){.at = at,
					       .title = step->text,
					       .text = arena_text(arena, rule_words(step->rule).s),
					       .past = true};
	}
	return (struct view_steps){rows, n};
}

size_t page_case_files(const struct form *form, size_t at, enum attachment_use use,
		       struct matter_file **ret_files)
{
	struct form_files sent = form_files(form, at);
	struct matter_file *files = arena_array(form->arena, sent.n, sizeof *files);
	for (size_t i = 0; i < sent.n; i++)
		files[i] = (struct matter_file){.use = use,
						.name = sent.rows[i]->name,
						.media_type = sent.rows[i]->media_type,
						.bytes = upload_bytes(sent.rows[i]),
						.n = (size_t)sent.rows[i]->bytes,
						.digest = &sent.rows[i]->digest};
	*ret_files = files;
	return sent.n;
}

const char *page_case_light_class(char light)
{
	return light == 'r' ? "red" : light == 'y' ? "yellow" : light == 'g' ? "green" : "";
}

const char *page_case_light_words(char light)
{
	return light == 'r'   ? "已超期"
	       : light == 'y' ? "三个工作日内到期"
	       : light == 'g' ? "未到期"
			      : "没有待办";
}

int64_t page_case_latest(const struct matter_case *matter_case)
{
	int64_t latest = 0;
	for (size_t i = 0; i < matter_case->n_steps; i++)
		if (matter_case->steps[i].id > latest) latest = matter_case->steps[i].id;
	return latest;
}

void page_case_changed(struct desk *desk, const struct matter_case *matter_case, int64_t latest,
		       struct desk_case_form *view)
{
	struct desk_case_step *news = arena_array(desk->arena, matter_case->n_steps, sizeof *news);
	for (size_t i = 0; i < matter_case->n_steps; i++)
		if (matter_case->steps[i].id > latest)
			news[view->n_news++] =
				page_case_step_shown(desk, matter_case, &matter_case->steps[i]);
	view->news = news;
	view->changed = arena_printf(
		desk->arena, "现在是“%s”。%s", life_state_label(matter_case->life.state),
		view->n_news == 0 ? "有一步被作废，或者换了承办岗位。" : "刚刚登记的：");
	desk->reply->status = 409;
}

void page_case_show_form(struct desk *desk, const struct matter_case *matter_case,
			 struct form *form, struct desk_case_form *view)
{
	view->id = matter_case->matter.id;
	view->number = page_case_value(matter_case, "number");
	view->subject = page_case_value(matter_case, "subject");
	view->problems = form_problems(form);
	if (!form_good(form)) desk_form_failed(desk);
	if (view->form.cancel_href == NULL) {
		view->form.cancel_href = page_case_path(desk, view->id, "");
		view->form.cancel = "返回";
	}
	page_case_trail(desk, matter_case);
	desk->frame.title = view->heading;
	view->frame = desk->frame;
	render_desk_case_form(&desk->reply->body, view);
}

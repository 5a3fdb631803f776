/* SPDX-License-Identifier: MulanPSL-2.0
 * Where the year's report stands, and the one next step. */
#include "web/desk/page_annual.h"

#include <inttypes.h>
#include <string.h>

#include "office/report_document.h"

day page_annual_due(const struct agency *agency, int year, const char **ret_rule)
{
	bool department = agency->level == LEVEL_DEPARTMENT || agency->level == LEVEL_TOWNSHIP;
	day due = DAY_NONE;
	BUG_IF(!day_make(year + 1, department ? 1 : 3, 31, &due));
	*ret_rule =
		agency->level == LEVEL_TOWNSHIP
			? "乡镇参照部门，1月31日前公布（条例第四十九条，国办公开办函〔2021〕30号）"
		: department ? "部门1月31日前公布（条例第四十九条）"
			     : "县级以上地方人民政府3月31日前公布（条例第四十九条）";
	return due;
}

const char *page_annual_href(const struct desk *desk, const char *path)
{
	return arena_printf(desk->arena, "%s?year=%d", path, desk->year);
}

bool page_annual_load(struct desk *desk, const char *path, struct desk_years *ret_years,
		      struct annual *ret_annual)
{
	enum err err = desk_year(desk, path, ret_years);
	if (err == ERR_NONE)
		err = annual_load(desk->office, desk->actor, desk->agency_id, desk->year,
				  desk->arena, &desk->error, ret_annual);
	if (err != ERR_NONE) desk_fail(desk, err);
	return err == ERR_NONE;
}

size_t page_annual_files(const struct desk *desk, const struct annual *annual,
			 struct desk_report_file **ret_files)
{
	(void)annual;
	struct desk_report_file *files = arena_array(desk->arena, PAPER_FORMATS, sizeof *files);
	size_t n = 0;
	for (size_t i = 0; i < PAPER_FORMATS; i++) {
		const struct paper_format *format = &paper_formats[i];
		if (format->render == paper_html) continue; /* that is the preview */
		files[n++] = (struct desk_report_file){arena_printf(desk->arena,
								    "/report/paper/%s?year=%d",
								    format->code, desk->year),
						       format->label};
	}
	*ret_files = files;
	return n;
}

static void step(struct desk_report *view, struct desk_report_step *steps, const char *title,
		 const char *href, const char *note, bool done, bool blocked)
{
	struct desk_report_step *at = &steps[view->n_steps++];
	*at = (struct desk_report_step){
		.title = title, .href = href, .note = note, .done = done, .blocked = blocked};
	at->state = done ? "已完成" : blocked ? "等前一步" : "待办";
}

static bool all_edited(const struct annual *annual)
{
	for (int part = 0; part < NARRATIVE__MAX; part++)
		if (!annual->narrative_edited[part]) return false;
	return annual->has_report;
}

static const char *text_note(const struct desk *desk, const struct annual *annual)
{
	size_t edited = 0;
	for (int part = 0; part < NARRATIVE__MAX; part++) edited += annual->narrative_edited[part];
	if (!annual->has_report) return "已按本年数字备好草稿。";
	if (edited == NARRATIVE__MAX) return "四个部分都已修改过。";
	return arena_printf(desk->arena, "%d 个部分还是自动草稿，请逐一读过。",
			    NARRATIVE__MAX - (int)edited);
}

static const char *findings_note(const struct desk *desk, const struct annual *annual)
{
	if (annual->findings.certain > 0)
		return arena_printf(desk->arena, "%zu 个问题必须改正。", annual->findings.certain);
	if (annual->unanswered > 0)
		return arena_printf(desk->arena, "%zu 个问题需要写明原因。", annual->unanswered);
	if (annual->findings.count > 0) return "都已核实或说明。";
	return "没有发现问题。";
}

static void fill_steps(const struct desk *desk, const struct annual *annual,
		       struct desk_report *view)
{
	struct desk_report_step *steps = arena_array(desk->arena, 6, sizeof *steps);
	bool fixed = view->frozen || view->published;
	bool clear = annual->findings.certain == 0 && annual->unanswered == 0;
	view->steps = steps;
	step(view, steps, "核对数字", page_annual_href(desk, "/figures"),
	     fixed ? "数字已定稿。" : "数字由台账自动得出，点开可以看到每一条记录。", fixed, false);
	step(view, steps, "修改文字", page_annual_href(desk, "/report/text"),
	     text_note(desk, annual), fixed || all_edited(annual), !view->begun);
	step(view, steps, "处理核查问题", page_annual_href(desk, "/report/findings"),
	     findings_note(desk, annual), view->begun && (clear || fixed), !view->begun);
	step(view, steps, "定稿", NULL,
	     fixed ? arena_printf(desk->arena, "%s 定稿。", view->frozen_at)
		   : "固定全部数字和文字，记下日志链的位置。",
	     fixed, !view->begun || !clear);
	step(view, steps, "签署", NULL,
	     arena_printf(desk->arena, "签发人和工作机构负责人两人签署，已签 %zu 人。",
			  annual->n_signatures),
	     fixed && annual->n_signatures == 2, !fixed);
	step(view, steps, "发布", NULL,
	     view->published ? arena_printf(desk->arena, "%s 发布，不再改动。", view->published_at)
			     : "印制网页、PDF 和 Word 文档并公布，发布后不能再改。",
	     view->published, !(view->frozen && annual->n_signatures == 2));
	if (!fixed) steps[0].state = "随台账更新";
	for (size_t i = view->begun ? 1 : 0; i < view->n_steps; i++) {
		if (steps[i].done || steps[i].blocked) continue;
		steps[i].now = true;
		break;
	}
}

static void fill_signatures(const struct desk *desk, const struct annual *annual,
			    struct desk_report *view)
{
	struct view_cell *rows = arena_array(desk->arena, annual->n_signatures, sizeof *rows);
	for (size_t i = 0; i < annual->n_signatures; i++) {
		const struct report_signature *signature = &annual->signatures[i];
		rows[i] = (struct view_cell){
			.label = strcmp(signature->role, "head") == 0 ? "工作机构负责人" : "签发人",
			.text = arena_printf(desk->arena, "%s，%s", signature->name,
					     moment_text(signature->at).s)};
	}
	view->signatures = rows;
	view->n_signatures = annual->n_signatures;
}

/* What this person may do now; and when nothing, whom it waits for. */
static void fill_powers(const struct desk *desk, const struct annual *annual,
			struct desk_report *view)
{
	bool clear = annual->findings.certain == 0 && annual->unanswered == 0;
	bool over = desk->year < desk->this_year;
	bool mine = false; /* has this person signed already? */
	for (size_t i = 0; i < annual->n_signatures; i++)
		mine = mine || annual->signatures[i].account_id == desk->actor->account_id;
	view->may_start = !view->begun && desk_may(desk, PERMIT_REPORT_WRITE);
	view->may_freeze = view->draft && clear && over && desk_may(desk, PERMIT_REPORT_FREEZE);
	view->may_thaw = view->frozen && desk_may(desk, PERMIT_REPORT_FREEZE);
	view->may_sign_approver = view->frozen && !mine &&
				  annual_signature(annual, "approver") == NULL &&
				  desk_may(desk, PERMIT_REPORT_APPROVE);
	view->may_sign_head = view->frozen && !mine && annual_signature(annual, "head") == NULL &&
			      desk_may(desk, PERMIT_REPORT_HEAD);
	bool signed_by_both = annual->n_signatures == 2;
	view->may_publish = view->frozen && signed_by_both && desk_may(desk, PERMIT_REPORT_PUBLISH);
	view->may_reissue = view->published && desk_may(desk, PERMIT_REPORT_REISSUE);
	if (view->draft && clear && !over)
		view->waits = arena_printf(desk->arena, "%d 年结束后才能定稿。", desk->year);
	else if (view->draft && clear && !view->may_freeze)
		view->waits = arena_printf(desk->arena, "等待%s定稿。",
					   desk_who_may(PERMIT_REPORT_FREEZE, desk->arena));
	else if (view->frozen && !signed_by_both && !view->may_sign_approver &&
		 !view->may_sign_head)
		view->waits = annual_signature(annual, "approver") == NULL
				      ? "等待签发人签署。"
				      : "等待工作机构负责人签署。";
	else if (view->frozen && signed_by_both && !view->may_publish)
		view->waits = arena_printf(desk->arena, "等待%s发布。",
					   desk_who_may(PERMIT_REPORT_PUBLISH, desk->arena));
	else if (!view->begun && !view->may_start)
		view->waits = arena_printf(desk->arena, "等待%s开始编写。",
					   desk_who_may(PERMIT_REPORT_WRITE, desk->arena));
}

static void fill_state(const struct desk *desk, const struct annual *annual,
		       struct desk_report *view)
{
	const struct report *report = &annual->report;
	view->begun = annual->has_report;
	view->draft = view->begun && report->state == REPORT_DRAFT;
	view->frozen = view->begun && report->state == REPORT_FROZEN;
	view->published = view->begun && report->state == REPORT_PUBLISHED;
	view->state = view->begun ? report_state_label(report->state) : "未开始";
	day due = page_annual_due(&annual->agency, desk->year, &view->due_by);
	view->due = arena_text(desk->arena, day_text(due).s);
	view->late = !view->published && clock_today(&desk->request->site->clock) > due;
	if (!view->begun) return;
	view->version = report->version;
	view->issue = report->issue > 1 ? report->issue : 0;
	view->reason = report->reason;
	if (report->frozen_at != 0)
		view->frozen_at = arena_text(desk->arena, moment_text(report->frozen_at).s);
	if (report->published_at != 0)
		view->published_at = arena_text(desk->arena, moment_text(report->published_at).s);
	if (!view->draft) view->head = report->journal_head;
}

/* Back to draft, or a new issue: never both at once. */
static const struct form_field thaw_fields[] = {DESK_REASON("退回修改的原因", "签署会一并取消。"),
						FORM_CARRIED("version")};
static const struct form_field reissue_fields[] = {
	DESK_REASON("重新发布的原因", "会印在新一版报告上；原来的版本继续公开。"),
	FORM_CARRIED("version")};

void page_annual_reason(struct form *form, bool reissue, struct arena *arena)
{
	if (reissue)
		FORM_INIT(form, reissue_fields, arena);
	else
		FORM_INIT(form, thaw_fields, arena);
}

static struct view_form again_form(const struct desk *desk, const struct desk_report *view,
				   const struct form *failed)
{
	struct form form;
	if (failed != NULL)
		form = *failed;
	else
		page_annual_reason(&form, view->published, desk->arena);
	form_set(&form, 1, arena_printf(desk->arena, "%" PRId64, view->version));
	struct view_form again = form_view(
		&form, page_annual_href(desk, view->published ? "/report/reissue" : "/report/thaw"),
		view->published ? "开始新的一版" : "退回修改", desk->request->csrf);
	again.button_class = "second";
	return again;
}

void page_annual_show(struct desk *desk, const struct annual *annual,
		      const struct desk_years *years, const struct form *failed)
{
	struct desk_report view = {.years = *years, .year = desk->year};
	view.title = report_title(&annual->agency, desk->year, desk->arena);
	fill_state(desk, annual, &view);
	fill_steps(desk, annual, &view);
	fill_powers(desk, annual, &view);
	fill_signatures(desk, annual, &view);
	struct desk_report_file *files;
	view.n_files = page_annual_files(desk, annual, &files);
	view.files = files;
	view.again = again_form(desk, &view, failed);
	if (failed != NULL) view.problems = desk_problems(desk, failed);
	desk->frame.title = arena_printf(desk->arena, "%d 年度报告", desk->year);
	view.frame = desk->frame;
	render_desk_report(&desk->reply->body, &view);
}

void page_annual(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct desk_years years;
	struct annual annual;
	desk_begin(&desk, request, reply, "年度报告");
	if (!page_annual_load(&desk, "/report", &years, &annual)) return;
	page_annual_show(&desk, &annual, &years, NULL);
}

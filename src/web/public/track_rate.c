/* SPDX-License-Identifier: MulanPSL-2.0
 * How content the requester is: one question, asked when the reply is there, and only if he wants.
 */
#include "office/rating.h"
#include "web/public/track.h"

enum { LEVEL };

static void begin_form(struct form *form, const struct matter_words *words, struct arena *arena)
{
	struct form_field *fields = arena_array(arena, 1, sizeof *fields);
	fields[LEVEL] = (struct form_field){
		.name = "level",
		.label = ARENA_JOIN(arena, "您对这件", words->thing, "的办理满意吗？"),
		.kind = FORM_RADIOS,
		.missing = "请选择一项；不想评价的，点“返回办理进度”。",
		.required = true};
	form_init(form, fields, 1, arena);
	for (int level = RATING_LEVELS; level >= 1; level--)
		form_offer(form, LEVEL, arena_printf(arena, "%d", level), rating_label(level));
}

static void show(struct request *request, struct reply *reply, struct track *track,
		 const struct form *form)
{
	struct view_track_act view = {
		.title = "评价办理",
		.lead = "评价是自愿的。不记您的姓名和登记编号，办理单位看不到谁评价了什么，"
			"几件评价凑到一起才汇总；汇总以前可以改。",
		.number = track->seen.own.number};
	view.problems = form_problems(form);
	view.form = form_view(form, "/track/rate", "提交评价", request->csrf);
	view.form.cancel_href = "/track/case";
	view.form.cancel = "返回办理进度";
	view.page = track->page;
	render_public_track_act(&reply->body, &view);
}

/* Before the reply, and after it went into a sum, there is nothing to ask. */
static bool begin(struct request *request, struct reply *reply, struct track *track, int *ret_level)
{
	struct error error;
	bool final = false;
	if (!track_begin(request, reply, "评价办理", track)) return false;
	enum err err = visitor_rating(request->thread->office, &track->seen, track->code,
				      request->arena, &error, ret_level, &final);
	if (err != ERR_NONE)
		track_fail(request, reply, err, &error);
	else if (!track->seen.decided || final)
		reply_redirect(reply, "/track/case");
	else
		return true;
	return false;
}

void page_track_rate(struct request *request, struct reply *reply)
{
	struct track track;
	struct form form;
	int level = 0;
	if (!begin(request, reply, &track, &level)) return;
	begin_form(&form, track.seen.words, request->arena);
	if (level > 0) form_set(&form, LEVEL, arena_printf(request->arena, "%d", level));
	show(request, reply, &track, &form);
}

void page_track_rate_send(struct request *request, struct reply *reply)
{
	struct track track;
	struct form form;
	struct error error;
	int before = 0;
	if (!begin(request, reply, &track, &before)) return;
	begin_form(&form, track.seen.words, request->arena);
	if (!form_read(&form, request)) {
		show(request, reply, &track, &form);
		return;
	}
	enum err err = visitor_rate(request->thread->office, &track.seen, track.code,
				    (int)form_number(&form, LEVEL), request->arena, &error);
	/* in a sum by now: the case's page says so */
	if (err != ERR_NONE && err != ERR_CONFLICT)
		track_fail(request, reply, err, &error);
	else
		reply_redirect(reply, "/track/case");
}

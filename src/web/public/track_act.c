/* SPDX-License-Identifier: MulanPSL-2.0
 * What the requester does himself: answering to a clarification, giving reasons, withdrawing. */
#include "web/public/track.h"

#include <string.h>

enum { TEXT, FILES };
enum { TEXT_MOST = 3000, FILES_MOST = 5 };
static const struct form_field clarify_fields[] = {
	[TEXT] = {"text", "补正说明", FORM_TEXT, "按补正告知书的要求写明", .most = TEXT_MOST},
	[FILES] = {"files", "补正材料", FORM_FILE, .most = FILES_MOST, .files = FILE_SET_PUBLIC},
};
static const struct form_field explain_fields[] = {
	[TEXT] = {"text", "理由说明", FORM_TEXT, "按说明理由告知书的要求写明", .most = TEXT_MOST},
	[FILES] = {"files", "说明材料", FORM_FILE, .most = FILES_MOST, .files = FILE_SET_PUBLIC},
};

struct act {
	enum life_event event;
	const char *title, *lead, *action, *button; /* # is what the matter is called */
	const struct form_field *fields;
};
static const struct act clarify = {
	LIFE_EVENT_CLARIFIED, "提交补正", "补正交到以后，答复期限从次日起重新计算。",
	"/track/clarify",     "提交补正", clarify_fields};
static const struct act explain = {
	LIFE_EVENT_REASONS_GIVEN, "说明理由", "请说明申请的理由，可以附材料。",
	"/track/explain",	  "提交理由", explain_fields};
static const struct act withdraw = {
	LIFE_EVENT_WITHDRAW,
	"撤回#",
	"撤回以后，本件不再办理，也不作答复。以后需要的，可以重新提出。撤回不能取消。",
	"/track/withdraw",
	"撤回这件#",
	NULL};

/* With the word for this kind of matter. */
static const char *said(const char *text, const struct track *track, struct arena *arena)
{
	const char *mark = strchr(text, '#');
	if (mark == NULL) return text;
	return ARENA_JOIN(arena, arena_text_n(arena, text, (size_t)(mark - text)),
			  track->seen.words->thing, mark + 1);
}

static bool may(const struct visitor_case *seen, const struct act *act)
{
	return act == &clarify	 ? seen->may_clarify
	       : act == &explain ? seen->may_explain
				 : seen->may_withdraw;
}

static void begin_form(struct form *form, const struct act *act, struct arena *arena)
{
	form_init(form, act->fields, act->fields == NULL ? 0 : COUNT_OF(clarify_fields), arena);
	form->rule = &upload_public;
}

static void show(struct request *request, struct reply *reply, struct track *track,
		 const struct act *act, const struct form *form)
{
	struct view_track_act view = {.title = said(act->title, track, request->arena),
				      .lead = act->lead,
				      .number = track->seen.own.number};
	view.problems = form_problems(form);
	view.form = form_view(form, act->action, said(act->button, track, request->arena),
			      request->csrf);
	view.form.cancel_href = "/track/case";
	view.form.cancel = "返回办理进度";
	if (act == &withdraw) view.form.button_class = "grave";
	view.page = track->page;
	render_public_track_act(&reply->body, &view);
}

static bool begin(struct request *request, struct reply *reply, const struct act *act,
		  struct track *track)
{
	/* what it is called is not known before it is opened */
	const char *title = arena_text_n(request->arena, act->title, strcspn(act->title, "#"));
	if (!track_begin(request, reply, title, track)) return false;
	if (may(&track->seen, act)) return true;
	/* also the same form sent again: the step is there, and the page shows it */
	reply_redirect(reply, "/track/case");
	return false;
}

static void ask(struct request *request, struct reply *reply, const struct act *act)
{
	struct track track;
	struct form form;
	if (!begin(request, reply, act, &track)) return;
	begin_form(&form, act, request->arena);
	show(request, reply, &track, act, &form);
}

static enum err take(struct request *request, const struct track *track, const struct act *act,
		     const struct form *form, struct problems *problems, struct error *error)
{
	struct matter_file files[FILES_MOST];
	size_t n = 0;
	if (act->fields != NULL) {
		struct form_files sent = form_files(form, FILES);
		for (; n < sent.n; n++)
			files[n] = (struct matter_file){.name = sent.rows[n]->name,
							.media_type = sent.rows[n]->media_type,
							.bytes = upload_bytes(sent.rows[n]),
							.n = (size_t)sent.rows[n]->bytes,
							.digest = &sent.rows[n]->digest};
	}
	return visitor_step(request->thread->office, request->from, &track->seen, act->event,
			    act->fields == NULL ? "" : form->values[TEXT], files, n, request->arena,
			    problems, error);
}

static void send(struct request *request, struct reply *reply, const struct act *act)
{
	struct track track;
	struct form form;
	struct error error;
	if (!begin(request, reply, act, &track)) return;
	begin_form(&form, act, request->arena);
	if (!form_read(&form, request)) {
		form_hold(&form, request);
		show(request, reply, &track, act, &form);
		return;
	}
	enum err err = take(request, &track, act, &form, &form.problems, &error);
	if (err == ERR_CONTENT) {
		form_hold(&form, request);
		show(request, reply, &track, act, &form);
	} else if (err != ERR_NONE) {
		track_fail(request, reply, err, &error);
	} else {
		form_forget(&form, request);
		reply_redirect(reply, "/track/case");
	}
}

void page_track_clarify(struct request *request, struct reply *reply)
{
	ask(request, reply, &clarify);
}

void page_track_clarify_send(struct request *request, struct reply *reply)
{
	send(request, reply, &clarify);
}

void page_track_explain(struct request *request, struct reply *reply)
{
	ask(request, reply, &explain);
}

void page_track_explain_send(struct request *request, struct reply *reply)
{
	send(request, reply, &explain);
}

void page_track_withdraw(struct request *request, struct reply *reply)
{
	ask(request, reply, &withdraw);
}

void page_track_withdraw_send(struct request *request, struct reply *reply)
{
	send(request, reply, &withdraw);
}

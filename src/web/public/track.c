/* SPDX-License-Identifier: MulanPSL-2.0
 * The door to one's own matter: number and code are asked for, and kept in this browser. */
#include "web/public/track.h"

#include <string.h>

#include "base/clock.h"
#include "web/typed.h"

enum { NUMBER, CODE };
static const struct form_field fields[] = {
	[NUMBER] = {"number", "登记编号", FORM_LINE, "在回执上，例如 2025-00001",
		    "请填写登记编号。", .required = true, .most = 60},
	[CODE] = {"code", "查询码", FORM_LINE, "在回执上，12位字母和数字", "请填写查询码。",
		  .required = true, .most = 40},
};

const char *track_day(const struct request *request, day on)
{
	return on == DAY_NONE ? "" : arena_text(request->arena, day_words(on).s);
}

void track_fail(struct request *request, struct reply *reply, enum err err,
		const struct error *error)
{
	const char *text = arena_text(request->arena, error->message);
	if (err == ERR_DENIED)
		public_error_page(request, reply, 429, text);
	else if (err == ERR_CONFLICT)
		public_error_page(request, reply, 409, text);
	else
		public_page_fail(request, reply, error);
}

/* Capital letters and digits in groups of four, as the receipt shows it. */
static const char *tidy(const char *typed, struct arena *arena)
{
	char *code = arena_alloc(arena, QUERY_CODE);
	size_t n = 0;
	for (; *typed != '\0' && n + 1 < QUERY_CODE; typed++) {
		char c = *typed >= 'a' && *typed <= 'z' ? (char)(*typed - 'a' + 'A') : *typed;
		if ((c < 'A' || c > 'Z') && (c < '0' || c > '9')) continue;
		if (n == 4 || n == 9) code[n++] = '-';
		code[n++] = c;
	}
	code[n] = '\0';
	return code;
}

static enum err look(struct request *request, const char *number, const char *code,
		     const char *pass, struct error *error, struct track *ret_track)
{
	struct public_agency agency;
	struct web_thread *thread = request->thread;
	enum err err = visitor_track(thread->office, thread->own_store, request->from, number, code,
				     pass, request->arena, error, &ret_track->seen);
	if (err == ERR_NONE)
		err = public_agency_get(thread->public_store, ret_track->seen.own.agency_id,
					request->arena, error, &agency);
	if (err != ERR_NONE) return err;
	ret_track->code = code;
	ret_track->agency = agency.name;
	int64_t filed_at = ret_track->seen.own.filed_at;
	struct moment_text moment = moment_text(filed_at);
	ret_track->filed = ARENA_JOIN(request->arena, track_day(request, moment_day(filed_at)),
				      strchr(moment.s, ' '));
	return ERR_NONE;
}

void track_remember(const struct request *request, struct reply *reply, const char *number,
		    const char *code)
{
	const char *pass = visitor_pass(request->thread->office, number, code, request->arena);
	reply_set_cookie(reply, COOKIE_TRACK,
			 ARENA_JOIN(request->arena, number, "/", code, "/", pass), TRACK_SECONDS);
}

struct kept {
	const char *number, *code, *pass;
};

static bool read_cookie(const char *cookie, struct arena *arena, struct kept *ret_kept)
{
	char *text = cookie == NULL ? NULL : arena_text(arena, cookie);
	char *pass = text == NULL ? NULL : strrchr(text, '/');
	if (pass == NULL) return false;
	*pass = '\0';
	char *code = strrchr(text, '/');
	if (code == NULL) return false;
	*code = '\0';
	*ret_kept = (struct kept){text, tidy(code + 1, arena), pass + 1};
	return true;
}

bool track_open(struct request *request, struct reply *reply, const char *title,
		struct track *track)
{
	struct error error = {.code = ERR_MISSING};
	const char *cookie = request_cookie(request, COOKIE_TRACK);
	struct kept kept;
	enum err err = ERR_MISSING;
	if (read_cookie(cookie, request->arena, &kept))
		err = look(request, kept.number, kept.code, kept.pass, &error, track);
	if (err == ERR_NONE) {
		public_page_turn(request, PART_APPLY, title, track->seen.own.agency_id,
				 &track->page);
		return true;
	}
	if (err == ERR_MISSING) {
		if (cookie != NULL) reply_set_cookie(reply, COOKIE_TRACK, "", 0);
		reply_redirect(reply, "/track");
	} else {
		track_fail(request, reply, err, &error);
	}
	return false;
}

bool track_begin(struct request *request, struct reply *reply, const char *title,
		 struct track *track)
{
	if (!public_page_begin(request, reply, PART_APPLY, title, &track->page)) return false;
	if (!track_open(request, reply, title, track)) return false;
	public_page_crumb(&track->page, "/track/case", "办理进度");
	public_page_crumb(&track->page, NULL, title);
	return true;
}

static void ask(struct request *request, struct reply *reply, const struct form *form)
{
	struct view_track_ask view = {.here = NULL};
	if (!public_page_begin(request, reply, PART_APPLY, "查询办理进度", &view.page)) return;
	public_page_crumb(&view.page, "/apply", "依申请公开");
	public_page_crumb(&view.page, NULL, "查询办理进度");
	view.problems = form_problems(form);
	view.form = form_view(form, "/track", "查询", request->csrf);
	if (request_cookie(request, COOKIE_TRACK) != NULL) view.here = "/track/case";
	if (view.problems.n_problems > 0)
		view.page.title =
			ARENA_JOIN(request->arena, "有需要修改的地方 - ", view.page.title);
	render_public_track_ask(&reply->body, &view);
}

void page_track_ask(struct request *request, struct reply *reply)
{
	struct form form;
	FORM_INIT(&form, fields, request->arena);
	/* as the receipt's code brings it */
	form_set(&form, NUMBER, typed_text(request_query(request, "number"), request->arena));
	ask(request, reply, &form);
}

void page_track_enter(struct request *request, struct reply *reply)
{
	struct form form;
	struct track track;
	struct error error;
	FORM_INIT(&form, fields, request->arena);
	if (!form_read(&form, request)) {
		ask(request, reply, &form);
		return;
	}
	const char *code = tidy(form.values[CODE], request->arena);
	enum err err = look(request, form.values[NUMBER], code, "", &error, &track);
	if (err == ERR_MISSING) {
		form_wrong(&form, NUMBER, "登记编号或者查询码不对，请对照回执再填一次。");
		ask(request, reply, &form);
		return;
	}
	if (err != ERR_NONE) {
		track_fail(request, reply, err, &error);
		return;
	}
	track_remember(request, reply, track.seen.own.number, code);
	reply_redirect(reply, "/track/case");
}

void page_track_leave(struct request *request, struct reply *reply)
{
	(void)request;
	reply_set_cookie(reply, COOKIE_TRACK, "", 0);
	reply->forget = true; /* the pages of an application: apply_form.c */
	reply_redirect(reply, "/track");
}

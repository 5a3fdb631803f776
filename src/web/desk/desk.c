/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/desk/desk.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "office/annual.h"
#include "office/once.h"
#include "office/signin.h"
#include "office/unit.h"
#include "web/desk/desk_nav.h"
#include "web/elder.h"

enum { YEAR_FIRST = 1949, YEAR_LAST = 2999, YEARS_SHOWN = 8 };

/* ?year=2024, or 0. */
static int year_asked(const struct request *request)
{
	const char *text = request_query(request, "year");
	if (strlen(text) != 4 || strspn(text, "0123456789") != 4) return 0;
	int year = (int)strtol(text, NULL, 10);
	return year >= YEAR_FIRST && year <= YEAR_LAST ? year : 0;
}

/* When this account was here before: who was not here then should say so. */
static const char *last_signin(struct desk *desk)
{
	struct account_signins before;
	struct error error;
	if (desk->actor == NULL ||
	    signin_last(desk->office, desk->actor, desk->arena, &error, &before) != ERR_NONE)
		return NULL;
	const char *refused = "";
	if (before.refused > 0)
		refused = arena_printf(desk->arena,
				       "这次登录以前密码填错过 %" PRId64
				       " 次，如果不是您本人，请告诉系统管理员。",
				       before.refused);
	if (before.before_at == 0)
		return arena_printf(desk->arena, "这个账号以前没有登录过。%s", refused);
	return arena_printf(desk->arena, "上次登录：%s，来自 %s。%s",
			    moment_text(before.before_at).s, before.before_from, refused);
}

static void take_notice(struct desk *desk)
{
	const char *packed = request_cookie(desk->request, COOKIE_NOTICE);
	desk->notice = notice_unpack(packed, desk->arena);
	if (packed == NULL || desk->request->method != METHOD_GET) return;
	reply_set_cookie(desk->reply, COOKIE_NOTICE, "", 0);
	if (desk->notice.code == NOTICE_NONE) return;
	desk->frame.notice =
		desk->notice.code == NOTICE_SIGNED_IN ? last_signin(desk) : desk->notice.text;
}

/* For the header; a page whose agency cannot be read still says why in its body. */
static const char *agency_name(const struct desk *desk)
{
	struct agency agency;
	struct error error;
	if (unit_get(desk->office, desk->actor, desk->agency_id, desk->arena, &error, &agency) !=
	    ERR_NONE)
		return NULL;
	return *agency.short_name != '\0' ? agency.short_name : agency.name;
}

/* A form that comes back keeps its word; every page else gets a new one. */
static const char *word_of(const struct request *request)
{
	const char *sent = request_form(request, "once");
	if (*sent != '\0') return sent;
	char *fresh = arena_alloc(request->arena, ONCE_WORD);
	once_word(fresh);
	return fresh;
}

void desk_begin(struct desk *desk, struct request *request, struct reply *reply, const char *title)
{
	*desk = (struct desk){.request = request,
			      .reply = reply,
			      .arena = request->arena,
			      .office = request->thread == NULL ? NULL : request->thread->office,
			      .actor = request->actor,
			      .this_year = day_year(clock_today(&request->site->clock)),
			      .year = year_asked(request),
			      .notice = {.code = NOTICE_NONE}};
	reply->no_cache = true;
	desk->frame = (struct desk_frame){
		.css = request->site->assets.css,
		.desk_css = asset_url(&request->site->assets, "desk."),
		.script = request->site->assets.script,
		.icon = request->site->assets.icon,
		.title = title,
		.alone = true,
		.elder = request->elder,
		.elder_href = elder_href(request),
		.elder_label = elder_label(request),
		.demo = request->site->demo,
		.csrf = request->csrf,
		.once = word_of(request),
	};
	desk->trail = arena_array(desk->arena, DESK_TRAIL_MAX, sizeof *desk->trail);
	desk->frame.trail = desk->trail;
	take_notice(desk);
	if (desk->actor == NULL) return;
	desk->agency_id = desk->actor->agency_id;
	desk->frame.signed_in = true;
	desk->frame.person = desk->actor->name;
	desk->frame.agency = agency_name(desk);
	if (desk->actor->must_change) return;
	desk->frame.alone = false;
	desk_nav_at(desk, desk->request->path);
}

const char *desk_count(int64_t n, const char *measure, struct arena *arena)
{
	return arena_printf(arena, "%" PRId64 " %s%s", n > COUNT_MOST ? COUNT_MOST : n, measure,
			    n > COUNT_MOST ? "以上" : "");
}

void desk_trail(struct desk *desk, const char *href, const char *label)
{
	BUG_IF(desk->frame.n_trail == DESK_TRAIL_MAX);
	desk->trail[desk->frame.n_trail++] = (struct view_link){.href = href, .label = label};
}

const char *desk_href(const struct desk *desk, const char *path)
{
	int year = year_asked(desk->request);
	return year == 0 ? path : arena_printf(desk->arena, "%s?year=%d", path, year);
}

/* Is there any entry of the year, struck or not? */
static enum err year_has_entries(struct desk *desk, int year, bool *ret_has)
{
	*ret_has = false;
	for (int id = 0; id < REGISTER__MAX && !*ret_has; id++) {
		enum err err = entry_any(desk->office, desk->actor, (enum register_id)id,
					 desk->agency_id, year, &desk->error, ret_has);
		if (err != ERR_NONE) return err;
	}
	return ERR_NONE;
}

static enum err choose_year(struct desk *desk, const int *years, size_t n)
{
	desk->year = desk->this_year;
	for (size_t i = 0; i < n; i++) {
		if (years[i] > desk->this_year) continue;
		bool has = false;
		enum err err = year_has_entries(desk, years[i], &has);
		if (err != ERR_NONE) return err;
		if (!has) continue;
		desk->year = years[i];
		return ERR_NONE;
	}
	return ERR_NONE;
}

enum err desk_year(struct desk *desk, const char *path, struct desk_years *ret_years)
{
	int *years = NULL;
	size_t n = 0;
	enum err err = annual_years(desk->office, desk->actor, desk->agency_id, desk->arena,
				    &desk->error, &years, &n);
	if (err == ERR_NONE && desk->year == 0) err = choose_year(desk, years, n);
	if (err != ERR_NONE) return err;
	struct view_link *links = arena_array(desk->arena, n, sizeof *links);
	for (size_t i = 0; i < n; i++)
		links[i] = (struct view_link){
			.href = arena_printf(desk->arena, "%s?year=%d", path, years[i]),
			.label = arena_printf(desk->arena, "%d", years[i]),
			.here = years[i] == desk->year};
	*ret_years = (struct desk_years){links, n < YEARS_SHOWN ? n : YEARS_SHOWN};
	return ERR_NONE;
}

bool desk_reaches(const struct desk *desk, const char *path)
{
	const struct route *table = desk->request->site->faces[FACE_DESK].routes, *route = NULL;
	const char *params[ROUTE_MAX_PARAMS];
	return route_find(table, METHOD_GET, path, desk->arena, &route, params) == ROUTE_FOUND;
}

bool desk_may(const struct desk *desk, enum permission permission)
{
	return desk->actor != NULL && permission_may(desk->actor, permission);
}

void desk_form_failed(struct desk *desk)
{
	desk->frame.failed = true;
	desk->reply->status = 422;
}

struct view_problems desk_problems(struct desk *desk, const struct form *form)
{
	if (!form_good(form)) desk_form_failed(desk);
	return form_problems(form);
}

void desk_done(struct desk *desk, const char *location, enum notice_code code,
	       const char *register_name, int64_t number)
{
	reply_set_cookie(desk->reply, COOKIE_NOTICE,
			 notice_pack(code, register_name, number, desk->arena), NOTICE_SECONDS);
	reply_redirect(desk->reply, location);
}

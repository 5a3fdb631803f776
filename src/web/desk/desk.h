/* SPDX-License-Identifier: MulanPSL-2.0
 * The ground every desk page stands on: who asks, through which office, about which agency and
 * year; the frame around the page; notices that survive a redirect; refusals in the desk's dress.
 * How to add a page: README.md beside this file. */
#ifndef LIANXIN_WEB_DESK_DESK_H
#define LIANXIN_WEB_DESK_DESK_H

#include "office/entry.h"
#include "web/desk/desk_frame.h"
#include "web/desk/desk_notice.h"
#include "web/form.h"
#include "web/site.h"

enum { DESK_TRAIL_MAX = 4 };

/* One request to the desk. Everything lives in the request's arena. */
struct desk {
	struct request *request;
	struct reply *reply;
	struct arena *arena;
	struct office *office;
	const struct actor *actor; /* NULL before sign-in */
	int64_t agency_id;	   /* the actor's */
	int this_year;		   /* today's */
	int year;		   /* asked for with ?year=, 0 when none was: see desk_year() */
	struct notice notice;	   /* what the redirect before this page had to say */
	struct view_link *trail;   /* room for DESK_TRAIL_MAX */
	struct desk_frame frame;
	struct error error; /* for the calls a page makes */
};

/* First thing in every page. title: for <title>; texts must outlive the request. The frame comes
 * filled; a page may still set failed, title, alone. */
void desk_begin(struct desk *desk, struct request *request, struct reply *reply, const char *title);
/* "12 件"; what was counted only so far (store/count_some.h): "10000 件以上". */
const char *desk_count(int64_t n, const char *measure, struct arena *arena);
/* One step of the way up, outermost first. */
void desk_trail(struct desk *desk, const char *href, const char *label);

/* The year in view: the one asked for; otherwise the newest that has entries, so that in January
 * the desk still shows the year whose report is due; otherwise this year. Also fills the picker,
 * whose links lead to path. */
enum err desk_year(struct desk *desk, const char *path, struct desk_years *ret_years) MUST_CHECK;
/* path with ?year= when a year was asked for, so that it survives a click. */
const char *desk_href(const struct desk *desk, const char *path);

/* Does a GET page stand at this path? So that a link appears with the page it leads to. */
bool desk_reaches(const struct desk *desk, const char *path);
bool desk_may(const struct desk *desk, enum permission permission);
/* "经办人、审核人": the roles that hold a permission. */
const char *desk_who_may(enum permission permission, struct arena *arena);

/* Answers with the page for an error of an office call; its message is shown, its detail logged. */
void desk_fail(struct desk *desk, enum err err);
void desk_missing(struct desk *desk);
/* Sets request->actor to whoever holds the login cookie, or to NULL: ERR_DENIED without a login. */
enum err desk_identify(struct request *request, struct error *error);
/* For the server: any status in the desk's dress. */
void desk_error_page(struct request *request, struct reply *reply, int status, const char *text);
/* The form came back with mistakes: 422, and the title says so. */
void desk_form_failed(struct desk *desk);

/* The form's mistakes for the page, which fails with them; call before the frame is copied. */
struct view_problems desk_problems(struct desk *desk, const struct form *form);

/* 303 to a path of the desk, with something to say there. */
void desk_done(struct desk *desk, const char *location, enum notice_code code,
	       const char *register_name, int64_t number);

#endif

/* SPDX-License-Identifier: MulanPSL-2.0
 * The public face's frame: letterhead, the four statutory parts in their order, footer with the
 * site's numbers, meta tags (国办发〔2017〕47号). Every public page begins with public_page_begin
 * and embeds what it gives as its view's `page`. */
#ifndef LIANXIN_WEB_PUBLIC_PAGE_H
#define LIANXIN_WEB_PUBLIC_PAGE_H

#include "store/public.h"
#include "web/site.h"
#include "web/view.h"

struct public_meta {
	const char *name, *content;
};

enum public_part {
	PART_NONE,
	PART_GUIDE,
	PART_RULES,
	PART_RECORDS,
	PART_REPORTS,
	PART_APPLY,
	PART__MAX
};

enum { PUBLIC_MAX_META = 12, PUBLIC_MAX_CRUMBS = 4 };

struct public_page {
	const char *title; /* of the browser's tab: what, then whose */
	const char *name;  /* the letterhead: the site's name, or the agency's */
	const char *home;  /* "/" or "/a/7/" */
	const char *css, *script, *icon, *mode; /* mode: "elder" or "" */
	const char *elder_href, *elder_label;
	bool demo;
	struct view_link parts[PART__MAX - 1];
	size_t n_parts;
	struct view_link crumbs[PUBLIC_MAX_CRUMBS];
	size_t n_crumbs;
	struct public_meta meta[PUBLIC_MAX_META];
	size_t n_meta;
	struct view_link *agencies; /* in the footer: those below this one */
	size_t n_agencies;
	struct public_agency agency; /* whose page this is; the footer reads it */
	const char *host;	     /* 主办单位 */
	const char *base;	     /* "" or "/a/7": put before this agency's addresses */
};
TEMPLATE_AROUND(public_frame, public_page);

/* Finds the agency of the address (first part of /a/{agency}/…, else the first of all) and fills
 * the frame. False when it already filled the reply (404, 503). */
bool public_page_begin(struct request *request, struct reply *reply, enum public_part part,
		       const char *heading, struct public_page *ret_page) MUST_CHECK;
/* The same frame for the pages of another agency; of none that the public sees it stays as it is.
 */
void public_page_turn(struct request *request, enum public_part part, const char *heading,
		      int64_t agency_id, struct public_page *page);
/* One more meta tag; empty contents are left out. */
void public_page_meta(struct public_page *page, const char *name, const char *content);
/* One more crumb behind 首页. */
void public_page_crumb(struct public_page *page, const char *href, const char *label);
/* base + path, in the request's arena. */
const char *public_page_href(const struct request *request, const struct public_page *page,
			     const char *path);
/* The reply for an error of the store: 404 for what is missing, else 503, logged once. */
void public_page_fail(struct request *request, struct reply *reply, const struct error *error);
/* The body is a paper of ours under this name: shown by the browser, or saved. */
void public_page_paper(const struct request *request, struct reply *reply, const char *media_type,
		       const char *name, bool opens);
/* The part of the address after the agency, e.g. the year; index 0 is the first. */
const char *public_page_param(const struct request *request, size_t index);

page_error public_error_page;

#endif

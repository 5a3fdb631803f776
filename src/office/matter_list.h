/* SPDX-License-Identifier: MulanPSL-2.0
 * Requests under way, as a list to work from: by light, state, post; counted; as a CSV. */
#ifndef LIANXIN_OFFICE_MATTER_LIST_H
#define LIANXIN_OFFICE_MATTER_LIST_H

#include "office/matter.h"
#include "store/beside.h"
#include "store/matter_list.h"
#include "store/saved_view.h"

/* clang-format off */
/* LIGHT(NAME, code, Chinese): what matter_light() says of the next duty */
#define MATTER_LIGHT_TABLE(LIGHT)                                                                  \
	LIGHT(RED, "red", "已超期")                                                                \
	LIGHT(YELLOW, "yellow", "现在办或者三个工作日内到期")                                      \
	LIGHT(GREEN, "green", "未到期")                                                            \
	LIGHT(NONE, "none", "没有待办")
/* clang-format on */
enum matter_light_of {
#define LIGHT(NAME, code, label) MATTER_LIGHT_##NAME,
	MATTER_LIGHT_TABLE(LIGHT)
#undef LIGHT
		MATTER_LIGHT__MAX
};
const char *matter_light_code(enum matter_light_of light);
const char *matter_light_label(enum matter_light_of light);
/* MATTER_LIGHT__MAX for anything else. */
enum matter_light_of matter_light_parse(const char *code);

/* What a reader asks for; "" and MATTER_LIGHT__MAX: any. */
struct matter_query {
	enum matter_light_of light;
	const char *state, *requester, *text, *cursor;
	bool owing;  /* those alone that owe something */
	bool posted; /* of one post, or (post_id 0) of none */
	int64_t post_id;
	size_t limit; /* 0: the usual */
};
/* A page, names masked. */
enum err matters_list(struct office *office, const struct actor *actor, int64_t agency_id,
		      const struct matter_query *query, struct arena *arena, struct error *error,
		      struct matter_page *ret_page) MUST_CHECK;

/* Each to COUNT_MORE (store/count_some.h). */
struct matter_counts {
	struct matter_count *states; /* in the order of law/life.h; without the archived */
	size_t n_states;
	int64_t lights[MATTER_LIGHT_NONE]; /* red, yellow, green */
	int64_t today;			   /* due today; part of yellow */
};
/* Of them red, yellow and today alone; *ret_any: there is one not archived. */
enum err matters_due(struct office *office, const struct actor *actor, int64_t agency_id,
		     struct error *error, struct matter_counts *ret_counts,
		     bool *ret_any) MUST_CHECK;
enum err matters_count(struct office *office, const struct actor *actor, int64_t agency_id,
		       struct arena *arena, struct error *error,
		       struct matter_counts *ret_counts) MUST_CHECK;

/* The lights of what stands beside the requests, all kinds together: red, yellow and today alone,
 * or (all) green too. Each to COUNT_MORE. states: none. */
enum err besides_count(struct office *office, const struct actor *actor, int64_t agency_id,
		       bool all, struct arena *arena, struct error *error,
		       struct matter_counts *ret_counts) MUST_CHECK;
/* Those under way, the most urgent first, at most BESIDE_LIST_MAX; kind MATTER__MAX, light
 * MATTER_LIGHT__MAX: any. */
enum { BESIDE_LIST_MAX = 500 };
enum err besides_list(struct office *office, const struct actor *actor, int64_t agency_id,
		      enum matter_kind kind, enum matter_light_of light, struct arena *arena,
		      struct error *error, struct beside_row **ret_rows, size_t *ret_n) MUST_CHECK;

/* The matter of a number. ERR_MISSING when there is none. */
enum err matter_by_number(struct office *office, const struct actor *actor, int64_t agency_id,
			  const char *number, struct error *error, int64_t *ret_id) MUST_CHECK;
/* matter_adopt() by the entry's number. */
enum err matter_adopt_number(struct office *office, const struct actor *actor, int64_t agency_id,
			     const char *number, struct arena *arena, struct error *error,
			     int64_t *ret_id) MUST_CHECK;

/* The views an account keeps for itself, by name. */
enum { VIEWS_MOST = 20, VIEW_NAME_MAX = 20 };
enum err matter_views(struct office *office, const struct actor *actor, struct arena *arena,
		      struct error *error, struct saved_view **ret_views, size_t *ret_n) MUST_CHECK;
/* Keeps one, in place of one of the same name. ERR_CONTENT with *problems ("name"). */
enum err matter_view_keep(struct office *office, const struct actor *actor,
			  const struct saved_view *view, struct arena *arena,
			  struct problems *problems, struct error *error) MUST_CHECK;
enum err matter_view_drop(struct office *office, const struct actor *actor, const char *name,
			  struct error *error) MUST_CHECK;

/* Writes pieces of a CSV somewhere; a non-zero return stops. */
typedef enum err matters_write(const char *bytes, size_t n, void *context, struct error *error);
/* What the query passes as a CSV, names masked; journalled as EXPORT. Needs ENTRY_EXPORT. */
enum err matters_export(struct office *office, const struct actor *actor, int64_t agency_id,
			const struct matter_query *query, matters_write *write, void *context,
			struct error *error) MUST_CHECK;

#endif

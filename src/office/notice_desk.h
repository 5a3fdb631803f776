/* SPDX-License-Identifier: MulanPSL-2.0
 * The desk's side of notices: what went out, what did not and why, and what somebody decides about
 * it. */
#ifndef LIANXIN_OFFICE_NOTICE_DESK_H
#define LIANXIN_OFFICE_NOTICE_DESK_H

#include "office/notice.h"

enum { NOTICES_SHOWN = 50 };

struct notice_board {
	struct notice_row *notices; /* newest first */
	size_t n;
	int64_t next; /* `before` of the next page; 0: this was the last */
	int64_t counts[NOTICE_STATE__MAX];
	bool on[NOTICE_CHANNEL__MAX]; /* switched on */
};
/* state NOTICE_STATE__MAX: any. Permission NOTICE_READ. */
enum err notice_board(struct office *office, const struct actor *actor, int64_t agency_id,
		      enum notice_state state, int64_t before, struct arena *arena,
		      struct error *error, struct notice_board *ret_board) MUST_CHECK;
/* Of one matter, oldest first; permission NOTICE_READ. */
enum err notice_case(struct office *office, const struct actor *actor, const struct matter *matter,
		     struct arena *arena, struct error *error, struct notice_row **ret_notices,
		     size_t *ret_n) MUST_CHECK;
/* One, of an agency in the actor's reach; without what is sealed. */
enum err notice_look(struct office *office, const struct actor *actor, int64_t id,
		     struct arena *arena, struct error *error,
		     struct notice_row *ret_notice) MUST_CHECK;
/* May somebody still decide about it? */
bool notice_open_to_retry(const struct notice_row *notice);

/* Permission NOTICE_WRITE; journalled. ERR_CONFLICT when it moved on. */
enum err notice_ask_again(struct office *office, const struct actor *actor, int64_t id,
			  struct error *error) MUST_CHECK;
/* ERR_CONTENT with *problems ("reason"). */
enum err notice_abandon(struct office *office, const struct actor *actor, int64_t id,
			const char *reason, struct problems *problems,
			struct error *error) MUST_CHECK;
/* A mail to the agency's own address, to see whether mails go out. Permission SETTING_WRITE.
 * ERR_CONFLICT: mail is switched off, or the agency has no address. */
enum err notice_test(struct office *office, const struct actor *actor, int64_t agency_id,
		     struct error *error) MUST_CHECK;
/* The last tests of an agency, newest first; permission SETTING_READ. */
enum err notice_tests(struct office *office, const struct actor *actor, int64_t agency_id,
		      struct arena *arena, struct error *error, struct notice_row **ret_notices,
		      size_t *ret_n) MUST_CHECK;

#endif

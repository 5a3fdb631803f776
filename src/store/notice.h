/* SPDX-License-Identifier: MulanPSL-2.0
 * The outbox: notices to requesters as rows that a sending process takes for a time (the lease). A
 * row whose lease is over is anybody's again, so that nothing is lost with a process that died; it
 * may then be sent a second time. All that write need a store_transaction(). */
#ifndef LIANXIN_STORE_NOTICE_H
#define LIANXIN_STORE_NOTICE_H

#include "store/matter.h"

/* clang-format off */
/* CHANNEL(NAME, code, Chinese) */
#define NOTICE_CHANNEL_TABLE(CHANNEL)                                                              \
	CHANNEL(MAIL, "mail", "电子邮件")                                                            \
	CHANNEL(SMS, "sms", "短信")
/* STATE(NAME, code, Chinese) */
#define NOTICE_STATE_TABLE(STATE)                                                                  \
	STATE(WAITING, "waiting", "等待发送")                                                        \
	STATE(SENDING, "sending", "正在发送")                                                        \
	STATE(SENT, "sent", "已经发出")                                                              \
	STATE(FAILED, "failed", "没有发出")                                                          \
	STATE(DROPPED, "dropped", "不再发送")
/* clang-format on */
enum notice_channel {
#define CHANNEL(NAME, code, label) NOTICE_##NAME,
	NOTICE_CHANNEL_TABLE(CHANNEL)
#undef CHANNEL
		NOTICE_CHANNEL__MAX
};
enum notice_state {
#define STATE(NAME, code, label) NOTICE_##NAME,
	NOTICE_STATE_TABLE(STATE)
#undef STATE
		NOTICE_STATE__MAX
};
const char *notice_channel_label(enum notice_channel channel);
const char *notice_channel_code(enum notice_channel channel);
const char *notice_state_code(enum notice_state state);
const char *notice_state_label(enum notice_state state);
bool notice_state_parse(const char *code, enum notice_state *ret_state);

enum { NOTICE_REF = 33 };

struct notice_row {
	int64_t id, agency_id;
	int64_t matter_id, step_id; /* 0: a test; none */
	const char *kind;	    /* of office/notice.h */
	enum notice_channel channel;
	const char *ref;     /* of NOTICE_REF chars */
	struct blob content; /* sealed; not read by lists */
	enum notice_state state;
	int tries;	 /* this one counted */
	int64_t next_at; /* the lease while it is being sent; 0: nothing more is done */
	const char *last_error, *reason;
	int64_t created_at, sent_at; /* sent_at 0: not yet */
	const char *number;	     /* of the matter's entry, "" none; in lists alone */
};
/* id is given. state is WAITING (next_at: from when) or FAILED. */
enum err notice_insert(struct store *store, const struct notice_row *notice, struct error *error,
		       int64_t *ret_id) MUST_CHECK;
/* What a struck step was to tell is told no more, unless it went out already. */
enum err notice_drop_step(struct store *store, int64_t matter_id, int64_t step_id,
			  struct error *error) MUST_CHECK;

/* Bits 1 << channel: what a process can send by. ERR_NONE when one of those is due and free,
 * ERR_MISSING when none is (error untouched). No transaction needed. */
enum err notice_due(struct store *store, unsigned ways, int64_t now,
		    struct error *error) MUST_CHECK;
/* Takes the one due longest until the moment `until`; of several processes one has it. ERR_MISSING
 * when none is due and free (error untouched). */
enum err notice_take(struct store *store, unsigned ways, int64_t now, int64_t until,
		     struct arena *arena, struct error *error,
		     struct notice_row *ret_notice) MUST_CHECK;
/* The other side took it: true whoever has the row meanwhile. Whom it was for is kept no longer. */
enum err notice_sent(struct store *store, const struct notice_row *notice, int64_t at,
		     struct error *error) MUST_CHECK;
/* It did not go: once more at next_at, or (0) never. Nothing when the row was lost meanwhile. */
enum err notice_not_sent(struct store *store, const struct notice_row *notice, int64_t next_at,
			 const char *why, struct error *error) MUST_CHECK;
/* Its time is over (a one-time code): dropped, without its content. */
enum err notice_over(struct store *store, const struct notice_row *notice, const char *why,
		     struct error *error) MUST_CHECK;

/* By somebody at the desk. ERR_CONFLICT, Chinese, when its state is another by now, or there is
 * nothing left to send. */
enum err notice_retry(struct store *store, int64_t id, int64_t now, struct error *error) MUST_CHECK;
enum err notice_give_up(struct store *store, int64_t id, const char *reason,
			struct error *error) MUST_CHECK;

enum err notice_get(struct store *store, int64_t id, struct arena *arena, struct error *error,
		    struct notice_row *ret_notice) MUST_CHECK;
/* Of an agency, newest first. state NOTICE_STATE__MAX: any; before: ids below it, 0 from the
 * newest. */
enum err notice_list(struct store *store, int64_t agency_id, enum notice_state state,
		     int64_t before, size_t limit, struct arena *arena, struct error *error,
		     struct notice_row **ret_notices, size_t *ret_n) MUST_CHECK;
enum err notice_count(struct store *store, int64_t agency_id, struct error *error,
		      int64_t ret_counts[NOTICE_STATE__MAX]) MUST_CHECK;
/* Of a matter, oldest first. */
enum err notice_of_matter(struct store *store, int64_t matter_id, struct arena *arena,
			  struct error *error, struct notice_row **ret_notices,
			  size_t *ret_n) MUST_CHECK;
/* How many of a kind were made for a matter since that moment. */
enum err notice_since(struct store *store, int64_t matter_id, const char *kind, int64_t since,
		      struct error *error, int64_t *ret_n) MUST_CHECK;

#endif

/* SPDX-License-Identifier: MulanPSL-2.0
 * Partial disclosure (区分处理, Art. 37): the boxes somebody draws on the pages of a case's file
 * are kept sealed, each with its ground, and out of them a new file is made that is given instead
 * of the original. Making takes half a second a page: it is asked for here, done by timed work
 * (office/job.h), one file at a time, and proved before it is kept (paper/blackout.h). */
#ifndef LIANXIN_OFFICE_MATTER_BLACKOUT_H
#define LIANXIN_OFFICE_MATTER_BLACKOUT_H

#include "law/withheld.h"
#include "office/job.h"
#include "office/matter.h"
#include "paper/blackout.h"
#include "store/blackout_record.h"

/* A box with all that belongs to it. */
struct blackout_entry {
	int page, x, y, width, height; /* as in struct blackout_box */
	enum withheld ground;
	const char *reason; /* "" when none was given */
};

/* A file with what is blacked out in it. */
struct matter_blackout {
	int64_t version; /* 0: nothing was begun */
	struct attachment source;
	enum blackout_state state;
	const char *said;	   /* of FAILED: why; "" otherwise */
	struct attachment *result; /* the file made last that stands; NULL: none */
	/* By page, from top to bottom, from left to right: the place here is the number that is
	 * printed on the box, from 1. */
	struct blackout_entry *boxes;
	size_t n_boxes;
};

/* By its first bytes as they were looked at when it came: may it be blacked out? */
bool matter_blackout_fits(const struct attachment *attachment);

/* All below need MATTER_PERSONAL, and MATTER_STEP to write. */

/* ERR_CONFLICT, Chinese: the file is struck out, or of a kind that cannot be blacked out. */
enum err matter_blackout_open(struct office *office, const struct actor *actor, int64_t id,
			      int64_t attachment_id, struct arena *arena, struct error *error,
			      struct matter_blackout *ret_blackout) MUST_CHECK;
/* Every file of the case with which something was begun, in the order of their ids. Files that are
 * struck out are left out. */
enum err matter_blackout_list(struct office *office, const struct actor *actor,
			      const struct matter_case *matter_case, struct arena *arena,
			      struct error *error, struct matter_blackout **ret_blackouts,
			      size_t *ret_n) MUST_CHECK;
/* How many pages, how large this page's picture would be. ERR_CONTENT, ERR_ENV, Chinese: why it
 * cannot be opened. Nothing of the file comes out: it is not journalled. */
enum err matter_blackout_look(struct office *office, const struct actor *actor, int64_t id,
			      int64_t attachment_id, int page, int width, struct arena *arena,
			      struct error *error, struct blackout_page *ret_page) MUST_CHECK;
/* The page as PNG, as it is or (painted) with the boxes kept. Journalled as OPEN. */
enum err matter_blackout_page(struct office *office, const struct actor *actor, int64_t id,
			      int64_t attachment_id, int page, int width, bool painted,
			      struct arena *arena, struct error *error, struct buf *out) MUST_CHECK;
/* Keeps the boxes of one page in place of those it had. seen: the version the person saw.
 * ERR_CONTENT: too many boxes; ERR_CONFLICT: somebody else changed them meanwhile. */
enum err matter_blackout_save(struct office *office, const struct actor *actor, int64_t id,
			      int64_t attachment_id, int64_t seen, int page,
			      const struct blackout_entry *boxes, size_t n, struct arena *arena,
			      struct error *error) MUST_CHECK;
/* Asks for the file. ERR_CONTENT with *problems ("boxes"): there is no box, or one has no reason
 * and no other of its ground has one. A file made before stays until the new one is there, and is
 * struck then. */
enum err matter_blackout_ask(struct office *office, const struct actor *actor, int64_t id,
			     int64_t attachment_id, int64_t seen, struct arena *arena,
			     struct problems *problems, struct error *error) MUST_CHECK;

/* For the letter: a line for each ground with its reason, "《…》涂黑的第1、2处｜c4｜理由"; "" none.
 */
const char *matter_blackout_lines(const struct matter_blackout *blackouts, size_t n,
				  struct arena *arena);
/* "商业秘密或个人隐私2处、过程性信息1处"; "" none. */
const char *matter_blackout_grounds(const struct matter_blackout *blackout, struct arena *arena);

#endif

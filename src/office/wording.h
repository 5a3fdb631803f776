/* SPDX-License-Identifier: MulanPSL-2.0
 * An office's own wording of its letters: read, checked against what the law wants of the kind,
 * seen with sample facts, kept, given up again for the house's. */
#ifndef LIANXIN_OFFICE_WORDING_H
#define LIANXIN_OFFICE_WORDING_H

#include "office/letter.h"
#include "office/permission.h"

struct wording {
	enum letter kind;
	bool own;	 /* the office's own holds; otherwise the house's */
	int64_t version; /* of the office's; 0: it never had one */
	const char *text;
};

/* The wording of a kind that holds in the actor's agency. Needs LETTER_TEMPLATE. */
enum err wording_get(struct office *office, const struct actor *actor, enum letter kind,
		     struct arena *arena, struct error *error,
		     struct wording *ret_wording) MUST_CHECK;
/* Of every kind, in the order of law/letter.h. */
enum err wording_list(struct office *office, const struct actor *actor, struct arena *arena,
		      struct error *error, struct wording **ret_wordings, size_t *ret_n) MUST_CHECK;
/* Keeps the office's own text in place of the version seen; "": the house's holds again. reason:
 * not empty. ERR_CONTENT with *problems ("reason", otherwise "第N行" or ""): what the law wants was
 * removed. ERR_CONFLICT when somebody else changed it meanwhile. */
enum err wording_put(struct office *office, const struct actor *actor, enum letter kind,
		     const char *text, int64_t version, const char *reason, struct arena *arena,
		     struct problems *problems, struct error *error) MUST_CHECK;
/* The letter with made-up facts that show where each goes; NULL with problems. Pure. */
struct doc *wording_sample(enum letter kind, const char *text, day on, struct arena *arena,
			   struct problems *problems);

#endif

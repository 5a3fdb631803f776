/* SPDX-License-Identifier: MulanPSL-2.0
 * The letters that go out by a step, in the form of the step: what they say is typed there, seen
 * before, and goes out with it; or what went out on paper is registered with it. */
#ifndef LIANXIN_WEB_DESK_PAGE_STEP_LETTERS_H
#define LIANXIN_WEB_DESK_PAGE_STEP_LETTERS_H

#include "office/matter_letter.h"
#include "web/desk/page_case.h"

enum { STEP_LETTER_FIELDS = FIELD__MAX + 4 * MATTER_LETTER_KINDS + 1 };

struct step_letters {
	enum letter kinds[MATTER_LETTER_KINDS];
	size_t n;      /* 0: none goes out by the step */
	bool optional; /* it may be left out */
	bool paper;    /* they went out on paper */
	bool adopted;  /* the case was taken in from the register: earlier steps have none */
	struct matter_letter letters[MATTER_LETTER_KINDS];
	/* places of the form's fields, 0: not there */
	size_t at_write;			  /* of an optional one: whether it is written */
	size_t at_draft[MATTER_LETTER_KINDS];	  /* "id:version" of the draft it was filled from */
	size_t at_number[MATTER_LETTER_KINDS];	  /* of paper; its day and picture follow */
	size_t first, last;			  /* what the letters say: from … up to before */
	enum letter_field of[STEP_LETTER_FIELDS]; /* which, from `first` on */
};

/* Which letters the step has. */
void step_letters_find(struct step_letters *letters, const struct matter_case *now,
		       enum life_event event, bool paper);
/* Adds their fields to the form's, from place n on; how many there are then. party: whoever is
 * asked stands in the step. */
size_t step_letters_fields(struct step_letters *letters, enum life_event event, bool party,
			   struct form_field *fields, size_t n, struct arena *arena);
/* Says in the view which letters go out, and how else they may have: address of the form in path.
 */
void step_letters_show(const struct step_letters *letters, const char *path, struct arena *arena,
		       struct desk_case_form *view);
/* Fills a form that is shown first: from the drafts there are, or from the case. */
enum err step_letters_fill(struct step_letters *letters, struct desk *desk,
			   const struct matter_case *now, struct form *form) MUST_CHECK;
/* What the form that was sent says in them; event as the form says it. */
enum err step_letters_read(struct step_letters *letters, struct desk *desk,
			   const struct matter_case *now, const struct form *form,
			   const struct matter_event *event) MUST_CHECK;
/* Does this submission send letters at all? */
bool step_letters_go(const struct step_letters *letters, const struct matter_case *now,
		     const struct form *form, const struct matter_event *event);
/* What they will look like, into the view; what lacks by field. After step_letters_read(). */
enum err step_letters_preview(const struct step_letters *letters, struct desk *desk,
			      const struct matter_case *now, const struct form *form,
			      const struct matter_event *event, struct problems *problems,
			      struct desk_case_form *view) MUST_CHECK;
/* Takes the step with them. After step_letters_read(). */
enum err step_letters_take(const struct step_letters *letters, struct desk *desk,
			   const struct matter_case *now, int64_t seen, const struct form *form,
			   const struct matter_event *event, struct problems *problems,
			   const char **ret_warning) MUST_CHECK;

#endif

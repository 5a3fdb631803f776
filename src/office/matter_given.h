/* SPDX-License-Identifier: MulanPSL-2.0
 * Which files go with a reply: each reply chooses anew among those marked for giving and the
 * originals, and its letter lists what was chosen. A file with boxes drawn on it is never given as
 * it is. */
#ifndef LIANXIN_OFFICE_MATTER_GIVEN_H
#define LIANXIN_OFFICE_MATTER_GIVEN_H

#include "office/matter_letter.h"

struct matter_given_file {
	const struct attachment *file;
	const struct attachment *original; /* of a blacked out one; NULL: it is none */
	int64_t row_id;			   /* 0: nothing was decided about it with this letter */
	bool given;
	bool open;	 /* marked for giving, and still to be decided */
	const char *why; /* it cannot be given as it is; "" it can. Chinese, a sentence */
};
struct matter_given {
	struct matter_given_file *rows;
	size_t n;
	bool decided; /* this letter has decided before */
};

/* Replies that may have files with them. */
bool matter_given_with(enum letter kind);
/* Of a letter: each file it may give, and what it says of them; what letter->given says goes
 * before what is kept. Needs MATTER_PERSONAL. */
enum err matter_given(struct office *office, const struct actor *actor,
		      const struct matter_case *matter_case, const struct matter_letter *letter,
		      struct arena *arena, struct error *error,
		      struct matter_given *ret_given) MUST_CHECK;

#endif

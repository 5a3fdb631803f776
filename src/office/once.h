/* SPDX-License-Identifier: MulanPSL-2.0
 * One form, one effect: a form holds a word that is on no other form; when the same person sends
 * the same word with the same contents again (a double click, a browser that tries again after a
 * 503, another process behind the balancer) it is known by their digest, and its effect is not
 * doubled. Changed contents are a form of their own, so that nothing typed is ever dropped. */
#ifndef LIANXIN_OFFICE_ONCE_H
#define LIANXIN_OFFICE_ONCE_H

#include "base/digest.h"
#include "office/office.h"

enum { ONCE_WORD = 33, ONCE_KEPT_HOURS = 48 };
/* A new word for a form. */
void once_word(char ret_word[ONCE_WORD]);

struct once {
	bool given; /* false: sent without a word; nothing is looked for and nothing noted */
	struct digest digest;
	int64_t at;
};
/* what: which use case. word: as sent, "" when none. */
struct once once_of(const struct office *office, const struct actor *actor, const char *what,
		    const char *word, const char *const *contents, size_t n);
/* What came of it when it was sent before; ERR_MISSING when it was not. */
enum err once_look(struct office *office, const struct once *once, struct error *error,
		   int64_t *ret_result) MUST_CHECK;
/* store_transaction() with a note of the form in it. work leaves in *result what comes of it. When
 * the same form was kept meanwhile, by whomever, nothing is written, *result is what came of it,
 * and *ret_again is set. */
enum err once_transaction(struct office *office, const struct once *once, store_work *work,
			  void *context, int64_t *result, struct error *error,
			  bool *ret_again) MUST_CHECK;

#endif

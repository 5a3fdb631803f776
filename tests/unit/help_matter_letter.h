/* SPDX-License-Identifier: MulanPSL-2.0
 * Letters of help's matters, from the draft to the step that sends them out. */
#ifndef LIANXIN_TESTS_HELP_MATTER_LETTER_H
#define LIANXIN_TESTS_HELP_MATTER_LETTER_H

#include "office/matter_letter.h"
#include "unit/help_matter.h"

/* Filled from the case, as the clerk. */
struct matter_letter help_begun(int64_t id, enum letter kind, enum life_ending ending);
void help_saved(int64_t id, struct matter_letter *letter);
struct matter_letter help_opened(int64_t id, int64_t letter_id);
/* Takes the step with its letter; the first problem or message in *ret_said. */
enum err help_sending(int64_t id, enum help_person person, enum life_event event, const char *on,
		      int n, const struct matter_letter *letter, const char **ret_said);
/* The same, and it must go. */
void help_sent(int64_t id, enum help_person person, enum life_event event, const char *on, int n,
	       const struct matter_letter *letter);
/* The same as the clerk on 2025-01-08, and it must be refused with such words, and change nothing.
 */
void help_unsent(int64_t id, enum life_event event, int n, const struct matter_letter *letter,
		 const char *words);

#endif

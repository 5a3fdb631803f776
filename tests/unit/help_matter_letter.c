/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "unit/help_matter_letter.h"

#include <string.h>

#include "unit/help_cmocka.h"

struct matter_letter help_begun(int64_t id, enum letter kind, enum life_ending ending)
{
	struct matter_letter letter = {.kind = kind, .ending = ending};
	help_good(&help, matter_letter_begin(&help.office, help_who(HELP_CLERK), id, &help.arena,
					     &help.error, &letter));
	return letter;
}

void help_saved(int64_t id, struct matter_letter *letter)
{
	help_good(&help, matter_letter_save(&help.office, help_who(HELP_CLERK), id, letter,
					    &help.arena, &help.error));
}

enum err help_sending(int64_t id, enum help_person person, enum life_event event, const char *on,
		      int n, const struct matter_letter *letter, const char **ret_said)
{
	struct matter_event step = {.event = event, .n = n, .party = "", .note = ""};
	struct matter_letter_seen seen = {letter->id, letter->version};
	struct matter_case now = help_case(id);
	struct problems problems;
	problems_init(&problems, &help.arena);
	assert_true(day_parse(on, &step.on));
	*ret_said = "";
	enum err err = matter_take_with_letters(&help.office, help_who(person), id,
						now.state.version, &step, &seen, 1, &help.arena,
						&problems, &help.error, ret_said);
	if (err != ERR_NONE)
		*ret_said = problems.first != NULL ? problems.first->text
						   : arena_text(&help.arena, help.error.message);
	return err;
}

void help_sent(int64_t id, enum help_person person, enum life_event event, const char *on, int n,
	       const struct matter_letter *letter)
{
	const char *said;
	if (help_sending(id, person, event, on, n, letter, &said) != ERR_NONE) fail_msg("%s", said);
}

void help_unsent(int64_t id, enum life_event event, int n, const struct matter_letter *letter,
		 const char *words)
{
	const char *said;
	int64_t before = help_case(id).state.version;
	assert_int_not_equal(help_sending(id, HELP_CLERK, event, "2025-01-08", n, letter, &said),
			     ERR_NONE);
	if (strstr(said, words) == NULL) fail_msg("“%s” does not say “%s”", said, words);
	assert_int_equal(help_case(id).state.version, before);
}

struct matter_letter help_opened(int64_t id, int64_t letter_id)
{
	struct matter_letter letter;
	help_good(&help, matter_letter_open(&help.office, help_who(HELP_CLERK), id, letter_id,
					    &help.arena, &help.error, &letter));
	return letter;
}

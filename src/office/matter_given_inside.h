/* SPDX-License-Identifier: MulanPSL-2.0
 * What letters need of the files that go with them; for office/ alone. */
#ifndef LIANXIN_OFFICE_MATTER_GIVEN_INSIDE_H
#define LIANXIN_OFFICE_MATTER_GIVEN_INSIDE_H

#include "office/matter_blackout.h"
#include "office/matter_given.h"
#include "store/given_row.h"

/* What is known of the files of a case. */
struct given_facts {
	const struct matter_case *now;
	const struct given_row *rows;
	size_t n_rows;
	const struct matter_blackout *blackouts;
	size_t n_blackouts;
};
enum err given_load(struct office *office, const struct matter_case *now, struct arena *arena,
		    struct error *error, struct given_facts *ret_facts) MUST_CHECK;
struct matter_given given_of(const struct given_facts *facts, const struct matter_letter *letter,
			     struct arena *arena);
/* Field "given": what must not go out, or not together, or was not decided. */
void given_check(const struct given_facts *facts, const struct matter_letter *letter,
		 struct problems *problems);
/* Lets the list of attachments follow what is given: what was typed beside stays. */
const char *given_list(const struct matter_given *given, const char *typed, struct arena *arena);
/* Writes down what the letter says of each file; with `last` also of those nothing was said of. In
 * a transaction. */
enum err given_keep(struct office *office, const struct given_facts *facts,
		    const struct matter_letter *letter, bool last, const struct author *author,
		    struct arena *arena, struct error *error) MUST_CHECK;

#endif

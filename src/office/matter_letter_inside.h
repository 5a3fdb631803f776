/* SPDX-License-Identifier: MulanPSL-2.0
 * What the files about a matter's letters share; for office/ alone. */
#ifndef LIANXIN_OFFICE_MATTER_LETTER_INSIDE_H
#define LIANXIN_OFFICE_MATTER_LETTER_INSIDE_H

#include "office/matter_given_inside.h"
#include "office/matter_inside.h"
#include "office/matter_letter.h"
#include "store/agency.h"
#include "store/letter_row.h"

/* What a letter is filled from. */
struct letter_facts_of_case {
	const struct matter_case *now;
	struct agency agency;
	const char *requester;		  /* his name, in the clear */
	const struct letter_row *letters; /* of the matter */
	size_t n_letters;
	const char *searched; /* the search log in words, "" when empty */
	size_t n_searches;
	struct given_facts given; /* the files that may go with a reply */
	const char *withheld;	  /* what was blacked out, as FIELD_WITHHELD; "" nothing */
};
/* Reads it; in a transaction or a snapshot. */
enum err letter_facts_load(struct office *office, const struct matter_case *now,
			   struct arena *arena, struct error *error,
			   struct letter_facts_of_case *ret_facts) MUST_CHECK;
/* Sets what comes from the case, as of that day; with `all` also what is only suggested. */
enum err letter_fill(const struct letter_facts_of_case *facts, struct matter_letter *letter, day on,
		     bool all, struct arena *arena, struct error *error) MUST_CHECK;
/* The letter's document; number NULL: still open. template: its text. */
struct doc *letter_compose(const struct matter_letter *letter, const char *template,
			   const char *number, struct arena *arena, struct problems *problems);
/* Whether a reply may be given with it beside what letter_compose() says. */
void letter_check_reply(const struct letter_facts_of_case *facts,
			const struct matter_letter *letter, struct problems *problems);
/* What is wrong with what went out on paper, by the day of its step: its number, also one that is
 * used, its day, its picture. Marks as in matter_take_sending(). In the step's transaction. */
enum err letter_check_sent(struct office *office, const struct letter_facts_of_case *facts,
			   enum letter kind, const struct matter_letter_sent *sent, day on,
			   struct arena *arena, struct problems *problems,
			   struct error *error) MUST_CHECK;
/* Keeps its picture, and its number out of the office's own series. */
enum err letter_keep_sent(struct office *office, const struct agency *agency,
			  const struct data_key *key, int64_t letter_id,
			  const struct matter_letter_sent *sent, const struct author *author,
			  struct arena *arena, struct error *error) MUST_CHECK;
/* The office's own wording, or the house's. */
enum err letter_wording(struct office *office, int64_t agency_id, enum letter kind,
			struct arena *arena, struct error *error,
			const char **ret_template) MUST_CHECK;

/* How a letter's texts lie in its row, and back. */
void letter_seal(const struct data_key *key, int64_t matter_id, const struct matter_letter *letter,
		 struct arena *arena, struct blob *ret_data);
enum err letter_unseal(const struct data_key *key, const struct letter_row *row,
		       struct arena *arena, struct error *error,
		       struct matter_letter *ret_letter) MUST_CHECK;
/* Without what it says. */
struct matter_letter letter_of_row(const struct letter_row *row);
/* ERR_CONFLICT for a reply that others are looking at. */
enum err letter_not_under_review(const struct matter_case *now, enum letter kind,
				 struct error *error) MUST_CHECK;
/* Permissions of whoever reads or writes letters. */
enum err letter_permitted(struct office *office, const struct actor *actor, int64_t id, bool write,
			  struct arena *arena, struct error *error,
			  struct matter *ret_matter) MUST_CHECK;
/* Prints what an issued letter lacks of its papers. Not in a transaction. */
enum err letter_print(struct office *office, const struct author *author,
		      const struct matter *matter, const struct matter_letter *letter,
		      struct arena *arena, struct error *error) MUST_CHECK;

/* Such an answer says how it ended, and nothing else: *problems by the letter's fields. Letters of
 * other kinds pass. */
void letter_check_result(const struct life *life, const struct matter_letter *letter,
			 struct problems *problems);

#endif

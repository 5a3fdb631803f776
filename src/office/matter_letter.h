/* SPDX-License-Identifier: MulanPSL-2.0
 * The letters of a matter: drafted with what the case knows, checked, kept sealed, issued with a
 * number in the transaction of the step they go out by, printed once and kept.
 *
 * What a letter says is one text per field of law/letter.h: of a LIST a line each item, of
 * WITHHELD a line each part, 部分｜依据｜理由. */
#ifndef LIANXIN_OFFICE_MATTER_LETTER_H
#define LIANXIN_OFFICE_MATTER_LETTER_H

#include "office/letter.h"
#include "office/matter.h"
#include "paper/paper.h"

enum { MATTER_LETTER_KINDS = 4, MATTER_LETTERS_AT_ONCE = 4 };

struct matter_letter {
	int64_t id, version; /* 0: not kept yet */
	enum letter kind;
	int consult; /* the consultation it belongs to, 0 none */
	bool issued, struck;
	const char *struck_reason; /* "" unless struck */
	bool scan;	    /* it went out on paper: what it looks like is kept, not its text */
	const char *number; /* "" while a draft */
	day day;	    /* DAY_NONE while a draft */
	int n;		    /* of the step it goes out by: a period, 0 none */
	enum life_ending ending; /* of a reply */
	const char *values[FIELD__MAX];
	bool gives; /* somebody chose: `given` is what goes with it, in place of what is kept */
	const int64_t *given; /* attachments */
	size_t n_given;
	const char *template; /* of an issued one: the wording it went out with; "" of a draft */
};

/* The letters that go out by the event as the case stands, the one that must go first; "R" is the
 * one of the ending, given by DRAFT too. By REGISTER goes the receipt. How many. */
size_t matter_letter_kinds(const struct matter_case *matter_case, enum life_event event,
			   enum letter ret_kinds[MATTER_LETTER_KINDS]);
/* The letters a step is: it is not taken without them, the one that must go first; by the life's
 * table. Neither the receipt, which goes out by itself, nor what asks inside the house, nor a reply
 * (matter_submits()). How many. */
size_t matter_letters_demanded(enum life_event event, enum letter ret_kinds[MATTER_LETTER_KINDS]);
/* The letter of that kind as the step has it: which consultation, the period, who is asked. What it
 * says beside comes with matter_letter_begin() or by hand. */
struct matter_letter matter_letter_of_step(enum letter kind, const struct matter_case *matter_case,
					   const struct matter_event *event);
/* The letter that may be written with the step though none must: the record (R15) when a request
 * that was given up or withdrawn is archived, or its archive is supplemented, unless it has one.
 * False: none. */
bool matter_letter_optional(const struct matter_case *matter_case, enum life_event event,
			    enum letter *ret_kind);
/* How a correction request, a suggestion, a complaint ends by its answer R16, R17, R18;
 * LIFE_RESULT_NONE while it says none. */
enum life_result matter_letter_result(const struct matter_letter *letter);
/* How a field's text comes about. */
enum matter_letter_source {
	LETTER_FROM_CASE,	/* always what the case says; not typed */
	LETTER_FROM_SUGGESTION, /* what the case says, until somebody says otherwise */
	LETTER_FROM_CLERK,
};
enum matter_letter_source matter_letter_source(enum letter kind, enum letter_field field);
/* For a form: "所需信息的年度". Chinese, as in templates. */
const char *matter_letter_label(enum letter_field field);
/* Does no letter of the kind go out without it, by the house's wording? */
bool matter_letter_wants(enum letter kind, enum letter_field field, struct arena *arena);

/* A draft with what the case knows: kind, n and ending are given (n 0: as the settings say), and
 * what is typed already. Needs MATTER_STEP and MATTER_PERSONAL, as all that follows. */
enum err matter_letter_begin(struct office *office, const struct actor *actor, int64_t id,
			     struct arena *arena, struct error *error,
			     struct matter_letter *letter) MUST_CHECK;
/* The letter as it would stand on that day, with its number still open; NULL with problems, by
 * field key, for what is missing or wrong. Says too what the reply needs beside the letter: rows
 * of the search log, the remedy. An issued letter is given as it went out. */
enum err matter_letter_check(struct office *office, const struct actor *actor, int64_t id,
			     const struct matter_letter *letter, day on, struct arena *arena,
			     struct problems *problems, struct error *error,
			     struct doc **ret_doc) MUST_CHECK;
/* Keeps a draft, new (id 0) or in place of the version seen, whether or not it is whole; id and
 * version follow. ERR_CONFLICT when somebody else changed it, or a reply is under review. */
enum err matter_letter_save(struct office *office, const struct actor *actor, int64_t id,
			    struct matter_letter *letter, struct arena *arena,
			    struct error *error) MUST_CHECK;
/* One with all it says; journalled as OPEN. */
enum err matter_letter_open(struct office *office, const struct actor *actor, int64_t id,
			    int64_t letter_id, struct arena *arena, struct error *error,
			    struct matter_letter *ret_letter) MUST_CHECK;
/* All of a matter, oldest first, without what they say. Needs MATTER_READ. */
enum err matter_letter_list(struct office *office, const struct actor *actor, int64_t id,
			    struct arena *arena, struct error *error,
			    struct matter_letter **ret_letters, size_t *ret_n) MUST_CHECK;
/* The newest draft of the kind that is not struck; ERR_MISSING. Without what it says. */
enum err matter_letter_draft(struct office *office, const struct actor *actor, int64_t id,
			     enum letter kind, struct arena *arena, struct error *error,
			     struct matter_letter *ret_letter) MUST_CHECK;
/* Drops a draft. ERR_CONTENT with *problems ("reason"); ERR_CONFLICT for an issued one, or a reply
 * under review. */
enum err matter_letter_strike(struct office *office, const struct actor *actor, int64_t id,
			      int64_t letter_id, int64_t version, const char *reason,
			      struct arena *arena, struct problems *problems,
			      struct error *error) MUST_CHECK;

/* A draft as the person saw it. */
struct matter_letter_seen {
	int64_t id, version;
};
/* matter_take() with the letters that go out by the step, the one that must go first: all are
 * checked, numbered, dated with the step's day, in its transaction; by DRAFT they are checked
 * alone. After the commit they are printed; when that fails, the first download prints them.
 * ERR_CONTENT with *problems also by the letters' field keys; ERR_CONFLICT when one was changed
 * meanwhile. A reply without its letter, or of another kind than the ending's, is refused. */
enum err matter_take_with_letters(struct office *office, const struct actor *actor, int64_t id,
				  int64_t seen, const struct matter_event *event,
				  const struct matter_letter_seen *letters, size_t n_letters,
				  struct arena *arena, struct problems *problems,
				  struct error *error, const char **ret_warning) MUST_CHECK;

/* A letter that went out on paper before its step was entered. */
struct matter_letter_sent {
	const char *number; /* as it stands on it */
	day day;
	const struct matter_file *scan; /* PDF, JPEG or PNG, looked at already */
};
/* A letter on its way out by a step. */
struct matter_letter_out {
	int64_t id, version; /* of the draft; id 0: there is none */
	const struct matter_letter
		*letter; /* what it says, in place of the draft; NULL: as it has */
	const struct matter_letter_sent *sent; /* on paper; NULL: it is numbered and printed here */
};
/* The same with letters that are written, numbered and sent in the one transaction of the step.
 * Problems of what went out on paper have the letter's code behind: "number-P5", "dated-P5",
 * "scan-P5". A number that is used already is refused; one of the office's own series is never
 * given again. What goes along with the first letter (P6) is written from the case when it is not
 * among them. ERR_CONTENT also when a letter the step must have lacks ("event"). */
enum err matter_take_sending(struct office *office, const struct actor *actor, int64_t id,
			     int64_t seen, const struct matter_event *event,
			     const struct matter_letter_out *letters, size_t n_letters,
			     struct arena *arena, struct problems *problems, struct error *error,
			     const char **ret_warning) MUST_CHECK;
/* The same without printing: for many cases at a time. The first download prints. */
enum err matter_take_numbered(struct office *office, const struct actor *actor, int64_t id,
			      int64_t seen, const struct matter_event *event,
			      const struct matter_letter_seen *letters, size_t n_letters,
			      struct arena *arena, struct problems *problems, struct error *error,
			      const char **ret_warning) MUST_CHECK;

/* A paper of an issued letter, opened; journalled as OPEN. Prints those that are missing. format:
 * "pdf", "html", "docx"; of one that went out on paper "scan" alone. */
enum err matter_letter_paper(struct office *office, const struct actor *actor, int64_t id,
			     int64_t letter_id, const char *format, struct arena *arena,
			     struct error *error, const char **ret_media_type,
			     struct blob *ret_bytes) MUST_CHECK;
/* Where a paper is sealed for (base/seal.h), under the matter's key: for the requester's own page.
 */
const char *matter_letter_paper_place(int64_t letter_id, const char *format, struct arena *arena);

#endif

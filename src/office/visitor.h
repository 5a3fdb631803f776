/* SPDX-License-Identifier: MulanPSL-2.0
 * All that the public face may ask of the office beside reading what is public: filing an
 * application, and following one's own by its number and query code. Nobody here has an account,
 * so each use case knows the matter by both, and counts what goes wrong by address and by matter:
 * whoever guesses is stopped, whoever mistypes is not. */
#ifndef LIANXIN_OFFICE_VISITOR_H
#define LIANXIN_OFFICE_VISITOR_H

#include "law/life_late.h"
#include "law/life_told.h"
#include "office/beside.h"
#include "office/matter_fee.h"
#include "office/matter_words.h"
#include "store/own.h"

/* What is counted by the hour; the codes stand in table visit. */
enum visitor_count {
	VISITOR_APPLICATION,
	VISITOR_WRONG_CODE,
	VISITOR_WRONG_PROOF,
	VISITOR_CODE_ASKED
};

enum { VISITOR_MARK = 8 };
/* VISITOR_MARK hexadecimal digits, the same for all that comes from one sender, that tell nobody
 * who he is; without a vault the same for all. */
const char *visitor_mark(const struct office *office, const char *from, struct arena *arena);

/* An online application of today. order: agency, filing, files, word. ERR_CONTENT with *problems
 * (fields of office/filing.h); ERR_DENIED with a Chinese sentence: too many of this address within
 * an hour. The same form again is no further one. */
enum err visitor_file(struct office *office, const char *from, struct matter_order *order,
		      struct arena *arena, struct problems *problems, struct error *error,
		      struct matter_filed *ret_filed) MUST_CHECK;

/* The second proof, beside number and query code, before a letter is handed out. */
enum visitor_proof {
	VISITOR_BY_IDENTITY, /* the end of the identity number, or a one-time code */
	VISITOR_BY_PHONE,   /* of what asks for no identity number: the end of the telephone's, or a
			       one-time code */
	VISITOR_BY_CODE,    /* a one-time code alone: there is a mail address, and no telephone */
	VISITOR_BY_NOTHING, /* he left nothing of himself: there is nobody to prove */
	VISITOR_BY_COUNTER, /* nothing he left can be asked for here */
	VISITOR_PROOF__MAX
};

struct visitor_step {
	day day;
	const char *words; /* of law/life_told.h */
	int64_t letter_id;
};
struct visitor_letter {
	int64_t id;
	const char *title, *number; /* 登记回执; 发文字号 */
	day day;
};
/* One's own matter, as the requester may see it. Everything lives in the arena. */
struct visitor_case {
	struct own_matter own;
	const struct matter_words *words; /* of its kind */
	struct visitor_step *steps;
	size_t n_steps;
	struct visitor_letter *letters;
	size_t n_letters;
	struct own_given *givens; /* what goes out with the reply */
	size_t n_givens;
	const char *state; /* 办理中 … */
	bool decided;	   /* it has its outcome */
	enum visitor_proof proof;
	bool codes; /* a one-time code can be sent; of what asks for an identity number: perhaps */
	day due;    /* last day of the reply while one is owed; DAY_NONE */
	struct trace trace; /* why this day, without the office's warnings */
	/* What the requester owes: 补正, 说明理由, 缴纳信息处理费; NULL: nothing */
	const char *owes;
	day owes_by; /* DAY_NONE: the day is not known yet */
	bool may_clarify, may_explain, may_withdraw;
	struct life_late late;
	struct matter_fee fee; /* asked: there is one */
	const char *erased;    /* what was erased of it, when and by which schedule; "" nothing */
	/* where what he suggested is public; "": nowhere yet */
	const char *published;
	bool published_outside;	  /* it is the address of another site */
	int64_t published_record; /* it is the index number of this record, 0 none */
	int64_t version;	  /* of the state seen */
};
/* By number and code, through the own gate. ERR_MISSING with one sentence, whatever was wrong;
 * ERR_DENIED with a sentence: too many wrong codes of this address within an hour. pass: "", or
 * what visitor_pass() gave for this number and code; then it is no guess, and what others of the
 * same address typed wrong does not concern him. */
enum err visitor_track(struct office *office, struct store *own, const char *from,
		       const char *number, const char *code, const char *pass, struct arena *arena,
		       struct error *error, struct visitor_case *ret_case) MUST_CHECK;
/* What a browser keeps beside a number and code that were right. The office has a vault. */
const char *visitor_pass(const struct office *office, const char *number, const char *code,
			 struct arena *arena);

/* Characters of the identity number, digits of the telephone's that prove who asks. */
enum { VISITOR_TAIL = 6, VISITOR_PHONE_TAIL = 4 };
/* Is this the second proof of the matter: the end of the identity number (of an organisation: of
 * its credit code), or of the telephone number where none is asked for, or the one-time code?
 * ERR_DENIED with a sentence: no, or too many wrong ones within an hour. Journalled when it is; ""
 * is right where there is nobody to prove. */
enum err visitor_prove(struct office *office, const char *from, const struct visitor_case *seen,
		       const char *tail, struct arena *arena, struct error *error) MUST_CHECK;
/* One letter of the case in a format ("pdf", "html", "docx"; one that went out on paper as it was
 * scanned); call visitor_prove() before. ERR_CONFLICT with a sentence: it is not printed yet, or
 * nobody had to be proved and it names somebody. */
enum err visitor_letter(struct office *office, const struct visitor_case *seen, int64_t letter_id,
			const char *format, struct arena *arena, struct error *error,
			const char **ret_media_type, struct blob *ret_bytes) MUST_CHECK;

/* One of the case's files that go out with the reply; call visitor_prove() before. Journalled. */
enum err visitor_given(struct office *office, const char *from, const struct visitor_case *seen,
		       int64_t given_id, struct arena *arena, struct error *error,
		       const struct own_given **ret_given, struct blob *ret_bytes) MUST_CHECK;

/* The requester's own steps: CLARIFIED, REASONS_GIVEN, WITHDRAW. text is kept sealed as a file
 * beside the others; "" none. ERR_CONTENT with *problems ("event", "text"); ERR_CONFLICT: the
 * office was faster. */
enum err visitor_step(struct office *office, const char *from, const struct visitor_case *seen,
		      enum life_event event, const char *text, const struct matter_file *files,
		      size_t n_files, struct arena *arena, struct problems *problems,
		      struct error *error) MUST_CHECK;

/* How content the requester is, level 1 to 5 (office/rating.h); once more replaces what he said, as
 * long as it is in no sum. code: as the receipt shows it. ERR_CONFLICT with a sentence: no reply
 * yet, or in a sum. Not journalled: nothing kept of it leads to the matter. */
enum err visitor_rate(struct office *office, const struct visitor_case *seen, const char *code,
		      int level, struct arena *arena, struct error *error) MUST_CHECK;
/* What he said, 0 nothing; *ret_final: it is in a sum. */
enum err visitor_rating(struct office *office, const struct visitor_case *seen, const char *code,
			struct arena *arena, struct error *error, int *ret_level,
			bool *ret_final) MUST_CHECK;

/* What is said beside requests (office/beside.h), of today: the order's day is given here. Of the
 * same form sent again number and code come back. ERR_CONTENT with *problems; ERR_DENIED: too many
 * of this address. */
enum err visitor_say(struct office *office, const char *from, struct beside_order *order,
		     struct arena *arena, struct problems *problems, struct error *error,
		     struct matter_filed *ret_filed) MUST_CHECK;

#endif

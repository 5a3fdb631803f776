/* SPDX-License-Identifier: MulanPSL-2.0
 * Matters: filing one, reading it whole, taking a step, striking a step out. What may happen is
 * law/life.h's table alone; here it is loaded, asked, written down and journalled. */
#ifndef LIANXIN_OFFICE_MATTER_H
#define LIANXIN_OFFICE_MATTER_H

#include "law/life_duty.h"
#include "office/filing.h"
#include "office/permission.h"
#include "store/attachment.h"
#include "store/matter.h"

enum { QUERY_CODE = 15 }; /* "ABCD-EFGH-JKMN" */

/* A file that comes along, already looked at (office/file_check.h). */
struct matter_file {
	enum attachment_use use;
	const char *name, *media_type;
	const void *bytes;
	size_t n;
	const struct digest *digest; /* of the bytes, from whoever took one already; NULL: nobody */
};

/* What is handed in, by whom it is entered. */
struct matter_order {
	int64_t agency_id;
	struct filing filing;
	enum channel channel;
	day day;	  /* handed in, signed for, arrived; online: today */
	const char *note; /* for the office alone */
	const struct matter_file *files;
	size_t n_files;
	const char *word; /* of the form (office/once.h), "" none */
};
struct matter_filed {
	int64_t id;
	const char *number;    /* of the office, in the arena */
	char code[QUERY_CODE]; /* for the requester alone; kept nowhere in clear. "": the same
				  form had been sent before */
	bool again;
};
/* A request comes in: its entry in the register, the matter with what is personal sealed, its
 * files, and the step 收件. Anybody's of the public face (WHO_VISITOR, online), or a clerk's.
 * ERR_CONTENT with *problems (fields of office/filing.h, "day", "channel"); ERR_ENV when the office
 * has no key to seal with. */
enum err matter_file(struct office *office, const struct actor *actor,
		     const struct matter_order *order, struct arena *arena,
		     struct problems *problems, struct error *error,
		     struct matter_filed *ret_filed) MUST_CHECK;
/* Takes a bare entry of the register that is still open into the flow: its steps begin with the
 * receipt that stands there. ERR_CONFLICT when it is in it already or has its outcome. */
enum err matter_adopt(struct office *office, const struct actor *actor, int64_t agency_id,
		      int64_t entry_id, struct arena *arena, struct error *error,
		      int64_t *ret_id) MUST_CHECK;

/* A matter as it stands. Everything lives in the arena. */
struct matter_case {
	struct matter matter;
	struct entry entry; /* of the register: number, channel, requester… */
	struct matter_state state;
	struct matter_step *steps; /* in the order of days, struck ones too */
	size_t n_steps;
	struct life life; /* folded from the steps */
	const struct calendar *calendar;
	struct life_duties duties; /* as of today */
	struct attachment *attachments;
	size_t n_attachments;
	struct filing filing; /* what is not personal, and with matter_open_person() all of it */
};
/* Is this what hands in a draft for others to look at, so that it needs its letter? */
bool matter_submits(enum life_event event);
/* Was this day before the matter was taken into the flow (matter_adopt()), so that its letters went
 * out elsewhere? */
bool matter_before_adoption(const struct matter_case *now, day on);
/* Without what is sealed, and the requester's name masked: both come with matter_open_person().
 * Whoever may not see people sees neither third parties nor notes. */
enum err matter_open(struct office *office, const struct actor *actor, int64_t id,
		     struct arena *arena, struct error *error,
		     struct matter_case *ret_case) MUST_CHECK;
/* Opens the sealed part of a case into its filing, and the name; journalled as OPEN. */
enum err matter_open_person(struct office *office, const struct actor *actor,
			    struct matter_case *matter_case, struct arena *arena,
			    struct error *error) MUST_CHECK;
/* One file, opened; journalled as OPEN. */
enum err matter_open_file(struct office *office, const struct actor *actor, int64_t id,
			  int64_t attachment_id, struct arena *arena, struct error *error,
			  struct attachment *ret_attachment, struct blob *ret_bytes) MUST_CHECK;

/* One step, asked for. */
struct matter_event {
	enum life_event event;
	day on;
	int n;		   /* see enum life_asks */
	const char *party; /* third party, organ, section; "" none */
	const char *note;  /* for the office alone; "" none */
	const struct matter_file *files;
	size_t n_files;
};
/* What a transaction of somebody else's may do beside the step, in it: issue a letter, say. */
typedef enum err matter_beside(struct office *office, struct matter_case *after, int64_t step_id,
			       void *context, struct error *error);
/* Takes a step of the case the actor saw (seen: its state's version). A day before the latest step
 * puts it where it belongs, when everything after it still holds. Writes the step, where the matter
 * then stands, its duties, and what follows for the register: the day of receipt, the outcome and
 * the day of the reply. ERR_CONTENT with *problems (field "event", "on", "n", "party"): the law's
 * own sentence why not; ERR_CONFLICT: somebody was faster, nothing was written. *ret_warning: what
 * is irregular about it, "" nothing. beside may be NULL. A step that is a letter
 * (matter_letters_demanded()) is refused here: it goes with matter_take_sending(). */
enum err matter_take(struct office *office, const struct actor *actor, int64_t id, int64_t seen,
		     const struct matter_event *event, matter_beside *beside, void *context,
		     struct arena *arena, struct problems *problems, struct error *error,
		     const char **ret_warning) MUST_CHECK;
/* Strikes a step that was entered by mistake; what comes after must still hold without it. Letters
 * entered with it as gone out on paper are struck too: their numbers stay used (the same paper may
 * be entered anew in this matter), their pictures stay. A step whose letter was numbered here and
 * sent is not struck. ERR_CONTENT with *problems ("step", "reason"). */
enum err matter_strike(struct office *office, const struct actor *actor, int64_t id, int64_t seen,
		       int64_t step_id, const char *reason, struct arena *arena,
		       struct problems *problems, struct error *error) MUST_CHECK;
/* Adds a file to a matter without a step. Permission MATTER_STEP. */
enum err matter_add_file(struct office *office, const struct actor *actor, int64_t id,
			 const struct matter_file *file, int64_t of_id, struct arena *arena,
			 struct error *error, int64_t *ret_id) MUST_CHECK;

/* The days of open matters, worked out anew: all of them after the calendar or a setting changed,
 * or (all false) those in which days pass while a consultation is open. In batches. */
enum err matter_reckon(struct office *office, bool all, struct error *error,
		       int64_t *ret_reckoned) MUST_CHECK;

/* The register whose entries a kind of matter belongs to, and back (false: they have none). */
enum register_id matter_register(enum matter_kind kind);
bool matter_of_register(enum register_id id, enum matter_kind *ret_kind);
/* The event it begins with. */
enum life_event matter_arrival(enum matter_kind kind);
/* Does nobody hand it in without saying who he is? */
bool matter_named(enum matter_kind kind);
/* Where in its register stands what a request's entry has in that column ("requester_name",
 * "outcome"…); the number of columns when it has none. BUG for a column that is not shared. */
size_t matter_column(enum matter_kind kind, const char *of_request);
/* What stands there; "" when it has no such column. */
const char *matter_value(const struct matter_case *matter_case, const char *of_request);

/* The bits LIFE_BY_… of an actor. */
unsigned matter_roles(const struct actor *actor);
/* How a query code is found in matter.code: of the number and the code, however it was typed. */
struct vault;
struct digest;
void matter_code_mark(const struct vault *vault, const char *number, const char *code,
		      struct arena *arena, struct digest *ret_mark);
/* For the pieces of office/ that seal: the data key of a matter. ERR_ENV, Chinese, when the office
 * has no vault or another one. The caller wipes it. */
struct data_key;
enum err matter_key(const struct office *office, const struct matter *matter, struct error *error,
		    struct data_key *ret_key) MUST_CHECK;
/* The light of a day that is due: '\0' nothing owed, 'g' more than three working days, 'y' up to
 * three, 'r' late. */
char matter_light(const char *next_due, day today, const struct calendar *calendar);

#endif

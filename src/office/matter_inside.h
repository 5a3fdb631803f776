/* SPDX-License-Identifier: MulanPSL-2.0
 * What the files about matters share; for office/ alone. */
#ifndef LIANXIN_OFFICE_MATTER_INSIDE_H
#define LIANXIN_OFFICE_MATTER_INSIDE_H

#include "base/buf.h"
#include "base/vault.h"
#include "office/matter.h"

/* Loads a matter and folds its steps; asks nobody's permission and masks nothing. */
enum err matter_load(struct office *office, int64_t id, struct arena *arena, struct error *error,
		     struct matter_case *ret_case) MUST_CHECK;
/* The settings of law/life.h for an agency, in the arena. */
enum err matter_settings(struct office *office, int64_t agency_id, struct arena *arena,
			 struct error *error, const struct life_settings **ret_settings) MUST_CHECK;
/* What this very form made when it was sent before; ERR_MISSING when it was not. */
enum err matter_filed_before(struct office *office, const struct actor *actor,
			     const struct matter_order *order, struct arena *arena,
			     struct error *error, struct matter_filed *ret_filed) MUST_CHECK;
/* A stored step as law/life.h takes it. ERR_ENV for an event of another version. */
enum err matter_step_read(const struct matter_step *step, struct error *error,
			  struct life_step *ret_step) MUST_CHECK;
/* Folds steps (struck ones left out) into *life, which life_init() has made. The first that is
 * refused, and does not stand: its place in *ret_bad, why in *ret_words, ERR_CONTENT. Otherwise
 * *ret_words is the last step's warning. */
enum err matter_fold(const struct matter_step *steps, size_t n, const struct calendar *calendar,
		     struct life *life, struct error *error, size_t *ret_bad,
		     struct life_words *ret_words) MUST_CHECK;
/* The same of a case as it is stored: what the law would refuse today stands, and is marked so. */
enum err matter_fold_stored(struct matter_step *steps, size_t n, const struct calendar *calendar,
			    struct life *life, struct error *error) MUST_CHECK;
/* A new data key, and what is personal sealed under it into matter->key and matter->person, in the
 * arena; in the transaction's office. The caller wipes ret_key. */
enum err matter_seal(const struct office *office, const char *json, struct arena *arena,
		     struct error *error, struct matter *matter,
		     struct data_key *ret_key) MUST_CHECK;
/* Opens what is personal into the filing, the name too; journals nothing. */
enum err matter_unseal(const struct office *office, const struct matter *matter,
		       struct arena *arena, struct error *error, struct filing *filing) MUST_CHECK;
/* The query code of a number, and its mark into matter->code. Derived from the form's one-time
 * word, so that a form sent twice shows the same; without a word it is drawn. */
void matter_give_code(const struct vault *vault, const char *word, const char *number,
		      struct arena *arena, struct matter *matter, char ret_code[QUERY_CODE]);
/* Its mark of the identity number; "" none. */
void matter_give_mark(const struct vault *vault, const char *identity, struct arena *arena,
		      struct matter *matter);
/* The first step, and where the matter stands after it. */
enum err matter_begin(struct office *office, const struct matter *matter, struct matter_step *step,
		      const struct author *author, struct arena *arena,
		      struct error *error) MUST_CHECK;
/* Where the step at `at` consults somebody: the last consultation behind it that stands, NULL none.
 * Consultations are known by how many went before, in steps and letters: without that step, or with
 * one more there, those behind it would be taken for one another. */
const struct matter_step *matter_consult_after(const struct matter_step *steps, size_t n,
					       size_t at);
/* ERR_CONFLICT: what the actor saw is not how the case stands now. */
enum err matter_moved_on(const struct matter_case *now, struct error *error) MUST_CHECK;
/* Days and outcome of the register's entry follow the steps; why: what the correction says. */
enum err matter_keep_entry(struct store *store, const struct matter_case *now, const char *why,
			   const struct author *author, struct arena *arena,
			   struct error *error) MUST_CHECK;
/* Where the folded case stands as of today, and its duties, both to be stored. seen: the version of
 * the state there is, 0 none. */
enum err matter_settle(struct office *office, struct matter_case *matter_case, int64_t seen,
		       struct arena *arena, struct error *error) MUST_CHECK;
/* Works out matter_case->duties and the days of matter_case->state. */
enum err matter_reckon_case(struct office *office, struct matter_case *matter_case,
			    struct arena *arena, struct error *error) MUST_CHECK;
/* Stores the duties. */
enum err matter_put_duties(struct office *office, const struct matter_case *matter_case,
			   struct arena *arena, struct error *error) MUST_CHECK;
/* The same under a key drawn before, with data_key_draw(). */
enum err matter_seal_under(const struct office *office, const char *json,
			   const struct data_key *key, struct arena *arena, struct error *error,
			   struct matter *matter) MUST_CHECK;
/* What the transaction of a step does once the law allows it and before it is written: keeps the
 * letters it sends out; the first one's id, 0 none. */
typedef enum err matter_before(struct office *office, const struct matter_case *after,
			       int64_t *ret_letter_id, void *context, struct error *error);
/* matter_take() of a step that may send out letters. before may be NULL. */
enum err matter_take_between(struct office *office, const struct actor *actor, int64_t id,
			     int64_t seen, const struct matter_event *event, matter_before *before,
			     matter_beside *beside, void *context, struct arena *arena,
			     struct problems *problems, struct error *error,
			     const char **ret_warning) MUST_CHECK;
/* The note of the first step of an entry that was taken into the flow later. */
#define MATTER_ADOPTED "由台账转入办理"
/* The files, each with its digest: a transaction that is tried again takes none twice, and the
 * writers behind it do not wait for it. */
struct matter_file *matter_files_digested(const struct matter_file *files, size_t n,
					  struct arena *arena);
/* Lets the register of fees follow a step `event` that was taken or struck; why: what a correction
 * says. Nothing for steps that are not about a fee. In the step's transaction, after its letters.
 */
enum err matter_fee_keep(struct office *office, const struct matter_case *now, const char *event,
			 const char *why, const struct author *author, struct arena *arena,
			 struct error *error) MUST_CHECK;
/* Files on their way into a matter. */
struct sealed_file {
	const struct matter_file *file;
	struct digest digest;	 /* before sealing */
	struct buf sealed;	 /* empty: when it is kept (beyond FILES_AHEAD) */
	struct digest of_sealed; /* for the journal */
};
enum { FILES_AHEAD = 64 * 1024 * 1024 }; /* bytes that are sealed at once */
/* Digests the files and seals them under the matter's key before the transaction that keeps them:
 * on the processors there are, while no writer waits. Always to be released, which frees them. */
struct sealed_file *matter_files_seal(const struct matter_file *files, size_t n,
				      const struct data_key *key, struct arena *arena);
void matter_files_release(struct sealed_file *files, size_t n);
enum err matter_keep_sealed(struct office *office, const struct author *author,
			    const struct matter *matter, const struct data_key *key,
			    const struct sealed_file *file, int64_t step_id, int64_t of_id,
			    struct error *error, int64_t *ret_id) MUST_CHECK;
/* Seals one file under the matter's key and keeps it. For small ones: writers wait meanwhile. */
enum err matter_keep_file(struct office *office, const struct author *author,
			  const struct matter *matter, const struct data_key *key,
			  const struct matter_file *file, int64_t step_id, int64_t of_id,
			  struct arena *arena, struct error *error, int64_t *ret_id) MUST_CHECK;
/* Places of sealed values (base/seal.h), in the arena. The key's is known before the matter has an
 * id. */
const char *matter_key_place(enum matter_kind kind, int64_t entry_id, struct arena *arena);
const char *matter_person_place(const struct matter *matter, struct arena *arena);
/* Opens a file of a matter; as seal_open(). */
enum err attachment_unseal(const struct data_key *key, const struct attachment *attachment,
			   struct blob sealed, struct arena *arena, struct error *error,
			   struct blob *ret_bytes) MUST_CHECK;
/* ERR_MISSING, Chinese, when what was sealed has been erased (office/retention.h). */
enum err matter_sealed(struct blob sealed, struct error *error) MUST_CHECK;
/* ERR_ENV, Chinese, when there is no vault. */
enum err matter_need_vault(const struct office *office, struct error *error) MUST_CHECK;
/* Permission, and that the matter is in the actor's reach: another office's is ERR_MISSING like one
 * that is not there, and its refusal journalled; *ret_matter is read on the way. */
enum err matter_check(struct office *office, const struct actor *actor, enum permission permission,
		      int64_t id, struct arena *arena, struct error *error,
		      struct matter *ret_matter) MUST_CHECK;

#endif

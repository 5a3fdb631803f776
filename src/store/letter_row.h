/* SPDX-License-Identifier: MulanPSL-2.0
 * Letters of a matter: what each says, sealed; its number and day once it is issued; its papers. */
#ifndef LIANXIN_STORE_LETTER_ROW_H
#define LIANXIN_STORE_LETTER_ROW_H

#include "store/matter.h"

struct letter_row {
	int64_t id, agency_id, matter_id;
	int64_t version;
	bool struck;
	const char *struck_reason; /* "" unless struck */
	const char *kind;	   /* code of law/letter.h */
	int consult;		   /* the consultation it belongs to, 0: none */
	bool issued;
	const char *number; /* "" while a draft */
	day day;	    /* DAY_NONE while a draft */
	struct blob data;   /* sealed JSON */
};
/* A draft. id and version are given. */
enum err letter_row_insert(struct store *store, const struct letter_row *letter,
			   const struct author *author, struct error *error,
			   int64_t *ret_id) MUST_CHECK;
/* What a draft says, in place of the version seen; ERR_CONFLICT when it moved on or is issued. */
enum err letter_row_update(struct store *store, const struct letter_row *letter,
			   const struct author *author, struct error *error) MUST_CHECK;
/* Gives a draft its number and day, and what it says with them; never undone. */
enum err letter_row_issue(struct store *store, const struct letter_row *letter,
			  const struct author *author, struct error *error) MUST_CHECK;
/* reason: not empty. A number once given is not given again; one that went out on paper may be
 * entered anew (letter_row_numbered()). */
enum err letter_row_strike(struct store *store, const struct letter_row *letter, const char *reason,
			   const struct author *author, struct error *error) MUST_CHECK;
enum err letter_row_get(struct store *store, int64_t matter_id, int64_t id, struct arena *arena,
			struct error *error, struct letter_row *ret_letter) MUST_CHECK;
/* How many of an agency's letters have the number, struck ones too; but for those of this kind that
 * were struck in this matter: that is the same paper, entered anew. */
enum err letter_row_numbered(struct store *store, int64_t agency_id, int64_t matter_id,
			     const char *kind, const char *number, struct error *error,
			     int64_t *ret_count) MUST_CHECK;
/* The letters of a matter that went out on paper, struck ones too, by id: *ret_ids in the arena. */
enum err letter_row_on_paper(struct store *store, int64_t matter_id, struct arena *arena,
			     struct error *error, int64_t **ret_ids, size_t *ret_n) MUST_CHECK;
/* Oldest first, struck ones too. */
enum err letter_row_list(struct store *store, int64_t matter_id, struct arena *arena,
			 struct error *error, struct letter_row **ret_letters,
			 size_t *ret_n) MUST_CHECK;

/* A paper of an issued letter, kept once. format: "pdf", "html", "docx" as printed here, "scan" of
 * one that went out on paper. */
enum err letter_paper_insert(struct store *store, int64_t agency_id, int64_t letter_id,
			     const char *format, const char *media_type, int64_t size,
			     struct blob sealed, const struct author *author,
			     struct error *error) MUST_CHECK;
/* ERR_MISSING: there is none in this format. */
enum err letter_paper_get(struct store *store, int64_t letter_id, const char *format,
			  struct arena *arena, struct error *error, const char **ret_media_type,
			  struct blob *ret_sealed) MUST_CHECK;

/* The office's own wording of a kind; ERR_MISSING: the house's holds. version 0 in put: it is new;
 * text "": the house's holds again. ERR_CONFLICT when somebody else changed it meanwhile. */
enum err letter_template_get(struct store *store, int64_t agency_id, const char *kind,
			     struct arena *arena, struct error *error, const char **ret_text,
			     int64_t *ret_version) MUST_CHECK;
enum err letter_template_put(struct store *store, int64_t agency_id, const char *kind,
			     const char *text, int64_t version, const char *reason,
			     const struct author *author, struct error *error) MUST_CHECK;

#endif

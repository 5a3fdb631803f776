/* SPDX-License-Identifier: MulanPSL-2.0
 * Annual reports: draft, frozen, signed by two people, published with their papers. A published
 * report never changes (triggers); it is re-issued as the next issue, with a reason, and both stay.
 */
#ifndef LIANXIN_STORE_REPORT_H
#define LIANXIN_STORE_REPORT_H

#include "store/journal.h"

enum report_state { REPORT_DRAFT, REPORT_FROZEN, REPORT_PUBLISHED, REPORT__MAX };
/* "draft" …; Chinese "起草中" … */
const char *report_state_code(enum report_state state);
const char *report_state_label(enum report_state state);

struct report {
	int64_t id, version, agency_id;
	int year;
	int issue; /* 1, and one more by each re-issue */
	enum report_state state;
	const char *reason; /* why re-issued; "" for issue 1 */
	const char *tables; /* frozen: JSON of the tables in the contract's shape; "" while draft */
	const char *findings;		 /* frozen: JSON array of findings; "" while draft */
	int64_t drafted_by;		 /* account */
	int64_t frozen_at, published_at; /* 0 while not */
	const char *journal_head;	 /* hex; "" while draft */
	int64_t journal_entry;		 /* the last entry that head covers */
};

/* Opens the next issue of a year as a draft. reason: required from issue 2 on. ERR_CONFLICT while
 * an issue of that year is not published yet. */
enum err report_start(struct store *store, int64_t agency_id, int year, const char *reason,
		      const struct author *author, struct error *error, int64_t *ret_id) MUST_CHECK;
enum err report_get(struct store *store, int64_t id, struct arena *arena, struct error *error,
		    struct report *ret_report) MUST_CHECK;
/* The newest issue of a year; with published_only the newest published one. ERR_MISSING if none. */
enum err report_latest(struct store *store, int64_t agency_id, int year, bool published_only,
		       struct arena *arena, struct error *error,
		       struct report *ret_report) MUST_CHECK;
/* Newest year first, then newest issue. year 0: all years. */
enum err report_list(struct store *store, int64_t agency_id, int year, struct arena *arena,
		     struct error *error, struct report **ret_reports, size_t *ret_n) MUST_CHECK;

/* Freezes a draft. head: from journal_seal and journal_head just before. ERR_CONFLICT when it is no
 * draft or has moved on. */
enum err report_freeze(struct store *store, int64_t id, int64_t version, const char *tables,
		       const char *findings, const struct journal_head *head,
		       const struct author *author, struct error *error) MUST_CHECK;
/* Back to draft: drops signatures and papers. */
enum err report_thaw(struct store *store, int64_t id, int64_t version, const char *reason,
		     const struct author *author, struct error *error) MUST_CHECK;
/* Publishes a frozen report that carries both signatures (ERR_CONFLICT otherwise). Set the papers
 * before, in the same transaction. */
enum err report_publish(struct store *store, int64_t id, int64_t version,
			const struct author *author, struct error *error) MUST_CHECK;

/* A narrative section. key: the office's, e.g. "overview.proactive". */
struct report_section {
	const char *key;
	const char *text;
	int64_t version;
	bool edited; /* false while it is still the generated draft */
};
enum err report_section_set(struct store *store, int64_t report_id, const char *key,
			    const char *text, bool edited, const struct author *author,
			    struct error *error) MUST_CHECK;
/* By key. */
enum err report_section_list(struct store *store, int64_t report_id, struct arena *arena,
			     struct error *error, struct report_section **ret_sections,
			     size_t *ret_n) MUST_CHECK;

/* The written reason for one finding. */
struct report_answer {
	const char *finding; /* the finding's stable id */
	const char *reason;
	int64_t account_id, at;
};
enum err report_answer_set(struct store *store, int64_t report_id, const char *finding,
			   const char *reason, const struct author *author,
			   struct error *error) MUST_CHECK;
enum err report_answer_list(struct store *store, int64_t report_id, struct arena *arena,
			    struct error *error, struct report_answer **ret_answers,
			    size_t *ret_n) MUST_CHECK;

/* Two different people, by constraint: roles "approver" and "head". */
struct report_signature {
	const char *role; /* "approver" or "head" */
	int64_t account_id, at;
	const char *name; /* as printed */
};
/* Frozen reports only. ERR_CONFLICT: that role or that person has signed already. */
enum err report_sign(struct store *store, int64_t report_id, const char *role, const char *name,
		     const struct author *author, struct error *error) MUST_CHECK;
enum err report_signature_list(struct store *store, int64_t report_id, struct arena *arena,
			       struct error *error, struct report_signature **ret_signatures,
			       size_t *ret_n) MUST_CHECK;

/* A rendered paper, kept as it was published. format: "html", "fragment", "pdf", "docx", "text". */
struct report_paper {
	const char *format, *media_type;
	const char *digest; /* SM3, hex */
	const void *bytes;
	size_t n;
	int64_t at;
};
/* Only while the report is frozen; replaces an earlier one of the format. */
enum err report_paper_set(struct store *store, int64_t report_id, const char *format,
			  const char *media_type, const void *bytes, size_t n,
			  const struct author *author, struct error *error) MUST_CHECK;
enum err report_paper_get(struct store *store, int64_t report_id, const char *format,
			  struct arena *arena, struct error *error,
			  struct report_paper *ret_paper) MUST_CHECK;
/* Without the bytes. */
enum err report_paper_list(struct store *store, int64_t report_id, struct arena *arena,
			   struct error *error, struct report_paper **ret_papers,
			   size_t *ret_n) MUST_CHECK;

#endif

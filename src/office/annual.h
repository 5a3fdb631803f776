/* SPDX-License-Identifier: MulanPSL-2.0
 * The annual report's life: draft (figures live), frozen (figures, text and journal head fixed),
 * signed by approver and head, published (papers printed once and kept); re-issued with a reason.
 */
#ifndef LIANXIN_OFFICE_ANNUAL_H
#define LIANXIN_OFFICE_ANNUAL_H

#include "office/narrative.h"
#include "office/permission.h"
#include "paper/paper.h"
#include "store/correction.h"
#include "store/report.h"

/* Everything a page shows of one year of one agency. */
struct annual {
	struct agency agency;
	int year;
	bool demo;

	bool has_report; /* false: not begun; then the figures are live and the text is a draft */
	struct report report;			   /* the newest issue */
	bool narrative_edited[NARRATIVE__MAX];	   /* false: still the generated draft */
	int64_t narrative_version[NARRATIVE__MAX]; /* one more by each change; 0: not begun */
	struct narrative narrative;

	struct tables live;	   /* counted now */
	struct tables tables;	   /* the report's own: frozen ones once there are any, else live */
	struct count_facts counts; /* live */
	bool has_last;
	struct tables last; /* last year's newest published report */
	struct narrative last_narrative;

	struct findings findings; /* as frozen, or of the draft now */
	struct report_answer *answers;
	size_t n_answers;
	size_t unanswered; /* probable findings without a written reason */
	bool unread;	   /* an outline whose draft was not read through: findings unknown */
	struct report_signature *signatures;
	size_t n_signatures;
	struct report_paper *papers; /* without bytes */
	size_t n_papers;
	struct correction *corrections; /* of the carry-over, newest first */
	size_t n_corrections;
};

/* The year as it stands. Needs REPORT_READ. */
enum err annual_load(struct office *office, const struct actor *actor, int64_t agency_id, int year,
		     struct arena *arena, struct error *error,
		     struct annual *ret_annual) MUST_CHECK;
/* What a first page shows of the year: agency, report, signatures; with `figures` those of
 * count_brief() and the fees collected. A draft is read through for its findings only while the
 * year has no more than COUNT_MOST requests; else `unread`. Needs REPORT_READ. */
enum err annual_outline(struct office *office, const struct actor *actor, int64_t agency_id,
			int year, bool figures, struct arena *arena, struct error *error,
			struct annual *ret_annual) MUST_CHECK;
/* The year's tables alone: those of the newest published issue, else of a frozen one, else, or with
 * `live`, today's. *ret_state: REPORT_DRAFT for today's figures. */
enum err annual_tables(struct office *office, const struct actor *actor, int64_t agency_id,
		       int year, bool live, struct arena *arena, struct error *error,
		       struct tables *ret_tables, enum report_state *ret_state) MUST_CHECK;
/* Are the year's figures fixed, by a frozen or published report? Counts nothing. Needs REPORT_READ.
 */
enum err annual_fixed(struct office *office, const struct actor *actor, int64_t agency_id, int year,
		      struct arena *arena, struct error *error, bool *ret_fixed) MUST_CHECK;
/* Years with entries or a report, newest first; the year of today and the one before always. */
enum err annual_years(struct office *office, const struct actor *actor, int64_t agency_id,
		      struct arena *arena, struct error *error, int **ret_years,
		      size_t *ret_n) MUST_CHECK;
/* What the reason for a finding is kept under: its id and a digest of its sentence, so that a
 * reason given for other figures or another text does not count for these. */
struct answer_key {
	char s[160];
};
struct answer_key annual_answer_key(const struct finding *finding);
/* The written reason for a finding; NULL when there is none. */
const struct report_answer *annual_answer_for(const struct annual *annual,
					      const struct finding *finding);
const struct report_signature *annual_signature(const struct annual *annual, const char *role);
/* Cells in which today's figures differ from the frozen ones: entries added, corrected or struck
 * since the freeze. Identity "since.freeze", severity FORM, expected = frozen, found = today. They
 * change nothing in the published report; a head may re-issue it. */
void annual_drift(const struct annual *annual, struct arena *arena, struct findings *findings);

/* Begins the report of a year that is over or running: a draft with the generated text.
 * ERR_CONFLICT when one exists. */
enum err annual_start(struct office *office, const struct actor *actor, int64_t agency_id, int year,
		      struct error *error) MUST_CHECK;
/* Writes one part of the text over the version the clerk saw; the report must be a draft.
 * ERR_CONTENT: over 20,000 characters; ERR_CONFLICT: somebody else saved the part meanwhile. */
enum err annual_write(struct office *office, const struct actor *actor, int64_t agency_id, int year,
		      enum narrative_part part, int64_t version, const char *text,
		      struct error *error) MUST_CHECK;
/* Puts a part back to the draft out of today's figures. */
enum err annual_redraft(struct office *office, const struct actor *actor, int64_t agency_id,
			int year, enum narrative_part part, struct error *error) MUST_CHECK;
/* A written reason for a probable finding, by its id. */
enum err annual_answer(struct office *office, const struct actor *actor, int64_t agency_id,
		       int year, const char *finding, const char *reason,
		       struct error *error) MUST_CHECK;
/* The head signs why r2 of a column differs from last year's frozen r4; closes its t3.carry.
 * column: "natural" … "other", never the total, which follows; the figures are taken from the
 * tables. ERR_CONFLICT where nothing differs.
 */
enum err annual_correct_carry(struct office *office, const struct actor *actor, int64_t agency_id,
			      int year, const char *column, const char *reason,
			      struct error *error) MUST_CHECK;
/* Fixes figures, text and findings with the journal's head. ERR_CONFLICT, with the reason: a
 * certain finding, an unanswered probable one, a year not over yet. version: report.version. */
enum err annual_freeze(struct office *office, const struct actor *actor, int64_t agency_id,
		       int year, int64_t version, struct error *error) MUST_CHECK;
/* Back to draft, with a reason; signatures fall away. */
enum err annual_thaw(struct office *office, const struct actor *actor, int64_t agency_id, int year,
		     int64_t version, const char *reason, struct error *error) MUST_CHECK;
/* role: "approver" or "head"; the two must be two people. */
enum err annual_sign(struct office *office, const struct actor *actor, int64_t agency_id, int year,
		     const char *role, struct error *error) MUST_CHECK;
/* Prints and keeps the papers and publishes, in one go; needs both signatures. Takes a second or
 * two (PDF): from a worker. From then on nothing of it changes. */
enum err annual_publish(struct office *office, const struct actor *actor, int64_t agency_id,
			int year, struct error *error) MUST_CHECK;
/* Opens the next issue of a published year as a draft that begins with the published text. */
enum err annual_reissue(struct office *office, const struct actor *actor, int64_t agency_id,
			int year, const char *reason, struct error *error) MUST_CHECK;

/* The document of the year as it stands: watermarked 演示数据 in a demonstration database, 草稿
 * while not frozen. live: today's figures, not the frozen ones. */
struct doc *annual_document(const struct office *office, const struct annual *annual, bool live,
			    struct arena *arena);
/* Prints it in a forked child, which takes the fonts and their caches away with it: for a process
 * that is to stay small. out's maximum should be 64 MB. ERR_ENV also when the child dies. */
enum err annual_print_apart(const struct doc *doc, const struct paper_format *format,
			    struct buf *out, struct error *error) MUST_CHECK;
/* A kept paper of the newest published issue, each of paper_formats; ERR_MISSING when the year is
 * not published. */
enum err annual_paper_kept(struct office *office, const struct actor *actor, int64_t agency_id,
			   int year, const struct paper_format *format, struct arena *arena,
			   struct error *error, struct report_paper *ret_paper) MUST_CHECK;

#endif

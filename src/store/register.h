/* SPDX-License-Identifier: MulanPSL-2.0
 * The registers of a disclosure year. Each is described by facts (its columns); one code
 * path inserts, corrects, strikes, lists and journals all of them. Nothing is ever deleted: a
 * struck entry keeps its reason and counts nowhere. */
#ifndef LIANXIN_STORE_REGISTER_H
#define LIANXIN_STORE_REGISTER_H

#include "base/day.h"
#include "base/problem.h"
#include "store/count_some.h"
#include "store/store.h"

/* clang-format off */
/* REGISTER(NAME, id in CLI, CSV and URL, Chinese name, measure word, does an annual report count it?).
 * A complaint (Art. 51) stands in the register of the authority that got it, never in that of the
 * agency it is about. */
#define REGISTER_TABLE(REGISTER)                                                                   \
	REGISTER(RECORDS, "records", "主动公开信息", "条", true)                                   \
	REGISTER(NORMATIVE, "normative", "规章和行政规范性文件", "件", true)                       \
	REGISTER(LICENCES, "licences", "行政许可", "批", true)                                     \
	REGISTER(PENALTIES, "penalties", "行政处罚", "批", true)                                   \
	REGISTER(COERCION, "coercion", "行政强制", "批", true)                                     \
	REGISTER(CHARGES, "charges", "行政事业性收费", "批", true)                                 \
	REGISTER(REQUESTS, "requests", "政府信息公开申请", "件", true)                             \
	REGISTER(RECONSIDERATIONS, "reconsiderations", "行政复议", "件", true)                     \
	REGISTER(LITIGATION, "litigation", "行政诉讼", "件", true)                                 \
	REGISTER(CORRECTIONS, "corrections", "政府信息更正申请", "件", false)                      \
	REGISTER(SUGGESTIONS, "suggestions", "主动公开建议", "条", false)                          \
	REGISTER(COMPLAINTS, "complaints", "投诉举报", "件", false)                                \
	REGISTER(RESPONSES, "responses", "回应关切", "次", true)                                   \
	REGISTER(INTERPRETATIONS, "interpretations", "政策解读", "篇", true)                       \
	REGISTER(FEES, "fees", "信息处理费", "笔", true)
/* clang-format on */

enum register_id {
#define REGISTER(NAME, id, label, measure, counted) REGISTER_##NAME,
	REGISTER_TABLE(REGISTER)
#undef REGISTER
		REGISTER__MAX
};

enum value_type {
	VALUE_TEXT,   /* one line */
	VALUE_DAY,    /* YYYY-MM-DD, a day that exists */
	VALUE_COUNT,  /* whole number >= 0 */
	VALUE_YUAN,   /* yuan with at most two decimals, >= 0; fen inside */
	VALUE_CHOICE, /* one of the column's codes */
};

struct choice {
	const char *code;
	const char *label; /* Chinese */
};

enum { REGISTER_MAX_COLUMNS = 10, REGISTER_MAX_FILTERS = 3 };

struct column {
	const char *name;  /* CSV header, form field, JSON key */
	const char *label; /* Chinese */
	const char *hint;  /* Chinese, one line for the form and the CSV template; "" when plain */
	enum value_type type;
	bool required;
	bool personal;		      /* personal data: opening it is journalled */
	bool ahead;		      /* VALUE_DAY: may be known beforehand, like the day on which a
					 document will be repealed */
	int max;		      /* longest text in characters */
	const struct choice *choices; /* VALUE_CHOICE: ends with code NULL. VALUE_TEXT: usual values
					 to offer, or NULL */
	const char *fallback;	      /* taken when the value is empty; NULL: none */
};

struct register_facts {
	enum register_id id;
	const char *name;    /* "requests" */
	const char *label;   /* Chinese */
	const char *measure; /* Chinese measure word */
	bool counted;	     /* in the tables or the text of its year's annual report */
	const struct column *columns;
	size_t n_columns;
	size_t dated; /* the column by whose day entries are listed, filtered and counted */
	size_t title; /* the column that names an entry */
	size_t filters[REGISTER_MAX_FILTERS]; /* columns with a choice filter in lists */
	size_t n_filters;
};

const struct register_facts *register_facts(enum register_id id);
/* NULL for an unknown name. */
const struct register_facts *register_find(const char *name);
/* The column's place, or n_columns when there is none of that name. */
size_t register_column(const struct register_facts *facts, const char *name);
/* The label of a choice; the code itself when it is none of the choices; "" for "". */
const char *column_choice_label(const struct column *column, const char *code);

/* Is this a good entry? values: n_columns texts in column order, "" when empty, valid UTF-8. Adds
 * one Chinese sentence per mistake, field = the column's name: missing, too long, no such date, not
 * a choice, not a number, a day after today that cannot lie ahead, and across columns (outcome
 * without reply date, reply before receipt…). today: DAY_NONE when any day will do. Pure. */
bool register_check(const struct register_facts *facts, const char *const *values, day today,
		    struct problems *problems);

struct entry {
	int64_t id, agency_id;
	int64_t version; /* 1, and one more by each change */
	bool struck;
	const char *struck_reason;		  /* "" unless struck */
	const char *values[REGISTER_MAX_COLUMNS]; /* column order; "" when empty */
};

/* The three writers append the journal entry in the same transaction. values must have passed
 * register_check (BUG otherwise). ERR_CONFLICT: the number is already taken by another entry
 * that is not struck (message in Chinese). register_insert is also the fast path of an import:
 * prepared statements, no memory taken per entry. */
enum err register_insert(struct store *store, enum register_id id, int64_t agency_id,
			 const char *const *values, const struct author *author,
			 struct error *error, int64_t *ret_id) MUST_CHECK;
/* version: the one the clerk saw; ERR_CONFLICT when it has moved on or the entry is struck,
 * ERR_MISSING when the agency has no such entry. reason: why corrected, not empty. */
enum err register_update(struct store *store, enum register_id id, int64_t agency_id,
			 int64_t entry_id, int64_t version, const char *const *values,
			 const char *reason, const struct author *author,
			 struct error *error) MUST_CHECK;
/* The same for striking out; reason not empty. */
enum err register_strike(struct store *store, enum register_id id, int64_t agency_id,
			 int64_t entry_id, int64_t version, const char *reason,
			 const struct author *author, struct error *error) MUST_CHECK;

enum err register_get(struct store *store, enum register_id id, int64_t agency_id, int64_t entry_id,
		      struct arena *arena, struct error *error, struct entry *ret_entry) MUST_CHECK;

enum struck_filter { STRUCK_WITHOUT, STRUCK_WITH, STRUCK_ONLY };

/* All-zero: everything not struck, newest first, first page. */
struct entry_filter {
	day from, to;	  /* the dating column, both inclusive; 0 or DAY_NONE: open */
	const char *text; /* found in the entry's title or number; NULL or "": any */
	enum struck_filter struck;
	const char *choices[REGISTER_MAX_FILTERS]; /* by position in facts->filters: a code, "-" for
						      empty, NULL or "" for any */
	const char *cursor; /* next or previous of an earlier page; NULL or "": first page */
	size_t limit;	    /* entries on a page; 0: 50, at most 500 */
};

struct entry_page {
	struct entry *entries;
	size_t n;
	/* entries the filter passes, on all pages, to COUNT_MORE (store/count_some.h); -1 when not
	 * counted: more than COUNT_MOST would have to be looked at */
	int64_t total;
	const char *previous; /* cursor of the page before, NULL on the first */
	const char *next;     /* cursor of the page after, NULL on the last */
};

/* Newest first by the dating column, then by id. A malformed cursor is ERR_USAGE. */
enum err register_list(struct store *store, enum register_id id, int64_t agency_id,
		       const struct entry_filter *filter, struct arena *arena, struct error *error,
		       struct entry_page *ret_page) MUST_CHECK;

/* How many entries not struck out are dated from `from` to `to`, inclusive, to COUNT_MORE. */
enum err register_count(struct store *store, enum register_id id, int64_t agency_id, day from,
			day to, struct error *error, int64_t *ret_n) MUST_CHECK;
/* Is any entry dated so, struck out or not? */
enum err register_any(struct store *store, enum register_id id, int64_t agency_id, day from, day to,
		      struct error *error, bool *ret_any) MUST_CHECK;

/* Every entry that the filter passes (limit and cursor ignored), oldest first, for export. The
 * entry lives until the next call; a non-zero return of `each` stops and is handed back. */
typedef enum err entry_each(const struct entry *entry, void *context, struct error *error);
enum err register_each(struct store *store, enum register_id id, int64_t agency_id,
		       const struct entry_filter *filter, entry_each *each, void *context,
		       struct error *error) MUST_CHECK;

#endif

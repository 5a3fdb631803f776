/* SPDX-License-Identifier: MulanPSL-2.0
 * An office moved into another database, of the same engine or the other, while nobody writes.
 *
 * The source stays frozen from the first row to the last word: readers go on, writers are told to
 * try again. The target cannot be opened by anything else until all of it is there and compared:
 * then, and in this order, the source is marked as moved and the target is opened, so that at no
 * moment two places take entries. A copy that was interrupted goes on where it stopped when its
 * source is as it was; else it begins anew and says so. */
#ifndef LIANXIN_STORE_COPY_H
#define LIANXIN_STORE_COPY_H

#include "store/journal.h"

enum copy_purpose {
	COPY_MOVE,     /* the source is frozen, and refuses entries afterwards */
	COPY_KEEP,     /* frozen, and open again afterwards: a rehearsal */
	COPY_SNAPSHOT, /* as it is at one moment, without freezing; nothing is written to it */
};
/* What a copy says while it works. */
enum copy_step {
	COPY_VERIFIES,	  /* the journal of table, "source" or "target" */
	COPY_GOES_ON,	  /* with what an earlier run left */
	COPY_BEGINS_ANEW, /* for the source has changed since */
	COPY_ROWS_DONE,
	COPY_COMPARES,
	COPY_OPENS, /* all is there and equal; the source is marked, the target not yet open */
};
struct copy_progress {
	enum copy_step step;
	const char *table;	     /* of ROWS_DONE and COMPARES; see VERIFIES */
	int64_t table_rows;	     /* of this table there by now */
	int64_t rows, all_rows, run; /* of all: there by now, to be there, put by this run */
	bool committed; /* of ROWS_DONE: what was told before is kept; false just before that */
};
typedef void copy_watch(void *context, const struct copy_progress *progress);

struct copy_order {
	const char *from, *to; /* database URLs */
	enum copy_purpose purpose;
	struct author author;
	copy_watch *watch; /* may be NULL */
	void *context;
	bool as_it_is; /* also when its journal does not verify: a backup is judged when it is put
			  back */
	int64_t batch; /* at most so many rows in one commit; 0: by the table */
};
struct copy_result {
	int64_t rows, put;    /* of the office; put by this run */
	bool went_on;	      /* with what an earlier run had left */
	bool marked;	      /* the source refuses entries from now on */
	struct digest digest; /* SM3 over the digests of all tables, equal on both sides */
	struct journal_verdict verdict; /* of the target; of the source when it does not verify */
};
/* ERR_USAGE: one database given twice. ERR_CONTENT, with the verdict: the source's journal does
 * not verify; nothing was written. ERR_ENV: the target holds something else, its schema is another,
 * or the environment failed: the same order goes on later. */
enum err store_copy(const struct copy_order *order, struct arena *arena, struct error *error,
		    struct copy_result *ret_result) MUST_CHECK;

/* Lets a database that was marked as moved take entries again. ERR_CONFLICT when it is not marked.
 */
enum err store_copy_reopen(const char *url, const struct author *author, struct error *error,
			   const char **ret_moved_to, struct arena *arena) MUST_CHECK;

/* A backup file of a database that is no file, as it is at one moment, while others write: whole or
 * not there at all. ERR_ENV when the file exists. */
enum err store_backup_shared(const char *url, const char *path, const struct author *author,
			     struct arena *arena, struct error *error) MUST_CHECK;
/* A backup file into an empty database that is no file; goes on where it was interrupted. ERR_ENV
 * when it holds anything else; ERR_CONTENT with the verdict when the backup does not verify. */
enum err store_restore_shared(const char *url, const char *from, const struct author *author,
			      struct arena *arena, struct error *error,
			      struct journal_verdict *ret_verdict) MUST_CHECK;

/* A database's URL as it may be shown and kept: without a password; a file by its full path. */
const char *copy_place(const char *url, struct arena *arena);

#endif

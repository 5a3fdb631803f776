/* SPDX-License-Identifier: MulanPSL-2.0
 * Schema upgrades, backup, restore, rebuild. */
#ifndef LIANXIN_STORE_BACKUP_H
#define LIANXIN_STORE_BACKUP_H

#include "store/journal.h"

struct migrate_report {
	int from, to;	  /* numbers of the last migration before and after */
	char backup[512]; /* file the old database was copied to; "" when nothing was to do */
};
/* Brings a database to this binary's schema: copies it to PATH.before-NNNN, then applies what is
 * missing in one transaction. ERR_ENV when it is newer, not Lianxin's, served at the moment, or an
 * applied migration was changed afterwards. */
enum err store_migrate(const char *url, int64_t at, struct error *error,
		       struct migrate_report *ret_report) MUST_CHECK;
/* The number of the newest migration in this binary. */
int store_schema(void);

/* A consistent copy while others read and write; complete and on disk, or not there at all. ERR_ENV
 * when the file exists. */
enum err store_backup(struct store *store, const char *path, struct error *error) MUST_CHECK;
/* Puts a backup in the database's place after checking it (integrity, schema, journal). The present
 * one, if any, is kept as PATH.before-restore. ERR_ENV while a `serve` runs on it; ERR_CONTENT
 * with the verdict filled when the backup's journal does not verify. */
enum err store_restore(const char *url, const char *from, struct arena *arena, struct error *error,
		       struct journal_verdict *ret_verdict) MUST_CHECK;
/* Drops and rebuilds everything derived (keys of similar requests, indexes, statistics, free
 * pages). */
enum err store_rebuild(struct store *store, struct error *error) MUST_CHECK;
/* The engine's own check of the file. ERR_CONTENT with the first complaint. */
enum err store_integrity(struct store *store, struct error *error) MUST_CHECK;

#endif

/* SPDX-License-Identifier: MulanPSL-2.0
 * The operator's work on the whole database: founding an office, upgrading, backing up. */
#ifndef LIANXIN_OFFICE_HOUSE_H
#define LIANXIN_OFFICE_HOUSE_H

#include "office/staff.h"
#include "store/agency.h"
#include "store/backup.h"

/* The first administrator's login. */
#define HOUSE_FIRST_LOGIN "admin"

/* A database's URL as it may be shown: without a password. */
const char *house_place(const char *url, struct arena *arena);

struct house_founded {
	char login[33];
	struct staff_link link; /* with which the first system administrator sets a password */
};
/* An empty database. ERR_ENV when the file holds anything already. */
enum err house_create(const char *url, int64_t at, struct error *error,
		      struct store **ret_store) MUST_CHECK;
/* A new database with its root agency and the first system administrator. ERR_ENV when the file
 * holds anything already; on any error no file is left behind that was not there. vault: the
 * office's key, or NULL. */
enum err house_found(const char *url, struct clock clock, const char *agency,
		     enum agency_level level, struct vault *vault, struct error *error,
		     struct house_founded *ret_founded) MUST_CHECK;
enum err house_migrate(const char *url, struct clock clock, struct error *error,
		       struct migrate_report *ret_report) MUST_CHECK;
/* Checks the journal without changing anything, so that evidence stays as it is. ERR_NONE also when
 * there are findings. */
enum err house_verify(const char *url, struct arena *arena, struct error *error,
		      struct journal_verdict *ret_verdict) MUST_CHECK;
/* Journalled as BACKUP. */
enum err house_backup(const char *url, struct clock clock, const char *path,
		      struct error *error) MUST_CHECK;
/* ERR_CONTENT, with the verdict, when the backup's journal does not verify: nothing is replaced. */
enum err house_restore(const char *url, struct clock clock, const char *from, struct arena *arena,
		       struct error *error, struct journal_verdict *ret_verdict) MUST_CHECK;
enum err house_rebuild(const char *url, struct error *error) MUST_CHECK;

#endif

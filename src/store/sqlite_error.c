/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/sqlite_error.h"

#include <errno.h>
#include <sqlite3.h>
#include <string.h>

struct cause {
	int code; /* primary result code */
	enum err err;
	const char *message, *hint;
};

static const struct cause causes[] = {
	{SQLITE_BUSY, ERR_BUSY, "Another program is writing to the database.",
	 "Wait until it has finished, then try again."},
	{SQLITE_LOCKED, ERR_BUSY, "Another program is writing to the database.",
	 "Wait until it has finished, then try again."},
	{SQLITE_READONLY, ERR_ENV, "The database is read-only.",
	 "Make the file and its directory writable for this user."},
	{SQLITE_FULL, ERR_ENV, "The disk is full; nothing of this step was kept.",
	 "Free some space on the database's disk, then try again."},
	{SQLITE_CORRUPT, ERR_ENV, "The database file is damaged.",
	 "Stop the service and restore the latest backup with `lianxin restore`."},
	{SQLITE_NOTADB, ERR_ENV, "The file is not a database.", "Check the path given with --db."},
	{SQLITE_CANTOPEN, ERR_ENV, "The database file cannot be opened.",
	 "Check that the path given with --db exists and that this user may read and write it."},
	{SQLITE_PERM, ERR_ENV, "The database file may not be opened by this user.",
	 "Check the file's owner and permissions."},
	{SQLITE_IOERR, ERR_ENV, "The disk could not be read or written.",
	 "Check the disk and the system's log, then try again."},
	{SQLITE_NOMEM, ERR_ENV, "The machine ran out of memory.", "Close other programs."},
	{SQLITE_CONSTRAINT, ERR_CONFLICT, "The database refuses this change: a rule forbids it.",
	 ""},
	{SQLITE_AUTH, ERR_DENIED, "This connection may not read that.", ""},
};

static const struct cause *cause_of(int code, int system)
{
	int primary = code & 0xff;
	/* a write past RLIMIT_FSIZE or a quota is a full disk to whoever runs the office */
	if (primary == SQLITE_IOERR && (system == EFBIG || system == EDQUOT || system == ENOSPC))
		primary = SQLITE_FULL;
	for (size_t i = 0; i < COUNT_OF(causes); i++)
		if (causes[i].code == primary) return &causes[i];
	return NULL;
}

enum err sqlite_error(struct sqlite3 *handle, int code, struct error *error)
{
	/* sqlite3_system_errno is cleared by the time a failed write comes back as a failed COMMIT
	 */
	int system = errno;
	const struct cause *cause = cause_of(code, system);
	enum err err;
	if (cause != NULL)
		err = error_set(error, cause->err, cause->hint, "%s", cause->message);
	else
		err = error_set(error, ERR_ENV, "Report this as a bug, with the log.",
				"The database engine failed.");
	error_detail(error, "sqlite %d, system %d: %s", code, system,
		     handle != NULL ? sqlite3_errmsg(handle) : sqlite3_errstr(code));
	return err;
}

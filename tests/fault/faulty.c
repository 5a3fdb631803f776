/* SPDX-License-Identifier: MulanPSL-2.0
 * The whole program on a disk that fails. FAULT=MODE:N:SEED says how, counted in the writes,
 * truncations and syncs of the database's files:
 *   count       nothing fails; "fault: N operations" on stderr at the end
 *   kill:N:S    the process dies in its N-th operation, a write half done
 *   cut:N:S     so does the machine: of what was not synced some writes are lost, the seed says
 * which full:N      from the N-th write on the disk is full sync:N      the N-th sync and all later
 * ones fail usage: FAULT=… faulty SUBCOMMAND …; tests/run-faults drives it. */
#include <pthread.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

enum mode { MODE_COUNT, MODE_KILL, MODE_CUT, MODE_FULL, MODE_SYNC };

/* One change since the last sync, and what it replaced. */
struct change {
	sqlite3_int64 offset, old_size;
	int n, old_n; /* bytes written (0: a truncation), bytes there before */
	unsigned char *bytes, *old;
	struct change *next;
};

/* What a file owes to the disk, shared by all handles on it. */
struct disk_file {
	char *path;
	struct change *first, *last;
	struct disk_file *next;
};

struct faulty_file {
	sqlite3_file base;
	struct disk_file *disk;
	sqlite3_file real[]; /* the real VFS's file lies behind */
};

static enum mode mode;
static long fault_at, operations;
static uint64_t random_state;
static struct disk_file *disk_files;
static sqlite3_vfs *real_vfs;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int random_below(int n)
{
	random_state ^= random_state >> 12;
	random_state ^= random_state << 25;
	random_state ^= random_state >> 27;
	return (int)((random_state * UINT64_C(2685821657736338717) >> 33) % (uint64_t)n);
}

static void must(bool holds, const char *what)
{
	if (holds) return;
	fprintf(stderr, "fault: %s\n", what);
	_exit(98);
}

static sqlite3_file *real_of(sqlite3_file *file)
{
	return ((struct faulty_file *)file)->real;
}

/* Takes back every change since the last sync, newest first, then does again those that the disk
 * happened to have written. */
static void disk_file_cut(struct disk_file *disk)
{
	FILE *file = fopen(disk->path, "r+b");
	if (file == NULL) return; /* deleted since */
	size_t n = 0;
	for (struct change *c = disk->first; c != NULL; c = c->next) n++;
	struct change **all = calloc(n + 1, sizeof(struct change *));
	must(all != NULL, "out of memory");
	n = 0;
	for (struct change *c = disk->first; c != NULL; c = c->next) all[n++] = c;
	for (size_t i = n; i-- > 0;) {
		must(ftruncate(fileno(file), all[i]->old_size) == 0, "ftruncate");
		must(pwrite(fileno(file), all[i]->old, (size_t)all[i]->old_n, all[i]->offset) ==
			     all[i]->old_n,
		     "pwrite");
	}
	for (size_t i = 0; i < n; i++) {
		if (random_below(2) == 0) continue;
		if (all[i]->n == 0)
			must(ftruncate(fileno(file), all[i]->offset) == 0, "ftruncate");
		else
			must(pwrite(fileno(file), all[i]->bytes, (size_t)all[i]->n,
				    all[i]->offset) == all[i]->n,
			     "pwrite");
	}
	free(all);
	fclose(file);
}

static _Noreturn void die(void)
{
	fprintf(stderr, "fault: died in operation %ld\n", operations);
	if (mode == MODE_CUT)
		for (struct disk_file *disk = disk_files; disk != NULL; disk = disk->next)
			disk_file_cut(disk);
	kill(getpid(), SIGKILL);
	for (;;) pause();
}

/* Notes what a write or (n 0) a truncation is about to replace. */
static void remember(struct faulty_file *file, const void *bytes, int n, sqlite3_int64 offset)
{
	struct disk_file *disk = file->disk;
	if (mode != MODE_CUT || disk == NULL) return;
	struct change *change = calloc(1, sizeof(*change));
	must(change != NULL, "out of memory");
	sqlite3_file *real = file->real;
	must(real->pMethods->xFileSize(real, &change->old_size) == SQLITE_OK, "xFileSize");
	sqlite3_int64 there = change->old_size > offset ? change->old_size - offset : 0;
	if (n > 0 && there > n) there = n;
	change->offset = offset;
	change->n = n;
	change->old_n = (int)there;
	change->bytes = malloc((size_t)n + 1);
	change->old = malloc((size_t)there + 1);
	must(change->bytes != NULL && change->old != NULL, "out of memory");
	if (n > 0) memcpy(change->bytes, bytes, (size_t)n);
	if (there > 0)
		must(real->pMethods->xRead(real, change->old, change->old_n, offset) == SQLITE_OK,
		     "xRead");
	if (disk->last == NULL)
		disk->first = change;
	else
		disk->last->next = change;
	disk->last = change;
}

static void forget(struct disk_file *disk)
{
	if (disk == NULL) return;
	while (disk->first != NULL) {
		struct change *change = disk->first;
		disk->first = change->next;
		free(change->bytes);
		free(change->old);
		free(change);
	}
	disk->last = NULL;
}

static int faulty_write(sqlite3_file *file, const void *bytes, int n, sqlite3_int64 offset)
{
	sqlite3_file *real = real_of(file);
	pthread_mutex_lock(&lock);
	operations++;
	int rc = SQLITE_OK;
	if (mode == MODE_FULL && operations >= fault_at) {
		rc = SQLITE_FULL;
	} else if ((mode == MODE_KILL || mode == MODE_CUT) && operations == fault_at) {
		int part = random_below(n + 1);
		remember((struct faulty_file *)file, bytes, part, offset);
		if (part > 0) real->pMethods->xWrite(real, bytes, part, offset);
		die();
	} else {
		remember((struct faulty_file *)file, bytes, n, offset);
		rc = real->pMethods->xWrite(real, bytes, n, offset);
	}
	pthread_mutex_unlock(&lock);
	return rc;
}

static int faulty_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	sqlite3_file *real = real_of(file);
	pthread_mutex_lock(&lock);
	operations++;
	if ((mode == MODE_KILL || mode == MODE_CUT) && operations == fault_at) die();
	remember((struct faulty_file *)file, NULL, 0, size);
	int rc = real->pMethods->xTruncate(real, size);
	pthread_mutex_unlock(&lock);
	return rc;
}

static int faulty_sync(sqlite3_file *file, int flags)
{
	sqlite3_file *real = real_of(file);
	pthread_mutex_lock(&lock);
	operations++;
	int rc = SQLITE_OK;
	if ((mode == MODE_KILL || mode == MODE_CUT) && operations == fault_at) die();
	if (mode == MODE_SYNC && operations >= fault_at)
		rc = SQLITE_IOERR_FSYNC;
	else
		rc = real->pMethods->xSync(real, flags);
	if (rc == SQLITE_OK) forget(((struct faulty_file *)file)->disk);
	pthread_mutex_unlock(&lock);
	return rc;
}

/* clang-format off */
#define PASS(name, parameters, arguments)                                                          \
	static int faulty_##name parameters                                                        \
	{                                                                                          \
		sqlite3_file *real = real_of(file);                                                \
		return real->pMethods->name arguments;                                             \
	}
PASS(xClose, (sqlite3_file *file), (real))
PASS(xRead, (sqlite3_file *file, void *to, int n, sqlite3_int64 at), (real, to, n, at))
PASS(xFileSize, (sqlite3_file *file, sqlite3_int64 *ret), (real, ret))
PASS(xLock, (sqlite3_file *file, int level), (real, level))
PASS(xUnlock, (sqlite3_file *file, int level), (real, level))
PASS(xCheckReservedLock, (sqlite3_file *file, int *ret), (real, ret))
PASS(xFileControl, (sqlite3_file *file, int op, void *argument), (real, op, argument))
PASS(xSectorSize, (sqlite3_file *file), (real))
PASS(xDeviceCharacteristics, (sqlite3_file *file), (real))
PASS(xShmMap, (sqlite3_file *file, int page, int size, int extend, void volatile **ret),
     (real, page, size, extend, ret))
PASS(xShmLock, (sqlite3_file *file, int at, int n, int flags), (real, at, n, flags))
PASS(xShmUnmap, (sqlite3_file *file, int gone), (real, gone))
/* clang-format on */

static void faulty_xShmBarrier(sqlite3_file *file)
{
	sqlite3_file *real = real_of(file);
	real->pMethods->xShmBarrier(real);
}

/* Version 2: without xFetch, so that every change goes through xWrite. */
static const sqlite3_io_methods faulty_methods = {
	.iVersion = 2,
	.xClose = faulty_xClose,
	.xRead = faulty_xRead,
	.xWrite = faulty_write,
	.xTruncate = faulty_truncate,
	.xSync = faulty_sync,
	.xFileSize = faulty_xFileSize,
	.xLock = faulty_xLock,
	.xUnlock = faulty_xUnlock,
	.xCheckReservedLock = faulty_xCheckReservedLock,
	.xFileControl = faulty_xFileControl,
	.xSectorSize = faulty_xSectorSize,
	.xDeviceCharacteristics = faulty_xDeviceCharacteristics,
	.xShmMap = faulty_xShmMap,
	.xShmLock = faulty_xShmLock,
	.xShmBarrier = faulty_xShmBarrier,
	.xShmUnmap = faulty_xShmUnmap,
};

static struct disk_file *disk_file_of(const char *path)
{
	struct disk_file *disk = disk_files;
	while (disk != NULL && strcmp(disk->path, path) != 0) disk = disk->next;
	if (disk != NULL) return disk;
	disk = calloc(1, sizeof(*disk));
	must(disk != NULL && (disk->path = strdup(path)) != NULL, "out of memory");
	disk->next = disk_files;
	disk_files = disk;
	return disk;
}

static int faulty_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags,
		       int *ret_flags)
{
	(void)vfs;
	struct faulty_file *faulty = (struct faulty_file *)file;
	memset(faulty, 0, sizeof(*faulty) + (size_t)real_vfs->szOsFile);
	int rc = real_vfs->xOpen(real_vfs, name, faulty->real, flags, ret_flags);
	if (faulty->real->pMethods == NULL) return rc;
	pthread_mutex_lock(&lock);
	/* temporary files need not outlive anything */
	if (name != NULL) faulty->disk = disk_file_of(name);
	pthread_mutex_unlock(&lock);
	faulty->base.pMethods = &faulty_methods;
	return rc;
}

static void count_tell(void)
{
	if (mode == MODE_COUNT) fprintf(stderr, "fault: %ld operations\n", operations);
}

static void fault_read(void)
{
	static const char *const names[] = {"count", "kill", "cut", "full", "sync"};
	const char *text = getenv("FAULT");
	if (text == NULL) text = "count";
	size_t n = strcspn(text, ":");
	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (strlen(names[i]) == n && strncmp(names[i], text, n) == 0) mode = (enum mode)i;
	char *end = NULL;
	if (text[n] == ':') fault_at = strtol(text + n + 1, &end, 10);
	random_state = 0x9E3779B97F4A7C15;
	if (end != NULL && *end == ':') random_state ^= strtoull(end + 1, NULL, 10) << 8;
	must(mode == MODE_COUNT || fault_at > 0, "FAULT is not MODE:N[:SEED]");
}

int main(int argc, char **argv)
{
	static sqlite3_vfs vfs;
	fault_read();
	real_vfs = sqlite3_vfs_find(NULL);
	vfs = *real_vfs;
	vfs.zName = "faulty";
	vfs.szOsFile = (int)sizeof(struct faulty_file) + real_vfs->szOsFile;
	vfs.xOpen = faulty_open;
	vfs.pNext = NULL;
	must(sqlite3_vfs_register(&vfs, 1) == SQLITE_OK, "sqlite3_vfs_register");
	atexit(count_tell);
	return cli_main(argc, argv);
}

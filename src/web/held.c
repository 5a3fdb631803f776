/* SPDX-License-Identifier: MulanPSL-2.0
 * On disk: the stream's header, one piece that tells what it is, then the bytes in pieces. */
#include "web/held.h"

#include <dirent.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/random.h"
#include "web/spool.h"

enum {
	PIECE = 64 * 1024,
	TAG = crypto_secretstream_xchacha20poly1305_ABYTES,
	HEADER = crypto_secretstream_xchacha20poly1305_HEADERBYTES,
	KEY = crypto_secretstream_xchacha20poly1305_KEYBYTES,
	PATH_ROOM = 4096,
};
#define PREFIX "held-"
/* whom the desk's files are counted with */
#define DESK "00000000"

/* The first piece. The digest need not be taken again on each page: nobody who has not the key can
 * make it and the bytes disagree. */
struct label {
	bool unscanned;
	char name[511];
	struct digest digest;
};

typedef crypto_secretstream_xchacha20poly1305_state stream;

/* Two words out of the token: the file's name, and the key. */
static void derive(const char *token, const char *what, unsigned char *ret_bytes, size_t n)
{
	crypto_generichash(ret_bytes, n, (const unsigned char *)what, strlen(what),
			   (const unsigned char *)token, strlen(token));
}

static bool path_of(const char *folder, const char *token, char ret_path[PATH_ROOM])
{
	unsigned char name[16];
	char hex[2 * sizeof name + 1];
	derive(token, "name", name, sizeof name);
	sodium_bin2hex(hex, sizeof hex, name, sizeof name);
	int n = snprintf(ret_path, PATH_ROOM, "%s/" PREFIX "%.*s-%s", spool_folder(folder),
			 HELD_SENDER, token, hex);
	return n > 0 && n < PATH_ROOM;
}

static bool is_token(const char *token)
{
	return strlen(token) == HELD_TOKEN - 1 &&
	       strspn(token, "0123456789abcdef") == HELD_TOKEN - 1;
}

static bool put(int fd, const void *bytes, size_t n)
{
	const char *from = bytes;
	while (n > 0) {
		ssize_t done = write(fd, from, n);
		if (done <= 0) return false;
		from += done;
		n -= (size_t)done;
	}
	return true;
}

static bool put_piece(int fd, stream *state, const void *bytes, size_t n, bool last)
{
	unsigned char piece[PIECE + TAG];
	crypto_secretstream_xchacha20poly1305_push(
		state, piece, NULL, bytes, n, NULL, 0,
		last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
	return put(fd, piece, n + TAG);
}

static bool put_all(int fd, const struct upload *upload, const char *token)
{
	stream state;
	unsigned char key[KEY], header[HEADER];
	struct label label = {.unscanned = upload->unscanned, .digest = upload->digest};
	snprintf(label.name, sizeof label.name, "%s", upload->name);
	derive(token, "key", key, sizeof key);
	crypto_secretstream_xchacha20poly1305_init_push(&state, header, key);
	sodium_memzero(key, sizeof key);
	bool good = put(fd, header, sizeof header) &&
		    put_piece(fd, &state, &label, sizeof label, false);
	const char *bytes = upload_bytes(upload);
	for (int64_t at = 0; good && at < upload->bytes; at += PIECE) {
		int64_t left = upload->bytes - at;
		size_t n = left < PIECE ? (size_t)left : PIECE;
		good = put_piece(fd, &state, bytes + at, n, left <= PIECE);
	}
	sodium_memzero(&state, sizeof state);
	return good;
}

static bool is_old(const struct stat *stat, int64_t now_ms)
{
	return now_ms / 1000 - stat->st_mtime >= HELD_HOURS * 3600;
}

/* What waits: of all, and of one sender. */
struct waiting {
	int64_t bytes, sender_bytes;
	size_t files, sender_files;
};

static struct waiting sweep(const char *folder, const char *sender, int64_t now_ms)
{
	struct waiting waiting = {0};
	size_t n = strlen(PREFIX);
	DIR *listed = opendir(spool_folder(folder));
	if (listed == NULL) return waiting;
	for (const struct dirent *entry; (entry = readdir(listed)) != NULL;) {
		struct stat stat;
		if (strncmp(entry->d_name, PREFIX, n) != 0) continue;
		if (fstatat(dirfd(listed), entry->d_name, &stat, AT_SYMLINK_NOFOLLOW) != 0)
			continue;
		if (is_old(&stat, now_ms)) {
			unlinkat(dirfd(listed), entry->d_name, 0);
			continue;
		}
		waiting.bytes += stat.st_size;
		waiting.files++;
		if (strncmp(entry->d_name + n, sender, HELD_SENDER) != 0) continue;
		waiting.sender_bytes += stat.st_size;
		waiting.sender_files++;
	}
	closedir(listed);
	return waiting;
}

static bool has_room(const struct waiting *waiting, bool desk, int64_t bytes)
{
	int64_t most = HELD_BYTES_MAX;
	size_t files = HELD_FILES_MAX;
	if (!desk) {
		most -= most / HELD_DESK_PART;
		files -= files / HELD_DESK_PART;
	}
	bool shared = desk || (waiting->sender_files < HELD_SENDER_FILES &&
			       waiting->sender_bytes + bytes <= HELD_SENDER_BYTES);
	return shared && waiting->files < files && waiting->bytes + bytes <= most;
}

bool held_keep(const char *folder, const struct upload *upload, const char *sender,
	       char ret_token[HELD_TOKEN])
{
	char path[PATH_ROOM], token[HELD_TOKEN];
	const char *whose = sender == NULL ? DESK : sender;
	struct waiting waiting = sweep(folder, whose, clock_now(NULL));
	if (!has_room(&waiting, sender == NULL, upload->bytes) || !spool_has_room(folder))
		return false;
	snprintf(token, sizeof token, "%.*s", HELD_SENDER, whose);
	random_hex(token + HELD_SENDER, HELD_KEY_BYTES);
	if (!path_of(folder, token, path)) return false;
	int fd = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
	if (fd < 0) return false;
	bool good = put_all(fd, upload, token);
	close(fd);
	if (good)
		memcpy(ret_token, token, sizeof token);
	else
		unlink(path);
	return good;
}

/* The next piece, opened; false when anything differs. *ret_n is what it holds. */
static bool take_piece(int fd, stream *state, size_t room, unsigned char *ret_bytes, size_t *ret_n,
		       bool *ret_last)
{
	unsigned char piece[PIECE + TAG], tag;
	unsigned long long n;
	size_t got = 0;
	for (ssize_t done; got < room + TAG; got += (size_t)done) {
		done = read(fd, piece + got, room + TAG - got);
		if (done < 0) return false;
		if (done == 0) break;
	}
	if (crypto_secretstream_xchacha20poly1305_pull(state, ret_bytes, &n, &tag, piece, got, NULL,
						       0) != 0)
		return false;
	*ret_n = (size_t)n;
	*ret_last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
	return true;
}

static bool take_all(int from, const char *token, struct label *ret_label, int to,
		     int64_t *ret_bytes)
{
	stream state;
	unsigned char key[KEY], header[HEADER], bytes[PIECE];
	size_t n;
	bool last;
	derive(token, "key", key, sizeof key);
	bool good = read(from, header, sizeof header) == (ssize_t)sizeof header &&
		    crypto_secretstream_xchacha20poly1305_init_pull(&state, header, key) == 0 &&
		    take_piece(from, &state, sizeof *ret_label, bytes, &n, &last) &&
		    n == sizeof *ret_label;
	sodium_memzero(key, sizeof key);
	if (!good) return false;
	memcpy(ret_label, bytes, sizeof *ret_label);
	*ret_bytes = 0;
	for (last = false; good && !last; *ret_bytes += (int64_t)n)
		good = take_piece(from, &state, PIECE, bytes, &n, &last) && put(to, bytes, n);
	return good;
}

bool held_take(const char *folder, const char *token, struct arena *arena,
	       struct upload *ret_upload)
{
	char path[PATH_ROOM];
	struct stat stat;
	struct label label;
	int64_t bytes;
	if (!is_token(token) || !path_of(folder, token, path)) return false;
	int from = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (from < 0) return false;
	int to =
		fstat(from, &stat) != 0 || is_old(&stat, clock_now(NULL)) ? -1 : spool_open(folder);
	bool good = to >= 0 && take_all(from, token, &label, to, &bytes);
	close(from);
	if (!good) {
		if (to >= 0) close(to);
		return false;
	}
	lseek(to, 0, SEEK_SET);
	*ret_upload = (struct upload){.fd = to,
				      .bytes = bytes,
				      .filename = arena_text(arena, label.name),
				      .digest = label.digest,
				      .unscanned = label.unscanned,
				      .held = arena_text(arena, token)};
	return true;
}

void held_drop(const char *folder, const char *token)
{
	char path[PATH_ROOM];
	if (is_token(token) && path_of(folder, token, path)) unlink(path);
}

void held_sweep(const char *folder, int64_t now_ms, int64_t *ret_bytes, size_t *ret_files)
{
	struct waiting waiting = sweep(folder, DESK, now_ms);
	*ret_bytes = waiting.bytes;
	*ret_files = waiting.files;
}

/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "base/vault_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <openssl/crypto.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hex.h"
#include "base/random.h"
#include "base/secret_file.h"
#include "base/vault.h"

enum { DIGITS = 2 * DATA_KEY_BYTES, FILE_BYTES = DIGITS + 1, OWNER_ONLY = S_IRUSR | S_IWUSR };

/* A file of this name outlives a power cut only once its folder is on disk too. */
static bool sync_folder(const char *path)
{
	char folder[PATH_MAX];
	const char *slash = strrchr(path, '/');
	size_t n = slash == NULL ? 0 : (size_t)(slash - path) + 1;
	if (n >= sizeof folder) return false;
	memcpy(folder, path, n);
	folder[n] = '\0';
	int fd = open(n == 0 ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool fine = fd >= 0 && fsync(fd) == 0;
	if (fd >= 0) close(fd);
	return fine;
}

static bool write_key(int fd)
{
	char text[FILE_BYTES + 1];
	random_hex(text, DATA_KEY_BYTES);
	text[DIGITS] = '\n';
	bool fine = write(fd, text, FILE_BYTES) == FILE_BYTES && fsync(fd) == 0;
	OPENSSL_cleanse(text, sizeof text);
	return fine;
}

enum err vault_make_file(const char *path, struct error *error)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, OWNER_ONLY);
	if (fd < 0 && errno == EEXIST)
		return error_set(error, ERR_ENV,
				 "A key is never overwritten: what it sealed would be lost.",
				 "There is a key file %.150s already.", path);
	if (fd < 0)
		return error_set(error, ERR_ENV, "Does the folder exist, and may you write in it?",
				 "Cannot make the key file %.150s: %s.", path, strerror(errno));
	bool fine = write_key(fd);
	int why = errno;
	if (close(fd) != 0) fine = false;
	if (fine && sync_folder(path)) return ERR_NONE;
	unlink(path);
	return error_set(error, ERR_ENV, "Is the disk full?",
			 "The key file %.150s could not be written: %s.", path, strerror(why));
}

static enum err check_file(const char *path, const struct stat *file, struct error *error)
{
	if (!S_ISREG(file->st_mode))
		return error_set(error, ERR_ENV, "Name the file that `lianxin init` made.",
				 "The key file %.150s is not a plain file.", path);
	if (!secret_file_open_to_others(file)) return ERR_NONE;
	char hint[256];
	snprintf(hint, sizeof hint,
		 "Take the rights away: chmod 600 %.150s. Whoever read it can read what it seals.",
		 path);
	return error_set(error, ERR_ENV, hint,
			 "The key file %.150s may be read or changed by others (mode %03o).", path,
			 (unsigned)(file->st_mode & (S_IRWXU | S_IRWXG | S_IRWXO)));
}

/* The newline at the end may be missing: people copy keys by hand. */
static bool take_key(const char *text, size_t n, struct data_key *ret_key)
{
	if (n != DIGITS && !(n == FILE_BYTES && text[DIGITS] == '\n')) return false;
	return hex_read(text, DATA_KEY_BYTES, ret_key->bytes);
}

static enum err read_open(int fd, const char *path, struct error *error, struct data_key *ret_key)
{
	char text[FILE_BYTES + 1]; /* one more tells a file that is too long */
	struct stat file;
	if (fstat(fd, &file) != 0)
		return error_set(error, ERR_ENV, NULL, "Cannot look at the key file %.150s: %s.",
				 path, strerror(errno));
	enum err err = check_file(path, &file, error);
	if (err != ERR_NONE) return err;
	ssize_t n = read(fd, text, sizeof text);
	if (n < 0)
		return error_set(error, ERR_ENV, NULL, "Cannot read the key file %.150s: %s.", path,
				 strerror(errno));
	struct data_key key;
	bool good = take_key(text, (size_t)n, &key);
	OPENSSL_cleanse(text, sizeof text);
	if (good) *ret_key = key;
	data_key_wipe(&key);
	if (good) return ERR_NONE;
	return error_set(
		error, ERR_ENV,
		"A key file holds 64 digits of 0-9 and a-f on one line. Take the copy that "
		"was kept elsewhere.",
		"%.150s is not a key file.", path);
}

enum err vault_file_read(const char *path, struct error *error, struct data_key *ret_key)
{
	/* a pipe in its place must not keep the program waiting */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 && errno == ENOENT)
		return error_set(error, ERR_MISSING,
				 "Name it with --key-file or LIANXIN_KEY_FILE, or put the copy "
				 "that was kept elsewhere in its place.",
				 "There is no key file %.150s.", path);
	if (fd < 0)
		return error_set(error, ERR_ENV, "Does it belong to the user that runs Lianxin?",
				 "Cannot open the key file %.150s: %s.", path, strerror(errno));
	enum err err = read_open(fd, path, error, ret_key);
	close(fd);
	return err;
}

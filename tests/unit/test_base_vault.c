/* SPDX-License-Identifier: MulanPSL-2.0
 * The master key's file, wrapped data keys, marks. */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/vault.h"
#include "unit/help_cmocka.h"

#define PLACE "matter.key:42"
/* the bytes 0 to 31 */
#define DIGITS "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

struct folder {
	char path[64], key[96], other[96];
};

static int make_folder(void **state)
{
	struct folder *folder = calloc(1, sizeof *folder);
	assert_non_null(folder);
	strncpy(folder->path, "/tmp/lianxin-vault-XXXXXX", sizeof folder->path - 1);
	assert_non_null(mkdtemp(folder->path));
	snprintf(folder->key, sizeof folder->key, "%s/key", folder->path);
	snprintf(folder->other, sizeof folder->other, "%s/other", folder->path);
	*state = folder;
	return 0;
}

static int remove_folder(void **state)
{
	struct folder *folder = *state;
	unlink(folder->key);
	unlink(folder->other);
	rmdir(folder->path);
	free(folder);
	return 0;
}

static void put_file(const char *path, const void *bytes, size_t n)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, n), n);
	close(fd);
}

static struct vault *vault_of(const char *path)
{
	struct error error;
	struct vault *vault = NULL;
	assert_int_equal(vault_open(path, &error, &vault), ERR_NONE);
	return vault;
}

static struct vault *known_vault(const struct folder *at)
{
	put_file(at->key, DIGITS "\n", 65);
	return vault_of(at->key);
}

static void assert_refused(const char *path, enum err expected, const char *words)
{
	struct error error;
	struct vault *vault = NULL;
	assert_int_equal(vault_open(path, &error, &vault), expected);
	assert_null(vault);
	assert_non_null(strstr(error.message, words));
	assert_int_not_equal(error.hint[0], '\0');
	/* whatever the file holds, no message repeats it */
	assert_null(strstr(error.message, "0405060708"));
	assert_null(strstr(error.hint, "0405060708"));
}

static void a_made_file_is_private_and_never_overwritten(void **state)
{
	const struct folder *at = *state;
	struct error error;
	struct stat file;
	assert_int_equal(vault_make_file(at->key, &error), ERR_NONE);
	assert_int_equal(stat(at->key, &file), 0);
	assert_int_equal(file.st_mode & 07777, 0600);
	assert_int_equal(file.st_size, 65);
	struct vault *one = vault_of(at->key);
	assert_int_equal(vault_make_file(at->key, &error), ERR_ENV);
	assert_non_null(strstr(error.message, "already"));
	struct vault *again = vault_of(at->key);
	assert_string_equal(vault_id(one), vault_id(again));
	assert_int_equal(vault_make_file(at->other, &error), ERR_NONE);
	struct vault *other = vault_of(at->other);
	assert_string_not_equal(vault_id(one), vault_id(other));
	vault_free(one);
	vault_free(again);
	vault_free(other);
	vault_free(NULL);
}

static void a_key_is_not_made_where_it_cannot_be(void **state)
{
	const struct folder *at = *state;
	char path[128];
	struct error error;
	snprintf(path, sizeof path, "%s/none/key", at->path);
	assert_int_equal(vault_make_file(path, &error), ERR_ENV);
	assert_int_equal(symlink("/nowhere", at->other), 0);
	assert_int_equal(vault_make_file(at->other, &error), ERR_ENV);
}

static void what_is_no_key_file_is_refused(void **state)
{
	const struct folder *at = *state;
	static const char *const contents[] = {
		"",
		"\n",
		"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1\n",
		DIGITS "\n\n",
		DIGITS "20",
		DIGITS "x",
		"000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F\n",
		"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e g\n",
	};
	for (size_t i = 0; i < COUNT_OF(contents); i++) {
		put_file(at->key, contents[i], strlen(contents[i]));
		assert_refused(at->key, ERR_ENV, "not a key file");
	}
	char zeros[65] = {0};
	put_file(at->key, zeros, sizeof zeros);
	assert_refused(at->key, ERR_ENV, "not a key file");
	assert_refused(at->path, ERR_ENV, "not a plain file");
	assert_refused(at->other, ERR_MISSING, "There is no key file");
	assert_int_equal(mkfifo(at->other, 0600), 0);
	assert_refused(at->other, ERR_ENV, "not a plain file");
}

static void a_key_that_others_may_touch_is_refused(void **state)
{
	const struct folder *at = *state;
	vault_free(known_vault(at));
	/* group root's reading is allowed in a file of root (systemd's credentials) */
	bool root = getuid() == 0 && getgid() == 0;
	static const mode_t refused[] = {0604, 0602, 0601, 0620, 0610, 0660, 0644, 0444, 0777};
	for (size_t i = 0; i < COUNT_OF(refused); i++) {
		assert_int_equal(chmod(at->key, refused[i]), 0);
		assert_refused(at->key, ERR_ENV, "by others");
	}
	assert_int_equal(chmod(at->key, 0440), 0);
	if (root) {
		vault_free(vault_of(at->key));
		assert_int_equal(chown(at->key, 0, 4711), 0);
		assert_refused(at->key, ERR_ENV, "by others");
		assert_int_equal(chown(at->key, 4711, 0), 0);
	}
	assert_refused(at->key, ERR_ENV, "by others");
	assert_int_equal(chmod(at->key, 0400), 0);
	vault_free(vault_of(at->key));
}

static void a_key_without_its_newline_is_the_same(void **state)
{
	const struct folder *at = *state;
	struct vault *vault = known_vault(at);
	assert_string_equal(vault_id(vault), "f8644ace1bf7a685");
	put_file(at->other, DIGITS, 64);
	struct vault *same = vault_of(at->other);
	assert_string_equal(vault_id(same), vault_id(vault));
	vault_free(same);
	vault_free(vault);
}

static void a_data_key_comes_back_and_every_one_is_new(void **state)
{
	struct vault *vault = known_vault(*state);
	struct data_key one, two, back;
	struct wrapped_key wrapped, other;
	struct error error;
	vault_new_data_key(vault, PLACE, &one, &wrapped);
	vault_new_data_key(vault, PLACE, &two, &other);
	assert_memory_not_equal(one.bytes, two.bytes, sizeof one.bytes);
	assert_null(memmem(&wrapped, sizeof wrapped, one.bytes, 8));
	assert_true(vault_wrapped_by(vault, &wrapped, sizeof wrapped));
	assert_int_equal(vault_open_data_key(vault, PLACE, &wrapped, sizeof wrapped, &error, &back),
			 ERR_NONE);
	assert_memory_equal(one.bytes, back.bytes, sizeof one.bytes);
	vault_free(vault);
}

static void a_wrapped_key_opens_nowhere_else_and_not_changed(void **state)
{
	struct vault *vault = known_vault(*state);
	struct data_key key, back = {{0}}, none = {{0}};
	struct wrapped_key wrapped;
	struct error error;
	vault_new_data_key(vault, PLACE, &key, &wrapped);
	assert_int_equal(vault_open_data_key(vault, "matter.key:43", &wrapped, sizeof wrapped,
					     &error, &back),
			 ERR_ENV);
	for (size_t n = 0; n < sizeof wrapped; n++)
		assert_int_equal(vault_open_data_key(vault, PLACE, &wrapped, n, &error, &back),
				 ERR_ENV);
	for (size_t i = 0; i < sizeof wrapped; i++) {
		wrapped.bytes[i] ^= 1;
		assert_int_equal(
			vault_open_data_key(vault, PLACE, &wrapped, sizeof wrapped, &error, &back),
			ERR_ENV);
		wrapped.bytes[i] ^= 1;
	}
	assert_memory_equal(back.bytes, none.bytes, sizeof none.bytes);
	assert_int_equal(vault_open_data_key(vault, PLACE, &wrapped, sizeof wrapped, NULL, &back),
			 ERR_NONE);
	vault_free(vault);
}

static void another_master_key_is_named(void **state)
{
	const struct folder *at = *state;
	struct vault *vault = known_vault(at);
	struct data_key key, back;
	struct wrapped_key wrapped;
	struct error error;
	assert_int_equal(vault_make_file(at->other, &error), ERR_NONE);
	struct vault *other = vault_of(at->other);
	vault_new_data_key(vault, PLACE, &key, &wrapped);
	assert_false(vault_wrapped_by(other, &wrapped, sizeof wrapped));
	assert_int_equal(vault_open_data_key(other, PLACE, &wrapped, sizeof wrapped, &error, &back),
			 ERR_ENV);
	assert_non_null(strstr(error.message, vault_id(vault)));
	assert_non_null(strstr(error.message, vault_id(other)));
	/* the id rewritten: recognised, and not opened */
	struct wrapped_key forged;
	vault_wrap(other, PLACE, &key, &forged);
	memcpy(wrapped.bytes + 1, forged.bytes + 1, VAULT_ID_BYTES);
	assert_true(vault_wrapped_by(other, &wrapped, sizeof wrapped));
	assert_int_equal(vault_open_data_key(other, PLACE, &wrapped, sizeof wrapped, &error, &back),
			 ERR_ENV);
	vault_free(vault);
	vault_free(other);
}

static void a_data_key_is_rewrapped_and_stays_the_same(void **state)
{
	const struct folder *at = *state;
	struct vault *vault = known_vault(at);
	struct data_key key, back;
	struct wrapped_key wrapped;
	struct error error;
	assert_int_equal(vault_make_file(at->other, &error), ERR_NONE);
	struct vault *other = vault_of(at->other);
	vault_new_data_key(vault, PLACE, &key, &wrapped);
	vault_wrap(other, PLACE, &key, &wrapped);
	assert_int_equal(vault_open_data_key(other, PLACE, &wrapped, sizeof wrapped, &error, &back),
			 ERR_NONE);
	assert_memory_equal(key.bytes, back.bytes, sizeof key.bytes);
	vault_free(vault);
	vault_free(other);
}

/* Made with node's HMAC-SM3 and AES-256-GCM. */
static void what_was_wrapped_and_marked_elsewhere_is_recognised(void **state)
{
	static const unsigned char wrapped[] = {
		0x01, 0xf8, 0x64, 0x4a, 0xce, 0x1b, 0xf7, 0xa6, 0x85, 0x01, 0x01, 0x10,
		0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x1a, 0x1b, 0x33,
		0x5c, 0xa7, 0x58, 0x17, 0x10, 0x8c, 0xd3, 0x8b, 0xd3, 0x0d, 0x23, 0x61,
		0x87, 0xed, 0x49, 0x90, 0x4a, 0x44, 0xd4, 0x68, 0x61, 0x31, 0x2a, 0xd8,
		0x41, 0x4a, 0x19, 0xb1, 0x8e, 0x54, 0x89, 0xa9, 0x6c, 0x3e, 0x4b, 0xce,
		0xa7, 0x77, 0x85, 0x70, 0xb4, 0x07, 0xc6, 0x0d, 0x1b, 0xd5, 0x6f};
	struct vault *vault = known_vault(*state);
	struct data_key key, marks;
	struct digest mark;
	struct error error;
	char hex[DIGEST_HEX];
	assert_int_equal(vault_open_data_key(vault, PLACE, wrapped, sizeof wrapped, &error, &key),
			 ERR_NONE);
	for (size_t i = 0; i < sizeof key.bytes; i++) {
		assert_int_equal(key.bytes[i], 0xff);
		marks.bytes[i] = (unsigned char)i;
	}
	vault_set_marks(vault, &marks);
	vault_mark(vault, "identity", "11010519491231002X", &mark);
	digest_hex(&mark, hex);
	assert_string_equal(hex,
			    "d4250ed6c3b17835bc75084d51076a405e9ea714220806defea7f88eabddc0ec");
	vault_free(vault);
}

static void marks_tell_texts_and_purposes_apart(void **state)
{
	struct vault *vault = known_vault(*state);
	struct data_key marks = {{1}};
	struct digest a, b;
	vault_set_marks(vault, &marks);
	vault_mark(vault, "code", "ABC", &a);
	vault_mark(vault, "code", "ABC", &b);
	assert_true(digest_equal(&a, &b));
	vault_mark(vault, "code", "ABD", &b);
	assert_false(digest_equal(&a, &b));
	vault_mark(vault, "codeA", "BC", &b);
	assert_false(digest_equal(&a, &b));
	vault_free(vault);
}

int main(void)
{
#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)
	const struct CMUnitTest tests[] = {
		WITH_FOLDER(a_made_file_is_private_and_never_overwritten),
		WITH_FOLDER(a_key_is_not_made_where_it_cannot_be),
		WITH_FOLDER(what_is_no_key_file_is_refused),
		WITH_FOLDER(a_key_that_others_may_touch_is_refused),
		WITH_FOLDER(a_key_without_its_newline_is_the_same),
		WITH_FOLDER(a_data_key_comes_back_and_every_one_is_new),
		WITH_FOLDER(a_wrapped_key_opens_nowhere_else_and_not_changed),
		WITH_FOLDER(another_master_key_is_named),
		WITH_FOLDER(a_data_key_is_rewrapped_and_stays_the_same),
		WITH_FOLDER(what_was_wrapped_and_marked_elsewhere_is_recognised),
		WITH_FOLDER(marks_tell_texts_and_purposes_apart),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

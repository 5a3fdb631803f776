/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "base/vault.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hex.h"
#include "base/random.h"
#include "base/vault_file.h"

enum { WRAP_FORMAT_1 = 1, SEALED_AT = 1 + VAULT_ID_BYTES, PLACE_MAX = 256 };

struct vault {
	struct data_key wrapping;
	struct data_key marks;
	bool has_marks;
	unsigned char id[VAULT_ID_BYTES];
	char id_text[VAULT_ID_TEXT];
};

static void hmac(const struct data_key *key, const char *purpose, const char *text,
		 struct digest *ret_digest)
{
	char name[] = DIGEST_ALGORITHM;
	const OSSL_PARAM parameters[] = {
		OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0),
		OSSL_PARAM_construct_end()};
	EVP_MAC *mac = EVP_MAC_fetch(NULL, "HMAC", NULL);
	EVP_MAC_CTX *context = EVP_MAC_CTX_new(mac);
	BUG_IF(mac == NULL || context == NULL);
	size_t n = 0;
	/* with its NUL the purpose ends where it ends: no two pairs run together the same */
	BUG_IF(EVP_MAC_init(context, key->bytes, sizeof key->bytes, parameters) != 1 ||
	       EVP_MAC_update(context, (const unsigned char *)purpose, strlen(purpose) + 1) != 1 ||
	       EVP_MAC_update(context, (const unsigned char *)text, strlen(text)) != 1 ||
	       EVP_MAC_final(context, ret_digest->bytes, &n, DIGEST_BYTES) != 1 ||
	       n != DIGEST_BYTES);
	EVP_MAC_CTX_free(context);
	EVP_MAC_free(mac);
}

/* The master key itself is used for nothing but to derive: one key, one use. */
enum err vault_open(const char *path, struct error *error, struct vault **ret_vault)
{
	struct data_key master;
	enum err err = vault_file_read(path, error, &master);
	if (err != ERR_NONE) return err;
	struct vault *vault = calloc(1, sizeof *vault);
	BUG_IF(vault == NULL);
	struct digest derived;
	hmac(&master, "lianxin vault wrapping", "1", &derived);
	memcpy(vault->wrapping.bytes, derived.bytes, sizeof vault->wrapping.bytes);
	hmac(&master, "lianxin vault id", "1", &derived);
	memcpy(vault->id, derived.bytes, sizeof vault->id);
	OPENSSL_cleanse(&derived, sizeof derived);
	data_key_wipe(&master);
	hex_write(vault->id, VAULT_ID_BYTES, vault->id_text);
	*ret_vault = vault;
	return ERR_NONE;
}

void vault_free(struct vault *vault)
{
	if (vault == NULL) return;
	OPENSSL_cleanse(vault, sizeof *vault);
	free(vault);
}

const char *vault_id(const struct vault *vault)
{
	return vault->id_text;
}

/* A wrapped key does not open as a sealed value of the same place, nor under a changed id. */
static void wrap_place(const struct vault *vault, const char *place, char ret_place[PLACE_MAX])
{
	int n = snprintf(ret_place, PLACE_MAX, "key %s of %s", vault->id_text, place);
	BUG_IF(n < 0 || n >= PLACE_MAX);
}

void vault_wrap(const struct vault *vault, const char *place, const struct data_key *key,
		struct wrapped_key *ret_wrapped)
{
	char inner[PLACE_MAX];
	wrap_place(vault, place, inner);
	struct buf sealed;
	buf_init(&sealed, DATA_KEY_BYTES + SEAL_OVERHEAD);
	seal_bytes(&vault->wrapping, inner, key->bytes, sizeof key->bytes, &sealed);
	BUG_IF(!buf_ok(&sealed) || SEALED_AT + sealed.n != WRAPPED_BYTES);
	ret_wrapped->bytes[0] = WRAP_FORMAT_1;
	memcpy(ret_wrapped->bytes + 1, vault->id, VAULT_ID_BYTES);
	memcpy(ret_wrapped->bytes + SEALED_AT, sealed.p, sealed.n);
	buf_release(&sealed);
}

void vault_new_data_key(const struct vault *vault, const char *place, struct data_key *ret_key,
			struct wrapped_key *ret_wrapped)
{
	data_key_draw(ret_key);
	vault_wrap(vault, place, ret_key, ret_wrapped);
}

bool vault_wrapped_by(const struct vault *vault, const void *wrapped, size_t n)
{
	const unsigned char *in = wrapped;
	return n == WRAPPED_BYTES && memcmp(in + 1, vault->id, VAULT_ID_BYTES) == 0;
}

void vault_wrapper_id(const struct wrapped_key *wrapped, char ret_id[VAULT_ID_TEXT])
{
	hex_write(wrapped->bytes + 1, VAULT_ID_BYTES, ret_id);
}

static enum err refuse_form(struct error *error, const char *place)
{
	return error_set(error, ERR_ENV, "Compare with a backup.",
			 "The key kept at %s is damaged or has a form that this program does not "
			 "know.",
			 place);
}

enum err vault_open_data_key(const struct vault *vault, const char *place, const void *wrapped,
			     size_t n, struct error *error, struct data_key *ret_key)
{
	const unsigned char *in = wrapped;
	if (n != WRAPPED_BYTES || in[0] != WRAP_FORMAT_1) return refuse_form(error, place);
	if (!vault_wrapped_by(vault, wrapped, n)) {
		char other[VAULT_ID_TEXT];
		hex_write(in + 1, VAULT_ID_BYTES, other);
		return error_set(error, ERR_ENV,
				 "Name the key file that the office is sealed with (--key-file, "
				 "LIANXIN_KEY_FILE), and start anew.",
				 "The key kept at %s was wrapped by master key %s; this program "
				 "has %s.",
				 place, other, vault->id_text);
	}
	char inner[PLACE_MAX];
	wrap_place(vault, place, inner);
	struct arena arena;
	arena_init(&arena);
	const char *bytes;
	size_t length;
	enum err err = seal_open(&vault->wrapping, inner, in + SEALED_AT, n - SEALED_AT, &arena,
				 error, &bytes, &length);
	if (err == ERR_NONE) memcpy(ret_key->bytes, bytes, sizeof ret_key->bytes);
	/* the arena gives its memory back as it is */
	if (err == ERR_NONE) OPENSSL_cleanse((void *)(uintptr_t)bytes, length);
	arena_release(&arena);
	return err;
}

void vault_set_marks(struct vault *vault, const struct data_key *key)
{
	BUG_IF(vault->has_marks);
	vault->marks = *key;
	vault->has_marks = true;
}

void vault_mark(const struct vault *vault, const char *purpose, const char *text,
		struct digest *ret_mark)
{
	BUG_IF(!vault->has_marks);
	hmac(&vault->marks, purpose, text, ret_mark);
}

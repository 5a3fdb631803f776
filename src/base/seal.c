/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "base/seal.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <string.h>

#include "base/random.h"

enum { FORMAT_1 = 1, AES_256_GCM = 1 };
enum { HEAD_BYTES = 2, NONCE_BYTES = 12, TAG_BYTES = 16, NONCE_AT = HEAD_BYTES };
enum { BYTES_AT = HEAD_BYTES + NONCE_BYTES };
_Static_assert(BYTES_AT + TAG_BYTES == SEAL_OVERHEAD, "the header's figure is the sum");

void data_key_draw(struct data_key *ret_key)
{
	random_bytes(ret_key->bytes, sizeof ret_key->bytes);
}

void data_key_wipe(struct data_key *key)
{
	OPENSSL_cleanse(key, sizeof *key);
}

/* What is authenticated beside the bytes: the head, so that nobody turns one algorithm into
 * another, and the place. */
static EVP_CIPHER_CTX *begin(const struct data_key *key, bool sealing, const unsigned char *head,
			     const char *place)
{
	size_t n = strlen(place);
	BUG_IF(n == 0 || n > SEAL_MAX);
	EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
	BUG_IF(context == NULL);
	BUG_IF(EVP_CipherInit_ex2(context, EVP_aes_256_gcm(), key->bytes, head + NONCE_AT,
				  sealing ? 1 : 0, NULL) != 1);
	int ignored;
	BUG_IF(EVP_CipherUpdate(context, NULL, &ignored, head, HEAD_BYTES) != 1);
	BUG_IF(EVP_CipherUpdate(context, NULL, &ignored, (const unsigned char *)place, (int)n) !=
	       1);
	return context;
}

void seal_bytes(const struct data_key *key, const char *place, const void *bytes, size_t n,
		struct buf *ret_sealed)
{
	BUG_IF(n > SEAL_MAX);
	unsigned char *out = (unsigned char *)buf_grow(ret_sealed, n + SEAL_OVERHEAD);
	if (out == NULL) return;
	out[0] = FORMAT_1;
	out[1] = AES_256_GCM;
	random_bytes(out + NONCE_AT, NONCE_BYTES);
	EVP_CIPHER_CTX *context = begin(key, true, out, place);
	int done = 0;
	if (n > 0)
		BUG_IF(EVP_CipherUpdate(context, out + BYTES_AT, &done, bytes, (int)n) != 1 ||
		       (size_t)done != n);
	BUG_IF(EVP_CipherFinal_ex(context, out + BYTES_AT + n, &done) != 1 || done != 0);
	BUG_IF(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, TAG_BYTES, out + BYTES_AT + n) !=
	       1);
	EVP_CIPHER_CTX_free(context);
}

static enum err refuse(struct error *error, const char *place, const char *what)
{
	return error_set(error, ERR_ENV,
			 "Was the database changed by hand, or put together from two? Compare with "
			 "a backup.",
			 "The sealed value at %s %s.", place, what);
}

/* The tag counts only after all bytes are deciphered: until then they stay in here. */
static bool decipher(const struct data_key *key, const char *place, const unsigned char *in,
		     size_t n, unsigned char *ret_out)
{
	EVP_CIPHER_CTX *context = begin(key, false, in, place);
	unsigned char tag[TAG_BYTES];
	int done = 0;
	memcpy(tag, in + BYTES_AT + n, TAG_BYTES);
	if (n > 0)
		BUG_IF(EVP_CipherUpdate(context, ret_out, &done, in + BYTES_AT, (int)n) != 1 ||
		       (size_t)done != n);
	BUG_IF(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, TAG_BYTES, tag) != 1);
	bool good = EVP_CipherFinal_ex(context, ret_out + n, &done) == 1;
	EVP_CIPHER_CTX_free(context);
	if (!good) OPENSSL_cleanse(ret_out, n);
	return good;
}

enum err seal_open(const struct data_key *key, const char *place, const void *sealed, size_t n,
		   struct arena *arena, struct error *error, const char **ret_bytes, size_t *ret_n)
{
	const unsigned char *in = sealed;
	if (n < SEAL_OVERHEAD || n - SEAL_OVERHEAD > SEAL_MAX)
		return refuse(error, place, "is cut short");
	if (in[0] != FORMAT_1 || in[1] != AES_256_GCM)
		return refuse(error, place, "has a form that this program does not know");
	size_t length = n - SEAL_OVERHEAD;
	char *out = arena_alloc(arena, length + 1);
	if (!decipher(key, place, in, length, (unsigned char *)out))
		return refuse(error, place,
			      "is damaged, was sealed for another place, or under another key");
	out[length] = '\0';
	*ret_bytes = out;
	*ret_n = length;
	return ERR_NONE;
}

/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "base/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdlib.h>

#include "base/hex.h"

struct digester {
	EVP_MD *algorithm;
	EVP_MD_CTX *context;
};

struct digester *digester_new(void)
{
	struct digester *digester = calloc(1, sizeof *digester);
	BUG_IF(digester == NULL);
	digester->algorithm = EVP_MD_fetch(NULL, DIGEST_ALGORITHM, NULL);
	digester->context = EVP_MD_CTX_new();
	BUG_IF(digester->algorithm == NULL || digester->context == NULL);
	return digester;
}

void digester_free(struct digester *digester)
{
	if (digester == NULL) return;
	EVP_MD_CTX_free(digester->context);
	EVP_MD_free(digester->algorithm);
	free(digester);
}

void digester_begin(struct digester *digester)
{
	BUG_IF(EVP_DigestInit_ex2(digester->context, digester->algorithm, NULL) != 1);
}

void digester_add(struct digester *digester, const void *bytes, size_t n)
{
	BUG_IF(EVP_DigestUpdate(digester->context, bytes, n) != 1);
}

struct digest digester_end(struct digester *digester)
{
	struct digest digest;
	unsigned int n = 0;
	BUG_IF(EVP_DigestFinal_ex(digester->context, digest.bytes, &n) != 1 || n != DIGEST_BYTES);
	return digest;
}

struct digest digest_of(const void *bytes, size_t n)
{
	struct digester *digester = digester_new();
	digester_begin(digester);
	digester_add(digester, bytes, n);
	struct digest digest = digester_end(digester);
	digester_free(digester);
	return digest;
}

void digest_hex(const struct digest *digest, char ret_text[DIGEST_HEX])
{
	hex_write(digest->bytes, DIGEST_BYTES, ret_text);
}

bool digest_equal(const struct digest *a, const struct digest *b)
{
	return CRYPTO_memcmp(a->bytes, b->bytes, DIGEST_BYTES) == 0;
}

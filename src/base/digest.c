/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "base/digest.h"

#include <gcrypt.h>
#include <openssl/crypto.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/hex.h"

struct digester {
	gcry_md_hd_t running;
};

/* Once in a process, before the first digest. Nothing secret is digested here, so no memory is
 * locked for it; and a kernel in FIPS mode must not take the national algorithm away. */
static void library_begin(void)
{
	gcry_control(GCRYCTL_NO_FIPS_MODE, 0);
	BUG_IF(gcry_check_version(GCRYPT_VERSION) == NULL);
	gcry_control(GCRYCTL_DISABLE_SECMEM, 0);
	gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
}

static void library_begun(void)
{
	static pthread_once_t begun = PTHREAD_ONCE_INIT;
	pthread_once(&begun, library_begin);
}

struct digester *digester_new(void)
{
	struct digester *digester = calloc(1, sizeof *digester);
	BUG_IF(digester == NULL);
	library_begun();
	BUG_IF(gcry_md_open(&digester->running, GCRY_MD_SM3, 0) != 0);
	return digester;
}

void digester_free(struct digester *digester)
{
	if (digester == NULL) return;
	gcry_md_close(digester->running);
	free(digester);
}

void digester_begin(struct digester *digester)
{
	gcry_md_reset(digester->running);
}

void digester_add(struct digester *digester, const void *bytes, size_t n)
{
	gcry_md_write(digester->running, bytes, n);
}

struct digest digester_end(struct digester *digester)
{
	struct digest digest;
	memcpy(digest.bytes, gcry_md_read(digester->running, GCRY_MD_SM3), DIGEST_BYTES);
	return digest;
}

struct digest digest_of(const void *bytes, size_t n)
{
	struct digest digest;
	library_begun();
	gcry_md_hash_buffer(GCRY_MD_SM3, digest.bytes, bytes, n);
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

/* SPDX-License-Identifier: MulanPSL-2.0
 * The master key in its file, for base/vault.c alone: who may read it, and what it must hold. */
#ifndef LIANXIN_BASE_VAULT_FILE_H
#define LIANXIN_BASE_VAULT_FILE_H

#include "base/error.h"
#include "base/seal.h"

/* As vault_open() says. The caller wipes ret_key. */
enum err vault_file_read(const char *path, struct error *error,
			 struct data_key *ret_key) MUST_CHECK;

#endif

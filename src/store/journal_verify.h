/* SPDX-License-Identifier: MulanPSL-2.0
 * The parts of verification share this; for store/ alone. */
#ifndef LIANXIN_STORE_JOURNAL_VERIFY_H
#define LIANXIN_STORE_JOURNAL_VERIFY_H

#include "store/journal_inside.h"

struct verify {
	struct store *store;
	struct arena *arena;
	struct journal_verdict *verdict;
	struct digester *chain; /* runs over a batch while entries' own digests are taken */
	int64_t sealed;		/* entries all seals together count */
};

void verify_found(struct verify *verify, enum journal_fault fault, const char *object,
		  int64_t object_id, int64_t entry_id, const char *format, ...) PRINTF_LIKE(6, 7);
/* Every row of every journalled table against its latest entry. */
enum err verify_rows(struct verify *verify, struct error *error) MUST_CHECK;
/* The schema's own objects against those the migrations make: a view or trigger somebody edited
 * shows in no row. Where the engine keeps no text of its own (PostgreSQL), by name, kind and table
 * alone. */
enum err verify_schema(struct verify *verify, struct error *error) MUST_CHECK;
/* Every account's password against the entry that set it; the hash stands in no journalled row. */
enum err verify_passwords(struct verify *verify, struct error *error) MUST_CHECK;

#endif

/* SPDX-License-Identifier: MulanPSL-2.0
 * Verification, part three: passwords. Whoever swaps a hash in the file signs in as somebody else.
 */
#include <stdio.h>
#include <string.h>

#include "store/canonical.h"
#include "store/journal_verify.h"

void credential_note(const char *hash, char ret_note[CREDENTIAL_NOTE])
{
	struct digest digest = digest_of(hash, strlen(hash));
	char hex[DIGEST_HEX];
	digest_hex(&digest, hex);
	snprintf(ret_note, CREDENTIAL_NOTE, "密码凭证的 " DIGEST_ALGORITHM " 值 %s", hex);
}

/* Does the entry's note fit the hash? Entries of before there was one say nothing. */
static bool fits(struct verify *verify, const char *hash, const struct db_value *note)
{
	struct buf *is = &verify->store->note;
	char text[CREDENTIAL_NOTE];
	if (note->n == 0) return true;
	credential_note(hash, text);
	buf_clear(is);
	canonical_text(is, text, strlen(text));
	return note->n == is->n && memcmp(note->bytes, buf_text(is), is->n) == 0;
}

static void check_password(struct verify *verify, struct db_statement *row)
{
	int64_t id = db_column_int(row, 0), entry_id = db_column_int(row, 2);
	struct db_value note = db_column(row, 3);
	if (db_column_null(row, 2)) {
		if (*db_column_text(row, 1) == '\0') return;
		verify_found(verify, FAULT_PASSWORD, "account", id, 0,
			     "Account %lld has a password, but no journal entry says that one was "
			     "set.",
			     (long long)id);
	} else if (!fits(verify, db_column_text(row, 1), &note)) {
		verify_found(verify, FAULT_PASSWORD, "account", id, entry_id,
			     "The password of account %lld is not the one set in journal entry "
			     "%lld.",
			     (long long)id, (long long)entry_id);
	}
}

enum err verify_passwords(struct verify *verify, struct error *error)
{
	struct db_statement *row = NULL;
	enum err err = db_query(
		verify->store->db,
		SQL("SELECT a.id, a.password, j.id, v.note FROM account a LEFT JOIN journal j "
		    "ON j.id = (SELECT MAX(p.id) FROM journal p WHERE p.object = 'account' "
		    "AND p.object_id = a.id AND p.action = 'password') "
		    "LEFT JOIN journal_value v ON v.id = j.id ORDER BY a.id"),
		DB_NO_VALUES, error, &row);
	if (err != ERR_NONE) return err;
	enum db_step step;
	while ((step = db_step(row, error)) == DB_ROW) check_password(verify, row);
	return step == DB_FAILED ? db_failed(row) : ERR_NONE;
}

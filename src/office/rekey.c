/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/rekey.h"

#include <stdio.h>
#include <string.h>

#include "office/matter_inside.h"
#include "store/journal.h"
#include "store/sealing.h"

enum { BATCH = 500 };
#define REASON "更换主密钥"

struct rekey {
	const struct vault *from, *to;
	struct author author;
	int64_t after; /* the last matter of the batch before; 0: from the beginning */
	/* of one batch, or of the last transaction */
	struct rekey_result result;
	size_t n;
	int64_t last;
};

static enum err rewrap_row(struct store *store, struct rekey *rekey,
			   const struct matter_key_row *row, struct arena *arena,
			   struct error *error)
{
	const char *place = matter_key_place(row->kind, row->entry_id, arena);
	struct data_key key;
	struct wrapped_key wrapped;
	if (vault_open_data_key(rekey->from, place, row->key.bytes, row->key.n, NULL, &key) !=
	    ERR_NONE) {
		if (rekey->result.unopened++ == 0) rekey->result.first_matter = row->id;
		return ERR_NONE;
	}
	vault_wrap(rekey->to, place, &key, &wrapped);
	data_key_wipe(&key);
	rekey->result.changed++;
	return matter_key_replace(store, row, &wrapped, REASON, &rekey->author, error);
}

static enum err rewrap_batch(struct store *store, struct rekey *rekey, int64_t after,
			     struct error *error)
{
	struct arena arena = {0};
	struct matter_key_row *rows = NULL;
	size_t n = 0;
	enum err err = matter_keys_under(store, vault_id(rekey->from), after, BATCH, &arena, error,
					 &rows, &n);
	for (size_t i = 0; i < n && err == ERR_NONE; i++) {
		err = rewrap_row(store, rekey, &rows[i], &arena, error);
		rekey->last = rows[i].id;
	}
	rekey->n = n;
	arena_release(&arena);
	return err;
}

static enum err batch_work(struct store *store, void *context, struct error *error)
{
	struct rekey *rekey = context;
	rekey->result = (struct rekey_result){0};
	return rewrap_batch(store, rekey, rekey->after, error);
}

/* The new key's row, made once: an interrupted change goes on with the one there is. */
static enum err begin_work(struct store *store, void *context, struct error *error)
{
	struct rekey *rekey = context;
	struct wrapped_key next;
	enum err err = sealing_get(store, SEALING_NEXT, error, &next);
	if (err == ERR_NONE && !vault_wrapped_by(rekey->to, &next, sizeof next)) {
		char id[VAULT_ID_TEXT];
		vault_wrapper_id(&next, id);
		return error_set(error, ERR_ENV, "Finish that one first, with its key file.",
				 "A change to key %s is not finished.", id);
	}
	if (err != ERR_MISSING) return err;
	err = sealing_rewrap_marks(store, rekey->from, rekey->to, error, &next);
	return err != ERR_NONE ? err : sealing_put(store, SEALING_NEXT, &next, error);
}

/* Cases may have come in behind a batch, and on PostgreSQL in front of one that read past them: so
 * all once more, in the transaction that makes the new key the office's. */
static enum err finish_work(struct store *store, void *context, struct error *error)
{
	struct rekey *rekey = context;
	struct wrapped_key next;
	char note[64];
	rekey->result = (struct rekey_result){0};
	rekey->last = 0;
	enum err err = ERR_NONE;
	do err = rewrap_batch(store, rekey, rekey->last, error);
	while (err == ERR_NONE && rekey->n == BATCH);
	if (err == ERR_NONE) err = sealing_get(store, SEALING_NEXT, error, &next);
	if (err == ERR_NONE) err = sealing_put(store, SEALING_NOW, &next, error);
	if (err == ERR_NONE) err = sealing_drop_next(store, error);
	if (err != ERR_NONE) return err;
	snprintf(note, sizeof note, "%s → %s", vault_id(rekey->from), vault_id(rekey->to));
	return journal_event(store, ACTION_REKEY, OBJECT_OFFICE, 0, 0, note, &rekey->author, error);
}

enum err rekey_office(struct office *office, const struct vault *to, struct error *error,
		      struct rekey_result *ret_result)
{
	const struct actor self = actor_operator();
	struct rekey rekey = {
		.from = office->vault, .to = to, .author = office_author(office, &self)};
	int64_t changed = 0;
	BUG_IF(rekey.from == NULL || strcmp(vault_id(rekey.from), vault_id(to)) == 0);
	enum err err = store_transaction(office->store, begin_work, &rekey, error);
	if (err == ERR_NONE) do {
			rekey.after = rekey.last;
			err = store_transaction(office->store, batch_work, &rekey, error);
			if (err == ERR_NONE) changed += rekey.result.changed;
		} while (err == ERR_NONE && rekey.n == BATCH);
	if (err == ERR_NONE) err = store_transaction(office->store, finish_work, &rekey, error);
	if (err != ERR_NONE) return err;
	*ret_result = rekey.result;
	ret_result->changed += changed;
	return ERR_NONE;
}

/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/attachment.h"

#include <string.h>

#include "store/journal_inside.h"
#include "store/matter_inside.h"

static const struct {
	const char *code, *label;
	bool theirs;
} uses[ATTACHMENT__MAX] = {
#define USE(NAME, code, label, theirs) {code, label, theirs},
	ATTACHMENT_TABLE(USE)
#undef USE
};

const char *attachment_use_code(enum attachment_use use)
{
	BUG_IF(use >= ATTACHMENT__MAX);
	return uses[use].code;
}

const char *attachment_use_label(enum attachment_use use)
{
	BUG_IF(use >= ATTACHMENT__MAX);
	return uses[use].label;
}

bool attachment_use_theirs(enum attachment_use use)
{
	BUG_IF(use >= ATTACHMENT__MAX);
	return uses[use].theirs;
}

bool attachment_use_parse(const char *code, enum attachment_use *ret_use)
{
	for (size_t i = 0; i < ATTACHMENT__MAX; i++) {
		if (strcmp(uses[i].code, code) != 0) continue;
		*ret_use = (enum attachment_use)i;
		return true;
	}
	return false;
}

static struct db_value id_or_null(int64_t id)
{
	return id == 0 ? db_null() : db_int(id);
}

/* The row as it is journalled, without sending the bytes there and back: an entry names them by
 * their digest (store/canonical.h). */
#define WRITTEN                                                                                    \
	"id, agency_id, matter_id, version, struck, struck_reason, use, step_id, of_id, name, "    \
	"media_type, size, digest, account_id, at, CAST($13 AS TEXT) AS bytes"

enum err attachment_insert(struct store *store, int64_t agency_id,
			   const struct attachment *attachment, struct blob sealed,
			   const struct digest *of_sealed, const struct author *author,
			   struct error *error, int64_t *ret_id)
{
	struct change change = {ACTION_ADD, OBJECT_ATTACHMENT, agency_id, NULL, author};
	struct digest digest = of_sealed != NULL ? *of_sealed : digest_of(sealed.bytes, sealed.n);
	char hex[DIGEST_HEX];
	digest_hex(&digest, hex);
	return journal_change(
		store,
		SQL("INSERT INTO attachment (agency_id, matter_id, use, step_id, of_id, name, "
		    "media_type, size, digest, account_id, at, bytes) "
		    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) "
		    "RETURNING " WRITTEN),
		DB_VALUES(db_int(agency_id), db_int(attachment->matter_id),
			  db_text(attachment_use_code(attachment->use)),
			  id_or_null(attachment->step_id), id_or_null(attachment->of_id),
			  db_text(attachment->name), db_text(attachment->media_type),
			  db_int(attachment->size), db_text(attachment->digest),
			  db_int(author->account_id), db_int(author->at), blob_bind(sealed),
			  db_text(hex)),
		&change, error, ret_id);
}

enum err attachment_strike(struct store *store, int64_t agency_id, int64_t matter_id, int64_t id,
			   const char *reason, const struct author *author, struct error *error)
{
	struct change change = {ACTION_STRIKE, OBJECT_ATTACHMENT, agency_id, reason, author};
	BUG_IF(reason == NULL || reason[0] == '\0');
	enum err err = journal_change(
		store,
		SQL("UPDATE attachment SET version = version + 1, struck = 1, struck_reason = $3 "
		    "WHERE id = $1 AND matter_id = $2 AND struck = 0 RETURNING " ATTACHMENT_ROW),
		DB_VALUES(db_int(id), db_int(matter_id), db_text(reason)), &change, error, NULL);
	if (err != ERR_MISSING) return err;
	return error_set(error, ERR_CONFLICT, NULL, "没有这个附件，或者它已经作废。");
}

#define SHOWN                                                                                      \
	"id, matter_id, version, struck, struck_reason, use, step_id, of_id, name, media_type, "   \
	"size, digest, account_id, at"

static void read_shown(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct attachment *attachment = ret_item;
	*attachment = (struct attachment){
		.id = db_column_int(row, 0),
		.matter_id = db_column_int(row, 1),
		.version = db_column_int(row, 2),
		.struck = db_column_int(row, 3) != 0,
		.struck_reason = row_text(row, 4, arena),
		.step_id = db_column_int(row, 6),
		.of_id = db_column_int(row, 7),
		.name = row_text(row, 8, arena),
		.media_type = row_text(row, 9, arena),
		.size = db_column_int(row, 10),
		.digest = row_text(row, 11, arena),
		.account_id = db_column_int(row, 12),
		.at = db_column_int(row, 13),
	};
	BUG_IF(!attachment_use_parse(db_column_text(row, 5), &attachment->use));
}

enum err attachment_list(struct store *store, int64_t matter_id, struct arena *arena,
			 struct error *error, struct attachment **ret_attachments, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct attachment);
	enum err err = rows_list(
		store->db, SQL("SELECT " SHOWN " FROM attachment WHERE matter_id = $1 ORDER BY id"),
		DB_VALUES(db_int(matter_id)), read_shown, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_attachments = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

struct whole {
	struct attachment attachment;
	struct blob sealed;
};

static void read_whole(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct whole *whole = ret_item;
	read_shown(row, arena, &whole->attachment);
	whole->sealed = row_blob(row, 14, arena);
}

enum err attachment_get(struct store *store, int64_t matter_id, int64_t id, struct arena *arena,
			struct error *error, struct attachment *ret_attachment,
			struct blob *ret_sealed)
{
	struct whole whole;
	enum err err = rows_one(
		store->db,
		SQL("SELECT " SHOWN ", bytes FROM attachment WHERE id = $1 AND matter_id = $2"),
		DB_VALUES(db_int(id), db_int(matter_id)), read_whole, arena, &whole,
		"没有这个附件。", error);
	if (err != ERR_NONE) return err;
	*ret_attachment = whole.attachment;
	*ret_sealed = whole.sealed;
	return ERR_NONE;
}

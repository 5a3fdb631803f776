/* SPDX-License-Identifier: MulanPSL-2.0
 * Handing the requester the files that go out with the reply: those the own gate shows, and no
 * other file of the matter. */
#include "office/matter_blackout_inside.h"
#include "office/visitor.h"
#include "store/journal.h"

struct handing {
	int64_t given_id, agency_id;
	struct author author;
};

static enum err note_work(struct store *store, void *context, struct error *error)
{
	const struct handing *handing = context;
	return journal_event(store, ACTION_OPEN, OBJECT_ATTACHMENT, handing->given_id,
			     handing->agency_id, "下载随答复提供的信息", &handing->author, error);
}

enum err visitor_given(struct office *office, const char *from, const struct visitor_case *seen,
		       int64_t given_id, struct arena *arena, struct error *error,
		       const struct own_given **ret_given, struct blob *ret_bytes)
{
	const struct own_given *given = NULL;
	const struct actor actor = actor_visitor(from);
	struct handing handing = {given_id, seen->own.agency_id, office_author(office, &actor)};
	struct matter matter;
	struct attachment attachment;
	struct data_key key;
	struct blob bytes = {NULL, 0};
	for (size_t i = 0; i < seen->n_givens; i++)
		if (seen->givens[i].id == given_id && !seen->givens[i].withdrawn)
			given = &seen->givens[i];
	if (given == NULL) return error_set(error, ERR_MISSING, NULL, "没有这个文件。");
	enum err err = matter_get(office->store, seen->own.id, arena, error, &matter);
	if (err == ERR_NONE) err = matter_key(office, &matter, error, &key);
	if (err != ERR_NONE) return err;
	err = blackout_source(office->store, &key, matter.id, given_id, arena, error, &attachment,
			      &bytes);
	data_key_wipe(&key);
	if (err == ERR_NONE) err = store_transaction(office->store, note_work, &handing, error);
	if (err != ERR_NONE) return err;
	*ret_given = given;
	*ret_bytes = bytes;
	return ERR_NONE;
}

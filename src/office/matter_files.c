/* SPDX-License-Identifier: MulanPSL-2.0
 * Files of a matter: sealed under its key, kept. */
#include "office/matter_inside.h"

struct matter_file *matter_files_digested(const struct matter_file *files, size_t n,
					  struct arena *arena)
{
	struct matter_file *digested = arena_array(arena, n, sizeof *digested);
	for (size_t i = 0; i < n; i++) {
		digested[i] = files[i];
		if (files[i].digest != NULL) continue;
		struct digest *digest = ARENA_NEW(arena, struct digest);
		*digest = digest_of(files[i].bytes, files[i].n);
		digested[i].digest = digest;
	}
	return digested;
}

enum err matter_keep_file(struct office *office, const struct author *author,
			  const struct matter *matter, const struct data_key *key,
			  const struct matter_file *file, int64_t step_id, int64_t of_id,
			  struct arena *arena, struct error *error, int64_t *ret_id)
{
	struct digest digest =
		file->digest != NULL ? *file->digest : digest_of(file->bytes, file->n);
	struct attachment attachment = {.matter_id = matter->id,
					.use = file->use,
					.step_id = step_id,
					.of_id = of_id,
					.name = file->name,
					.media_type = file->media_type,
					.size = (int64_t)file->n};
	char *hex = arena_alloc(arena, DIGEST_HEX);
	struct buf sealed;
	digest_hex(&digest, hex);
	attachment.digest = hex;
	buf_init(&sealed, file->n + 1024);
	seal_bytes(key, attachment_place(matter->id, hex, arena), file->bytes, file->n, &sealed);
	BUG_IF(!buf_ok(&sealed));
	enum err err = attachment_insert(office->store, matter->agency_id, &attachment,
					 (struct blob){buf_text(&sealed), sealed.n}, author, error,
					 ret_id);
	buf_release(&sealed);
	return err;
}

struct adding {
	struct office *office;
	struct author author;
	const struct matter *matter;
	const struct data_key *key;
	const struct matter_file *file;
	int64_t of_id;
	struct arena *arena;
	int64_t id;
};

static enum err add_work(struct store *store, void *context, struct error *error)
{
	struct adding *adding = context;
	struct office inside = office_inside(adding->office, store);
	return matter_keep_file(&inside, &adding->author, adding->matter, adding->key, adding->file,
				0, adding->of_id, adding->arena, error, &adding->id);
}

enum err matter_add_file(struct office *office, const struct actor *actor, int64_t id,
			 const struct matter_file *file, int64_t of_id, struct arena *arena,
			 struct error *error, int64_t *ret_id)
{
	struct matter matter;
	struct data_key key;
	enum err err = matter_check(office, actor, PERMIT_MATTER_STEP, id, arena, error, &matter);
	if (err == ERR_NONE) err = matter_key(office, &matter, error, &key);
	if (err != ERR_NONE) return err;
	struct adding adding = {.office = office,
				.author = office_author(office, actor),
				.matter = &matter,
				.key = &key,
				.file = file,
				.of_id = of_id,
				.arena = arena};
	err = store_transaction(office->store, add_work, &adding, error);
	data_key_wipe(&key);
	if (err == ERR_NONE) *ret_id = adding.id;
	return err;
}

/* SPDX-License-Identifier: MulanPSL-2.0
 * Files of a matter: sealed under its key, kept. */
#include <inttypes.h>

#include "base/share.h"
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

/* What a file is sealed for. The key is the matter's own, so the place need not name it: files are
 * sealed before a new matter has an id. Until 2026-11 it did. */
static const char *place_of(const char *digest, struct arena *arena)
{
	return arena_printf(arena, "attachment.bytes:%s", digest);
}

static const char *place_before(const struct attachment *attachment, struct arena *arena)
{
	return arena_printf(arena, "attachment.bytes:%" PRId64 ":%s", attachment->matter_id,
			    attachment->digest);
}

enum err attachment_unseal(const struct data_key *key, const struct attachment *attachment,
			   struct blob sealed, struct arena *arena, struct error *error,
			   struct blob *ret_bytes)
{
	const char *bytes = NULL;
	size_t n = 0;
	enum err err = seal_open(key, place_of(attachment->digest, arena), sealed.bytes, sealed.n,
				 arena, error, &bytes, &n);
	if (err != ERR_NONE)
		err = seal_open(key, place_before(attachment, arena), sealed.bytes, sealed.n, arena,
				error, &bytes, &n);
	if (err == ERR_NONE) *ret_bytes = (struct blob){bytes, n};
	return err;
}

struct sealing {
	const struct data_key *key;
	struct sealed_file *files;
};

static void seal_one(struct sealed_file *file, const struct data_key *key)
{
	struct arena arena = {0};
	char hex[DIGEST_HEX];
	digest_hex(&file->digest, hex);
	seal_bytes(key, place_of(hex, &arena), file->file->bytes, file->file->n, &file->sealed);
	BUG_IF(!buf_ok(&file->sealed));
	file->of_sealed = digest_of(buf_text(&file->sealed), file->sealed.n);
	arena_release(&arena);
}

static void seal_part(void *context, size_t i)
{
	struct sealing *sealing = context;
	seal_one(&sealing->files[i], sealing->key);
}

struct sealed_file *matter_files_seal(const struct matter_file *files, size_t n,
				      const struct data_key *key, struct arena *arena)
{
	struct matter_file *digested = matter_files_digested(files, n, arena);
	struct sealed_file *sealed = arena_array(arena, n, sizeof *sealed);
	size_t ahead = 0, bytes = 0;
	for (size_t i = 0; i < n; i++) {
		sealed[i] =
			(struct sealed_file){.file = &digested[i], .digest = *digested[i].digest};
		buf_init(&sealed[i].sealed, digested[i].n + SEAL_OVERHEAD);
		bytes += digested[i].n;
		if (ahead < i || bytes > FILES_AHEAD) continue;
		/* in this thread's memory, which is used again: theirs goes with them */
		buf_reserve(&sealed[i].sealed, digested[i].n + SEAL_OVERHEAD);
		ahead++;
	}
	share(ahead, seal_part, &(struct sealing){key, sealed});
	return sealed;
}

void matter_files_release(struct sealed_file *files, size_t n)
{
	for (size_t i = 0; i < n; i++) buf_release(&files[i].sealed);
}

static enum err keep(struct office *office, const struct author *author,
		     const struct matter *matter, const struct sealed_file *sealed, int64_t step_id,
		     int64_t of_id, struct error *error, int64_t *ret_id)
{
	const struct matter_file *file = sealed->file;
	char hex[DIGEST_HEX];
	struct attachment attachment = {.matter_id = matter->id,
					.use = file->use,
					.step_id = step_id,
					.of_id = of_id,
					.name = file->name,
					.media_type = file->media_type,
					.size = (int64_t)file->n,
					.digest = hex};
	digest_hex(&sealed->digest, hex);
	return attachment_insert(office->store, matter->agency_id, &attachment,
				 (struct blob){buf_text(&sealed->sealed), sealed->sealed.n},
				 &sealed->of_sealed, author, error, ret_id);
}

enum err matter_keep_sealed(struct office *office, const struct author *author,
			    const struct matter *matter, const struct data_key *key,
			    const struct sealed_file *file, int64_t step_id, int64_t of_id,
			    struct error *error, int64_t *ret_id)
{
	struct sealed_file now = *file;
	if (file->sealed.n > 0)
		return keep(office, author, matter, file, step_id, of_id, error, ret_id);
	buf_init(&now.sealed, file->file->n + SEAL_OVERHEAD);
	seal_one(&now, key);
	enum err err = keep(office, author, matter, &now, step_id, of_id, error, ret_id);
	buf_release(&now.sealed);
	return err;
}

enum err matter_keep_file(struct office *office, const struct author *author,
			  const struct matter *matter, const struct data_key *key,
			  const struct matter_file *file, int64_t step_id, int64_t of_id,
			  struct arena *arena, struct error *error, int64_t *ret_id)
{
	struct sealed_file *sealed = matter_files_seal(file, 1, key, arena);
	enum err err = matter_keep_sealed(office, author, matter, key, sealed, step_id, of_id,
					  error, ret_id);
	matter_files_release(sealed, 1);
	return err;
}

struct adding {
	struct office *office;
	struct author author;
	const struct matter *matter;
	const struct data_key *key;
	struct sealed_file *file;
	int64_t of_id, id;
};

static enum err add_work(struct store *store, void *context, struct error *error)
{
	struct adding *adding = context;
	struct office inside = office_inside(adding->office, store);
	return matter_keep_sealed(&inside, &adding->author, adding->matter, adding->key,
				  adding->file, 0, adding->of_id, error, &adding->id);
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
				.file = matter_files_seal(file, 1, &key, arena),
				.of_id = of_id};
	err = store_transaction(office->store, add_work, &adding, error);
	matter_files_release(adding.file, 1);
	data_key_wipe(&key);
	if (err == ERR_NONE) *ret_id = adding.id;
	return err;
}

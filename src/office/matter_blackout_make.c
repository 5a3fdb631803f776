/* SPDX-License-Identifier: MulanPSL-2.0
 * Making the file that is given out of the boxes that were kept: timed work, so that nobody waits
 * for it. What is wrong with the file is written into the row for the clerk; only a database that
 * is away makes the job come again. */
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "office/matter_blackout_inside.h"
#include "store/given_row.h"

enum { SEALED_MAX = 8 * 1024 * 1024, NAME_MAX_CHARACTERS = 100 };

/* ---- boxes to a row and back ---- */

static const char *boxes_place(int64_t matter_id, int64_t source_id, struct arena *arena)
{
	return arena_printf(arena, "blackout.boxes:%" PRId64 ":%" PRId64, matter_id, source_id);
}

void blackout_seal(const struct data_key *key, int64_t matter_id, int64_t source_id,
		   const struct blackout_entry *boxes, size_t n, struct arena *arena,
		   struct blob *ret_sealed)
{
	json_t *all = json_array();
	struct buf sealed;
	for (size_t i = 0; i < n; i++)
		json_array_append_new(all, json_pack("[i,i,i,i,i,s,s]", boxes[i].page, boxes[i].x,
						     boxes[i].y, boxes[i].width, boxes[i].height,
						     withheld_facts(boxes[i].ground)->code,
						     boxes[i].reason));
	char *text = json_dumps(all, JSON_COMPACT);
	BUG_IF(text == NULL);
	buf_init(&sealed, SEALED_MAX);
	seal_bytes(key, boxes_place(matter_id, source_id, arena), text, strlen(text), &sealed);
	free(text);
	json_decref(all);
	BUG_IF(!buf_ok(&sealed));
	*ret_sealed = (struct blob){arena_text_n(arena, buf_text(&sealed), sealed.n), sealed.n};
	buf_release(&sealed);
}

static bool read_box(json_t *json, struct arena *arena, struct blackout_entry *ret)
{
	const char *ground = NULL, *reason = NULL;
	if (json_unpack(json, "[i,i,i,i,i,s,s]", &ret->page, &ret->x, &ret->y, &ret->width,
			&ret->height, &ground, &reason) != 0)
		return false;
	ret->reason = arena_text(arena, reason);
	return withheld_parse(ground, &ret->ground);
}

enum err blackout_unseal(const struct data_key *key, const struct blackout_record *row,
			 struct arena *arena, struct error *error,
			 struct blackout_entry **ret_boxes, size_t *ret_n)
{
	const char *text = NULL;
	size_t n = 0;
	*ret_boxes = NULL;
	*ret_n = 0;
	if (row->boxes.n == 0) return ERR_NONE; /* erased */
	enum err err = seal_open(key, boxes_place(row->matter_id, row->source_id, arena),
				 row->boxes.bytes, row->boxes.n, arena, error, &text, &n);
	if (err != ERR_NONE) return err;
	json_t *all = json_loadb(text, n, 0, NULL);
	size_t count = json_array_size(all);
	struct blackout_entry *boxes = arena_array(arena, count, sizeof *boxes);
	bool good = json_is_array(all);
	for (size_t i = 0; i < count && good; i++)
		good = read_box(json_array_get(all, i), arena, &boxes[i]);
	json_decref(all);
	if (!good) return error_set(error, ERR_ENV, NULL, "这些框不是这一版程序认识的。");
	*ret_boxes = boxes;
	*ret_n = count;
	return ERR_NONE;
}

struct blackout_box *blackout_boxes(const struct blackout_entry *entries, size_t n,
				    struct arena *arena)
{
	struct blackout_box *boxes = arena_array(arena, n, sizeof *boxes);
	for (size_t i = 0; i < n; i++)
		boxes[i] = (struct blackout_box){.page = entries[i].page,
						 .x = entries[i].x,
						 .y = entries[i].y,
						 .width = entries[i].width,
						 .height = entries[i].height,
						 .label = withheld_facts(entries[i].ground)->words};
	return boxes;
}

enum err blackout_source(struct store *store, const struct data_key *key, int64_t matter_id,
			 int64_t attachment_id, struct arena *arena, struct error *error,
			 struct attachment *ret_attachment, struct blob *ret_bytes)
{
	struct blob sealed;
	enum err err = attachment_get(store, matter_id, attachment_id, arena, error, ret_attachment,
				      &sealed);
	return err != ERR_NONE
		       ? err
		       : attachment_unseal(key, ret_attachment, sealed, arena, error, ret_bytes);
}

/* ---- the work ---- */

enum err blackout_job_add(struct store *store, int64_t id, int64_t version, int64_t at,
			  struct error *error)
{
	struct arena arena = {0};
	/* the version in it, so that what is asked for while an older one is being made is not
	 * taken for the same */
	enum err err =
		job_add(store, job_facts(JOB_BLACKOUT)->name,
			arena_printf(&arena, "%" PRId64 ":%" PRId64, id, version), at, error);
	arena_release(&arena);
	return err;
}

struct making {
	struct office *office;
	struct arena *arena;
	struct blackout_record row; /* as it was taken */
	struct matter matter;
	struct attachment source;
	struct author author;
	const char *said; /* why it could not be made; NULL: file holds it */
	struct buf *file;
	bool stale;
};

static enum err load_work(struct store *store, void *context, struct error *error)
{
	struct making *making = context;
	int64_t version = making->row.version;
	enum err err =
		blackout_record_get(store, making->row.id, making->arena, error, &making->row);
	making->stale = err == ERR_MISSING || making->row.version != version ||
			making->row.state != BLACKOUT_ASKED;
	if (err == ERR_MISSING) return ERR_NONE;
	if (err == ERR_NONE && !making->stale)
		err = matter_get(store, making->row.matter_id, making->arena, error,
				 &making->matter);
	return err;
}

/* Paints and proves it; what is wrong goes to making->said. Not in a transaction. */
static void make(struct making *making, const struct data_key *key)
{
	struct arena *arena = making->arena;
	struct problems problems;
	struct blackout_entry *entries = NULL;
	struct blackout_done done;
	struct blob bytes = {NULL, 0};
	struct error error = {0};
	size_t n = 0;
	problems_init(&problems, arena);
	enum err err = blackout_unseal(key, &making->row, arena, &error, &entries, &n);
	if (err == ERR_NONE)
		err = blackout_source(making->office->store, key, making->matter.id,
				      making->row.source_id, arena, &error, &making->source,
				      &bytes);
	if (err == ERR_NONE)
		err = blackout_make(bytes.bytes, bytes.n, blackout_boxes(entries, n, arena), n,
				    making->office->stop, arena, &problems, making->file, &done,
				    &error);
	if (err == ERR_NONE) return;
	making->said = problems.first != NULL
			       ? problems.first->text
			       : arena_printf(arena, "%s%s", error.message, error.hint);
}

/* "名单（区分处理）.pdf" */
static const char *result_name(const char *name, struct arena *arena)
{
	const char *dot = strrchr(name, '.');
	size_t n = dot == NULL || dot == name ? strlen(name) : (size_t)(dot - name);
	const char *stem = arena_text_n(arena, name, n);
	while (utf8_length(stem) > NAME_MAX_CHARACTERS) {
		n--;
		while (n > 0 && ((unsigned char)name[n] & 0xc0) == 0x80) n--;
		stem = arena_text_n(arena, name, n);
	}
	return arena_printf(arena, "%s（区分处理）.pdf", stem);
}

static enum err keep_file(struct office *inside, struct making *making, struct error *error,
			  int64_t *ret_id)
{
	struct data_key key;
	struct matter_file file = {.use = ATTACHMENT_GIVEN,
				   .name = result_name(making->source.name, making->arena),
				   .media_type = "application/pdf",
				   .bytes = making->file->p,
				   .n = making->file->n};
	enum err err = matter_key(inside, &making->matter, error, &key);
	if (err != ERR_NONE) return err;
	err = matter_keep_file(inside, &making->author, &making->matter, &key, &file, 0,
			       making->row.source_id, making->arena, error, ret_id);
	data_key_wipe(&key);
	return err;
}

static enum err finish_work(struct store *store, void *context, struct error *error)
{
	struct making *making = context;
	struct office inside = office_inside(making->office, store);
	struct blackout_record row;
	int64_t id = 0;
	enum err err = blackout_record_get(store, making->row.id, making->arena, error, &row);
	/* somebody drew on meanwhile: what was made is of yesterday */
	if (err == ERR_MISSING || (err == ERR_NONE && row.version != making->row.version))
		return ERR_NONE;
	if (err != ERR_NONE) return err;
	row.state = making->said == NULL ? BLACKOUT_MADE : BLACKOUT_FAILED;
	row.said = making->said == NULL ? "" : making->said;
	bool out = false;
	if (row.result_id != 0) err = given_row_out(store, row.result_id, error, &out);
	if (err != ERR_NONE) return err;
	/* what went out with a reply stays with it */
	if (making->said == NULL && row.result_id != 0 && !out) {
		err = attachment_strike(store, row.agency_id, row.matter_id, row.result_id,
					"重新区分处理，由新的一份代替", &making->author, error);
		if (err == ERR_CONFLICT) err = ERR_NONE; /* struck by hand before */
	}
	if (err == ERR_NONE && making->said == NULL)
		err = keep_file(&inside, making, error, &row.result_id);
	return err != ERR_NONE ? err
			       : blackout_record_put(store, &row, &making->author, error, &id);
}

static enum err nothing_work(struct store *store UNUSED, void *context UNUSED,
			     struct error *error UNUSED)
{
	return ERR_NONE;
}

static bool read_payload(const char *payload, struct blackout_record *ret_row)
{
	char *end;
	ret_row->id = strtoll(payload, &end, 10);
	if (*end != ':') return false;
	ret_row->version = strtoll(end + 1, &end, 10);
	return *end == '\0';
}

enum err blackout_job_run(struct office *office, const struct job *job, struct error *error)
{
	struct arena arena = {0};
	struct buf file;
	struct data_key key;
	struct making making = {.office = office, .arena = &arena, .file = &file};
	enum err err = ERR_NONE;
	buf_init(&file, BLACKOUT_BYTES);
	making.stale = !read_payload(job->payload, &making.row);
	if (!making.stale) err = store_read(office->store, load_work, &making, error);
	if (err == ERR_NONE && making.stale) {
		err = job_finish(office, job, nothing_work, NULL, error);
	} else if (err == ERR_NONE) {
		making.author = (struct author){ACTOR_ACCOUNT, making.row.account_id, "",
						clock_now(&office->clock)};
		err = matter_key(office, &making.matter, error, &key);
		if (err == ERR_NONE) {
			make(&making, &key);
			data_key_wipe(&key);
		} else {
			making.said = arena_printf(&arena, "%s%s", error->message, error->hint);
		}
		making.author.at = clock_now(&office->clock);
		/* what was broken off says nothing about the file: it is made anew */
		err = office_stopping(office, error);
		if (err == ERR_NONE) err = job_finish(office, job, finish_work, &making, error);
	}
	buf_release(&file);
	arena_release(&arena);
	return err;
}

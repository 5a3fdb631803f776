/* SPDX-License-Identifier: MulanPSL-2.0
 * Boxes drawn, kept and asked for. The making itself stands in matter_blackout_make.c. */
#include "office/matter_blackout.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "office/matter_blackout_inside.h"
#include "store/journal.h"

bool matter_blackout_fits(const struct attachment *attachment)
{
	static const char *const types[] = {"application/pdf", "image/png", "image/jpeg"};
	for (size_t i = 0; i < COUNT_OF(types); i++)
		if (strcmp(attachment->media_type, types[i]) == 0) return true;
	return false;
}

static enum err permitted(struct office *office, const struct actor *actor, int64_t id, bool write,
			  struct arena *arena, struct error *error, struct matter *ret_matter)
{
	enum err err =
		matter_check(office, actor, PERMIT_MATTER_PERSONAL, id, arena, error, ret_matter);
	if (err == ERR_NONE && write)
		err = permission_check(office, actor, PERMIT_MATTER_STEP, ret_matter->agency_id,
				       error);
	return err;
}

static struct attachment *find(const struct attachment *files, size_t n, int64_t id,
			       struct arena *arena)
{
	for (size_t i = 0; i < n; i++)
		if (files[i].id == id && !files[i].struck) {
			struct attachment *copy = ARENA_NEW(arena, struct attachment);
			*copy = files[i];
			return copy;
		}
	return NULL;
}

/* One row with its file and its boxes; key as in matter_key(). */
static enum err fill(const struct blackout_record *row, const struct data_key *key,
		     const struct attachment *files, size_t n_files, struct arena *arena,
		     struct error *error, struct matter_blackout *ret)
{
	ret->version = row->version;
	ret->state = row->state;
	ret->said = row->said;
	ret->result = find(files, n_files, row->result_id, arena);
	/* the file was struck out by hand: it has to be made again */
	if (ret->result == NULL && row->state == BLACKOUT_MADE) ret->state = BLACKOUT_DRAFT;
	return blackout_unseal(key, row, arena, error, &ret->boxes, &ret->n_boxes);
}

struct opening {
	int64_t id, attachment_id;
	struct arena *arena;
	struct attachment *files;
	size_t n_files;
	struct blackout_record *rows;
	size_t n_rows;
};

static enum err open_work(struct store *store, void *context, struct error *error)
{
	struct opening *opening = context;
	enum err err = attachment_list(store, opening->id, opening->arena, error, &opening->files,
				       &opening->n_files);
	if (err == ERR_NONE)
		err = blackout_record_list(store, opening->id, opening->arena, error,
					   &opening->rows, &opening->n_rows);
	return err;
}

static enum err pick(const struct opening *opening, struct error *error,
		     struct attachment *ret_source)
{
	const struct attachment *source = NULL;
	for (size_t i = 0; i < opening->n_files; i++)
		if (opening->files[i].id == opening->attachment_id) source = &opening->files[i];
	if (source == NULL) return error_set(error, ERR_MISSING, NULL, "没有这个附件。");
	if (source->struck)
		return error_set(error, ERR_CONFLICT, NULL, "这个附件已经作废，不再区分处理。");
	if (!matter_blackout_fits(source))
		return error_set(error, ERR_CONFLICT, "请另存为PDF后再添加到这一件里。",
				 "只有PDF、PNG和JPEG文件可以涂黑，这个附件不是。");
	*ret_source = *source;
	return ERR_NONE;
}

enum err matter_blackout_open(struct office *office, const struct actor *actor, int64_t id,
			      int64_t attachment_id, struct arena *arena, struct error *error,
			      struct matter_blackout *ret_blackout)
{
	struct matter matter;
	struct data_key key;
	struct matter_blackout blackout = {.state = BLACKOUT_DRAFT, .said = ""};
	struct opening opening = {.id = id, .attachment_id = attachment_id, .arena = arena};
	enum err err = permitted(office, actor, id, false, arena, error, &matter);
	if (err == ERR_NONE) err = store_read(office->store, open_work, &opening, error);
	if (err == ERR_NONE) err = pick(&opening, error, &blackout.source);
	if (err == ERR_NONE) err = matter_key(office, &matter, error, &key);
	if (err != ERR_NONE) return err;
	for (size_t i = 0; i < opening.n_rows && err == ERR_NONE; i++)
		if (opening.rows[i].source_id == attachment_id)
			err = fill(&opening.rows[i], &key, opening.files, opening.n_files, arena,
				   error, &blackout);
	data_key_wipe(&key);
	if (err == ERR_NONE) *ret_blackout = blackout;
	return err;
}

enum err matter_blackouts(struct office *office, const struct matter_case *now, struct arena *arena,
			  struct error *error, struct matter_blackout **ret_blackouts,
			  size_t *ret_n)
{
	struct blackout_record *rows = NULL;
	struct data_key key;
	size_t n = 0, count = 0;
	enum err err = blackout_record_list(office->store, now->matter.id, arena, error, &rows, &n);
	*ret_n = 0;
	if (err != ERR_NONE || n == 0) return err;
	err = matter_key(office, &now->matter, error, &key);
	if (err != ERR_NONE) return err;
	struct matter_blackout *all = arena_array(arena, n, sizeof *all);
	for (size_t i = 0; i < n && err == ERR_NONE; i++) {
		const struct attachment *source =
			find(now->attachments, now->n_attachments, rows[i].source_id, arena);
		if (source == NULL) continue;
		all[count].source = *source;
		err = fill(&rows[i], &key, now->attachments, now->n_attachments, arena, error,
			   &all[count++]);
	}
	data_key_wipe(&key);
	if (err != ERR_NONE) return err;
	*ret_blackouts = all;
	*ret_n = count;
	return ERR_NONE;
}

enum err matter_blackout_list(struct office *office, const struct actor *actor,
			      const struct matter_case *matter_case, struct arena *arena,
			      struct error *error, struct matter_blackout **ret_blackouts,
			      size_t *ret_n)
{
	enum err err = permission_check(office, actor, PERMIT_MATTER_PERSONAL,
					matter_case->matter.agency_id, error);
	return err != ERR_NONE
		       ? err
		       : matter_blackouts(office, matter_case, arena, error, ret_blackouts, ret_n);
}

/* The file's bytes, opened; nothing is journalled. */
static enum err bytes_of(struct office *office, const struct matter *matter, int64_t attachment_id,
			 struct arena *arena, struct error *error, struct blob *ret_bytes)
{
	struct attachment attachment;
	struct data_key key;
	enum err err = matter_key(office, matter, error, &key);
	if (err != ERR_NONE) return err;
	err = blackout_source(office->store, &key, matter->id, attachment_id, arena, error,
			      &attachment, ret_bytes);
	data_key_wipe(&key);
	return err;
}

enum err matter_blackout_look(struct office *office, const struct actor *actor, int64_t id,
			      int64_t attachment_id, int page, int width, struct arena *arena,
			      struct error *error, struct blackout_page *ret_page)
{
	struct matter matter;
	struct blob bytes;
	enum err err = permitted(office, actor, id, false, arena, error, &matter);
	if (err == ERR_NONE) err = bytes_of(office, &matter, attachment_id, arena, error, &bytes);
	return err != ERR_NONE ? err
			       : blackout_look(bytes.bytes, bytes.n, page, width, ret_page, error);
}

struct noting {
	int64_t attachment_id, agency_id;
	const char *note;
	struct author author;
};

static enum err note_work(struct store *store, void *context, struct error *error)
{
	const struct noting *noting = context;
	return journal_event(store, ACTION_OPEN, OBJECT_ATTACHMENT, noting->attachment_id,
			     noting->agency_id, noting->note, &noting->author, error);
}

enum err matter_blackout_page(struct office *office, const struct actor *actor, int64_t id,
			      int64_t attachment_id, int page, int width, bool painted,
			      struct arena *arena, struct error *error, struct buf *out)
{
	struct matter matter;
	struct matter_blackout blackout;
	struct blackout_page size;
	struct problems problems;
	struct blob bytes = {NULL, 0};
	problems_init(&problems, arena);
	enum err err =
		matter_blackout_open(office, actor, id, attachment_id, arena, error, &blackout);
	if (err == ERR_NONE) err = permitted(office, actor, id, false, arena, error, &matter);
	if (err == ERR_NONE) err = bytes_of(office, &matter, attachment_id, arena, error, &bytes);
	if (err == ERR_NONE && painted)
		err = blackout_preview(bytes.bytes, bytes.n,
				       blackout_boxes(blackout.boxes, blackout.n_boxes, arena),
				       blackout.n_boxes, page, width, arena, &problems, out, &size,
				       error);
	else if (err == ERR_NONE)
		err = blackout_page(bytes.bytes, bytes.n, page, width, out, &size, error);
	if (err != ERR_NONE) return err;
	struct noting noting = {
		attachment_id, matter.agency_id,
		arena_printf(arena, "区分处理，第%d页%s", page, painted ? "的预览" : ""),
		office_author(office, actor)};
	return store_transaction(office->store, note_work, &noting, error);
}

/* ---- keeping ---- */

static int in_order(const void *left, const void *right)
{
	const struct blackout_entry *a = left, *b = right;
	if (a->page != b->page) return a->page < b->page ? -1 : 1;
	if (a->y != b->y) return a->y < b->y ? -1 : 1;
	return a->x < b->x ? -1 : a->x > b->x;
}

struct saving {
	struct author author;
	struct blackout_record row;
	const char *job; /* to be asked for too; NULL: not */
};

static enum err saving_work(struct store *store, void *context, struct error *error)
{
	const struct saving *saving = context;
	int64_t id = 0;
	enum err err = blackout_record_put(store, &saving->row, &saving->author, error, &id);
	if (err != ERR_NONE || saving->row.state != BLACKOUT_ASKED) return err;
	return blackout_job_add(store, id, saving->row.version + 1, saving->author.at, error);
}

/* Keeps the boxes in that state, in place of the version in *blackout. */
static enum err keep(struct office *office, const struct actor *actor, const struct matter *matter,
		     const struct matter_blackout *blackout, int64_t seen,
		     enum blackout_state state, struct arena *arena, struct error *error)
{
	struct data_key key;
	struct saving saving = {
		.author = office_author(office, actor),
		.row = {.agency_id = matter->agency_id,
			.matter_id = matter->id,
			.version = seen,
			.source_id = blackout->source.id,
			.state = state,
			.result_id = blackout->result == NULL ? 0 : blackout->result->id,
			.said = ""}};
	enum err err = matter_key(office, matter, error, &key);
	if (err != ERR_NONE) return err;
	blackout_seal(&key, matter->id, blackout->source.id, blackout->boxes, blackout->n_boxes,
		      arena, &saving.row.boxes);
	data_key_wipe(&key);
	return store_transaction(office->store, saving_work, &saving, error);
}

enum err matter_blackout_save(struct office *office, const struct actor *actor, int64_t id,
			      int64_t attachment_id, int64_t seen, int page,
			      const struct blackout_entry *boxes, size_t n, struct arena *arena,
			      struct error *error)
{
	struct matter matter;
	struct matter_blackout blackout;
	size_t count = 0;
	enum err err = permitted(office, actor, id, true, arena, error, &matter);
	if (err == ERR_NONE)
		err = matter_blackout_open(office, actor, id, attachment_id, arena, error,
					   &blackout);
	if (err != ERR_NONE) return err;
	struct blackout_entry *all = arena_array(arena, blackout.n_boxes + n, sizeof *all);
	for (size_t i = 0; i < blackout.n_boxes; i++)
		if (blackout.boxes[i].page != page) all[count++] = blackout.boxes[i];
	for (size_t i = 0; i < n; i++) all[count++] = boxes[i];
	if (count > BLACKOUT_BOXES)
		return error_set(error, ERR_CONTENT, "请分成几份文件。",
				 "一份文件最多画%d个框，这一页没有保存。", BLACKOUT_BOXES);
	if (count > 1) qsort(all, count, sizeof *all, in_order);
	blackout.boxes = all;
	blackout.n_boxes = count;
	return keep(office, actor, &matter, &blackout, seen, BLACKOUT_DRAFT, arena, error);
}

/* A box without a reason has that of the first box of its ground. */
static void lend_reasons(struct blackout_entry *boxes, size_t n, struct problems *problems)
{
	const char *first[WITHHELD__MAX] = {NULL};
	bool said[WITHHELD__MAX] = {false};
	for (size_t i = n; i > 0; i--)
		if (boxes[i - 1].reason[0] != '\0')
			first[boxes[i - 1].ground] = boxes[i - 1].reason;
	for (size_t i = 0; i < n; i++) {
		enum withheld ground = boxes[i].ground;
		if (boxes[i].reason[0] != '\0') continue;
		if (first[ground] != NULL) {
			boxes[i].reason = first[ground];
		} else if (!said[ground]) {
			said[ground] = true;
			problem_add(problems, "boxes",
				    "第%d页有以“%s”为依据的框，还没有写理由。同一依据写一处就够。",
				    boxes[i].page, withheld_facts(ground)->words);
		}
	}
}

enum err matter_blackout_ask(struct office *office, const struct actor *actor, int64_t id,
			     int64_t attachment_id, int64_t seen, struct arena *arena,
			     struct problems *problems, struct error *error)
{
	struct matter matter;
	struct matter_blackout blackout;
	size_t before = problems->count;
	enum err err = permitted(office, actor, id, true, arena, error, &matter);
	if (err == ERR_NONE)
		err = matter_blackout_open(office, actor, id, attachment_id, arena, error,
					   &blackout);
	if (err != ERR_NONE) return err;
	if (blackout.n_boxes == 0) problem_add(problems, "boxes", "还没有画要涂黑的框。");
	lend_reasons(blackout.boxes, blackout.n_boxes, problems);
	if (problems->count != before)
		return error_set(error, ERR_CONTENT, NULL, "还不能制作，请先补齐。");
	return keep(office, actor, &matter, &blackout, seen, BLACKOUT_ASKED, arena, error);
}

/* ---- words ---- */

/* Is it the first of its ground and reason? */
static bool leads(const struct blackout_entry *boxes, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (boxes[i].ground == boxes[at].ground &&
		    strcmp(boxes[i].reason, boxes[at].reason) == 0)
			return false;
	return true;
}

static const char *line_of(const struct matter_blackout *blackout, size_t at, struct arena *arena)
{
	const struct blackout_entry *lead = &blackout->boxes[at];
	struct buf places;
	buf_init(&places, 32 * 1024);
	for (size_t i = at; i < blackout->n_boxes; i++)
		if (blackout->boxes[i].ground == lead->ground &&
		    strcmp(blackout->boxes[i].reason, lead->reason) == 0)
			buf_printf(&places, "%s%zu", places.n == 0 ? "" : "、", i + 1);
	const char *line =
		arena_printf(arena, "《%s》涂黑的第%s处｜%s｜%s", blackout->source.name,
			     buf_text(&places), withheld_facts(lead->ground)->words, lead->reason);
	buf_release(&places);
	return line;
}

const char *matter_blackout_lines(const struct matter_blackout *blackouts, size_t n,
				  struct arena *arena)
{
	const char *lines = "";
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; blackouts[i].result != NULL && k < blackouts[i].n_boxes; k++)
			if (leads(blackouts[i].boxes, k))
				lines = ARENA_JOIN(arena, lines, lines[0] == '\0' ? "" : "\n",
						   line_of(&blackouts[i], k, arena));
	return lines;
}

const char *matter_blackout_grounds(const struct matter_blackout *blackout, struct arena *arena)
{
	const char *words = "";
	for (int ground = 0; ground < WITHHELD__MAX; ground++) {
		size_t n = 0;
		for (size_t i = 0; i < blackout->n_boxes; i++)
			n += (int)blackout->boxes[i].ground == ground;
		if (n > 0)
			words = arena_printf(arena, "%s%s%s%zu处", words,
					     words[0] == '\0' ? "" : "、",
					     withheld_facts((enum withheld)ground)->words, n);
	}
	return words;
}

/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/matter_given.h"

#include <string.h>

#include "office/matter_blackout_inside.h"
#include "office/matter_given_inside.h"
#include "office/matter_inside.h"

enum { SHORTEST = 6 }; /* bytes: two characters */

bool matter_given_with(enum letter kind)
{
	return letter_facts(kind)->code[0] == 'R' && kind != LETTER_R15;
}

/* These give something by what they are; the others only when somebody says so. */
static bool gives_by_itself(enum letter kind)
{
	return kind == LETTER_R2 || kind == LETTER_R3 || kind == LETTER_R16;
}

enum err given_load(struct office *office, const struct matter_case *now, struct arena *arena,
		    struct error *error, struct given_facts *ret_facts)
{
	struct given_facts facts = {.now = now};
	struct given_row *rows = NULL;
	struct matter_blackout *blackouts = NULL;
	enum err err =
		given_row_list(office->store, now->matter.id, arena, error, &rows, &facts.n_rows);
	/* without the key, or after it was wiped, no box is known; nor is there a file to open */
	if (err == ERR_NONE && office->vault != NULL && now->matter.key.n != 0)
		err = matter_blackouts(office, now, arena, error, &blackouts, &facts.n_blackouts);
	if (err != ERR_NONE) return err;
	facts.rows = rows;
	facts.blackouts = blackouts;
	*ret_facts = facts;
	return ERR_NONE;
}

static const struct given_row *row_of(const struct given_facts *facts, int64_t letter_id,
				      int64_t attachment_id)
{
	for (size_t i = 0; i < facts->n_rows && letter_id != 0; i++)
		if (facts->rows[i].letter_id == letter_id &&
		    facts->rows[i].attachment_id == attachment_id)
			return &facts->rows[i];
	return NULL;
}

static bool decided(const struct given_facts *facts, int64_t letter_id)
{
	for (size_t i = 0; i < facts->n_rows && letter_id != 0; i++)
		if (facts->rows[i].letter_id == letter_id) return true;
	return false;
}

/* What is blacked out of the file, and whether it is itself what was made. */
static const struct matter_blackout *blackout_of(const struct given_facts *facts, int64_t id,
						 bool *ret_result)
{
	for (size_t i = 0; i < facts->n_blackouts; i++) {
		const struct matter_blackout *blackout = &facts->blackouts[i];
		*ret_result = blackout->result != NULL && blackout->result->id == id;
		if (*ret_result || blackout->source.id == id) return blackout;
	}
	*ret_result = false;
	return NULL;
}

static bool typed(const struct matter_letter *letter, int64_t id)
{
	for (size_t i = 0; i < letter->n_given; i++)
		if (letter->given[i] == id) return true;
	return false;
}

static struct matter_given_file look_at(const struct given_facts *facts,
					const struct matter_letter *letter,
					const struct attachment *file, bool before)
{
	bool result;
	const struct matter_blackout *blackout = blackout_of(facts, file->id, &result);
	const struct given_row *row = row_of(facts, letter->id, file->id);
	struct matter_given_file one = {
		.file = file, .row_id = row == NULL ? 0 : row->id, .why = ""};
	if (result) one.original = &blackout->source;
	if (file->struck)
		one.why = "这份材料已经作废，请重新选择随答复提供的信息。";
	else if (result && blackout->state != BLACKOUT_MADE)
		one.why = "做好以后又改过要涂黑的地方，请重新制作。";
	else if (blackout != NULL && !result && blackout->n_boxes > 0)
		one.why = "里面有划为不公开的地方，不能提供原件，请提供涂黑后的文件；确实要全部公开"
			  "的，"
			  "先把框去掉。";
	bool replaced = blackout != NULL && !result && blackout->result != NULL;
	bool marked = file->use == ATTACHMENT_GIVEN && !file->struck && !replaced;
	one.given = letter->gives ? typed(letter, file->id)
		    : row != NULL ? row->given
		    : before	  ? false
				  : gives_by_itself(letter->kind) && marked && one.why[0] == '\0';
	one.open = marked && before && row == NULL && !letter->gives && one.why[0] == '\0';
	return one;
}

struct matter_given given_of(const struct given_facts *facts, const struct matter_letter *letter,
			     struct arena *arena)
{
	const struct matter_case *now = facts->now;
	struct matter_given given = {.decided = decided(facts, letter->id)};
	given.rows = arena_array(arena, now->n_attachments, sizeof *given.rows);
	for (size_t i = 0; i < now->n_attachments; i++) {
		const struct attachment *file = &now->attachments[i];
		const struct given_row *row = row_of(facts, letter->id, file->id);
		bool offered = !file->struck &&
			       (file->use == ATTACHMENT_GIVEN || file->use == ATTACHMENT_SOURCE);
		if (offered || (row != NULL && row->given && !letter->gives))
			given.rows[given.n++] = look_at(facts, letter, file, given.decided);
	}
	return given;
}

void given_check(const struct given_facts *facts, const struct matter_letter *letter,
		 struct problems *problems)
{
	if (!matter_given_with(letter->kind)) return;
	struct matter_given given = given_of(facts, letter, problems->arena);
	for (size_t i = 0; i < given.n; i++) {
		const struct matter_given_file *one = &given.rows[i];
		if (one->open)
			problem_add(
				problems, "given",
				"《%s》是写这份稿子以后添加的，请修改稿子，选好它随不随答复提供。",
				one->file->name);
		if (!one->given) continue;
		if (one->why[0] != '\0')
			problem_add(problems, "given", "《%s》%s", one->file->name, one->why);
		for (size_t k = 0; k < given.n; k++)
			if (given.rows[k].given && given.rows[k].original != NULL &&
			    given.rows[k].original->id == one->file->id)
				problem_add(problems, "given",
					    "《%s》是《%s》涂黑后的文件，两份不能一起提供。",
					    given.rows[k].file->name, one->file->name);
	}
}

/* ---- the letter's list ---- */

/* A file's name as a letter would have it: without what the machine calls it by. */
static size_t stem(const char *name)
{
	const char *dot = strrchr(name, '.');
	return dot == NULL || dot == name ? strlen(name) : (size_t)(dot - name);
}

static bool names(const char *line, size_t n, const char *name, size_t length)
{
	for (size_t i = 0; i + length <= n; i++)
		if (memcmp(line + i, name, length) == 0) return true;
	return false;
}

/* The file a line is about: the one with the longest name in it; n: none. */
static size_t about(const struct matter_given *given, const char *line, size_t n)
{
	size_t found = given->n, longest = 0;
	for (size_t i = 0; i < given->n; i++) {
		const char *name = given->rows[i].file->name;
		size_t length = stem(name);
		/* a name of one character is in every other line */
		if (length < SHORTEST) length = strlen(name);
		if (length > longest && names(line, n, name, length)) found = i, longest = length;
	}
	return found;
}

/* What a letter calls a file that is not in its list yet: by its stem, if no other has the same. */
static size_t called(const struct matter_given *given, size_t one)
{
	const char *name = given->rows[one].file->name;
	size_t length = stem(name), same = 0;
	for (size_t i = 0; i < given->n; i++)
		same += stem(given->rows[i].file->name) == length &&
			strncmp(given->rows[i].file->name, name, length) == 0;
	return length < SHORTEST || same > 1 ? strlen(name) : length;
}

const char *given_list(const struct matter_given *given, const char *typed_text,
		       struct arena *arena)
{
	const char *list = "";
	bool *listed = arena_array(arena, given->n + 1, sizeof *listed);
	for (const char *line = typed_text; *line != '\0';) {
		size_t n = strcspn(line, "\n"), file = about(given, line, n);
		bool stays = file == given->n || given->rows[file].given;
		if (n > 0 && stays)
			list = arena_printf(arena, "%s%s%.*s", list, *list == '\0' ? "" : "\n",
					    (int)n, line);
		if (stays) listed[file] = true;
		line += n + (line[n] == '\n');
	}
	for (size_t i = 0; i < given->n; i++)
		if (given->rows[i].given && !listed[i])
			list = arena_printf(arena, "%s%s%.*s", list, *list == '\0' ? "" : "\n",
					    (int)called(given, i), given->rows[i].file->name);
	return list;
}

/* ---- keeping ---- */

enum err given_keep(struct office *office, const struct given_facts *facts,
		    const struct matter_letter *letter, bool last, const struct author *author,
		    struct arena *arena, struct error *error)
{
	struct matter_given given = given_of(facts, letter, arena);
	bool says = matter_given_with(letter->kind) && (letter->gives || !given.decided);
	enum err err = ERR_NONE;
	for (size_t i = 0; i < given.n && err == ERR_NONE; i++) {
		const struct matter_given_file *one = &given.rows[i];
		struct given_row row = {.id = one->row_id,
					.matter_id = facts->now->matter.id,
					.letter_id = letter->id,
					.attachment_id = one->file->id,
					.given = one->given && matter_given_with(letter->kind)};
		if (says || (last && one->row_id == 0))
			err = given_row_put(office->store, facts->now->matter.agency_id, &row,
					    author, error);
	}
	return err;
}

enum err matter_given(struct office *office, const struct actor *actor,
		      const struct matter_case *matter_case, const struct matter_letter *letter,
		      struct arena *arena, struct error *error, struct matter_given *ret_given)
{
	struct given_facts facts;
	enum err err = permission_check(office, actor, PERMIT_MATTER_PERSONAL,
					matter_case->matter.agency_id, error);
	*ret_given = (struct matter_given){0};
	if (err != ERR_NONE || !matter_given_with(letter->kind)) return err;
	err = given_load(office, matter_case, arena, error, &facts);
	if (err == ERR_NONE) *ret_given = given_of(&facts, letter, arena);
	return err;
}

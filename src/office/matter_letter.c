/* SPDX-License-Identifier: MulanPSL-2.0
 * Drafts of letters: begun from the case, checked, kept, opened, dropped. */
#include <string.h>

#include "base/utf8.h"
#include "office/matter_letter_inside.h"
#include "store/journal.h"

enum { REASON_MAX = 500 };

enum err letter_permitted(struct office *office, const struct actor *actor, int64_t id, bool write,
			  struct arena *arena, struct error *error, struct matter *ret_matter)
{
	enum err err =
		matter_check(office, actor, PERMIT_MATTER_PERSONAL, id, arena, error, ret_matter);
	if (err == ERR_NONE && write)
		err = permission_check(office, actor, PERMIT_MATTER_STEP, ret_matter->agency_id,
				       error);
	return err;
}

struct asking {
	struct office *office;
	int64_t id;
	struct matter_letter *letter;
	day on;
	bool all;
	struct arena *arena;
	const char *template;
	struct letter_facts_of_case facts;
	struct matter_case now;
};

static enum err asking_work(struct store *store, void *context, struct error *error)
{
	struct asking *asking = context;
	struct office inside = office_inside(asking->office, store);
	enum err err = matter_load(&inside, asking->id, asking->arena, error, &asking->now);
	if (err == ERR_NONE)
		err = letter_facts_load(&inside, &asking->now, asking->arena, error,
					&asking->facts);
	if (err == ERR_NONE)
		err = letter_wording(&inside, asking->now.matter.agency_id, asking->letter->kind,
				     asking->arena, error, &asking->template);
	if (err != ERR_NONE) return err;
	return letter_fill(&asking->facts, asking->letter, asking->on, asking->all, asking->arena,
			   error);
}

enum err matter_letter_begin(struct office *office, const struct actor *actor, int64_t id,
			     struct arena *arena, struct error *error, struct matter_letter *letter)
{
	struct matter matter;
	struct asking asking = {.office = office,
				.id = id,
				.letter = letter,
				.on = clock_today(&office->clock),
				.all = true,
				.arena = arena};
	enum err err = letter_permitted(office, actor, id, true, arena, error, &matter);
	if (err == ERR_NONE) err = store_read(office->store, asking_work, &asking, error);
	if (err != ERR_NONE) return err;
	letter->number = letter->struck_reason = letter->template = "";
	letter->day = DAY_NONE;
	return ERR_NONE;
}

enum err matter_letter_check(struct office *office, const struct actor *actor, int64_t id,
			     const struct matter_letter *letter, day on, struct arena *arena,
			     struct problems *problems, struct error *error, struct doc **ret_doc)
{
	struct matter matter;
	struct matter_letter copy = *letter;
	struct asking asking = {
		.office = office, .id = id, .letter = &copy, .on = on, .arena = arena};
	enum err err = letter_permitted(office, actor, id, false, arena, error, &matter);
	if (err != ERR_NONE) return err;
	if (letter->issued && letter->scan) {
		*ret_doc = NULL;
		return ERR_NONE;
	}
	if (letter->issued) {
		*ret_doc =
			letter_compose(letter, letter->template, letter->number, arena, problems);
		return ERR_NONE;
	}
	err = store_read(office->store, asking_work, &asking, error);
	if (err != ERR_NONE) return err;
	size_t before = problems->count;
	letter_check_reply(&asking.facts, &copy, problems);
	given_check(&asking.facts.given, &copy, problems);
	struct doc *doc = letter_compose(&copy, asking.template, NULL, arena, problems);
	*ret_doc = problems->count > before ? NULL : doc;
	return ERR_NONE;
}

enum err letter_not_under_review(const struct matter_case *now, enum letter kind,
				 struct error *error)
{
	enum life_state state = now->life.state;
	bool review = state == LIFE_DRAFTED || state == LIFE_REVIEWED || state == LIFE_CHECKED ||
		      state == LIFE_APPROVED || state == LIFE_CORRECT_DRAFTED ||
		      state == LIFE_SUGGEST_DRAFTED || state == LIFE_COMPLAINT_DRAFTED;
	bool reply = strcmp(letter_facts(kind)->code, life_letter(&now->life)) == 0;
	if (!review || !reply) return ERR_NONE;
	return error_set(error, ERR_CONFLICT, "要改的，请先办理“退回修改”。",
			 "这份答复已经提交审查（现在是“%s”），审查的就是这一稿，不能再改。",
			 life_state_label(state));
}

struct saving {
	struct office *office;
	struct author author;
	const struct matter *matter;
	struct matter_letter *letter;
	struct letter_row row;
	struct arena *arena;
	const struct data_key *key; /* to keep it */
	const char *reason;	    /* to strike it; NULL: to keep it */
	int64_t id;
};

/* The draft with the files that go with it; its list of attachments follows them. */
static enum err keep_draft(struct office *inside, struct saving *saving,
			   const struct matter_case *now, struct error *error)
{
	struct matter_letter letter = *saving->letter;
	struct arena *arena = saving->arena;
	struct given_facts facts;
	enum err err = given_load(inside, now, arena, error, &facts);
	if (err != ERR_NONE) return err;
	if (matter_given_with(letter.kind)) {
		struct matter_given given = given_of(&facts, &letter, arena);
		letter.values[FIELD_ATTACHMENTS] =
			given_list(&given, letter.values[FIELD_ATTACHMENTS], arena);
	}
	letter_seal(saving->key, saving->matter->id, &letter, arena, &saving->row.data);
	err = saving->id != 0
		      ? letter_row_update(inside->store, &saving->row, &saving->author, error)
		      : letter_row_insert(inside->store, &saving->row, &saving->author, error,
					  &saving->id);
	letter.id = saving->id;
	if (err == ERR_NONE && matter_given_with(letter.kind))
		err = given_keep(inside, &facts, &letter, false, &saving->author, arena, error);
	return err;
}

static enum err saving_work(struct store *store, void *context, struct error *error)
{
	struct saving *saving = context;
	struct office inside = office_inside(saving->office, store);
	struct matter_case now;
	enum err err = matter_load(&inside, saving->matter->id, saving->arena, error, &now);
	if (err == ERR_NONE) err = letter_not_under_review(&now, saving->letter->kind, error);
	if (err != ERR_NONE) return err;
	saving->id = saving->letter->id;
	if (saving->reason != NULL)
		return letter_row_strike(store, &saving->row, saving->reason, &saving->author,
					 error);
	return keep_draft(&inside, saving, &now, error);
}

enum err matter_letter_save(struct office *office, const struct actor *actor, int64_t id,
			    struct matter_letter *letter, struct arena *arena, struct error *error)
{
	struct matter matter;
	struct data_key key;
	enum err err = letter_permitted(office, actor, id, true, arena, error, &matter);
	if (err == ERR_NONE) err = matter_key(office, &matter, error, &key);
	if (err != ERR_NONE) return err;
	struct saving saving = {.office = office,
				.author = office_author(office, actor),
				.matter = &matter,
				.letter = letter,
				.key = &key,
				.arena = arena};
	saving.row = (struct letter_row){.id = letter->id,
					 .agency_id = matter.agency_id,
					 .matter_id = id,
					 .version = letter->version,
					 .kind = letter_facts(letter->kind)->code,
					 .consult = letter->consult};
	err = store_transaction(office->store, saving_work, &saving, error);
	data_key_wipe(&key);
	if (err != ERR_NONE) return err;
	letter->version = letter->id == 0 ? 1 : letter->version + 1;
	letter->id = saving.id;
	return ERR_NONE;
}

enum err matter_letter_strike(struct office *office, const struct actor *actor, int64_t id,
			      int64_t letter_id, int64_t version, const char *reason,
			      struct arena *arena, struct problems *problems, struct error *error)
{
	struct matter matter;
	struct letter_row row;
	enum err err = letter_permitted(office, actor, id, true, arena, error, &matter);
	if (err == ERR_NONE) err = letter_row_get(office->store, id, letter_id, arena, error, &row);
	if (err != ERR_NONE) return err;
	if (row.issued)
		return error_set(
			error, ERR_CONFLICT,
			"在这里印发的，另发更正的文书；登记错的纸质文书，随登记它的那一步作废。",
			"这份文书已经印发，不能单独作废。");
	if (reason[strspn(reason, " \t\r\n")] == '\0' || !utf8_valid(reason, strlen(reason)) ||
	    utf8_length(reason) > REASON_MAX) {
		problem_add(problems, "reason", "请写明作废的理由，不超过%d字。", REASON_MAX);
		return error_set(error, ERR_CONTENT, NULL, "请写明作废的理由。");
	}
	row.version = version;
	struct matter_letter letter = letter_of_row(&row);
	if (letter.kind == LETTER__MAX)
		return error_set(error, ERR_ENV, NULL, "这份文书不是这一版程序认识的。");
	struct saving saving = {.office = office,
				.author = office_author(office, actor),
				.matter = &matter,
				.letter = &letter,
				.row = row,
				.arena = arena,
				.reason = reason};
	return store_transaction(office->store, saving_work, &saving, error);
}

struct opened {
	int64_t id, agency_id;
	const char *note;
	struct author author;
};

static enum err opened_work(struct store *store, void *context, struct error *error)
{
	const struct opened *opened = context;
	return journal_event(store, ACTION_OPEN, OBJECT_LETTER, opened->id, opened->agency_id,
			     opened->note, &opened->author, error);
}

enum err matter_letter_open(struct office *office, const struct actor *actor, int64_t id,
			    int64_t letter_id, struct arena *arena, struct error *error,
			    struct matter_letter *ret_letter)
{
	struct matter matter;
	struct letter_row row;
	struct data_key key;
	enum err err = letter_permitted(office, actor, id, false, arena, error, &matter);
	if (err == ERR_NONE) err = letter_row_get(office->store, id, letter_id, arena, error, &row);
	if (err == ERR_NONE) err = matter_sealed(row.data, error);
	if (err == ERR_NONE) err = matter_key(office, &matter, error, &key);
	if (err != ERR_NONE) return err;
	err = letter_unseal(&key, &row, arena, error, ret_letter);
	data_key_wipe(&key);
	struct opened opened = {letter_id, matter.agency_id, NULL, office_author(office, actor)};
	return err != ERR_NONE ? err
			       : store_transaction(office->store, opened_work, &opened, error);
}

enum err matter_letter_list(struct office *office, const struct actor *actor, int64_t id,
			    struct arena *arena, struct error *error,
			    struct matter_letter **ret_letters, size_t *ret_n)
{
	struct matter matter;
	struct letter_row *rows = NULL;
	size_t n = 0;
	enum err err = matter_check(office, actor, PERMIT_MATTER_READ, id, arena, error, &matter);
	if (err == ERR_NONE) err = letter_row_list(office->store, id, arena, error, &rows, &n);
	if (err != ERR_NONE) return err;
	struct matter_letter *letters = arena_array(arena, n, sizeof *letters);
	for (size_t i = 0; i < n; i++) letters[i] = letter_of_row(&rows[i]);
	*ret_letters = letters;
	*ret_n = n;
	return ERR_NONE;
}

enum err matter_letter_draft(struct office *office, const struct actor *actor, int64_t id,
			     enum letter kind, struct arena *arena, struct error *error,
			     struct matter_letter *ret_letter)
{
	struct matter_letter *letters = NULL;
	size_t n = 0;
	enum err err = matter_letter_list(office, actor, id, arena, error, &letters, &n);
	if (err != ERR_NONE) return err;
	for (; n > 0; n--) {
		if (letters[n - 1].kind != kind || letters[n - 1].struck || letters[n - 1].issued)
			continue;
		*ret_letter = letters[n - 1];
		return ERR_NONE;
	}
	return error_set(error, ERR_MISSING, NULL, "还没有这种文书的草稿。");
}

/* SPDX-License-Identifier: MulanPSL-2.0
 * A letter of a matter between its row, its texts and its document. */
#include <inttypes.h>
#include <jansson.h>
#include <string.h>

#include "law/withheld.h"
#include "office/matter_letter_inside.h"

enum { SEALED_MAX = 1024 * 1024 };

/* "P5 P6" */
static size_t kinds_of(const char *codes, enum letter ret_kinds[MATTER_LETTER_KINDS])
{
	size_t n = 0;
	while (*codes != '\0' && n < MATTER_LETTER_KINDS) {
		char code[8] = "";
		size_t length = strcspn(codes, " ");
		if (length < sizeof code) memcpy(code, codes, length);
		if (letter_parse(code, &ret_kinds[n])) n++;
		codes += length;
		codes += strspn(codes, " ");
	}
	return n;
}

size_t matter_letter_kinds(const struct matter_case *matter_case, enum life_event event,
			   enum letter ret_kinds[MATTER_LETTER_KINDS])
{
	const struct life *life = &matter_case->life;
	const char *codes = "";
	for (size_t i = 0; i < life_row_count() && codes[0] == '\0'; i++)
		if (life_rows[i].event == event && (life_rows[i].from & 1U << life->state) != 0)
			codes = life_rows[i].letter;
	/* one receipt: it goes out by the registration, whenever the receipt was confirmed */
	if (event == LIFE_EVENT_CONFIRM) codes = "";
	if (event == LIFE_EVENT_REGISTER) codes = "P1";
	/* the answer of what is not a request, before its result is said */
	if (event == LIFE_EVENT_CORRECT_DRAFT) codes = "R16";
	if (event == LIFE_EVENT_SUGGEST_DRAFT) codes = "R17";
	if (event == LIFE_EVENT_COMPLAINT_DRAFT) codes = "R18";
	if (event == LIFE_EVENT_DRAFT || strcmp(codes, "R") == 0) codes = life_letter(life);
	return kinds_of(codes, ret_kinds);
}

size_t matter_letters_demanded(enum life_event event, enum letter ret_kinds[MATTER_LETTER_KINDS])
{
	const char *codes = "";
	bool inside = event == LIFE_EVENT_ASSIST;
	for (size_t i = 0; i < life_row_count() && codes[0] == '\0'; i++)
		if (life_rows[i].event == event) codes = life_rows[i].letter;
	bool apart = inside || strcmp(codes, "P1") == 0 || strcmp(codes, "R") == 0;
	return apart ? 0 : kinds_of(codes, ret_kinds);
}

struct matter_letter matter_letter_of_step(enum letter kind, const struct matter_case *matter_case,
					   const struct matter_event *event)
{
	static const enum letter_field parties[] = {FIELD_THIRD, FIELD_COMAKER, FIELD_ASSISTANT};
	enum letter kinds[MATTER_LETTER_KINDS];
	bool consults = matter_letters_demanded(event->event, kinds) > 1;
	bool period = life_event_asks(event->event) == LIFE_ASKS_PERIOD;
	struct matter_letter letter = {.kind = kind,
				       .consult =
					       consults ? (int)matter_case->life.n_consults + 1 : 0,
				       .n = period ? event->n : 0};
	for (size_t i = 0; i < COUNT_OF(parties) && event->party[0] != '\0'; i++)
		if (letter_among(kind, letter_field_facts(parties[i])->kinds))
			letter.values[parties[i]] = event->party;
	return letter;
}

bool matter_letter_optional(const struct matter_case *matter_case, enum life_event event,
			    enum letter *ret_kind)
{
	const struct life *life = &matter_case->life;
	bool archives = event == LIFE_EVENT_ARCHIVE || event == LIFE_EVENT_ARCHIVE_MORE;
	if (!archives || life->ending == LIFE_ENDING_NONE) return false;
	for (size_t i = 0; i < matter_case->n_steps; i++) {
		const struct matter_step *step = &matter_case->steps[i];
		bool archived = strcmp(step->event, life_event_code(LIFE_EVENT_ARCHIVE)) == 0 ||
				strcmp(step->event, life_event_code(LIFE_EVENT_ARCHIVE_MORE)) == 0;
		if (archived && !step->struck && step->letter_id != 0) return false;
	}
	*ret_kind = LETTER_R15;
	return letter_announces(LETTER_R15, life_ending_facts(life->ending)->outcome);
}

const char *matter_letter_label(enum letter_field field)
{
	return letter_field_facts(field)->placeholder;
}

bool matter_letter_wants(enum letter kind, enum letter_field field, struct arena *arena)
{
	struct problems problems;
	struct letter_template template;
	const char *text = letter_template_own(kind);
	problems_init(&problems, arena);
	BUG_IF(!letter_template_read(text, strlen(text), arena, &problems, &template));
	for (const struct letter_line *line = template.first; line != NULL; line = line->next)
		for (const struct letter_piece *piece = line->first; piece != NULL;
		     piece = piece->next)
			if (piece->text == NULL && piece->group == 0 && piece->field == field)
				return true;
	return false;
}

/* ---- texts to a document ---- */

/* Where the next mark of a withheld part stands, as typed on either keyboard. */
static size_t to_bar(const char *line, size_t *ret_bar)
{
	size_t n = 0;
	for (; line[n] != '\0'; n++) {
		if (line[n] == '|') {
			*ret_bar = 1;
			return n;
		}
		if (strncmp(line + n, "｜", strlen("｜")) == 0) {
			*ret_bar = strlen("｜");
			return n;
		}
	}
	*ret_bar = 0;
	return n;
}

static const char *trimmed(const char *text, size_t n, struct arena *arena)
{
	while (n > 0 && (unsigned char)text[n - 1] <= ' ') n--;
	while (n > 0 && (unsigned char)*text <= ' ') text++, n--;
	return arena_text_n(arena, text, n);
}

/* The ground by its code or its words. */
static const char *ground_of(const char *typed)
{
	for (int i = 0; i < WITHHELD__MAX; i++) {
		const struct withheld_facts *facts = withheld_facts((enum withheld)i);
		if (strcmp(facts->words, typed) == 0) return facts->code;
	}
	return typed;
}

static void give_withheld(struct letter_data *data, const char *line, struct problems *problems)
{
	const char *parts[3] = {"", "", ""};
	size_t bar = 0;
	for (int i = 0; i < 3 && *line != '\0'; i++) {
		size_t n = i < 2 ? to_bar(line, &bar) : strlen(line);
		parts[i] = trimmed(line, n, data->arena);
		line += n + (i < 2 ? bar : 0);
	}
	letter_give_withheld(data, parts[0], ground_of(parts[1]), parts[2], problems);
}

static void give_lines(struct letter_data *data, enum letter_field field, const char *text,
		       struct problems *problems)
{
	while (*text != '\0') {
		size_t n = strcspn(text, "\r\n");
		const char *line = trimmed(text, n, data->arena);
		if (line[0] != '\0' && letter_field_facts(field)->type == LETTER_WITHHELD)
			give_withheld(data, line, problems);
		else if (line[0] != '\0')
			letter_give_item(data, field, line, problems);
		text += n;
		text += strspn(text, "\r\n");
	}
}

static void give_all(const struct matter_letter *letter, struct letter_data *data,
		     struct problems *problems)
{
	for (int i = 0; i < FIELD__MAX; i++) {
		const struct letter_field_facts *facts = letter_field_facts((enum letter_field)i);
		const char *text = letter->values[i];
		if (facts->key == NULL || text == NULL || text[0] == '\0' ||
		    !letter_among(letter->kind, facts->kinds))
			continue;
		if (facts->type == LETTER_LIST || facts->type == LETTER_WITHHELD)
			give_lines(data, (enum letter_field)i, text, problems);
		else
			letter_give(data, (enum letter_field)i, text, problems);
	}
}

struct doc *letter_compose(const struct matter_letter *letter, const char *template,
			   const char *number, struct arena *arena, struct problems *problems)
{
	struct letter_data data = {.kind = letter->kind, .arena = arena};
	struct letter_template wording;
	size_t before = problems->count;
	if (!letter_template_read(template, strlen(template), arena, problems, &wording) ||
	    wording.kind != letter->kind) {
		if (problems->count == before)
			problem_add(problems, "", "文书模板不是这一种文书的，请改正模板。");
		return NULL;
	}
	give_all(letter, &data, problems);
	if (number != NULL) letter_give(&data, FIELD_NUMBER, number, problems);
	letter_data_finish(&data, problems);
	/* the number is given when the letter is issued, and not before */
	if (number == NULL) data.shown[FIELD_NUMBER] = "（印发时编号）";
	/* on a list of its own: it keeps silent of fields that were complained of already */
	struct problems missing;
	problems_init(&missing, arena);
	struct doc *doc = letter_document(&wording, &data, &missing);
	for (const struct problem *p = missing.first; p != NULL; p = p->next)
		if (problem_for(problems, p->field) == NULL)
			problem_add(problems, p->field, "%s", p->text);
	return problems->count > before ? NULL : doc;
}

void letter_check_reply(const struct letter_facts_of_case *facts,
			const struct matter_letter *letter, struct problems *problems)
{
	if (letter_facts(letter->kind)->remedy && facts->agency.reconsideration_organ[0] == '\0')
		problem_add(problems, letter_field_facts(FIELD_REVIEWER)->key,
			    "本单位还没有登记行政复议机关，写不出救济途径。请系统管理员在“单位资料”"
			    "里补上。");
	if (letter->ending == LIFE_ENDING_NONE) return;
	const char *lacks = life_ending_lacks(&facts->now->life, letter->ending);
	if (lacks != NULL) problem_add(problems, "", "%s", lacks);
	bool searched = (life_ending_facts(letter->ending)->needs & LIFE_NEED_SEARCHED) != 0;
	if (lacks == NULL && searched && facts->n_searches == 0)
		problem_add(problems, letter_field_facts(FIELD_SEARCH)->key,
			    "检索记录里还没有一条：由谁、在何处、用什么词检索、结果如何，法院会看这"
			    "些记录。");
}

enum err letter_wording(struct office *office, int64_t agency_id, enum letter kind,
			struct arena *arena, struct error *error, const char **ret_template)
{
	const char *text = "";
	int64_t version;
	enum err err = letter_template_get(office->store, agency_id, letter_facts(kind)->code,
					   arena, error, &text, &version);
	if (err != ERR_NONE && err != ERR_MISSING) return err;
	*ret_template = err == ERR_MISSING || text[0] == '\0' ? letter_template_own(kind) : text;
	return ERR_NONE;
}

/* ---- texts to a row ---- */

struct matter_letter letter_of_row(const struct letter_row *row)
{
	struct matter_letter letter = {.id = row->id,
				       .version = row->version,
				       .consult = row->consult,
				       .issued = row->issued,
				       .struck = row->struck,
				       .struck_reason = row->struck_reason,
				       .number = row->number,
				       .day = row->day,
				       .template = ""};
	if (!letter_parse(row->kind, &letter.kind)) letter.kind = LETTER__MAX;
	for (int i = 0; i < FIELD__MAX; i++) letter.values[i] = "";
	return letter;
}

static const char *data_place(int64_t matter_id, const char *kind, int consult, struct arena *arena)
{
	return arena_printf(arena, "letter.data:%" PRId64 ":%s:%d", matter_id, kind, consult);
}

const char *matter_letter_paper_place(int64_t letter_id, const char *format, struct arena *arena)
{
	return arena_printf(arena, "letter_paper.bytes:%" PRId64 ":%s", letter_id, format);
}

void letter_seal(const struct data_key *key, int64_t matter_id, const struct matter_letter *letter,
		 struct arena *arena, struct blob *ret_data)
{
	const char *ending =
		letter->ending == LIFE_ENDING_NONE ? "" : life_ending_facts(letter->ending)->code;
	json_t *values = json_object();
	for (int i = 0; i < FIELD__MAX; i++) {
		const char *name = letter_field_facts((enum letter_field)i)->key;
		const char *text = letter->values[i];
		if (name != NULL && text != NULL && text[0] != '\0')
			json_object_set_new(values, name, json_string(text));
	}
	json_t *all =
		json_pack("{s:i, s:s, s:s, s:o}", "n", letter->n, "ending", ending, "template",
			  letter->template == NULL ? "" : letter->template, "values", values);
	if (letter->scan) json_object_set_new(all, "scan", json_true());
	char *text = json_dumps(all, JSON_COMPACT);
	BUG_IF(text == NULL);
	struct buf sealed;
	buf_init(&sealed, SEALED_MAX);
	seal_bytes(key,
		   data_place(matter_id, letter_facts(letter->kind)->code, letter->consult, arena),
		   text, strlen(text), &sealed);
	free(text);
	json_decref(all);
	BUG_IF(!buf_ok(&sealed));
	*ret_data = (struct blob){arena_text_n(arena, buf_text(&sealed), sealed.n), sealed.n};
	buf_release(&sealed);
}

static const char *member(const json_t *json, const char *name, struct arena *arena)
{
	const char *text = json_string_value(json_object_get(json, name));
	return text == NULL ? "" : arena_text(arena, text);
}

enum err letter_unseal(const struct data_key *key, const struct letter_row *row,
		       struct arena *arena, struct error *error, struct matter_letter *ret_letter)
{
	struct matter_letter letter = letter_of_row(row);
	const char *bytes = NULL;
	size_t n = 0;
	enum err err = seal_open(key, data_place(row->matter_id, row->kind, row->consult, arena),
				 row->data.bytes, row->data.n, arena, error, &bytes, &n);
	if (err != ERR_NONE) return err;
	json_t *all = json_loadb(bytes, n, JSON_REJECT_DUPLICATES, NULL);
	if (!json_is_object(all) || letter.kind == LETTER__MAX) {
		json_decref(all);
		return error_set(error, ERR_ENV, NULL, "这份文书不是这一版程序认识的。");
	}
	json_t *values = json_object_get(all, "values");
	for (int i = 0; i < FIELD__MAX; i++) {
		const char *name = letter_field_facts((enum letter_field)i)->key;
		if (name != NULL) letter.values[i] = member(values, name, arena);
	}
	letter.n = (int)json_integer_value(json_object_get(all, "n"));
	letter.scan = json_is_true(json_object_get(all, "scan"));
	letter.template = member(all, "template", arena);
	const char *ending = member(all, "ending", arena);
	if (ending[0] == '\0' || !life_ending_parse(ending, &letter.ending))
		letter.ending = LIFE_ENDING_NONE;
	json_decref(all);
	*ret_letter = letter;
	return ERR_NONE;
}

/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/desk/page_step_letters.h"

#include <inttypes.h>
#include <string.h>

#include "web/desk/page_letter.h"

enum { PREVIEW_MAX = 2 * 1024 * 1024, NUMBER_MAX = 40 };

#define WRITE "yes"

static const struct form_choice write_choices[] = {
	{WRITE, "写一份《政府信息公开申请不再处理记录》"}, {NULL, NULL}};

void step_letters_find(struct step_letters *letters, const struct matter_case *now,
		       enum life_event event, bool paper)
{
	*letters = (struct step_letters){0};
	letters->n = matter_letters_demanded(event, letters->kinds);
	letters->paper = paper && letters->n > 0;
	letters->adopted = now->n_steps > 0 && matter_before_adoption(now, now->steps[0].day - 1);
	if (letters->n == 0 && matter_letter_optional(now, event, &letters->kinds[0])) {
		letters->n = 1;
		letters->optional = true;
	}
}

/* ---- the fields ---- */

/* What the step says itself: the period, and who is asked. */
static bool said_by_step(enum letter_field field, enum life_event event, bool party)
{
	if (field == FIELD_DAYS) return life_event_asks(event) == LIFE_ASKS_PERIOD;
	return party && (field == FIELD_THIRD || field == FIELD_COMAKER ||
			 (field == FIELD_ASSISTANT && event != LIFE_EVENT_ASSIST));
}

/* Of a fee's notice on paper the register of fees wants the sum. */
static bool asked_of_paper(enum letter_field field)
{
	return field == FIELD_TARIFF || field == FIELD_COUNT || field == FIELD_AMOUNT ||
	       field == FIELD_PAYMENT;
}

/* The first of the letters that may name the field by the clerk's hand; LETTER__MAX: none. */
static enum letter named_in(const struct step_letters *letters, enum letter_field field)
{
	for (size_t i = 0; i < letters->n; i++)
		if (letter_among(letters->kinds[i], letter_field_facts(field)->kinds) &&
		    matter_letter_source(letters->kinds[i], field) != LETTER_FROM_CASE)
			return letters->kinds[i];
	return LETTER__MAX;
}

static size_t text_fields(struct step_letters *letters, enum life_event event, bool party,
			  struct form_field *fields, size_t n, struct arena *arena)
{
	letters->first = n;
	for (int i = 0; i < FIELD__MAX; i++) {
		enum letter_field field = (enum letter_field)i;
		if (letter_field_facts(field)->key == NULL || said_by_step(field, event, party) ||
		    (letters->paper && !asked_of_paper(field)))
			continue;
		enum letter kind = named_in(letters, field);
		if (kind == LETTER__MAX) continue;
		letters->of[n - letters->first] = field;
		fields[n] = page_letter_field(kind, field, arena);
		if (letters->paper) fields[n].plain = false;
		n++;
	}
	letters->last = n;
	return n;
}

static size_t paper_fields(struct step_letters *letters, size_t at, struct form_field *fields,
			   size_t n, struct arena *arena)
{
	const struct letter_facts *facts = letter_facts(letters->kinds[at]);
	bool main_one = at == 0;
	letters->at_number[at] = n;
	fields[n++] = (struct form_field){
		.name = ARENA_JOIN(arena, "number-", facts->code),
		.label = arena_printf(arena, "《%s》的文号", facts->noun),
		.kind = FORM_LINE,
		.hint = main_one ? arena_printf(arena, "照纸质文书上的写，例如 某政%s〔2026〕3号",
						facts->series)
				 : "没有另发纸质的，这三项都不填，由系统一并编号印发",
		.plain = main_one,
		.most = NUMBER_MAX};
	fields[n++] = (struct form_field){.name = ARENA_JOIN(arena, "dated-", facts->code),
					  .label = arena_printf(arena, "《%s》的日期", facts->noun),
					  .kind = FORM_DAY,
					  .plain = main_one};
	fields[n++] = (struct form_field){
		.name = ARENA_JOIN(arena, "scan-", facts->code),
		.label = arena_printf(arena, "《%s》的扫描件或者照片", facts->noun),
		.kind = FORM_FILE,
		.plain = main_one,
		.files = FILE_SET_PROOFS};
	return n;
}

size_t step_letters_fields(struct step_letters *letters, enum life_event event, bool party,
			   struct form_field *fields, size_t n, struct arena *arena)
{
	if (letters->n == 0) return n;
	if (letters->optional) {
		letters->at_write = n;
		fields[n++] =
			(struct form_field){.name = "write",
					    .label = "结案记录",
					    .kind = FORM_CHECKS,
					    .hint = "随案卷存档，申请人看不到；不写的，去掉勾",
					    .choices = write_choices,
					    .plain = true};
	}
	for (size_t i = 0; i < letters->n; i++) {
		if (letters->paper) {
			n = paper_fields(letters, i, fields, n, arena);
			continue;
		}
		letters->at_draft[i] = n;
		fields[n++] = (struct form_field)FORM_CARRIED(
			ARENA_JOIN(arena, "draft-", letter_facts(letters->kinds[i])->code));
	}
	return text_fields(letters, event, party, fields, n, arena);
}

void step_letters_show(const struct step_letters *letters, const char *path, struct arena *arena,
		       struct desk_case_form *view)
{
	const char *named = "";
	bool again = view->warning != NULL;
	if (letters->n == 0) return;
	if (!letters->paper) {
		view->form.also = "预览";
		view->form.also_name = "preview";
	}
	if (letters->optional) return;
	for (size_t i = 0; i < letters->n; i++)
		named = arena_printf(arena, "%s%s《%s》", named, i == 0 ? "" : "和",
				     letter_facts(letters->kinds[i])->noun);
	view->letters =
		letters->paper
			? arena_printf(arena, "登记已经发出的纸质%s：文号、日期和扫描件。", named)
			: arena_printf(arena, "随这一步编号印发%s。", named);
	if (letters->adopted)
		view->letters =
			arena_printf(arena, "%s转入办理以前已经办过的，日期填当时的，不另发文书。",
				     view->letters);
	view->way = letters->paper ? "还没有发出的，在这里拟制并印发"
				   : "已经发出纸质文书的，登记文号和扫描件";
	view->way_href = letters->paper ? path : ARENA_JOIN(arena, path, "?way=paper");
	if (!letters->paper) view->form.button = again ? "仍要编号印发并登记" : "编号印发并登记";
}

/* ---- between the form and the letters ---- */

static int consult_of(const struct step_letters *letters, const struct matter_case *now)
{
	return letters->n > 1 ? (int)now->life.n_consults + 1 : 0;
}

/* The draft somebody wrote before for this very step, or what the case knows. */
static enum err begin(struct step_letters *letters, size_t at, struct desk *desk,
		      const struct matter_case *now)
{
	struct matter_letter *letter = &letters->letters[at];
	enum err err = matter_letter_draft(desk->office, desk->actor, now->matter.id,
					   letters->kinds[at], desk->arena, &desk->error, letter);
	if (err == ERR_NONE && letter->consult == consult_of(letters, now))
		return matter_letter_open(desk->office, desk->actor, now->matter.id, letter->id,
					  desk->arena, &desk->error, letter);
	if (err != ERR_NONE && err != ERR_MISSING) return err;
	*letter = (struct matter_letter){.kind = letters->kinds[at],
					 .consult = consult_of(letters, now)};
	return matter_letter_begin(desk->office, desk->actor, now->matter.id, desk->arena,
				   &desk->error, letter);
}

enum err step_letters_fill(struct step_letters *letters, struct desk *desk,
			   const struct matter_case *now, struct form *form)
{
	if (letters->at_write != 0) form_set(form, letters->at_write, WRITE);
	for (size_t i = 0; i < letters->n && !letters->paper; i++) {
		struct matter_letter *letter = &letters->letters[i];
		enum err err = begin(letters, i, desk, now);
		if (err != ERR_NONE) return err;
		form_set(form, letters->at_draft[i],
			 arena_printf(desk->arena, "%" PRId64 ":%" PRId64, letter->id,
				      letter->version));
		for (size_t at = letters->first; at < letters->last; at++) {
			const char *text = letter->values[letters->of[at - letters->first]];
			if (text[0] != '\0' && form->values[at][0] == '\0')
				form_set(form, at, text);
		}
	}
	return ERR_NONE;
}

/* "12:3"; a form that says something else is one without a draft. */
static void draft_of(const struct step_letters *letters, size_t at, const struct form *form,
		     struct matter_letter *letter, struct arena *arena)
{
	const char *text = letters->paper ? "" : form->values[letters->at_draft[at]];
	const char *colon = strchr(text, ':');
	int64_t id, version;
	if (colon == NULL || !http_number(arena_text_n(arena, text, (size_t)(colon - text)), &id) ||
	    !http_number(colon + 1, &version) || id == 0)
		return;
	letter->id = id;
	letter->version = version;
}

static const char *typed(const struct form *form, size_t at)
{
	const char *text = form->values[at];
	if (form->fields[at].kind != FORM_DAY || text[0] == '\0') return text;
	return arena_text(form->arena, day_text(form_day(form, at)).s);
}

enum err step_letters_read(struct step_letters *letters, struct desk *desk,
			   const struct matter_case *now, const struct form *form,
			   const struct matter_event *event)
{
	for (size_t i = 0; i < letters->n; i++) {
		struct matter_letter *letter = &letters->letters[i];
		*letter = matter_letter_of_step(letters->kinds[i], now, event);
		enum err err = matter_letter_begin(desk->office, desk->actor, now->matter.id,
						   desk->arena, &desk->error, letter);
		if (err != ERR_NONE) return err;
		draft_of(letters, i, form, letter, desk->arena);
		for (size_t at = letters->first; at < letters->last; at++) {
			enum letter_field field = letters->of[at - letters->first];
			if (letter_among(letter->kind, letter_field_facts(field)->kinds))
				letter->values[field] = typed(form, at);
		}
	}
	return ERR_NONE;
}

bool step_letters_go(const struct step_letters *letters, const struct matter_case *now,
		     const struct form *form, const struct matter_event *event)
{
	if (letters->n == 0) return false;
	if (letters->optional) return form_ticked(form, letters->at_write, WRITE);
	bool told = letters->paper && form->values[letters->at_number[0]][0] != '\0';
	return told || !matter_before_adoption(now, event->on);
}

/* Did this one go out on paper? Of those that go along only where something is said of it. */
static bool on_paper(const struct step_letters *letters, size_t at, const struct form *form)
{
	size_t number = letters->at_number[at];
	if (!letters->paper) return false;
	return at == 0 || form->values[number][0] != '\0' || form->values[number + 1][0] != '\0' ||
	       form_files(form, number + 2).n > 0;
}

enum err step_letters_preview(const struct step_letters *letters, struct desk *desk,
			      const struct matter_case *now, const struct form *form,
			      const struct matter_event *event, struct problems *problems,
			      struct desk_case_form *view)
{
	static const struct paper_options options = {.class_prefix = "paper", .title_level = 3};
	struct desk_case_paper *papers = arena_array(desk->arena, letters->n, sizeof *papers);
	for (size_t i = 0; i < letters->n; i++) {
		struct doc *doc = NULL;
		struct buf out;
		if (on_paper(letters, i, form)) continue;
		enum err err = matter_letter_check(desk->office, desk->actor, now->matter.id,
						   &letters->letters[i], event->on, desk->arena,
						   problems, &desk->error, &doc);
		if (err != ERR_NONE) return err;
		if (doc == NULL) continue;
		buf_init(&out, PREVIEW_MAX);
		err = paper_fragment(doc, &options, &out, &desk->error);
		if (err == ERR_NONE)
			papers[view->n_papers++] = (struct desk_case_paper){
				letter_facts(letters->kinds[i])->noun,
				{arena_text(desk->arena, buf_text(&out)), out.n}};
		buf_release(&out);
		if (err != ERR_NONE) return err;
	}
	view->papers = papers;
	return ERR_NONE;
}

enum err step_letters_take(const struct step_letters *letters, struct desk *desk,
			   const struct matter_case *now, int64_t seen, const struct form *form,
			   const struct matter_event *event, struct problems *problems,
			   const char **ret_warning)
{
	struct matter_letter_out out[MATTER_LETTER_KINDS];
	struct matter_letter_sent sent[MATTER_LETTER_KINDS];
	for (size_t i = 0; i < letters->n; i++) {
		const struct matter_letter *letter = &letters->letters[i];
		struct matter_file *scans = NULL;
		size_t number = letters->at_number[i];
		out[i] = (struct matter_letter_out){letter->id, letter->version, letter, NULL};
		if (!on_paper(letters, i, form)) continue;
		size_t n = page_case_files(form, number + 2, ATTACHMENT_OTHER, &scans);
		sent[i] = (struct matter_letter_sent){form->values[number],
						      form_day(form, number + 1),
						      n == 0 ? NULL : &scans[0]};
		out[i].sent = &sent[i];
	}
	return matter_take_sending(desk->office, desk->actor, now->matter.id, seen, event, out,
				   letters->n, desk->arena, problems, &desk->error, ret_warning);
}

/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/wording.h"

#include <string.h>

#include "base/utf8.h"
#include "store/letter_row.h"

enum { REASON_MAX = 500 };

static enum err read_one(struct office *office, int64_t agency_id, enum letter kind,
			 struct arena *arena, struct error *error, struct wording *ret_wording)
{
	struct wording wording = {.kind = kind, .text = ""};
	enum err err = letter_template_get(office->store, agency_id, letter_facts(kind)->code,
					   arena, error, &wording.text, &wording.version);
	if (err != ERR_NONE && err != ERR_MISSING) return err;
	wording.own = err == ERR_NONE && wording.text[0] != '\0';
	if (!wording.own) wording.text = letter_template_own(kind);
	*ret_wording = wording;
	return ERR_NONE;
}

enum err wording_get(struct office *office, const struct actor *actor, enum letter kind,
		     struct arena *arena, struct error *error, struct wording *ret_wording)
{
	enum err err =
		permission_check(office, actor, PERMIT_LETTER_TEMPLATE, actor->agency_id, error);
	return err != ERR_NONE
		       ? err
		       : read_one(office, actor->agency_id, kind, arena, error, ret_wording);
}

enum err wording_list(struct office *office, const struct actor *actor, struct arena *arena,
		      struct error *error, struct wording **ret_wordings, size_t *ret_n)
{
	struct wording *rows = arena_array(arena, LETTER__MAX, sizeof *rows);
	enum err err =
		permission_check(office, actor, PERMIT_LETTER_TEMPLATE, actor->agency_id, error);
	for (int i = 0; err == ERR_NONE && i < LETTER__MAX; i++)
		err = read_one(office, actor->agency_id, (enum letter)i, arena, error, &rows[i]);
	if (err != ERR_NONE) return err;
	*ret_wordings = rows;
	*ret_n = LETTER__MAX;
	return ERR_NONE;
}

struct putting {
	struct author author;
	int64_t agency_id, version;
	const char *kind, *text, *reason;
};

static enum err put_work(struct store *store, void *context, struct error *error)
{
	const struct putting *putting = context;
	return letter_template_put(store, putting->agency_id, putting->kind, putting->text,
				   putting->version, putting->reason, &putting->author, error);
}

static void check_text(enum letter kind, const char *text, struct arena *arena,
		       struct problems *problems)
{
	struct letter_template template;
	if (text[0] == '\0' ||
	    !letter_template_read(text, strlen(text), arena, problems, &template))
		return;
	if (template.kind != kind)
		problem_add(problems, "", "这是%s的文本，不是%s的。",
			    letter_facts(template.kind)->code, letter_facts(kind)->code);
}

enum err wording_put(struct office *office, const struct actor *actor, enum letter kind,
		     const char *text, int64_t version, const char *reason, struct arena *arena,
		     struct problems *problems, struct error *error)
{
	size_t before = problems->count;
	enum err err =
		permission_check(office, actor, PERMIT_LETTER_TEMPLATE, actor->agency_id, error);
	if (err != ERR_NONE) return err;
	check_text(kind, text, arena, problems);
	if (reason[strspn(reason, " \t\r\n")] == '\0' || utf8_length(reason) > REASON_MAX)
		problem_add(problems, "reason", "请写明为什么改，不超过%d字。", REASON_MAX);
	if (problems->count > before)
		return error_set(error, ERR_CONTENT, "请按提示改正后再保存。",
				 "这份文本没有保存。");
	struct putting putting = {office_author(office, actor),
				  actor->agency_id,
				  version,
				  letter_facts(kind)->code,
				  text,
				  reason};
	return store_transaction(office->store, put_work, &putting, error);
}

/* ---- made-up facts ---- */

static day sample_day(enum letter_field field, day on)
{
	switch (field) {
	case FIELD_EARLIER: return on - 30;
	case FIELD_EXPIRED: return on - 1;
	case FIELD_NEW_DUE: return on + 30;
	default: return on;
	}
}

static const char *sample_outcome(enum letter kind)
{
	for (int i = OUTCOME_OPEN + 1; i < OUTCOME__MAX; i++)
		if (letter_announces(kind, (enum outcome)i))
			return outcome_facts((enum outcome)i)->code;
	return "";
}

static void give_sample(struct letter_data *data, enum letter_field field, day on,
			struct problems *problems)
{
	const struct letter_field_facts *facts = letter_field_facts(field);
	const char *words = arena_printf(data->arena, "【%s】", facts->placeholder);
	switch (facts->type) {
	case LETTER_TEXT: letter_give(data, field, words, problems); break;
	case LETTER_DATE:
		letter_give(data, field, day_text(sample_day(field, on)).s, problems);
		break;
	case LETTER_NUMBER:
		letter_give(data, field,
			    arena_printf(data->arena, "某政%s〔%d〕1号",
					 letter_facts(data->kind)->series, day_year(on)),
			    problems);
		break;
	case LETTER_COUNT: letter_give(data, field, "45", problems); break;
	case LETTER_LIST: letter_give_item(data, field, words, problems); break;
	case LETTER_FLAG: letter_give(data, field, "true", problems); break;
	case LETTER_REQUESTER: letter_give(data, field, "natural", problems); break;
	case LETTER_CHANNEL: letter_give(data, field, "online", problems); break;
	case LETTER_TARIFF: letter_give(data, field, "piece", problems); break;
	case LETTER_OUTCOME: letter_give(data, field, sample_outcome(data->kind), problems); break;
	case LETTER_WITHHELD:
		letter_give_withheld(data, "【部分】", "c4", "【理由】", problems);
		break;
	case LETTER_MONEY:
	case LETTER_DERIVED: break;
	}
}

struct doc *wording_sample(enum letter kind, const char *text, day on, struct arena *arena,
			   struct problems *problems)
{
	struct letter_template template;
	struct letter_data data = {.kind = kind, .arena = arena};
	size_t before = problems->count;
	check_text(kind, text, arena, problems);
	if (problems->count > before ||
	    !letter_template_read(text, strlen(text), arena, problems, &template))
		return NULL;
	for (int i = 0; i < FIELD__MAX; i++) {
		/* what is not a request is answered in one way of three */
		bool other = i == FIELD_TRANSFERRED || i == FIELD_REFUSED || i == FIELD_PUBLIC ||
			     i == FIELD_DECLINED || i == FIELD_NOT_UPHELD;
		if (letter_field_facts((enum letter_field)i)->key != NULL && !other &&
		    letter_among(kind, letter_field_facts((enum letter_field)i)->kinds))
			give_sample(&data, (enum letter_field)i, on, problems);
	}
	letter_data_finish(&data, problems);
	return problems->count > before ? NULL : letter_document(&template, &data, problems);
}

/* SPDX-License-Identifier: MulanPSL-2.0
 * Keeping a notice in the outbox, in the transaction of what it tells, and opening it again. */
#include <jansson.h>
#include <string.h>

#include "base/random.h"
#include "office/matter_inside.h"
#include "office/notice_inside.h"
#include "office/sealing.h"
#include "office/setting.h"

enum { CONTENT_MAX = 4096 };

/* A notice is bound to its row by the random name it has outside. */
static const char *content_place(const char *ref, struct arena *arena)
{
	return ARENA_JOIN(arena, "notice.content:", ref);
}

/* On a copy: the arena's text is no longer than the transaction. */
static enum err seal_content(struct office *office, const struct matter *matter,
			     const struct notice_content *content, struct notice_row *notice,
			     struct arena *arena, struct error *error)
{
	struct data_key key;
	struct buf sealed;
	char *json;
	json_t *object = json_pack(
		"{ss,ss,ss}", "to", content->to, "until",
		content->until == DAY_NONE ? "" : arena_text(arena, day_text(content->until).s),
		"code", content->code);
	BUG_IF(object == NULL || (json = json_dumps(object, JSON_COMPACT)) == NULL);
	json_decref(object);
	enum err err = matter_key(office, matter, error, &key);
	if (err == ERR_NONE) {
		buf_init(&sealed, CONTENT_MAX);
		seal_bytes(&key, content_place(notice->ref, arena), json, strlen(json), &sealed);
		data_key_wipe(&key);
		BUG_IF(!buf_ok(&sealed));
		notice->content.n = sealed.n;
		notice->content.bytes = arena_text_n(arena, buf_text(&sealed), sealed.n);
		buf_release(&sealed);
	}
	explicit_bzero(json, strlen(json));
	free(json);
	return err;
}

enum err notice_open(struct office *office, const struct matter *matter,
		     const struct notice_row *notice, struct arena *arena, struct error *error,
		     struct notice_content *ret_content)
{
	struct data_key key;
	const char *json, *to, *until, *code;
	size_t n;
	enum err err = matter_key(office, matter, error, &key);
	if (err != ERR_NONE) return err;
	err = seal_open(&key, content_place(notice->ref, arena), notice->content.bytes,
			notice->content.n, arena, error, &json, &n);
	data_key_wipe(&key);
	if (err != ERR_NONE) return err;
	json_t *object = json_loadb(json, n, 0, NULL);
	bool good =
		json_unpack(object, "{ss,ss,ss}", "to", &to, "until", &until, "code", &code) == 0;
	*ret_content = (struct notice_content){.until = DAY_NONE};
	if (good) {
		ret_content->to = arena_text(arena, to);
		ret_content->code = arena_text(arena, code);
		good = until[0] == '\0' || day_parse(until, &ret_content->until);
	}
	json_decref(object);
	return good ? ERR_NONE
		    : error_set(error, ERR_ENV, NULL, "A notice's content is not readable.");
}

enum err notice_person(struct office *office, const struct matter *matter, struct arena *arena,
		       struct error *error, struct filing *filing)
{
	struct data_key key;
	const char *json;
	size_t n;
	filing_init(filing);
	enum err err = matter_key(office, matter, error, &key);
	if (err != ERR_NONE) return err;
	err = seal_open(&key, matter_person_place(matter, arena), matter->person.bytes,
			matter->person.n, arena, error, &json, &n);
	data_key_wipe(&key);
	return err != ERR_NONE ? err : filing_read(json, n, FILING_IN_SEALED, arena, error, filing);
}

static enum err switched_on(struct office *office, enum notice_channel channel, struct error *error,
			    bool *ret_on)
{
	int64_t on = 0;
	enum err err = setting_number(
		office, 0, channel == NOTICE_SMS ? SETTING_NOTICE_SMS : SETTING_NOTICE_MAIL, error,
		&on);
	if (err == ERR_NONE) *ret_on = on != 0;
	return err;
}

static const char *address_of(const struct filing *person, enum notice_channel channel)
{
	return person->values[channel == NOTICE_SMS ? FILING_phone : FILING_email];
}

/* The way the requester chose. */
static bool chosen(const struct matter_case *now, enum notice_channel *ret_channel)
{
	const char *way = now->filing.values[FILING_notify];
	for (int i = 0; i < NOTICE_CHANNEL__MAX; i++) {
		if (strcmp(way, notice_channel_code((enum notice_channel)i)) != 0) continue;
		*ret_channel = (enum notice_channel)i;
		return true;
	}
	return false;
}

static day until_of(const struct matter_case *now, enum notice_until until)
{
	if (until == NOTICE_UNTIL_REPLY) return now->state.due;
	for (size_t i = 0; i < now->duties.n && until == NOTICE_UNTIL_OWED; i++)
		if (life_duty_whose(now->duties.rows[i].kind) == LIFE_TURN_REQUESTER)
			return now->duties.rows[i].due;
	return DAY_NONE;
}

static enum err keep(struct office *office, const struct matter *matter, struct notice_row *notice,
		     const struct notice_content *content, struct arena *arena, struct error *error)
{
	char *ref = arena_alloc(arena, NOTICE_REF);
	int64_t id;
	random_hex(ref, (NOTICE_REF - 1) / 2);
	notice->agency_id = matter->agency_id;
	notice->matter_id = matter->id;
	notice->ref = ref;
	notice->last_error = "";
	notice->created_at = clock_now(&office->clock);
	notice->next_at = notice->created_at;
	notice->state = NOTICE_WAITING;
	enum err err = seal_content(office, matter, content, notice, arena, error);
	return err != ERR_NONE ? err : notice_insert(office->store, notice, error, &id);
}

/* Told at the desk, which is where a key can be brought back. */
static enum err keep_unsealed(struct office *office, const struct matter *matter,
			      struct notice_row *notice, struct arena *arena, struct error *error)
{
	char *ref = arena_alloc(arena, NOTICE_REF);
	int64_t id;
	random_hex(ref, (NOTICE_REF - 1) / 2);
	notice->agency_id = matter->agency_id;
	notice->matter_id = matter->id;
	notice->ref = ref;
	notice->created_at = clock_now(&office->clock);
	notice->state = NOTICE_FAILED;
	notice->last_error = "The office's key was not there when the step was taken.";
	return notice_insert(office->store, notice, error, &id);
}

enum err notice_of_step(struct office *office, const struct matter_case *now, enum life_event event,
			int64_t step_id, struct arena *arena, struct error *error)
{
	const struct notice_step *step = notice_step(event);
	struct notice_row notice = {.step_id = step_id, .kind = life_event_code(event)};
	struct filing person;
	struct error sealed;
	bool on = false;
	if (step == NULL || now->matter.person.n == 0 || !chosen(now, &notice.channel))
		return ERR_NONE;
	enum err err = switched_on(office, notice.channel, error, &on);
	if (err != ERR_NONE || !on) return err;
	if (notice_person(office, &now->matter, arena, &sealed, &person) != ERR_NONE)
		return keep_unsealed(office, &now->matter, &notice, arena, error);
	const struct notice_content content = {.to = address_of(&person, notice.channel),
					       .until = until_of(now, step->until),
					       .code = ""};
	if (content.to[0] == '\0') return ERR_NONE;
	return keep(office, &now->matter, &notice, &content, arena, error);
}

enum err notice_way(struct office *office, const struct filing *person, struct error *error,
		    bool *ret_possible, enum notice_channel *ret_channel)
{
	*ret_possible = false;
	for (int i = 0; i < NOTICE_CHANNEL__MAX; i++) {
		enum notice_channel channel = (enum notice_channel)i;
		bool on = false;
		if (address_of(person, channel)[0] == '\0') continue;
		enum err err = switched_on(office, channel, error, &on);
		if (err != ERR_NONE) return err;
		if (!on) continue;
		*ret_possible = true;
		*ret_channel = channel;
		break;
	}
	return ERR_NONE;
}

enum err notice_of_code(struct office *office, const struct matter *matter, enum notice_other kind,
			const char *code, const struct filing *person, struct arena *arena,
			struct error *error)
{
	struct notice_row notice = {.kind = notice_other_code(kind)};
	bool possible = false;
	enum err err = notice_way(office, person, error, &possible, &notice.channel);
	if (err != ERR_NONE) return err;
	if (!possible) return ERR_MISSING;
	const struct notice_content content = {
		.to = address_of(person, notice.channel), .until = DAY_NONE, .code = code};
	return keep(office, matter, &notice, &content, arena, error);
}

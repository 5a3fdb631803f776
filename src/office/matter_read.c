/* SPDX-License-Identifier: MulanPSL-2.0
 * Reading a matter: rows, folded case, and what is sealed. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "office/entry.h"
#include "office/holidays.h"
#include "office/matter_inside.h"
#include "office/matter_words.h"
#include "office/sealing.h"
#include "office/setting.h"

unsigned matter_roles(const struct actor *actor)
{
	static const struct {
		enum account_role role;
		unsigned by;
	} map[] = {{ROLE_CLERK, LIFE_BY_CLERK},
		   {ROLE_REVIEWER, LIFE_BY_REVIEWER},
		   {ROLE_APPROVER, LIFE_BY_APPROVER},
		   {ROLE_HEAD, LIFE_BY_HEAD}};
	unsigned roles = 0;
	if (actor->who == WHO_VISITOR) return LIFE_BY_REQUESTER;
	if (actor->who != WHO_ACCOUNT) return LIFE_BY_CLERK;
	for (size_t i = 0; i < COUNT_OF(map); i++)
		if ((actor->roles & map[i].role) != 0) roles |= map[i].by;
	return roles;
}

enum err matter_settings(struct office *office, int64_t agency_id, struct arena *arena,
			 struct error *error, const struct life_settings **ret_settings)
{
	struct life_settings *settings = ARENA_NEW(arena, struct life_settings);
	const struct {
		enum setting setting;
		int *days;
	} rows[] = {{SETTING_CONFIRM_DAYS, &settings->confirm_days},
		    {SETTING_REGISTER_DAYS, &settings->register_days},
		    {SETTING_CLARIFY_DAYS, &settings->clarify_days},
		    {SETTING_REASONS_DAYS, &settings->reasons_days},
		    {SETTING_ASSIST_DAYS, &settings->assist_days},
		    {SETTING_ARCHIVE_DAYS, &settings->archive_days},
		    {SETTING_CORRECTION_DAYS, &settings->correction_days},
		    {SETTING_SUGGESTION_DAYS, &settings->suggestion_days},
		    {SETTING_PUBLISH_DAYS, &settings->publish_days},
		    {SETTING_COMPLAINT_DAYS, &settings->complaint_days},
		    {SETTING_ACCOUNT_DAYS, &settings->account_days},
		    {SETTING_REMAKE_DAYS, &settings->remake_days}};
	int64_t values[SETTING__MAX];
	enum err err = setting_numbers(office, agency_id, error, values);
	if (err != ERR_NONE) return err;
	settings->receipt_confirms = values[SETTING_RECEIPT_CONFIRMS] != 0;
	for (size_t i = 0; i < COUNT_OF(rows); i++) *rows[i].days = (int)values[rows[i].setting];
	*ret_settings = settings;
	return ERR_NONE;
}

enum err matter_step_read(const struct matter_step *step, struct error *error,
			  struct life_step *ret_step)
{
	enum life_event event;
	if (!life_event_find(step->event, &event))
		return error_set(error, ERR_ENV, NULL, "步骤“%s”不是这一版程序认识的。",
				 step->event);
	*ret_step = (struct life_step){
		.event = event,
		.on = step->day,
		.by = step->roles,
		.person = step->account_id,
		.n = step->n,
	};
	return ERR_NONE;
}

/* A step dated before the request came finds nothing to be taken on; the day is what is wrong. */
static void say_day(const struct matter_step *steps, size_t n, size_t bad, struct life_words *words)
{
	for (size_t i = bad + 1; i < n; i++) {
		enum life_event event;
		bool arrives = false;
		const char *thing = "";
		for (int kind = 0; life_event_find(steps[i].event, &event) && kind < MATTER__MAX;
		     kind++) {
			if (matter_arrival((enum matter_kind)kind) != event) continue;
			thing = matter_words((enum matter_kind)kind)->thing;
			arrives = true;
		}
		if (steps[i].struck || !arrives) continue;
		if (steps[bad].day < steps[i].day)
			snprintf(words->s, sizeof words->s, "日期不能早于收到%s的日期（%s）。",
				 thing, day_words(steps[i].day).s);
		return;
	}
}

enum err matter_fold(const struct matter_step *steps, size_t n, const struct calendar *calendar,
		     struct life *life, struct error *error, size_t *ret_bad,
		     struct life_words *ret_words)
{
	ret_words->s[0] = '\0';
	for (size_t i = 0; i < n; i++) {
		struct life_step step;
		if (steps[i].struck) continue;
		enum err err = matter_step_read(&steps[i], error, &step);
		if (err != ERR_NONE) return err;
		if (steps[i].stands && life_keep(life, &step, calendar) != NULL) continue;
		if (life_take(life, &step, calendar, ret_words) != NULL) continue;
		*ret_bad = i;
		say_day(steps, n, i, ret_words);
		return error_set(error, ERR_CONTENT, NULL, "%s", ret_words->s);
	}
	return ERR_NONE;
}

enum err matter_fold_stored(struct matter_step *steps, size_t n, const struct calendar *calendar,
			    struct life *life, struct error *error)
{
	struct life_words words;
	for (size_t i = 0; i < n; i++) {
		struct life_step step;
		if (steps[i].struck) continue;
		enum err err = matter_step_read(&steps[i], error, &step);
		if (err != ERR_NONE) return err;
		if (life_take(life, &step, calendar, &words) != NULL) continue;
		if (life_keep(life, &step, calendar) == NULL)
			return error_set(error, ERR_CONTENT, NULL, "%s", words.s);
		steps[i].stands = true;
	}
	return ERR_NONE;
}

enum err matter_load(struct office *office, int64_t id, struct arena *arena, struct error *error,
		     struct matter_case *ret_case)
{
	struct matter_case loaded = {0};
	const struct life_settings *settings = NULL;
	enum err err = matter_get(office->store, id, arena, error, &loaded.matter);
	if (err != ERR_NONE) return err;
	int64_t agency = loaded.matter.agency_id;
	err = register_get(office->store, matter_register(loaded.matter.kind), agency,
			   loaded.matter.entry_id, arena, error, &loaded.entry);
	if (err == ERR_NONE)
		err = matter_steps(office->store, id, arena, error, &loaded.steps, &loaded.n_steps);
	if (err == ERR_NONE) err = matter_state_get(office->store, id, arena, error, &loaded.state);
	if (err == ERR_NONE)
		err = attachment_list(office->store, id, arena, error, &loaded.attachments,
				      &loaded.n_attachments);
	if (err == ERR_NONE) err = matter_settings(office, agency, arena, error, &settings);
	if (err == ERR_NONE)
		err = holidays_calendar(office, agency, arena, error, &loaded.calendar);
	if (err != ERR_NONE) return err;
	life_init(&loaded.life, settings);
	err = matter_fold_stored(loaded.steps, loaded.n_steps, loaded.calendar, &loaded.life,
				 error);
	filing_init(&loaded.filing);
	if (err == ERR_NONE)
		err = filing_read(loaded.matter.form, strlen(loaded.matter.form), FILING_IN_OPEN,
				  arena, error, &loaded.filing);
	if (err != ERR_NONE) return err;
	loaded.filing.values[FILING_kind] = matter_value(&loaded, "requester_kind");
	loaded.filing.values[FILING_name] = matter_value(&loaded, "requester_name");
	*ret_case = loaded;
	return ERR_NONE;
}

enum err matter_check(struct office *office, const struct actor *actor, enum permission permission,
		      int64_t id, struct arena *arena, struct error *error,
		      struct matter *ret_matter)
{
	enum err err = permission_check(office, actor, permission, 0, error);
	if (err == ERR_NONE) err = matter_get(office->store, id, arena, error, ret_matter);
	if (err != ERR_NONE) return err;
	err = permission_check(office, actor, permission, ret_matter->agency_id, error);
	/* another office's case: nobody is told that there is one; the journal has the refusal */
	return err == ERR_DENIED ? error_set(error, ERR_MISSING, NULL, "没有这一件。") : err;
}

struct opening {
	struct office *office;
	int64_t id;
	struct arena *arena;
	struct matter_case *ret_case;
};

static enum err open_work(struct store *store, void *context, struct error *error)
{
	struct opening *opening = context;
	struct office inside = office_inside(opening->office, store);
	enum err err = matter_load(&inside, opening->id, opening->arena, error, opening->ret_case);
	return err != ERR_NONE
		       ? err
		       : matter_reckon_case(&inside, opening->ret_case, opening->arena, error);
}

enum err matter_open(struct office *office, const struct actor *actor, int64_t id,
		     struct arena *arena, struct error *error, struct matter_case *ret_case)
{
	struct matter matter;
	struct opening opening = {office, id, arena, ret_case};
	enum err err = matter_check(office, actor, PERMIT_MATTER_READ, id, arena, error, &matter);
	if (err == ERR_NONE) err = store_read(office->store, open_work, &opening, error);
	if (err != ERR_NONE) return err;
	size_t name = matter_column(ret_case->matter.kind, "requester_name");
	ret_case->entry.values[name] = ret_case->filing.values[FILING_name] =
		entry_masked(ret_case->entry.values[name], arena);
	if (permission_may(actor, PERMIT_ENTRY_PERSONAL)) return ERR_NONE;
	for (size_t i = 0; i < ret_case->n_steps; i++) {
		ret_case->steps[i].party = entry_masked(ret_case->steps[i].party, arena);
		ret_case->steps[i].note = "";
	}
	for (size_t i = 0; i < ret_case->n_attachments; i++)
		ret_case->attachments[i].name = attachment_use_label(ret_case->attachments[i].use);
	return ERR_NONE;
}

const char *matter_key_place(enum matter_kind kind, int64_t entry_id, struct arena *arena)
{
	return arena_printf(arena, "matter.key:%s:%" PRId64, matter_kind_code(kind), entry_id);
}

const char *matter_person_place(const struct matter *matter, struct arena *arena)
{
	return arena_printf(arena, "matter.person:%s:%" PRId64, matter_kind_code(matter->kind),
			    matter->entry_id);
}

enum err matter_need_vault(const struct office *office, struct error *error)
{
	if (office->vault != NULL) return ERR_NONE;
	return error_set(
		error, ERR_ENV, "请系统管理员用 --key-file 指明密钥文件。",
		"系统没有打开保存个人信息的密钥，现在不能登记申请，也不能查看个人信息和附件。");
}

static enum err erased(struct error *error)
{
	return error_set(error, ERR_MISSING, "何时清除、依据什么，见这一件的办理页面。",
			 "这项内容已经依保管期限表清除。");
}

enum err matter_sealed(struct blob sealed, struct error *error)
{
	return sealed.n == 0 ? erased(error) : ERR_NONE;
}

enum err matter_key(const struct office *office, const struct matter *matter, struct error *error,
		    struct data_key *ret_key)
{
	struct arena arena = {0};
	enum err err = matter_need_vault(office, error);
	if (err == ERR_NONE && matter->key.n == 0) err = erased(error);
	if (err == ERR_NONE)
		err = sealing_open_key(office,
				       matter_key_place(matter->kind, matter->entry_id, &arena),
				       matter->key.bytes, matter->key.n, error, ret_key);
	arena_release(&arena);
	return err;
}

struct reading {
	int64_t id, agency_id;
	enum journal_object object;
	const char *note;
	struct author author;
};

static enum err note_reading(struct store *store, void *context, struct error *error)
{
	const struct reading *reading = context;
	return journal_event(store, ACTION_OPEN, reading->object, reading->id, reading->agency_id,
			     reading->note, &reading->author, error);
}

enum err matter_unseal(const struct office *office, const struct matter *matter,
		       struct arena *arena, struct error *error, struct filing *filing)
{
	struct data_key key;
	const char *json = NULL;
	size_t n = 0;
	enum err err = matter_sealed(matter->person, error);
	if (err == ERR_NONE) err = matter_key(office, matter, error, &key);
	if (err != ERR_NONE) return err;
	err = seal_open(&key, matter_person_place(matter, arena), matter->person.bytes,
			matter->person.n, arena, error, &json, &n);
	data_key_wipe(&key);
	if (err == ERR_NONE) err = filing_read(json, n, FILING_IN_SEALED, arena, error, filing);
	/* a request's name is in its register, where the year's report finds it */
	if (err == ERR_NONE && matter->kind != MATTER_REQUEST)
		err = filing_read(json, n, FILING_IN_ENTRY, arena, error, filing);
	return err;
}

/* A request's name as its register has it. */
static enum err entry_name(struct office *office, struct matter_case *matter_case,
			   struct arena *arena, struct error *error)
{
	const struct matter *matter = &matter_case->matter;
	struct entry entry;
	if (matter->kind != MATTER_REQUEST) return ERR_NONE;
	enum err err = register_get(office->store, matter_register(matter->kind), matter->agency_id,
				    matter->entry_id, arena, error, &entry);
	if (err == ERR_NONE)
		matter_case->filing.values[FILING_name] =
			entry.values[matter_column(matter->kind, "requester_name")];
	return err;
}

enum err matter_open_person(struct office *office, const struct actor *actor,
			    struct matter_case *matter_case, struct arena *arena,
			    struct error *error)
{
	const struct matter *matter = &matter_case->matter;
	struct reading reading = {matter->id, matter->agency_id, OBJECT_MATTER, "身份和联系方式",
				  office_author(office, actor)};
	enum err err =
		permission_check(office, actor, PERMIT_MATTER_PERSONAL, matter->agency_id, error);
	if (err == ERR_NONE)
		err = matter_unseal(office, matter, arena, error, &matter_case->filing);
	if (err == ERR_NONE) err = entry_name(office, matter_case, arena, error);
	if (err == ERR_NONE) err = store_transaction(office->store, note_reading, &reading, error);
	if (err != ERR_NONE) return err;
	matter_case->entry.values[matter_column(matter->kind, "requester_name")] =
		matter_case->filing.values[FILING_name];
	return ERR_NONE;
}

enum err matter_open_file(struct office *office, const struct actor *actor, int64_t id,
			  int64_t attachment_id, struct arena *arena, struct error *error,
			  struct attachment *ret_attachment, struct blob *ret_bytes)
{
	struct matter matter;
	struct attachment attachment;
	struct blob sealed;
	struct data_key key;
	struct blob bytes;
	enum err err =
		matter_check(office, actor, PERMIT_MATTER_PERSONAL, id, arena, error, &matter);
	if (err == ERR_NONE)
		err = attachment_get(office->store, id, attachment_id, arena, error, &attachment,
				     &sealed);
	if (err == ERR_NONE) err = matter_sealed(sealed, error);
	if (err == ERR_NONE) err = matter_key(office, &matter, error, &key);
	if (err != ERR_NONE) return err;
	err = attachment_unseal(&key, &attachment, sealed, arena, error, &bytes);
	data_key_wipe(&key);
	struct reading reading = {attachment_id, matter.agency_id, OBJECT_ATTACHMENT, NULL,
				  office_author(office, actor)};
	if (err == ERR_NONE) err = store_transaction(office->store, note_reading, &reading, error);
	if (err != ERR_NONE) return err;
	*ret_attachment = attachment;
	*ret_bytes = bytes;
	return ERR_NONE;
}

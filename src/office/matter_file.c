/* SPDX-License-Identifier: MulanPSL-2.0
 * A matter begins: what was handed in becomes an entry of the register, sealed particulars, files
 * and the first step. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/random.h"
#include "base/utf8.h"
#include "office/matter_inside.h"
#include "office/notice.h"
#include "office/once.h"
#include "office/sealing.h"
#include "store/similar.h"

enum { NOTE_MAX = 2000, NUMBER_TRIES = 1000 };

struct filing_work {
	struct office *office;
	const struct actor *actor;
	const struct matter_order *order;
	struct author author;
	struct arena *arena;
	int64_t id;
	const char *number;
	char code[QUERY_CODE];
	struct data_key key;
	struct sealed_file *files; /* the order's */
	struct problems problems;
};

static enum err content_error(struct error *error)
{
	return error_set(error, ERR_CONTENT, "请按提示改正后再提交。", "填写的内容有误。");
}

/* Twelve characters in groups of four, none of which is taken for another. */
static void make_code(const struct vault *vault, const char *word, const char *number,
		      struct arena *arena, char ret_code[QUERY_CODE])
{
	static const char alphabet[] = "23456789ABCDEFGHJKMNPQRSTUVWXYZ2";
	struct digest digest;
	char drawn[ONCE_WORD];
	if (word[0] == '\0') {
		once_word(drawn);
		word = drawn;
	}
	vault_mark(vault, "query-code", ARENA_JOIN(arena, word, "|", number), &digest);
	size_t at = 0;
	for (size_t i = 0; i < 12; i++) {
		if (i == 4 || i == 8) ret_code[at++] = '-';
		ret_code[at++] = alphabet[digest.bytes[i] & 31];
	}
	ret_code[at] = '\0';
}

void matter_code_mark(const struct vault *vault, const char *number, const char *code,
		      struct arena *arena, struct digest *ret_mark)
{
	char plain[QUERY_CODE] = "";
	size_t n = 0;
	for (size_t i = 0; code[i] != '\0' && n + 1 < sizeof plain; i++) {
		char c = code[i];
		if (c == '-' || c == ' ') continue;
		plain[n++] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
	}
	plain[n] = '\0';
	vault_mark(vault, "code", ARENA_JOIN(arena, number, "|", plain), ret_mark);
}

static const char *plain_number(int64_t number, int year, struct arena *arena)
{
	return arena_printf(arena, "%d-%05" PRId64, year, number);
}

/* The entry of the register; a number that an imported entry has already is passed over. */
static enum err add_entry(struct store *store, struct filing_work *work, struct error *error,
			  int64_t *ret_entry)
{
	const struct matter_order *order = work->order;
	const struct register_facts *facts = register_facts(REGISTER_REQUESTS);
	const char *values[REGISTER_MAX_COLUMNS];
	struct day_text received = day_text(order->day);
	int year = day_year(order->day);
	enum err err = ERR_CONFLICT;
	for (size_t i = 0; i < facts->n_columns; i++) values[i] = "";
	values[register_column(facts, "received")] = received.s;
	values[register_column(facts, "channel")] = channel_code(order->channel);
	values[register_column(facts, "requester_kind")] = order->filing.values[FILING_kind];
	values[register_column(facts, "requester_name")] = order->filing.values[FILING_name];
	values[register_column(facts, "subject")] = filing_subject(&order->filing, work->arena);
	for (int i = 0; i < NUMBER_TRIES && err == ERR_CONFLICT; i++) {
		int64_t number = 0;
		err = document_series_next(store, order->agency_id, "request", year, error,
					   &number);
		if (err != ERR_NONE) return err;
		work->number = plain_number(number, year, work->arena);
		values[register_column(facts, "number")] = work->number;
		err = register_insert(store, REGISTER_REQUESTS, order->agency_id, values,
				      &work->author, error, ret_entry);
	}
	if (err != ERR_NONE) return err;
	return similar_put(store, order->agency_id, *ret_entry,
			   values[register_column(facts, "subject")], error);
}

enum err matter_seal_under(const struct office *office, const char *json,
			   const struct data_key *key, struct arena *arena, struct error *error,
			   struct matter *matter)
{
	struct wrapped_key wrapped;
	struct buf sealed;
	enum err err =
		sealing_keep_key(office, matter_key_place(matter->kind, matter->entry_id, arena),
				 key, error, &wrapped);
	if (err != ERR_NONE) return err;
	buf_init(&sealed, 256 * 1024);
	seal_bytes(key, matter_person_place(matter, arena), json, strlen(json), &sealed);
	BUG_IF(!buf_ok(&sealed));
	matter->key = (struct blob){
		arena_text_n(arena, (const char *)wrapped.bytes, sizeof wrapped.bytes),
		sizeof wrapped.bytes};
	matter->person = (struct blob){arena_text_n(arena, buf_text(&sealed), sealed.n), sealed.n};
	buf_release(&sealed);
	return ERR_NONE;
}

enum err matter_seal(const struct office *office, const char *json, struct arena *arena,
		     struct error *error, struct matter *matter, struct data_key *ret_key)
{
	data_key_draw(ret_key);
	return matter_seal_under(office, json, ret_key, arena, error, matter);
}

static struct blob digest_blob(const struct digest *digest, struct arena *arena)
{
	return (struct blob){arena_text_n(arena, (const char *)digest->bytes, DIGEST_BYTES),
			     DIGEST_BYTES};
}

void matter_give_code(const struct vault *vault, const char *word, const char *number,
		      struct arena *arena, struct matter *matter, char ret_code[QUERY_CODE])
{
	struct digest code;
	make_code(vault, word, number, arena, ret_code);
	matter_code_mark(vault, number, ret_code, arena, &code);
	matter->code = digest_blob(&code, arena);
}

void matter_give_mark(const struct vault *vault, const char *identity, struct arena *arena,
		      struct matter *matter)
{
	struct digest mark;
	if (identity[0] == '\0') return;
	vault_mark(vault, "identity", identity, &mark);
	matter->mark = digest_blob(&mark, arena);
}

static enum err seal_person(const struct office *office, struct filing_work *work,
			    struct matter *matter, struct error *error)
{
	const struct filing *filing = &work->order->filing;
	struct arena *arena = work->arena;
	enum err err = matter_seal_under(office, filing_json(filing, FILING_IN_SEALED, arena),
					 &work->key, arena, error, matter);
	if (err != ERR_NONE) return err;
	matter_give_code(office->vault, work->order->word, work->number, arena, matter, work->code);
	matter_give_mark(office->vault, filing_identity(filing, arena), arena, matter);
	return ERR_NONE;
}

enum err matter_begin(struct office *office, const struct matter *matter, struct matter_step *step,
		      const struct author *author, struct arena *arena, struct error *error)
{
	struct matter_case now;
	struct matter_state state = {.matter_id = matter->id,
				     .agency_id = matter->agency_id,
				     .kind = matter->kind,
				     .state = life_state_code(LIFE_NEW),
				     .ending = "",
				     .received = DAY_NONE,
				     .due = DAY_NONE,
				     .next_due = DUE_NOTHING,
				     .next_duty = "",
				     .reckoned = step->day};
	int64_t step_id = 0;
	step->matter_id = matter->id;
	step->event = life_event_code(matter_arrival(matter->kind));
	step->party = "";
	enum err err =
		matter_step_insert(office->store, matter->agency_id, step, author, error, &step_id);
	if (err == ERR_NONE) err = matter_state_put(office->store, &state, 0, error);
	if (err == ERR_NONE) err = matter_load(office, matter->id, arena, error, &now);
	if (err == ERR_NONE) err = matter_settle(office, &now, 1, arena, error);
	return err != ERR_NONE ? err
			       : notice_of_step(office, &now, matter_arrival(matter->kind), step_id,
						arena, error);
}

static enum err first_step(struct office *office, struct filing_work *work, enum channel channel,
			   day on, const char *note, struct error *error)
{
	const struct matter matter = {
		.id = work->id, .agency_id = work->order->agency_id, .kind = MATTER_REQUEST};
	const struct life_settings *settings = NULL;
	struct matter_step step = {
		.day = on, .n = (int)channel, .roles = matter_roles(work->actor), .note = note};
	enum err err =
		matter_settings(office, work->order->agency_id, work->arena, error, &settings);
	if (err != ERR_NONE) return err;
	if (channel == CHANNEL_ONLINE)
		step.roles |= settings->receipt_confirms ? LIFE_CONFIRMED_AT_ONCE
							 : LIFE_CONFIRMED_BY_CLERK;
	return matter_begin(office, &matter, &step, &work->author, work->arena, error);
}

static enum err file_work(struct store *store, void *context, struct error *error)
{
	struct filing_work *work = context;
	const struct matter_order *order = work->order;
	struct office inside = office_inside(work->office, store);
	struct matter matter = {.agency_id = order->agency_id,
				.kind = MATTER_REQUEST,
				.form = filing_json(&order->filing, FILING_IN_OPEN, work->arena)};
	int64_t file_id;
	enum err err = add_entry(store, work, error, &matter.entry_id);
	if (err != ERR_NONE) return err;
	err = seal_person(&inside, work, &matter, error);
	if (err == ERR_NONE) err = matter_insert(store, &matter, &work->author, error, &work->id);
	matter.id = work->id;
	for (size_t i = 0; i < order->n_files && err == ERR_NONE; i++)
		err = matter_keep_sealed(&inside, &work->author, &matter, &work->key,
					 &work->files[i], 0, 0, error, &file_id);
	if (err != ERR_NONE) return err;
	return first_step(&inside, work, order->channel, order->day, order->note, error);
}

static void check_order(const struct office *office, const struct actor *actor,
			const struct matter_order *order, struct problems *problems)
{
	day today = clock_today(&office->clock);
	bool online = actor->who == WHO_VISITOR;
	filing_check(&order->filing, online, problems);
	if (order->day == DAY_NONE)
		problem_add(problems, "day", "请填写收到申请的日期。");
	else if (order->day > today)
		problem_add(problems, "day", "收到申请的日期不能晚于今天。");
	if (order->channel >= CHANNEL__MAX || (online && order->channel != CHANNEL_ONLINE))
		problem_add(problems, "channel", "请选择申请渠道。");
	if (!utf8_valid(order->note, strlen(order->note)) || utf8_length(order->note) > NOTE_MAX)
		problem_add(problems, "note", "备注最多%d个字。", NOTE_MAX);
}

/* A visitor's day is the office's, not the form's: the same form after midnight is still the same.
 * order: with its files' digests. */
static struct once form_of(const struct office *office, const struct actor *actor,
			   const struct matter_order *order, struct arena *arena)
{
	bool own_day = actor->who != WHO_VISITOR && order->day != DAY_NONE;
	size_t n = FILING__MAX + 2 + order->n_files;
	const char **contents = arena_array(arena, n, sizeof *contents);
	for (size_t i = 0; i < FILING__MAX; i++) contents[i] = order->filing.values[i];
	contents[FILING__MAX] = channel_code(order->channel);
	contents[FILING__MAX + 1] = own_day ? arena_text(arena, day_text(order->day).s) : "";
	for (size_t i = 0; i < order->n_files; i++) {
		char *hex = arena_alloc(arena, DIGEST_HEX);
		digest_hex(order->files[i].digest, hex);
		contents[FILING__MAX + 2 + i] = hex;
	}
	return once_of(office, actor, "file-matter", order->word, contents, n);
}

/* What this very form made when it was sent before. */
static enum err sent_before(struct office *office, const struct matter_order *order, int64_t id,
			    struct arena *arena, struct error *error,
			    struct matter_filed *ret_filed)
{
	struct matter_case filed;
	enum err err = matter_load(office, id, arena, error, &filed);
	if (err != ERR_NONE) return err;
	*ret_filed = (struct matter_filed){.id = id,
					   .number = filed.entry.values[register_column(
						   register_facts(REGISTER_REQUESTS), "number")],
					   .again = true};
	make_code(office->vault, order->word, ret_filed->number, arena, ret_filed->code);
	return ERR_NONE;
}

enum err matter_filed_before(struct office *office, const struct actor *actor,
			     const struct matter_order *order, struct arena *arena,
			     struct error *error, struct matter_filed *ret_filed)
{
	struct matter_order digested = *order;
	digested.files = matter_files_digested(order->files, order->n_files, arena);
	struct once once = form_of(office, actor, &digested, arena);
	int64_t id;
	enum err err = once_look(office, &once, error, &id);
	return err != ERR_NONE ? err : sent_before(office, order, id, arena, error, ret_filed);
}

enum err matter_file(struct office *office, const struct actor *actor,
		     const struct matter_order *order, struct arena *arena,
		     struct problems *problems, struct error *error, struct matter_filed *ret_filed)
{
	struct matter_order digested = *order;
	struct filing_work work = {
		.office = office, .actor = actor, .order = &digested, .arena = arena, .number = ""};
	size_t before = problems->count;
	bool again = false;
	enum err err = permission_check(office, actor, PERMIT_MATTER_FILE, order->agency_id, error);
	if (err == ERR_NONE) err = matter_need_vault(office, error);
	if (err != ERR_NONE) return err;
	check_order(office, actor, order, problems);
	if (problems->count != before) return content_error(error);
	work.author = office_author(office, actor);
	digested.files = matter_files_digested(order->files, order->n_files, arena);
	err = matter_filed_before(office, actor, &digested, arena, error, ret_filed);
	if (err != ERR_MISSING) return err;
	struct once once = form_of(office, actor, &digested, arena);
	data_key_draw(&work.key);
	work.files = matter_files_seal(digested.files, digested.n_files, &work.key, arena);
	err = once_transaction(office, &once, file_work, &work, &work.id, error, &again);
	matter_files_release(work.files, digested.n_files);
	data_key_wipe(&work.key);
	if (err != ERR_NONE) return err;
	if (again) return sent_before(office, order, work.id, arena, error, ret_filed);
	*ret_filed = (struct matter_filed){.id = work.id, .number = work.number};
	memcpy(ret_filed->code, work.code, sizeof work.code);
	return ERR_NONE;
}

struct adopting {
	struct filing_work work;
	int64_t entry_id;
};

/* A matter of an entry about whose requester nothing more is known than stands there. */
static enum err bare_matter(struct office *office, struct filing_work *work, int64_t entry_id,
			    struct error *error)
{
	struct matter matter = {.agency_id = work->order->agency_id,
				.kind = MATTER_REQUEST,
				.entry_id = entry_id,
				.form = "{}"};
	struct data_key key;
	enum err err = matter_seal(office, "{}", work->arena, error, &matter, &key);
	data_key_wipe(&key);
	return err != ERR_NONE
		       ? err
		       : matter_insert(office->store, &matter, &work->author, error, &work->id);
}

/* The register's day is already that of the confirmation, where one is needed. */
static enum err confirm_adopted(struct office *office, struct filing_work *work, day received,
				struct error *error)
{
	struct matter_case now;
	struct matter_step step = {.matter_id = work->id,
				   .day = received,
				   .event = life_event_code(LIFE_EVENT_CONFIRM),
				   .roles = matter_roles(work->actor),
				   .party = "",
				   .note = ""};
	int64_t step_id = 0, agency = work->order->agency_id;
	enum err err = matter_load(office, work->id, work->arena, error, &now);
	if (err != ERR_NONE || now.life.state != LIFE_ARRIVED) return err;
	err = matter_step_insert(office->store, agency, &step, &work->author, error, &step_id);
	if (err == ERR_NONE) err = matter_load(office, work->id, work->arena, error, &now);
	return err != ERR_NONE ? err
			       : matter_settle(office, &now, now.state.version, work->arena, error);
}

static enum err adopt_work(struct store *store, void *context, struct error *error)
{
	struct adopting *adopting = context;
	struct filing_work *work = &adopting->work;
	struct office inside = office_inside(work->office, store);
	const struct register_facts *facts = register_facts(REGISTER_REQUESTS);
	struct entry entry;
	enum channel channel;
	day received;
	enum err err = register_get(store, REGISTER_REQUESTS, work->order->agency_id,
				    adopting->entry_id, work->arena, error, &entry);
	if (err != ERR_NONE) return err;
	if (entry.struck || entry.values[register_column(facts, "outcome")][0] != '\0')
		return error_set(error, ERR_CONFLICT, NULL,
				 entry.struck ? "这一件已经作废。"
					      : "这一件已经答复，不用再办理。");
	BUG_IF(!channel_parse(entry.values[register_column(facts, "channel")], &channel));
	BUG_IF(!day_parse(entry.values[register_column(facts, "received")], &received));
	err = bare_matter(&inside, work, adopting->entry_id, error);
	if (err == ERR_NONE)
		err = first_step(&inside, work, channel, received, MATTER_ADOPTED, error);
	if (err != ERR_NONE || !channel_needs_confirmation(channel)) return err;
	return confirm_adopted(&inside, work, received, error);
}

enum err matter_adopt(struct office *office, const struct actor *actor, int64_t agency_id,
		      int64_t entry_id, struct arena *arena, struct error *error, int64_t *ret_id)
{
	struct matter_order order = {.agency_id = agency_id};
	struct adopting adopting = {
		.work = {.office = office, .actor = actor, .order = &order, .arena = arena},
		.entry_id = entry_id};
	enum err err = permission_check(office, actor, PERMIT_MATTER_FILE, agency_id, error);
	if (err == ERR_NONE) err = matter_need_vault(office, error);
	if (err != ERR_NONE) return err;
	adopting.work.author = office_author(office, actor);
	err = store_transaction(office->store, adopt_work, &adopting, error);
	if (err == ERR_NONE) *ret_id = adopting.work.id;
	return err;
}

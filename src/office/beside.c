/* SPDX-License-Identifier: MulanPSL-2.0
 * A correction request, a suggestion, a complaint comes in. */
#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"
#include "office/beside_inside.h"
#include "office/entry.h"
#include "office/once.h"
#include "store/agency.h"

enum { NUMBER_TRIES = 1000, NOTE_MAX = 2000, FIXED = 3 /* of a form, beside its columns */ };

/* Before the number, so that it is not taken for a request's. */
static const char *const letters[MATTER__MAX] = {
	[MATTER_CORRECTION] = "GZ", [MATTER_SUGGESTION] = "JY", [MATTER_COMPLAINT] = "TS"};

struct besides {
	struct office *office;
	const struct actor *actor;
	const struct beside_order *order;
	struct author author;
	struct arena *arena;
	int64_t id;
	const char *number;
	char code[QUERY_CODE];
};

static enum err content_error(struct error *error)
{
	return error_set(error, ERR_CONTENT, "请按提示改正后再提交。", "填写的内容有误。");
}

static const char *or_empty(const char *text)
{
	return text == NULL ? "" : text;
}

static const char *value_of(const struct beside_order *order, const char *of_request)
{
	size_t at = matter_column(order->kind, of_request);
	return at < register_facts(matter_register(order->kind))->n_columns ? order->values[at]
									    : "";
}

/* Natural or an organisation's: which of the two numbers says who it is. */
static bool natural(const struct beside_order *order)
{
	const char *kind = value_of(order, "requester_kind");
	return kind[0] == '\0' || strcmp(kind, "natural") == 0;
}

static struct filing person_of(const struct beside_order *order)
{
	struct filing person;
	bool mail = strchr(order->reach, '@') != NULL;
	filing_init(&person);
	if (order->more != NULL) person = *order->more;
	person.values[FILING_kind] = natural(order) ? "natural" : value_of(order, "requester_kind");
	person.values[FILING_name] = value_of(order, "requester_name");
	if (order->reach[0] != '\0')
		person.values[mail ? FILING_email : FILING_phone] = order->reach;
	if (order->identity[0] != '\0')
		person.values[natural(order) ? FILING_id_number : FILING_credit_code] =
			order->identity;
	return person;
}

/* The entry, its name masked; a number that an imported entry has already is passed over. */
static enum err add_entry(struct store *store, struct besides *besides, struct error *error,
			  int64_t *ret_entry)
{
	const struct beside_order *order = besides->order;
	const struct register_facts *facts = register_facts(matter_register(order->kind));
	const char *values[REGISTER_MAX_COLUMNS];
	size_t name = matter_column(order->kind, "requester_name");
	int year = day_year(order->day);
	enum err err = ERR_CONFLICT;
	for (size_t i = 0; i < facts->n_columns; i++) values[i] = order->values[i];
	values[name] = entry_masked(values[name], besides->arena);
	values[register_column(facts, "received")] =
		arena_text(besides->arena, day_text(order->day).s);
	for (int i = 0; i < NUMBER_TRIES && err == ERR_CONFLICT; i++) {
		int64_t number = 0;
		err = document_series_next(store, order->agency_id, facts->name, year, error,
					   &number);
		if (err != ERR_NONE) return err;
		besides->number = arena_printf(besides->arena, "%s%d-%05" PRId64,
					       letters[order->kind], year, number);
		values[register_column(facts, "number")] = besides->number;
		err = register_insert(store, facts->id, order->agency_id, values, &besides->author,
				      error, ret_entry);
	}
	return err;
}

enum err beside_begin(struct office *office, const struct matter *matter, day on, const char *note,
		      unsigned roles, const struct author *author, struct arena *arena,
		      struct error *error)
{
	struct matter_step step = {.day = on, .roles = roles, .note = note};
	return matter_begin(office, matter, &step, author, arena, error);
}

static enum err file_work(struct store *store, void *context, struct error *error)
{
	struct besides *besides = context;
	const struct beside_order *order = besides->order;
	struct arena *arena = besides->arena;
	struct office inside = office_inside(besides->office, store);
	const struct filing person = person_of(order);
	struct data_key key;
	struct matter matter = {.agency_id = order->agency_id,
				.kind = order->kind,
				.form = filing_json(&person, FILING_IN_OPEN, arena)};
	int64_t file_id;
	enum err err = add_entry(store, besides, error, &matter.entry_id);
	if (err != ERR_NONE) return err;
	err = matter_seal(&inside, beside_person_json(&person, arena), arena, error, &matter, &key);
	if (err != ERR_NONE) return err;
	matter_give_code(inside.vault, order->word, besides->number, arena, &matter, besides->code);
	matter_give_mark(inside.vault, filing_identity(&person, arena), arena, &matter);
	err = matter_insert(store, &matter, &besides->author, error, &besides->id);
	matter.id = besides->id;
	for (size_t i = 0; i < order->n_files && err == ERR_NONE; i++)
		err = matter_keep_file(&inside, &besides->author, &matter, &key, &order->files[i],
				       0, 0, arena, error, &file_id);
	data_key_wipe(&key);
	if (err != ERR_NONE) return err;
	return beside_begin(&inside, &matter, order->day, or_empty(order->note),
			    matter_roles(besides->actor), &besides->author, arena, error);
}

static void check_text(const char *field, const char *text, size_t most, struct problems *problems)
{
	if (!utf8_valid(text, strlen(text)) || utf8_length(text) > most)
		problem_add(problems, field, "请控制在%zu字以内。", most);
}

/* The short form of the public face has one field for either number and for either way. */
static const char *public_field(const char *field)
{
	bool number = strcmp(field, "credit_code") == 0 || strcmp(field, "id_number") == 0;
	return number ? "identity" : strcmp(field, "name") == 0 ? field : "reach";
}

static void check_person(const struct actor *actor, const struct beside_order *order,
			 struct arena *arena, struct problems *problems)
{
	const struct filing person = person_of(order);
	const char *way = person.values[FILING_notify];
	struct problems found;
	bool told = way[0] != '\0' && strcmp(way, "none") != 0;
	if (actor->who != WHO_VISITOR) {
		(void)filing_check_person(&person, matter_named(order->kind), problems);
		return;
	}
	if (!told) return; /* however he writes it, people will read it */
	problems_init(&found, arena);
	(void)filing_check_person(&person, matter_named(order->kind), &found);
	for (const struct problem *p = found.first; p != NULL; p = p->next)
		problem_add(problems, public_field(p->field), "%s", p->text);
}

/* Whoever is complained of does not handle it (Art. 51). */
static enum err check_about(struct office *office, const struct beside_order *order,
			    struct arena *arena, struct problems *problems, struct error *error)
{
	const struct register_facts *facts = register_facts(matter_register(order->kind));
	size_t about = register_column(facts, "about");
	struct agency agency;
	if (about == facts->n_columns) return ERR_NONE;
	enum err err = agency_get(office->store, order->agency_id, arena, error, &agency);
	if (err == ERR_NONE && strcmp(agency.name, order->values[about]) == 0)
		problem_add(problems, "about",
			    "针对本机关的，由上一级机关或者主管部门受理，不在本机关登记。");
	return err;
}

static void check(const struct office *office, const struct actor *actor,
		  const struct beside_order *order, struct arena *arena, struct problems *problems)
{
	const struct register_facts *facts = register_facts(matter_register(order->kind));
	const char *full[REGISTER_MAX_COLUMNS];
	day today = clock_today(&office->clock);
	for (size_t i = 0; i < facts->n_columns; i++) full[i] = order->values[i];
	full[register_column(facts, "number")] = "-";
	if (order->day == DAY_NONE) {
		problem_add(problems, "received", "请填写收到的日期。");
		return;
	}
	full[register_column(facts, "received")] = arena_text(arena, day_text(order->day).s);
	(void)register_check(facts, full, today, problems);
	check_text("reach", order->reach, BESIDE_REACH_MAX, problems);
	check_text("identity", order->identity, BESIDE_IDENTITY_MAX, problems);
	check_text("note", or_empty(order->note), NOTE_MAX, problems);
	check_person(actor, order, arena, problems);
}

/* What this very form made when it was sent before. */
static enum err sent_before(struct besides *besides, struct error *error,
			    struct matter_filed *ret_filed)
{
	const struct beside_order *order = besides->order;
	enum register_id id = matter_register(order->kind);
	struct office *office = besides->office;
	struct arena *arena = besides->arena;
	struct matter matter;
	struct entry entry;
	enum err err = matter_get(office->store, besides->id, arena, error, &matter);
	if (err == ERR_NONE)
		err = register_get(office->store, id, matter.agency_id, matter.entry_id, arena,
				   error, &entry);
	if (err != ERR_NONE) return err;
	*ret_filed = (struct matter_filed){
		.id = matter.id,
		.number = entry.values[register_column(register_facts(id), "number")],
		.again = true};
	matter_give_code(office->vault, order->word, ret_filed->number, arena, &matter,
			 ret_filed->code);
	return ERR_NONE;
}

/* A visitor's day is the office's, not the form's: the same form after midnight is still the same.
 */
static struct once form_of(struct besides *besides)
{
	const struct beside_order *order = besides->order;
	const struct register_facts *facts = register_facts(matter_register(order->kind));
	const struct filing person = person_of(order);
	size_t n = 0;
	const char **contents =
		arena_array(besides->arena, facts->n_columns + FIXED + FILING__MAX + order->n_files,
			    sizeof *contents);
	for (size_t i = 0; i < facts->n_columns; i++) contents[n++] = order->values[i];
	for (size_t i = 0; i < FILING__MAX; i++) contents[n++] = person.values[i];
	contents[n++] = order->reach;
	contents[n++] = or_empty(order->note);
	contents[n++] = besides->actor->who == WHO_VISITOR || order->day == DAY_NONE
				? ""
				: arena_text(besides->arena, day_text(order->day).s);
	for (size_t i = 0; i < order->n_files; i++) {
		char *hex = arena_alloc(besides->arena, DIGEST_HEX);
		digest_hex(order->files[i].digest, hex);
		contents[n++] = hex;
	}
	return once_of(besides->office, besides->actor, facts->name, order->word, contents, n);
}

enum err beside_filed_before(struct office *office, const struct actor *actor,
			     const struct beside_order *order, struct arena *arena,
			     struct error *error, struct matter_filed *ret_filed)
{
	struct beside_order digested = *order;
	struct besides besides = {
		.office = office, .actor = actor, .order = &digested, .arena = arena};
	digested.files = matter_files_digested(order->files, order->n_files, arena);
	struct once once = form_of(&besides);
	enum err err = once_look(office, &once, error, &besides.id);
	return err != ERR_NONE ? err : sent_before(&besides, error, ret_filed);
}

enum err beside_good(struct office *office, const struct actor *actor,
		     const struct beside_order *order, struct arena *arena,
		     struct problems *problems, struct error *error)
{
	size_t before = problems->count;
	BUG_IF(order->kind == MATTER_REQUEST);
	enum err err = permission_check(office, actor, PERMIT_MATTER_FILE, order->agency_id, error);
	if (err == ERR_NONE) err = matter_need_vault(office, error);
	if (err != ERR_NONE) return err;
	check(office, actor, order, arena, problems);
	err = check_about(office, order, arena, problems, error);
	return err == ERR_NONE && problems->count != before ? content_error(error) : err;
}

enum err beside_file(struct office *office, const struct actor *actor,
		     const struct beside_order *order, struct arena *arena,
		     struct problems *problems, struct error *error, struct matter_filed *ret_filed)
{
	struct beside_order digested = *order;
	struct besides besides = {
		.office = office, .actor = actor, .order = &digested, .arena = arena, .number = ""};
	bool again = false;
	enum err err = beside_good(office, actor, order, arena, problems, error);
	if (err != ERR_NONE) return err;
	besides.author = office_author(office, actor);
	digested.files = matter_files_digested(order->files, order->n_files, arena);
	err = beside_filed_before(office, actor, &digested, arena, error, ret_filed);
	if (err != ERR_MISSING) return err;
	struct once once = form_of(&besides);
	err = once_transaction(office, &once, file_work, &besides, &besides.id, error, &again);
	if (err != ERR_NONE) return err;
	if (again) return sent_before(&besides, error, ret_filed);
	*ret_filed = (struct matter_filed){.id = besides.id, .number = besides.number};
	memcpy(ret_filed->code, besides.code, sizeof besides.code);
	return ERR_NONE;
}

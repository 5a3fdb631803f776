/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/demo_cases.h"

#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "office/demo_script.h"
#include "office/holidays.h"
#include "office/matter_letter.h"
#include "office/matter_remedy.h"
#include "office/matter_service.h"
#include "office/matter_side.h"
#include "office/post.h"

enum { CASES = 80, FARTHEST = 90, AHEAD = 60, PDF_MAX = 1024 * 1024 };

#define FILE_NAME "rules/demo/gucheng-cases.txt"

struct stage {
	struct office *office;
	int64_t agency_id;
	demo_person *person;
	const void *demo;
	day days[FARTHEST + 1]; /* so many working days ago */
	struct arena *arena;	/* of one line */
	struct arena *kept;
	struct error *error;
	int64_t id; /* the case being played */
	size_t n_cases;
	/* the reply of each case, for those that name it */
	const char *numbers[CASES];
	day replied[CASES];
	struct demo_told *told;
	size_t n_told;
};

/* ---- the file ---- */

/* A whole number of our own file, 0 when it is not given. */
static int number_of(const char *text, int most)
{
	char *end;
	long n = strtol(text, &end, 10);
	BUG_IF(*end != '\0' || n < 0 || n > most);
	return (int)n;
}

static day day_at(const struct stage *stage, const char *text)
{
	return stage->days[number_of(text, FARTHEST)];
}

static struct actor played_by(const struct stage *stage, const char *login)
{
	return stage->person(stage->demo, login);
}

/* "{3.number}" and "{3.day}": of the reply of the third case. */
static const char *filled(const struct stage *stage, const char *value)
{
	if (value[0] != '{') return value;
	size_t which = strtoul(value + 1, NULL, 10) - 1;
	BUG_IF(which >= stage->n_cases || stage->numbers[which] == NULL);
	return strstr(value, ".day") != NULL
		       ? arena_text(stage->arena, day_text(stage->replied[which]).s)
		       : stage->numbers[which];
}

/* ---- a case begins ---- */

static enum err play_case(struct stage *stage, const struct demo_line *line)
{
	struct actor clerk = played_by(stage, "clerk");
	struct matter_order order = {.agency_id = stage->agency_id,
				     .day = day_at(stage, line->parts[0]),
				     .note = "",
				     .word = ""};
	struct matter_filed filed;
	struct problems problems;
	const char *tail = "";
	bool tell = false, known = channel_parse(line->parts[1], &order.channel);
	bool online = order.channel == CHANNEL_ONLINE;
	BUG_IF(!known || stage->n_cases == CASES);
	filing_init(&order.filing);
	order.filing.values[FILING_kind] = line->parts[2];
	order.filing.values[FILING_name] = line->parts[3];
	order.filing.values[FILING_info_name] = line->parts[4];
	order.filing.values[FILING_phone] = "0000-0000000";
	order.filing.values[FILING_proof] = online ? "uploaded" : "counter";
	order.filing.values[FILING_delivery] = online ? "online" : "counter";
	order.filing.values[FILING_medium] = online ? "electronic" : "paper";
	for (size_t i = 0; i < line->n_values; i++) {
		enum filing_field field;
		if (strcmp(line->keys[i], "code") == 0) {
			tell = true;
			continue;
		}
		known = filing_find(line->keys[i], &field);
		BUG_IF(!known);
		order.filing.values[field] = line->values[i];
		if (field == FILING_id_number) tail = line->values[i];
	}
	problems_init(&problems, stage->arena);
	enum err err = matter_file(stage->office, &clerk, &order, stage->arena, &problems,
				   stage->error, &filed);
	BUG_IF(err == ERR_CONTENT); /* our own file */
	if (err != ERR_NONE) return err;
	stage->id = filed.id;
	stage->n_cases++;
	if (!tell) return ERR_NONE;
	BUG_IF(stage->n_told == DEMO_TOLD || strlen(tail) < 6);
	struct demo_told *told = &stage->told[stage->n_told++];
	told->number = arena_text(stage->kept, filed.number);
	told->code = arena_text(stage->kept, filed.code);
	told->tail = arena_text(stage->kept, tail + strlen(tail) - 6);
	return ERR_NONE;
}

/* ---- steps and their letters ---- */

static enum err open_case(const struct stage *stage, const struct actor *actor,
			  struct matter_case *ret_case)
{
	return matter_open(stage->office, actor, stage->id, stage->arena, stage->error, ret_case);
}

static enum err keep_letter(const struct stage *stage, const struct actor *actor,
			    const struct demo_line *line, const char *prefix,
			    struct matter_letter *letter, struct matter_letter_seen *ret_seen)
{
	for (size_t i = 0; i < line->n_values; i++) {
		const char *key = line->keys[i];
		size_t n = strlen(prefix);
		if (strncmp(key, prefix, n) != 0) continue;
		int field = 0;
		while (field < FIELD__MAX &&
		       (letter_field_facts((enum letter_field)field)->key == NULL ||
			strcmp(letter_field_facts((enum letter_field)field)->key, key + n) != 0))
			field++;
		BUG_IF(field == FIELD__MAX);
		letter->values[field] = filled(stage, line->values[i]);
	}
	enum err err = matter_letter_begin(stage->office, actor, stage->id, stage->arena,
					   stage->error, letter);
	if (err == ERR_NONE)
		err = matter_letter_save(stage->office, actor, stage->id, letter, stage->arena,
					 stage->error);
	if (err == ERR_NONE) *ret_seen = (struct matter_letter_seen){letter->id, letter->version};
	return err;
}

/* Whoever is asked stands in the letter as in the step. */
static void name_party(struct matter_letter *letter, const char *party)
{
	static const enum letter_field fields[] = {FIELD_THIRD, FIELD_COMAKER, FIELD_ASSISTANT};
	for (size_t i = 0; i < COUNT_OF(fields); i++)
		if (letter_among(letter->kind, letter_field_facts(fields[i])->kinds))
			letter->values[fields[i]] = party;
}

/* Every letter that goes out by the event, drafted. */
static enum err draft_letters(const struct stage *stage, const struct actor *actor,
			      const struct demo_line *line, const struct matter_case *now,
			      const struct matter_event *event, struct matter_letter_seen *seen,
			      size_t *ret_n)
{
	enum letter kinds[MATTER_LETTER_KINDS];
	size_t n = matter_letter_kinds(now, event->event, kinds);
	enum err err = ERR_NONE;
	for (size_t i = 0; i < n && err == ERR_NONE; i++) {
		struct matter_letter letter = {.kind = kinds[i],
					       .n = event->n,
					       .consult =
						       n > 1 ? (int)now->life.n_consults + 1 : 0};
		name_party(&letter, event->party);
		err = keep_letter(stage, actor, line,
				  ARENA_JOIN(stage->arena, letter_facts(kinds[i])->code, "."),
				  &letter, &seen[i]);
	}
	*ret_n = n;
	return err;
}

/* What the law says against a step of our own file is told as an error of the machine's: the file
 * is tested for every day on which it can be played. */
static enum err refused(const struct stage *stage, const struct demo_line *line,
			const struct problems *problems, enum err err)
{
	if (err != ERR_CONTENT) return err;
	return error_set(stage->error, ERR_ENV, "Report this with the day of today.",
			 FILE_NAME " line %d does not hold: %s", line->number,
			 problems->first == NULL ? "" : problems->first->text);
}

static enum err take(struct stage *stage, const struct demo_line *line, const char *login,
		     const struct matter_event *event, const struct matter_letter_seen *letters,
		     size_t n_letters)
{
	struct actor actor = played_by(stage, login);
	struct matter_letter_seen drafted[MATTER_LETTER_KINDS];
	struct matter_case now;
	struct problems problems;
	const char *warning;
	problems_init(&problems, stage->arena);
	enum err err = open_case(stage, &actor, &now);
	if (err == ERR_NONE && n_letters == 0) {
		err = draft_letters(stage, &actor, line, &now, event, drafted, &n_letters);
		letters = drafted;
	}
	if (err != ERR_NONE) return err;
	if (n_letters == 0)
		err = matter_take(stage->office, &actor, stage->id, now.state.version, event, NULL,
				  NULL, stage->arena, &problems, stage->error, &warning);
	else
		err = matter_take_numbered(stage->office, &actor, stage->id, now.state.version,
					   event, letters, n_letters, stage->arena, &problems,
					   stage->error, &warning);
	return refused(stage, line, &problems, err);
}

static enum err play_step(struct stage *stage, const struct demo_line *line)
{
	struct matter_event event = {.on = day_at(stage, line->parts[0]),
				     .n = number_of(line->parts[3], 100),
				     .party = line->parts[4],
				     .note = ""};
	bool known = life_event_find(line->parts[2], &event.event);
	BUG_IF(!known);
	return take(stage, line, line->parts[1], &event, NULL, 0);
}

/* ---- the reply, as far as it has come ---- */

static const struct {
	enum life_event event;
	const char *login;
	int later; /* working days after the draft */
} after_draft[] = {
	{LIFE_EVENT_REVIEW, "reviewer", 0},  {LIFE_EVENT_CHECK, "reviewer", 0},
	{LIFE_EVENT_APPROVE, "approver", 1}, {LIFE_EVENT_ISSUE, "clerk", 1},
	{LIFE_EVENT_SERVE, "clerk", 2},	     {LIFE_EVENT_ARCHIVE, "clerk", 3},
};

static enum err draft_reply(struct stage *stage, const struct demo_line *line,
			    enum life_ending ending, struct matter_letter_seen *ret_seen)
{
	struct actor clerk = played_by(stage, "clerk");
	struct matter_letter letter = {.ending = ending};
	struct matter_event event = {.event = LIFE_EVENT_DRAFT,
				     .on = day_at(stage, line->parts[0]),
				     .n = (int)ending,
				     .party = "",
				     .note = ""};
	bool known = letter_parse(life_ending_facts(ending)->letter, &letter.kind);
	BUG_IF(!known);
	enum err err = keep_letter(stage, &clerk, line, "", &letter, ret_seen);
	return err != ERR_NONE ? err : take(stage, line, "clerk", &event, ret_seen, 1);
}

/* By the way the requester asked for. */
static enum err serve(struct stage *stage, const struct demo_line *line,
		      const struct matter_case *now, day on)
{
	struct actor clerk = played_by(stage, "clerk");
	bool online = strcmp(now->filing.values[FILING_delivery], "online") == 0;
	struct matter_service service = {.manner = online ? SERVICE_BY_ONLINE : SERVICE_BY_COUNTER,
					 .day = on,
					 .signed_on = DAY_NONE};
	struct matter_event event = {.party = "", .note = ""};
	struct problems problems;
	const char *warning;
	problems_init(&problems, stage->arena);
	for (int i = 0; i < SERVICE_FACT__MAX; i++) service.values[i] = "";
	service.values[online ? SERVICE_AT_HOW : SERVICE_AT_WHO] =
		online ? "平台阅读记录" : "申请人本人";
	enum err err = matter_serve(stage->office, &clerk, stage->id, now->state.version, &service,
				    &event, stage->arena, &problems, stage->error, &warning);
	return refused(stage, line, &problems, err);
}

static enum err note_number(struct stage *stage)
{
	struct actor clerk = played_by(stage, "clerk");
	struct matter_letter *letters = NULL;
	size_t n = 0;
	enum err err = matter_letter_list(stage->office, &clerk, stage->id, stage->arena,
					  stage->error, &letters, &n);
	if (err != ERR_NONE || n == 0) return err;
	stage->numbers[stage->n_cases - 1] = arena_text(stage->kept, letters[n - 1].number);
	stage->replied[stage->n_cases - 1] = letters[n - 1].day;
	return ERR_NONE;
}

static enum err play_reply(struct stage *stage, const struct demo_line *line)
{
	struct matter_letter_seen seen;
	struct matter_case now;
	struct actor clerk = played_by(stage, "clerk");
	enum life_ending ending;
	enum life_event last;
	int ago = number_of(line->parts[0], FARTHEST);
	bool known = life_ending_parse(line->parts[1], &ending) &&
		     life_event_find(line->parts[2], &last);
	BUG_IF(!known);
	enum err err = draft_reply(stage, line, ending, &seen);
	for (size_t i = 0; i < COUNT_OF(after_draft) && after_draft[i].event <= last; i++) {
		bool issues = after_draft[i].event == LIFE_EVENT_ISSUE;
		struct matter_event event = {.event = after_draft[i].event,
					     .on = stage->days[ago - after_draft[i].later],
					     .party = "",
					     .note = ""};
		if (err == ERR_NONE) err = open_case(stage, &clerk, &now);
		if (err != ERR_NONE) return err;
		err = event.event == LIFE_EVENT_SERVE
			      ? serve(stage, line, &now, event.on)
			      : take(stage, line, after_draft[i].login, &event, &seen, issues);
		if (err == ERR_NONE && issues) err = note_number(stage);
	}
	return err;
}

/* ---- what stands beside ---- */

static enum err play_search(struct stage *stage, const struct demo_line *line)
{
	struct actor clerk = played_by(stage, "clerk");
	struct search search = {.day = day_at(stage, line->parts[0]),
				.searcher = line->parts[1],
				.place = line->parts[2],
				.words = line->parts[3],
				.found = line->parts[4]};
	struct matter_case now;
	struct problems problems;
	problems_init(&problems, stage->arena);
	enum err err = open_case(stage, &clerk, &now);
	if (err == ERR_NONE)
		err = matter_search(stage->office, &clerk, stage->id, now.state.version, &search,
				    NULL, 0, stage->arena, &problems, stage->error);
	return refused(stage, line, &problems, err);
}

static enum err play_file(struct stage *stage, const struct demo_line *line)
{
	struct actor clerk = played_by(stage, "clerk");
	struct matter_file file = {.name = line->parts[1], .media_type = "application/pdf"};
	struct doc *doc = doc_new(stage->arena, line->parts[1], demo_agency_name(DEMO_TOWNSHIP),
				  stage->days[0]);
	struct buf printed;
	int64_t id;
	bool known = attachment_use_parse(line->parts[0], &file.use);
	BUG_IF(!known);
	doc_watermark(doc, "演示数据");
	doc_paragraph(doc, line->parts[2]);
	buf_init(&printed, PDF_MAX);
	enum err err = paper_pdf(doc, &(struct paper_options){0}, &printed, stage->error);
	file.bytes = printed.p;
	file.n = printed.n;
	if (err == ERR_NONE)
		err = matter_add_file(stage->office, &clerk, stage->id, &file, 0, stage->arena,
				      stage->error, &id);
	buf_release(&printed);
	return err;
}

static enum err play_post(struct stage *stage, const struct demo_line *line)
{
	struct actor clerk = played_by(stage, "clerk"), head = played_by(stage, "head");
	struct matter_case now;
	struct problems problems;
	struct posts posts;
	problems_init(&problems, stage->arena);
	enum err err = posts_open(stage->office, &head, stage->agency_id, stage->arena,
				  stage->error, &posts);
	size_t at = 0;
	while (err == ERR_NONE && at < posts.n_posts &&
	       strcmp(posts.posts[at].name, line->parts[0]) != 0)
		at++;
	if (err == ERR_NONE) err = open_case(stage, &clerk, &now);
	if (err != ERR_NONE) return err;
	BUG_IF(at == posts.n_posts);
	err = matter_assign(stage->office, &clerk, stage->id, now.state.version, posts.posts[at].id,
			    "", stage->arena, &problems, stage->error);
	return refused(stage, line, &problems, err);
}

static enum err play_remedy(struct stage *stage, const struct demo_line *line)
{
	struct actor clerk = played_by(stage, "clerk");
	struct matter_remedy_order order = {.on = day_at(stage, line->parts[0]), .note = ""};
	struct matter_case now;
	struct problems problems;
	int64_t known_id;
	const struct register_facts *facts = register_find(line->parts[1]);
	BUG_IF(facts == NULL);
	order.kind = facts->id;
	bool suit = order.kind == REGISTER_LITIGATION;
	for (size_t i = 0; i < facts->n_columns; i++) order.values[i] = "";
	order.values[register_column(facts, "number")] = line->parts[2];
	order.values[register_column(facts, "filed")] =
		arena_text(stage->arena, day_text(day_at(stage, line->parts[3])).s);
	order.values[register_column(facts, suit ? "plaintiff" : "applicant")] = line->parts[4];
	if (suit) order.values[register_column(facts, "route")] = "direct";
	problems_init(&problems, stage->arena);
	enum err err = open_case(stage, &clerk, &now);
	if (err == ERR_NONE)
		err = matter_remedy_enter(stage->office, &clerk, stage->id, now.state.version,
					  &order, stage->arena, &problems, stage->error, &known_id);
	return refused(stage, line, &problems, err);
}

/* ---- all of it ---- */

static const struct {
	const char *word;
	enum err (*play)(struct stage *stage, const struct demo_line *line);
} words[] = {
	{"case", play_case}, {"step", play_step}, {"reply", play_reply},   {"search", play_search},
	{"file", play_file}, {"post", play_post}, {"remedy", play_remedy},
};

static enum err play(struct stage *stage, const struct demo_line *line)
{
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (strcmp(words[i].word, line->word) == 0) return words[i].play(stage, line);
	BUG_IF(true);
}

/* The days before today on which the office works, as far back as the file goes. */
static bool count_back(struct stage *stage, const struct calendar *calendar, day today, day first)
{
	struct calendar_day look;
	size_t n = 0;
	if (today + AHEAD > calendar_last(calendar)) return false;
	for (day d = today; n <= FARTHEST; d--) {
		if (d < first || calendar_look(calendar, d, &look, NULL) != ERR_NONE) return false;
		if (look.working) stage->days[n++] = d;
	}
	return true;
}

/* The posts that the file gives its cases to, both the clerk's. */
static enum err add_posts(struct stage *stage)
{
	static const char *const names[] = {"依申请公开岗", "群众来访岗"};
	struct actor head = played_by(stage, "head"), clerk = played_by(stage, "clerk");
	struct problems problems;
	struct posts posts;
	problems_init(&problems, stage->arena);
	enum err err = ERR_NONE;
	for (size_t i = 0; i < COUNT_OF(names) && err == ERR_NONE; i++)
		err = posts_add(stage->office, &head, stage->agency_id, names[i], &problems,
				stage->error);
	if (err == ERR_NONE)
		err = posts_open(stage->office, &head, stage->agency_id, stage->arena, stage->error,
				 &posts);
	for (size_t i = 0; err == ERR_NONE && i < posts.n_posts; i++)
		err = posts_begin(stage->office, &head, stage->agency_id, posts.posts[i].id,
				  clerk.account_id, stage->days[FARTHEST], &problems, stage->error);
	return err;
}

enum err demo_cases(struct office *office, int64_t agency_id, day first, demo_person *person,
		    const void *demo, struct arena *arena, struct error *error,
		    struct demo_told *told, size_t *ret_told)
{
	const struct embedded *file = embedded_find(FILE_NAME);
	const struct calendar *calendar = NULL;
	struct arena line_arena = {0};
	struct demo_line line;
	struct stage stage = {.office = office,
			      .agency_id = agency_id,
			      .person = person,
			      .demo = demo,
			      .arena = &line_arena,
			      .kept = arena,
			      .error = error,
			      .told = told};
	BUG_IF(file == NULL);
	*ret_told = 0;
	enum err err = holidays_calendar(office, agency_id, arena, error, &calendar);
	if (err != ERR_NONE) return err;
	if (!count_back(&stage, calendar, clock_today(&office->clock), first)) return ERR_NONE;
	err = add_posts(&stage);
	const char *at = file->bytes;
	int number = 0;
	while (err == ERR_NONE && demo_line_read(&at, &number, &line_arena, &line)) {
		err = play(&stage, &line);
		arena_reset(&line_arena);
	}
	arena_release(&line_arena);
	if (err == ERR_NONE) *ret_told = stage.n_told;
	return err;
}

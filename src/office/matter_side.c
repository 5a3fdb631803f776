/* SPDX-License-Identifier: MulanPSL-2.0
 * The search log, files struck out, and the posts a matter is given to. */
#include "office/matter_side.h"

#include <string.h>

#include "base/utf8.h"
#include "office/matter_inside.h"

enum { REASON_MAX = 500, NOTE_MAX = 500, SEARCH_MAX = 500, SEARCHER_MAX = 50 };

static enum err content_error(struct error *error)
{
	return error_set(error, ERR_CONTENT, "请按提示改正后再提交。", "填写的内容有误。");
}

static bool too_long(const char *text, size_t most)
{
	return !utf8_valid(text, strlen(text)) || utf8_length(text) > most;
}

static bool empty(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '\0';
}

enum err matter_side(struct office *office, const struct actor *actor,
		     const struct matter_case *matter_case, struct arena *arena,
		     struct error *error, struct matter_side *ret_side)
{
	struct matter_side side = {0};
	struct store *store = office->store;
	int64_t id = matter_case->matter.id, agency = matter_case->matter.agency_id;
	enum err err = permission_check(office, actor, PERMIT_MATTER_READ, agency, error);
	if (err == ERR_NONE)
		err = search_list(store, id, arena, error, &side.searches, &side.n_searches);
	if (err == ERR_NONE)
		err = letter_row_list(store, id, arena, error, &side.letters, &side.n_letters);
	if (err == ERR_NONE && side.n_letters > 0)
		err = letter_row_on_paper(store, id, arena, error, &side.on_paper,
					  &side.n_on_paper);
	if (err == ERR_NONE)
		err = assignment_list(store, id, arena, error, &side.assignments,
				      &side.n_assignments);
	if (err == ERR_NONE)
		err = post_list(store, agency, arena, error, &side.posts, &side.n_posts);
	if (err != ERR_NONE) return err;
	if (!permission_may(actor, PERMIT_MATTER_PERSONAL))
		for (size_t i = 0; i < side.n_searches; i++)
			side.searches[i].searcher = side.searches[i].place =
				side.searches[i].words = side.searches[i].found = "";
	*ret_side = side;
	return ERR_NONE;
}

const char *matter_post_name(const struct matter_side *side, int64_t post_id)
{
	for (size_t i = 0; i < side->n_posts; i++)
		if (side->posts[i].id == post_id) return side->posts[i].name;
	return "";
}

enum err matter_resembles(struct office *office, const struct actor *actor,
			  const struct matter_case *matter_case, struct arena *arena,
			  struct error *error, struct matter_alike **ret_alike, size_t *ret_n)
{
	const struct matter *matter = &matter_case->matter;
	const char *subject = matter_value(matter_case, "subject");
	enum err err =
		permission_check(office, actor, PERMIT_MATTER_READ, matter->agency_id, error);
	if (err != ERR_NONE) return err;
	if (matter->kind != MATTER_REQUEST)
		return matter_alike_beside(office->store, matter, subject, arena, error, ret_alike,
					   ret_n);
	return matter_alike(office->store, matter->agency_id, matter->id, matter->entry_id,
			    matter->mark, subject, arena, error, ret_alike, ret_n);
}

struct searching {
	const struct search *search;
	struct author author;
};

static enum err keep_search(struct office *office, struct matter_case *after,
			    int64_t step_id UNUSED, void *context, struct error *error)
{
	const struct searching *searching = context;
	struct search search = *searching->search;
	int64_t id = 0;
	search.matter_id = after->matter.id;
	return search_insert(office->store, after->matter.agency_id, &search, &searching->author,
			     error, &id);
}

static void check_search(const struct search *search, struct problems *problems)
{
	const struct {
		const char *field, *text, *missing;
		size_t most;
	} rows[] = {
		{"searcher", search->searcher, "请写明由谁检索", SEARCHER_MAX},
		{"place", search->place, "请写明在哪里检索", SEARCH_MAX},
		{"words", search->words, "请写明用什么词、查什么范围", SEARCH_MAX},
		{"found", search->found, "请写明检索的结果", SEARCH_MAX},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		if (empty(rows[i].text))
			problem_add(problems, rows[i].field, "%s", rows[i].missing);
		else if (too_long(rows[i].text, rows[i].most))
			problem_add(problems, rows[i].field, "请控制在 %zu 字以内", rows[i].most);
	}
}

enum err matter_search(struct office *office, const struct actor *actor, int64_t id, int64_t seen,
		       const struct search *search, const struct matter_file *files, size_t n_files,
		       struct arena *arena, struct problems *problems, struct error *error)
{
	struct searching searching = {search, office_author(office, actor)};
	struct matter_event event = {.event = LIFE_EVENT_SEARCH,
				     .on = search->day,
				     .party = "",
				     .note = "",
				     .files = files,
				     .n_files = n_files};
	const char *warning = "";
	size_t before = problems->count;
	check_search(search, problems);
	if (problems->count != before) return content_error(error);
	return matter_take(office, actor, id, seen, &event, keep_search, &searching, arena,
			   problems, error, &warning);
}

/* Whoever strikes one row beside the steps. */
struct striking {
	int64_t agency_id, matter_id, row_id;
	const char *reason;
	struct author author;
};

static enum err strike_search(struct store *store, void *context, struct error *error)
{
	const struct striking *s = context;
	return search_strike(store, s->agency_id, s->matter_id, s->row_id, s->reason, &s->author,
			     error);
}

static enum err strike_file(struct store *store, void *context, struct error *error)
{
	const struct striking *s = context;
	return attachment_strike(store, s->agency_id, s->matter_id, s->row_id, s->reason,
				 &s->author, error);
}

static enum err strike(struct office *office, const struct actor *actor, int64_t id, int64_t row_id,
		       const char *reason, store_work *work, struct arena *arena,
		       struct problems *problems, struct error *error)
{
	struct matter matter;
	enum err err = matter_check(office, actor, PERMIT_MATTER_STRIKE, id, arena, error, &matter);
	if (err != ERR_NONE) return err;
	if (empty(reason) || too_long(reason, REASON_MAX)) {
		problem_add(problems, "reason", "请写明作废的理由，不超过 %d 字", REASON_MAX);
		return content_error(error);
	}
	struct striking striking = {matter.agency_id, id, row_id, reason,
				    office_author(office, actor)};
	return store_transaction(office->store, work, &striking, error);
}

enum err matter_search_strike(struct office *office, const struct actor *actor, int64_t id,
			      int64_t search_id, const char *reason, struct arena *arena,
			      struct problems *problems, struct error *error)
{
	return strike(office, actor, id, search_id, reason, strike_search, arena, problems, error);
}

enum err matter_file_strike(struct office *office, const struct actor *actor, int64_t id,
			    int64_t attachment_id, const char *reason, struct arena *arena,
			    struct problems *problems, struct error *error)
{
	return strike(office, actor, id, attachment_id, reason, strike_file, arena, problems,
		      error);
}

struct assigning {
	int64_t agency_id, seen;
	struct assignment assignment;
	struct author author;
	struct arena *arena;
	struct problems *problems;
};

/* A post that is there, and not the one that has the case already. */
static enum err check_post(struct store *store, struct assigning *assigning, int64_t now,
			   struct error *error)
{
	struct post *posts = NULL;
	size_t n = 0, at = 0;
	int64_t wanted = assigning->assignment.post_id;
	enum err err = post_list(store, assigning->agency_id, assigning->arena, error, &posts, &n);
	if (err != ERR_NONE) return err;
	while (at < n && (posts[at].id != wanted || posts[at].struck)) at++;
	if (at == n)
		problem_add(assigning->problems, "post", "请选择承办岗位");
	else if (wanted == now)
		problem_add(assigning->problems, "post", "已经由这个岗位承办");
	else
		return ERR_NONE;
	return content_error(error);
}

static enum err assign_work(struct store *store, void *context, struct error *error)
{
	struct assigning *assigning = context;
	struct matter_state state;
	int64_t id = 0;
	enum err err = matter_state_get(store, assigning->assignment.matter_id, assigning->arena,
					error, &state);
	if (err == ERR_NONE && state.version != assigning->seen)
		err = error_set(error, ERR_CONFLICT, "请看清新的情况再决定。",
				"这一件刚刚有别人办理过，移交没有保存。");
	if (err == ERR_NONE) err = check_post(store, assigning, state.post_id, error);
	if (err == ERR_NONE)
		err = assignment_insert(store, assigning->agency_id, &assigning->assignment,
					&assigning->author, error, &id);
	if (err != ERR_NONE) return err;
	state.post_id = assigning->assignment.post_id;
	return matter_state_put(store, &state, assigning->seen, error);
}

enum err matter_assign(struct office *office, const struct actor *actor, int64_t id, int64_t seen,
		       int64_t post_id, const char *note, struct arena *arena,
		       struct problems *problems, struct error *error)
{
	struct matter matter;
	struct problems found;
	enum err err = matter_check(office, actor, PERMIT_MATTER_ASSIGN, id, arena, error, &matter);
	if (err != ERR_NONE) return err;
	if (too_long(note, NOTE_MAX)) {
		problem_add(problems, "note", "说明请控制在 %d 字以内", NOTE_MAX);
		return content_error(error);
	}
	problems_init(&found, arena);
	struct assigning assigning = {
		.agency_id = matter.agency_id,
		.seen = seen,
		.assignment = {.matter_id = id, .post_id = post_id, .note = note},
		.author = office_author(office, actor),
		.arena = arena,
		.problems = &found};
	err = store_transaction(office->store, assign_work, &assigning, error);
	/* a transaction that is tried again says its problem twice */
	if (found.first != NULL) problem_add(problems, found.first->field, "%s", found.first->text);
	return err;
}

/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/post.h"

#include <string.h>

#include "base/utf8.h"

enum { NAME_MAX_POST = 40, REASON_MAX = 500 };

static enum err content_error(struct error *error)
{
	return error_set(error, ERR_CONTENT, "请按提示改正后再提交。", "填写的内容有误。");
}

static bool handles_matters(const struct account *account, int64_t agency_id)
{
	struct actor actor = {.who = WHO_ACCOUNT, .kind = account->kind, .roles = account->roles};
	return account->agency_id == agency_id && !account->disabled &&
	       permission_may(&actor, PERMIT_MATTER_STEP);
}

/* Those of the agency that can do the work of a post. */
static enum err read_accounts(struct office *office, int64_t agency_id, struct arena *arena,
			      struct error *error, struct posts *posts)
{
	struct account *accounts = NULL;
	size_t n = 0;
	enum err err = account_list(office->store, arena, error, &accounts, &n);
	for (size_t i = 0; err == ERR_NONE && i < n; i++) {
		accounts[i].password = "";
		if (handles_matters(&accounts[i], agency_id))
			accounts[posts->n_accounts++] = accounts[i];
	}
	posts->accounts = accounts;
	return err;
}

static enum err load(struct office *office, int64_t agency_id, struct arena *arena,
		     struct error *error, struct posts *ret_posts)
{
	struct posts posts = {0};
	enum err err =
		post_list(office->store, agency_id, arena, error, &posts.posts, &posts.n_posts);
	if (err == ERR_NONE)
		err = post_holder_list(office->store, agency_id, arena, error, &posts.holders,
				       &posts.n_holders);
	if (err == ERR_NONE) err = read_accounts(office, agency_id, arena, error, &posts);
	if (err == ERR_NONE) *ret_posts = posts;
	return err;
}

enum err posts_open(struct office *office, const struct actor *actor, int64_t agency_id,
		    struct arena *arena, struct error *error, struct posts *ret_posts)
{
	enum permission needed =
		permission_may(actor, PERMIT_POST_WRITE) ? PERMIT_POST_WRITE : PERMIT_MATTER_READ;
	enum err err = permission_check(office, actor, needed, agency_id, error);
	return err != ERR_NONE ? err : load(office, agency_id, arena, error, ret_posts);
}

bool posts_holder_away(const struct posts *posts, const struct post_holder *holder)
{
	for (size_t i = 0; i < posts->n_accounts; i++)
		if (posts->accounts[i].id == holder->account_id) return false;
	return true;
}

static bool holds(const struct post_holder *holder, day on)
{
	return holder->since <= on && (holder->until == DAY_NONE || holder->until >= on);
}

bool posts_held(const struct posts *posts, int64_t post_id, day today)
{
	for (size_t i = 0; i < posts->n_holders; i++) {
		const struct post_holder *holder = &posts->holders[i];
		if (holder->post_id == post_id && holds(holder, today) &&
		    !posts_holder_away(posts, holder))
			return true;
	}
	return false;
}

/* ---- changes ---- */

struct post_change {
	struct office *office;
	int64_t agency_id, id, version, account_id;
	const char *name, *reason;
	day on;
	struct author author;
	struct problems *problems;
};

static void check_text(const char *text, const char *field, const char *missing, size_t most,
		       struct problems *problems)
{
	if (text[strspn(text, " \t\r\n")] == '\0')
		problem_add(problems, field, "%s", missing);
	else if (!utf8_valid(text, strlen(text)) || utf8_length(text) > most)
		problem_add(problems, field, "请控制在 %zu 字以内", most);
}

static enum err change(struct post_change *change, const struct actor *actor, store_work *work,
		       struct error *error)
{
	enum err err = permission_check(change->office, actor, PERMIT_POST_WRITE, change->agency_id,
					error);
	if (err != ERR_NONE) return err;
	size_t before = change->problems->count;
	if (change->name != NULL)
		check_text(change->name, "name", "请填写岗位名称", NAME_MAX_POST, change->problems);
	if (change->reason != NULL)
		check_text(change->reason, "reason", "请写明理由", REASON_MAX, change->problems);
	if (change->on == DAY_NONE) problem_add(change->problems, "day", "请填写日期");
	if (change->problems->count != before) return content_error(error);
	change->author = office_author(change->office, actor);
	return store_transaction(change->office->store, work, change, error);
}

static enum err add_work(struct store *store, void *context, struct error *error)
{
	const struct post_change *c = context;
	int64_t id = 0;
	return post_insert(store, c->agency_id, c->name, &c->author, error, &id);
}

enum err posts_add(struct office *office, const struct actor *actor, int64_t agency_id,
		   const char *name, struct problems *problems, struct error *error)
{
	struct post_change c = {
		.office = office, .agency_id = agency_id, .name = name, .problems = problems};
	return change(&c, actor, add_work, error);
}

static enum err rename_work(struct store *store, void *context, struct error *error)
{
	const struct post_change *c = context;
	return post_rename(store, c->agency_id, c->id, c->version, c->name, c->reason, &c->author,
			   error);
}

enum err posts_rename(struct office *office, const struct actor *actor, int64_t agency_id,
		      int64_t id, int64_t version, const char *name, const char *reason,
		      struct problems *problems, struct error *error)
{
	struct post_change c = {.office = office,
				.agency_id = agency_id,
				.id = id,
				.version = version,
				.name = name,
				.reason = reason,
				.problems = problems};
	return change(&c, actor, rename_work, error);
}

static enum err strike_work(struct store *store, void *context, struct error *error)
{
	const struct post_change *c = context;
	return post_strike(store, c->agency_id, c->id, c->version, c->reason, &c->author, error);
}

enum err posts_strike(struct office *office, const struct actor *actor, int64_t agency_id,
		      int64_t id, int64_t version, const char *reason, struct problems *problems,
		      struct error *error)
{
	struct post_change c = {.office = office,
				.agency_id = agency_id,
				.id = id,
				.version = version,
				.reason = reason,
				.problems = problems};
	return change(&c, actor, strike_work, error);
}

/* Why he cannot begin on the post; NULL when he can. */
static const char *cannot_begin(const struct posts *posts, const struct post_change *c)
{
	struct post_holder fresh = {.account_id = c->account_id};
	size_t at = 0;
	while (at < posts->n_posts && (posts->posts[at].id != c->id || posts->posts[at].struck))
		at++;
	if (at == posts->n_posts) return "没有这个岗位，或者它已经撤销";
	if (posts_holder_away(posts, &fresh)) return "请选择本单位办理申请的人";
	for (size_t i = 0; i < posts->n_holders; i++) {
		const struct post_holder *holder = &posts->holders[i];
		if (holder->post_id == c->id && holder->account_id == c->account_id &&
		    (holder->until == DAY_NONE || holder->until >= c->on))
			return "这个人已经在这个岗位上";
	}
	return NULL;
}

static enum err begin_work(struct store *store, void *context, struct error *error)
{
	const struct post_change *c = context;
	struct office inside = office_inside(c->office, store);
	struct arena arena = {0};
	struct posts posts;
	int64_t id = 0;
	enum err err = load(&inside, c->agency_id, &arena, error, &posts);
	if (err == ERR_NONE) {
		const char *why = cannot_begin(&posts, c);
		if (why != NULL && problem_for(c->problems, "account") == NULL)
			problem_add(c->problems, "account", "%s", why);
		if (why != NULL) err = content_error(error);
	}
	arena_release(&arena);
	if (err != ERR_NONE) return err;
	return post_holder_insert(store, c->agency_id, c->id, c->account_id, c->on, &c->author,
				  error, &id);
}

enum err posts_begin(struct office *office, const struct actor *actor, int64_t agency_id,
		     int64_t post_id, int64_t account_id, day since, struct problems *problems,
		     struct error *error)
{
	struct post_change c = {.office = office,
				.agency_id = agency_id,
				.id = post_id,
				.account_id = account_id,
				.on = since,
				.problems = problems};
	return change(&c, actor, begin_work, error);
}

static enum err end_work(struct store *store, void *context, struct error *error)
{
	const struct post_change *c = context;
	return post_holder_end(store, c->agency_id, c->id, c->version, c->on, c->reason, &c->author,
			       error);
}

enum err posts_end(struct office *office, const struct actor *actor, int64_t agency_id,
		   int64_t holder_id, int64_t version, day until, const char *reason,
		   struct problems *problems, struct error *error)
{
	struct post_change c = {.office = office,
				.agency_id = agency_id,
				.id = holder_id,
				.version = version,
				.on = until,
				.reason = reason,
				.problems = problems};
	return change(&c, actor, end_work, error);
}

/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/signin.h"

#include <string.h>

#include "base/random.h"
#include "office/job.h"
#include "office/once.h"
#include "office/password.h"
#include "office/setting.h"
#include "office/staff_inside.h"
#include "store/code.h"
#include "store/journal.h"
#include "store/sent.h"
#include "store/visit.h"

enum {
	TOKEN_BYTES = 32,
	MINUTE_MS = 60 * 1000,
	HOUR_MS = 60 * MINUTE_MS,
	NOTE_VISITS_MS = MINUTE_MS,
};
#define DAY_MS (24 * (int64_t)HOUR_MS)

static enum err refused(struct error *error)
{
	return error_set(error, ERR_DENIED,
			 "连续多次输错会锁定账号一段时间；忘记密码请联系系统管理员。",
			 "登录名或密码不正确，或者账号已停用、被锁定。");
}

/* A sign-in on its way into a transaction: judged there, by what the row says then, so that
 * attempts at many processes at once do not get more tries than one after the other. */
struct attempt {
	const struct account *account; /* as it was when the password was hashed; id 0: unknown */
	bool matches;
	int64_t limit, minutes, hours;
	struct digest digest; /* of the token, should it be good */
	struct author author;
	bool good;
};

static enum err event(struct store *store, enum journal_action action,
		      const struct attempt *attempt, struct error *error)
{
	return journal_event(store, action, OBJECT_ACCOUNT, attempt->account->id,
			     attempt->account->agency_id, NULL, &attempt->author, error);
}

/* Counts a failure of a known account; *ret_locks when it is the one that locks. */
static enum err count_failure(struct store *store, const struct account *account,
			      const struct attempt *attempt, struct error *error, bool *ret_locks)
{
	int64_t now = attempt->author.at;
	bool locked = account->locked_until > now;
	/* a lock that has ended begins a new count; one that holds is not made longer */
	int64_t before = !locked && account->locked_until != 0 ? 0 : account->failures;
	int64_t failures = locked ? account->failures : before + 1;
	*ret_locks = !locked && failures >= attempt->limit;
	int64_t until = locked	     ? account->locked_until
			: *ret_locks ? now + attempt->minutes * MINUTE_MS
				     : 0;
	return account_attempt(store, account->id, failures, until, error);
}

static enum err let_in(struct store *store, const struct attempt *attempt, struct error *error)
{
	const struct author *author = &attempt->author;
	enum err err = account_attempt(store, attempt->account->id, 0, 0, error);
	if (err == ERR_NONE) err = event(store, ACTION_SIGN_IN, attempt, error);
	if (err != ERR_NONE) return err;
	struct login login = {.account_id = attempt->account->id,
			      .created_at = author->at,
			      .seen_at = author->at,
			      .expires_at = author->at + attempt->hours * HOUR_MS,
			      .from = author->from};
	return login_insert(store, &attempt->digest, &login, error);
}

static enum err keep_out(struct store *store, const struct account *account,
			 const struct attempt *attempt, struct error *error)
{
	bool locks = false;
	enum err err = ERR_NONE;
	if (account->id != 0) err = count_failure(store, account, attempt, error, &locks);
	if (err == ERR_NONE) err = event(store, ACTION_SIGN_IN_REFUSED, attempt, error);
	if (err == ERR_NONE && locks) err = event(store, ACTION_LOCK, attempt, error);
	return err;
}

static enum err attempt_work(struct store *store, void *context, struct error *error)
{
	struct attempt *attempt = context;
	struct arena arena = {0};
	struct account now = {.password = ""};
	enum err err = ERR_NONE;
	if (attempt->account->id != 0)
		err = account_get(store, attempt->account->id, &arena, error, &now);
	attempt->good = attempt->matches && now.id != 0 && !now.disabled &&
			now.locked_until <= attempt->author.at &&
			strcmp(now.password, attempt->account->password) == 0;
	attempt->author.kind = attempt->good ? ACTOR_ACCOUNT : ACTOR_VISITOR;
	attempt->author.account_id = attempt->good ? now.id : 0;
	if (err == ERR_NONE)
		err = attempt->good ? let_in(store, attempt, error)
				    : keep_out(store, &now, attempt, error);
	arena_release(&arena);
	return err;
}

static enum err read_limits(struct office *office, struct attempt *attempt, struct error *error)
{
	enum err err = setting_number(office, 0, SETTING_LOCK_FAILURES, error, &attempt->limit);
	if (err != ERR_NONE) return err;
	return setting_number(office, 0, SETTING_LOCK_MINUTES, error, &attempt->minutes);
}

static enum err judge(struct office *office, const struct account *account, bool matches,
		      const char *from, struct error *error, char ret_token[SIGNIN_TOKEN])
{
	struct attempt attempt = {.account = account,
				  .matches = matches,
				  .author = {.from = from, .at = clock_now(&office->clock)}};
	enum err err = setting_number(office, 0, SETTING_LOGIN_HOURS, error, &attempt.hours);
	if (err == ERR_NONE) err = read_limits(office, &attempt, error);
	if (err != ERR_NONE) return err;
	char token[SIGNIN_TOKEN];
	random_hex(token, TOKEN_BYTES);
	attempt.digest = token_digest(token);
	err = store_transaction(office->store, attempt_work, &attempt, error);
	if (err != ERR_NONE) return err;
	if (!attempt.good) return refused(error);
	for (size_t i = 0; i < SIGNIN_TOKEN; i++) ret_token[i] = token[i];
	return ERR_NONE;
}

enum err signin_start(struct office *office, const char *login, const char *password,
		      const char *from, struct error *error, char ret_token[SIGNIN_TOKEN])
{
	struct arena arena = {0};
	struct account account = {.password = ""};
	enum err err = account_find(office->store, login, &arena, error, &account);
	bool known = err == ERR_NONE;
	if (known || err == ERR_MISSING) {
		/* always hashed, so that time does not tell which logins exist */
		bool matches =
			password_matches(office->gate, known ? account.password : NULL, password);
		err = judge(office, &account, matches, from, error, ret_token);
	}
	arena_release(&arena);
	return err;
}

struct wrong {
	struct attempt attempt;
	bool *ret_locked;
};

static enum err wrong_work(struct store *store, void *context, struct error *error)
{
	const struct wrong *wrong = context;
	const struct attempt *attempt = &wrong->attempt;
	struct arena arena = {0};
	struct account now;
	bool locks = false;
	enum err err = account_get(store, attempt->account->id, &arena, error, &now);
	if (err == ERR_NONE) {
		*wrong->ret_locked = now.locked_until > attempt->author.at;
		err = count_failure(store, &now, attempt, error, &locks);
	}
	arena_release(&arena);
	if (err == ERR_NONE)
		err = journal_event(store, ACTION_SIGN_IN_REFUSED, OBJECT_ACCOUNT,
				    attempt->account->id, attempt->account->agency_id,
				    "改密码时填错现在的密码", &attempt->author, error);
	if (err != ERR_NONE || !locks) return err;
	*wrong->ret_locked = true;
	err = event(store, ACTION_LOCK, attempt, error);
	/* whoever sits there is sent to the door, which is locked */
	return err == ERR_NONE ? login_end_all(store, attempt->account->id, error) : err;
}

enum err signin_wrong(struct office *office, const struct actor *actor,
		      const struct account *account, struct error *error, bool *ret_locked)
{
	bool locked = false;
	struct wrong wrong = {
		.attempt = {.account = account, .author = office_author(office, actor)},
		.ret_locked = &locked};
	enum err err = read_limits(office, &wrong.attempt, error);
	if (err == ERR_NONE) err = store_transaction(office->store, wrong_work, &wrong, error);
	if (err == ERR_NONE) *ret_locked = locked;
	return err;
}

enum err signin_last(struct office *office, const struct actor *actor, struct arena *arena,
		     struct error *error, struct account_signins *ret_signins)
{
	BUG_IF(actor->who != WHO_ACCOUNT);
	return account_signins(office->store, actor->account_id, arena, error, ret_signins);
}

static enum err ended(struct error *error)
{
	return error_set(error, ERR_DENIED, "请重新登录。", "登录已结束。");
}

struct visit {
	const struct digest *digest;
	int64_t at;
};

static enum err visit_work(struct store *store, void *context, struct error *error)
{
	const struct visit *visit = context;
	return login_seen(store, visit->digest, visit->at, error);
}

static enum err alive(struct office *office, const struct login *login, int64_t now,
		      struct error *error)
{
	int64_t idle;
	enum err err = setting_number(office, 0, SETTING_IDLE_MINUTES, error, &idle);
	if (err != ERR_NONE) return err;
	if (now >= login->expires_at || now - login->seen_at >= idle * MINUTE_MS)
		return ended(error);
	return ERR_NONE;
}

static enum err must_change(struct office *office, const struct account *account, int64_t now,
			    struct error *error, bool *ret_must)
{
	int64_t days;
	enum err err = setting_number(office, 0, SETTING_PASSWORD_DAYS, error, &days);
	if (err != ERR_NONE) return err;
	*ret_must =
		account->must_change || (days > 0 && now - account->password_at >= days * DAY_MS);
	return ERR_NONE;
}

enum err signin_actor(struct office *office, const char *token, const char *from,
		      struct arena *arena, struct error *error, struct actor *ret_actor)
{
	int64_t now = clock_now(&office->clock);
	struct digest digest = token_digest(token);
	struct login login;
	enum err err = login_get(office->store, &digest, arena, error, &login);
	if (err == ERR_MISSING) return ended(error);
	if (err == ERR_NONE) err = alive(office, &login, now, error);
	struct account account;
	if (err == ERR_NONE)
		err = account_get(office->store, login.account_id, arena, error, &account);
	if (err != ERR_NONE) return err;
	if (account.disabled) return ended(error);
	bool must = false;
	err = must_change(office, &account, now, error, &must);
	if (err == ERR_NONE && now - login.seen_at >= NOTE_VISITS_MS) {
		struct visit visit = {&digest, now};
		err = store_transaction(office->store, visit_work, &visit, error);
		/* a writer who holds the database must not keep a reader out, nor a lost note */
		if (err == ERR_BUSY || err == ERR_DOUBT) err = ERR_NONE;
	}
	if (err != ERR_NONE) return err;
	*ret_actor = (struct actor){.who = WHO_ACCOUNT,
				    .account_id = account.id,
				    .login = account.name,
				    .name = account.display_name,
				    .agency_id = account.agency_id,
				    .kind = account.kind,
				    .roles = account.roles,
				    .must_change = must,
				    .from = arena_text(arena, from)};
	return ERR_NONE;
}

struct leaving {
	const struct digest *digest;
	const struct actor *actor;
	struct author author;
};

static enum err leave_work(struct store *store, void *context, struct error *error)
{
	const struct leaving *leaving = context;
	enum err err = login_end(store, leaving->digest, error);
	if (err != ERR_NONE && err != ERR_MISSING) return err;
	return journal_event(store, ACTION_SIGN_OUT, OBJECT_ACCOUNT, leaving->actor->account_id,
			     leaving->actor->agency_id, NULL, &leaving->author, error);
}

enum err signin_end(struct office *office, const char *token, const struct actor *actor,
		    struct error *error)
{
	struct digest digest = token_digest(token);
	struct leaving leaving = {&digest, actor, office_author(office, actor)};
	return store_transaction(office->store, leave_work, &leaving, error);
}

struct sweeping {
	int64_t now, idle_ms, removed;
};

static enum err sweep_work(struct store *store, void *context, struct error *error)
{
	struct sweeping *sweeping = context;
	enum err err =
		login_sweep(store, sweeping->now, sweeping->idle_ms, error, &sweeping->removed);
	if (err != ERR_NONE) return err;
	err = sent_sweep(store, sweeping->now - ONCE_KEPT_HOURS * (int64_t)HOUR_MS, error);
	if (err != ERR_NONE) return err;
	err = visit_sweep(store, sweeping->now / HOUR_MS - 1, error);
	if (err != ERR_NONE) return err;
	return code_sweep(store, sweeping->now, sweeping->now - ONCE_KEPT_HOURS * (int64_t)HOUR_MS,
			  error);
}

enum err signin_sweep(struct office *office, const struct job *job, struct error *error)
{
	int64_t idle;
	enum err err = setting_number(office, 0, SETTING_IDLE_MINUTES, error, &idle);
	if (err != ERR_NONE) return err;
	struct sweeping sweeping = {clock_now(&office->clock), idle * MINUTE_MS, 0};
	return job_finish(office, job, sweep_work, &sweeping, error);
}

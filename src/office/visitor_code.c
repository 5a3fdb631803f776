/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/visitor_code.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/random.h"
#include "office/job.h"
#include "office/matter_inside.h"
#include "office/matter_words.h"
#include "office/notice_inside.h"
#include "office/once.h"
#include "office/sealing.h"
#include "office/setting.h"
#include "office/visitor_inside.h"
#include "store/code.h"

enum { WORD = 33, TYPED_MAX = 200 };

static const char too_often[] =
	"索取的次数太多，暂时不能再索取。请一小时以后再试，或者与受理单位联系。";

enum err visitor_codes_on(struct office *office, struct error *error, bool *ret_on)
{
	int64_t mail = 0, sms = 0;
	enum err err = setting_number(office, 0, SETTING_NOTICE_MAIL, error, &mail);
	if (err == ERR_NONE) err = setting_number(office, 0, SETTING_NOTICE_SMS, error, &sms);
	if (err == ERR_NONE) *ret_on = mail != 0 || sms != 0;
	return err;
}

/* ---- asking ---- */

struct asking {
	struct office *office;
	const char *number, *contact;
	struct arena *arena;
};

static const char *ask_place(const char *word, const char *what, struct arena *arena)
{
	return ARENA_JOIN(arena, "code-ask.", what, ":", word);
}

static enum err ask_work(struct store *store, void *context, struct error *error)
{
	const struct asking *asking = context;
	struct office inside = office_inside(asking->office, store);
	struct wrapped_key wrapped;
	struct data_key key;
	struct buf sealed;
	char word[WORD];
	int64_t id, now = clock_now(&asking->office->clock);
	random_hex(word, (WORD - 1) / 2);
	enum err err = sealing_new_key(&inside, ask_place(word, "key", asking->arena), error, &key,
				       &wrapped);
	if (err != ERR_NONE) return err;
	/* padded, so that the row tells not even how long it was */
	char typed[2 * TYPED_MAX + 2] = "";
	memcpy(typed, asking->number, strlen(asking->number) + 1);
	memcpy(typed + TYPED_MAX + 1, asking->contact, strlen(asking->contact) + 1);
	buf_init(&sealed, sizeof typed + SEAL_OVERHEAD + 1);
	seal_bytes(&key, ask_place(word, "content", asking->arena), typed, sizeof typed, &sealed);
	data_key_wipe(&key);
	BUG_IF(!buf_ok(&sealed));
	const struct code_ask ask = {.at = now,
				     .word = word,
				     .key = {wrapped.bytes, sizeof wrapped.bytes},
				     .content = {sealed.p, sealed.n}};
	err = code_ask_insert(store, &ask, error, &id);
	buf_release(&sealed);
	if (err != ERR_NONE) return err;
	return job_add(store, job_facts(JOB_RECOVER)->name,
		       arena_printf(asking->arena, "%" PRId64, id), now, error);
}

enum err visitor_lost(struct office *office, const char *from, const char *number,
		      const char *contact, struct arena *arena, struct problems *problems,
		      struct error *error)
{
	struct asking asking = {office, number, contact, arena};
	size_t before = problems->count;
	if (number[0] == '\0' || strlen(number) > TYPED_MAX)
		problem_add(problems, "number", "请填写登记编号。");
	if (contact[0] == '\0' || strlen(contact) > TYPED_MAX)
		problem_add(problems, "contact", "请填写提交时留的电子邮箱或者电话。");
	if (problems->count != before)
		return error_set(error, ERR_CONTENT, NULL, "填写的内容有误。");
	enum err err = visitor_allowed(office, VISITOR_CODE_ASKED, from, too_often, error);
	if (err == ERR_NONE) err = visitor_counted(office, VISITOR_CODE_ASKED, from, error);
	return err != ERR_NONE ? err : store_transaction(office->store, ask_work, &asking, error);
}

/* ---- looking at it ---- */

/* The mail address without regard to case, or the telephone by its digits. */
static bool fits(const struct filing *person, const char *contact)
{
	char typed[VISITOR_DIGITS], kept[VISITOR_DIGITS];
	const char *email = person->values[FILING_email];
	if (strchr(contact, '@') != NULL)
		return email[0] != '\0' && strcasecmp(email, contact) == 0;
	visitor_digits(contact, typed);
	visitor_digits(person->values[FILING_phone], kept);
	return strlen(typed) >= VISITOR_PHONE_LEAST && strcmp(typed, kept) == 0;
}

static enum err recode(struct office *office, struct matter *matter, const char *number,
		       const char *word, const char *reason, const struct author *author,
		       struct arena *arena, struct error *error, char ret_code[QUERY_CODE])
{
	matter_give_code(office->vault, word, number, arena, matter, ret_code);
	return matter_update(office->store, matter, reason, author, error);
}

struct recovering {
	struct office *office;
	int64_t id; /* of the row */
	const char *number, *contact;
	struct arena *arena;
	bool opened;
};

/* One matter of that number. Nothing is said where it does not fit, or cannot be sent. */
static enum err recover_one(struct office *office, const struct recovering *recovering, int64_t id,
			    struct error *error)
{
	const struct actor house = actor_house();
	const struct author author = office_author(office, &house);
	struct matter matter;
	struct filing person;
	enum notice_channel channel;
	struct error unread;
	char code[QUERY_CODE];
	int64_t most = 0, n = 0;
	bool possible = false;
	enum err err = matter_get(office->store, id, recovering->arena, error, &matter);
	if (err != ERR_NONE) return err;
	if (matter.person.n == 0 ||
	    notice_person(office, &matter, recovering->arena, &unread, &person) != ERR_NONE ||
	    !fits(&person, recovering->contact))
		return ERR_NONE;
	err = setting_number(office, 0, SETTING_CODES_HOUR, error, &most);
	if (err == ERR_NONE)
		err = notice_since(office->store, id, notice_other_code(NOTICE_QUERY_CODE),
				   author.at - 3600 * 1000, error, &n);
	if (err == ERR_NONE) err = notice_way(office, &person, error, &possible, &channel);
	if (err != ERR_NONE || n >= most || !possible) return err;
	err = recode(office, &matter, recovering->number, "", "本人索取新的查询码", &author,
		     recovering->arena, error, code);
	if (err != ERR_NONE) return err;
	return notice_of_code(office, &matter, NOTICE_QUERY_CODE, code, &person, recovering->arena,
			      error);
}

static enum err recover_work(struct store *store, void *context, struct error *error)
{
	const struct recovering *recovering = context;
	struct office inside = office_inside(recovering->office, store);
	int64_t *ids = NULL;
	size_t n = 0;
	enum err err = ERR_NONE;
	if (recovering->opened)
		err = code_matters(store, recovering->number, recovering->arena, error, &ids, &n);
	for (size_t i = 0; i < n && err == ERR_NONE; i++)
		err = recover_one(&inside, recovering, ids[i], error);
	return err != ERR_NONE ? err : code_ask_drop(store, recovering->id, error);
}

/* What does not open was asked under another key: who asked asks again. */
static bool open_ask(struct office *office, const struct code_ask *ask,
		     struct recovering *recovering)
{
	struct arena *arena = recovering->arena;
	struct error error;
	struct data_key key;
	const char *typed;
	size_t n;
	if (sealing_open_key(office, ask_place(ask->word, "key", arena), ask->key.bytes, ask->key.n,
			     &error, &key) != ERR_NONE)
		return false;
	enum err err = seal_open(&key, ask_place(ask->word, "content", arena), ask->content.bytes,
				 ask->content.n, arena, &error, &typed, &n);
	data_key_wipe(&key);
	if (err != ERR_NONE || n != 2 * TYPED_MAX + 2) return false;
	recovering->number = typed;
	recovering->contact = typed + TYPED_MAX + 1;
	return true;
}

enum err visitor_recover(struct office *office, const struct job *job, struct error *error)
{
	struct arena arena = {0};
	struct recovering recovering = {
		.office = office, .id = strtoll(job->payload, NULL, 10), .arena = &arena};
	struct code_ask ask;
	enum err err = code_ask_get(office->store, recovering.id, &arena, error, &ask);
	if (err == ERR_NONE) recovering.opened = open_ask(office, &ask, &recovering);
	if (err == ERR_NONE || err == ERR_MISSING)
		err = job_finish(office, job, recover_work, &recovering, error);
	arena_release(&arena);
	return err;
}

/* ---- one-time codes ---- */

static void one_time_mark(const struct office *office, int64_t matter_id, const char *code,
			  struct arena *arena, struct digest *ret_mark)
{
	vault_mark(office->vault, "one-time",
		   arena_printf(arena, "%" PRId64 "|%s", matter_id, code), ret_mark);
}

/* Six digits, each as likely as any other. */
static void draw(char ret_code[ONE_TIME_CODE])
{
	enum { FAIR = 250 }; /* the highest multiple of ten in a byte */
	for (size_t i = 0; i + 1 < ONE_TIME_CODE;) {
		unsigned char byte;
		random_bytes(&byte, 1);
		if (byte < FAIR) ret_code[i++] = (char)('0' + byte % 10);
	}
	ret_code[ONE_TIME_CODE - 1] = '\0';
}

struct one_time {
	struct office *office;
	int64_t id;
	struct arena *arena;
};

static enum err one_time_work(struct store *store, void *context, struct error *error)
{
	const struct one_time *one_time = context;
	struct office inside = office_inside(one_time->office, store);
	int64_t until = clock_now(&one_time->office->clock) + ONE_TIME_MS;
	struct matter matter;
	struct filing person;
	struct digest mark;
	char code[ONE_TIME_CODE];
	enum err err = matter_get(store, one_time->id, one_time->arena, error, &matter);
	if (err == ERR_NONE) err = notice_person(&inside, &matter, one_time->arena, error, &person);
	if (err != ERR_NONE) return err;
	draw(code);
	one_time_mark(&inside, one_time->id, code, one_time->arena, &mark);
	err = notice_of_code(&inside, &matter, NOTICE_ONE_TIME, code, &person, one_time->arena,
			     error);
	if (err == ERR_MISSING)
		return error_set(error, ERR_CONFLICT, NULL,
				 "这件%s没有可以接收验证码的电子邮箱或者手机。%s",
				 matter_words(matter.kind)->thing,
				 matter_named(matter.kind) ? "请填写证件号码的后6位。" : "");
	return err != ERR_NONE ? err : proof_code_put(store, one_time->id, &mark, until, error);
}

enum err visitor_one_time(struct office *office, const struct visitor_case *seen,
			  struct arena *arena, struct error *error)
{
	struct one_time one_time = {office, seen->own.id, arena};
	const char *whom = arena_printf(arena, "one-time:%" PRId64, seen->own.id);
	enum err err = visitor_allowed(office, VISITOR_CODE_ASKED, whom, too_often, error);
	if (err == ERR_NONE) err = visitor_counted(office, VISITOR_CODE_ASKED, whom, error);
	return err != ERR_NONE ? err
			       : store_transaction(office->store, one_time_work, &one_time, error);
}

struct trying {
	const struct office *office;
	int64_t matter_id;
	struct digest mark; /* of what was typed */
	bool fits;
};

/* Counted before it is looked at: many sent at one moment have no more tries than one after the
 * other. */
static enum err try_work(struct store *store, void *context, struct error *error)
{
	struct trying *trying = context;
	struct proof_code kept;
	enum err err = proof_code_try(store, trying->matter_id, error);
	if (err == ERR_NONE) err = proof_code_get(store, trying->matter_id, error, &kept);
	if (err == ERR_MISSING) return ERR_NONE;
	if (err != ERR_NONE) return err;
	trying->fits = kept.tries <= ONE_TIME_TRIES &&
		       clock_now(&trying->office->clock) < kept.expires_at &&
		       digest_equal(&trying->mark, &kept.mark);
	return trying->fits ? proof_code_right(store, trying->matter_id, error) : ERR_NONE;
}

enum err visitor_one_time_fits(struct office *office, int64_t matter_id, const char *typed,
			       struct arena *arena, struct error *error, bool *ret_fits)
{
	struct trying trying = {.office = office, .matter_id = matter_id};
	one_time_mark(office, matter_id, typed, arena, &trying.mark);
	enum err err = store_transaction(office->store, try_work, &trying, error);
	if (err == ERR_NONE) *ret_fits = trying.fits;
	return err;
}

/* ---- at the counter ---- */

struct counter {
	struct office *office;
	struct author author;
	int64_t id;
	const char *word, *number;
	struct arena *arena;
	char code[QUERY_CODE];
};

static enum err counter_work(struct store *store, void *context, struct error *error)
{
	struct counter *counter = context;
	struct office inside = office_inside(counter->office, store);
	struct matter matter;
	enum err err = matter_get(store, counter->id, counter->arena, error, &matter);
	return err != ERR_NONE ? err
			       : recode(&inside, &matter, counter->number, counter->word,
					"当面核对身份后重新发给查询码", &counter->author,
					counter->arena, error, counter->code);
}

/* The same form again: the same code, unless a newer one was given since. */
static enum err given_before(struct counter *counter, struct error *error)
{
	struct matter matter, then = {0};
	enum err err =
		matter_get(counter->office->store, counter->id, counter->arena, error, &matter);
	if (err != ERR_NONE) return err;
	matter_give_code(counter->office->vault, counter->word, counter->number, counter->arena,
			 &then, counter->code);
	if (matter.code.n == then.code.n &&
	    memcmp(matter.code.bytes, then.code.bytes, then.code.n) == 0)
		return ERR_NONE;
	return error_set(error, ERR_CONFLICT, "需要的，请再发一次。",
			 "这个查询码已经作废：后来又发过新的查询码。");
}

enum err matter_recode(struct office *office, const struct actor *actor, int64_t id,
		       const char *word, struct arena *arena, struct error *error,
		       struct matter_filed *ret_filed)
{
	struct counter counter = {.office = office, .id = id, .word = word, .arena = arena};
	const char *contents[] = {arena_printf(arena, "%" PRId64, id)};
	struct matter_case now;
	int64_t kept = id;
	bool again = false;
	struct matter matter;
	enum err err =
		matter_check(office, actor, PERMIT_MATTER_PERSONAL, id, arena, error, &matter);
	if (err == ERR_NONE) err = matter_need_vault(office, error);
	if (err == ERR_NONE) err = matter_load(office, id, arena, error, &now);
	if (err != ERR_NONE) return err;
	counter.number = matter_value(&now, "number");
	counter.author = office_author(office, actor);
	struct once once = once_of(office, actor, "recode", word, contents, COUNT_OF(contents));
	err = once_transaction(office, &once, counter_work, &counter, &kept, error, &again);
	if (err == ERR_NONE && again) err = given_before(&counter, error);
	if (err != ERR_NONE) return err;
	*ret_filed = (struct matter_filed){.id = id, .number = counter.number, .again = again};
	memcpy(ret_filed->code, counter.code, sizeof counter.code);
	return ERR_NONE;
}

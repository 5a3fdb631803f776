/* SPDX-License-Identifier: MulanPSL-2.0
 * A requester's own matter: found through the own gate by number and code, and what follows from
 * its folded life for him. The steps hidden from him are folded too, since his dates depend on
 * them, but only their days come out, and of a day's reasons not what warns the office. */
#include <inttypes.h>
#include <string.h>

#include "base/vault.h"
#include "law/letter.h"
#include "office/matter_inside.h"
#include "office/matter_letter_inside.h"
#include "office/matter_published.h"
#include "office/matter_words.h"
#include "office/retention.h"
#include "office/visitor_inside.h"
#include "store/agency.h"
#include "store/letter_row.h"

static const char wrong_often[] =
	"输错的次数太多，暂时不能再查询。请一小时以后再试，或者拨打办公电话。";

/* The view says of a consultation only that it ended; all four ends read alike. */
static bool told_event(const char *code, enum life_event *ret_event)
{
	bool ended = strcmp(code, "consult-ended") == 0;
	return life_event_find(ended ? life_event_code(LIFE_EVENT_AGREED) : code, ret_event);
}

static enum err load_steps(struct store *own, struct visitor_case *seen, struct arena *arena,
			   struct error *error)
{
	struct own_step *steps;
	size_t n;
	enum err err = own_steps(own, seen->own.id, arena, error, &steps, &n);
	if (err != ERR_NONE) return err;
	seen->steps = arena_array(arena, n, sizeof *seen->steps);
	for (size_t i = 0; i < n; i++) {
		enum life_event event;
		if (!told_event(steps[i].event, &event) || !life_told(event).told) continue;
		seen->steps[seen->n_steps++] = (struct visitor_step){
			steps[i].day, life_told(event).words, steps[i].letter_id};
	}
	return ERR_NONE;
}

static const char *letter_title(const char *code)
{
	enum letter letter;
	return letter_parse(code, &letter) ? letter_facts(letter)->noun : code;
}

static enum err load_letters(struct store *own, struct visitor_case *seen, struct arena *arena,
			     struct error *error)
{
	struct own_letter *letters;
	size_t n;
	enum err err = own_letters(own, seen->own.id, arena, error, &letters, &n);
	if (err != ERR_NONE) return err;
	seen->letters = arena_array(arena, n, sizeof *seen->letters);
	seen->n_letters = n;
	for (size_t i = 0; i < n; i++)
		seen->letters[i] =
			(struct visitor_letter){letters[i].id, letter_title(letters[i].kind),
						letters[i].number, letters[i].day};
	return ERR_NONE;
}

static enum err load_erased(struct store *own, struct visitor_case *seen, struct arena *arena,
			    struct error *error)
{
	struct own_erased *rows = NULL;
	size_t n = 0;
	seen->erased = "";
	enum err err = own_erased(own, seen->own.id, arena, error, &rows, &n);
	if (err != ERR_NONE) return err;
	for (size_t i = 0; i < n; i++)
		seen->erased = arena_printf(
			arena, "%s本件的%s已经于%s依保管期限表（%s）清除，不能再查看。",
			seen->erased, retention_classes_label(rows[i].classes, arena),
			day_words(rows[i].day).s, rows[i].approval);
	return ERR_NONE;
}

static bool may(const struct matter_case *now, enum life_event event, day today)
{
	struct life_words words;
	const struct life_step step = {.event = event, .on = today, .by = LIFE_BY_REQUESTER};
	return life_ask(&now->life, &step, now->calendar, &words) != NULL;
}

/* What is waited for from the requester also before it is known when he got the notice. */
static const char *owed_in(enum life_state state)
{
	switch (state) {
	case LIFE_CLARIFYING: return life_duty_label(LIFE_DUTY_CLARIFY);
	case LIFE_EXPLAINING: return life_duty_label(LIFE_DUTY_GIVE_REASONS);
	case LIFE_FEE: return life_duty_label(LIFE_DUTY_PAY);
	default: return NULL;
	}
}

/* The reply while it is owed with its trace, and what the requester owes. */
static void take_duties(const struct matter_case *now, struct visitor_case *seen,
			struct arena *arena)
{
	seen->owes = owed_in(now->life.state);
	for (size_t i = 0; i < now->duties.n; i++) {
		const struct life_duty *duty = &now->duties.rows[i];
		if (life_duty_answers(duty->kind)) {
			seen->due = duty->due;
			seen->trace = trace_told(&duty->trace, arena);
		} else if (life_duty_whose(duty->kind) == LIFE_TURN_REQUESTER) {
			seen->owes = life_duty_label(duty->kind);
			seen->owes_by = duty->due;
		}
	}
}

static enum err reckon(struct office *office, struct visitor_case *seen, struct arena *arena,
		       struct error *error)
{
	struct matter_case now;
	struct agency agency;
	day today = clock_today(&office->clock);
	enum err err = matter_load(office, seen->own.id, arena, error, &now);
	if (err == ERR_NONE) err = matter_reckon_case(office, &now, arena, error);
	if (err == ERR_NONE)
		err = agency_get(office->store, seen->own.agency_id, arena, error, &agency);
	if (err == ERR_NONE)
		err = life_late(&now.life, today, agency.reconsideration_organ, now.calendar, arena,
				NULL, &seen->late, error);
	if (err == ERR_NONE) err = matter_fee_read(office, &now, arena, error, &seen->fee);
	if (err == ERR_NONE)
		err = visitor_proof(office, &now.matter, arena, error, &seen->proof, &seen->codes);
	if (err != ERR_NONE) return err;
	take_duties(&now, seen, arena);
	seen->words = matter_words(seen->own.kind);
	seen->version = now.state.version;
	seen->published = matter_published(&now);
	seen->published_outside = published_address(seen->published);
	seen->published_record = published_record(seen->published);
	bool dropped = now.life.result == LIFE_DROPPED;
	seen->state = life_told_state(dropped ? LIFE_WITHDRAWN : now.life.state);
	seen->decided = seen->own.outcome[0] != '\0';
	seen->may_clarify = may(&now, LIFE_EVENT_CLARIFIED, today);
	seen->may_explain = may(&now, LIFE_EVENT_REASONS_GIVEN, today);
	seen->may_withdraw = may(&now, LIFE_EVENT_WITHDRAW, today);
	return ERR_NONE;
}

struct tracking {
	struct office *office;
	struct store *own;
	struct arena *arena;
	struct visitor_case *seen;
};

static enum err reckon_work(struct store *store, void *context, struct error *error)
{
	struct tracking *tracking = context;
	struct office inside = office_inside(tracking->office, store);
	return reckon(&inside, tracking->seen, tracking->arena, error);
}

const char *visitor_pass(const struct office *office, const char *number, const char *code,
			 struct arena *arena)
{
	struct digest mark, pass;
	char *hex = arena_alloc(arena, DIGEST_HEX);
	matter_code_mark(office->vault, number, code, arena, &mark);
	digest_hex(&mark, hex);
	vault_mark(office->vault, "pass", hex, &pass);
	digest_hex(&pass, hex);
	return hex;
}

/* In time that does not tell how much of it fits. */
static bool passes(const struct office *office, const char *number, const char *code,
		   const char *pass, struct arena *arena)
{
	const char *right = visitor_pass(office, number, code, arena);
	struct digest a = digest_of(right, strlen(right)), b = digest_of(pass, strlen(pass));
	return digest_equal(&a, &b);
}

enum err visitor_track(struct office *office, struct store *own, const char *from,
		       const char *number, const char *code, const char *pass, struct arena *arena,
		       struct error *error, struct visitor_case *ret_case)
{
	struct visitor_case seen = {.due = DAY_NONE, .owes_by = DAY_NONE};
	struct tracking tracking = {office, own, arena, &seen};
	struct digest mark;
	enum err err = matter_need_vault(office, error);
	if (err != ERR_NONE) return err;
	bool known = passes(office, number, code, pass, arena);
	if (!known) err = visitor_allowed(office, VISITOR_WRONG_CODE, from, wrong_often, error);
	if (err != ERR_NONE) return err;
	matter_code_mark(office->vault, number, code, arena, &mark);
	err = own_find(own, &mark, arena, error, &seen.own);
	if (err == ERR_NONE && seen.own.struck)
		err = error_set(error, ERR_MISSING, NULL, "登记编号或者查询码不对。");
	if (err == ERR_MISSING && !known) {
		struct error uncounted;
		return visitor_counted(office, VISITOR_WRONG_CODE, from, &uncounted) == ERR_NONE
			       ? err
			       : error_set(error, ERR_BUSY, NULL, "%s", uncounted.message);
	}
	if (err == ERR_NONE) err = load_steps(own, &seen, arena, error);
	if (err == ERR_NONE) err = load_letters(own, &seen, arena, error);
	if (err == ERR_NONE) err = load_erased(own, &seen, arena, error);
	if (err == ERR_NONE)
		err = own_givens(own, seen.own.id, arena, error, &seen.givens, &seen.n_givens);
	if (err == ERR_NONE) err = store_read(office->store, reckon_work, &tracking, error);
	if (err == ERR_NONE) *ret_case = seen;
	return err;
}

static enum err open_letter(struct office *office, const struct matter *matter, int64_t letter_id,
			    struct arena *arena, struct error *error,
			    struct matter_letter *ret_letter)
{
	struct letter_row row;
	struct data_key key;
	enum err err = letter_row_get(office->store, matter->id, letter_id, arena, error, &row);
	if (err == ERR_NONE) err = matter_key(office, matter, error, &key);
	if (err != ERR_NONE) return err;
	err = letter_unseal(&key, &row, arena, error, ret_letter);
	data_key_wipe(&key);
	return err;
}

/* Where nobody gave a name, no other proof is asked for: then no letter may hold one. What was
 * written on paper nobody here can read. */
static enum err check_nameless(struct office *office, const struct matter *matter,
			       int64_t letter_id, struct arena *arena, struct error *error)
{
	struct matter_letter letter;
	enum err err = open_letter(office, matter, letter_id, arena, error, &letter);
	if (err != ERR_NONE) return err;
	const char *who = letter.values[FIELD_REQUESTER];
	if (!letter.scan && strcmp(who, matter_words(matter->kind)->who) == 0) return ERR_NONE;
	return error_set(error, ERR_CONFLICT, NULL, "%s",
			 letter.scan
				 ? "这份文书是在纸上发出的，系统看不出上面有没有姓名，不能在网上"
				   "提供。请凭登记编号和查询码到受理单位领取。"
				 : "这份文书上写有姓名，不能只凭登记编号和查询码提供。请与受理单位"
				   "联系。");
}

/* A letter that was issued without its papers, as when many go out at once, gets them now. */
static enum err print_missing(struct office *office, const struct matter *matter, int64_t letter_id,
			      struct arena *arena, struct error *error)
{
	const struct actor house = actor_house();
	const struct author author = office_author(office, &house);
	struct matter_letter letter;
	enum err err = open_letter(office, matter, letter_id, arena, error, &letter);
	return err != ERR_NONE ? err : letter_print(office, &author, matter, &letter, arena, error);
}

enum err visitor_letter(struct office *office, const struct visitor_case *seen, int64_t letter_id,
			const char *wanted, struct arena *arena, struct error *error,
			const char **ret_media_type, struct blob *ret_bytes)
{
	const char *format = wanted;
	struct matter matter;
	struct data_key key;
	struct blob sealed;
	const char *media_type, *bytes;
	size_t n;
	enum visitor_proof proof = VISITOR_BY_COUNTER;
	bool theirs = false, codes = false;
	for (size_t i = 0; i < seen->n_letters; i++) theirs |= seen->letters[i].id == letter_id;
	if (!theirs) return error_set(error, ERR_MISSING, NULL, "没有这份文书。");
	enum err err = matter_get(office->store, seen->own.id, arena, error, &matter);
	if (err == ERR_NONE) err = visitor_proof(office, &matter, arena, error, &proof, &codes);
	if (err == ERR_NONE && proof == VISITOR_BY_NOTHING)
		err = check_nameless(office, &matter, letter_id, arena, error);
	if (err == ERR_NONE)
		err = letter_paper_get(office->store, letter_id, format, arena, error, &media_type,
				       &sealed);
	if (err == ERR_MISSING) {
		/* it went out on paper */
		format = "scan";
		err = letter_paper_get(office->store, letter_id, format, arena, error, &media_type,
				       &sealed);
	}
	if (err == ERR_MISSING) {
		struct error unsaid;
		format = wanted;
		if (print_missing(office, &matter, letter_id, arena, &unsaid) == ERR_NONE)
			err = letter_paper_get(office->store, letter_id, format, arena, error,
					       &media_type, &sealed);
	}
	if (err == ERR_MISSING)
		return error_set(error, ERR_CONFLICT, NULL,
				 "这份文书还没有排好，请稍后再下载，或者与受理单位联系。");
	if (err == ERR_NONE) err = matter_sealed(sealed, error);
	if (err == ERR_NONE) err = matter_key(office, &matter, error, &key);
	if (err != ERR_NONE) return err;
	err = seal_open(&key, matter_letter_paper_place(letter_id, format, arena), sealed.bytes,
			sealed.n, arena, error, &bytes, &n);
	data_key_wipe(&key);
	if (err != ERR_NONE) return err;
	*ret_media_type = media_type;
	*ret_bytes = (struct blob){bytes, n};
	return ERR_NONE;
}

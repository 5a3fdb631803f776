/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/matter_fee.h"

#include <inttypes.h>
#include <string.h>

#include "law/fee.h"
#include "office/matter_letter_inside.h"
#include "store/fee_row.h"

enum { FEN = 100 };

/* The step that asks, the newest; the proof of its service and the payment after it. */
struct fee_steps {
	const struct matter_step *asked, *served, *paid, *lapsed;
};

static bool is(const struct matter_step *step, enum life_event event)
{
	return strcmp(step->event, life_event_code(event)) == 0;
}

static struct fee_steps steps_of(const struct matter_case *now)
{
	struct fee_steps found = {NULL, NULL, NULL, NULL};
	for (size_t i = 0; i < now->n_steps; i++) {
		const struct matter_step *step = &now->steps[i];
		if (step->struck) continue;
		if (is(step, LIFE_EVENT_ASK_FEE))
			found = (struct fee_steps){step, NULL, NULL, NULL};
		if (found.asked == NULL) continue;
		if (is(step, LIFE_EVENT_NOTICE_SERVED)) found.served = step;
		if (is(step, LIFE_EVENT_PAID)) found.paid = step;
		if (is(step, LIFE_EVENT_LAPSE_FEE)) found.lapsed = step;
	}
	return found;
}

/* What the notice says; an amount left open is the most the tariff allows. */
static enum err read_notice(const struct matter_letter *letter, struct arena *arena,
			    struct error *error, struct matter_fee *fee)
{
	bool by_piece = strcmp(letter->values[FIELD_TARIFF], "piece") == 0;
	int64_t count = 0, yuan = 0;
	if (!letter_whole_number(letter->values[FIELD_COUNT], &count))
		return error_set(error, ERR_ENV, NULL, "收费通知书的计费数量读不出来。");
	fee->tariff = by_piece ? "按件计收" : "按量计收";
	fee->count = arena_printf(arena, "%" PRId64 "%s", count, by_piece ? "件" : "页");
	fee->payment = letter->values[FIELD_PAYMENT];
	if (letter_whole_number(letter->values[FIELD_AMOUNT], &yuan)) {
		fee->fen = yuan * FEN;
		return ERR_NONE;
	}
	return fee_compute(by_piece ? FEE_BY_PIECE : FEE_BY_PAGE, count, letter->day, NULL,
			   &fee->fen, error);
}

static enum err open_notice(struct office *office, const struct matter_case *now,
			    const struct matter_step *asked, struct arena *arena,
			    struct error *error, struct matter_fee *fee)
{
	struct letter_row row;
	struct matter_letter letter;
	struct data_key key;
	enum err err =
		letter_row_get(office->store, now->matter.id, asked->letter_id, arena, error, &row);
	if (err == ERR_NONE) err = matter_key(office, &now->matter, error, &key);
	if (err != ERR_NONE) return err;
	err = letter_unseal(&key, &row, arena, error, &letter);
	data_key_wipe(&key);
	if (err != ERR_NONE || letter.kind != LETTER_P9) return err;
	/* of a notice on paper only its picture may be known: its fee is entered by hand */
	if (letter.scan && letter.values[FIELD_COUNT][0] == '\0') return ERR_NONE;
	fee->known = true;
	fee->noticed = row.day == DAY_NONE ? asked->day : row.day;
	return read_notice(&letter, arena, error, fee);
}

static enum err find_entry(struct office *office, const struct matter_case *now,
			   struct arena *arena, struct error *error, struct matter_fee *fee)
{
	const struct register_facts *facts = register_facts(REGISTER_REQUESTS);
	const char *number = now->entry.values[register_column(facts, "number")];
	struct fee_row *rows = NULL;
	size_t n = 0;
	enum err err =
		fee_row_list(office->store, now->matter.agency_id, number, arena, error, &rows, &n);
	for (size_t i = 0; err == ERR_NONE && i < n; i++)
		if (rows[i].noticed == fee->noticed) fee->entry_id = rows[i].id;
	return err;
}

static enum err when(struct office *office, const struct matter_case *now,
		     const struct fee_steps *steps, struct error *error, struct matter_fee *fee)
{
	day today = clock_today(&office->clock);
	fee->paid = steps->paid == NULL ? DAY_NONE : steps->paid->day;
	fee->lapsed = steps->lapsed != NULL;
	if (steps->served == NULL) return ERR_NONE;
	enum err err = calendar_add_working_days(now->calendar, steps->served->day, TERM_PAY,
						 &fee->by, error);
	if (err == ERR_NONE) fee->late = (fee->paid == DAY_NONE ? today : fee->paid) > fee->by;
	return err;
}

enum err matter_fee_read(struct office *office, const struct matter_case *now, struct arena *arena,
			 struct error *error, struct matter_fee *ret_fee)
{
	struct fee_steps steps = steps_of(now);
	struct matter_fee fee = {.asked = steps.asked != NULL,
				 .noticed = DAY_NONE,
				 .by = DAY_NONE,
				 .paid = DAY_NONE,
				 .tariff = "",
				 .count = "",
				 .payment = ""};
	enum err err = ERR_NONE;
	if (steps.asked != NULL) {
		fee.noticed = steps.asked->day;
		err = when(office, now, &steps, error, &fee);
		if (err == ERR_NONE && steps.asked->letter_id != 0)
			err = open_notice(office, now, steps.asked, arena, error, &fee);
		if (err == ERR_NONE) err = find_entry(office, now, arena, error, &fee);
	}
	if (err == ERR_NONE) *ret_fee = fee;
	return err;
}

enum err matter_fee_open(struct office *office, const struct actor *actor,
			 const struct matter_case *now, struct arena *arena, struct error *error,
			 struct matter_fee *ret_fee)
{
	struct matter matter;
	enum err err = matter_check(office, actor, PERMIT_MATTER_READ, now->matter.id, arena, error,
				    &matter);
	if (err == ERR_NONE) err = matter_fee_read(office, now, arena, error, ret_fee);
	if (err == ERR_NONE) ret_fee->payment = "";
	return err;
}

/* Keeping the register. */

static void entry_values(const struct matter_case *now, const struct matter_fee *fee,
			 const char **values, struct arena *arena)
{
	const struct register_facts *facts = register_facts(REGISTER_FEES);
	const struct register_facts *requests = register_facts(REGISTER_REQUESTS);
	for (size_t i = 0; i < facts->n_columns; i++) values[i] = "";
	values[register_column(facts, "request_number")] =
		now->entry.values[register_column(requests, "number")];
	values[register_column(facts, "noticed")] = arena_text(arena, day_text(fee->noticed).s);
	values[register_column(facts, "amount")] =
		arena_printf(arena, "%" PRId64 ".%02" PRId64, fee->fen / FEN, fee->fen % FEN);
	if (fee->paid != DAY_NONE)
		values[register_column(facts, "paid")] = arena_text(arena, day_text(fee->paid).s);
	values[register_column(facts, "note")] =
		ARENA_JOIN(arena, fee->tariff, "，", fee->count,
			   fee->lapsed ? "；逾期未缴纳，视为放弃申请" : "");
}

/* The entry there is, with what the steps say of it now. */
static enum err follow(struct office *office, const struct matter_case *now,
		       const struct matter_fee *fee, const char *const *values, const char *why,
		       const struct author *author, struct arena *arena, struct error *error)
{
	const struct register_facts *facts = register_facts(REGISTER_FEES);
	struct entry entry;
	bool same = true;
	enum err err = register_get(office->store, REGISTER_FEES, now->matter.agency_id,
				    fee->entry_id, arena, error, &entry);
	if (err != ERR_NONE) return err;
	for (size_t i = 0; i < facts->n_columns; i++)
		same = same && strcmp(values[i], entry.values[i]) == 0;
	return same ? ERR_NONE
		    : register_update(office->store, REGISTER_FEES, now->matter.agency_id,
				      fee->entry_id, entry.version, values, why, author, error);
}

/* Entries of the matter's earlier notices go out: of a step that was struck, or a notice that was
 * corrected. Those that were entered by hand for another day stay. */
static enum err strike_others(struct office *office, const struct matter_case *now,
			      const struct matter_fee *fee, const char *why,
			      const struct author *author, struct arena *arena, struct error *error)
{
	const struct register_facts *facts = register_facts(REGISTER_REQUESTS);
	const char *number = now->entry.values[register_column(facts, "number")];
	struct fee_row *rows = NULL;
	size_t n = 0;
	enum err err =
		fee_row_list(office->store, now->matter.agency_id, number, arena, error, &rows, &n);
	for (size_t i = 0; err == ERR_NONE && i < n; i++) {
		struct entry entry;
		bool ours = false;
		for (size_t at = 0; at < now->n_steps; at++)
			ours = ours || (is(&now->steps[at], LIFE_EVENT_ASK_FEE) &&
					now->steps[at].day == rows[i].noticed);
		if (!ours || rows[i].id == fee->entry_id) continue;
		err = register_get(office->store, REGISTER_FEES, now->matter.agency_id, rows[i].id,
				   arena, error, &entry);
		if (err == ERR_NONE)
			err = register_strike(office->store, REGISTER_FEES, now->matter.agency_id,
					      rows[i].id, entry.version, why, author, error);
	}
	return err;
}

enum err matter_fee_keep(struct office *office, const struct matter_case *now, const char *event,
			 const char *why, const struct author *author, struct arena *arena,
			 struct error *error)
{
	static const enum life_event about[] = {LIFE_EVENT_ASK_FEE, LIFE_EVENT_PAID,
						LIFE_EVENT_LAPSE_FEE};
	const char *values[REGISTER_MAX_COLUMNS];
	struct matter_fee fee;
	bool concerned = false;
	for (size_t i = 0; i < COUNT_OF(about); i++)
		concerned = concerned || strcmp(event, life_event_code(about[i])) == 0;
	if (!concerned) return ERR_NONE;
	enum err err = matter_fee_read(office, now, arena, error, &fee);
	if (err == ERR_NONE && !(fee.asked && fee.known) && fee.entry_id != 0) {
		/* entered by hand for a notice on paper: it is the clerk's */
		return ERR_NONE;
	}
	if (err == ERR_NONE && fee.known) {
		entry_values(now, &fee, values, arena);
		err = fee.entry_id == 0
			      ? register_insert(office->store, REGISTER_FEES, now->matter.agency_id,
						values, author, error, &fee.entry_id)
			      : follow(office, now, &fee, values, why, author, arena, error);
	}
	return err != ERR_NONE ? err : strike_others(office, now, &fee, why, author, arena, error);
}

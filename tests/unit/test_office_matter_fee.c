/* SPDX-License-Identifier: MulanPSL-2.0
 * The register of fees follows the steps about a fee: one entry a notice, its payment, its end. */
#include "unit/help_cmocka.h"

#include <string.h>

#include "office/matter_fee.h"
#include "office/matter_letter.h"
#include "office/unit.h"
#include "store/fee_row.h"
#include "store/journal.h"
#include "unit/help_matter.h"

static int setup(void **state)
{
	if (help_matter_setup(state) != 0) return -1;
	help_letterhead("古政", NULL);
	return 0;
}

/* Sends a notice out. */
static void ask(int64_t id, const char *on, const char *tariff, const char *count,
		const char *amount)
{
	struct matter_letter letter = {.kind = LETTER_P9};
	const struct actor *clerk = &help.actors[HELP_HEAD];
	struct matter_event step = {.event = LIFE_EVENT_ASK_FEE, .party = "", .note = ""};
	struct problems problems;
	const char *said = "";
	problems_init(&problems, &help.arena);
	assert_true(day_parse(on, &step.on));
	help_good(&help,
		  matter_letter_begin(&help.office, clerk, id, &help.arena, &help.error, &letter));
	letter.values[FIELD_TARIFF] = tariff;
	letter.values[FIELD_COUNT] = count;
	letter.values[FIELD_AMOUNT] = amount;
	letter.values[FIELD_PAYMENT] = "持本通知书到县财政局非税窗口缴纳";
	if (letter.values[FIELD_OFFICER] == NULL || letter.values[FIELD_OFFICER][0] == '\0')
		letter.values[FIELD_OFFICER] = "马某";
	help_good(&help,
		  matter_letter_save(&help.office, clerk, id, &letter, &help.arena, &help.error));
	const struct matter_letter_seen seen = {letter.id, letter.version};
	enum err err = matter_take_with_letters(&help.office, clerk, id,
						help_case(id).state.version, &step, &seen, 1,
						&help.arena, &problems, &help.error, &said);
	if (problems.first != NULL) fail_msg("%s: %s", problems.first->field, problems.first->text);
	help_good(&help, err);
}

static struct matter_fee fee_of(int64_t id)
{
	struct matter_case now = help_case(id);
	struct matter_fee fee;
	help_good(&help, matter_fee_read(&help.office, &now, &help.arena, &help.error, &fee));
	return fee;
}

static size_t entries(int64_t id)
{
	struct matter_case now = help_case(id);
	const char *number =
		now.entry.values[register_column(register_facts(REGISTER_REQUESTS), "number")];
	struct fee_row *rows;
	size_t n;
	help_good(&help, fee_row_list(help.office.store, help.agency, number, &help.arena,
				      &help.error, &rows, &n));
	return n;
}

static const char *value(int64_t entry_id, const char *column)
{
	struct entry entry;
	help_good(&help, register_get(help.office.store, REGISTER_FEES, help.agency, entry_id,
				      &help.arena, &help.error, &entry));
	return entry.values[register_column(register_facts(REGISTER_FEES), column)];
}

static void a_notice_makes_one_entry_and_its_payment_is_noted(void **state)
{
	int64_t id = help_handled();
	(void)state;
	assert_false(fee_of(id).asked);
	ask(id, "2025-01-06", "piece", "12", "");
	struct matter_fee fee = fee_of(id);
	assert_true(fee.asked && fee.known && !fee.late);
	assert_int_equal(fee.fen, 20000);
	assert_string_equal(fee.tariff, "按件计收");
	assert_string_equal(fee.count, "12件");
	assert_string_equal(fee.payment, "持本通知书到县财政局非税窗口缴纳");
	assert_true(fee.by == DAY_NONE && fee.paid == DAY_NONE);
	assert_int_equal(entries(id), 1);
	assert_string_equal(value(fee.entry_id, "amount"), "200.00");
	assert_string_equal(value(fee.entry_id, "noticed"), "2025-01-06");
	assert_string_equal(value(fee.entry_id, "paid"), "");
	assert_string_equal(value(fee.entry_id, "note"), "按件计收，12件");
	help_step(id, HELP_CLERK, LIFE_EVENT_NOTICE_SERVED, "2025-01-07", 0);
	assert_string_equal(day_text(fee_of(id).by).s, "2025-02-10");
	help_step(id, HELP_CLERK, LIFE_EVENT_PAID, "2025-01-10", 0);
	fee = fee_of(id);
	assert_string_equal(value(fee.entry_id, "paid"), "2025-01-10");
	assert_int_equal(entries(id), 1);
}

static void a_payment_that_is_struck_leaves_the_register_too(void **state)
{
	int64_t id = help_handled();
	struct problems problems;
	(void)state;
	ask(id, "2025-01-06", "page", "40", "50");
	help_step(id, HELP_CLERK, LIFE_EVENT_NOTICE_SERVED, "2025-01-07", 0);
	help_step(id, HELP_CLERK, LIFE_EVENT_PAID, "2025-01-10", 0);
	struct matter_case now = help_case(id);
	problems_init(&problems, &help.arena);
	help_good(&help, matter_strike(&help.office, &help.actors[HELP_HEAD], id, now.state.version,
				       now.steps[now.n_steps - 1].id, "记错了别人的缴费",
				       &help.arena, &problems, &help.error));
	struct matter_fee fee = fee_of(id);
	assert_true(fee.paid == DAY_NONE);
	assert_int_equal(fee.fen, 5000);
	assert_string_equal(value(fee.entry_id, "paid"), "");
	assert_string_equal(value(fee.entry_id, "note"), "按量计收，40页");
}

static void a_corrected_notice_puts_the_earlier_out_and_never_both(void **state)
{
	int64_t id = help_handled();
	(void)state;
	ask(id, "2025-01-06", "piece", "12", "");
	int64_t first = fee_of(id).entry_id;
	help_step(id, HELP_CLERK, LIFE_EVENT_NOTICE_SERVED, "2025-01-07", 0);
	ask(id, "2025-01-08", "page", "40", "");
	struct matter_fee fee = fee_of(id);
	struct entry entry;
	assert_int_not_equal(fee.entry_id, first);
	assert_int_equal(fee.fen, 10000);
	assert_string_equal(fee.tariff, "按量计收");
	assert_true(fee.by == DAY_NONE);
	assert_int_equal(entries(id), 1);
	help_good(&help, register_get(help.office.store, REGISTER_FEES, help.agency, first,
				      &help.arena, &help.error, &entry));
	assert_true(entry.struck);
}

static void what_was_not_paid_in_time_is_noted_and_late(void **state)
{
	int64_t id = help_handled();
	(void)state;
	ask(id, "2025-01-06", "piece", "11", "");
	help_step(id, HELP_CLERK, LIFE_EVENT_NOTICE_SERVED, "2025-01-07", 0);
	help.office.clock.fixed_ms += 60LL * 24 * 60 * 60 * 1000;
	assert_true(fee_of(id).late);
	help_step(id, HELP_CLERK, LIFE_EVENT_LAPSE_FEE, "2025-02-20", 0);
	struct matter_fee fee = fee_of(id);
	assert_true(fee.lapsed);
	assert_string_equal(value(fee.entry_id, "note"),
			    "按件计收，11件；逾期未缴纳，视为放弃申请");
}

static void a_notice_on_paper_leaves_the_register_to_the_clerk(void **state)
{
	int64_t id = help_handled();
	(void)state;
	help_step(id, HELP_HEAD, LIFE_EVENT_ASK_FEE, "2025-01-06", 0);
	struct matter_fee fee = fee_of(id);
	assert_true(fee.asked);
	assert_false(fee.known);
	assert_int_equal(entries(id), 0);
	help_step(id, HELP_CLERK, LIFE_EVENT_NOTICE_SERVED, "2025-01-07", 0);
	help_step(id, HELP_CLERK, LIFE_EVENT_PAID, "2025-01-10", 0);
	assert_int_equal(entries(id), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, help_matter_teardown)
		CASE(a_notice_makes_one_entry_and_its_payment_is_noted),
		CASE(a_payment_that_is_struck_leaves_the_register_too),
		CASE(a_corrected_notice_puts_the_earlier_out_and_never_both),
		CASE(what_was_not_paid_in_time_is_noted_and_late),
		CASE(a_notice_on_paper_leaves_the_register_to_the_clerk),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

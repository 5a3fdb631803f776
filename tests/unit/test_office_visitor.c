/* SPDX-License-Identifier: MulanPSL-2.0
 * What the public face asks of the office: an application, its own matter by number and code, the
 * second proof, and how guessing is stopped. */
#include "unit/help_cmocka.h"

#include <string.h>

#include "base/vault.h"
#include "office/matter_letter.h"
#include "office/setting.h"
#include "office/visitor.h"
#include "store/letter_row.h"
#include "unit/help_matter.h"

#define HOUR_MS (60 * 60 * (int64_t)1000)
#define FROM "192.0.2.7"
#define WRONG "AAAA-BBBB-CCCC"

static struct store *own;

static int setup(void **state)
{
	if (help_matter_setup(state) != 0) return -1;
	help_good(&help, store_open(help.url, STORE_OWN, 0, &help.error, &own));
	return 0;
}

static int teardown(void **state)
{
	store_close(own);
	return help_matter_teardown(state);
}

static enum err file(const char *word, struct matter_filed *ret_filed)
{
	struct matter_order order = help_order("2025-01-02");
	order.word = word;
	problems_init(&help.problems, &help.arena);
	return visitor_file(&help.office, FROM, &order, &help.arena, &help.problems, &help.error,
			    ret_filed);
}

static struct matter_filed filed(void)
{
	struct matter_filed done;
	help_good(&help, file("", &done));
	return done;
}

static enum err track(const char *from, const char *number, const char *code,
		      struct visitor_case *ret_case)
{
	return visitor_track(&help.office, own, from, number, code, "", &help.arena, &help.error,
			     ret_case);
}

static struct visitor_case tracked(const struct matter_filed *done)
{
	struct visitor_case seen;
	help_good(&help, track(FROM, done->number, done->code, &seen));
	return seen;
}

static void number_and_code_open_the_matter_and_nothing_else_does(void **state)
{
	struct matter_filed one = filed(), two = filed();
	struct visitor_case seen = tracked(&one);
	struct error unknown;
	(void)state;
	assert_int_equal(seen.own.id, one.id);
	assert_string_equal(seen.own.number, one.number);
	assert_string_equal(seen.state, "已收到");
	assert_true(seen.due != DAY_NONE);
	assert_int_equal(seen.own.due, seen.due);
	assert_true(seen.trace.count > 0);
	assert_true(seen.may_withdraw);
	assert_false(seen.may_clarify);
	assert_null(seen.owes);
	assert_int_equal(track(FROM, one.number, two.code, &seen), ERR_MISSING);
	unknown = help.error;
	assert_int_equal(track(FROM, "2099-00001", one.code, &seen), ERR_MISSING);
	assert_string_equal(help.error.message, unknown.message);
}

static void the_same_form_is_one_application(void **state)
{
	struct matter_filed one, again;
	(void)state;
	help_good(&help, file("0123456789abcdef0123456789abcdef", &one));
	help_good(&help, file("0123456789abcdef0123456789abcdef", &again));
	assert_true(again.again);
	assert_string_equal(again.number, one.number);
	assert_string_equal(again.code, one.code);
}

static void the_same_form_after_midnight_is_still_one_application(void **state)
{
	const char *word = "0123456789abcdef0123456789abcdef";
	struct matter_filed one, again;
	(void)state;
	help_good(&help, file(word, &one));
	help.office.clock.fixed_ms = clock_now(&help.office.clock) + 24 * HOUR_MS;
	help_good(&help, file(word, &again));
	assert_true(again.again);
	assert_string_equal(again.number, one.number);
	assert_string_equal(again.code, one.code);
}

static void a_clerk_who_mends_the_day_makes_another_form(void **state)
{
	const char *word = "0123456789abcdef0123456789abcdef";
	struct matter_order order = help_order("2025-01-02");
	(void)state;
	order.word = word;
	int64_t first = help_filed(&order).id;
	assert_true(help_filed(&order).again);
	assert_true(day_parse("2025-01-03", &order.day));
	assert_int_not_equal(help_filed(&order).id, first);
}

static void the_last_form_that_was_allowed_may_be_sent_twice(void **state)
{
	struct matter_filed one, again;
	(void)state;
	for (int64_t i = 1; i < setting_facts(SETTING_APPLICATIONS_HOUR)->standard; i++)
		help_good(&help, file("", &one));
	help_good(&help, file("0123456789abcdef0123456789abcdef", &one));
	assert_int_equal(file("", &again), ERR_DENIED);
	help_good(&help, file("0123456789abcdef0123456789abcdef", &again));
	assert_string_equal(again.number, one.number);
}

static void a_bad_application_is_named_by_its_fields(void **state)
{
	struct matter_order order = help_order("2025-01-02");
	struct matter_filed done;
	(void)state;
	order.filing.values[FILING_id_number] = "110105194912310021";
	problems_init(&help.problems, &help.arena);
	assert_int_equal(visitor_file(&help.office, FROM, &order, &help.arena, &help.problems,
				      &help.error, &done),
			 ERR_CONTENT);
	assert_non_null(problem_for(&help.problems, "id_number"));
}

static void a_flood_from_one_address_is_stopped_and_no_other(void **state)
{
	struct matter_order order = help_order("2025-01-02");
	struct matter_filed done;
	size_t n = 0;
	(void)state;
	while (n < 100 && file("", &done) == ERR_NONE) n++;
	assert_int_equal(n, setting_facts(SETTING_APPLICATIONS_HOUR)->standard);
	assert_int_equal(help.error.code, ERR_DENIED);
	help_good(&help, visitor_file(&help.office, "192.0.2.8", &order, &help.arena,
				      &help.problems, &help.error, &done));
	help.office.clock.fixed_ms = clock_now(&help.office.clock) + 2 * HOUR_MS;
	help_good(&help, file("", &done));
}

static void guessing_is_stopped_even_with_the_right_code(void **state)
{
	struct matter_filed done = filed();
	struct visitor_case seen;
	size_t n = 0;
	(void)state;
	while (n < 100 && track(FROM, done.number, WRONG, &seen) == ERR_MISSING) n++;
	assert_int_equal(n, setting_facts(SETTING_TRIES_HOUR)->standard);
	assert_int_equal(track(FROM, done.number, done.code, &seen), ERR_DENIED);
	help_good(&help, track("192.0.2.8", done.number, done.code, &seen));
	help.office.clock.fixed_ms = clock_now(&help.office.clock) + 2 * HOUR_MS;
	help_good(&help, track(FROM, done.number, done.code, &seen));
}

/* A household has a whole /64 of them: each address in it is no further visitor. */
static void one_household_guesses_as_one(void **state)
{
	struct matter_filed done = filed();
	struct visitor_case seen;
	char from[40];
	int n = 0;
	(void)state;
	do {
		snprintf(from, sizeof from, "2001:db8:1:2::%x", n);
	} while (n++ < 100 && track(from, done.number, WRONG, &seen) == ERR_MISSING);
	assert_int_equal(n - 1, setting_facts(SETTING_TRIES_HOUR)->standard);
	assert_int_equal(help.error.code, ERR_DENIED);
	help_good(&help, track("2001:db8:1:3::1", done.number, done.code, &seen));
}

static enum err pass_on(const struct matter_filed *done, const char *code, const char *pass)
{
	struct visitor_case seen;
	return visitor_track(&help.office, own, FROM, done->number, code, pass, &help.arena,
			     &help.error, &seen);
}

static void whoever_was_let_in_is_not_stopped_by_what_others_guess(void **state)
{
	struct matter_filed done = filed(), other = filed();
	const char *pass = visitor_pass(&help.office, done.number, done.code, &help.arena);
	struct visitor_case seen;
	(void)state;
	while (track(FROM, done.number, WRONG, &seen) == ERR_MISSING) continue;
	assert_int_equal(pass_on(&done, done.code, ""), ERR_DENIED);
	help_good(&help, pass_on(&done, done.code, pass));
	assert_int_equal(pass_on(&other, other.code, pass), ERR_DENIED);
	assert_int_equal(pass_on(&done, WRONG, pass), ERR_DENIED);
	/* and he may file what he came for */
	help_good(&help, file("", &done));
}

static void the_end_of_the_identity_number_proves_who_asks(void **state)
{
	struct matter_filed done = filed();
	struct visitor_case seen = tracked(&done);
	size_t before = help_journal_count(&help, ACTION_OPEN);
	(void)state;
	assert_int_equal(
		visitor_prove(&help.office, FROM, &seen, "310021", &help.arena, &help.error),
		ERR_DENIED);
	assert_int_equal(visitor_prove(&help.office, FROM, &seen, "2X", &help.arena, &help.error),
			 ERR_DENIED);
	assert_int_equal(visitor_prove(&help.office, FROM, &seen, "", &help.arena, &help.error),
			 ERR_DENIED);
	assert_int_equal(help_journal_count(&help, ACTION_OPEN), before);
	help_good(&help,
		  visitor_prove(&help.office, FROM, &seen, "31002x", &help.arena, &help.error));
	assert_int_equal(help_journal_count(&help, ACTION_OPEN), before + 1);
	for (size_t i = 0; i < 20; i++)
		assert_int_equal(visitor_prove(&help.office, "192.0.2.9", &seen, "000000",
					       &help.arena, &help.error),
				 ERR_DENIED);
	/* of whatever address: it is the matter that is guarded */
	assert_int_equal(
		visitor_prove(&help.office, FROM, &seen, "31002X", &help.arena, &help.error),
		ERR_DENIED);
}

static void a_clarification_is_asked_answered_and_told(void **state)
{
	struct matter_filed done = filed();
	const char *today = arena_text(&help.arena, day_text(clock_today(&help.office.clock)).s);
	struct visitor_case seen;
	(void)state;
	help_step(done.id, HELP_CLERK, LIFE_EVENT_REGISTER, today, 0);
	help_step(done.id, HELP_CLERK, LIFE_EVENT_ASK_CLARIFICATION, today, 10);
	seen = tracked(&done);
	assert_string_equal(seen.state, "等待补正");
	assert_string_equal(seen.owes, "补正");
	assert_true(seen.may_clarify);
	problems_init(&help.problems, &help.arena);
	assert_int_equal(visitor_step(&help.office, FROM, &seen, LIFE_EVENT_CLARIFIED, "", NULL, 0,
				      &help.arena, &help.problems, &help.error),
			 ERR_CONTENT);
	assert_non_null(problem_for(&help.problems, "text"));
	help_good(&help, visitor_step(&help.office, FROM, &seen, LIFE_EVENT_CLARIFIED,
				      "要的是2023年的方案", NULL, 0, &help.arena, &help.problems,
				      &help.error));
	/* the page that was still open sees what changed */
	assert_int_equal(visitor_step(&help.office, FROM, &seen, LIFE_EVENT_WITHDRAW, "", NULL, 0,
				      &help.arena, &help.problems, &help.error),
			 ERR_CONFLICT);
	seen = tracked(&done);
	assert_false(seen.may_clarify);
	assert_string_equal(seen.steps[seen.n_steps - 1].words,
			    life_told(LIFE_EVENT_CLARIFIED).words);
	struct matter_case now = help_case(done.id);
	assert_int_equal(now.attachments[now.n_attachments - 1].use, ATTACHMENT_CLARIFICATION);
	help_good(&help, visitor_step(&help.office, FROM, &seen, LIFE_EVENT_WITHDRAW, "", NULL, 0,
				      &help.arena, &help.problems, &help.error));
	assert_string_equal(tracked(&done).state, "已撤回");
}

/* Asked on the 12th working day: the office is warned and must decide, and that is its affair. */
static void the_offices_warnings_are_not_told(void **state)
{
	struct matter_order order = help_order("2025-01-02");
	struct matter_filed done = help_filed(&order);
	(void)state;
	help_office_clock(&help, "2025-01-21T09:00");
	help_step(done.id, HELP_CLERK, LIFE_EVENT_REGISTER, "2025-01-02", 0);
	help_step(done.id, HELP_HEAD, LIFE_EVENT_ASK_CLARIFICATION, "2025-01-20", 10);
	help_step(done.id, HELP_CLERK, LIFE_EVENT_CLARIFIED, "2025-01-21", 0);
	struct matter_case now = help_case(done.id);
	size_t warnings = 0, all = 0;
	for (size_t i = 0; i < now.duties.n; i++) {
		if (now.duties.rows[i].kind != LIFE_DUTY_REPLY) continue;
		const struct trace *trace = &now.duties.rows[i].trace;
		for (const struct trace_step *step = trace->first; step; step = step->next)
			warnings += step->warning;
		all = trace->count;
	}
	assert_int_not_equal(warnings, 0);
	struct visitor_case seen = tracked(&done);
	assert_int_equal(seen.trace.count, all - warnings);
	for (const struct trace_step *step = seen.trace.first; step; step = step->next)
		assert_false(step->warning);
}

static void what_the_office_does_inside_is_not_told(void **state)
{
	struct matter_filed done = filed();
	const char *today = arena_text(&help.arena, day_text(clock_today(&help.office.clock)).s);
	(void)state;
	help_step(done.id, HELP_CLERK, LIFE_EVENT_REGISTER, today, 0);
	size_t before = tracked(&done).n_steps;
	help_step(done.id, HELP_CLERK, LIFE_EVENT_ASSIST, today, 0);
	help_step(done.id, HELP_CLERK, LIFE_EVENT_SEARCH, today, 0);
	assert_int_equal(tracked(&done).n_steps, before);
	help_step(done.id, HELP_CLERK, LIFE_EVENT_CONSULT_THIRD, today, 0);
	assert_int_equal(tracked(&done).n_steps, before + 1);
	help_step(done.id, HELP_CLERK, LIFE_EVENT_REFUSED, today, 1);
	struct visitor_case seen = tracked(&done);
	assert_int_equal(seen.n_steps, before + 2);
	assert_string_equal(seen.steps[seen.n_steps - 1].words, "一项征求意见已经结束。");
}

struct issuing {
	int64_t id, letter_id;
};

/* A letter of that kind, issued, with a sealed paper. */
static enum err issue_work(struct store *store, void *context, struct error *error)
{
	struct issuing *issuing = context;
	struct author author = office_author(&help.office, &help.actors[HELP_CLERK]);
	struct letter_row letter = {.agency_id = help.agency,
				    .matter_id = issuing->id,
				    .kind = "P1",
				    .number = "古公回〔2025〕1号",
				    .day = clock_today(&help.office.clock),
				    .data = {"x", 1}};
	struct matter matter;
	struct data_key key;
	struct buf sealed;
	enum err err = letter_row_insert(store, &letter, &author, error, &issuing->letter_id);
	letter.id = issuing->letter_id;
	letter.version = 1;
	if (err == ERR_NONE) err = letter_row_issue(store, &letter, &author, error);
	if (err == ERR_NONE) err = matter_get(store, issuing->id, &help.arena, error, &matter);
	if (err == ERR_NONE) err = matter_key(&help.office, &matter, error, &key);
	if (err != ERR_NONE) return err;
	buf_init(&sealed, 1024);
	seal_bytes(&key, matter_letter_paper_place(letter.id, "pdf", &help.arena), "%PDF-", 5,
		   &sealed);
	err = letter_paper_insert(store, help.agency, letter.id, "pdf", "application/pdf", 5,
				  (struct blob){buf_text(&sealed), sealed.n}, &author, error);
	buf_release(&sealed);
	data_key_wipe(&key);
	return err;
}

static void a_letter_is_read_by_whom_it_is_for_and_in_its_own_case(void **state)
{
	struct matter_filed one = filed(), two = filed();
	struct issuing issuing = {.id = one.id};
	struct visitor_case seen, other;
	const char *media_type;
	struct blob bytes;
	(void)state;
	help_good(&help, store_transaction(help.office.store, issue_work, &issuing, &help.error));
	seen = tracked(&one);
	other = tracked(&two);
	assert_int_equal(seen.n_letters, 1);
	assert_string_equal(seen.letters[0].number, "古公回〔2025〕1号");
	assert_int_equal(other.n_letters, 0);
	help_good(&help, visitor_letter(&help.office, &seen, issuing.letter_id, "pdf", &help.arena,
					&help.error, &media_type, &bytes));
	assert_string_equal(media_type, "application/pdf");
	assert_memory_equal(bytes.bytes, "%PDF-", 5);
	assert_int_equal(visitor_letter(&help.office, &other, issuing.letter_id, "pdf", &help.arena,
					&help.error, &media_type, &bytes),
			 ERR_MISSING);
	assert_int_equal(visitor_letter(&help.office, &seen, issuing.letter_id, "docx", &help.arena,
					&help.error, &media_type, &bytes),
			 ERR_CONFLICT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
		CASE(number_and_code_open_the_matter_and_nothing_else_does),
		CASE(the_same_form_is_one_application),
		CASE(the_same_form_after_midnight_is_still_one_application),
		CASE(a_clerk_who_mends_the_day_makes_another_form),
		CASE(the_last_form_that_was_allowed_may_be_sent_twice),
		CASE(whoever_was_let_in_is_not_stopped_by_what_others_guess),
		CASE(a_bad_application_is_named_by_its_fields),
		CASE(a_flood_from_one_address_is_stopped_and_no_other),
		CASE(guessing_is_stopped_even_with_the_right_code),
		CASE(one_household_guesses_as_one),
		CASE(the_end_of_the_identity_number_proves_who_asks),
		CASE(a_clarification_is_asked_answered_and_told),
		CASE(the_offices_warnings_are_not_told),
		CASE(what_the_office_does_inside_is_not_told),
		CASE(a_letter_is_read_by_whom_it_is_for_and_in_its_own_case),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MulanPSL-2.0
 * Entries of the registers that were never taken into the flow go by the same schedule, and nothing
 * of them that counts; what keeps them; what is gone is not corrected any more. */
#include "unit/help_cmocka.h"

#include <string.h>

#include "office/entry.h"
#include "store/inside.h"
#include "unit/help_office.h"
#include "unit/help_retention.h"

#define WORD "寻踪"

/* Entered without the office's key, as an earlier version did: no matter seals its name. */
static int64_t bare(enum matter_kind kind, const char *fields)
{
	const struct vault *vault = help.office.vault;
	struct matter matter;
	help.office.vault = NULL;
	int64_t id = help_entry(&help, matter_register(kind), fields);
	help.office.vault = vault;
	assert_int_equal(
		matter_of_entry(help.office.store, kind, id, &help.arena, &help.error, &matter),
		ERR_MISSING);
	return id;
}

static int64_t request(const char *more)
{
	return bare(MATTER_REQUEST,
		    arena_printf(&help.arena,
				 "channel=counter;requester_kind=natural;"
				 "requester_name=" WORD "甲;subject=" WORD "的名册;%s",
				 more));
}

static int64_t answered(void)
{
	return request("received=2025-01-02;number=旧1;outcome=a;replied=2025-01-10");
}

static struct entry entry_of(enum register_id id, int64_t entry_id)
{
	struct entry entry;
	help_good(&help, entry_open(&help.office, who(HELP_CLERK), id, help.agency, entry_id,
				    &help.arena, &help.error, &entry));
	return entry;
}

static const char *value(enum register_id id, int64_t entry_id, const char *column)
{
	return entry_of(id, entry_id).values[register_column(register_facts(id), column)];
}

/* Corrects one column. */
static enum err correct(enum register_id id, int64_t entry_id, const char *column, const char *to)
{
	struct entry entry = entry_of(id, entry_id);
	const char *values[REGISTER_MAX_COLUMNS];
	for (size_t i = 0; i < register_facts(id)->n_columns; i++) values[i] = entry.values[i];
	values[register_column(register_facts(id), column)] = to;
	problems_init(&problems, &help.arena);
	return entry_correct(&help.office, who(HELP_CLERK), id, help.agency, entry_id,
			     entry.version, values, "核对", &problems, &help.error);
}

static void one_word_of_four_registers_is_nowhere_afterwards(void **state)
{
	int64_t asked = answered();
	int64_t wrong =
		bare(MATTER_CORRECTION,
		     "number=更1;received=2025-01-03;channel=counter;name=" WORD "乙;record=" WORD
		     ";subject=" WORD "写错;result=corrected;replied=2025-01-10");
	bare(MATTER_SUGGESTION, "number=建1;received=2025-01-03;name=" WORD "丙;subject=公开" WORD
				";result=adopted;answered=2025-01-10");
	/* anonymous: nobody is named, and what is said may name somebody */
	int64_t said =
		bare(MATTER_COMPLAINT, "number=诉1;received=2025-01-03;channel=counter;about=某局;"
				       "about_request=" WORD "1;subject=" WORD
				       "逾期;result=upheld;answered=2025-01-10");
	const char *words = "";
	unsigned gone = 0;
	(void)state;
	if (on_sqlite()) assert_true(standing(WORD) > 5);
	assert_int_not_equal(journalled(WORD), 0);
	schedule_all();
	help_office_clock(&help, "2030-01-10T09:00");
	assert_int_equal(planned().n_go, 0);
	assert_int_equal(planned().stay[0].verdicts[RETENTION_PERSON].why, RETENTION_REMEDY_PERIOD);
	help_office_clock(&help, "2030-01-11T09:00");
	struct retention_plan plan = planned();
	assert_int_equal(plan.n_go, 4);
	for (int i = 0; i < 4; i++) {
		assert_int_equal(plan.go[i].matter_id, 0);
		assert_int_equal(plan.go[i].kind, i);
		assert_int_equal(plan.go[i].things, i == MATTER_COMPLAINT ? 1 : 2);
	}
	assert_int_equal(plan.go[0].group, RETENTION_REPLIED);
	assert_int_equal(plan.go[3].group, RETENTION_COMPLAINT);
	assert_int_equal(erased_all(), 4);
	assert_int_equal(journalled(WORD), 0);
	if (on_sqlite()) assert_int_equal(standing(WORD), 0);
	assert_verified();
	plan = planned();
	assert_int_equal(plan.n_go, 0);
	assert_int_equal(plan.empty, 4);
	/* what counts stays, and the page says what went */
	assert_string_equal(value(REGISTER_REQUESTS, asked, "requester_name"), "");
	assert_string_equal(value(REGISTER_REQUESTS, asked, "outcome"), "a");
	assert_string_equal(value(REGISTER_REQUESTS, asked, "replied"), "2025-01-10");
	assert_string_equal(value(REGISTER_REQUESTS, asked, "requester_kind"), "natural");
	assert_string_equal(value(REGISTER_CORRECTIONS, wrong, "result"), "corrected");
	assert_string_equal(value(REGISTER_COMPLAINTS, said, "about"), "某局");
	assert_string_equal(value(REGISTER_COMPLAINTS, said, "subject"), RETENTION_ERASED);
	help_good(&help, retention_entry_words(&help.office, REGISTER_COMPLAINTS, said, &help.arena,
					       &help.error, &words, &gone));
	assert_int_equal(gone, 1U << RETENTION_CONTENT);
	assert_non_null(strstr(words, APPROVAL));
	help_good(&help, retention_entry_words(&help.office, REGISTER_RECORDS, 1, &help.arena,
					       &help.error, &words, &gone));
	assert_int_equal(gone, 0);
}

static void what_is_gone_is_not_corrected(void **state)
{
	int64_t asked = answered();
	int64_t entered = help_entry(&help, REGISTER_COMPLAINTS,
				     "number=诉1;received=2025-01-03;channel=counter;name=" WORD
				     ";about=某局;subject=逾期;result=upheld;answered=2025-01-10");
	(void)state;
	schedule_all();
	help_office_clock(&help, LATER);
	assert_int_equal(erased_all(), 2);
	assert_int_equal(correct(REGISTER_REQUESTS, asked, "requester_name", "另一人"),
			 ERR_CONFLICT);
	assert_non_null(strstr(help.error.message, "“申请人”已按期销毁，不能再更正"));
	assert_int_equal(correct(REGISTER_REQUESTS, asked, "subject", "另一事"), ERR_CONFLICT);
	/* nor of one whose name lay sealed in a matter */
	assert_int_equal(correct(REGISTER_COMPLAINTS, entered, "name", "另一人"), ERR_CONFLICT);
	help_good(&help, correct(REGISTER_REQUESTS, asked, "channel", "fax"));
	help_good(&help, correct(REGISTER_REQUESTS, asked, "outcome", "b"));
	assert_string_equal(value(REGISTER_REQUESTS, asked, "requester_name"), "");
	assert_verified();
}

static void what_is_open_or_disputed_stays(void **state)
{
	(void)state;
	request("received=2025-01-02;number=旧1");
	int64_t same = request("received=2025-01-02;number=旧2;outcome=a;replied=2025-01-10");
	int64_t named =
		bare(MATTER_COMPLAINT, "number=诉77;received=2025-01-03;channel=counter;about=某局;"
				       "subject=逾期;result=upheld;answered=2025-01-10");
	help_entry(&help, REGISTER_RECONSIDERATIONS,
		   "number=复1;filed=2025-01-08;applicant=" WORD "甲;subject=不服答复");
	int64_t suit = help_entry(&help, REGISTER_LITIGATION,
				  "number=诉讼1;route=direct;filed=2025-01-08;plaintiff=别人;"
				  "subject=不服诉77号的答复");
	schedule_all();
	help_office_clock(&help, LATER);
	struct retention_plan plan = planned();
	assert_int_equal(plan.n_go, 0);
	assert_int_equal(plan.open, 1);
	assert_int_equal(plan.n_stay, 2);
	assert_int_equal(plan.stay[0].entry_id, same);
	assert_int_equal(plan.stay[0].verdicts[RETENTION_PERSON].why, RETENTION_REMEDY);
	assert_int_equal(plan.stay[1].entry_id, named);
	assert_int_equal(plan.stay[1].verdicts[RETENTION_CONTENT].why, RETENTION_REMEDY);
	/* over: what it was about goes */
	struct entry now = entry_of(REGISTER_LITIGATION, suit);
	problems_init(&problems, &help.arena);
	help_good(&help,
		  entry_strike(&help.office, who(HELP_CLERK), REGISTER_LITIGATION, help.agency,
			       suit, now.version, "与本机关无关", &problems, &help.error));
	plan = planned();
	assert_int_equal(plan.n_go, 1);
	assert_int_equal(plan.go[0].entry_id, named);
}

/* Nobody noted why it was corrected, or struck out: the later day counts. Erasing one class is no
 * such day for the others. */
static void a_later_day_counts(void **state)
{
	int64_t asked = answered();
	struct retention_order order = order_of("60", "72");
	(void)state;
	for (int c = 0; c < RETENTION_CLASS__MAX; c++)
		order.months[RETENTION_REPLIED][c] = c == RETENTION_PERSON ? "60" : "72";
	help_good(&help, put(HELP_HEAD, &order));
	help_office_clock(&help, "2025-03-05T09:00");
	help_good(&help, correct(REGISTER_REQUESTS, asked, "outcome", "b"));
	help_office_clock(&help, "2030-03-05T09:00");
	assert_int_equal(planned().n_go, 0);
	help_office_clock(&help, "2030-03-06T09:00");
	assert_int_equal(planned().go[0].goes, 1U << RETENTION_PERSON);
	assert_int_equal(erased_all(), 1);
	help_office_clock(&help, "2031-03-05T09:00");
	assert_int_equal(planned().n_go, 0);
	help_office_clock(&help, "2031-03-06T09:00");
	assert_int_equal(planned().go[0].goes, 1U << RETENTION_CONTENT);
	assert_int_equal(erased_all(), 1);
	assert_verified();
}

/* Entered years after it was answered, as an import is: the day of the answer counts, whether its
 * name lies sealed in a matter without steps or stands in the register alone. */
static void the_day_it_was_entered_does_not_count(void **state)
{
	(void)state;
	help_entry(&help, REGISTER_COMPLAINTS,
		   "number=诉1;received=2018-01-03;channel=counter;name=" WORD
		   ";about=某局;subject=逾期;result=upheld;answered=2018-01-10");
	request("received=2018-01-02;number=旧1;outcome=a;replied=2018-01-10");
	schedule_all();
	struct retention_plan plan = planned();
	assert_int_equal(plan.n_go, 2);
	assert_int_not_equal(plan.go[0].matter_id, 0);
	assert_int_equal(plan.go[1].matter_id, 0);
	for (int i = 0; i < 2; i++) assert_string_equal(day_text(plan.go[i].ended).s, "2018-01-10");
}

static void a_struck_one_goes_as_void(void **state)
{
	int64_t open = request("received=2025-01-02;number=旧1");
	struct entry entry = entry_of(REGISTER_REQUESTS, open);
	(void)state;
	problems_init(&problems, &help.arena);
	help_good(&help,
		  entry_strike(&help.office, who(HELP_CLERK), REGISTER_REQUESTS, help.agency, open,
			       entry.version, WORD "说登记错了", &problems, &help.error));
	schedule("12", "12", 0);
	help_office_clock(&help, LATER);
	assert_int_equal(planned().go[0].group, RETENTION_VOID);
	assert_int_equal(erased_all(), 1);
	assert_int_equal(journalled(WORD), 0);
	if (on_sqlite()) assert_int_equal(standing(WORD), 0);
	assert_string_equal(entry_of(REGISTER_REQUESTS, open).struck_reason, RETENTION_ERASED);
	assert_verified();
}

/* Opened again between confirming and executing: it stays, and the list says so. */
static void one_that_is_opened_again_stays(void **state)
{
	int64_t asked = answered(),
		other = request("received=2025-01-02;number=旧2;outcome=a;replied=2025-01-09");
	const char *values[REGISTER_MAX_COLUMNS];
	(void)state;
	schedule_all();
	help_office_clock(&help, LATER);
	int64_t list = proposed(HELP_CLERK);
	struct entry entry = entry_of(REGISTER_REQUESTS, asked);
	for (size_t i = 0; i < register_facts(REGISTER_REQUESTS)->n_columns; i++)
		values[i] = entry.values[i];
	values[register_column(register_facts(REGISTER_REQUESTS), "outcome")] = "";
	values[register_column(register_facts(REGISTER_REQUESTS), "replied")] = "";
	problems_init(&problems, &help.arena);
	help_good(&help, entry_correct(&help.office, who(HELP_CLERK), REGISTER_REQUESTS,
				       help.agency, asked, entry.version, values, "还没有答复",
				       &problems, &help.error));
	/* before the confirmation it is refused, and said */
	assert_int_equal(confirm(HELP_APPROVER, list), ERR_CONFLICT);
	assert_int_equal(opened(list).n_changes, 1);
	assert_string_equal(opened(list).changes[0].number, "旧1");
	assert_string_equal(opened(list).changes[0].is, "保留：又在办理");
	problems_init(&problems, &help.arena);
	help_good(&help, retention_drop(&help.office, who(HELP_CLERK), list, 1, "有变化", &problems,
					&help.error));
	list = proposed(HELP_CLERK);
	help_good(&help, confirm(HELP_APPROVER, list));
	entry = entry_of(REGISTER_REQUESTS, other);
	memcpy(values, entry.values, sizeof values);
	values[register_column(register_facts(REGISTER_REQUESTS), "outcome")] = "";
	values[register_column(register_facts(REGISTER_REQUESTS), "replied")] = "";
	help_good(&help, entry_correct(&help.office, who(HELP_CLERK), REGISTER_REQUESTS,
				       help.agency, other, entry.version, values, "还没有答复",
				       &problems, &help.error));
	run(list);
	struct retention_view view = opened(list);
	assert_int_equal(view.list.kept, 1);
	assert_string_equal(view.items[0].why, "changed");
	assert_int_not_equal(journalled(WORD), 0);
	assert_verified();
}

/* A line slipped in by hand is none that was confirmed. */
static enum err slip_in(struct store *store, void *context, struct error *error)
{
	return db_run(store->db,
		      SQL("INSERT INTO retention_item (list_id, kind, entry_id, classes, things, "
			  "bytes) SELECT list_id, kind, $1, classes, things, bytes "
			  "FROM retention_item"),
		      DB_VALUES(db_int(*(const int64_t *)context)), error);
}

static void a_line_slipped_in_by_hand_stops_the_run(void **state)
{
	(void)state;
	answered();
	schedule_all();
	help_office_clock(&help, LATER);
	int64_t list = proposed(HELP_CLERK), other = request("received=2025-01-02;number=旧2");
	help_good(&help, confirm(HELP_APPROVER, list));
	help_good(&help, store_transaction(help.office.store, slip_in, &other, &help.error));
	assert_int_equal(retention_run(&help.office, who(HELP_APPROVER), list, &help.error),
			 ERR_CONFLICT);
	assert_non_null(strstr(help.error.message, "与确认的不一致"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, help_matter_setup, help_matter_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(one_word_of_four_registers_is_nowhere_afterwards),
		TEST(what_is_gone_is_not_corrected),
		TEST(what_is_open_or_disputed_stays),
		TEST(a_later_day_counts),
		TEST(the_day_it_was_entered_does_not_count),
		TEST(a_struck_one_goes_as_void),
		TEST(one_that_is_opened_again_stays),
		TEST(a_line_slipped_in_by_hand_stops_the_run),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MulanPSL-2.0
 * The second proof of suggestions and complaints, whose forms ask for no identity number: the end
 * of the telephone number, a one-time code, or none where nobody is named. */
#include "unit/help_cmocka.h"

#include <string.h>

#include "base/vault.h"
#include "office/matter_letter_inside.h"
#include "office/notice.h"
#include "office/setting.h"
#include "office/visitor_code.h"
#include "store/notice.h"
#include "unit/help_matter.h"

#define FROM "192.0.2.9"
#define NAME "玥旸𬭸"
#define PHONE "138-0000-4321"

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

static void mail(int64_t on)
{
	const struct actor self = actor_operator();
	help_good(&help,
		  setting_change(&help.office, &self, 0, SETTING_NOTICE_MAIL, on, &help.error));
}

/* A suggestion as the public form hands it in. */
static struct matter_filed suggest(const char *name, const char *reach, const char *identity)
{
	struct matter_filed done;
	struct beside_order order = {
		.kind = MATTER_SUGGESTION,
		.agency_id = help.agency,
		.values = help_values(&help, REGISTER_SUGGESTIONS,
				      ARENA_JOIN(&help.arena, "subject=名册;name=", name)),
		.reach = reach,
		.identity = identity,
		.word = ""};
	problems_init(&help.problems, &help.arena);
	help_good(&help, visitor_say(&help.office, FROM, &order, &help.arena, &help.problems,
				     &help.error, &done));
	return done;
}

static struct visitor_case tracked(const struct matter_filed *done)
{
	struct visitor_case seen;
	help_good(&help, visitor_track(&help.office, own, FROM, done->number, done->code, "",
				       &help.arena, &help.error, &seen));
	return seen;
}

static enum err prove(const struct visitor_case *seen, const char *tail)
{
	return visitor_prove(&help.office, FROM, seen, tail, &help.arena, &help.error);
}

static void what_he_left_of_himself_is_the_proof(void **state)
{
	/* by mail switched off, by mail switched on */
	static const struct {
		const char *name, *reach, *identity;
		enum visitor_proof off, on;
	} rows[] = {
		{"", "", "", VISITOR_BY_NOTHING, VISITOR_BY_NOTHING},
		{NAME, "", "", VISITOR_BY_COUNTER, VISITOR_BY_COUNTER},
		{"", PHONE, "", VISITOR_BY_PHONE, VISITOR_BY_PHONE},
		{NAME, PHONE, "", VISITOR_BY_PHONE, VISITOR_BY_PHONE},
		{NAME, "a@b.cn", "", VISITOR_BY_COUNTER, VISITOR_BY_CODE},
		{"", "a@b.cn", "", VISITOR_BY_COUNTER, VISITOR_BY_CODE},
		{NAME, "微信同号", "", VISITOR_BY_COUNTER, VISITOR_BY_COUNTER},
		{NAME, PHONE, "11010519491231002X", VISITOR_BY_IDENTITY, VISITOR_BY_IDENTITY},
	};
	(void)state;
	for (int on = 0; on < 2; on++) {
		mail(on);
		/* an hour for each: one address may not say more */
		help.office.clock.fixed_ms = clock_now(&help.office.clock) + 2 * 3600 * 1000;
		for (size_t i = 0; i < COUNT_OF(rows); i++) {
			struct matter_filed done =
				suggest(rows[i].name, rows[i].reach, rows[i].identity);
			struct visitor_case seen = tracked(&done);
			enum visitor_proof proof = on ? rows[i].on : rows[i].off;
			if (seen.proof != proof) fail_msg("%zu, %d: %d", i, on, (int)seen.proof);
			assert_int_equal(seen.codes, on && strchr(rows[i].reach, '@') != NULL);
			assert_int_equal(prove(&seen, ""),
					 proof == VISITOR_BY_NOTHING ? ERR_NONE : ERR_DENIED);
		}
	}
}

static void the_end_of_the_telephone_proves_who_suggested(void **state)
{
	struct matter_filed done = suggest(NAME, PHONE, "");
	struct visitor_case seen = tracked(&done);
	size_t before = help_journal_count(&help, ACTION_OPEN);
	static const char *const wrong[] = {"",	    "321",  "04321",  "1234",
					    "0000", "432 ", "138000", "13800004321"};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(wrong); i++)
		assert_int_equal(prove(&seen, wrong[i]), ERR_DENIED);
	assert_non_null(strstr(help.error.message, "最后4位不对"));
	assert_int_equal(help_journal_count(&help, ACTION_OPEN), before);
	help_good(&help, prove(&seen, "4321"));
	assert_int_equal(help_journal_count(&help, ACTION_OPEN), before + 1);
	while (prove(&seen, "0000") == ERR_DENIED && strstr(help.error.message, "太多") == NULL)
		continue;
	/* of whatever address: it is the matter that is guarded */
	assert_int_equal(
		visitor_prove(&help.office, "192.0.2.10", &seen, "4321", &help.arena, &help.error),
		ERR_DENIED);
	help.office.clock.fixed_ms = clock_now(&help.office.clock) + 2 * 3600 * 1000;
	help_good(&help, prove(&seen, "4321"));
}

/* The weaker proof is for those of whom no other was asked. */
static void no_telephone_stands_in_for_an_identity_number(void **state)
{
	struct matter_order order = help_order("2025-01-02");
	order.filing.values[FILING_phone] = PHONE;
	struct matter_filed request = help_filed(&order), said;
	struct visitor_case seen = tracked(&request);
	(void)state;
	assert_int_equal(seen.proof, VISITOR_BY_IDENTITY);
	assert_int_equal(prove(&seen, "4321"), ERR_DENIED);
	said = suggest(NAME, PHONE, "11010519491231002X");
	seen = tracked(&said);
	assert_int_equal(prove(&seen, "4321"), ERR_DENIED);
	help_good(&help, prove(&seen, "31002x"));
}

static void a_one_time_code_opens_it_too(void **state)
{
	struct matter_filed done = suggest(NAME, "a@b.cn", "");
	struct notice_row *notices = NULL;
	size_t n = 0;
	(void)state;
	mail(1);
	struct visitor_case seen = tracked(&done);
	help_good(&help, visitor_one_time(&help.office, &seen, &help.arena, &help.error));
	help_good(&help, notice_of_matter(help.office.store, done.id, &help.arena, &help.error,
					  &notices, &n));
	assert_int_equal(n, 1);
	assert_int_equal(prove(&seen, "a@b.cn"), ERR_DENIED);
	struct matter_filed none = suggest(NAME, PHONE, "");
	seen = tracked(&none);
	assert_int_equal(visitor_one_time(&help.office, &seen, &help.arena, &help.error),
			 ERR_CONFLICT);
	assert_null(strstr(help.error.message, "申请"));
}

struct issuing {
	int64_t id, letter_id;
	const char *who;
	bool scan;
};

/* An issued answer to `who` with a sealed paper. */
static enum err issue_work(struct store *store, void *context, struct error *error)
{
	struct issuing *issuing = context;
	struct author author = office_author(&help.office, &help.actors[HELP_CLERK]);
	const char *format = issuing->scan ? "scan" : "pdf";
	struct matter_letter letter = {.kind = LETTER_R17, .scan = issuing->scan};
	struct letter_row row = {
		.agency_id = help.agency,
		.matter_id = issuing->id,
		.kind = "R17",
		.number = arena_printf(&help.arena, "古公议〔2025〕%d号", (int)issuing->id),
		.day = clock_today(&help.office.clock)};
	struct matter matter;
	struct data_key key;
	struct buf sealed;
	letter.values[FIELD_REQUESTER] = issuing->who;
	enum err err = matter_get(store, issuing->id, &help.arena, error, &matter);
	if (err == ERR_NONE) err = matter_key(&help.office, &matter, error, &key);
	if (err != ERR_NONE) return err;
	letter_seal(&key, issuing->id, &letter, &help.arena, &row.data);
	err = letter_row_insert(store, &row, &author, error, &issuing->letter_id);
	row.id = issuing->letter_id;
	row.version = 1;
	if (err == ERR_NONE) err = letter_row_issue(store, &row, &author, error);
	buf_init(&sealed, 1024);
	seal_bytes(&key, matter_letter_paper_place(row.id, format, &help.arena), "%PDF-", 5,
		   &sealed);
	if (err == ERR_NONE)
		err = letter_paper_insert(store, help.agency, row.id, format, "application/pdf", 5,
					  (struct blob){buf_text(&sealed), sealed.n}, &author,
					  error);
	buf_release(&sealed);
	data_key_wipe(&key);
	return err;
}

static enum err read_letter(const char *name, const char *who, bool scan)
{
	struct matter_filed done = suggest(name, name[0] == '\0' ? "" : PHONE, "");
	struct issuing issuing = {.id = done.id, .who = who, .scan = scan};
	const char *media_type;
	struct blob bytes;
	help_good(&help, store_transaction(help.office.store, issue_work, &issuing, &help.error));
	struct visitor_case seen = tracked(&done);
	help_good(&help, prove(&seen, name[0] == '\0' ? "" : "4321"));
	return visitor_letter(&help.office, &seen, issuing.letter_id, "pdf", &help.arena,
			      &help.error, &media_type, &bytes);
}

static void without_a_proof_goes_only_what_names_nobody(void **state)
{
	(void)state;
	help_good(&help, read_letter("", "建议人", false));
	assert_int_equal(read_letter("", NAME, false), ERR_CONFLICT);
	assert_non_null(strstr(help.error.message, "写有姓名"));
	assert_int_equal(read_letter("", "建议人", true), ERR_CONFLICT);
	assert_non_null(strstr(help.error.message, "在纸上发出"));
	help_good(&help, read_letter(NAME, NAME, false));
	help_good(&help, read_letter(NAME, NAME, true));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(what_he_left_of_himself_is_the_proof),
		TEST(the_end_of_the_telephone_proves_who_suggested),
		TEST(no_telephone_stands_in_for_an_identity_number),
		TEST(a_one_time_code_opens_it_too),
		TEST(without_a_proof_goes_only_what_names_nobody),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

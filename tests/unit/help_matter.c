/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "unit/help_matter.h"

#include <stdio.h>
#include <string.h>

#include "office/matter_letter.h"
#include "office/sealing.h"
#include "office/unit.h"
#include "store/agency.h"
#include "unit/help_cmocka.h"

static struct vault *vault;

int help_matter_setup(void **state)
{
	if (help_setup(state) != 0) return -1;
	vault = help_vault(&help);
	help_good(&help, sealing_found(&help.office, vault, &help.error));
	return 0;
}

int help_matter_teardown(void **state)
{
	vault_free(vault);
	vault = NULL;
	return help_teardown(state);
}

struct matter_order help_order(const char *on)
{
	struct matter_order order = {
		.agency_id = help.agency, .channel = CHANNEL_COUNTER, .note = "", .word = ""};
	filing_init(&order.filing);
	order.filing.values[FILING_kind] = "natural";
	order.filing.values[FILING_name] = "玥旸𬭸";
	order.filing.values[FILING_id_type] = "resident";
	order.filing.values[FILING_id_number] = "11010519491231002X";
	order.filing.values[FILING_phone] = "0911-1234567";
	order.filing.values[FILING_proof] = "counter";
	order.filing.values[FILING_info_name] = "2023年征地补偿安置方案";
	order.filing.values[FILING_delivery] = "counter";
	order.filing.values[FILING_medium] = "paper";
	if (!day_parse(on, &order.day)) fail_msg("no day: %s", on);
	return order;
}

struct matter_filed help_filed(const struct matter_order *order)
{
	struct matter_filed filed;
	help_good(&help, matter_file(&help.office, &help.actors[HELP_CLERK], order, &help.arena,
				     &help.problems, &help.error, &filed));
	return filed;
}

struct beside_order help_beside(enum matter_kind kind, const char *on, const char *told)
{
	static const char *const values[MATTER__MAX] = {
		[MATTER_CORRECTION] = "channel=counter;requester_kind=natural;name=玥旸𬭸;"
				      "record=低保公示第3号;subject=面积写错",
		[MATTER_SUGGESTION] = "name=玥旸𬭸;subject=历年征地补偿标准",
		[MATTER_COMPLAINT] =
			"channel=counter;name=玥旸𬭸;about=某局;subject=逾期未答复"};
	struct filing *more = arena_alloc(&help.arena, sizeof *more);
	struct beside_order order = {
		.kind = kind,
		.agency_id = help.agency,
		.values = help_values(&help, matter_register(kind), values[kind]),
		.reach = "",
		.identity = "",
		.more = more,
		.word = ""};
	filing_init(more);
	more->values[FILING_phone] = "13800000000";
	more->values[FILING_email] = "zhang@example.cn";
	more->values[FILING_notify] = told;
	if (!day_parse(on, &order.day)) fail_msg("no day: %s", on);
	return order;
}

struct matter_filed help_said(const struct beside_order *order)
{
	struct matter_filed filed;
	problems_init(&help.problems, &help.arena);
	help_good(&help, beside_file(&help.office, &help.actors[HELP_CLERK], order, &help.arena,
				     &help.problems, &help.error, &filed));
	return filed;
}

struct matter_case help_case(int64_t id)
{
	struct matter_case found;
	help_good(&help, matter_open(&help.office, &help.actors[HELP_CLERK], id, &help.arena,
				     &help.error, &found));
	return found;
}

/* The law alone is tried here; letters have tests of their own. */
static enum err as_if_with_letter(struct office *office UNUSED, struct matter_case *after UNUSED,
				  int64_t step_id UNUSED, void *context UNUSED,
				  struct error *error UNUSED)
{
	return ERR_NONE;
}

/* A step that is a letter goes with one that went out on paper: its law is tried, not its words. */
static enum err try_on_paper(int64_t id, enum help_person person, const struct matter_event *step,
			     const enum letter *kinds, size_t n_kinds, struct problems *problems,
			     const char **ret_said)
{
	static int number;
	const struct matter_case now = help_case(id);
	struct matter_file scan = {
		ATTACHMENT_OTHER, "纸质文书.pdf", "application/pdf", "%PDF-", 5, NULL};
	struct matter_letter letters[MATTER_LETTER_KINDS];
	struct matter_letter_sent sent[MATTER_LETTER_KINDS];
	struct matter_letter_out out[MATTER_LETTER_KINDS];
	for (size_t i = 0; i < n_kinds; i++) {
		letters[i] = (struct matter_letter){.kind = kinds[i]};
		sent[i] = (struct matter_letter_sent){
			arena_printf(&help.arena, "纸〔%d〕%d号", day_year(step->on), ++number),
			step->on, &scan};
		out[i] = (struct matter_letter_out){.letter = &letters[i], .sent = &sent[i]};
	}
	return matter_take_sending(&help.office, &help.actors[person], id, now.state.version, step,
				   out, n_kinds, &help.arena, problems, &help.error, ret_said);
}

enum err help_try(int64_t id, enum help_person person, enum life_event event, const char *on, int n,
		  const char **ret_said)
{
	enum letter kinds[MATTER_LETTER_KINDS];
	size_t n_kinds = matter_letters_demanded(event, kinds);
	struct matter_event step = {.event = event, .n = n, .party = "某某公司", .note = ""};
	struct matter_case now = help_case(id);
	struct problems problems;
	problems_init(&problems, &help.arena);
	if (!day_parse(on, &step.on)) fail_msg("no day: %s", on);
	*ret_said = "";
	enum err err =
		n_kinds > 0 ? try_on_paper(id, person, &step, kinds, n_kinds, &problems, ret_said)
			    : matter_take(&help.office, &help.actors[person], id, now.state.version,
					  &step, as_if_with_letter, NULL, &help.arena, &problems,
					  &help.error, ret_said);
	if (err != ERR_NONE)
		*ret_said = problems.first != NULL ? problems.first->text
						   : arena_text(&help.arena, help.error.message);
	return err;
}

void help_step(int64_t id, enum help_person person, enum life_event event, const char *on, int n)
{
	const char *said;
	if (help_try(id, person, event, on, n, &said) != ERR_NONE)
		fail_msg("%s on %s: %s", life_event_code(event), on, said);
}

int64_t help_handled(void)
{
	struct matter_order order = help_order("2025-01-02");
	int64_t id = help_filed(&order).id;
	help_step(id, HELP_CLERK, LIFE_EVENT_REGISTER, "2025-01-03", 0);
	return id;
}

const struct actor *help_who(enum help_person person)
{
	return &help.actors[person];
}

static enum err agency_work(struct store *store, void *context, struct error *error)
{
	const struct author author = office_author(&help.office, help_who(HELP_SYSTEM));
	return agency_update(store, context, "测试", &author, error);
}

void help_letterhead(const char *prefix, const char *organ)
{
	struct agency agency;
	help_good(&help,
		  agency_get(help.office.store, help.agency, &help.arena, &help.error, &agency));
	agency.document_prefix = prefix;
	if (organ != NULL) agency.reconsideration_organ = organ;
	agency.phone = "0972-8600000";
	agency.address = "古城街1号";
	agency.disclosure_office = "党政办公室";
	help_good(&help, store_transaction(help.office.store, agency_work, &agency, &help.error));
}

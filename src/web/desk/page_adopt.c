/* SPDX-License-Identifier: MulanPSL-2.0
 * An open entry of a register is taken into the flow. Of what stands beside the requests it is
 * asked first how to reach who said it, and a query code is given; a request goes at once, with
 * nothing but what its register has. */
#include <inttypes.h>

#include "office/beside.h"
#include "web/desk/page_entry.h"
#include "web/desk/page_intake.h"

static const enum filing_field asked[] = {FILING_phone,	  FILING_email,	    FILING_address,
					  FILING_id_type, FILING_id_number, FILING_credit_code,
					  FILING_notify};
enum { ONCE = COUNT_OF(asked), FIELDS };

struct adopt_page {
	struct desk desk;
	const struct register_facts *facts;
	enum matter_kind kind;
	int64_t id;
	struct form_field fields[FIELDS];
	struct form form;
};

/* False: answered already. */
static bool begin(struct adopt_page *page, struct request *request, struct reply *reply)
{
	desk_begin(&page->desk, request, reply, "转入办理");
	if (!desk_entry_id(&page->desk, &page->facts, &page->id)) return false;
	if (matter_of_register(page->facts->id, &page->kind)) return true;
	desk_missing(&page->desk);
	return false;
}

static void make_form(struct adopt_page *page)
{
	for (size_t i = 0; i < COUNT_OF(asked); i++) page->fields[i] = page_intake_field(asked[i]);
	page->fields[ONCE] = (struct form_field)FORM_CARRIED("once");
	FORM_INIT(&page->form, page->fields, page->desk.arena);
	for (size_t i = 0; i < COUNT_OF(asked); i++) page_intake_offer(&page->form, asked[i], i);
	form_set(&page->form, ONCE, page->desk.frame.once);
}

/* The entry as it stands, its name masked: this page is no opening of it. */
static void show(struct adopt_page *page)
{
	struct desk *desk = &page->desk;
	struct desk_case_form view = {.heading = "转入办理"};
	struct entry entry;
	const char *path =
		arena_printf(desk->arena, "/registers/%s/%" PRId64, page->facts->name, page->id);
	enum err err = entry_look(desk->office, desk->actor, page->facts->id, desk->agency_id,
				  page->id, desk->arena, &desk->error, &entry);
	if (err != ERR_NONE) {
		desk_fail(desk, err);
		return;
	}
	view.number = entry.values[matter_column(page->kind, "number")];
	view.subject = entry.values[matter_column(page->kind, "subject")];
	view.explain =
		"从登记的收到日期起，按步骤办理、计算期限。知道怎样联系的，在这里补上，加密保存；"
		"转入以后给一个查询码，交给本人就可以在网上查询。";
	view.problems = desk_problems(desk, &page->form);
	view.form = form_view(&page->form, ARENA_JOIN(desk->arena, path, "/adopt"), "转入办理",
			      desk->request->csrf);
	view.form.cancel_href = path;
	view.form.cancel = "先不转，返回";
	desk_register_trail(desk, page->facts);
	desk_trail(desk, path, view.number);
	view.frame = desk->frame;
	render_desk_case_form(&desk->reply->body, &view);
}

void page_adopt(struct request *request, struct reply *reply)
{
	struct adopt_page *page = ARENA_NEW(request->arena, struct adopt_page);
	if (!begin(page, request, reply)) return;
	if (page->kind == MATTER_REQUEST) {
		desk_missing(&page->desk);
		return;
	}
	make_form(page);
	show(page);
}

static void to_case(struct adopt_page *page, int64_t matter)
{
	desk_done(&page->desk, arena_printf(page->desk.arena, "/cases/%" PRId64, matter),
		  NOTICE_ADOPTED, "", 0);
}

/* Pressed twice, or by somebody else meanwhile: it is there. */
static void send_failed(struct adopt_page *page, enum err err)
{
	struct desk *desk = &page->desk;
	struct error error;
	int64_t matter = 0;
	if (err == ERR_CONFLICT &&
	    beside_of_entry(desk->office, desk->actor, page->facts->id, desk->agency_id, page->id,
			    desk->arena, &error, &matter) == ERR_NONE &&
	    matter != 0)
		to_case(page, matter);
	else
		desk_fail(desk, err);
}

static void show_slip(struct adopt_page *page, const struct matter_filed *filed)
{
	struct desk *desk = &page->desk;
	struct matter_case now;
	struct desk_filed view = {.id = filed->id,
				  .number = filed->number,
				  .code = filed->code,
				  .more_href = desk_add_href(page->facts, desk->arena),
				  .alike_title =
					  ARENA_JOIN(desk->arena, "相同的", page->facts->label),
				  .again = filed->again};
	enum err err =
		matter_open(desk->office, desk->actor, filed->id, desk->arena, &desk->error, &now);
	if (err == ERR_NONE) err = page_intake_alike(desk, &now, &view);
	if (err != ERR_NONE) {
		desk_fail(desk, err);
		return;
	}
	view.several = false;
	view.scan = page_intake_code(desk->arena, filed->number);
	view.state = life_state_label(now.life.state);
	view.received = page_case_value(&now, "received");
	desk_register_trail(desk, page->facts);
	desk->frame.title = "已转入办理";
	view.frame = desk->frame;
	render_desk_filed(&desk->reply->body, &view);
}

void page_adopt_send(struct request *request, struct reply *reply)
{
	struct adopt_page *page = ARENA_NEW(request->arena, struct adopt_page);
	struct desk *desk = &page->desk;
	struct matter_filed filed;
	struct filing more;
	int64_t matter = 0;
	if (!begin(page, request, reply)) return;
	if (page->kind == MATTER_REQUEST) {
		enum err err = matter_adopt(desk->office, desk->actor, desk->agency_id, page->id,
					    desk->arena, &desk->error, &matter);
		if (err == ERR_NONE)
			to_case(page, matter);
		else
			send_failed(page, err);
		return;
	}
	make_form(page);
	(void)form_read(&page->form, request);
	filing_init(&more);
	for (size_t i = 0; i < COUNT_OF(asked); i++) more.values[asked[i]] = page->form.values[i];
	struct beside_bare bare = {.kind = page->kind,
				   .agency_id = desk->agency_id,
				   .entry_id = page->id,
				   .more = &more,
				   .word = desk->frame.once};
	enum err err = ERR_CONTENT;
	if (form_good(&page->form))
		err = beside_adopt(desk->office, desk->actor, &bare, desk->arena,
				   &page->form.problems, &desk->error, &filed);
	if (err == ERR_NONE)
		show_slip(page, &filed);
	else if (err == ERR_CONTENT)
		show(page);
	else
		send_failed(page, err);
}

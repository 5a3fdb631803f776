/* SPDX-License-Identifier: MulanPSL-2.0
 * A case on one page: where it stands, what may be done now, what is owed, what happened. */
#include "web/desk/page_case.h"

#include <inttypes.h>
#include <string.h>

#include "law/letter.h"
#include "office/matter_blackout.h"
#include "office/matter_service.h"
#include "office/matter_words.h"
#include "office/post.h"
#include "office/retention.h"
#include "web/desk/page_notices.h"

enum { FACTS_MAX = 16 };

struct case_page {
	struct desk desk;
	struct matter_case now;
	struct matter_side side;
	struct matter_blackout *blackouts;
	size_t n_blackouts;
	struct matter_service *services;
	size_t n_services;
	struct desk_case view;
	day today;
};

static const char *day_shown(day d, struct arena *arena)
{
	return d == DAY_NONE ? "" : arena_text(arena, day_text(d).s);
}

static void show_facts(struct case_page *page)
{
	struct arena *arena = page->desk.arena;
	const struct matter_case *now = &page->now;
	const struct deadline_order *order = &now->life.order;
	const struct matter_words *words = matter_words(now->matter.kind);
	struct desk_fact *rows = arena_array(arena, FACTS_MAX, sizeof *rows);
	size_t n = 0;
	enum requester_kind kind;
	const char *kind_label = "";
	if (requester_parse(now->filing.values[FILING_kind], &kind))
		kind_label = requester_label(kind);
	rows[n++] = (struct desk_fact){
		words->who, kind_label[0] == '\0'
				    ? now->filing.values[FILING_name]
				    : arena_printf(arena, "%s（%s）",
						   now->filing.values[FILING_name], kind_label)};
	enum channel channel = order->channel;
	bool by = now->matter.kind == MATTER_REQUEST ||
		  channel_parse(matter_value(now, "channel"), &channel);
	if (by)
		rows[n++] = (struct desk_fact){ARENA_JOIN(arena, words->thing, "方式"),
					       channel_label(channel)};
	rows[n++] = (struct desk_fact){ARENA_JOIN(arena, "收到", words->thing, "之日"),
				       day_shown(now->state.received, arena)};
	static const enum filing_field shown[] = {FILING_delivery,   FILING_medium, FILING_notify,
						  FILING_proof,	     FILING_oral,   FILING_help,
						  FILING_mail_number};
	for (size_t i = 0; i < COUNT_OF(shown); i++) {
		const char *value = now->filing.values[shown[i]];
		if (*value != '\0')
			rows[n++] = (struct desk_fact){filing_facts(shown[i])->label,
						       filing_shown(shown[i], value)};
	}
	const char *post = matter_post_name(&page->side, now->state.post_id);
	if (post[0] != '\0') rows[n++] = (struct desk_fact){"承办岗位", post};
	page->view.who = words->who;
	page->view.facts = (struct desk_summary){rows, n};
}

/* What stands in its register beside what a request has too. */
static void show_more(struct case_page *page)
{
	const struct register_facts *facts = register_facts(matter_register(page->now.matter.kind));
	static const char *const shared[] = {"number",	       "received",	 "channel",
					     "requester_kind", "requester_name", "subject",
					     "outcome",	       "replied"};
	struct desk_fact *rows = arena_array(page->desk.arena, facts->n_columns, sizeof *rows);
	size_t n = 0;
	for (size_t i = 0; i < facts->n_columns; i++) {
		bool known = page->now.entry.values[i][0] == '\0';
		for (size_t k = 0; k < COUNT_OF(shared); k++)
			known = known || matter_column(page->now.matter.kind, shared[k]) == i;
		if (!known)
			rows[n++] = (struct desk_fact){facts->columns[i].label,
						       page->now.entry.values[i]};
	}
	page->view.more = (struct desk_summary){rows, n};
}

static void show_person(struct case_page *page)
{
	struct desk_fact *rows = arena_array(page->desk.arena, FILING__MAX + 1, sizeof *rows);
	size_t n = 0;
	rows[n++] = (struct desk_fact){filing_facts(FILING_name)->label,
				       page->now.filing.values[FILING_name]};
	for (int i = 0; i < FILING__MAX; i++) {
		enum filing_field field = (enum filing_field)i;
		const char *value = page->now.filing.values[i];
		if (filing_facts(field)->where == FILING_IN_SEALED && *value != '\0')
			rows[n++] = (struct desk_fact){filing_facts(field)->label,
						       filing_shown(field, value)};
	}
	page->view.person = (struct desk_summary){rows, n};
}

static void show_service(struct case_page *page, const struct matter_service *service,
			 struct desk_case_step *row)
{
	struct desk *desk = &page->desk;
	row->about = matter_service_words(service, desk->arena);
	if (!page->view.may_step || !desk_may(desk, PERMIT_MATTER_PERSONAL) ||
	    !page_case_signable(service))
		return;
	row->signed_href = page_case_signed_path(desk, page->now.matter.id, service);
	row->signed_label = service->signed_on == DAY_NONE ? "登记签收日期" : "更正签收日期";
}

static void show_steps(struct case_page *page)
{
	size_t n = page->now.n_steps;
	struct desk_case_step *rows = arena_array(page->desk.arena, n, sizeof *rows);
	bool may = desk_may(&page->desk, PERMIT_MATTER_STRIKE);
	for (size_t i = 0; i < n; i++) {
		const struct matter_step *step = &page->now.steps[i];
		struct desk_case_step *row = &rows[n - 1 - i];
		*row = page_case_step_shown(&page->desk, &page->now, step);
		for (size_t k = 0; k < page->n_services; k++)
			if (page->services[k].step_id == step->id)
				show_service(page, &page->services[k], row);
		if (may && i > 0 && !step->struck && matter_step_undone(&page->side, step))
			row->strike_href = arena_printf(
				page->desk.arena, "/cases/%" PRId64 "/steps/%" PRId64 "/strike",
				page->now.matter.id, step->id);
	}
	page->view.steps = rows;
	page->view.n_steps = n;
	page->view.remedy_until = page_case_remedy_until(&page->now, page->services,
							 page->n_services, page->desk.arena);
	page->view.unsigned_mail =
		page_case_unsigned(page->services, page->n_services, page->today, page->desk.arena);
}

/* "由《名单.pdf》区分处理而成：过程性信息2处" */
static const char *made_of(const struct case_page *page, const struct attachment *file)
{
	struct arena *arena = page->desk.arena;
	const char *name = "", *grounds = "";
	if (file->of_id == 0) return NULL;
	for (size_t i = 0; i < page->now.n_attachments; i++)
		if (page->now.attachments[i].id == file->of_id)
			name = page->now.attachments[i].name;
	for (size_t i = 0; i < page->n_blackouts; i++)
		if (page->blackouts[i].result != NULL && page->blackouts[i].result->id == file->id)
			grounds = matter_blackout_grounds(&page->blackouts[i], arena);
	return arena_printf(arena, "由《%s》区分处理而成%s%s", name, grounds[0] == '\0' ? "" : "：",
			    grounds);
}

static enum err load_blackouts(struct case_page *page)
{
	struct desk *desk = &page->desk;
	struct error *error = &desk->error;
	if (desk->office->vault == NULL || page->now.matter.key.n == 0 ||
	    !desk_may(desk, PERMIT_MATTER_PERSONAL))
		return ERR_NONE;
	return matter_blackout_list(desk->office, desk->actor, &page->now, desk->arena, error,
				    &page->blackouts, &page->n_blackouts);
}

static void show_files(struct case_page *page)
{
	struct arena *arena = page->desk.arena;
	size_t n = page->now.n_attachments;
	struct desk_case_file *rows = arena_array(arena, n, sizeof *rows);
	bool may_read = desk_may(&page->desk, PERMIT_MATTER_PERSONAL);
	bool may_strike = desk_may(&page->desk, PERMIT_MATTER_STRIKE);
	for (size_t i = 0; i < n; i++) {
		const struct attachment *file = &page->now.attachments[i];
		const char *path = arena_printf(arena, "/cases/%" PRId64 "/files/%" PRId64,
						page->now.matter.id, file->id);
		struct moment_text at = moment_text(file->at);
		rows[i] = (struct desk_case_file){
			.href = may_read && file->digest[0] != '\0' ? path : NULL,
			.name = file->name,
			.use = attachment_use_label(file->use),
			.size = upload_size(file->size, arena),
			.at = arena_text(arena, at.s),
			.struck = file->struck,
			.struck_reason = file->struck_reason};
		rows[i].about = made_of(page, file);
		if (may_strike && !file->struck)
			rows[i].strike_href = arena_printf(arena, "%s/strike", path);
		/* who asks is never given away */
		bool of_who =
			file->use == ATTACHMENT_IDENTITY || file->use == ATTACHMENT_AUTHORISATION;
		if (may_read && page->view.may_step && !file->struck && file->of_id == 0 &&
		    !of_who && file->digest[0] != '\0' && matter_blackout_fits(file))
			rows[i].blackout_href = arena_printf(arena, "%s/blackout", path);
	}
	page->view.files = (struct desk_case_files){rows, n};
	if (page->view.may_step)
		page->view.file_href =
			page_case_path(&page->desk, page->now.matter.id, "/files/new");
}

static void show_searches(struct case_page *page)
{
	struct arena *arena = page->desk.arena;
	size_t n = page->side.n_searches;
	struct desk_case_search *rows = arena_array(arena, n, sizeof *rows);
	bool may_strike = desk_may(&page->desk, PERMIT_MATTER_STRIKE);
	for (size_t i = 0; i < n; i++) {
		const struct search *search = &page->side.searches[i];
		rows[i] = (struct desk_case_search){.day = day_shown(search->day, arena),
						    .searcher = search->searcher,
						    .place = search->place,
						    .words = search->words,
						    .found = search->found,
						    .struck = search->struck,
						    .struck_reason = search->struck_reason};
		if (may_strike && !search->struck)
			rows[i].strike_href = arena_printf(
				arena, "/cases/%" PRId64 "/search-log/%" PRId64 "/strike",
				page->now.matter.id, search->id);
	}
	page->view.searches =
		(struct desk_case_searches){desk_may(&page->desk, PERMIT_MATTER_PERSONAL), rows, n};
}

static void show_letters(struct case_page *page)
{
	static const struct view_head heads[] = {{"文书", false}, {"文号", false}, {"日期", false}};
	struct arena *arena = page->desk.arena;
	size_t n = page->side.n_letters;
	struct view_row *rows = arena_array(arena, n, sizeof *rows);
	for (size_t i = 0; i < n; i++) {
		const struct letter_row *letter = &page->side.letters[i];
		struct view_cell *cells = arena_array(arena, COUNT_OF(heads), sizeof *cells);
		const char *path = arena_printf(arena, "/cases/%" PRId64 "/letters/%" PRId64,
						page->now.matter.id, letter->id);
		enum letter kind;
		bool known = letter_parse(letter->kind, &kind);
		cells[0] =
			(struct view_cell){.label = heads[0].label,
					   .text = known ? letter_facts(kind)->noun : letter->kind,
					   .href = desk_reaches(&page->desk, path) ? path : NULL};
		cells[1] = (struct view_cell){.label = heads[1].label,
					      .text = letter->issued ? letter->number : "拟稿"};
		cells[2] = (struct view_cell){.label = heads[2].label,
					      .text = day_shown(letter->day, arena),
					      .nowrap = true};
		rows[i] = (struct view_row){cells, COUNT_OF(heads), letter->struck};
	}
	page->view.letters = (struct view_table){.heads = heads,
						 .n_heads = COUNT_OF(heads),
						 .rows = rows,
						 .n_rows = n,
						 .empty = "还没有文书。"};
	const char *path = page_case_path(&page->desk, page->now.matter.id, "/letters");
	if (desk_reaches(&page->desk, path)) page->view.letters_href = path;
}

static enum err show_assignments(struct case_page *page)
{
	struct desk *desk = &page->desk;
	struct posts posts;
	int64_t post = page->now.state.post_id;
	enum err err = posts_open(desk->office, desk->actor, page->now.matter.agency_id,
				  desk->arena, &desk->error, &posts);
	if (err != ERR_NONE) return err;
	page->view.unheld = post != 0 && !posts_held(&posts, post, page->today);
	struct arena *arena = page->desk.arena;
	size_t n = page->side.n_assignments;
	struct desk_case_assignment *rows = arena_array(arena, n, sizeof *rows);
	for (size_t i = 0; i < n; i++) {
		const struct assignment *given = &page->side.assignments[i];
		struct moment_text at = moment_text(given->at);
		rows[i] = (struct desk_case_assignment){
			.post = matter_post_name(&page->side, given->post_id),
			.at = arena_text(arena, at.s),
			.note = given->note};
	}
	page->view.assignments = rows;
	page->view.n_assignments = n;
	page->view.post = matter_post_name(&page->side, page->now.state.post_id);
	if (desk_may(&page->desk, PERMIT_MATTER_ASSIGN))
		page->view.assign_href =
			page_case_path(&page->desk, page->now.matter.id, "/assign");
	return ERR_NONE;
}

static bool draftable(enum life_state state)
{
	return state == LIFE_HANDLING || state == LIFE_WITHDRAWN;
}

static void show_head(struct case_page *page)
{
	struct desk_case *view = &page->view;
	struct desk *desk = &page->desk;
	const struct life *life = &page->now.life;
	char light = matter_light(page->now.state.next_due, page->today, page->now.calendar);
	view->id = page->now.matter.id;
	view->number = page_case_value(&page->now, "number");
	view->subject = page_case_value(&page->now, "subject");
	view->state = life_state_label(life->state);
	view->light = page_case_light_class(light);
	view->urgent = page_case_light_words(light);
	view->struck = page->now.entry.struck;
	view->searched = page->now.matter.kind == MATTER_REQUEST;
	view->kind = matter_kind_label(page->now.matter.kind);
	if (life->result != LIFE_RESULT_NONE) view->ending = life_result_label(life->result);
	if (life->ending != LIFE_ENDING_NONE)
		view->ending = outcome_facts(life_ending_facts(life->ending)->outcome)->label;
	view->may_step = !view->struck && desk_may(desk, PERMIT_MATTER_STEP);
	view->may_suggest = view->may_step && desk_may(desk, PERMIT_MATTER_FILE) &&
			    page->now.matter.kind == MATTER_REQUEST;
	if (view->may_step && (life->state == LIFE_HANDLING || life->state == LIFE_CONSULTING))
		view->search_href = page_case_path(desk, view->id, "/search-log");
	const char *reply = page_case_path(desk, view->id, "/reply");
	if (view->may_step && draftable(life->state) && desk_reaches(desk, reply))
		view->reply_href = reply;
	if (desk_may(desk, PERMIT_MATTER_PERSONAL) && page->now.matter.person.n > 0)
		view->person_href = page_case_path(desk, view->id, "/person");
	view->code_href = page_case_path(desk, view->id, "/code");
	view->entry_href = arena_printf(
		desk->arena, "/registers/%s/%" PRId64,
		register_facts(matter_register(page->now.matter.kind))->name, page->now.entry.id);
}

static void page_show(struct request *request, struct reply *reply, bool person)
{
	struct case_page *page = ARENA_NEW(request->arena, struct case_page);
	struct desk *desk = &page->desk;
	desk_begin(desk, request, reply, "申请办理");
	if (!page_case_open(desk, &page->now)) return;
	page->today = clock_today(&request->site->clock);
	enum err err = ERR_NONE;
	if (person)
		err = matter_open_person(desk->office, desk->actor, &page->now, desk->arena,
					 &desk->error);
	if (err == ERR_NONE)
		err = matter_side(desk->office, desk->actor, &page->now, desk->arena, &desk->error,
				  &page->side);
	if (err == ERR_NONE) err = load_blackouts(page);
	if (err == ERR_NONE)
		err = retention_words(desk->office, page->now.matter.id, desk->arena, &desk->error,
				      &page->view.erased);
	if (err == ERR_NONE)
		err = matter_services(desk->office, desk->actor, &page->now, desk->arena,
				      &desk->error, &page->services, &page->n_services);
	if (err == ERR_NONE) err = page_remedies_fill(desk, &page->now, &page->view.remedies);
	if (err == ERR_NONE) err = page_case_fee(desk, &page->now, &page->view);
	if (err == ERR_NONE)
		err = page_notices_of_case(desk, &page->now, &page->view.has_notices,
					   &page->view.notices);
	if (err != ERR_NONE) {
		desk_fail(desk, err);
		return;
	}
	show_head(page);
	show_facts(page);
	show_more(page);
	if (person) show_person(page);
	page->view.person_open = person;
	page_case_next(desk, &page->now, page->today, &page->view);
	show_steps(page);
	show_files(page);
	show_searches(page);
	show_letters(page);
	err = show_assignments(page);
	if (err != ERR_NONE) {
		desk_fail(desk, err);
		return;
	}
	page_case_trail_list(desk, &page->now);
	desk->frame.title = page->view.number;
	page->view.frame = desk->frame;
	render_desk_case(&reply->body, &page->view);
}

void page_case(struct request *request, struct reply *reply)
{
	page_show(request, reply, false);
}

void page_case_person(struct request *request, struct reply *reply)
{
	page_show(request, reply, true);
}

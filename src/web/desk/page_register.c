/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/desk/page_register.h"
#include "web/outgoing.h"

#include <inttypes.h>
#include <string.h>

enum err page_register_counts(struct desk *desk, struct desk_register_table *ret_table)
{
	struct desk_register_row *rows = arena_array(desk->arena, REGISTER__MAX, sizeof *rows);
	for (int id = 0; id < REGISTER__MAX; id++) {
		const struct register_facts *facts = register_facts((enum register_id)id);
		int64_t n = 0;
		enum err err = entry_count(desk->office, desk->actor, facts->id, desk->agency_id,
					   desk->year, &desk->error, &n);
		if (err != ERR_NONE) return err;
		const char *path = arena_printf(desk->arena, "/registers/%s", facts->name);
		rows[id] = (struct desk_register_row){
			.href = arena_printf(desk->arena, "%s?year=%d", path, desk->year),
			.add_href = desk_may_add(desk, facts) ? desk_add_href(facts, desk->arena)
							      : NULL,
			.label = facts->label,
			.n = n,
			.count = n == 0 ? NULL : desk_count(n, facts->measure, desk->arena)};
	}
	*ret_table = (struct desk_register_table){.year = desk->year,
						  .may_add = desk_may(desk, PERMIT_ENTRY_ADD),
						  .rows = rows,
						  .n_rows = REGISTER__MAX};
	return ERR_NONE;
}

void page_registers(struct request *request, struct reply *reply)
{
	struct desk desk;
	desk_begin(&desk, request, reply, "台账");
	struct desk_registers view = {0};
	enum err err = desk_year(&desk, "/registers", &view.years);
	if (err == ERR_NONE) err = page_register_counts(&desk, &view.table);
	if (err != ERR_NONE) {
		desk_fail(&desk, err);
		return;
	}
	view.frame = desk.frame;
	render_desk_registers(&reply->body, &view);
}

static void fill_rows(const struct desk *desk, const struct register_facts *facts,
		      const struct entry_page *page, struct desk_register *view)
{
	struct desk_columns shown = desk_columns_shown(facts);
	struct desk_row *rows = arena_array(desk->arena, page->n, sizeof *rows);
	bool of_this = desk->notice.facts == facts &&
		       (desk->notice.code == NOTICE_ADDED || desk->notice.code == NOTICE_CORRECTED);
	for (size_t r = 0; r < page->n; r++) {
		const struct entry *entry = &page->entries[r];
		bool fresh = of_this && desk->notice.number == entry->id;
		rows[r] = (struct desk_row){
			.class = entry->struck ? "struck"
				 : fresh       ? "fresh"
					       : "",
			.struck = entry->struck,
			.fresh = fresh ? "刚登记" : NULL,
			.cells = desk_columns_cells(facts, &shown, entry, desk->arena),
			.n_cells = shown.n};
	}
	view->heads = desk_columns_heads(facts, &shown, desk->arena);
	view->n_heads = shown.n;
	view->rows = rows;
	view->n_rows = page->n;
}

static void fill_filter(const struct desk *desk, const struct register_facts *facts,
			const struct form *form, struct desk_register *view)
{
	const struct request *request = desk->request;
	struct view_field *more = arena_array(desk->arena, facts->n_filters + 1, sizeof *more);
	struct view_field *fields = form_fields_view(form);
	fields[FILTER_FROM].label = arena_printf(desk->arena, "%s从", view->dated_label);
	for (size_t i = 0; i < facts->n_filters; i++) {
		const struct column *column = &facts->columns[facts->filters[i]];
		const char *value = request_query(request, column->name);
		more[view->n_more++] = desk_field_filter(column, value, desk->arena);
		view->more_open = view->more_open || *value != '\0';
	}
	more[view->n_more++] = fields[FILTER_STRUCK];
	view->more_open = view->more_open || *form->values[FILTER_STRUCK] != '\0';
	view->fields = fields;
	view->n_fields = FILTER_STRUCK;
	view->more = more;
}

static const char *page_href(const struct desk *desk, const struct register_facts *facts,
			     const char *query, const char *cursor)
{
	if (cursor == NULL) return NULL;
	return arena_printf(desk->arena, "/registers/%s?year=%d%s&page=%s", facts->name, desk->year,
			    query, cursor);
}

/* A page of the list by the address's filter. With mistakes in the filter: nothing. */
static enum err read_page(struct desk *desk, const struct register_facts *facts, struct form *form,
			  struct entry_page *ret_page)
{
	struct entry_filter filter = desk_filter(desk, facts, form);
	*ret_page = (struct entry_page){0};
	if (!form_good(form)) return ERR_NONE;
	return entry_list(desk->office, desk->actor, facts->id, desk->agency_id, &filter,
			  desk->arena, &desk->error, ret_page);
}

static void notice_links(struct desk *desk)
{
	const struct notice *notice = &desk->notice;
	if (notice->facts == NULL || notice->code != NOTICE_ADDED) return;
	struct view_link *links = arena_array(desk->arena, 2, sizeof *links);
	links[0].href = arena_printf(desk->arena, "/registers/%s/%" PRId64, notice->facts->name,
				     notice->number);
	links[0].label = "查看";
	links[1].href = desk_add_href(notice->facts, desk->arena);
	links[1].label = arena_printf(desk->arena, "再录一%s", notice->facts->measure);
	desk->frame.notice_links = links;
	desk->frame.n_notice_links = 2;
}

void page_register(struct request *request, struct reply *reply)
{
	struct desk desk;
	const struct register_facts *facts;
	desk_begin(&desk, request, reply, "台账");
	if (!desk_register(&desk, &facts)) return;
	struct form form;
	struct desk_register view = {.name = facts->name,
				     .label = facts->label,
				     .measure = facts->measure,
				     .dated_label = facts->columns[facts->dated].label,
				     .counted = facts->counted,
				     .may_add = desk_may_add(&desk, facts),
				     .may_import = desk_may(&desk, PERMIT_ENTRY_IMPORT),
				     .add_href = desk_add_href(facts, desk.arena),
				     .may_export = desk_may(&desk, PERMIT_ENTRY_EXPORT)};
	const char *path = arena_printf(desk.arena, "/registers/%s", facts->name);
	struct entry_page page;
	enum err err = desk_year(&desk, path, &view.years);
	if (err == ERR_NONE) err = read_page(&desk, facts, &form, &page);
	if (err != ERR_NONE) {
		desk_fail(&desk, err);
		return;
	}
	const char *query = desk_filter_query(&desk, facts);
	view.year = desk.year;
	view.filtered = *query != '\0';
	view.reset_href = arena_printf(desk.arena, "%s?year=%d", path, desk.year);
	view.export_href =
		arena_printf(desk.arena, "%s/export.csv?year=%d%s", path, desk.year, query);
	if (page.total >= 0) view.total = desk_count(page.total, facts->measure, desk.arena);
	view.pager.previous_href = page_href(&desk, facts, query, page.previous);
	view.pager.next_href = page_href(&desk, facts, query, page.next);
	view.paged = page.previous != NULL || page.next != NULL;
	fill_filter(&desk, facts, &form, &view);
	fill_rows(&desk, facts, &page, &view);
	view.problems = form_problems(&form);
	notice_links(&desk);
	desk_trail(&desk, desk_href(&desk, "/registers"), "台账");
	desk.frame.title = facts->label;
	view.frame = desk.frame;
	render_desk_register(&reply->body, &view);
}

void page_register_export(struct request *request, struct reply *reply)
{
	struct desk desk;
	const struct register_facts *facts;
	desk_begin(&desk, request, reply, "导出");
	if (!desk_register(&desk, &facts)) return;
	struct desk_years years;
	struct form form;
	struct outgoing outgoing;
	outgoing_init(&outgoing, request->site->spool);
	enum err err = desk_year(&desk, "/registers", &years);
	struct entry_filter filter = desk_filter(&desk, facts, &form);
	if (err == ERR_NONE && !form_good(&form))
		err = error_set(&desk.error, ERR_CONTENT, NULL, "%s", form.problems.first->text);
	if (err == ERR_NONE)
		err = entry_export(desk.office, desk.actor, facts->id, desk.agency_id, &filter,
				   outgoing_write, &outgoing, &desk.error);
	err = outgoing_end(&outgoing, err, reply, &desk.error);
	if (err != ERR_NONE) {
		desk_fail(&desk, err);
		return;
	}
	reply->type = "text/csv; charset=utf-8";
	reply->disposition = arena_printf(desk.arena, "attachment; filename=\"%s-%d.csv\"",
					  facts->name, desk.year);
}

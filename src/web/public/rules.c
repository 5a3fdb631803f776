/* SPDX-License-Identifier: MulanPSL-2.0
 * 政府信息公开制度: the documents disclosure works by. The national ones are data under
 * rules/disclosure/; an agency's own are its records with the topic 政府信息公开制度. */
#include "base/csv.h"
#include "base/embedded.h"
#include "web/public/pages.h"

enum { NATIONAL_MAX = 40, LOCAL_MAX = 100 };

static void read_national(struct request *request, struct view_rules *view)
{
	const struct embedded *file = embedded_find("rules/disclosure/documents.csv");
	BUG_IF(file == NULL);
	view->national = arena_array(request->arena, NATIONAL_MAX, sizeof *view->national);
	struct csv *csv = csv_open_bytes(file->bytes, file->n);
	struct csv_record record;
	struct csv_mistake mistake;
	struct error error;
	bool header = true;
	while (csv_next(csv, &record, &mistake, &error) == CSV_RECORD &&
	       view->n_national < NATIONAL_MAX) {
		BUG_IF(record.count < 4);
		if (!header)
			view->national[view->n_national++] = (struct view_rule){
				arena_text(request->arena, record.field[0]),
				arena_text(request->arena, record.field[1]),
				arena_text(request->arena, record.field[2]),
				arena_text(request->arena, record.field[3]),
			};
		header = false;
	}
	csv_close(csv);
}

void page_rules(struct request *request, struct reply *reply)
{
	struct view_rules view = {.n_local = 0};
	struct error error;
	if (!public_page_begin(request, reply, PART_RULES, "政府信息公开制度", &view.page)) return;
	if (record_news(request, &view.page, "政府信息公开制度", LOCAL_MAX, &error, &view.local,
			&view.n_local) != ERR_NONE) {
		public_page_fail(request, reply, &error);
		return;
	}
	public_page_crumb(&view.page, NULL, "政府信息公开制度");
	read_national(request, &view);
	render_public_rules(&reply->body, &view);
}

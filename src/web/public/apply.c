/* SPDX-License-Identifier: MulanPSL-2.0
 * Before the form: what can be asked for, what is public already, help, and the other ways. */
#include "web/public/apply.h"
#include "base/escape.h"
#include "base/utf8.h"
#include "web/typed.h"

enum { FOUND = 8, TEXT_MAX = 100 };

static const char *more_href(struct request *request, const struct view_apply *view)
{
	struct buf url;
	buf_init(&url, 4096);
	buf_printf(&url, "%s?text=", view->records_href);
	escape_url(&url, view->text);
	const char *text =
		buf_ok(&url) ? arena_text(request->arena, buf_text(&url)) : view->records_href;
	buf_release(&url);
	return text;
}

static enum err search(struct request *request, struct view_apply *view, struct error *error)
{
	const struct public_record_filter filter = {
		.agency_id = view->page.agency.id, .text = view->text, .limit = FOUND};
	struct public_record_page list;
	enum err err = public_record_list(request->thread->public_store, &filter, request->arena,
					  error, &list);
	if (err != ERR_NONE) return err;
	view->searched = true;
	view->found = arena_array(request->arena, list.n, sizeof *view->found);
	view->n_found = list.n;
	for (size_t i = 0; i < list.n; i++)
		view->found[i] = (struct view_link){arena_printf(request->arena, "%s/%lld",
								 view->records_href,
								 (long long)list.records[i].id),
						    list.records[i].title, false};
	if (list.next != NULL) view->more_href = more_href(request, view);
	return ERR_NONE;
}

void page_apply(struct request *request, struct reply *reply)
{
	struct view_apply view = {.searched = false};
	struct public_page *page = &view.page;
	struct error error;
	if (!public_page_begin(request, reply, PART_APPLY, "依申请公开", page)) return;
	public_page_crumb(page, NULL, "依申请公开");
	view.action = public_page_href(request, page, "/apply");
	view.records_href = public_page_href(request, page, "/records");
	view.start_href = public_page_href(request, page, "/apply/1");
	view.guide_href = public_page_href(request, page, "/guide");
	view.form_href = public_page_href(request, page, "/apply/form");
	view.flow_href = public_page_href(request, page, "/apply/flow");
	view.correction_href = public_page_href(request, page, "/apply/correction");
	view.suggestion_href = public_page_href(request, page, "/apply/suggestion");
	view.complain_href = public_page_href(request, page, "/complain");
	view.track_href = "/track";
	view.office = page->agency.disclosure_office[0] != '\0' ? page->agency.disclosure_office
								: page->agency.name;
	const char *text = typed_text(request_query(request, "text"), request->arena);
	view.text = arena_text_n(request->arena, text, utf8_prefix(text, TEXT_MAX));
	if (view.text[0] != '\0' && search(request, &view, &error) != ERR_NONE) {
		public_page_fail(request, reply, &error);
		return;
	}
	render_public_apply(&reply->body, &view);
}

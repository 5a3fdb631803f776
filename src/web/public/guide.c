/* SPDX-License-Identifier: MulanPSL-2.0
 * The guide of Art. 12, out of the agency's own facts. */
#include "web/public/pages.h"

void page_guide(struct request *request, struct reply *reply)
{
	struct view_guide view = {.office = NULL};
	struct public_page *page = &view.page;
	if (!public_page_begin(request, reply, PART_GUIDE, "政府信息公开指南", page)) return;
	public_page_crumb(page, NULL, "政府信息公开指南");
	view.office = page->agency.disclosure_office[0] != '\0' ? page->agency.disclosure_office
								: page->agency.name;
	view.records_href = public_page_href(request, page, "/records");
	view.rules_href = public_page_href(request, page, "/rules");
	view.form_href = public_page_href(request, page, "/apply/form");
	view.flow_href = public_page_href(request, page, "/apply/flow");
	view.reports_href = public_page_href(request, page, "/report");
	render_public_guide(&reply->body, &view);
}

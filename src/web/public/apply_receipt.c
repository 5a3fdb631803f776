/* SPDX-License-Identifier: MulanPSL-2.0
 * The receipt of an application: for this browser, for half an hour; as a page and as a PDF. */
#include <string.h>

#include "base/clock.h"
#include "office/visitor.h"
#include "paper/paper.h"
#include "web/public/apply.h"
#include "web/public/handout.h"
#include "web/public/track.h"

static bool load(struct request *request, struct reply *reply, struct track *track)
{
	if (!public_page_begin(request, reply, PART_APPLY, "申请已经提交", &track->page))
		return false;
	return track_open(request, reply, "申请已经提交", track);
}

void page_apply_done(struct request *request, struct reply *reply)
{
	struct track track;
	if (!load(request, reply, &track)) return;
	const struct own_matter *own = &track.seen.own;
	struct view_receipt view = {.number = own->number,
				    .code = track.code,
				    .subject = own->subject,
				    .filed = track.filed,
				    .again = request_query(request, "again")[0] != '\0',
				    .waits = own->received == DAY_NONE,
				    .track_href = "/track/case",
				    .leave_action = "/track/leave",
				    .csrf = request->csrf};
	view.received = track_day(request, own->received);
	view.due = track_day(request, track.seen.due);
	const char *address = tracking_address(request, own->number);
	view.scan = drawing_html(
		request,
		handout_code(request->arena, address,
			     ARENA_JOIN(request->arena, "查询办理进度的二维码，内容是", address)));
	view.pdf_href = public_page_href(request, &track.page, "/apply/receipt.pdf");
	public_page_crumb(&track.page, public_page_href(request, &track.page, "/apply"),
			  "依申请公开");
	public_page_crumb(&track.page, NULL, "申请已经提交");
	view.page = track.page;
	render_public_receipt(&reply->body, &view);
}

static struct doc *receipt(struct request *request, const struct track *track)
{
	const struct own_matter *own = &track->seen.own;
	const struct public_agency *agency = &track->page.agency;
	bool waits = own->received == DAY_NONE;
	const struct handout_receipt receipt = {
		.agency = agency->name,
		.number = own->number,
		.code = track->code,
		.subject = own->subject,
		.filed = track->filed,
		.received = waits ? "待确认" : track_day(request, own->received),
		.due = waits ? "待确认" : track_day(request, track->seen.due),
		.phone = agency->phone,
		.address = tracking_address(request, own->number),
		.demo = request->site->demo};
	return handout_receipt(request->arena, &receipt, moment_day(own->filed_at));
}

void page_receipt_pdf(struct request *request, struct reply *reply)
{
	struct track track;
	struct error error;
	if (!load(request, reply, &track)) return;
	const struct doc *doc = receipt(request, &track);
	if (paper_pdf(doc, NULL, &reply->body, &error) != ERR_NONE) {
		public_page_fail(request, reply, &error);
		return;
	}
	reply_file(reply, "申请回执.pdf", "application/pdf", request->arena);
}

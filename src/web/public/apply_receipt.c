/* SPDX-License-Identifier: MulanPSL-2.0
 * The receipt of an application: for this browser, for half an hour; as a page and as a PDF. */
#include <string.h>

#include "base/clock.h"
#include "office/visitor.h"
#include "paper/paper.h"
#include "web/public/apply.h"
#include "web/public/track.h"

static bool load(struct request *request, struct reply *reply, struct track *track)
{
	if (!public_page_begin(request, reply, PART_APPLY, "申请已经提交", &track->page))
		return false;
	return track_open(request, reply, track);
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
				    .waits = own->received == DAY_NONE,
				    .track_href = "/track/case",
				    .leave_action = "/track/leave",
				    .csrf = request->csrf};
	view.received = track_day(request, own->received);
	view.due = track_day(request, track.seen.due);
	view.pdf_href = public_page_href(request, &track.page, "/apply/receipt.pdf");
	public_page_crumb(&track.page, public_page_href(request, &track.page, "/apply"),
			  "依申请公开");
	public_page_crumb(&track.page, NULL, "申请已经提交");
	view.page = track.page;
	render_public_receipt(&reply->body, &view);
}

static void row(struct doc_table *table, const char *label, const char *text)
{
	doc_row(table);
	doc_cell(table, (struct doc_form){.head = DOC_HEAD_ROW}, label);
	doc_cell(table, (struct doc_form){.align = DOC_ALIGN_LEFT}, text);
}

static struct doc *receipt(struct request *request, const struct track *track)
{
	const struct own_matter *own = &track->seen.own;
	const char *agency = track->page.agency.name;
	bool waits = own->received == DAY_NONE;
	struct doc *doc =
		doc_new(request->arena, "政府信息公开申请回执", agency, moment_day(own->filed_at));
	if (request->site->demo) doc_watermark(doc, "演示数据");
	struct doc_table *table = doc_table_begin(doc, NULL, 2, (const int[]){3, 7}, 0);
	row(table, "受理单位", agency);
	row(table, "登记编号", own->number);
	row(table, "查询码", track->code);
	row(table, "申请内容", own->subject);
	row(table, "提交时间", track->filed);
	row(table, "收到申请之日", waits ? "待确认" : track_day(request, own->received));
	row(table, "答复期限", waits ? "待确认" : track_day(request, track->seen.due));
	doc_table_end(table);
	doc_paragraph(doc, "凭登记编号和查询码可以在本网站“查询办理进度”随时查看办理情况。"
			   "查询码请妥善保管，不要告诉他人。");
	if (track->page.agency.phone[0] != '\0')
		doc_paragraph(doc,
			      ARENA_JOIN(request->arena, "联系电话：", track->page.agency.phone));
	return doc;
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

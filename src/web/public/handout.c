/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/public/handout.h"

#include <string.h>

#include "base/clock.h"
#include "base/escape.h"
#include "paper/paper.h"

enum { PAPER_BYTES = 8 * 1024 * 1024 };
typedef struct doc *handout_make(struct arena *arena, const struct handout_office *office, day on);

/* One row a file. */
static const struct handout_file {
	const char *file, *name, *label;
	handout_make *make;
	const char *format;
} files[] = {
	{"form.pdf", "政府信息公开申请表.pdf", "下载申请表（PDF）", handout_form, "pdf"},
	{"form.docx", "政府信息公开申请表.docx", "下载申请表（Word）", handout_form, "docx"},
	{"flow.pdf", "政府信息公开申请办理流程图.pdf", "下载流程图（PDF）", handout_flow, "pdf"},
};

const char *tracking_address(const struct request *request, const char *number)
{
	const char *domain = request->site->domain, *host = request->host;
	struct buf out;
	if (domain[0] == '\0' && host[0] == '\0') return "";
	buf_init(&out, 4096);
	buf_printf(&out,
		   "%s://%s/track?number=", domain[0] != '\0' || request->https ? "https" : "http",
		   domain[0] == '\0' ? host : domain);
	escape_url(&out, number);
	const char *text = buf_ok(&out) ? arena_text(request->arena, buf_text(&out)) : "";
	buf_release(&out);
	return text;
}

static struct safe_html kept(const struct request *request, struct buf *out)
{
	struct safe_html html = {NULL, 0};
	if (buf_ok(out))
		html = (struct safe_html){arena_text_n(request->arena, buf_text(out), out->n),
					  out->n};
	buf_release(out);
	return html;
}

struct safe_html drawing_html(const struct request *request, const struct drawing *drawing)
{
	struct buf out;
	if (drawing == NULL) return (struct safe_html){NULL, 0};
	buf_init(&out, PAPER_BYTES);
	drawing_svg(drawing, &out);
	return kept(request, &out);
}

static struct handout_office office_of(const struct request *request,
				       const struct public_page *page)
{
	const struct public_agency *agency = &page->agency;
	bool named = agency->disclosure_office[0] != '\0';
	return (struct handout_office){.agency = agency->name,
				       .name = named ? agency->disclosure_office : agency->name,
				       .address = agency->address,
				       .postcode = agency->postcode,
				       .hours = agency->office_hours,
				       .phone = agency->phone,
				       .fax = agency->fax,
				       .email = agency->email,
				       .demo = request->site->demo};
}

/* False when the reply is filled: an agency that takes no applications hands out nothing. */
static bool begin(struct request *request, struct reply *reply, const char *title,
		  struct public_page *page)
{
	if (!public_page_begin(request, reply, PART_APPLY, title, page)) return false;
	public_page_crumb(page, public_page_href(request, page, "/apply"), "依申请公开");
	public_page_crumb(page, NULL, title);
	if (page->agency.receives_requests) return true;
	public_error_page(request, reply, 404, "本单位不直接受理政府信息公开申请。");
	return false;
}

static void show(struct request *request, struct reply *reply, struct view_handout *view,
		 handout_make *make)
{
	struct view_link *links = arena_array(request->arena, COUNT_OF(files), sizeof *links);
	for (size_t i = 0; i < COUNT_OF(files); i++)
		if (files[i].make == make)
			links[view->n_files++] = (struct view_link){
				public_page_href(
					request, &view->page,
					ARENA_JOIN(request->arena, "/apply/paper/", files[i].file)),
				files[i].label, false};
	view->files = links;
	view->apply_href = public_page_href(request, &view->page, "/apply");
	render_public_handout(&reply->body, view);
}

void page_handout_form(struct request *request, struct reply *reply)
{
	const struct paper_options options = {.no_title = true, .class_prefix = "paper"};
	struct view_handout view = {
		.title = "政府信息公开申请表",
		.lead = "打印出来填写，当面交、邮寄、传真或者作为电子邮件的附件都可以。",
		.other = "看看申请怎样办理",
	};
	struct error error;
	struct buf out;
	if (!begin(request, reply, view.title, &view.page)) return;
	struct handout_office office = office_of(request, &view.page);
	buf_init(&out, PAPER_BYTES);
	enum err err = paper_fragment(
		handout_form(request->arena, &office, clock_today(&request->site->clock)), &options,
		&out, &error);
	view.paper = kept(request, &out);
	if (err != ERR_NONE) {
		public_page_fail(request, reply, &error);
		return;
	}
	view.other_href = public_page_href(request, &view.page, "/apply/flow");
	show(request, reply, &view, handout_form);
}

void page_handout_flow(struct request *request, struct reply *reply)
{
	struct view_handout view = {
		.title = "政府信息公开申请办理流程",
		.lead = "期限都是工作日，从次日起算。",
		.other = "下载申请表",
		.chart = true,
	};
	if (!begin(request, reply, view.title, &view.page)) return;
	view.steps = handout_steps(request->arena);
	while (view.steps[view.n_steps] != NULL) view.n_steps++;
	view.paper = drawing_html(request, handout_chart(request->arena));
	view.other_href = public_page_href(request, &view.page, "/apply/form");
	show(request, reply, &view, handout_flow);
}

void page_handout_file(struct request *request, struct reply *reply)
{
	const char *name = public_page_param(request, 0);
	const struct handout_file *file = NULL;
	struct public_page page;
	struct error error;
	for (size_t i = 0; i < COUNT_OF(files); i++)
		if (strcmp(files[i].file, name) == 0) file = &files[i];
	if (file == NULL) {
		public_error_page(request, reply, 404, NULL);
		return;
	}
	if (!begin(request, reply, "政府信息公开申请", &page)) return;
	const struct handout_office office = office_of(request, &page);
	const struct paper_format *format = paper_format_find(file->format);
	struct doc *doc = file->make(request->arena, &office, clock_today(&request->site->clock));
	if (format->render(doc, NULL, &reply->body, &error) != ERR_NONE) {
		public_page_fail(request, reply, &error);
		return;
	}
	public_page_paper(request, reply, format->media_type,
			  ARENA_JOIN(request->arena, page.agency.name, file->name),
			  strcmp(file->format, "pdf") == 0);
}

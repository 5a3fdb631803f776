/* SPDX-License-Identifier: MulanPSL-2.0
 * Files of a case: opened, and added without a step. */
#include <inttypes.h>
#include <string.h>

#include "paper/scan.h"
#include "web/desk/page_case.h"

enum { USE, FILES, AS_IS, FILES_MAX = 10 };
static const struct form_choice as_it_came[] = {{"yes", "对方交来的就是这样，照原样收下"},
						{NULL, NULL}};
static const struct form_field fields[] = {
	[USE] = {.name = "use", .label = "用途", .kind = FORM_SELECT, .required = true},
	[FILES] = {.name = "files",
		   .label = "材料",
		   .kind = FORM_FILE,
		   .required = true,
		   .most = FILES_MAX,
		   .files = FILE_SET_DESK},
	[AS_IS] = {.name = "asis",
		   .label = "打不开的文件",
		   .kind = FORM_CHECKS,
		   .choices = as_it_came,
		   .plain = true},
};

struct file_page {
	struct desk desk;
	struct matter_case now;
	struct form form;
	struct desk_case_form view;
};

/* A file's name in a header: what is not plain is percent-encoded (RFC 8187). */
static const char *header_name(const char *name, struct arena *arena)
{
	struct buf out;
	buf_init(&out, 4096);
	template_url_part(&out, name);
	const char *text = arena_text_n(arena, buf_text(&out), out.n);
	buf_release(&out);
	return text;
}

void page_case_file(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct attachment file;
	struct blob bytes;
	int64_t id, file_id;
	desk_begin(&desk, request, reply, "材料");
	if (!http_number(request->params[0], &id) || !http_number(request->params[1], &file_id)) {
		desk_missing(&desk);
		return;
	}
	enum err err = matter_open_file(desk.office, desk.actor, id, file_id, desk.arena,
					&desk.error, &file, &bytes);
	if (err != ERR_NONE) {
		desk_fail(&desk, err);
		return;
	}
	buf_add(&reply->body, bytes.bytes, bytes.n);
	reply->type = file.media_type;
	reply->cache_control = "no-store";
	reply->disposition = arena_printf(desk.arena, "attachment; filename*=UTF-8''%s",
					  header_name(file.name, desk.arena));
}

static bool begin(struct file_page *page, struct request *request, struct reply *reply)
{
	desk_begin(&page->desk, request, reply, "添加材料");
	FORM_INIT(&page->form, fields, request->arena);
	page->form.rule = request->route->files;
	form_offer(&page->form, USE, "", "请选择");
	for (int i = 0; i < ATTACHMENT__MAX; i++)
		form_offer(&page->form, USE, attachment_use_code((enum attachment_use)i),
			   attachment_use_label((enum attachment_use)i));
	return page_case_open(&page->desk, &page->now);
}

static void show(struct file_page *page)
{
	page->view.heading = "添加材料";
	page->view.explain = "材料加密保存，每次打开都记入审计日志。";
	page->view.form = form_view(&page->form,
				    page_case_path(&page->desk, page->now.matter.id, "/files/new"),
				    "添加", page->desk.request->csrf);
	page_case_show_form(&page->desk, &page->now, &page->form, &page->view);
}

void page_case_file_new(struct request *request, struct reply *reply)
{
	struct file_page *page = ARENA_NEW(request->arena, struct file_page);
	if (!begin(page, request, reply)) return;
	page->form.n = AS_IS; /* asked once there is such a file */
	show(page);
}

/* What nobody can open is told while the sender can still be asked for another; what was handed in
 * like that is kept when the clerk says so. */
static bool all_open(struct file_page *page)
{
	struct form_files sent = form_files(&page->form, FILES);
	if (form_ticked(&page->form, AS_IS, "yes")) return true;
	for (size_t i = 0; i < sent.n; i++) {
		const struct upload *file = sent.rows[i];
		const char *why =
			scan_shut(upload_bytes(file), (size_t)file->bytes, page->desk.arena);
		if (why != NULL)
			form_wrong(&page->form, FILES,
				   "“%s”：%s请换一份；对方交来的就是这样的，勾选“照原样收下”。",
				   file->name, why);
	}
	return form_good(&page->form);
}

/* The same bytes that are there already: the form was sent twice. */
static bool kept_already(const struct matter_case *now, const struct upload *upload)
{
	char hex[DIGEST_HEX];
	digest_hex(&upload->digest, hex);
	for (size_t i = 0; i < now->n_attachments; i++)
		if (!now->attachments[i].struck && strcmp(now->attachments[i].digest, hex) == 0)
			return true;
	return false;
}

void page_case_file_add(struct request *request, struct reply *reply)
{
	struct file_page *page = ARENA_NEW(request->arena, struct file_page);
	struct desk *desk = &page->desk;
	struct matter_file *files = NULL;
	enum attachment_use use;
	enum err err = ERR_NONE;
	int64_t id;
	if (!begin(page, request, reply)) return;
	if (!form_read(&page->form, request) ||
	    !attachment_use_parse(page->form.values[USE], &use) || !all_open(page)) {
		form_hold(&page->form, request);
		show(page);
		return;
	}
	size_t n = page_case_files(&page->form, FILES, use, &files);
	for (size_t i = 0; i < n && err == ERR_NONE; i++)
		if (!kept_already(&page->now, form_files(&page->form, FILES).rows[i]))
			err = matter_add_file(desk->office, desk->actor, page->now.matter.id,
					      &files[i], 0, desk->arena, &desk->error, &id);
	if (err == ERR_NONE)
		desk_done(desk, page_case_path(desk, page->now.matter.id, ""), NOTICE_FILED, "", 0);
	else
		desk_fail(desk, err);
}

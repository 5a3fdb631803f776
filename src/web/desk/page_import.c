/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/desk/page_import.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"

enum { READ_PIECE = 64 * 1024 };

struct page {
	struct desk desk;
	const struct register_facts *facts;
	struct problems problems;
	struct desk_import view;
};

/* False: answered. Who may not import sees it before choosing a file. */
static bool page_begin(struct page *page, struct request *request, struct reply *reply)
{
	*page = (struct page){0};
	desk_begin(&page->desk, request, reply, "导入");
	if (!desk_register(&page->desk, &page->facts)) return false;
	problems_init(&page->problems, page->desk.arena);
	page->view.name = page->facts->name;
	page->view.label = page->facts->label;
	page->view.measure = page->facts->measure;
	return true;
}

static void page_show(struct page *page)
{
	struct desk_import *view = &page->view;
	struct arena *arena = page->desk.arena;
	const struct register_facts *facts = page->facts;
	struct desk_import_column *columns = arena_array(arena, facts->n_columns, sizeof *columns);
	for (size_t i = 0; i < facts->n_columns; i++) {
		const struct column *column = &facts->columns[i];
		columns[i] = (struct desk_import_column){.name = column->name,
							 .label = column->label,
							 .hint = column->hint,
							 .required = column->required};
		if (column->type != VALUE_CHOICE) continue;
		struct view_field field = desk_field_of(column, "", NULL, arena);
		size_t blank = *field.options[0].value == '\0'; /* a select's first line */
		columns[i].choices = field.options + blank;
		columns[i].n_choices = field.n_options - blank;
	}
	view->file = (struct view_field){
		.id = "file",
		.name = "file",
		.label = view->good ? "同一个文件" : "表格文件（CSV）",
		.hint = view->good
				? NULL
				: "用 Excel 或 WPS 填好模板，另存为 CSV。UTF-8 和 GB18030 都可以。",
		.error = problem_for(&page->problems, "file"),
		.is_file = true};
	view->columns = columns;
	view->n_columns = facts->n_columns;
	view->problems = form_problems_of(&page->problems, NULL, arena);
	if (page->problems.count > 0) desk_form_failed(&page->desk);
	desk_register_trail(&page->desk, facts);
	page->desk.frame.title = arena_printf(arena, "导入%s", facts->label);
	view->frame = page->desk.frame;
	render_desk_import(&page->desk.reply->body, view);
}

void page_import(struct request *request, struct reply *reply)
{
	struct page page;
	if (page_begin(&page, request, reply)) page_show(&page);
}

/* The SM3 of a file from its beginning. False when it cannot be read. */
static bool file_digest(int fd, char ret_hex[DIGEST_HEX])
{
	struct digester *digester = digester_new();
	char bytes[READ_PIECE];
	off_t at = 0;
	ssize_t n;
	digester_begin(digester);
	while ((n = pread(fd, bytes, sizeof bytes, at)) > 0) {
		digester_add(digester, bytes, (size_t)n);
		at += n;
	}
	struct digest digest = digester_end(digester);
	digester_free(digester);
	digest_hex(&digest, ret_hex);
	return n == 0;
}

static void show_mistakes(struct page *page, const struct import_result *result)
{
	struct arena *arena = page->desk.arena;
	struct desk_import_mistake *rows = arena_array(arena, result->n_kept, sizeof *rows);
	for (size_t i = 0; i < result->n_kept; i++) {
		const struct import_error *error = &result->errors[i];
		size_t at = register_column(page->facts, error->column);
		rows[i].line = error->line;
		rows[i].reason = error->reason;
		rows[i].column = at < page->facts->n_columns ? page->facts->columns[at].label
				 : *error->column != '\0'    ? error->column
							     : "整行";
	}
	page->view.mistakes = rows;
	page->view.n_mistakes = result->n_kept;
	page->view.more_mistakes = result->n_errors > (int64_t)result->n_kept;
	page->view.all_mistakes = result->n_errors;
	desk_form_failed(&page->desk);
	page_show(page);
}

static void show_checked(struct page *page, const struct import_result *result, const char *digest,
			 const struct upload *upload)
{
	if (result->rows == 0) {
		problem_add(&page->problems, "file", "文件里只有表头，没有要导入的行");
	} else {
		page->view.good = true;
		page->view.count = result->imported;
		page->view.digest = digest;
		page->view.filename = upload->filename;
	}
	page_show(page);
}

/* A file that was checked before and comes again unchanged is written; any other is checked. */
void page_import_send(struct request *request, struct reply *reply)
{
	struct page page;
	if (!page_begin(&page, request, reply)) return;
	struct desk *desk = &page.desk;
	const struct upload *upload = request_upload(request, "file");
	char digest[DIGEST_HEX];
	if (upload == NULL || upload->bytes == 0 || !file_digest(upload->fd, digest)) {
		bool chosen = upload != NULL && *upload->filename != '\0';
		problem_add(&page.problems, "file", "%s",
			    chosen ? "这个文件是空的，或者读不出来" : "请选择要导入的文件");
		page_show(&page);
		return;
	}
	const char *checked = request_form(request, "digest");
	bool same = strcmp(checked, digest) == 0;
	if (*checked != '\0' && !same)
		problem_add(&page.problems, "",
			    "这次选的文件和刚才检查的不一样，已经重新检查，还没有写入");
	struct import_source source = {
		.path = arena_printf(desk->arena, "/proc/self/fd/%d", upload->fd),
		.word = request_form(request, "once"),
		.digest = digest};
	struct import_result *result = ARENA_NEW(desk->arena, struct import_result);
	enum err err = import_csv(desk->office, desk->actor, page.facts->id, desk->agency_id,
				  &source, !same, desk->arena, &desk->error, result);
	if (err == ERR_CONTENT && result->n_errors > 0)
		show_mistakes(&page, result);
	else if (err != ERR_NONE)
		desk_fail(desk, err);
	else if (!same)
		show_checked(&page, result, digest, upload);
	else
		desk_done(desk, arena_printf(desk->arena, "/registers/%s", page.facts->name),
			  result->again ? NOTICE_IMPORTED_ALREADY : NOTICE_IMPORTED,
			  page.facts->name, result->imported);
}

void page_import_template(struct request *request, struct reply *reply)
{
	struct page page;
	if (!page_begin(&page, request, reply)) return;
	buf_puts(&reply->body, entry_template(page.facts->id, page.desk.arena));
	reply->type = "text/csv; charset=utf-8";
	reply->disposition =
		arena_printf(page.desk.arena, "attachment; filename=\"%s.csv\"", page.facts->name);
}

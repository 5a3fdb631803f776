/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/form.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "office/visitor.h"
#include "web/held.h"
#include "web/site.h"
#include "web/typed.h"

enum { TEXT_ROWS = 3 };

static bool has_choices(const struct form_field *field)
{
	return field->kind == FORM_RADIOS || field->kind == FORM_SELECT ||
	       field->kind == FORM_CHECKS;
}

void form_init(struct form *form, const struct form_field *fields, size_t n, struct arena *arena)
{
	*form = (struct form){.arena = arena, .fields = fields, .n = n};
	problems_init(&form->problems, arena);
	form->values = arena_array(arena, n, sizeof *form->values);
	form->options = arena_array(arena, n, sizeof *form->options);
	form->files = arena_array(arena, n, sizeof *form->files);
	for (size_t at = 0; at < n; at++) {
		const struct form_choice *choice = fields[at].choices;
		form->values[at] = "";
		for (; choice != NULL && choice->code != NULL; choice++)
			form_offer(form, at, choice->code, choice->label);
	}
}

void form_offer(struct form *form, size_t at, const char *code, const char *label)
{
	BUG_IF(at >= form->n || !has_choices(&form->fields[at]));
	if (form->options[at].n == form->options[at].room) {
		size_t room = form->options[at].room == 0 ? 8 : form->options[at].room * 2;
		struct view_option *rows = arena_array(form->arena, room, sizeof *rows);
		if (form->options[at].n > 0)
			memcpy(rows, form->options[at].rows, form->options[at].n * sizeof *rows);
		form->options[at].rows = rows;
		form->options[at].room = room;
	}
	form->options[at].rows[form->options[at].n++] = (struct view_option){code, label, false};
}

void form_set(struct form *form, size_t at, const char *value)
{
	BUG_IF(at >= form->n);
	form->values[at] = value;
}

void form_wrong(struct form *form, size_t at, const char *format, ...)
{
	va_list arguments, again;
	va_start(arguments, format);
	va_copy(again, arguments);
	int n = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	BUG_IF(at >= form->n || n < 0);
	/* as long as it gets: what somebody typed may be named in it */
	char *text = arena_alloc(form->arena, (size_t)n + 1);
	vsnprintf(text, (size_t)n + 1, format, again);
	va_end(again);
	problem_add(&form->problems, form->fields[at].name, "%s", text);
}

bool form_good(const struct form *form)
{
	return form->problems.count == 0;
}

/* ---- reading ---- */

/* The boxes ticked, in the order of the choices, so that nothing else gets in. */
static const char *ticked(const struct form *form, size_t at, const struct request *request)
{
	bool sent = request->method == METHOD_POST;
	const struct field *fields = sent ? request->form_fields : request->query_fields;
	size_t n = sent ? request->n_form_fields : request->n_query_fields;
	const char *codes = "";
	for (size_t o = 0; o < form->options[at].n; o++) {
		const char *code = form->options[at].rows[o].value;
		bool found = false;
		for (size_t i = 0; i < n; i++)
			found |= strcmp(fields[i].name, form->fields[at].name) == 0 &&
				 strcmp(fields[i].value, code) == 0;
		if (found)
			codes = arena_printf(form->arena, "%s%s%s", codes,
					     *codes == '\0' ? "" : ",", code);
	}
	return codes;
}

static const char *made_plain(const struct form *form, size_t at, const struct request *request)
{
	const struct form_field *field = &form->fields[at];
	const char *sent = request->method == METHOD_POST ? request_form(request, field->name)
							  : request_query(request, field->name);
	switch (field->kind) {
	case FORM_TEXT: return typed_paragraphs(sent, form->arena);
	case FORM_DAY: return typed_date(sent, form->arena);
	case FORM_COUNT: return typed_number(sent, form->arena);
	case FORM_CHECKS: return ticked(form, at, request);
	case FORM_PASSWORD:
	case FORM_HIDDEN: return sent;
	case FORM_FILE: return "";
	case FORM_LINE:
	case FORM_RADIOS:
	case FORM_SELECT: break;
	}
	return typed_text(sent, form->arena);
}

static bool offered(const struct form *form, size_t at, const char *code)
{
	for (size_t o = 0; o < form->options[at].n; o++)
		if (strcmp(form->options[at].rows[o].value, code) == 0) return true;
	return false;
}

static void check_missing(struct form *form, size_t at)
{
	const struct form_field *field = &form->fields[at];
	if (!field->required) return;
	if (field->missing != NULL)
		form_wrong(form, at, "%s", field->missing);
	else
		form_wrong(form, at,
			   has_choices(field) || field->kind == FORM_FILE ? "请选择%s" : "请填写%s",
			   field->label);
}

static void wrong_number(struct form *form, size_t at)
{
	const struct form_field *field = &form->fields[at];
	if (field->most == 0)
		form_wrong(form, at, "%s要填不小于 %" PRId64 " 的整数", field->label, field->least);
	else
		form_wrong(form, at, "%s要填 %" PRId64 " 到 %" PRId64 " 之间的整数", field->label,
			   field->least, field->most);
}

static void check(struct form *form, size_t at)
{
	const struct form_field *field = &form->fields[at];
	const char *value = form->values[at];
	int64_t number;
	switch (field->kind) {
	case FORM_LINE:
	case FORM_TEXT:
	case FORM_PASSWORD:
		if (field->most > 0 && utf8_length(value) > (size_t)field->most)
			form_wrong(form, at, "%s请控制在 %" PRId64 " 字以内，现在是 %zu 字",
				   field->label, field->most, utf8_length(value));
		break;
	case FORM_DAY: (void)typed_day(value, field->name, field->label, &form->problems); break;
	case FORM_COUNT:
		if (!http_number(value, &number) || number < field->least ||
		    (field->most > 0 && number > field->most))
			wrong_number(form, at);
		break;
	case FORM_RADIOS:
	case FORM_SELECT:
		if (!offered(form, at, value))
			form_wrong(form, at, "请从列出的里面选择%s", field->label);
		break;
	case FORM_CHECKS: /* what is not offered was not read */
	case FORM_FILE:
	case FORM_HIDDEN: break;
	}
}

static size_t files_most(const struct form_field *field)
{
	return field->most == 0 ? 1 : (size_t)field->most;
}

/* A new file takes the place of the one that waited. */
static void replace_held(struct form_files *files)
{
	const struct upload **rows = files->rows;
	if (files->n != 2 || (rows[0]->held == NULL) == (rows[1]->held == NULL)) return;
	if (rows[0]->held != NULL) rows[0] = rows[1];
	files->n = 1;
}

/* The good files of the field; what is wrong with others is said. */
static void read_files(struct form *form, size_t at, const struct request *request)
{
	const struct form_field *field = &form->fields[at];
	struct form_files *files = &form->files[at];
	size_t most = files_most(field), n_wrong = 0;
	files->rows = arena_array(form->arena, request->n_uploads, sizeof *files->rows);
	for (size_t i = 0; i < request->n_uploads; i++) {
		const struct upload *upload = &request->uploads[i];
		if (strcmp(upload->field, field->name) != 0) continue;
		const char *wrong = upload->wrong;
		if (wrong == NULL && !(field->files & 1u << upload->kind))
			wrong = arena_printf(form->arena, "“%s”是 %s，这里只收 %s", upload->name,
					     file_kind_facts(upload->kind)->label,
					     file_set_text(field->files, form->arena));
		if (wrong == NULL)
			files->rows[files->n++] = upload;
		else
			form_wrong(form, at, "%s", wrong);
		n_wrong += wrong != NULL;
	}
	if (most == 1) replace_held(files);
	if (files->n > most)
		form_wrong(form, at, "%s最多 %zu 个文件，现在是 %zu 个", field->label, most,
			   files->n);
	if (files->n == 0 && n_wrong == 0) check_missing(form, at);
}

bool form_read(struct form *form, const struct request *request)
{
	for (size_t at = 0; at < form->n; at++) {
		if (form->fields[at].kind == FORM_FILE) {
			read_files(form, at, request);
			continue;
		}
		form->values[at] = made_plain(form, at, request);
		if (*form->values[at] == '\0')
			check_missing(form, at);
		else
			check(form, at);
	}
	return form_good(form);
}

day form_day(const struct form *form, size_t at)
{
	day found = DAY_NONE;
	BUG_IF(at >= form->n || form->fields[at].kind != FORM_DAY);
	return day_parse(form->values[at], &found) ? found : DAY_NONE;
}

int64_t form_number(const struct form *form, size_t at)
{
	int64_t number = 0;
	BUG_IF(at >= form->n);
	return http_number(form->values[at], &number) ? number : 0;
}

bool form_ticked(const struct form *form, size_t at, const char *code)
{
	BUG_IF(at >= form->n || form->fields[at].kind != FORM_CHECKS);
	size_t n = strlen(code);
	for (const char *c = form->values[at]; *c != '\0';) {
		size_t length = strcspn(c, ",");
		if (length == n && strncmp(c, code, n) == 0) return true;
		c += length + (c[length] == ',');
	}
	return false;
}

void form_hold(struct form *form, const struct request *request)
{
	const char *folder = request->site->spool, *sender = NULL;
	if (request->face == FACE_PUBLIC)
		sender = visitor_mark(request->thread->office, request->from, form->arena);
	for (size_t at = 0; at < form->n; at++)
		for (size_t i = 0; i < form->files[at].n; i++) {
			const struct upload *file = form->files[at].rows[i];
			char token[HELD_TOKEN];
			if (file->held != NULL) continue;
			if (!held_keep(folder, file, sender, token)) {
				form_wrong(form, at, "“%s”没有留住，请重新选择", file->name);
				continue;
			}
			struct upload *kept = ARENA_NEW(form->arena, struct upload);
			*kept = *file;
			kept->held = arena_text(form->arena, token);
			form->files[at].rows[i] = kept;
		}
}

void form_forget(const struct form *form, const struct request *request)
{
	for (size_t at = 0; at < form->n; at++)
		for (size_t i = 0; i < form->files[at].n; i++)
			if (form->files[at].rows[i]->held != NULL)
				held_drop(request->site->spool, form->files[at].rows[i]->held);
}

struct form_files form_files(const struct form *form, size_t at)
{
	BUG_IF(at >= form->n || form->fields[at].kind != FORM_FILE);
	return form->files[at];
}

/* ---- showing ---- */

static const char *id_of(const char *form_id, const char *name, struct arena *arena)
{
	return form_id == NULL ? name : arena_printf(arena, "%s-%s", form_id, name);
}

struct view_field form_one(const struct form_field *field, const char *value,
			   const struct problems *problems)
{
	struct view_field view = {.id = field->name,
				  .name = field->name,
				  .label = field->label,
				  .hint = field->hint,
				  .value = field->kind == FORM_PASSWORD ? "" : value,
				  .autocomplete = field->autocomplete,
				  .optional_mark = !field->required && !field->plain,
				  .rows = TEXT_ROWS};
	if (problems != NULL) view.error = problem_for(problems, field->name);
	view.is_line =
		field->kind == FORM_LINE || field->kind == FORM_DAY || field->kind == FORM_COUNT;
	view.is_text = field->kind == FORM_TEXT;
	view.is_password = field->kind == FORM_PASSWORD;
	view.is_radios = field->kind == FORM_RADIOS;
	view.is_select = field->kind == FORM_SELECT;
	view.is_checks = field->kind == FORM_CHECKS;
	view.is_hidden = field->kind == FORM_HIDDEN;
	view.is_file = field->kind == FORM_FILE && !field->carried;
	view.is_carried = field->kind == FORM_FILE && field->carried;
	view.several = view.is_file && field->most > 1;
	view.is_short = field->kind == FORM_DAY || field->kind == FORM_COUNT;
	if (view.is_short) view.inputmode = "numeric";
	return view;
}

static void show_files(const struct form *form, size_t at, struct view_field *view)
{
	const struct form_field *field = &form->fields[at];
	const struct form_files *files = &form->files[at];
	struct view_held *held = arena_array(form->arena, files->n, sizeof *held);
	for (size_t i = 0; i < files->n; i++) {
		const struct upload *file = files->rows[i];
		if (file->held == NULL) continue;
		held[view->n_held++] = (struct view_held){
			arena_printf(form->arena, "%s;%s", file->held, file->name), file->held,
			arena_printf(form->arena, "%s（%s）", file->name,
				     upload_size(file->bytes, form->arena))};
	}
	view->held = held;
	view->accept = file_set_accept(field->files, form->arena);
	if (view->hint == NULL && form->rule != NULL)
		view->hint = upload_hint(form->rule, field->files, files_most(field), form->arena);
}

struct view_field form_field_view(const struct form *form, size_t at)
{
	BUG_IF(at >= form->n);
	const struct form_field *field = &form->fields[at];
	struct view_field view = form_one(field, form->values[at], &form->problems);
	view.id = id_of(form->id, field->name, form->arena);
	if (field->kind == FORM_FILE) show_files(form, at, &view);
	view.options = form->options[at].rows;
	view.n_options = form->options[at].n;
	for (size_t o = 0; o < view.n_options; o++) {
		struct view_option *option = &form->options[at].rows[o];
		option->chosen = view.is_checks ? form_ticked(form, at, option->value)
						: strcmp(option->value, view.value) == 0;
	}
	return view;
}

struct view_field *form_fields_view(const struct form *form)
{
	struct view_field *fields = arena_array(form->arena, form->n, sizeof *fields);
	for (size_t at = 0; at < form->n; at++) fields[at] = form_field_view(form, at);
	return fields;
}

struct view_form form_view(const struct form *form, const char *action, const char *button,
			   const char *csrf)
{
	struct view_form view = {.action = action,
				 .csrf = csrf,
				 .fields = form_fields_view(form),
				 .n_fields = form->n,
				 .button = button};
	for (size_t at = 0; at < form->n; at++) view.has_file |= view.fields[at].is_file;
	return view;
}

struct view_problems form_problems_of(const struct problems *problems, const char *id,
				      struct arena *arena)
{
	struct view_problem *rows = arena_array(arena, problems->count, sizeof *rows);
	size_t n = 0;
	for (const struct problem *p = problems->first; p != NULL; p = p->next) {
		const char *field = id_of(id, p->field, arena);
		rows[n++] = (struct view_problem){
			*p->field == '\0' ? "#main" : arena_printf(arena, "#field-%s", field),
			p->text};
	}
	return (struct view_problems){rows, n};
}

struct view_problems form_problems(const struct form *form)
{
	return form_problems_of(&form->problems, form->id, form->arena);
}

/* SPDX-License-Identifier: MulanPSL-2.0
 * The form of an entry, for a new one and for a correction. Nothing typed is ever lost: mistakes, a
 * change by somebody else meanwhile and a twin of the entry all come back with the form filled. */
#include <inttypes.h>
#include <string.h>

#include "office/retention.h"
#include "web/desk/page_entry.h"

enum { TWINS_LOOKED_AT = 100 };

struct entry_form {
	struct desk desk;
	const struct register_facts *facts;
	int64_t id;				  /* of a correction; 0 for a new entry */
	const char *version;			  /* as the form holds it */
	const char *values[REGISTER_MAX_COLUMNS]; /* what stands in the fields */
	const char *reason;
	const char *erased; /* what went by the approved schedule; "": nothing */
	unsigned gone;	    /* its classes: their columns are carried, not asked for */
	struct problems problems;
	struct desk_entry_form view;
};

static const struct form_field reason_field =
	DESK_REASON("为什么更正", "会写进办理经过，例如：录入时把日期写错");

static const char *path_of(const struct entry_form *form, const char *rest)
{
	return arena_printf(form->desk.arena, "/registers/%s/%s", form->facts->name, rest);
}

static const char *entry_path(const struct entry_form *form)
{
	return path_of(form, arena_printf(form->desk.arena, "%" PRId64, form->id));
}

static void entry_form_begin(struct entry_form *form, struct request *request, struct reply *reply)
{
	*form = (struct entry_form){.reason = "", .version = ""};
	desk_begin(&form->desk, request, reply, "登记");
	problems_init(&form->problems, form->desk.arena);
	for (size_t i = 0; i < REGISTER_MAX_COLUMNS; i++) form->values[i] = "";
}

/* The sent fields, made plain. */
static void entry_form_read(struct entry_form *form)
{
	const struct request *request = form->desk.request;
	for (size_t i = 0; i < form->facts->n_columns; i++) {
		const struct column *column = &form->facts->columns[i];
		form->values[i] = desk_normalise(column->type, request_form(request, column->name),
						 form->desk.arena);
	}
	form->reason =
		desk_normalise(VALUE_TEXT, request_form(request, "reason"), form->desk.arena);
	form->version = request_form(request, "version");
}

static void entry_form_show(struct entry_form *form)
{
	struct desk_entry_form *view = &form->view;
	struct arena *arena = form->desk.arena;
	const struct register_facts *facts = form->facts;
	bool fresh = form->id == 0;
	struct view_field *fields = arena_array(arena, facts->n_columns + 1, sizeof *fields);
	for (size_t i = 0; i < facts->n_columns; i++) {
		const struct column *column = &facts->columns[i];
		fields[view->n_fields] =
			desk_field_of(column, form->values[i], &form->problems, arena);
		if (retention_column_gone(facts->id, column->name, form->gone)) {
			fields[view->n_fields] = (struct view_field){
				.name = column->name, .value = form->values[i], .is_hidden = true};
			view->gone = ARENA_JOIN(arena, view->gone == NULL ? "" : view->gone, "“",
						column->label, "”");
		}
		view->n_fields++;
	}
	view->erased = form->erased;
	if (!fresh)
		fields[view->n_fields++] = form_one(&reason_field, form->reason, &form->problems);
	view->fields = fields;
	view->problems = form_problems_of(&form->problems, NULL, arena);
	view->measure = facts->measure;
	view->heading = fresh ? arena_printf(arena, "登记%s", facts->label)
			      : arena_printf(arena, "更正%s", facts->label);
	view->action =
		fresh ? path_of(form, "new") : arena_printf(arena, "%s/edit", entry_path(form));
	view->version = fresh ? NULL : form->version;
	view->button = view->twin_href != NULL ? "仍要再登记" : fresh ? "保存" : "保存更正";
	view->again = fresh && view->twin_href == NULL ? "保存，再录一条" : NULL;
	desk_register_trail(&form->desk, facts);
	if (fresh) {
		view->cancel_href =
			desk_href(&form->desk, arena_printf(arena, "/registers/%s", facts->name));
	} else {
		view->cancel_href = entry_path(form);
		desk_trail(&form->desk, view->cancel_href, form->values[facts->title]);
	}
	if (form->problems.count > 0) desk_form_failed(&form->desk);
	form->desk.frame.title = view->heading;
	view->frame = form->desk.frame;
	render_desk_entry_form(&form->desk.reply->body, view);
}

/* What has steps is taken in where contacts and a query code are, and nowhere else. */
static void go_there(struct entry_form *form)
{
	int64_t case_id = 0;
	const char *href = desk_add_href(form->facts, form->desk.arena);
	if (http_number(request_query(form->desk.request, "case"), &case_id))
		href = arena_printf(form->desk.arena, "%s&case=%" PRId64, href, case_id);
	reply_redirect(form->desk.reply, href);
}

void page_entry_new(struct request *request, struct reply *reply)
{
	struct entry_form form;
	entry_form_begin(&form, request, reply);
	if (!desk_register(&form.desk, &form.facts)) return;
	if (desk_takes_in(form.facts)) {
		go_there(&form);
		return;
	}
	for (size_t i = 0; i < form.facts->n_columns; i++)
		if (form.facts->columns[i].fallback != NULL)
			form.values[i] = form.facts->columns[i].fallback;
	entry_form_show(&form);
}

/* The same entry that is there already, by everything a list shows: most often the same button
 * clicked twice. 0 when there is none. */
static enum err find_twin(struct entry_form *form, int64_t *ret_id)
{
	struct desk *desk = &form->desk;
	const struct register_facts *facts = form->facts;
	struct entry_filter filter = {.text = form->values[facts->title], .limit = TWINS_LOOKED_AT};
	*ret_id = 0;
	if (!day_parse(form->values[facts->dated], &filter.from)) return ERR_NONE;
	filter.to = filter.from;
	if (facts->columns[facts->title].type != VALUE_TEXT) filter.text = NULL;
	struct entry_page page;
	enum err err = entry_list(desk->office, desk->actor, facts->id, desk->agency_id, &filter,
				  desk->arena, &desk->error, &page);
	if (err != ERR_NONE) return err;
	for (size_t i = 0; i < page.n && *ret_id == 0; i++) {
		bool same = true;
		for (size_t c = 0; c < facts->n_columns; c++)
			if (!facts->columns[c].personal && /* masked in lists */
			    strcmp(page.entries[i].values[c], form->values[c]) != 0)
				same = false;
		if (same) *ret_id = page.entries[i].id;
	}
	return ERR_NONE;
}

static void added(struct entry_form *form, const struct entry_added *added)
{
	day dated;
	const char *location = path_of(form, "new");
	if (*request_form(form->desk.request, "again") == '\0') {
		location = arena_printf(form->desk.arena, "/registers/%s", form->facts->name);
		if (day_parse(form->values[form->facts->dated], &dated))
			location = arena_printf(form->desk.arena, "%s?year=%d", location,
						day_year(dated));
	}
	desk_done(&form->desk, location, added->again ? NOTICE_ALREADY : NOTICE_ADDED,
		  form->facts->name, added->id);
}

/* ERR_CONFLICT: there is an entry quite like it, and nobody said yet that it is another one. */
static enum err add(struct entry_form *form, struct entry_added *ret_added)
{
	struct desk *desk = &form->desk;
	const char *word = desk->frame.once;
	int64_t twin = 0;
	/* before looking for a twin: that would be the entry this very form has added */
	enum err err =
		entry_added_before(desk->office, desk->actor, form->facts->id, desk->agency_id,
				   form->values, word, &desk->error, &ret_added->id);
	if (err != ERR_MISSING) {
		ret_added->again = true;
		return err;
	}
	err = ERR_NONE;
	if (*request_form(desk->request, "twin") == '\0') err = find_twin(form, &twin);
	if (err != ERR_NONE) return err;
	/* the form's own first sending may have come in between */
	if (twin != 0 &&
	    entry_added_before(desk->office, desk->actor, form->facts->id, desk->agency_id,
			       form->values, word, &desk->error, &ret_added->id) == ERR_NONE) {
		ret_added->again = true;
		return ERR_NONE;
	}
	if (twin != 0) {
		form->view.twin_href = path_of(form, arena_printf(desk->arena, "%" PRId64, twin));
		return ERR_CONFLICT;
	}
	err = entry_add(desk->office, desk->actor, form->facts->id, desk->agency_id, form->values,
			word, &form->problems, &desk->error, ret_added);
	if (err == ERR_CONFLICT) problem_add(&form->problems, "", "%s", desk->error.message);
	return err;
}

void page_entry_add(struct request *request, struct reply *reply)
{
	struct entry_form form;
	struct entry_added done = {0};
	entry_form_begin(&form, request, reply);
	if (!desk_register(&form.desk, &form.facts)) return;
	if (desk_takes_in(form.facts)) {
		desk_fail(&form.desk,
			  error_set(&form.desk.error, ERR_CONFLICT, "以前已经办结的，从表格导入。",
				    "这一类在“更正建议投诉”里登记，留下联系方式，给查询码。"));
		return;
	}
	entry_form_read(&form);
	enum err err = add(&form, &done);
	if (form.view.twin_href != NULL) reply->status = 409;
	if (err == ERR_NONE)
		added(&form, &done);
	else if (form.problems.count > 0 || form.view.twin_href != NULL)
		entry_form_show(&form);
	else
		desk_fail(&form.desk, err);
}

static enum err entry_form_entry(struct entry_form *form, struct entry *ret_entry)
{
	return entry_open(form->desk.office, form->desk.actor, form->facts->id,
			  form->desk.agency_id, form->id, form->desk.arena, &form->desk.error,
			  ret_entry);
}

static enum err struck_already(struct entry_form *form)
{
	return error_set(&form->desk.error, ERR_CONFLICT, NULL, "这条记录已经作废，不能再更正。");
}

/* What went by the approved schedule is not asked for again. */
static enum err read_gone(struct entry_form *form)
{
	return retention_entry_words(form->desk.office, form->facts->id, form->id, form->desk.arena,
				     &form->desk.error, &form->erased, &form->gone);
}

void page_entry_edit(struct request *request, struct reply *reply)
{
	struct entry_form form;
	entry_form_begin(&form, request, reply);
	if (!desk_entry_id(&form.desk, &form.facts, &form.id)) return;
	struct entry entry;
	enum err err = entry_form_entry(&form, &entry);
	if (err == ERR_NONE && entry.struck) err = struck_already(&form);
	if (err != ERR_NONE) {
		desk_fail(&form.desk, err);
		return;
	}
	err = read_gone(&form);
	if (err != ERR_NONE) {
		desk_fail(&form.desk, err);
		return;
	}
	memcpy(form.values, entry.values, sizeof form.values);
	form.version = arena_printf(form.desk.arena, "%" PRId64, entry.version);
	entry_form_show(&form);
}

/* The form again, with what the other one wrote beside what this clerk wrote; sending it once more
 * is then a correction of the newer version. */
static enum err show_conflict(struct entry_form *form, const struct entry *entry)
{
	struct desk_entry_form *view = &form->view;
	struct desk_step *history = NULL;
	size_t n = 0;
	enum err err = page_entry_history(&form->desk, form->facts, form->id, &history, &n);
	if (err != ERR_NONE) return err;
	struct desk_change *differences = NULL;
	view->n_differences = page_entry_differences(form->facts, entry->values, form->values,
						     form->desk.arena, &differences);
	view->differences = differences;
	view->conflict = true;
	if (n > 0) {
		view->changed_by = history[0].who;
		view->changed_at = history[0].at;
	}
	form->version = arena_printf(form->desk.arena, "%" PRId64, entry->version);
	form->desk.reply->status = 409;
	entry_form_show(form);
	return ERR_NONE;
}

/* Why the correction conflicts: a newer version, a struck entry, or a number that is taken. */
static enum err explain_conflict(struct entry_form *form, int64_t version)
{
	struct entry entry;
	struct error why = form->desk.error;
	enum err err = entry_form_entry(form, &entry);
	if (err != ERR_NONE) return err;
	if (entry.struck) return struck_already(form);
	for (size_t i = 0; i < form->facts->n_columns; i++)
		if (retention_column_gone(form->facts->id, form->facts->columns[i].name,
					  form->gone))
			form->values[i] = entry.values[i];
	if (entry.version != version) return show_conflict(form, &entry);
	problem_add(&form->problems, "", "%s", why.message);
	entry_form_show(form);
	return ERR_NONE;
}

void page_entry_correct(struct request *request, struct reply *reply)
{
	struct entry_form form;
	int64_t version = 0;
	entry_form_begin(&form, request, reply);
	struct desk *desk = &form.desk;
	if (!desk_entry_id(desk, &form.facts, &form.id)) return;
	entry_form_read(&form);
	if (!http_number(form.version, &version)) {
		desk_missing(desk);
		return;
	}
	enum err err = read_gone(&form);
	if (err == ERR_NONE)
		err = entry_correct(desk->office, desk->actor, form.facts->id, desk->agency_id,
				    form.id, version, form.values, form.reason, &form.problems,
				    &desk->error);
	if (err == ERR_CONFLICT) {
		err = explain_conflict(&form, version);
		if (err == ERR_NONE) return;
	}
	if (err == ERR_NONE)
		desk_done(desk, entry_path(&form), NOTICE_CORRECTED, form.facts->name, form.id);
	else if (form.problems.count > 0)
		entry_form_show(&form);
	else
		desk_fail(desk, err);
}

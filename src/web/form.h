/* SPDX-License-Identifier: MulanPSL-2.0
 * A form declared once. One table of fields drives what is read of a sent form, which mistakes are
 * named, how the form comes back with everything that was typed, and its HTML (templates form,
 * form_field). Pages keep what the table cannot know: two fields that must fit together, and what
 * the office says.
 *
 *	enum { NEW_NAME, NEW_AGENCY };
 *	static const struct form_field fields[] = {
 *		[NEW_NAME] = {"name", "姓名", FORM_LINE, .required = true, .most = 40},
 *		[NEW_AGENCY] = {"agency", "单位", FORM_CHOICE, .required = true},
 *	};
 *	struct form form;
 *	FORM_INIT(&form, fields, arena);
 *	form_offer(&form, NEW_AGENCY, "7", "古城乡");         choices known only now
 *	if (form_read(&form, request)) … form.values[NEW_NAME] …
 *	view.form = form_view(&form, "/accounts/new", "新建账号", request->csrf);
 *	view.problems = form_problems(&form);
 */
#ifndef LIANXIN_WEB_FORM_H
#define LIANXIN_WEB_FORM_H

#include "base/day.h"
#include "base/problem.h"
#include "web/http.h"
#include "web/view.h"

enum form_kind {
	FORM_LINE,     /* one line of text, made plain (web/typed.h) */
	FORM_TEXT,     /* paragraphs, without blanks around them */
	FORM_PASSWORD, /* exactly as typed; never shown again */
	FORM_DAY,      /* a day that exists, typed as people do */
	FORM_COUNT,    /* a whole number of least … most */
	FORM_RADIOS,   /* one of the choices, all in sight: for up to three */
	FORM_SELECT,   /* one of the choices */
	FORM_CHECKS,   /* any of the choices */
	FORM_FILE,     /* files, judged before the page runs (web/upload.h) */
	FORM_HIDDEN,   /* carried along: a version, a token */
};

/* A choice that is there at compile time; a list of them ends with code NULL. */
struct form_choice {
	const char *code, *label;
};

struct form_field {
	const char *name, *label;
	enum form_kind kind;
	const char *hint; /* NULL: none */
	const char *missing; /* said when a required field is empty; NULL: 请填写…, 请选择… */
	const char *autocomplete;
	const struct form_choice *choices; /* NULL: none, or offered by form_offer() */
	bool required;
	bool plain;	     /* optional without saying so: in a filter all are */
	int64_t least, most; /* most: characters of LINE, TEXT and PASSWORD, or the highest COUNT;
				0: what the route takes. Of FILE: how many, 0: one */
	bool carried;	     /* of FILE: asked on an earlier page; its files go along unseen */
	unsigned files;	     /* of FILE: which kinds, FILE_SET_… among those of the route */
};

/* A hidden field's row; for files of an earlier page give the row of that page, .carried = true. */
#define FORM_CARRIED(name_)                                                                        \
	{                                                                                          \
		.name = (name_), .label = "", .kind = FORM_HIDDEN                                  \
	}

struct form {
	struct arena *arena;
	const struct form_field *fields;
	size_t n;
	const char **values; /* one per field, "" when empty; of CHECKS the codes, comma between */
	struct {
		struct view_option *rows;
		size_t n, room;
	} * options;
	/* per field; of a FILE the good files, those kept from an earlier page first */
	struct form_files {
		const struct upload **rows;
		size_t n;
	} * files;
	const struct file_rule *rule; /* set for the hints of FILEs: their route's */
	const char *id; /* set where a page has several forms: sets their fields apart */
	struct problems problems;
};

/* fields must outlive the form. */
void form_init(struct form *form, const struct form_field *fields, size_t n, struct arena *arena);
#define FORM_INIT(form, fields, arena) form_init(form, fields, COUNT_OF(fields), arena)
/* One more choice of a RADIOS, SELECT or CHECKS; texts must outlive the form. */
void form_offer(struct form *form, size_t at, const char *code, const char *label);
/* What stands in a field before anybody typed. */
void form_set(struct form *form, size_t at, const char *value);
/* Takes what was sent (of a GET page: asked) and checks it. True when nothing is wrong. */
bool form_read(struct form *form, const struct request *request);
/* Names a mistake that only the page knows. */
void form_wrong(struct form *form, size_t at, const char *format, ...) PRINTF_LIKE(3, 4);
bool form_good(const struct form *form);

/* Of a field that form_read() accepted: the day, or DAY_NONE when empty; the number, or 0. */
day form_day(const struct form *form, size_t at);
int64_t form_number(const struct form *form, size_t at);
/* Is this choice of a CHECKS ticked? */
bool form_ticked(const struct form *form, size_t at, const char *code);

/* Before the form is shown again, or a further page of it: its files wait (web/held.h), so that
 * nobody has to choose them twice. Those that cannot are named as mistakes. */
void form_hold(struct form *form, const struct request *request);
/* Once the form was accepted: nothing of it waits any more. */
void form_forget(const struct form *form, const struct request *request);
/* The good files of a FILE. */
struct form_files form_files(const struct form *form, size_t at);

/* The field as it is shown now. */
struct view_field form_field_view(const struct form *form, size_t at);
/* All of them. */
struct view_field *form_fields_view(const struct form *form);
/* The whole form, to be changed where it is special. */
struct view_form form_view(const struct form *form, const char *action, const char *button,
			   const char *csrf);
/* The mistakes, each leading to its field; those of no field lead to the page's content. */
struct view_problems form_problems(const struct form *form);

/* For forms that are made of something else than a table (a register's columns): a declared field
 * with its value, and a list of mistakes; id as in struct form. */
struct view_field form_one(const struct form_field *field, const char *value,
			   const struct problems *problems);
struct view_problems form_problems_of(const struct problems *problems, const char *id,
				      struct arena *arena);

#endif

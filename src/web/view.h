/* SPDX-License-Identifier: MulanPSL-2.0
 * The small views both faces build pages from, each with its template of the same name under
 * templates/. NULL and "" print nothing. */
#ifndef LIANXIN_WEB_VIEW_H
#define LIANXIN_WEB_VIEW_H

#include "web/template.h"

struct view_link {
	const char *href, *label;
	bool here; /* the page it leads to is this one */
};

/* One problem of a form, linked to its field. */
struct view_problem {
	const char *href; /* "#field-name" */
	const char *text;
};
/* The box at the top of a form that was not accepted; prints nothing without problems. */
struct view_problems {
	const struct view_problem *problems;
	size_t n_problems;
};
TEMPLATE(problem_list, view_problems);

struct view_option {
	const char *value, *label;
	bool chosen;
};
/* A file that was sent with an earlier page. */
struct view_held {
	const char *value, *token; /* of the fields NAME.held and NAME.drop */
	const char *label;	   /* "身份证.jpg（1.2 MB）" */
};
/* One question of a form. Exactly one of the is_… is true. */
struct view_field {
	const char *id; /* apart from all others on the page; mostly the name */
	const char *name, *label, *hint, *value;
	const char *error;	  /* what is wrong with it; NULL: nothing */
	const char *autocomplete; /* "username", "current-password" …; NULL: "off" */
	const char *suggestions;  /* id of the datalist: "list-" and the name; NULL: none */
	const char *inputmode;	  /* of a line: the keyboard a phone shows; NULL: the usual one */
	bool is_line, is_password, is_day, is_number, is_text, is_select, is_radios, is_checks,
		is_file, is_hidden, is_carried; /* carried: files that wait, unseen */
	bool is_short;				/* of a line: as wide as a date */
	bool several;				/* of files */
	const char *accept;			/* of files: ".pdf,.jpg" */
	const struct view_held *held;		/* of files */
	size_t n_held;
	bool required, optional_mark; /* optional_mark: says （选填） behind the label */
	int rows;		      /* of a textarea */
	const struct view_option *options;
	size_t n_options;
};
TEMPLATE(form_field, view_field);
TEMPLATE(field_line, view_field); /* a part of form_field */

/* A whole form (web/form.h fills it): its fields, its button, a way out. */
struct view_form {
	const char *action, *csrf;
	const struct view_field *fields;
	size_t n_fields;
	bool has_file; /* one of the fields is a file */
	const char *button;
	const char *button_class;	  /* "second", "grave"; NULL: the one thing to do */
	const char *cancel_href, *cancel; /* NULL: none */
	const char *also, *also_name;	  /* another button, the parameter it sends; NULL: none */
};
TEMPLATE(form, view_form);

/* Where a list goes on; prints nothing when there is one page. */
struct view_pager {
	const char *total; /* "共 85 条" */
	const char *first_href, *previous_href, *next_href;
};
TEMPLATE(pager, view_pager);

struct view_cell {
	const char *label; /* the column's, shown beside the value on a phone */
	const char *text, *href;
	const char *check;	   /* a box of this value before it, named "id"; NULL: none */
	bool number, late, nowrap; /* nowrap: a day, a code */
};
struct view_row {
	const struct view_cell *cells;
	size_t n_cells;
	bool struck;
};
struct view_head {
	const char *label;
	bool number;
};
/* A list as a table; on a phone each row becomes a block of labelled lines. */
struct view_table {
	const char *caption;
	const struct view_head *heads;
	size_t n_heads;
	const struct view_row *rows;
	size_t n_rows;
	const char *empty; /* said instead of a table without rows */
};
TEMPLATE(data_table, view_table);

struct view_step {
	const char *at, *title, *text;
	bool past;
};
struct view_steps {
	const struct view_step *steps;
	size_t n_steps;
};
TEMPLATE(timeline, view_steps);

#endif

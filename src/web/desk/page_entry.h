/* SPDX-License-Identifier: MulanPSL-2.0
 * One entry of a register: seen with its history, added, corrected, struck. */
#ifndef LIANXIN_WEB_DESK_PAGE_ENTRY_H
#define LIANXIN_WEB_DESK_PAGE_ENTRY_H

#include "web/desk/desk_entry.h"

struct desk_change {
	const char *label, *before, *after; /* "" when empty */
};
struct desk_step {
	const char *what, *who, *at;
	const char *reason; /* "" when none */
	const struct desk_change *changes;
	size_t n_changes;
};
struct desk_entry {
	struct desk_frame frame;
	const char *name; /* the register's */
	int64_t id;
	const char *title;
	bool struck;
	const char *struck_reason;
	const char *erased; /* what went by the approved schedule; "" when nothing did */
	struct desk_summary summary;
	bool personal_shown; /* personal data is open on this page */
	const char *counted; /* in which year's figures, and whether these are fixed; NULL: none */
	bool may_change;
	const char *case_href;	/* where the request is handled; NULL: nowhere */
	const char *adopt_href; /* to take it there; NULL: not this one, or not this reader */
	const char *ask_href;	/* the same, with a form before */
	const struct desk_step *history; /* newest first */
	size_t n_history;
};

struct desk_entry_form {
	struct desk_frame frame;
	struct view_problems problems;
	const char *heading, *action, *measure;
	const char *version; /* NULL for a new entry */
	const struct view_field *fields;
	size_t n_fields;
	const char *gone, *erased;  /* labels that are no fields any more, and why; NULL: none */
	const char *button, *again; /* again: a second button, NULL for none */
	const char *cancel_href;
	/* somebody changed the entry meanwhile */
	bool conflict;
	const char *changed_by, *changed_at;
	const struct desk_change *differences;
	size_t n_differences;
	const char *twin_href; /* the same entry is there already; NULL: no */
};

struct desk_strike {
	struct desk_frame frame;
	struct view_problems problems;
	const char *name;
	int64_t id;
	struct desk_summary summary;
	const char *effect; /* on the figures */
	struct view_form form;
};

TEMPLATE(desk_entry, desk_entry);
TEMPLATE(desk_entry_form, desk_entry_form);
TEMPLATE(desk_strike, desk_strike);

page_handler page_entry, page_entry_new, page_entry_add, page_entry_edit, page_entry_correct,
	page_entry_strike_form, page_entry_strike, page_adopt, page_adopt_send;

/* What happened to an entry, newest first, each correction with what it changed. */
enum err page_entry_history(struct desk *desk, const struct register_facts *facts, int64_t id,
			    struct desk_step **ret_steps, size_t *ret_n) MUST_CHECK;
/* How two versions of an entry differ, as people read it. */
size_t page_entry_differences(const struct register_facts *facts, const char *const *before,
			      const char *const *after, struct arena *arena,
			      struct desk_change **ret_changes);

#endif

/* SPDX-License-Identifier: MulanPSL-2.0
 * What an office hands out to whoever applies on paper: the application form with its letter of
 * authorisation, and the chart of how an application goes. Made out of facts: the fields of
 * office/filing.h, the periods of law/, what the agency says of itself. Every value lives in the
 * arena. */
#ifndef LIANXIN_OFFICE_HANDOUT_H
#define LIANXIN_OFFICE_HANDOUT_H

#include "paper/doc.h"
#include "paper/drawing.h"

/* Who takes applications; a text it has not is "". */
struct handout_office {
	const char *agency, *name; /* name: of the 工作机构 */
	const char *address, *postcode, *hours, *phone, *fax, *email;
	bool demo; /* 演示数据 across each page */
};

/* The form, one A4 page, every field of office/filing.h on it; on its back the letter of
 * authorisation and how to fill it in. on: the day that the paper's own particulars carry. */
struct doc *handout_form(struct arena *arena, const struct handout_office *office, day on);
/* "受理机构：…　地址：…", what is known of it, on one line. */
const char *handout_where(struct arena *arena, const struct handout_office *office);
/* The chart on one A4 page. */
struct doc *handout_flow(struct arena *arena, const struct handout_office *office, day on);
/* The chart alone; its alternative is handout_steps() in one text. */
const struct drawing *handout_chart(struct arena *arena);
/* The same in words, one step each; NULL ends them. */
const char *const *handout_steps(struct arena *arena);

/* The receipt of an application, with a code that holds `address`, "" none. */
struct handout_receipt {
	const char *agency, *number, *code, *subject, *filed, *received, *due, *phone;
	const char *address;
	bool demo;
};
struct doc *handout_receipt(struct arena *arena, const struct handout_receipt *receipt, day on);
/* The code of an address, 30 mm, for a page; NULL when the address is "" or too long for one. */
const struct drawing *handout_code(struct arena *arena, const char *address, const char *alt);
/* The code of a request's number, 30 mm. NULL as above. */
const struct drawing *handout_number(struct arena *arena, const char *number);

#endif

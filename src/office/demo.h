/* SPDX-License-Identifier: MulanPSL-2.0
 * The demonstration: two agencies with a real year each, invented people, accounts with a known
 * password. Deterministic: the same clock gives the same records. */
#ifndef LIANXIN_OFFICE_DEMO_H
#define LIANXIN_OFFICE_DEMO_H

#include "office/office.h"

enum demo_agency { DEMO_TOWNSHIP, DEMO_CITY, DEMO_AGENCY__MAX };
/* "海东市平安区古城回族乡", "测试市" */
const char *demo_agency_name(enum demo_agency agency);

#define DEMO_PASSWORD "lianxin-demo-2024"

struct demo_account {
	const char *login;
	const char *name;  /* visibly invented */
	const char *roles; /* as roles_parse() reads them */
	enum demo_agency agency;
};
/* All of them, for init and serve to print. */
const struct demo_account *demo_accounts(size_t *ret_n);

/* What a requester of the demonstration knows of his own case. */
struct demo_told {
	const char *number, *code;
	const char *tail; /* the end of his identity number, for his letters */
};
enum { DEMO_TOLD = 4 };
struct demo_made {
	struct demo_told told[DEMO_TOLD];
	size_t n_told;
};

/* Makes the database. vault: its key, or NULL; without one, or when `cases` is not wanted, there
 * are no requests under way. What is told lives in the arena. ERR_ENV when the file holds anything
 * already. */
enum err demo_make(const char *url, struct clock clock, struct vault *vault, bool cases,
		   struct arena *arena, struct error *error, struct demo_made *ret_made) MUST_CHECK;

#endif

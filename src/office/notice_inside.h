/* SPDX-License-Identifier: MulanPSL-2.0
 * What the files about notices share; for office/ alone. */
#ifndef LIANXIN_OFFICE_NOTICE_INSIDE_H
#define LIANXIN_OFFICE_NOTICE_INSIDE_H

#include "office/notice.h"

/* What is sealed of a notice. */
struct notice_content {
	const char *to;
	day until; /* DAY_NONE */
	const char *code;
};
/* Opens what is sealed of a notice; matter: its own. */
enum err notice_open(struct office *office, const struct matter *matter,
		     const struct notice_row *notice, struct arena *arena, struct error *error,
		     struct notice_content *ret_content) MUST_CHECK;
/* The sealed fields of a matter's filing, opened without anybody looking. */
enum err notice_person(struct office *office, const struct matter *matter, struct arena *arena,
		       struct error *error, struct filing *filing) MUST_CHECK;

#endif

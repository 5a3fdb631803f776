/* SPDX-License-Identifier: MulanPSL-2.0
 * What an office still lacks before it can take and answer requests: what its guide must say, what
 * its letters must name, and the people whom the steps of a request need. */
#ifndef LIANXIN_OFFICE_READINESS_H
#define LIANXIN_OFFICE_READINESS_H

#include "office/permission.h"

/* clang-format off */
/* LACK(NAME, what it is for, who may mend it) */
#define LACK_TABLE(LACK)                                                                           \
	LACK(GUIDE, "公开指南应当写明（条例第十二条）", AGENCY_WRITE)                \
	LACK(LETTER, "答复书等文书要用", AGENCY_WRITE)                            \
	LACK(PEOPLE, "办理申请要有人", ACCOUNT_WRITE)                                     \
	LACK(SECOND, "拟稿人不能签发自己拟的稿", ACCOUNT_WRITE)
/* clang-format on */

enum lack {
#define LACK(NAME, why, permission) LACK_##NAME,
	LACK_TABLE(LACK)
#undef LACK
		LACK__MAX
};

struct lacking {
	enum lack lack;
	const char *what; /* "办公地址、联系电话" */
	const char *why;
	enum permission permission; /* of who may mend it */
};

/* In the table's order, at most LACK__MAX; none for an agency that takes no requests itself. Open
 * to whoever may open the agency (unit_get). */
enum err readiness_list(struct office *office, const struct actor *actor, int64_t agency_id,
			struct arena *arena, struct error *error, struct lacking **ret_lacks,
			size_t *ret_n) MUST_CHECK;

#endif

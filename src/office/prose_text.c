/* SPDX-License-Identifier: MulanPSL-2.0
 * Personal data in a text, and how much of it stood in another. */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/utf8.h"
#include "office/prose.h"

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* GB 11643-1999: a date that exists and the check digit. */
static bool identity_number(const char *at)
{
	static const int weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	static const char checks[] = "10X98765432";
	int sum = 0;
	for (int i = 0; i < 17; i++) {
		if (!digit(at[i])) return false;
		sum += (at[i] - '0') * weights[i];
	}
	char last = at[17] == 'x' ? 'X' : at[17];
	char date[11] = {at[6],	 at[7], at[8],	at[9],	'-', at[10],
			 at[11], '-',	at[12], at[13], '\0'};
	day born;
	return at[0] != '0' && last == checks[sum % 11] && day_parse(date, &born);
}

static bool mobile_number(const char *at, size_t n)
{
	return n == 11 && at[0] == '1' && at[1] >= '3';
}

static void tell(const char *kind, const char *section, enum finding_severity severity,
		 const char *text, struct arena *arena, struct findings *findings)
{
	struct finding finding = {.id = arena_printf(arena, "prose.personal:%s:%s", section, kind),
				  .identity = "prose.personal",
				  .severity = severity,
				  .table = "prose",
				  .row = section,
				  .column = "",
				  .text = text};
	findings_add(findings, arena, &finding);
}

void prose_check_personal(const char *text, const char *section, struct arena *arena,
			  struct findings *findings)
{
	bool identity = false, mobile = false;
	for (const char *at = prose_normal(text, arena); *at != '\0';) {
		size_t n = strspn(at, "0123456789");
		if (n == 0) {
			at++;
			continue;
		}
		bool x = n == 17 && (at[17] == 'X' || at[17] == 'x');
		identity = identity || ((n == 18 || x) && identity_number(at));
		mobile = mobile || mobile_number(at, n);
		at += n;
	}
	if (identity)
		tell("identity", section, FINDING_CERTAIN,
		     "文中含有居民身份证号码，公开前必须删去或遮盖", arena, findings);
	if (mobile)
		tell("mobile", section, FINDING_PROBABLE,
		     "文中含有手机号码，请确认是办公电话，不是个人号码", arena, findings);
}

/* Only what carries meaning: no blanks, no punctuation. */
static uint32_t *characters(const char *text, struct arena *arena, size_t *ret_n)
{
	const char *normal = prose_normal(text, arena);
	size_t n = strlen(normal), count = 0;
	uint32_t *out = arena_array(arena, n + 1, sizeof *out);
	for (size_t at = 0; at < n;) {
		uint32_t c = 0;
		size_t step = utf8_decode(normal + at, n - at, &c);
		at += step == 0 ? 1 : step;
		bool word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'z') ||
			    (c >= 0x3400 && c < 0xFF00);
		if (step != 0 && word) out[count++] = c;
	}
	*ret_n = count;
	return out;
}

enum { RUN = 8 };
struct run {
	uint32_t c[RUN];
};

static int run_compare(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct run));
}

int prose_shared_percent(const char *text, const char *other, struct arena *arena)
{
	size_t n, m, shared = 0;
	uint32_t *mine = characters(text, arena, &n), *theirs = characters(other, arena, &m);
	if (n < RUN || m < RUN) return 0;
	size_t runs = m - RUN + 1;
	struct run *sorted = arena_array(arena, runs, sizeof *sorted);
	for (size_t i = 0; i < runs; i++) memcpy(sorted[i].c, theirs + i, sizeof sorted[i].c);
	qsort(sorted, runs, sizeof *sorted, run_compare);
	bool *covered = arena_array(arena, n, sizeof *covered);
	for (size_t i = 0; i + RUN <= n; i++)
		if (bsearch(mine + i, sorted, runs, sizeof *sorted, run_compare) != NULL)
			memset(covered + i, true, RUN);
	for (size_t i = 0; i < n; i++) shared += covered[i];
	return (int)(shared * 100 / n);
}

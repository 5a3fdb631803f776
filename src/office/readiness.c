/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/readiness.h"

#include <string.h>

#include "office/unit.h"
#include "store/account.h"

static const struct {
	const char *why;
	enum permission permission;
} facts[] = {
#define LACK(NAME, why, permission) {why, PERMIT_##permission},
	LACK_TABLE(LACK)
#undef LACK
};

/* The guide's are those of Art. 12; a letter's number and remedies cannot be written without the
 * other two. */
static const struct {
	enum lack lack;
	int field;
} fields[] = {
	{LACK_GUIDE, AGENCY_FIELD_disclosure_office},
	{LACK_GUIDE, AGENCY_FIELD_address},
	{LACK_GUIDE, AGENCY_FIELD_office_hours},
	{LACK_GUIDE, AGENCY_FIELD_phone},
	{LACK_LETTER, AGENCY_FIELD_document_prefix},
	{LACK_LETTER, AGENCY_FIELD_reconsideration_organ},
};
static const enum account_role needed[] = {ROLE_CLERK, ROLE_REVIEWER, ROLE_APPROVER, ROLE_HEAD};

struct review {
	const struct agency *agency;
	struct arena *arena;
	const char *what[LACK__MAX];
};

static void lacks(struct review *review, enum lack lack, const char *label)
{
	const char *what = review->what[lack];
	review->what[lack] = what == NULL ? label : ARENA_JOIN(review->arena, what, "、", label);
}

static const char *text_of(const struct agency *agency, int field)
{
	const char *text;
	memcpy(&text, (const char *)agency + agency_fields[field].offset, sizeof text);
	return text;
}

static void review_fields(struct review *review)
{
	for (size_t i = 0; i < COUNT_OF(fields); i++)
		if (*text_of(review->agency, fields[i].field) == '\0')
			lacks(review, fields[i].lack, agency_fields[fields[i].field].label);
}

static void review_staff(struct review *review, const struct account *staff, size_t n)
{
	unsigned there = 0;
	bool apart = false;
	for (size_t i = 0; i < n; i++) {
		there |= staff[i].roles;
		for (size_t k = 0; k < n; k++)
			apart |= i != k && (staff[i].roles & ROLE_CLERK) != 0 &&
				 (staff[k].roles & ROLE_APPROVER) != 0;
	}
	for (size_t i = 0; i < COUNT_OF(needed); i++)
		if ((there & needed[i]) == 0)
			lacks(review, LACK_PEOPLE, account_role_label(needed[i]));
	bool both = (there & ROLE_CLERK) != 0 && (there & ROLE_APPROVER) != 0;
	if (both && !apart) lacks(review, LACK_SECOND, "另一位签发人");
}

enum err readiness_list(struct office *office, const struct actor *actor, int64_t agency_id,
			struct arena *arena, struct error *error, struct lacking **ret_lacks,
			size_t *ret_n)
{
	struct agency agency;
	struct account *staff = NULL;
	size_t n_staff = 0, n = 0;
	enum err err = unit_get(office, actor, agency_id, arena, error, &agency);
	if (err == ERR_NONE)
		err = account_staff(office->store, agency_id, arena, error, &staff, &n_staff);
	if (err != ERR_NONE) return err;
	struct review review = {.agency = &agency, .arena = arena};
	if (agency.receives_requests) {
		review_fields(&review);
		review_staff(&review, staff, n_staff);
	}
	struct lacking *list = arena_array(arena, LACK__MAX, sizeof *list);
	for (enum lack lack = 0; lack < LACK__MAX; lack++) {
		if (review.what[lack] == NULL) continue;
		list[n++] = (struct lacking){lack, review.what[lack], facts[lack].why,
					     facts[lack].permission};
	}
	*ret_lacks = list;
	*ret_n = n;
	return ERR_NONE;
}

/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "law/service.h"

#include <string.h>

static const struct service_facts facts[SERVICE_BY__MAX] = {
#define MANNER(NAME, code, label, proof, needs, may, day)                                          \
	{code, label, LIFE_PROOF_##proof, needs, may, day},
	SERVICE_TABLE(MANNER)
#undef MANNER
};
static const struct service_fact fact_rows[SERVICE_FACT__MAX] = {
#define FACT(NAME, field, label, missing) {field, label, missing},
	SERVICE_FACT_TABLE(FACT)
#undef FACT
};

const struct service_facts *service_facts(enum service_manner manner)
{
	BUG_IF(manner >= SERVICE_BY__MAX);
	return &facts[manner];
}

const struct service_fact *service_fact(int at)
{
	BUG_IF(at < 0 || at >= SERVICE_FACT__MAX);
	return &fact_rows[at];
}

bool service_parse(const char *code, enum service_manner *ret_manner)
{
	for (int i = 0; i < SERVICE_BY__MAX; i++)
		if (strcmp(code, facts[i].code) == 0) {
			*ret_manner = (enum service_manner)i;
			return true;
		}
	return false;
}

day service_day(enum service_manner manner, day typed)
{
	return manner == SERVICE_BY_NOTICE ? typed + SERVICE_NOTICE_DAYS : typed;
}

day service_known(enum service_manner manner, day typed, day signed_on)
{
	bool mail = service_facts(manner)->proof == LIFE_PROOF_POSTED;
	return mail ? signed_on : service_day(manner, typed);
}

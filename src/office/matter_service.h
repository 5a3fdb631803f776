/* SPDX-License-Identifier: MulanPSL-2.0
 * Serving a reply with its proof: the step 登记送达, and beside it in the same transaction how it
 * was served (law/service.h). */
#ifndef LIANXIN_OFFICE_MATTER_SERVICE_H
#define LIANXIN_OFFICE_MATTER_SERVICE_H

#include "law/service.h"
#include "office/matter.h"

struct matter_service {
	int64_t step_id;
	enum service_manner manner;
	day day;			       /* as law/service.h says of the manner */
	day signed_on;			       /* of mail; DAY_NONE: not known */
	const char *values[SERVICE_FACT__MAX]; /* but SIGNED; "" none */
};
/* event: its n is worked out here, its day may be DAY_NONE. Otherwise as matter_take();
 * ERR_CONTENT also for "manner" and the fields of law/service.h. Needs MATTER_PERSONAL too. */
enum err matter_serve(struct office *office, const struct actor *actor, int64_t id, int64_t seen,
		      const struct matter_service *service, const struct matter_event *event,
		      struct arena *arena, struct problems *problems, struct error *error,
		      const char **ret_warning) MUST_CHECK;
/* Of a case that matter_open() gave, oldest first; those of steps that were struck are left out.
 * Whoever may not see people sees manner, days and mail number alone. */
enum err matter_services(struct office *office, const struct actor *actor,
			 const struct matter_case *matter_case, struct arena *arena,
			 struct error *error, struct matter_service **ret_services,
			 size_t *ret_n) MUST_CHECK;
/* "邮政特快专递（EMS），邮件编号EX123，2026-03-20签收，签收人张三". */
const char *matter_service_words(const struct matter_service *service, struct arena *arena);

#endif

/* SPDX-License-Identifier: MulanPSL-2.0
 * Serving a reply with its proof: the step 登记送达, and beside it in the same transaction how it
 * was served (law/service.h). */
#ifndef LIANXIN_OFFICE_MATTER_SERVICE_H
#define LIANXIN_OFFICE_MATTER_SERVICE_H

#include "law/service.h"
#include "office/matter.h"

enum { MATTER_UNSIGNED_DAYS = 15 }; /* after that the desk is told to ask the post */

struct matter_service {
	int64_t step_id;
	int64_t version; /* of what is kept beside the step */
	bool returned;	 /* it came back: a later step says so */
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
/* What became known of mail after it was posted: when it was signed for, by whom. */
struct matter_signature {
	int64_t step_id, version;	 /* of the service, as the person saw it */
	day on;				 /* DAY_NONE: what was entered was wrong, it is not known */
	const char *who;		 /* "" not known */
	const char *reason;		 /* why it is corrected; "" when there was no day yet */
	const struct matter_file *files; /* the proof */
	size_t n_files;
};
/* Keeps it with the service, in place of what was known. The day of service stays as it is; the
 * periods for remedies run from this one (service_known). ERR_CONTENT with *problems ("signed",
 * "who", "reason"); ERR_CONFLICT: somebody else changed it, or it cannot be signed for: not mail,
 * returned, struck out, erased. Needs MATTER_STEP and MATTER_PERSONAL. */
enum err matter_sign(struct office *office, const struct actor *actor, int64_t id,
		     const struct matter_signature *signature, struct arena *arena,
		     struct problems *problems, struct error *error) MUST_CHECK;
/* The service that counts for the requester: the latest that did not come back; NULL none. */
const struct matter_service *matter_service_now(const struct matter_service *services, size_t n);
/* "邮政特快专递（EMS），邮件编号EX123，2026-03-20签收，签收人张三". */
const char *matter_service_words(const struct matter_service *service, struct arena *arena);

#endif

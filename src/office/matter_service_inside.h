/* SPDX-License-Identifier: MulanPSL-2.0
 * What the files about serving share; for office/ alone. */
#ifndef LIANXIN_OFFICE_MATTER_SERVICE_INSIDE_H
#define LIANXIN_OFFICE_MATTER_SERVICE_INSIDE_H

#include "base/vault.h"
#include "office/matter_service.h"
#include "store/service_row.h"

/* What is about persons of a service, as its row keeps it. */
void service_seal(const struct data_key *key, int64_t step_id, const struct matter_service *service,
		  struct arena *arena, struct blob *ret_sealed);
/* Rows as the office sees them, those of another version's manners left out. key NULL: what is
 * sealed stays closed. */
enum err service_open(const struct matter_case *now, const struct data_key *key,
		      const struct service_row *rows, size_t n, struct arena *arena,
		      struct error *error, struct matter_service **ret_services,
		      size_t *ret_n) MUST_CHECK;
/* Why the mail that was posted last cannot have come back; NULL: it may have. */
enum err service_returns(struct office *office, const struct matter_case *now, struct arena *arena,
			 struct error *error, const char **ret_why) MUST_CHECK;

#endif

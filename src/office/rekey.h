/* SPDX-License-Identifier: MulanPSL-2.0
 * Changing the office's master key: every data key is opened with the old one and wrapped by the
 * new one; what is sealed under them is not touched. */
#ifndef LIANXIN_OFFICE_REKEY_H
#define LIANXIN_OFFICE_REKEY_H

#include "office/sealing.h"

struct rekey_result {
	int64_t changed;      /* data keys wrapped anew by this run */
	int64_t unopened;     /* those that did not open and were left as they are … */
	int64_t first_matter; /* … the first one's matter */
};
/* From office->vault to `to`, batch by batch, each in a transaction of its own and journalled per
 * matter; interrupted, the same call goes on. The office has the new key in the moment when no data
 * key lies under the old one any more. Until then whoever serves with the old key goes on, but
 * cannot open what was done already; from then on he takes no new cases. ERR_ENV when another
 * change is unfinished; BUG without a vault or with twice the same. */
enum err rekey_office(struct office *office, const struct vault *to, struct error *error,
		      struct rekey_result *ret_result) MUST_CHECK;

#endif

/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/scan.h"

#include "base/log.h"
#include "office/setting.h"
#include "reach/clamd.h"

enum scan_answer scan_bytes(struct office *office, const char *address, const void *bytes, size_t n,
			    char ret_virus[SCAN_NAME])
{
	_Static_assert((int)SCAN_NAME == (int)CLAMD_NAME, "room for a virus's name");
	struct error error;
	int64_t unscanned = 0;
	switch (clamd_scan(address, bytes, n, &error, ret_virus)) {
	case CLAMD_CLEAN: return SCAN_CLEAN;
	case CLAMD_INFECTED: return SCAN_INFECTED;
	case CLAMD_AWAY: break;
	}
	log_line(LOG_WARNING, "%s %s", error.message, error.hint);
	enum err err = setting_number(office, 0, SETTING_UPLOAD_UNSCANNED, &error, &unscanned);
	return err == ERR_NONE && unscanned == 1 ? SCAN_UNSCANNED : SCAN_REFUSED;
}

enum err scan_address_check(const char *address, struct error *error)
{
	return clamd_check(address, error);
}

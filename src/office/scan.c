/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/scan.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/digest.h"
#include "base/log.h"
#include "office/setting.h"
#include "reach/clamd.h"
#include "store/journal.h"

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

struct finding {
	const char *note;
	int64_t agency_id;
	struct author author;
};

static enum err found_work(struct store *store, void *context, struct error *error)
{
	const struct finding *finding = context;
	return journal_event(store, ACTION_INFECTED, OBJECT_OFFICE, 0, finding->agency_id,
			     finding->note, &finding->author, error);
}

enum err scan_found(struct office *office, const struct actor *actor, const char *from,
		    const char *virus, const char *digest, int64_t size, struct error *error)
{
	const struct actor visitor = actor_visitor(from);
	const struct actor *who = actor == NULL ? &visitor : actor;
	char note[SCAN_NAME + DIGEST_HEX + 64];
	snprintf(note, sizeof note, "病毒 %s，文件 %" PRId64 " 字节，SM3 %s", virus, size, digest);
	struct finding finding = {note, actor == NULL ? 0 : actor->agency_id,
				  office_author(office, who)};
	return store_transaction(office->store, found_work, &finding, error);
}

enum err scan_address_check(const char *address, struct error *error)
{
	return clamd_check(address, error);
}

/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "bell/postman.h"

#include <stdlib.h>

#include "base/log.h"
#include "base/timed.h"
#include "office/notice_send.h"
#include "office/serving.h"

enum { LOOK_MS = 1000 };

struct postman {
	struct office office;
	const struct notice_route *route;
	struct timed *timed;
	atomic_bool stop;
	bool failing; /* said once, until it works again */
};

/* Again at once while there is something, so that a stop comes between two. */
static int64_t go_round(void *context)
{
	struct postman *postman = context;
	struct error error = {0};
	bool did = false;
	enum err err = notice_send(&postman->office, postman->route, &postman->stop, &error, &did);
	bool failed = err != ERR_NONE && err != ERR_BUSY;
	if (failed && !postman->failing)
		log_line(LOG_ERROR, "sending notices: %s %s", error.message, error.detail);
	if (!failed && postman->failing) log_line(LOG_INFO, "sending notices works again");
	postman->failing = failed;
	return did && err == ERR_NONE ? 0 : LOOK_MS;
}

enum err postman_start(const char *url, struct clock clock, struct commit_group *group,
		       const struct vault *vault, const struct notice_route *route,
		       struct error *error, struct postman **ret_postman)
{
	struct postman *postman = calloc(1, sizeof *postman);
	BUG_IF(postman == NULL);
	atomic_init(&postman->stop, false);
	postman->route = route;
	enum err err = office_attach(url, clock, NULL, error, &postman->office);
	if (err != ERR_NONE) {
		free(postman);
		return err;
	}
	postman->office.vault = vault;
	serving_join(&postman->office, group);
	err = timed_start(go_round, postman, error, &postman->timed);
	if (err != ERR_NONE) {
		office_detach(&postman->office);
		free(postman);
		return err;
	}
	*ret_postman = postman;
	return ERR_NONE;
}

void postman_stop(struct postman *postman)
{
	if (postman == NULL) return;
	atomic_store(&postman->stop, true);
	timed_stop(postman->timed);
	office_detach(&postman->office);
	free(postman);
}

/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/public/door.h"

#include "store/public.h"
#include "web/public/memo.h"
#include "web/public/page.h"

enum err public_door_open(const char *url, struct error *error, struct web_thread *thread)
{
	enum err err = store_open(url, STORE_PUBLIC, 0, error, &thread->public_store);
	if (err == ERR_NONE) err = store_open(url, STORE_OWN, 0, error, &thread->own_store);
	if (err == ERR_NONE) thread->memo = public_memo_new();
	return err;
}

void public_door_close(struct web_thread *thread)
{
	store_close(thread->public_store);
	store_close(thread->own_store);
	public_memo_free(thread->memo);
	thread->public_store = thread->own_store = NULL;
	thread->memo = NULL;
}

struct visit {
	struct request *request;
	struct reply *reply;
};

static enum err run_page(struct store *store, void *context, struct error *error)
{
	(void)store, (void)error;
	struct visit *visit = context;
	visit->request->route->handler(visit->request, visit->reply);
	return ERR_NONE;
}

void public_door_run(struct request *request, struct reply *reply)
{
	struct visit visit = {request, reply};
	struct error error;
	/* what a replica shows while there is no primary may be behind: shown, never kept */
	reply->no_cache = store_is_behind(request->thread->public_store);
	if (reply->no_cache) request->generation = 0;
	if (store_read(request->thread->public_store, run_page, &visit, &error) != ERR_NONE)
		public_page_fail(request, reply, &error);
	reply->no_cache = reply->no_cache || store_is_behind(request->thread->public_store);
}

enum err public_door_ready(struct web_thread *thread, struct error *error)
{
	return public_ready(thread->public_store, error);
}

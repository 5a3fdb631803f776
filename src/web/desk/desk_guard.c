/* SPDX-License-Identifier: MulanPSL-2.0 */
#include <string.h>

#include "base/escape.h"
#include "office/signin.h"
#include "web/desk/desk.h"
#include "web/desk/desk_routes.h"
#include "web/desk/page_signin.h"

enum err desk_identify(struct request *request, struct error *error)
{
	const char *token = request_cookie(request, COOKIE_LOGIN);
	request->actor = NULL;
	if (token == NULL || *token == '\0') return ERR_DENIED;
	struct actor *actor = ARENA_NEW(request->arena, struct actor);
	enum err err = signin_actor(request->thread->office, token, request->from, request->arena,
				    error, actor);
	if (err == ERR_NONE) request->actor = actor;
	return err;
}

/* Where to go after sign-in: the page that was asked for; of a form the page it stands on. */
static const char *signin_path(const struct request *request, bool ended)
{
	struct buf buf;
	buf_init(&buf, 8192);
	const char *query = request->method == METHOD_GET ? request->query : "";
	const char *path = request->path;
	if (strcmp(path, "/signout") == 0) path = "/";
	buf_puts(&buf, ended ? "/signin?why=ended&next=" : "/signin?next=");
	escape_url(&buf,
		   arena_printf(request->arena, "%s%s%s", path, *query == '\0' ? "" : "?", query));
	const char *text = buf_ok(&buf) ? arena_text(request->arena, buf_text(&buf)) : "/signin";
	buf_release(&buf);
	if (strcmp(text, "/signin?next=%2F") == 0) return "/signin";
	return text;
}

static bool send_to_signin(struct request *request, struct reply *reply, const char *token)
{
	bool ended = token != NULL && *token != '\0';
	if (ended && strcmp(request->path, "/signout") != 0 && page_signin_keep(request, reply))
		return false;
	if (ended) reply_set_cookie(reply, COOKIE_LOGIN, "", 0);
	reply_redirect(reply, signin_path(request, ended));
	return false;
}

static bool refuse(struct request *request, struct reply *reply, enum err err,
		   const struct error *error)
{
	struct desk desk;
	desk_begin(&desk, request, reply, "");
	desk.error = *error;
	desk_fail(&desk, err);
	return false;
}

bool desk_guard(struct request *request, struct reply *reply)
{
	const char *token = request_cookie(request, COOKIE_LOGIN);
	struct error error = {0};
	int permission = request->route->permission;
	enum err err = desk_identify(request, &error);
	if (err != ERR_NONE && err != ERR_DENIED) return refuse(request, reply, err, &error);
	if (permission == ROUTE_OPEN) return true;
	const struct actor *actor = request->actor;
	if (actor == NULL) return send_to_signin(request, reply, token);
	if (actor->must_change && strcmp(request->route->pattern, "/password") != 0) {
		reply_redirect(reply, "/password");
		return false;
	}
	if (permission == ROUTE_SIGNED_IN) return true;
	err = permission_check(request->thread->office, actor, (enum permission)permission,
			       actor->agency_id, &error);
	if (err == ERR_NONE) return true;
	if (err == ERR_DENIED)
		error_set(&error, ERR_DENIED,
			  arena_printf(request->arena, "这件事由%s办理。需要权限，请找安全管理员。",
				       desk_who_may((enum permission)permission, request->arena)),
			  "%s", arena_text(request->arena, error.message));
	return refuse(request, reply, err, &error);
}

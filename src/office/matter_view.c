/* SPDX-License-Identifier: MulanPSL-2.0
 * Views of the list of requests that somebody keeps for himself. */
#include <string.h>

#include "base/utf8.h"
#include "office/matter_list.h"

enum { QUERY_MAX = 1000 };

enum err matter_views(struct office *office, const struct actor *actor, struct arena *arena,
		      struct error *error, struct saved_view **ret_views, size_t *ret_n)
{
	enum err err = permission_check(office, actor, PERMIT_MATTER_READ, 0, error);
	return err != ERR_NONE ? err
			       : saved_view_list(office->store, actor->account_id, arena, error,
						 ret_views, ret_n);
}

struct keeping {
	int64_t account_id;
	struct saved_view view;
};

static enum err keep_work(struct store *store, void *context, struct error *error)
{
	const struct keeping *keeping = context;
	return saved_view_put(store, keeping->account_id, &keeping->view, error);
}

static enum err drop_work(struct store *store, void *context, struct error *error)
{
	const struct keeping *keeping = context;
	return saved_view_drop(store, keeping->account_id, keeping->view.name, error);
}

static bool named(const struct saved_view *views, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(views[i].name, name) == 0) return true;
	return false;
}

enum err matter_view_keep(struct office *office, const struct actor *actor,
			  const struct saved_view *view, struct arena *arena,
			  struct problems *problems, struct error *error)
{
	struct saved_view *views = NULL;
	size_t n = 0, before = problems->count;
	enum err err = matter_views(office, actor, arena, error, &views, &n);
	if (err != ERR_NONE) return err;
	if (view->name[strspn(view->name, " \t\r\n")] == '\0')
		problem_add(problems, "name", "请给这个视图起个名字");
	else if (!utf8_valid(view->name, strlen(view->name)) ||
		 utf8_length(view->name) > VIEW_NAME_MAX)
		problem_add(problems, "name", "名字请控制在 %d 字以内", VIEW_NAME_MAX);
	else if (n >= VIEWS_MOST && !named(views, n, view->name))
		problem_add(problems, "name", "最多保存 %d 个视图，请先删掉不用的", VIEWS_MOST);
	else if (strlen(view->query) > QUERY_MAX)
		problem_add(problems, "name", "筛选条件太长，不能保存");
	if (problems->count != before) return error_set(error, ERR_CONTENT, NULL, "视图没有保存。");
	struct keeping keeping = {actor->account_id, *view};
	return store_transaction(office->store, keep_work, &keeping, error);
}

enum err matter_view_drop(struct office *office, const struct actor *actor, const char *name,
			  struct error *error)
{
	struct keeping keeping = {actor->account_id, {name, ""}};
	enum err err = permission_check(office, actor, PERMIT_MATTER_READ, 0, error);
	return err != ERR_NONE ? err : store_transaction(office->store, drop_work, &keeping, error);
}

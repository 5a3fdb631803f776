/* SPDX-License-Identifier: MulanPSL-2.0
 * What a clerk reads when the database is away: nothing typed is lost, and nobody is told that
 * nothing was saved when that is not known. */
#include "unit/help_cmocka.h"

#include <string.h>

#include "web/desk/desk.h"
#include "web/desk/desk_routes.h"

struct visit {
	struct arena arena;
	struct site site;
	struct request request;
	struct reply reply;
	struct field fields[2];
};

static const char *answer(struct visit *visit, enum method method, const char *path, enum err err)
{
	struct desk desk;
	visit->site.faces[FACE_DESK].routes = desk_routes;
	visit->fields[0] = (struct field){"csrf", "token"};
	visit->fields[1] = (struct field){"content", "两行\n<b>字</b>"};
	visit->request = (struct request){.arena = &visit->arena,
					  .site = &visit->site,
					  .face = FACE_DESK,
					  .method = method,
					  .path = path,
					  .query = "year=2024",
					  .cookies = ""};
	if (method == METHOD_POST) {
		visit->request.query = "";
		visit->request.form_fields = visit->fields;
		visit->request.n_form_fields = COUNT_OF(visit->fields);
	}
	assert_int_equal(route_find(desk_routes, method, path, &visit->arena, &visit->request.route,
				    visit->request.params),
			 ROUTE_FOUND);
	reply_init(&visit->reply);
	desk_begin(&desk, &visit->request, &visit->reply, "");
	error_set(&desk.error, err, "Try again.", "The database does not answer.");
	desk_fail(&desk, err);
	assert_int_equal(visit->reply.status, 503);
	assert_int_equal(visit->reply.retry_after, RETRY_SECONDS);
	return buf_text(&visit->reply.body);
}

static void leave(struct visit *visit)
{
	reply_release(&visit->reply);
	arena_release(&visit->arena);
}

static void has(const char *text, const char *part)
{
	if (strstr(text, part) == NULL) fail_msg("no %s in %s", part, text);
}

static void lacks(const char *text, const char *part)
{
	if (strstr(text, part) != NULL) fail_msg("%s in %s", part, text);
}

static void a_form_that_was_not_kept_is_offered_again(void **state)
{
	struct visit visit = {0};
	(void)state;
	const char *text = answer(&visit, METHOD_POST, "/registers/requests/new", ERR_BUSY);
	has(text, "没有保存");
	has(text, "<form method=\"post\" action=\"/registers/requests/new\">");
	has(text, "name=\"csrf\" value=\"token\"");
	has(text, "name=\"content\" value=\"两行\n&lt;b&gt;字&lt;/b&gt;\"");
	has(text, "再试一次");
	lacks(text, "The database"); /* that is for the log */
	leave(&visit);
}

static void a_form_in_doubt_says_look_first(void **state)
{
	static const char *const cases[][2] = {
		{"/registers/requests/new", "href=\"/registers/requests\">先去看一看"},
		{"/registers/requests/12/edit", "href=\"/registers/requests/12\">先去看一看"},
		{"/calendar", "href=\"/calendar\">先去看一看"},
		{"/report/start", "href=\"/report\">先去看一看"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct visit visit = {0};
		const char *text = answer(&visit, METHOD_POST, cases[i][0], ERR_DOUBT);
		has(text, "不能确定是否已经保存");
		has(text, cases[i][1]);
		has(text, "再试一次");
		lacks(text, "没有保存，");
		leave(&visit);
	}
}

static void a_password_is_never_shown_again(void **state)
{
	static const char *const paths[] = {"/signin", "/setup", "/password"};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(paths); i++) {
		struct visit visit = {0};
		const char *text = answer(&visit, METHOD_POST, paths[i], ERR_BUSY);
		has(text, "重新填写");
		lacks(text, "name=\"content\"");
		leave(&visit);
	}
}

static void a_file_must_be_chosen_again(void **state)
{
	struct visit visit = {0};
	(void)state;
	const char *text = answer(&visit, METHOD_POST, "/registers/requests/import", ERR_BUSY);
	has(text, "重新选择");
	lacks(text, "再试一次");
	leave(&visit);
	text = answer(&visit, METHOD_POST, "/registers/requests/import", ERR_DOUBT);
	has(text, "没有再做一次");
	lacks(text, "不会重复");
	leave(&visit);
}

static void a_page_is_asked_for_again(void **state)
{
	struct visit visit = {0};
	(void)state;
	const char *text = answer(&visit, METHOD_GET, "/registers", ERR_BUSY);
	has(text, "href=\"/registers?year=2024\">再试一次");
	lacks(text, "没有保存");
	leave(&visit);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_form_that_was_not_kept_is_offered_again),
		cmocka_unit_test(a_form_in_doubt_says_look_first),
		cmocka_unit_test(a_password_is_never_shown_again),
		cmocka_unit_test(a_file_must_be_chosen_again),
		cmocka_unit_test(a_page_is_asked_for_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

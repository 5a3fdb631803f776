/* SPDX-License-Identifier: MulanPSL-2.0
 * Renders every template with harmless and with hostile data, conditions on and off, and has
 * tests/tools/compare_skeletons.py compare: the elements and attributes must be the same, no
 * address may leave the allowed schemes. The fillers are generated from the templates themselves,
 * so a new template or field is covered without a line here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "base/arena.h"
#include "web/template.h"

#define FOLDER "build/check/rendered"
extern char **environ;

struct filler {
	struct arena *arena;
	const char *text; /* goes into every text */
	bool on;	  /* what every condition is */
};

/* Views hold const pointers to what the test must fill. */
#define FILL_UNLOCK(pointer) ((void *)(uintptr_t)(pointer))

enum fill_kind { FILL_IS_TEXT, FILL_IS_NUMBER, FILL_IS_SAFE, FILL_IS_CHARS };

static void fill(const struct filler *filler, enum fill_kind kind, void *at, size_t n)
{
	static const int64_t number = 1; /* little-endian machines alone build Lianxin */
	if (kind == FILL_IS_TEXT)
		memcpy(at, &filler->text, sizeof filler->text);
	else if (kind == FILL_IS_NUMBER)
		memcpy(at, &number, n);
	else if (kind == FILL_IS_SAFE)
		*(struct safe_html *)at = (struct safe_html){"<em>safe</em>", 13};
	else
		snprintf(at, n, "%s", filler->text);
}

#define FILL_BOTH(type, kind) type * : kind, const type * : kind
#define FILL_KIND(place)                                                                           \
	_Generic(&(place), const char **: FILL_IS_TEXT, const char *const *: FILL_IS_TEXT,         \
		 char **: FILL_IS_TEXT, FILL_BOTH(bool, FILL_IS_NUMBER),                           \
		 FILL_BOTH(int, FILL_IS_NUMBER), FILL_BOTH(unsigned, FILL_IS_NUMBER),              \
		 FILL_BOTH(long, FILL_IS_NUMBER), FILL_BOTH(unsigned long, FILL_IS_NUMBER),        \
		 FILL_BOTH(struct safe_html, FILL_IS_SAFE), default: FILL_IS_CHARS)
#define FILL(filler, place) fill(filler, FILL_KIND(place), FILL_UNLOCK(&(place)), sizeof(place))
/* A true condition on a value was filled with it; an off one empties it. */
#define FILL_CONDITION(filler, place)                                                              \
	do {                                                                                       \
		if (!(filler)->on)                                                                 \
			memset(FILL_UNLOCK(&(place)), 0, sizeof(place));                           \
		else if (FILL_KIND(place) == FILL_IS_NUMBER && !TEMPLATE_TRUE(place))              \
			FILL(filler, place);                                                       \
	} while (0)
#define FILL_LIST(filler, list, count)                                                             \
	do {                                                                                       \
		static const int64_t two = 2;                                                      \
		memcpy(FILL_UNLOCK(&(count)), &two, sizeof(count));                                \
		if (__builtin_types_compatible_p(__typeof__(list), __typeof__(&(list)[0]))) {      \
			void *items = arena_array((filler)->arena, 2, sizeof((list)[0]));          \
			memcpy(FILL_UNLOCK(&(list)), &items, sizeof items);                        \
		}                                                                                  \
	} while (0)
#define FILL_ITEM(name, list, index)                                                               \
	__typeof__(&(list)[0]) name = &(list)[index];                                              \
	(void)name

struct render_test {
	const char *name;
	void (*render)(const struct filler *filler, struct buf *out);
};
#define RENDER_TEST(name, view)                                                                    \
	static void test_##name(const struct filler *filler, struct buf *out)                      \
	{                                                                                          \
		struct view *v = arena_alloc(filler->arena, sizeof *v);                            \
		fill_##name(filler, v);                                                            \
		render_##name(out, v);                                                             \
	}

#include "../../build/gen/templates_fill.c"

static const struct {
	const char *name, *text;
} data[] = {
	{"benign", "a text"},
	{"hostile1", "\"><script>alert(1)</script><img src=x onerror=alert(1)>'</title></textarea>"
		     "<!-- & \x01\xff"},
	{"hostile2", "javascript:alert(1)"},
	{"hostile3", "//evil.example/\"onmouseover=\"alert(1)"},
};

static void write_file(const char *name, const char *kind, bool on, const struct buf *out)
{
	char path[256];
	snprintf(path, sizeof path, FOLDER "/%s.%s.%s.html", name, on ? "on" : "off", kind);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(buf_text(out), 1, out->n, file), out->n);
	assert_int_equal(fclose(file), 0);
}

static void render_all(const struct render_test *test)
{
	for (size_t i = 0; i < COUNT_OF(data); i++)
		for (int on = 0; on < 2; on++) {
			struct arena arena = {0};
			struct buf out;
			buf_init(&out, 1 << 22);
			const struct filler filler = {&arena, data[i].text, on != 0};
			test->render(&filler, &out);
			assert_true(buf_ok(&out));
			write_file(test->name, data[i].name, on != 0, &out);
			buf_release(&out);
			arena_release(&arena);
		}
}

static void hostile_data_leaves_the_skeleton_alone(void **state)
{
	(void)state;
	assert_true(mkdir(FOLDER, 0777) == 0 || errno == EEXIST);
	for (size_t i = 0; i < COUNT_OF(render_tests); i++) render_all(&render_tests[i]);
	char python[] = "python3", script[] = "tests/tools/compare_skeletons.py", folder[] = FOLDER;
	char *const argv[] = {python, script, folder, NULL};
	pid_t child;
	int status = -1;
	assert_int_equal(posix_spawnp(&child, python, NULL, NULL, argv, environ), 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hostile_data_leaves_the_skeleton_alone)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MulanPSL-2.0
 * What people read of an erasure. */
#include <inttypes.h>
#include <string.h>

#include "law/trace.h"
#include "office/entry.h"
#include "office/matter.h"
#include "office/personal.h"
#include "office/retention.h"

const char *retention_classes_label(const char *classes, struct arena *arena)
{
	const char *labels = "";
	while (*classes != '\0') {
		size_t n = strcspn(classes, " ");
		enum retention_class class;
		if (retention_class_parse(arena_text_n(arena, classes, n), &class))
			labels = ARENA_JOIN(arena, labels, labels[0] == '\0' ? "" : "、",
					    retention_class_label(class));
		classes += n;
		classes += strspn(classes, " ");
	}
	return labels;
}

const char *retention_kept_words(const char *why)
{
	if (strcmp(why, "schedule") == 0) return "确认以后换了保管期限表";
	if (strcmp(why, "changed") == 0) return "确认以后内容有了变化";
	for (int i = 0; i < RETENTION_WHY__MAX; i++)
		if (strcmp(why, retention_why_code((enum retention_why)i)) == 0)
			return retention_why_words((enum retention_why)i);
	return "";
}

static const char *say_marks(const struct retention_mark *marks, size_t n, struct arena *arena)
{
	const char *words = "";
	for (size_t i = n; i > 0; i--)
		words = arena_printf(arena,
				     "%s%s已于%s依保管期限表第%" PRId64
				     "版（%s）清除，清单第%" PRId64 "号。",
				     words, retention_classes_label(marks[i - 1].classes, arena),
				     day_words(marks[i - 1].day).s, marks[i - 1].schedule_number,
				     marks[i - 1].approval, marks[i - 1].list_id);
	return words;
}

enum err retention_words(struct office *office, int64_t matter_id, struct arena *arena,
			 struct error *error, const char **ret_words)
{
	struct retention_mark *marks = NULL;
	size_t n = 0;
	enum err err = retention_marks(office->store, matter_id, arena, error, &marks, &n);
	if (err == ERR_NONE) *ret_words = say_marks(marks, n, arena);
	return err;
}

static unsigned classes_of(const char *classes)
{
	unsigned bits = 0;
	for (int i = 0; i < RETENTION_CLASS__MAX; i++)
		if (strstr(classes, retention_class_code((enum retention_class)i)) != NULL)
			bits |= 1U << i;
	return bits;
}

enum err retention_entry_words(struct office *office, enum register_id id, int64_t entry_id,
			       struct arena *arena, struct error *error, const char **ret_words,
			       unsigned *ret_classes)
{
	struct retention_mark *marks = NULL;
	enum matter_kind kind;
	unsigned classes = 0;
	size_t n = 0;
	enum err err = ERR_NONE;
	if (matter_of_register(id, &kind))
		err = retention_entry_marks(office->store, kind, entry_id, arena, error, &marks,
					    &n);
	if (err != ERR_NONE) return err;
	for (size_t i = 0; i < n; i++) classes |= classes_of(marks[i].classes);
	*ret_words = say_marks(marks, n, arena);
	*ret_classes = classes;
	return ERR_NONE;
}

bool retention_column_gone(enum register_id id, const char *column, unsigned classes)
{
	const char *table = journal_object_code(entry_object(id));
	for (size_t i = 0; i < personal_column_count(); i++) {
		const struct personal_column *place = &personal_columns[i];
		if (place->fate == PERSONAL_ERASED && strcmp(place->table, table) == 0 &&
		    strcmp(place->column, column) == 0)
			return (classes & 1U << place->class) != 0;
	}
	return false;
}

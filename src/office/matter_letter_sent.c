/* SPDX-License-Identifier: MulanPSL-2.0
 * Letters that went out on paper before their step was entered: the number, the day, the picture.
 */
#include <string.h>

#include "base/file_check.h"
#include "law/document_number.h"
#include "office/matter_letter_inside.h"

/* Is it one of the series this office numbers its letters by? */
static bool own_series(const struct agency *agency, const struct document_number *number)
{
	size_t n = strlen(agency->document_prefix);
	if (n == 0 || strncmp(number->sign, agency->document_prefix, n) != 0) return false;
	for (int i = 0; i < LETTER__MAX; i++)
		if (strcmp(number->sign + n, letter_facts((enum letter)i)->series) == 0)
			return true;
	return false;
}

static const char *field_of(const char *what, enum letter kind, struct arena *arena)
{
	return ARENA_JOIN(arena, what, "-", letter_facts(kind)->code);
}

static void check_day(enum letter kind, const struct matter_letter_sent *sent, int year, day on,
		      struct arena *arena, struct problems *problems)
{
	const char *field = field_of("dated", kind, arena);
	if (sent->day == DAY_NONE)
		problem_add(problems, field, "请填写文书上的日期。");
	else if (sent->day > on)
		problem_add(problems, field, "文书的日期不能在这一步的日期（%s）以后。",
			    day_text(on).s);
	else if (year != 0 && day_year(sent->day) != year)
		problem_add(problems, field, "文书的日期和文号的年份（%d）不是同一年。", year);
}

static void check_scan(enum letter kind, const struct matter_file *scan, struct arena *arena,
		       struct problems *problems)
{
	enum file_kind file;
	bool fits = scan != NULL && scan->n > 0 && file_kind_parse(scan->media_type, &file) &&
		    (FILE_SET_PROOFS & 1 << file) != 0;
	if (!fits)
		problem_add(problems, field_of("scan", kind, arena),
			    "请附上纸质文书的扫描件或者照片（%s）。",
			    file_set_text(FILE_SET_PROOFS, arena));
}

enum err letter_check_sent(struct office *office, const struct letter_facts_of_case *facts,
			   enum letter kind, const struct matter_letter_sent *sent, day on,
			   struct arena *arena, struct problems *problems, struct error *error)
{
	const char *field = field_of("number", kind, arena);
	struct document_number number = {.year = 0};
	int64_t used = 0;
	const char *fault = document_number_fault(sent->number, arena, &number);
	if (fault != NULL)
		problem_add(problems, field, "%s",
			    sent->number[0] == '\0' ? "请填写纸质文书上的文号。" : fault);
	check_day(kind, sent, fault == NULL ? number.year : 0, on, arena, problems);
	check_scan(kind, sent->scan, arena, problems);
	if (fault != NULL) return ERR_NONE;
	enum err err = letter_row_numbered(office->store, facts->agency.id, facts->now->matter.id,
					   letter_facts(kind)->code, sent->number, error, &used);
	if (err == ERR_NONE && used > 0)
		problem_add(problems, field, "文号%s已经用在本单位的另一份文书上，请核对。",
			    sent->number);
	return err;
}

static enum err keep_number(struct office *office, const struct agency *agency, const char *text,
			    struct arena *arena, struct error *error)
{
	struct document_number number;
	if (document_number_fault(text, arena, &number) != NULL || !own_series(agency, &number))
		return ERR_NONE;
	return document_series_raise(office->store, agency->id, number.sign, number.year,
				     number.sequence, error);
}

enum err letter_keep_sent(struct office *office, const struct agency *agency,
			  const struct data_key *key, int64_t letter_id,
			  const struct matter_letter_sent *sent, const struct author *author,
			  struct arena *arena, struct error *error)
{
	const struct matter_file *scan = sent->scan;
	struct buf sealed;
	buf_init(&sealed, scan->n + 1024);
	seal_bytes(key, matter_letter_paper_place(letter_id, "scan", arena), scan->bytes, scan->n,
		   &sealed);
	BUG_IF(!buf_ok(&sealed));
	enum err err = letter_paper_insert(
		office->store, agency->id, letter_id, "scan", scan->media_type, (int64_t)scan->n,
		(struct blob){buf_text(&sealed), sealed.n}, author, error);
	buf_release(&sealed);
	return err != ERR_NONE ? err : keep_number(office, agency, sent->number, arena, error);
}

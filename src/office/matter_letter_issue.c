/* SPDX-License-Identifier: MulanPSL-2.0
 * Letters in the transaction of their step: kept, numbered, issued; and printed after it. */
#include <inttypes.h>
#include <string.h>

#include "law/document_number.h"
#include "office/annual.h"
#include "office/matter_letter_inside.h"

enum { PAPER_MAX = 16 * 1024 * 1024 };

/* The papers every letter has. */
static const char *const FORMATS[] = {"pdf", "html", "docx"};

struct issuing {
	struct author author;
	const struct matter_event *event;
	const struct matter_letter_out *out;
	size_t n_out, n; /* those given; with those that go along by themselves */
	/* as they are in the transaction */
	struct matter_letter_seen seen[MATTER_LETTERS_AT_ONCE];
	enum letter kinds[MATTER_LETTERS_AT_ONCE];
	struct arena *arena;
	struct problems problems; /* of the latest try */
	struct matter_letter issued[MATTER_LETTERS_AT_ONCE];
};

static enum err content_error(struct error *error)
{
	return error_set(error, ERR_CONTENT, "请按提示改正后再提交。", "文书还不能用，没有保存。");
}

static enum err next_number(struct office *office, const struct agency *agency, enum letter kind,
			    day on, struct issuing *issuing, struct error *error,
			    const char **ret_number)
{
	struct document_number number = {.year = day_year(on)};
	int64_t next = 0;
	if (agency->document_prefix[0] == '\0') {
		problem_add(
			&issuing->problems, letter_field_facts(FIELD_NUMBER)->key,
			"本单位还没有登记发文字号代字，编不了号。请系统管理员在“单位资料”里补上。");
		return content_error(error);
	}
	number.sign =
		ARENA_JOIN(issuing->arena, agency->document_prefix, letter_facts(kind)->series);
	enum err err = document_series_next(office->store, agency->id, number.sign, number.year,
					    error, &next);
	if (err != ERR_NONE) return err;
	if (next > DOCUMENT_SEQUENCE_MAX)
		return error_set(error, ERR_ENV, NULL, "这一年的文号已经用完。");
	number.sequence = (int)next;
	*ret_number = document_number_text(&number, issuing->arena);
	return ERR_NONE;
}

/* What the step, the case and the letter must agree on. */
static void check_fit(const struct matter_case *after, const struct matter_event *event,
		      const struct matter_letter *letter, bool first, struct problems *problems)
{
	const char *ending = life_letter(&after->life);
	bool reply = matter_submits(event->event) || event->event == LIFE_EVENT_ISSUE;
	letter_check_result(&after->life, letter, problems);
	if (reply && first &&
	    (strcmp(letter_facts(letter->kind)->code, ending) != 0 ||
	     letter->ending != after->life.ending))
		problem_add(problems, "",
			    "答复稿是另一种办理结果的，请按现在的办理结果重新起草（%s）。", ending);
	bool asks = letter->kind == LETTER_P2 || letter->kind == LETTER_P3;
	/* where the step names no period it is the setting's, and the letter must not say another
	 */
	int days = asks ? after->life.notice_days : after->life.account_days;
	if ((asks || letter->kind == LETTER_P12) &&
	    strcmp(letter->values[FIELD_DAYS], arena_printf(problems->arena, "%d", days)) != 0)
		problem_add(problems, letter_field_facts(FIELD_DAYS)->key,
			    "文书里的期限与这一步登记的期限不一致。");
}

/* The letters a step must have, and no others beside them. */
static void check_all_there(const struct issuing *issuing, struct problems *problems)
{
	enum letter kinds[MATTER_LETTER_KINDS];
	size_t n = matter_letters_demanded(issuing->event->event, kinds);
	for (size_t k = 0; k < n; k++) {
		bool there = false;
		for (size_t i = 0; i < issuing->n; i++)
			there = there || issuing->issued[i].kind == kinds[k];
		if (!there)
			problem_add(problems, "event",
				    "还缺《%s》：请一并拟制印发，或者登记已经发出的纸质文书。",
				    letter_facts(kinds[k])->noun);
	}
	for (size_t i = 0; n > 0 && i < issuing->n; i++) {
		bool belongs = false;
		for (size_t k = 0; k < n; k++)
			belongs = belongs || issuing->issued[i].kind == kinds[k];
		if (!belongs)
			problem_add(problems, "event", "《%s》不随“%s”发出。",
				    letter_facts(issuing->issued[i].kind)->noun,
				    life_event_label(issuing->event->event));
	}
}

/* One that went out on paper: nothing is composed, what it looks like is kept. */
static enum err issue_sent(struct office *office, const struct letter_facts_of_case *facts,
			   const struct data_key *key, size_t at, struct letter_row *row,
			   struct issuing *issuing, struct error *error)
{
	const struct matter_letter_sent *sent = issuing->out[at].sent;
	struct matter_letter *letter = &issuing->issued[at];
	size_t before = issuing->problems.count;
	enum err err = letter_check_sent(office, facts, letter->kind, sent, issuing->event->on,
					 issuing->arena, &issuing->problems, error);
	if (err != ERR_NONE) return err;
	if (issuing->problems.count > before) return content_error(error);
	letter->scan = letter->issued = true;
	letter->values[FIELD_NUMBER] = row->number = letter->number = sent->number;
	letter->day = row->day = sent->day;
	letter_seal(key, facts->now->matter.id, letter, issuing->arena, &row->data);
	err = letter_row_issue(office->store, row, &issuing->author, error);
	return err != ERR_NONE ? err
			       : letter_keep_sent(office, &facts->agency, key, row->id, sent,
						  &issuing->author, issuing->arena, error);
}

static enum err issue_one(struct office *office, const struct letter_facts_of_case *facts,
			  const struct data_key *key, size_t at, struct issuing *issuing,
			  struct error *error)
{
	const struct matter_case *after = facts->now;
	const struct matter_event *event = issuing->event;
	struct matter_letter *letter = &issuing->issued[at];
	struct letter_row row;
	const char *number = NULL;
	size_t before = issuing->problems.count;
	enum err err = letter_row_get(office->store, after->matter.id, issuing->seen[at].id,
				      issuing->arena, error, &row);
	if (err != ERR_NONE) return err;
	if (row.issued || row.struck || row.version != issuing->seen[at].version)
		return error_set(error, ERR_CONFLICT, "请重新看过再提交。",
				 "这份文书刚刚被别人改过，或者已经印发、作废，这一步没有保存。");
	err = letter_unseal(key, &row, issuing->arena, error, letter);
	if (err == ERR_NONE && at < issuing->n_out && issuing->out[at].sent != NULL)
		return issue_sent(office, facts, key, at, &row, issuing, error);
	if (err == ERR_NONE)
		err = letter_fill(facts, letter, event->on, false, issuing->arena, error);
	if (err == ERR_NONE)
		err = letter_wording(office, after->matter.agency_id, letter->kind, issuing->arena,
				     error, &letter->template);
	if (err != ERR_NONE) return err;
	check_fit(after, event, letter, at == 0, &issuing->problems);
	letter_check_reply(facts, letter, &issuing->problems);
	given_check(&facts->given, letter, &issuing->problems);
	if (!matter_submits(event->event) && issuing->problems.count == before)
		err = next_number(office, &facts->agency, letter->kind, event->on, issuing, error,
				  &number);
	if (err != ERR_NONE) return err;
	struct doc *doc = letter_compose(letter, letter->template, number, issuing->arena,
					 &issuing->problems);
	if (doc == NULL || issuing->problems.count > before) return content_error(error);
	if (number == NULL) return ERR_NONE;
	letter->values[FIELD_NUMBER] = row.number = letter->number = number;
	letter->day = row.day = event->on;
	letter->issued = true;
	if (event->event == LIFE_EVENT_ISSUE)
		err = given_keep(office, &facts->given, letter, true, &issuing->author,
				 issuing->arena, error);
	if (err != ERR_NONE) return err;
	letter_seal(key, after->matter.id, letter, issuing->arena, &row.data);
	return letter_row_issue(office->store, &row, &issuing->author, error);
}

static enum err issue_beside(struct office *office, struct matter_case *after, int64_t step_id,
			     void *context, struct error *error)
{
	struct issuing *issuing = context;
	struct letter_facts_of_case facts;
	struct data_key key;
	(void)step_id;
	enum err err = letter_facts_load(office, after, issuing->arena, error, &facts);
	if (err == ERR_NONE) err = matter_key(office, &after->matter, error, &key);
	if (err != ERR_NONE) return err;
	for (size_t i = 0; i < issuing->n && err == ERR_NONE; i++)
		err = issue_one(office, &facts, &key, i, issuing, error);
	data_key_wipe(&key);
	if (err != ERR_NONE) return err;
	check_all_there(issuing, &issuing->problems);
	return issuing->problems.count > 0 ? content_error(error) : ERR_NONE;
}

/* A letter that is written with the step is a draft of the same transaction. */
static enum err keep_one(struct office *office, const struct matter *matter,
			 const struct data_key *key, const struct matter_letter_out *out,
			 const struct issuing *issuing, struct error *error,
			 struct matter_letter_seen *ret_seen)
{
	const struct matter_letter *letter = out->letter;
	struct letter_row row = {.id = out->id,
				 .agency_id = matter->agency_id,
				 .matter_id = matter->id,
				 .version = out->version,
				 .kind = letter_facts(letter->kind)->code,
				 .consult = letter->consult};
	letter_seal(key, matter->id, letter, issuing->arena, &row.data);
	*ret_seen = (struct matter_letter_seen){out->id, out->version + 1};
	if (out->id != 0) return letter_row_update(office->store, &row, &issuing->author, error);
	return letter_row_insert(office->store, &row, &issuing->author, error, &ret_seen->id);
}

static bool is_going(const struct issuing *issuing, enum letter kind)
{
	for (size_t i = 0; i < issuing->n; i++)
		if (issuing->kinds[i] == kind) return true;
	return false;
}

/* What goes along with the first letter says only what the case knows: it needs nobody's pen. */
static enum err write_along(struct office *office, const struct matter_case *after,
			    const struct data_key *key, struct issuing *issuing,
			    struct error *error)
{
	enum letter kinds[MATTER_LETTER_KINDS];
	size_t n = matter_letters_demanded(issuing->event->event, kinds);
	struct letter_facts_of_case facts;
	enum err err = ERR_NONE;
	for (size_t k = 1; k < n && err == ERR_NONE; k++) {
		struct matter_letter *letter = &issuing->issued[issuing->n];
		if (is_going(issuing, kinds[k]) || issuing->n == MATTER_LETTERS_AT_ONCE) continue;
		*letter = (struct matter_letter){.kind = kinds[k],
						 .consult = (int)after->life.n_consults};
		err = letter_facts_load(office, after, issuing->arena, error, &facts);
		if (err == ERR_NONE)
			err = letter_fill(&facts, letter, issuing->event->on, true, issuing->arena,
					  error);
		const struct matter_letter_out along = {.letter = letter};
		if (err == ERR_NONE)
			err = keep_one(office, &after->matter, key, &along, issuing, error,
				       &issuing->seen[issuing->n]);
		issuing->kinds[issuing->n++] = kinds[k];
	}
	return err;
}

static enum err keep_given(struct office *office, const struct matter_case *after,
			   const struct data_key *key, size_t at, struct issuing *issuing,
			   struct error *error)
{
	const struct matter_letter_out *out = &issuing->out[at];
	struct letter_row row;
	enum err err = ERR_NONE;
	issuing->seen[at] = (struct matter_letter_seen){out->id, out->version};
	if (out->letter != NULL) {
		issuing->kinds[at] = out->letter->kind;
		return keep_one(office, &after->matter, key, out, issuing, error,
				&issuing->seen[at]);
	}
	err = letter_row_get(office->store, after->matter.id, out->id, issuing->arena, error, &row);
	if (err == ERR_NONE) issuing->kinds[at] = letter_of_row(&row).kind;
	return err;
}

static enum err keep_before(struct office *office, const struct matter_case *after,
			    int64_t *ret_letter_id, void *context, struct error *error)
{
	struct issuing *issuing = context;
	struct data_key key;
	problems_init(&issuing->problems, issuing->arena);
	enum err err = matter_key(office, &after->matter, error, &key);
	if (err != ERR_NONE) return err;
	issuing->n = issuing->n_out;
	for (size_t i = 0; i < issuing->n && err == ERR_NONE; i++)
		err = keep_given(office, after, &key, i, issuing, error);
	if (err == ERR_NONE) err = write_along(office, after, &key, issuing, error);
	data_key_wipe(&key);
	if (!matter_submits(issuing->event->event)) *ret_letter_id = issuing->seen[0].id;
	return err;
}

/* The step and its letters, kept; *matter and issuing tell what there is to print. */
static enum err take(struct office *office, const struct actor *actor, int64_t id, int64_t seen,
		     const struct matter_event *event, struct issuing *issuing,
		     struct matter *matter, struct problems *problems, struct error *error,
		     const char **ret_warning)
{
	BUG_IF(issuing->n_out == 0 || issuing->n_out > MATTER_LETTERS_AT_ONCE);
	issuing->author = office_author(office, actor);
	enum err err = letter_permitted(office, actor, id, true, issuing->arena, error, matter);
	if (err != ERR_NONE) return err;
	problems_init(&issuing->problems, issuing->arena);
	issuing->event = event;
	err = matter_take_between(office, actor, id, seen, event, keep_before, issue_beside,
				  issuing, issuing->arena, problems, error, ret_warning);
	for (const struct problem *p = issuing->problems.first; err != ERR_NONE && p != NULL;
	     p = p->next)
		problem_add(problems, p->field, "%s", p->text);
	return err;
}

static void drafts_out(const struct matter_letter_seen *drafts, size_t n,
		       struct matter_letter_out out[MATTER_LETTERS_AT_ONCE])
{
	BUG_IF(n > MATTER_LETTERS_AT_ONCE);
	for (size_t i = 0; i < n; i++)
		out[i] = (struct matter_letter_out){.id = drafts[i].id,
						    .version = drafts[i].version};
}

enum err matter_take_numbered(struct office *office, const struct actor *actor, int64_t id,
			      int64_t seen, const struct matter_event *event,
			      const struct matter_letter_seen *letters, size_t n_letters,
			      struct arena *arena, struct problems *problems, struct error *error,
			      const char **ret_warning)
{
	struct matter matter;
	struct matter_letter_out out[MATTER_LETTERS_AT_ONCE];
	struct issuing issuing = {.out = out, .n_out = n_letters, .arena = arena};
	drafts_out(letters, n_letters, out);
	return take(office, actor, id, seen, event, &issuing, &matter, problems, error,
		    ret_warning);
}

enum err matter_take_with_letters(struct office *office, const struct actor *actor, int64_t id,
				  int64_t seen, const struct matter_event *event,
				  const struct matter_letter_seen *letters, size_t n_letters,
				  struct arena *arena, struct problems *problems,
				  struct error *error, const char **ret_warning)
{
	struct matter_letter_out out[MATTER_LETTERS_AT_ONCE];
	drafts_out(letters, n_letters, out);
	return matter_take_sending(office, actor, id, seen, event, out, n_letters, arena, problems,
				   error, ret_warning);
}

enum err matter_take_sending(struct office *office, const struct actor *actor, int64_t id,
			     int64_t seen, const struct matter_event *event,
			     const struct matter_letter_out *letters, size_t n_letters,
			     struct arena *arena, struct problems *problems, struct error *error,
			     const char **ret_warning)
{
	struct matter matter;
	struct issuing issuing = {.out = letters, .n_out = n_letters, .arena = arena};
	enum err err = take(office, actor, id, seen, event, &issuing, &matter, problems, error,
			    ret_warning);
	if (err != ERR_NONE || matter_submits(event->event)) return err;
	for (size_t i = 0; i < issuing.n; i++) {
		struct error unsaid;
		/* the step stands: a paper that could not be printed now is printed when asked for
		 */
		if (letter_print(office, &issuing.author, &matter, &issuing.issued[i], arena,
				 &unsaid) != ERR_NONE)
			*ret_warning = "文书已经编号印发，打印文件没有成功，下载时会再打印一次。";
	}
	return ERR_NONE;
}

/* ---- papers ---- */

struct keeping {
	const struct author *author;
	const struct matter *matter;
	int64_t letter_id, size;
	const struct paper_format *format;
	struct blob sealed;
};

static enum err keep_work(struct store *store, void *context, struct error *error)
{
	const struct keeping *keeping = context;
	return letter_paper_insert(store, keeping->matter->agency_id, keeping->letter_id,
				   keeping->format->code, keeping->format->media_type,
				   keeping->size, keeping->sealed, keeping->author, error);
}

static enum err print_one(struct office *office, const struct author *author,
			  const struct matter *matter, const struct doc *doc, int64_t letter_id,
			  const struct paper_format *format, struct arena *arena,
			  struct error *error)
{
	struct buf printed, sealed;
	struct data_key key;
	struct keeping keeping = {author, matter, letter_id, 0, format, {NULL, 0}};
	enum err err = matter_key(office, matter, error, &key);
	if (err != ERR_NONE) return err;
	buf_init(&printed, PAPER_MAX);
	buf_init(&sealed, PAPER_MAX + 1024);
	err = annual_print_apart(doc, format, &printed, error);
	if (err == ERR_NONE) {
		seal_bytes(&key, matter_letter_paper_place(letter_id, format->code, arena),
			   printed.p, printed.n, &sealed);
		keeping.size = (int64_t)printed.n;
		keeping.sealed = (struct blob){sealed.p, sealed.n};
		err = store_transaction(office->store, keep_work, &keeping, error);
		/* somebody else printed it at the same moment: the same bytes */
		if (err == ERR_CONFLICT) err = ERR_NONE;
	}
	data_key_wipe(&key);
	buf_release(&printed);
	buf_release(&sealed);
	return err;
}

enum err letter_print(struct office *office, const struct author *author,
		      const struct matter *matter, const struct matter_letter *letter,
		      struct arena *arena, struct error *error)
{
	struct problems problems;
	problems_init(&problems, arena);
	if (letter->scan) return ERR_NONE;
	struct doc *doc =
		letter_compose(letter, letter->template, letter->number, arena, &problems);
	if (doc == NULL)
		return error_set(error, ERR_ENV, NULL, "印发的文书不能再排版：%s",
				 problems.first->text);
	enum err err = ERR_NONE;
	for (size_t i = 0; i < COUNT_OF(FORMATS) && err == ERR_NONE; i++) {
		const char *media_type;
		struct blob there;
		err = letter_paper_get(office->store, letter->id, FORMATS[i], arena, error,
				       &media_type, &there);
		if (err == ERR_MISSING)
			err = print_one(office, author, matter, doc, letter->id,
					paper_format_find(FORMATS[i]), arena, error);
	}
	return err;
}

enum err matter_letter_paper(struct office *office, const struct actor *actor, int64_t id,
			     int64_t letter_id, const char *format, struct arena *arena,
			     struct error *error, const char **ret_media_type,
			     struct blob *ret_bytes)
{
	struct matter matter;
	struct matter_letter letter;
	struct data_key key;
	struct author author = office_author(office, actor);
	const char *media_type, *bytes = NULL;
	struct blob sealed;
	size_t n = 0;
	bool kept = strcmp(format, "scan") == 0;
	for (size_t i = 0; i < COUNT_OF(FORMATS); i++)
		kept = kept || strcmp(FORMATS[i], format) == 0;
	if (!kept) return error_set(error, ERR_MISSING, NULL, "没有这种格式的文件。");
	enum err err = letter_permitted(office, actor, id, false, arena, error, &matter);
	if (err == ERR_NONE)
		err = matter_letter_open(office, actor, id, letter_id, arena, error, &letter);
	if (err == ERR_NONE && !letter.issued)
		err = error_set(error, ERR_MISSING, NULL, "这份文书还没有印发。");
	if (err == ERR_NONE) err = letter_print(office, &author, &matter, &letter, arena, error);
	if (err == ERR_NONE)
		err = letter_paper_get(office->store, letter_id, format, arena, error, &media_type,
				       &sealed);
	if (err == ERR_NONE) err = matter_sealed(sealed, error);
	if (err == ERR_NONE) err = matter_key(office, &matter, error, &key);
	if (err != ERR_NONE) return err;
	err = seal_open(&key, matter_letter_paper_place(letter_id, format, arena), sealed.bytes,
			sealed.n, arena, error, &bytes, &n);
	data_key_wipe(&key);
	if (err != ERR_NONE) return err;
	*ret_media_type = media_type;
	*ret_bytes = (struct blob){bytes, n};
	return ERR_NONE;
}

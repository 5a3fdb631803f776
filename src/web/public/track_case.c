/* SPDX-License-Identifier: MulanPSL-2.0
 * Where one's own matter stands, what is owed, and its letters behind a second proof. */
#include <string.h>

#include "base/file_check.h"
#include "law/rule.h"
#include "office/rating.h"
#include "web/public/track.h"

/* clang-format off */
/* How letters are asked for, by the second proof, without a way to send a code and with one: what is
 * said, and the question; without a question nothing is asked. */
enum { TAIL };
#define ASK(label_, hint_, missing_)                                                               \
	{"tail", label_, FORM_LINE, hint_, missing_, .required = true, .most = 20}
#define IDENTITY_ASKED ASK("证件号码的后6位，或者验证码", "单位申请的，填写统一社会信用代码的后6位", "请填写证件号码的后6位，或者验证码。")
#define BY_IDENTITY {"为了保护您的信息，查看文书前请填写证件号码的后6位，或者发给您的验证码。", IDENTITY_ASKED}
#define CODE_ASKED ASK("验证码", "6位数字", "请填写验证码。")
#define NAMELESS {"您没有留下姓名和联系方式，文书上也不写您是谁，凭登记编号和查询码就可以下载。查询码请不要告诉别人。", {.name = NULL}}
#define AT_THE_COUNTER {"凭您留下的信息不能在网上核对身份，文书不能在这里下载。答复按您选择的方式送达；也可以请本人带身份证件到受理单位领取。", {.name = NULL}}
static const struct {
	const char *words;
	struct form_field field;
} proofs[VISITOR_PROOF__MAX][2] = {
	[VISITOR_BY_IDENTITY] = {BY_IDENTITY, BY_IDENTITY},
	[VISITOR_BY_PHONE] = {
		{"为了保护您的信息，查看文书前请填写您留的电话号码的最后4位。",
		 ASK("电话号码的最后4位", "电话是提交时留的", "请填写电话号码的最后4位。")},
		{"为了保护您的信息，查看文书前请先点“发送验证码”，再填写收到的验证码；收不到的，填写您留的电话号码的最后4位。",
		 ASK("验证码，或者电话号码的最后4位", "电话是提交时留的", "请填写验证码，或者电话号码的最后4位。")}},
	[VISITOR_BY_CODE] = {{"", CODE_ASKED},
		{"为了保护您的信息，查看文书前请先点“发送验证码”，再填写收到的验证码。", CODE_ASKED}},
	[VISITOR_BY_NOTHING] = {NAMELESS, NAMELESS},
	[VISITOR_BY_COUNTER] = {AT_THE_COUNTER, AT_THE_COUNTER},
};
/* clang-format on */

static void begin_form(struct form *form, const struct visitor_case *seen, struct arena *arena)
{
	const struct form_field *field = &proofs[seen->proof][seen->codes].field;
	form_init(form, field, field->name == NULL ? 0 : 1, arena);
}

static void fill_reasons(const struct request *request, const struct trace *trace,
			 struct view_track *view)
{
	view->reasons = arena_array(request->arena, trace->count, sizeof *view->reasons);
	for (const struct trace_step *step = trace->first; step != NULL; step = step->next)
		view->reasons[view->n_reasons++] =
			(struct view_reason){track_day(request, step->date), step->text,
					     arena_text(request->arena, rule_words(step->rule).s)};
}

static void fill_timeline(const struct request *request, const struct visitor_case *seen,
			  struct view_track *view)
{
	struct view_step *steps = arena_array(request->arena, seen->n_steps, sizeof *steps);
	for (size_t i = 0; i < seen->n_steps; i++)
		steps[i] = (struct view_step){.at = track_day(request, seen->steps[i].day),
					      .title = seen->steps[i].words,
					      .past = true};
	view->timeline = (struct view_steps){steps, seen->n_steps};
}

static void fill_letters(const struct request *request, const struct visitor_case *seen,
			 struct view_track *view)
{
	view->letters = arena_array(request->arena, seen->n_letters, sizeof *view->letters);
	view->n_letters = seen->n_letters;
	for (size_t i = 0; i < seen->n_letters; i++)
		view->letters[i] = (struct view_track_letter){
			arena_printf(request->arena, "%lld", (long long)seen->letters[i].id),
			seen->letters[i].title, seen->letters[i].number,
			track_day(request, seen->letters[i].day)};
}

static void fill_fee(const struct request *request, const struct matter_fee *fee,
		     struct view_track *view)
{
	struct arena *arena = request->arena;
	view->has_fee = fee->asked;
	view->fee = (struct view_fee){.tariff = fee->tariff,
				      .count = fee->count,
				      .payment = fee->payment,
				      .noticed = track_day(request, fee->noticed),
				      .by = track_day(request, fee->by),
				      .paid = track_day(request, fee->paid),
				      .open = fee->paid == DAY_NONE && !fee->lapsed,
				      .late = fee->late,
				      .lapsed = fee->lapsed};
	if (fee->known)
		view->fee.amount = arena_printf(arena, "%lld.%02lld元", (long long)(fee->fen / 100),
						(long long)(fee->fen % 100));
}

/* A rating that cannot be read is no reason to hide the case. */
static void fill_rating(const struct request *request, const struct track *track,
			struct view_track *view)
{
	struct error error;
	int level = 0;
	bool final = false;
	if (!track->seen.decided ||
	    visitor_rating(request->thread->office, &track->seen, track->code, request->arena,
			   &error, &level, &final) != ERR_NONE)
		return;
	if (level > 0) view->rated = rating_label(level);
	if (!final) view->rate_href = "/track/rate";
}

/* Whose file it is, where there was more than one reply. */
static const char *reply_number(const struct visitor_case *seen, int64_t letter_id)
{
	bool several = false;
	for (size_t i = 0; i < seen->n_givens; i++)
		several = several || seen->givens[i].letter_id != letter_id;
	for (size_t i = 0; i < seen->n_letters && several; i++)
		if (seen->letters[i].id == letter_id) return seen->letters[i].number;
	return NULL;
}

static void fill_givens(const struct request *request, const struct visitor_case *seen,
			struct view_track *view)
{
	view->givens = arena_array(request->arena, seen->n_givens, sizeof *view->givens);
	view->n_givens = seen->n_givens;
	for (size_t i = 0; i < seen->n_givens; i++)
		view->givens[i] = (struct view_track_given){
			arena_printf(request->arena, "%lld", (long long)seen->givens[i].id),
			seen->givens[i].name, upload_size(seen->givens[i].size, request->arena),
			reply_number(seen, seen->givens[i].letter_id), seen->givens[i].withdrawn};
}

/* A record that was taken back since is no link. */
static void fill_where(const struct request *request, const struct visitor_case *seen,
		       struct view_track *view)
{
	struct public_record record;
	struct error gone;
	int64_t id = seen->published_record;
	view->where = seen->published;
	if (seen->published_outside) view->where_href = seen->published;
	if (id == 0) return;
	if (public_record_get(request->thread->public_store, seen->own.agency_id, id,
			      request->arena, &gone, &record) != ERR_NONE) {
		view->where = "这一条现在不在公开的信息里，请与受理单位联系";
		return;
	}
	view->where =
		arena_printf(request->arena, "《%s》（索引号%s）", record.title, seen->published);
	view->where_href = arena_printf(request->arena, "/a/%lld/records/%lld",
					(long long)seen->own.agency_id, (long long)id);
}

static void show(struct request *request, struct reply *reply, struct track *track,
		 const struct form *form)
{
	const struct visitor_case *seen = &track->seen;
	struct view_track view = {.number = seen->own.number,
				  .thing = seen->words->thing,
				  .agency = track->agency,
				  .subject = seen->own.subject,
				  .filed = track->filed,
				  .state = seen->state,
				  .erased = seen->erased,
				  .waits = seen->own.received == DAY_NONE,
				  /* what R17 and R18 answer has no remedy block */
				  .remedies =
					  seen->decided && (seen->own.kind == MATTER_REQUEST ||
							    seen->own.kind == MATTER_CORRECTION),
				  .owes = seen->owes,
				  .late = seen->late.paragraphs,
				  .n_late = seen->late.n,
				  .csrf = request->csrf,
				  .action = "/track/case",
				  .leave_action = "/track/leave"};
	view.complain_href =
		arena_printf(request->arena, "/a/%lld/complain", (long long)seen->own.agency_id);
	view.received = track_day(request, seen->own.received);
	view.due = track_day(request, seen->due);
	view.owes_by = track_day(request, seen->owes_by);
	view.owes_late =
		seen->owes_by != DAY_NONE && seen->owes_by < clock_today(&request->site->clock);
	if (seen->may_clarify) view.answer_href = "/track/clarify";
	if (seen->may_explain) view.explain_href = "/track/explain";
	if (seen->may_withdraw) view.withdraw_href = "/track/withdraw";
	fill_reasons(request, &seen->trace, &view);
	fill_timeline(request, seen, &view);
	fill_where(request, seen, &view);
	fill_fee(request, &seen->fee, &view);
	fill_letters(request, seen, &view);
	fill_rating(request, track, &view);
	fill_givens(request, seen, &view);
	view.problems = form_problems(form);
	view.may_read = seen->proof != VISITOR_BY_COUNTER;
	view.asks = form->n > 0;
	if (view.asks) view.tail = form_field_view(form, TAIL);
	view.may_send = view.asks && seen->codes;
	view.proof = proofs[seen->proof][seen->codes].words;
	view.code_first = seen->proof != VISITOR_BY_IDENTITY;
	public_page_crumb(&track->page, public_page_href(request, &track->page, "/apply"),
			  "依申请公开");
	public_page_crumb(&track->page, NULL, "办理进度");
	view.page = track->page;
	render_public_track(&reply->body, &view);
}

static bool begin(struct request *request, struct reply *reply, struct track *track)
{
	return public_page_begin(request, reply, PART_APPLY, "办理进度", &track->page) &&
	       track_open(request, reply, "办理进度", track);
}

void page_track(struct request *request, struct reply *reply)
{
	struct track track;
	struct form form;
	if (!begin(request, reply, &track)) return;
	begin_form(&form, &track.seen, request->arena);
	show(request, reply, &track, &form);
}

/* A letter under its own name. */
static void send(struct request *request, struct reply *reply, const struct visitor_letter *letter,
		 const char *media_type, const struct blob *bytes)
{
	enum file_kind kind = FILE_PDF;
	/* one that went out on paper is the picture of it */
	(void)file_kind_parse(media_type, &kind);
	buf_add(&reply->body, bytes->bytes, bytes->n);
	reply_file(reply,
		   ARENA_JOIN(request->arena, letter->title, ".", file_kind_facts(kind)->extension),
		   media_type, request->arena);
}

/* Which of the buttons was pressed; false: none that is there. */
static bool wanted(const struct request *request, const struct visitor_case *seen,
		   const struct visitor_letter **ret_letter, int64_t *ret_given)
{
	int64_t id;
	*ret_letter = NULL;
	*ret_given = 0;
	if (http_number(request_form(request, "letter"), &id))
		for (size_t i = 0; i < seen->n_letters; i++)
			if (seen->letters[i].id == id) *ret_letter = &seen->letters[i];
	if (http_number(request_form(request, "given"), &id))
		for (size_t i = 0; i < seen->n_givens; i++)
			if (seen->givens[i].id == id && !seen->givens[i].withdrawn) *ret_given = id;
	return *ret_letter != NULL || *ret_given != 0;
}

static enum err hand_given(struct request *request, struct reply *reply,
			   const struct visitor_case *seen, int64_t id, struct error *error)
{
	const struct own_given *given;
	struct blob bytes;
	enum err err = visitor_given(request->thread->office, request->from, seen, id,
				     request->arena, error, &given, &bytes);
	if (err != ERR_NONE) return err;
	buf_add(&reply->body, bytes.bytes, bytes.n);
	reply_file(reply, given->name, given->media_type, request->arena);
	return ERR_NONE;
}

static enum err hand_letter(struct request *request, struct reply *reply,
			    const struct visitor_case *seen, const struct visitor_letter *letter,
			    struct error *error)
{
	struct blob bytes;
	const char *media_type;
	enum err err = visitor_letter(request->thread->office, seen, letter->id, "pdf",
				      request->arena, error, &media_type, &bytes);
	if (err == ERR_NONE) send(request, reply, letter, media_type, &bytes);
	return err;
}

void page_track_letter(struct request *request, struct reply *reply)
{
	struct track track;
	struct form form;
	struct error error;
	const struct visitor_letter *letter;
	int64_t given;
	if (!begin(request, reply, &track)) return;
	begin_form(&form, &track.seen, request->arena);
	const struct visitor_case *seen = &track.seen;
	if (seen->proof == VISITOR_BY_COUNTER || (form.n > 0 && !form_read(&form, request))) {
		show(request, reply, &track, &form);
		return;
	}
	if (!wanted(request, seen, &letter, &given)) {
		public_error_page(request, reply, 404, NULL);
		return;
	}
	struct office *office = request->thread->office;
	enum err err = visitor_prove(office, request->from, seen,
				     form.n > 0 ? form.values[TAIL] : "", request->arena, &error);
	if (err == ERR_DENIED && form.n > 0) {
		form_wrong(&form, TAIL, "%s", error.message);
		form_set(&form, TAIL, "");
		show(request, reply, &track, &form);
		return;
	}
	if (err == ERR_NONE)
		err = letter != NULL ? hand_letter(request, reply, seen, letter, &error)
				     : hand_given(request, reply, seen, given, &error);
	if (err != ERR_NONE) track_fail(request, reply, err, &error);
}

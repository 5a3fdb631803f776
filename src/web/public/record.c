/* SPDX-License-Identifier: MulanPSL-2.0
 * 法定主动公开内容: the index of records (Art. 12) with filters, and each record. */
#include <string.h>

#include "base/escape.h"
#include "web/public/memo.h"
#include "web/public/pages.h"

/* The filters of the list; a form of one row, and every link of the pager carries them. */
enum filter { FILTER_TEXT, FILTER_KIND, FILTER_TOPIC, FILTER_KEY_AREA, FILTER_YEAR, FILTER__MAX };
static const struct {
	const char *name, *label;
	enum public_facet facet;
} filters[FILTER__MAX] = {
	[FILTER_TEXT] = {"text", "标题或文号", PUBLIC_FACET__MAX},
	[FILTER_KIND] = {"kind", "类别", PUBLIC_FACET_KIND},
	[FILTER_TOPIC] = {"topic", "主题", PUBLIC_FACET_TOPIC},
	[FILTER_KEY_AREA] = {"key_area", "重点领域", PUBLIC_FACET_KEY_AREA},
	[FILTER_YEAR] = {"year", "年份", PUBLIC_FACET_YEAR},
};

static const char *record_href(struct request *request, const struct public_page *page, int64_t id)
{
	return arena_printf(request->arena, "%s/records/%lld", page->base, (long long)id);
}

enum err record_news(struct request *request, const struct public_page *page, const char *topic,
		     size_t most, struct error *error, struct view_news **ret_news, size_t *ret_n)
{
	const struct public_record_filter filter = {
		.agency_id = page->agency.id, .topic = topic, .limit = most, .uncounted = true};
	struct public_record_page list;
	enum err err = public_record_list(request->thread->public_store, &filter, request->arena,
					  error, &list);
	if (err != ERR_NONE) return err;
	struct view_news *news = arena_array(request->arena, list.n, sizeof *news);
	for (size_t i = 0; i < list.n; i++)
		news[i] = (struct view_news){record_href(request, page, list.records[i].id),
					     list.records[i].title, list.records[i].published};
	*ret_news = news;
	*ret_n = list.n;
	return ERR_NONE;
}

/* /records?kind=…&cursor=…, with the filters of this request. */
static const char *list_href(struct request *request, const struct public_page *page,
			     const char *cursor)
{
	struct buf url;
	buf_init(&url, 64 * 1024);
	buf_printf(&url, "%s/records", page->base);
	char separator = '?';
	for (int i = 0; i < FILTER__MAX; i++) {
		const char *value = request_query(request, filters[i].name);
		if (value[0] == '\0') continue;
		buf_printf(&url, "%c%s=", separator, filters[i].name);
		escape_url(&url, value);
		separator = '&';
	}
	if (cursor != NULL) {
		buf_printf(&url, "%ccursor=", separator);
		escape_url(&url, cursor);
	}
	const char *text = arena_text(request->arena, buf_text(&url));
	buf_release(&url);
	return text;
}

/* A select of what there is; a chosen value that no longer exists is offered too, so that the page
 * shows what it filters by. */
static enum err fill_select(struct request *request, struct view_records *view, enum filter filter,
			    struct error *error)
{
	struct view_field *field = &view->fields[filter];
	const struct public_choice *choices;
	size_t n;
	enum err err = memo_choices(request, view->page.agency.id, filters[filter].facet, error,
				    &choices, &n);
	if (err != ERR_NONE) return err;
	struct view_option *options = arena_array(request->arena, n + 2, sizeof *options);
	bool known = field->value[0] == '\0';
	options[field->n_options++] = (struct view_option){"", "全部", known};
	for (size_t i = 0; i < n; i++) {
		bool chosen = strcmp(choices[i].code, field->value) == 0;
		known |= chosen;
		options[field->n_options++] =
			(struct view_option){choices[i].code, choices[i].label, chosen};
	}
	if (!known)
		options[field->n_options++] =
			(struct view_option){field->value, field->value, true};
	field->options = options;
	return ERR_NONE;
}

static enum err fill_filters(struct request *request, struct view_records *view,
			     struct error *error)
{
	enum err err = ERR_NONE;
	view->n_fields = FILTER__MAX;
	for (int i = 0; i < FILTER__MAX && err == ERR_NONE; i++) {
		view->fields[i] = (struct view_field){
			.name = filters[i].name,
			.label = filters[i].label,
			.value = request_query(request, filters[i].name),
			.is_line = i == FILTER_TEXT,
			.is_select = i != FILTER_TEXT,
		};
		view->filtered |= view->fields[i].value[0] != '\0';
		if (i != FILTER_TEXT) err = fill_select(request, view, (enum filter)i, error);
	}
	return err;
}

static void fill_table(struct request *request, struct view_records *view,
		       const struct public_record_page *list)
{
	static const struct view_head heads[] = {{"名称", false},
						 {"索引号", false},
						 {"类别", false},
						 {"主题", false},
						 {"公开日期", false}};
	struct view_row *rows = arena_array(request->arena, list->n, sizeof *rows);
	for (size_t i = 0; i < list->n; i++) {
		const struct public_record *record = &list->records[i];
		struct view_cell *cells =
			arena_array(request->arena, COUNT_OF(heads), sizeof *cells);
		const char *const texts[] = {record->title,
					     public_record_index(record, request->arena),
					     record->kind, record->topic, record->published};
		for (size_t j = 0; j < COUNT_OF(heads); j++) {
			cells[j].label = heads[j].label;
			cells[j].text = texts[j];
		}
		cells[0].href = record_href(request, &view->page, record->id);
		rows[i] = (struct view_row){cells, COUNT_OF(heads), false};
	}
	view->table = (struct view_table){
		.heads = heads,
		.n_heads = COUNT_OF(heads),
		.rows = rows,
		.n_rows = list->n,
		.empty = view->filtered ? "没有符合条件的信息。可以减少条件再找一次。"
					: "还没有公开的信息。",
	};
}

void page_records(struct request *request, struct reply *reply)
{
	struct view_records view = {.filtered = false};
	struct public_page *page = &view.page;
	struct error error;
	if (!public_page_begin(request, reply, PART_RECORDS, "法定主动公开内容", page)) return;
	const char *year = request_query(request, "year"),
		   *cursor = request_query(request, "cursor");
	struct public_record_filter filter = {
		.agency_id = page->agency.id,
		.kind = request_query(request, "kind"),
		.topic = request_query(request, "topic"),
		.key_area = request_query(request, "key_area"),
		.text = request_query(request, "text"),
		.cursor = cursor,
	};
	int64_t number;
	if (http_number(year, &number) && number >= 1900 && number <= 2999) {
		filter.from = day_year_start((int)number);
		filter.to = day_year_end((int)number);
	}
	struct public_record_page list;
	enum err err = fill_filters(request, &view, &error);
	if (err == ERR_NONE)
		err = public_record_list(request->thread->public_store, &filter, request->arena,
					 &error, &list);
	if (err != ERR_NONE) {
		public_page_fail(request, reply, &error);
		return;
	}
	public_page_crumb(page, NULL, "法定主动公开内容");
	view.action = public_page_href(request, page, "/records");
	fill_table(request, &view, &list);
	view.pager.total = arena_printf(request->arena, "共 %lld 条", (long long)list.total);
	if (cursor[0] != '\0') view.pager.first_href = list_href(request, page, NULL);
	if (list.next != NULL) view.pager.next_href = list_href(request, page, list.next);
	render_public_records(&reply->body, &view);
}

void page_record(struct request *request, struct reply *reply)
{
	struct view_record view = {.outside = false};
	struct public_page *page = &view.page;
	int64_t id;
	struct error error;
	if (!public_page_begin(request, reply, PART_RECORDS, "公开信息", page)) return;
	error_set(&error, ERR_MISSING, NULL, "没有这条信息。");
	if (!http_number(public_page_param(request, 0), &id) ||
	    public_record_get(request->thread->public_store, page->agency.id, id, request->arena,
			      &error, &view.record) != ERR_NONE) {
		public_page_fail(request, reply, &error);
		return;
	}
	const struct public_record *record = &view.record;
	view.list_href = public_page_href(request, page, "/records");
	view.correction_href = arena_printf(request->arena, "%s/apply/correction?record=%lld",
					    page->base, (long long)view.record.id);
	view.index_number = public_record_index(record, request->arena);
	view.key_area = public_key_area_label(record->key_area);
	view.outside = record->url[0] != '\0';
	page->title = arena_printf(request->arena, "%s - %s", record->title, page->name);
	public_page_crumb(page, view.list_href, "法定主动公开内容");
	public_page_crumb(page, NULL, "正文");
	public_page_meta(page, "ArticleTitle", record->title);
	public_page_meta(page, "PubDate", record->published);
	public_page_meta(page, "ContentSource", page->agency.name);
	render_public_record(&reply->body, &view);
}

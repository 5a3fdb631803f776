/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "unit/help_letter.h"

#include "paper/paper.h"
#include "unit/help_cmocka.h"

/* clang-format off */
/* Of a text field its text; of a date the days before the letter's. */
static const struct { const char *text; int before; } SAMPLES[FIELD__MAX] = {
	[FIELD_ORGAN] = {"海东市平安区古城回族乡人民政府", 0},
	[FIELD_REQUESTER] = {"玥旸", 0},
	[FIELD_RECEIVED] = {NULL, 25},
	[FIELD_CHANNEL] = {"online", 0},
	[FIELD_REQUEST] = {"2025-0007", 0},
	[FIELD_SUBJECT] = {"2024年危房改造补助资金分配方案及补助名册", 0},
	[FIELD_CLARIFIED] = {NULL, 20},
	[FIELD_EXTENDED] = {NULL, 5},
	[FIELD_CONSULTED] = {NULL, 18},
	[FIELD_ANSWERED] = {NULL, 4},
	[FIELD_UNANSWERED] = {NULL, 3},
	[FIELD_OFFICER] = {"马占林", 0},
	[FIELD_PHONE] = {"0972-8600000", 0},
	[FIELD_ADDRESS] = {"海东市平安区古城回族乡人民政府党政办公室（邮编810600）", 0},
	[FIELD_REVIEWER] = {"海东市平安区人民政府", 0},
	[FIELD_ONLINE] = {"true", 0},
	[FIELD_DUE] = {NULL, -3},
	[FIELD_NEW_DUE] = {NULL, -30},
	[FIELD_DAYS] = {"10", 0},
	[FIELD_PATTERN] = {"2025年2月共提出申请45件，其中38件内容相近", 0},
	[FIELD_REASON] = {"所涉材料由多个年度的档案组成，尚需逐件核对", 0},
	[FIELD_THIRD] = {"青海某某建筑有限公司", 0},
	[FIELD_CONCERN] = {"该方案载有贵方报送的成本构成和银行账号。", 0},
	[FIELD_COMAKER] = {"海东市平安区住房和城乡建设局", 0},
	[FIELD_ASSISTANT] = {"海东市平安区住房和城乡建设局", 0},
	[FIELD_TASK] = {"查找并提供2024年危房改造补助资金分配方案及其附表，说明有无不予公开的内容", 0},
	[FIELD_DISCLOSED] = {"补助资金分配方案全文", 0},
	[FIELD_TARIFF] = {"piece", 0},
	[FIELD_COUNT] = {"45", 0},
	[FIELD_PAYMENT] = {"凭本通知书向乡财政所缴款，或者扫描所附缴款码", 0},
	[FIELD_WHERE] = {"平安区人民政府门户网站“政府信息公开”专栏，https://www.example.gov.cn/zfxxgk", 0},
	[FIELD_PROVISION] = {"电子文件，随本答复书发送至申请表所填的电子邮箱", 0},
	[FIELD_SEARCH] = {"以“危房改造”“补助”为关键词检索了档案室2019年至2024年的目录和公文系统，并询问了村镇建设站", 0},
	[FIELD_RESPONSIBLE] = {"海东市平安区财政局", 0},
	[FIELD_RESPONSIBLE_CONTACT] = {"0972-8610000", 0},
	[FIELD_EARLIER] = {NULL, 22},
	[FIELD_SPECIAL_LAW] = {"《不动产登记暂行条例》第二十七条", 0},
	[FIELD_EXISTING] = {"2019年至2024年各年度分配方案", 0},
	[FIELD_UNCLEAR] = {"未写明所需信息的年度和村名", 0},
	[FIELD_NATURE] = {"信访", 0},
	[FIELD_PUBLICATION] = {"《青海年鉴（2023）》", 0},
	[FIELD_GROUND] = {"《中华人民共和国政府信息公开条例》第二十七条和您于2025年3月10日提出的撤回申请", 0},
	[FIELD_EXPIRED] = {NULL, 2},
	[FIELD_RECORD] = {"低保对象名册中本人的家庭人口", 0},
	[FIELD_REFUSED] = {"经核对户籍材料，名册记载与事实相符", 0},
	[FIELD_PROPOSAL] = {"历年危房改造补助的分配结果和验收记录", 0},
	[FIELD_ADOPTED] = {"2019年至2024年危房改造补助的分配结果，在门户网站“政府信息公开”专栏公开", 0},
	[FIELD_DECLINED] = {"验收记录载有个人隐私，不宜全部公开", 0},
	[FIELD_COMPLAINT] = {"申请提出两个月仍没有答复，窗口拒收书面申请", 0},
	[FIELD_ABOUT] = {"海东市平安区三合镇人民政府", 0},
	[FIELD_ACCOUNT] = {"2025年1月以来收到的政府信息公开申请的登记、答复情况，窗口是否收取书面申请", 0},
	[FIELD_UPHELD] = {"逾期没有答复的申请，责令在15日内答复", 0},
	[FIELD_NOT_UPHELD] = {"经查，窗口没有拒收书面申请", 0},
};
/* clang-format on */

static void give(struct letter_data *data, enum letter_field field, const struct letter_case *of,
		 struct problems *problems)
{
	const struct letter_field_facts *facts = letter_field_facts(field);
	const char *text = SAMPLES[field].text;
	const int year = day_year(of->date);
	if (field == FIELD_DATE || (facts->type == LETTER_DATE && SAMPLES[field].before != 0))
		text = arena_text(data->arena, day_text(of->date - SAMPLES[field].before).s);
	if (field == FIELD_NUMBER)
		text = arena_printf(data->arena, "古政%s〔%d〕3号",
				    letter_facts(data->kind)->series, year);
	if (field == FIELD_EARLIER_NUMBER)
		text = arena_printf(data->arena, "古政公%s〔%d〕2号",
				    data->kind == LETTER_R7 ? "复" : "补", year);
	if (field == FIELD_KIND) text = requester_code(of->requester);
	if (field == FIELD_OUTCOME) text = outcome_facts(of->outcome)->code;
	letter_give(data, field, text, problems);
	if (field == FIELD_ATTACHMENTS && of->outcome <= OUTCOME_B && of->kind >= LETTER_R1)
		letter_give_item(data, field, "2024年危房改造补助资金分配方案", problems);
	if (field == FIELD_ITEMS) {
		letter_give_item(data, field, "所需信息的年度", problems);
		letter_give_item(data, field, "获取信息的方式、途径", problems);
	}
	if (field == FIELD_WITHHELD) {
		letter_give_withheld(data, "名册中的身份证号码和银行账号", "c4",
				     "属于个人隐私，第三方不同意公开", problems);
		letter_give_withheld(data, "分配方案的讨论记录", "c6", "属于讨论过程中的记录",
				     problems);
		letter_give_withheld(data, "经办人的私人便条", "not-information",
				     "不是履行行政管理职能中制作的", problems);
	}
}

void letter_sample(const struct letter_case *of, enum letter_field left_out, struct arena *arena,
		   struct problems *problems, struct letter_data *ret_data)
{
	memset(ret_data, 0, sizeof *ret_data);
	ret_data->kind = of->kind;
	ret_data->arena = arena;
	for (int i = 0; i < FIELD__MAX; i++) {
		const struct letter_field_facts *facts = letter_field_facts((enum letter_field)i);
		if (facts->key != NULL && (enum letter_field)i != left_out &&
		    letter_among(of->kind, facts->kinds))
			give(ret_data, (enum letter_field)i, of, problems);
	}
	letter_data_finish(ret_data, problems);
}

static void fail_with(const struct letter_case *of, const struct problems *problems)
{
	for (const struct problem *p = problems->first; p != NULL; p = p->next)
		print_error("%s: %s %s\n", letter_facts(of->kind)->code, p->field, p->text);
	fail();
}

struct letter_template letter_own(enum letter kind, struct arena *arena)
{
	struct problems problems;
	struct letter_template template = {0};
	const char *text = letter_template_own(kind);
	problems_init(&problems, arena);
	if (!letter_template_read(text, strlen(text), arena, &problems, &template))
		fail_with(&(struct letter_case){.kind = kind}, &problems);
	assert_int_equal(template.kind, kind);
	return template;
}

const char *letter_text(const struct letter_case *of, struct arena *arena)
{
	struct problems problems;
	struct letter_data data;
	struct buf out;
	struct letter_template template = letter_own(of->kind, arena);
	problems_init(&problems, arena);
	letter_sample(of, FIELD__MAX, arena, &problems, &data);
	struct doc *doc = letter_document(&template, &data, &problems);
	if (problems.count > 0) fail_with(of, &problems);
	buf_init(&out, 1 << 20);
	assert_int_equal(paper_text(doc, NULL, &out, NULL), ERR_NONE);
	const char *text = arena_text(arena, buf_text(&out));
	buf_release(&out);
	return text;
}

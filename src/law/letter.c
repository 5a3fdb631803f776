/* SPDX-License-Identifier: MulanPSL-2.0
 * Facts of the letters, out of the tables. */
#include "law/letter.h"

#include <string.h>

static const struct letter_facts facts[] = {
#define LETTER(name, self, series, outcomes, remedy, noun, article)                                \
	[LETTER_##name] = {#name, self, series, outcomes, remedy, noun, article},
	LETTER_TABLE(LETTER)
#undef LETTER
};

static const struct letter_field_facts fields[] = {
#define FIELD(name, key, placeholder, type, kinds)                                                 \
	[FIELD_##name] = {key, placeholder, LETTER_##type, kinds},
	LETTER_FIELD_TABLE(FIELD)
#undef FIELD
};

static const char *const tags[] = {
#define ELEMENT(name, tag) [ELEMENT_##name] = tag,
	LETTER_ELEMENT_TABLE(ELEMENT)
#undef ELEMENT
};

#define REGULATION "《中华人民共和国政府信息公开条例》"
#define NAMES_LAW "条例第三十六条、第三十七条"
#define TO_REQUESTER                                                                               \
	"P1 P2 P3 P4 P6 P9 P11 R1 R2 R3 R4 R5 R6 R7 R8 R9 R10 R11 R12 R13 R14 R16 R17 R18 F"
#define ON_REQUEST "P1 P2 P3 P4 P6 P9 P11 R1 R2 R3 R4 R5 R6 R7 R8 R9 R10 R11 R12 R13 R14 R15 F"

/* clang-format off */
const struct letter_need letter_needs[] = {
	{"*", ELEMENT_TITLE, "", "标题", "GB/T 9704-2012 7.3.1"},
	{TO_REQUESTER, ELEMENT_ADDRESSEE, "{申请人}", "主送申请人", "GB/T 9704-2012 7.3.2"},
	{"P5 P8", ELEMENT_ADDRESSEE, "{第三方}", "主送第三方", "条例第三十二条"},
	{"P7", ELEMENT_ADDRESSEE, "{共同制作机关}", "主送共同制作机关", "条例第三十四条"},
	{"P10", ELEMENT_ADDRESSEE, "{协办单位}", "主送协办的机关或者科室", "GB/T 9704-2012 7.3.2"},
	{ON_REQUEST, ELEMENT_FACTS, "{收到日期} {申请内容}", "何时收到、申请公开什么", "条例第二十九条、第三十一条"},
	{"P10", ELEMENT_FACTS, "{收到日期} {申请内容} ?{答复期限}", "何时收到、申请公开什么、应当何时答复", "条例第三十三条"},
	{"P5 P7 P8", ELEMENT_FACTS, "{收到日期} {申请内容}", "何时收到、申请公开什么", "条例第三十二条、第三十四条"},
	{"R16", ELEMENT_FACTS, "{收到日期} {更正事项}", "何时收到、要求更正什么", "条例第四十一条"},
	{"R17", ELEMENT_FACTS, "{收到日期} {建议内容}", "何时收到、建议公开什么", "条例第四十四条"},
	{"R18", ELEMENT_FACTS, "{收到日期} {被投诉机关} {投诉内容}", "何时收到、投诉谁、投诉什么", "条例第五十一条"},
	{"P12", ELEMENT_ADDRESSEE, "{被投诉机关}", "主送被投诉的机关", "GB/T 9704-2012 7.3.2"},
	{"R15", ELEMENT_FACTS, "{申请人}", "申请人", "条例第四十五条"},
	{"R10", ELEMENT_FACTS, "{补正收到日期}", "补正材料的收到日期", "条例第三十条"},

	{"P1", ELEMENT_PERIOD, "{答复期限}", "答复期限", "条例第三十三条第二款"},
	{"P1", ELEMENT_GROUND, "第三十一条", "收到日期的依据", "条例第三十一条"},
	{"P1 P2 P3 P4 P6 P9 P11", ELEMENT_CONTACT, "{联系人} {联系电话}", "联系人和联系电话", "条例第三十条、第四十五条"},
	{"P5 P7", ELEMENT_CONTACT, "{联系人} {联系电话} {联系地址}", "回复地址、联系人和联系电话", "条例第三十二条、第三十四条"},
	{"P2", ELEMENT_GROUND, "第三十条", "补正的依据", "条例第三十条"},
	{"P2", ELEMENT_ITEMS, "{补正事项}", "需要补正的每一项内容", "条例第三十条"},
	{"P2", ELEMENT_PERIOD, "{工作日数}", "补正期限", "条例第三十条"},
	{"P2", ELEMENT_EFFECT, "视为放弃申请", "逾期不补正的后果", "条例第三十条"},
	{"P3", ELEMENT_FINDING, "{申请情况}", "申请数量、频次的事实", "条例第三十五条"},
	{"P3", ELEMENT_GROUND, "第三十五条", "要求说明理由的依据", "条例第三十五条"},
	{"P3", ELEMENT_PERIOD, "{工作日数}", "说明理由的期限", "条例第三十五条"},
	{"P3", ELEMENT_EFFECT, "不予处理", "理由不合理的后果", "条例第三十五条"},
	{"P4", ELEMENT_GROUND, "第三十三条第二款", "延期的依据", "条例第三十三条第二款"},
	{"P4", ELEMENT_DECISION, "{理由} {答复期限} {延长后的答复期限}", "延期的理由和新的答复期限", "条例第三十三条第二款"},
	{"P5", ELEMENT_GROUND, "第三十二条", "征求意见的依据", "条例第三十二条"},
	{"P5", ELEMENT_FINDING, "{关联情况}", "为什么与第三方有关", "条例第三十二条"},
	{"P5 P7", ELEMENT_PERIOD, "15个工作日", "提出意见的期限", "条例第三十二条、第三十四条"},
	{"P5", ELEMENT_EFFECT, "由本机关", "逾期未提出意见的后果", "条例第三十二条"},
	{"P5 P7", ELEMENT_SLIP, "同意公开 不同意公开", "供回复用的回条", "条例第三十二条、第三十四条"},
	{"P6", ELEMENT_GROUND, "第三十三条第三款", "不计算在期限内的依据", "条例第三十三条第三款"},
	{"P6", ELEMENT_DECISION, "{征求意见日期} 不计算在", "何时征求意见、所需时间不计算在内", "条例第三十三条第三款"},
	{"P7", ELEMENT_GROUND, "第三十四条", "征求意见的依据", "条例第三十四条"},
	{"P7", ELEMENT_FINDING, "{关联情况}", "共同制作的情况", "条例第三十四条"},
	{"P7", ELEMENT_EFFECT, "视为同意公开", "逾期未提出意见的后果", "条例第三十四条"},
	{"P8", ELEMENT_GROUND, "第三十二条", "决定公开的依据", "条例第三十二条"},
	{"P8", ELEMENT_DECISION, "{公开内容} {理由}", "决定公开的内容和理由", "条例第三十二条"},
	{"P9", ELEMENT_GROUND, "第四十二条 {收费方式} 《政府信息公开信息处理费管理办法》", "收费的依据和方式", "《政府信息公开信息处理费管理办法》第三条、第六条"},
	{"P9", ELEMENT_DECISION, "{计费说明} {应缴金额}", "收费的标准和数额", "《政府信息公开信息处理费管理办法》第六条"},
	{"P9", ELEMENT_ITEMS, "{缴纳方式}", "缴纳方式", "《政府信息公开信息处理费管理办法》第六条"},
	{"P9", ELEMENT_PERIOD, "次日起20个工作日内", "缴纳期限", "《政府信息公开信息处理费管理办法》第六条"},
	{"P9", ELEMENT_EFFECT, "视为放弃申请", "逾期不缴纳的后果", "《政府信息公开信息处理费管理办法》第六条"},
	{"P10", ELEMENT_CONTACT, "{联系人} {联系电话} {联系地址}", "回复地址、联系人和联系电话", "条例第三十三条第三款"},
	{"P10", ELEMENT_GROUND, "第三十三条第三款", "征求其他机关意见的依据", "条例第三十三条第三款"},
	{"P10", ELEMENT_DECISION, "{协办事项}", "请协助办理的事项", "条例第四十五条"},
	{"P10", ELEMENT_PERIOD, "{工作日数}", "回复的期限", "条例第三十三条"},
	{"P10", ELEMENT_SLIP, "材料 意见", "供回复用的回条", "条例第四十五条"},
	{"P11", ELEMENT_GROUND, "第三十五条", "延迟答复的依据", "条例第三十五条"},
	{"P11", ELEMENT_DECISION, "{理由} {延长后的答复期限}", "延迟答复的理由和合理期限", "条例第三十五条"},

	{"P12", ELEMENT_GROUND, "第四十七条", "要求说明情况的依据", "条例第四十七条"},
	{"P12", ELEMENT_DECISION, "{说明事项}", "请说明的事项", "条例第四十七条"},
	{"P12", ELEMENT_PERIOD, "{工作日数}", "说明的期限", "条例第四十七条"},
	{"P12", ELEMENT_CONTACT, "{联系人} {联系电话} {联系地址}", "回复地址、联系人和联系电话", "条例第四十七条"},
	{"R1", ELEMENT_GROUND, REGULATION " 第三十六条第（一）项", "依据的条、项", NAMES_LAW},
	{"R1", ELEMENT_DECISION, "{获取途径}", "获取的方式、途径", "条例第三十六条第（一）项"},
	{"R2", ELEMENT_GROUND, REGULATION " 第三十六条第（二）项", "依据的条、项", NAMES_LAW},
	{"R2 R3", ELEMENT_DECISION, "{提供方式}", "所提供的信息，或者获取的方式、途径和时间", "条例第三十六条第（二）项、第四十条"},
	{"R3", ELEMENT_GROUND, REGULATION " 第三十七条", "区分处理的依据", "条例第三十七条"},
	{"R3", ELEMENT_DECISION, "{公开内容} {不予公开部分}", "公开的部分，不予公开的每一部分及其依据、理由", "条例第三十七条"},
	{"R4", ELEMENT_GROUND, REGULATION " 第三十六条第（三）项 {依据条款} {不公开情形}", "不予公开的确切依据", "条例第十四条至第十六条、第三十六条第（三）项"},
	{"R4", ELEMENT_DECISION, "不予公开 {理由}", "不予公开的决定和理由", "条例第三十六条第（三）项"},
	{"R5", ELEMENT_FINDING, "{检索情况}", "检索的范围和方法", "条例第三十六条第（四）项，指导案例101号"},
	{"R5", ELEMENT_GROUND, REGULATION " 第三十六条第（四）项", "依据的条、项", NAMES_LAW},
	{"R5", ELEMENT_DECISION, "不存在", "告知信息不存在", "条例第三十六条第（四）项"},
	{"R6", ELEMENT_GROUND, REGULATION " 第三十六条第（五）项", "依据的条、项", NAMES_LAW},
	{"R6", ELEMENT_DECISION, "{理由} ?{负责机关} ?{负责机关联系方式}", "不属于本机关负责公开的理由，能够确定的负责机关及其联系方式", "条例第十条、第三十六条第（五）项"},
	{"R7", ELEMENT_FINDING, "{前次日期} {前次文号}", "前次答复的日期和文号", "条例第三十六条第（六）项"},
	{"R7", ELEMENT_GROUND, REGULATION " 第三十六条第（六）项", "依据的条、项", NAMES_LAW},
	{"R7", ELEMENT_DECISION, "不予重复处理", "告知不予重复处理", "条例第三十六条第（六）项"},
	{"R8", ELEMENT_GROUND, REGULATION " 第三十六条第（七）项 {特别规定}", "依据的条、项和特别规定", "条例第三十六条第（七）项"},
	{"R8", ELEMENT_DECISION, "{获取途径}", "依照特别规定办理的途径", "条例第三十六条第（七）项"},
	{"R9", ELEMENT_GROUND, REGULATION " 第三十八条", "依据的条文", "条例第三十八条"},
	{"R9", ELEMENT_DECISION, "{理由} ?{现有信息}", "需要加工、分析的理由，现有的信息", "条例第三十八条"},
	{"R10", ELEMENT_FINDING, "{不明确之处}", "补正后仍不明确之处", "条例第三十条"},
	{"R10", ELEMENT_GROUND, REGULATION " 第三十条", "依据的条文", "条例第三十条"},
	{"R10", ELEMENT_DECISION, "无法提供", "告知无法提供", "条例第三十条"},
	{"R11", ELEMENT_GROUND, REGULATION " 第三十九条第一款", "依据的条、款", "条例第三十九条第一款"},
	{"R11", ELEMENT_FINDING, "{理由} {事项性质}", "认定为信访、投诉、举报的理由", "条例第三十九条第一款"},
	{"R11", ELEMENT_DECISION, "不作为政府信息公开申请处理 {获取途径}", "不作为申请处理，相应的渠道", "条例第三十九条第一款"},
	{"R12", ELEMENT_FINDING, "{出版物}", "公开出版物的名称", "条例第三十九条第二款"},
	{"R12", ELEMENT_GROUND, REGULATION " 第三十九条第二款", "依据的条、款", "条例第三十九条第二款"},
	{"R12", ELEMENT_DECISION, "{获取途径}", "获取出版物的途径", "条例第三十九条第二款"},
	{"R13", ELEMENT_FINDING, "{申请情况} {理由} ?{前次日期}", "数量、频次的事实，理由为何不合理", "条例第三十五条"},
	{"R13", ELEMENT_GROUND, REGULATION " 第三十五条", "依据的条文", "条例第三十五条"},
	{"R13", ELEMENT_DECISION, "不予处理", "告知不予处理", "条例第三十五条"},
	{"R14", ELEMENT_FINDING, "{申请情况}", "已获取信息的情况", "国办公开办函〔2021〕30号格式第（五）项第5目"},
	{"R14", ELEMENT_GROUND, REGULATION " 第二条", "依据的条文", "条例第二条"},
	{"R14", ELEMENT_DECISION, "不予处理", "告知不予处理", "国办公开办函〔2021〕30号格式第（五）项第5目"},
	{"R15", ELEMENT_FINDING, "{申请情况} {理由}", "不再处理的事实", "条例第四十五条"},
	{"R15", ELEMENT_GROUND, "{依据条款} {不再处理情形}", "不再处理的依据", "条例第三十条，《政府信息公开信息处理费管理办法》第六条"},
	{"R15", ELEMENT_DECISION, "不再处理 {联系人}", "不再处理的记录、经办人", "条例第四十五条"},
	{"R16", ELEMENT_GROUND, REGULATION " 第四十一条", "依据的条文", "条例第四十一条"},
	{"R16", ELEMENT_DECISION, "?{更正内容} ?{转送机关} ?{不予更正理由}", "更正、转送或者不予更正及其理由", "条例第四十一条"},
	{"R17", ELEMENT_GROUND, REGULATION " 第四十四条", "依据的条文", "条例第四十四条"},
	{"R17", ELEMENT_DECISION, "?{采纳内容} ?{已公开途径} ?{不采纳理由}", "采纳、已经公开或者不采纳及其理由", "条例第四十四条"},
	{"R18", ELEMENT_GROUND, REGULATION " 第五十一条", "依据的条文", "条例第四十七条、第五十一条"},
	{"R18", ELEMENT_DECISION, "?{责令改正内容} ?{不成立理由} ?{转送机关}", "责令改正、不成立或者转送及其理由", "条例第四十七条、第五十一条"},
	{"R18", ELEMENT_EFFECT, "60日 6个月 不停止", "投诉举报不停止申请行政复议、提起行政诉讼的期限", "行政复议法第二十条，行政诉讼法第四十六条"},
	{"F1 F2", ELEMENT_FINDING, "{前次日期} {前次文号} {期满日期}", "何时告知、何时期满", "条例第三十条，《政府信息公开信息处理费管理办法》第六条"},
	{"F1", ELEMENT_GROUND, REGULATION " 第三十条", "依据的条文", "条例第三十条"},
	{"F2", ELEMENT_GROUND, "《政府信息公开信息处理费管理办法》第六条", "依据的条文", "《政府信息公开信息处理费管理办法》第六条"},
	{"F1 F2 F3", ELEMENT_DECISION, "不再处理", "告知不再处理", "国办公开办函〔2021〕30号格式第（六）项"},
	{"F3", ELEMENT_FINDING, "{理由}", "终结办理的事实", "国办公开办函〔2021〕30号格式第（六）项第3目"},
	{"F3", ELEMENT_GROUND, "{终结依据}", "终结办理的依据", "国办公开办函〔2021〕30号格式第（六）项第3目"},
	{"P8 R1 R2 R3 R4 R5 R6 R7 R8 R9 R10 R11 R12 R13 R14 R16 F", ELEMENT_REMEDY, "{救济途径}",
		"申请行政复议、提起行政诉讼的途径和期限", "行政复议法第二十条、第二十三条，行政诉讼法第四十五条、第四十六条"},
	{NULL, ELEMENT__MAX, NULL, NULL, NULL},
};
/* clang-format on */

const struct letter_facts *letter_facts(enum letter letter)
{
	BUG_IF((size_t)letter >= COUNT_OF(facts));
	return &facts[letter];
}

const struct letter_field_facts *letter_field_facts(enum letter_field field)
{
	BUG_IF((size_t)field >= COUNT_OF(fields));
	return &fields[field];
}

const char *letter_element_tag(enum letter_element element)
{
	BUG_IF((size_t)element >= COUNT_OF(tags));
	return tags[element];
}

bool letter_parse(const char *code, enum letter *ret_letter)
{
	for (size_t i = 0; i < COUNT_OF(facts); i++) {
		if (strcmp(facts[i].code, code) != 0) continue;
		*ret_letter = (enum letter)i;
		return true;
	}
	return false;
}

/* Is the word one of the list's, which are parted by blanks? */
static bool listed(const char *list, const char *word)
{
	const size_t n = strlen(word);
	for (const char *at = list; *at != '\0'; at += strspn(at, " ")) {
		size_t length = strcspn(at, " ");
		if (length == n && memcmp(at, word, n) == 0) return true;
		at += length;
	}
	return false;
}

bool letter_among(enum letter letter, const char *kinds)
{
	const char *code = letter_facts(letter)->code;
	const char series[] = {code[0], '\0'};
	return strcmp(kinds, "*") == 0 || listed(kinds, code) || listed(kinds, series);
}

bool letter_announces(enum letter letter, enum outcome outcome)
{
	return outcome != OUTCOME_OPEN &&
	       listed(letter_facts(letter)->outcomes, outcome_facts(outcome)->code);
}

bool letter_to_requester(enum letter letter)
{
	return letter_among(letter, TO_REQUESTER);
}

const char *letter_ground(enum outcome outcome)
{
	switch (outcome) {
	case OUTCOME_C1: return "属于依法确定为国家秘密的政府信息";
	case OUTCOME_C2: return "属于法律、行政法规禁止公开的政府信息";
	case OUTCOME_C3:
		return "属于公开后可能危及国家安全、公共安全、经济安全、社会稳定的政府信息";
	case OUTCOME_C4:
		return "属于涉及商业秘密、个人隐私等公开会对第三方合法权益造成损害的政府信息";
	case OUTCOME_C5: return "属于行政机关内部事务信息";
	case OUTCOME_C6: return "属于行政机关履行行政管理职能过程中形成的过程性信息";
	case OUTCOME_C7: return "属于行政执法案卷信息";
	default: return NULL;
	}
}

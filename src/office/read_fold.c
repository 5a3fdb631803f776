/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/read_fold.h"

/* U+2F00 … U+2FD5 in order (Unicode, CJKRadicals.txt), in the simplified form where reports use it.
 */
static const uint16_t radicals[] = {
	u'一', u'丨', u'丶', u'丿', u'乙', u'亅', u'二', u'亠', u'人', u'儿', u'入', u'八', u'冂',
	u'冖', u'冫', u'几', u'凵', u'刀', u'力', u'勹', u'匕', u'匚', u'匸', u'十', u'卜', u'卩',
	u'厂', u'厶', u'又', u'口', u'囗', u'土', u'士', u'夂', u'夊', u'夕', u'大', u'女', u'子',
	u'宀', u'寸', u'小', u'尢', u'尸', u'屮', u'山', u'巛', u'工', u'己', u'巾', u'干', u'幺',
	u'广', u'廴', u'廾', u'弋', u'弓', u'彐', u'彡', u'彳', u'心', u'戈', u'户', u'手', u'支',
	u'攴', u'文', u'斗', u'斤', u'方', u'无', u'日', u'曰', u'月', u'木', u'欠', u'止', u'歹',
	u'殳', u'毋', u'比', u'毛', u'氏', u'气', u'水', u'火', u'爪', u'父', u'爻', u'爿', u'片',
	u'牙', u'牛', u'犬', u'玄', u'玉', u'瓜', u'瓦', u'甘', u'生', u'用', u'田', u'疋', u'疒',
	u'癶', u'白', u'皮', u'皿', u'目', u'矛', u'矢', u'石', u'示', u'禸', u'禾', u'穴', u'立',
	u'竹', u'米', u'糸', u'缶', u'网', u'羊', u'羽', u'老', u'而', u'耒', u'耳', u'聿', u'肉',
	u'臣', u'自', u'至', u'臼', u'舌', u'舛', u'舟', u'艮', u'色', u'艸', u'虍', u'虫', u'血',
	u'行', u'衣', u'襾', u'见', u'角', u'言', u'谷', u'豆', u'豕', u'豸', u'贝', u'赤', u'走',
	u'足', u'身', u'车', u'辛', u'辰', u'辵', u'邑', u'酉', u'釆', u'里', u'金', u'长', u'门',
	u'阜', u'隶', u'隹', u'雨', u'青', u'非', u'面', u'革', u'韦', u'韭', u'音', u'页', u'风',
	u'飞', u'食', u'首', u'香', u'马', u'骨', u'高', u'髟', u'斗', u'鬯', u'鬲', u'鬼', u'鱼',
	u'鸟', u'卤', u'鹿', u'麦', u'麻', u'黄', u'黍', u'黑', u'黹', u'黾', u'鼎', u'鼓', u'鼠',
	u'鼻', u'齐', u'齿', u'龙', u'龟', u'龠'};

/* The radicals of the supplement that stand in PDF text for characters of these reports. */
static const struct {
	uint16_t radical, character;
} supplement[] = {
	{0x2ea0, u'民'}, {0x2ec4, u'西'}, {0x2ec5, u'见'}, {0x2ec6, u'角'}, {0x2ec9, u'贝'},
	{0x2ecb, u'车'}, {0x2ed3, u'长'}, {0x2ed4, u'门'}, {0x2ed8, u'青'}, {0x2ed9, u'韦'},
	{0x2eda, u'页'}, {0x2edb, u'风'}, {0x2edc, u'飞'}, {0x2edd, u'食'}, {0x2ee2, u'马'},
	{0x2ee5, u'鱼'}, {0x2ee9, u'黄'}, {0x2eec, u'齐'}, {0x2eee, u'齿'}, {0x2ef0, u'龙'},
};

static uint32_t fold_radical(uint32_t point)
{
	enum { KANGXI = 0x2f00 };
	if (point >= KANGXI && point < KANGXI + COUNT_OF(radicals)) return radicals[point - KANGXI];
	for (size_t i = 0; i < COUNT_OF(supplement); i++)
		if (supplement[i].radical == point) return supplement[i].character;
	return point;
}

uint32_t fold_point(uint32_t point)
{
	enum { FULL_WIDTH = 0xff01, FULL_WIDTH_END = 0xff5e, FULL_TO_HALF = 0xfee0 };
	if (point >= FULL_WIDTH && point <= FULL_WIDTH_END) point -= FULL_TO_HALF;
	if (point < 0x80) {
		if (point == '#' || point == '*' || point == '`' || point == '"' || point == '\'')
			return 0;
		if (point == '\t' || point == '\r' || point == '\n' || point == '\f') return ' ';
		return point < ' ' || point == 0x7f ? 0 : point;
	}
	if (point == 0xa0 || point == 0x3000 || point == 0x202f || point == 0x205f ||
	    (point >= 0x2000 && point <= 0x200a) || point == 0x2028 || point == 0x2029)
		return ' ';
	if (point < 0xa0 || (point >= 0x200b && point <= 0x200f) || point == 0xfeff ||
	    (point >= 0xfe00 && point <= 0xfe0f) || (point >= 0xe000 && point <= 0xf8ff))
		return 0;
	if ((point >= 0x2018 && point <= 0x201f) || (point >= 0x300c && point <= 0x300f)) return 0;
	if (point == 0x2502 || point == 0x2503) return '|';
	if (point == 0x2014 || point == 0x2013 || point == 0x2015 || point == 0x2212 ||
	    point == 0x2010 || point == 0x2011)
		return '-';
	if (point >= 0x2e80 && point < 0x2fe0) return fold_radical(point);
	return point;
}

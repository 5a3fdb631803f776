/* SPDX-License-Identifier: MulanPSL-2.0
 * Agencies: a tree of offices, each with what its letters, reports and page footers say. */
#ifndef LIANXIN_STORE_AGENCY_H
#define LIANXIN_STORE_AGENCY_H

#include "base/problem.h"
#include "store/store.h"

/* clang-format off */
/* FIELD(name, Chinese label, longest in characters, required, hint) — texts, "" when empty. One row
 * drives struct, SQL, form and checks. */
#define AGENCY_FIELDS(FIELD)                                                                       \
	FIELD(name, "单位名称", 100, true, "与年度报告标题一致，例如：海东市平安区古城回族乡")           \
	FIELD(short_name, "简称", 40, false, "用于导航和列表，例如：古城乡")                             \
	FIELD(signature, "落款名称", 100, false, "年度报告和文书的落款，例如：海东市平安区古城回族乡人民政府") \
	FIELD(credit_code, "统一社会信用代码", 18, false, "")                                        \
	FIELD(document_prefix, "发文字号代字", 20, false, "例如：古政")                                \
	FIELD(letterhead, "文书版头", 100, false, "例如：海东市平安区古城回族乡人民政府")              \
	FIELD(authority, "政府信息公开工作主管部门", 100, false, "条例第三条：一般为县级人民政府办公室") \
	FIELD(reconsideration_organ, "行政复议机关", 100, false, "写入答复的救济途径")                 \
	FIELD(disclosure_office, "政府信息公开工作机构", 100, false, "条例第四条")                     \
	FIELD(disclosure_head, "工作机构负责人", 40, false, "")                                        \
	FIELD(address, "办公地址", 200, false, "")                                                     \
	FIELD(postcode, "邮政编码", 6, false, "六位数字")                                              \
	FIELD(phone, "联系电话", 60, false, "")                                                        \
	FIELD(fax, "传真", 60, false, "")                                                              \
	FIELD(email, "电子邮箱", 100, false, "")                                                       \
	FIELD(office_hours, "办公时间", 200, false, "")                                                \
	FIELD(site_name, "网站名称", 100, false, "显示在每页页眉")                                     \
	FIELD(site_host, "主办单位", 100, false, "显示在页脚")                                         \
	FIELD(site_code, "政府网站标识码", 20, false, "十位数字")                                      \
	FIELD(site_icp, "ICP备案号", 60, false, "")                                                    \
	FIELD(site_police, "公安备案号", 60, false, "")
/* clang-format on */

enum agency_level {
	LEVEL_PROVINCE,
	LEVEL_CITY,
	LEVEL_COUNTY,
	LEVEL_TOWNSHIP,
	LEVEL_DEPARTMENT,
	LEVEL__MAX
};
/* "province" …; Chinese "省级人民政府" … */
const char *agency_level_code(enum agency_level level);
const char *agency_level_label(enum agency_level level);
bool agency_level_parse(const char *code, enum agency_level *ret_level);

struct agency {
	int64_t id, version;
	int64_t parent_id; /* 0: a root. An office under vertical leadership (Art. 3) has its own
			      tree */
	enum agency_level level;
	bool receives_requests; /* takes disclosure requests itself */
	unsigned channels; /* bit 1 << enum channel of law/requester.h for each way it takes them */
	int64_t position;  /* order among its siblings */
#define FIELD(name, label, max, required, hint) const char *name;
	AGENCY_FIELDS(FIELD)
#undef FIELD
};

struct agency_field {
	const char *name, *label, *hint;
	int max;
	bool required;
	size_t offset; /* of the const char * in struct agency */
};
enum {
#define FIELD(name, label, max, required, hint) AGENCY_FIELD_##name,
	AGENCY_FIELDS(FIELD)
#undef FIELD
		AGENCY_FIELD__MAX
};
extern const struct agency_field agency_fields[AGENCY_FIELD__MAX];

/* One Chinese sentence per mistake. Pure. */
bool agency_check(const struct agency *agency, struct problems *problems);
/* id and version are given by the store. ERR_CONFLICT: name taken. NULL texts are
 * "". */
enum err agency_insert(struct store *store, const struct agency *agency,
		       const struct author *author, struct error *error,
		       int64_t *ret_id) MUST_CHECK;
/* Matches id and version; ERR_CONFLICT when it has moved on or its parent would be below it. */
enum err agency_update(struct store *store, const struct agency *agency, const char *reason,
		       const struct author *author, struct error *error) MUST_CHECK;
enum err agency_get(struct store *store, int64_t id, struct arena *arena, struct error *error,
		    struct agency *ret_agency) MUST_CHECK;
/* By its whole name or short name; NULL name: the first root. ERR_MISSING when there is none. */
enum err agency_find(struct store *store, const char *name, struct arena *arena,
		     struct error *error, struct agency *ret_agency) MUST_CHECK;
/* The whole tree, parents before children, siblings by position then id. */
enum err agency_list(struct store *store, struct arena *arena, struct error *error,
		     struct agency **ret_agencies, size_t *ret_n) MUST_CHECK;

#endif

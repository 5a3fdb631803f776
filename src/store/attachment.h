/* SPDX-License-Identifier: MulanPSL-2.0
 * Files of a matter: what the requester sent, what the office gives, proofs of service. The bytes
 * are sealed before they come here (base/vault.h); the journal holds their digest. */
#ifndef LIANXIN_STORE_ATTACHMENT_H
#define LIANXIN_STORE_ATTACHMENT_H

#include "base/digest.h"
#include "store/matter.h"

/* clang-format off */
/* USE(NAME, code, Chinese, may the requester have sent it?) */
#define ATTACHMENT_TABLE(USE)                                                                      \
	USE(IDENTITY, "identity", "身份证明", true)                                                \
	USE(AUTHORISATION, "authorisation", "授权委托书", true)                                    \
	USE(APPLICATION, "application", "申请材料", true)                                          \
	USE(CLARIFICATION, "clarification", "补正材料", true)                                      \
	USE(REASONS, "reasons", "理由说明材料", true)                                              \
	USE(OPINION, "opinion", "征求意见回复", false)                                             \
	USE(SOURCE, "source", "原件（待区分处理）", false)                                         \
	USE(GIVEN, "given", "随答复提供的信息", false)                                             \
	USE(PROOF, "proof", "送达凭证", false)                                                     \
	USE(SEARCH, "search", "检索证明", false)                                                   \
	USE(REMEDY, "remedy", "复议诉讼材料", false)                                               \
	USE(OTHER, "other", "其他材料", false)
/* clang-format on */
enum attachment_use {
#define USE(NAME, code, label, theirs) ATTACHMENT_##NAME,
	ATTACHMENT_TABLE(USE)
#undef USE
		ATTACHMENT__MAX
};
const char *attachment_use_code(enum attachment_use use);
const char *attachment_use_label(enum attachment_use use);
bool attachment_use_theirs(enum attachment_use use);
bool attachment_use_parse(const char *code, enum attachment_use *ret_use);

struct attachment {
	int64_t id, matter_id;
	int64_t version;
	bool struck;
	const char *struck_reason; /* "" unless struck */
	enum attachment_use use;
	int64_t step_id, of_id; /* 0: none */
	const char *name;	/* personal */
	const char *media_type; /* by its contents */
	int64_t size;		/* bytes before sealing */
	const char *digest;	/* SM3 before sealing, hex */
	int64_t account_id;	/* 0: the requester, online */
	int64_t at;		/* moment */
};
/* sealed: what is kept; of_sealed: its SM3, from whoever took it before the transaction, as a large
 * file's should be; NULL: taken here. id, version, account and at are given. */
enum err attachment_insert(struct store *store, int64_t agency_id,
			   const struct attachment *attachment, struct blob sealed,
			   const struct digest *of_sealed, const struct author *author,
			   struct error *error, int64_t *ret_id) MUST_CHECK;
/* reason: not empty. ERR_CONFLICT when it is struck already or not this matter's. */
enum err attachment_strike(struct store *store, int64_t agency_id, int64_t matter_id, int64_t id,
			   const char *reason, const struct author *author,
			   struct error *error) MUST_CHECK;
/* Oldest first, struck ones too, without their bytes. */
enum err attachment_list(struct store *store, int64_t matter_id, struct arena *arena,
			 struct error *error, struct attachment **ret_attachments,
			 size_t *ret_n) MUST_CHECK;
/* One of this matter with its sealed bytes (n 0 when erased). */
enum err attachment_get(struct store *store, int64_t matter_id, int64_t id, struct arena *arena,
			struct error *error, struct attachment *ret_attachment,
			struct blob *ret_sealed) MUST_CHECK;

#endif

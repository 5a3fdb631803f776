/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "cli/sent_file.h"

#include "base/digest.h"
#include "base/file_check.h"
#include "cli/file.h"
#include "office/scan.h"

enum { FILE_BYTES_MAX = 50 * 1024 * 1024 };

static enum err scan(struct cli *cli, struct desk *desk, const struct actor *actor,
		     const struct matter_file *file, struct error *error)
{
	const char *clamd = cli_clamd(cli);
	struct digest digest;
	char virus[SCAN_NAME], hex[DIGEST_HEX];
	if (clamd == NULL) return ERR_NONE;
	enum err err = scan_address_check(clamd, error);
	if (err != ERR_NONE) return err;
	switch (scan_bytes(&desk->office, clamd, file->bytes, file->n, virus)) {
	case SCAN_CLEAN:
	case SCAN_UNSCANNED: return ERR_NONE;
	case SCAN_REFUSED:
		return error_set(error, ERR_ENV,
				 "Is ClamAV's daemon running at --clamd? Nothing was written.",
				 "“%s”没有收下：查毒服务暂时停用，请稍后再试", file->name);
	case SCAN_INFECTED: break;
	}
	digest = digest_of(file->bytes, file->n);
	digest_hex(&digest, hex);
	err = scan_found(&desk->office, actor, "", virus, hex, (int64_t)file->n, error);
	return err != ERR_NONE
		       ? err
		       : error_set(error, ERR_CONTENT, "Nothing was written but the finding.",
				   "“%s”带有病毒（%s），没有收下；请杀毒以后再发", file->name,
				   virus);
}

enum err cli_sent_file(struct cli *cli, struct desk *desk, const struct actor *actor,
		       const char *path, unsigned set, struct error *error,
		       struct matter_file *ret_file)
{
	struct file_seen seen;
	struct buf bytes;
	buf_init(&bytes, FILE_BYTES_MAX);
	enum err err = cli_read_file(path, "50 MiB are the most.", &bytes, error);
	const char *kept =
		err == ERR_NONE ? arena_text_n(cli->arena, buf_text(&bytes), bytes.n) : NULL;
	size_t n = bytes.n;
	buf_release(&bytes);
	if (err != ERR_NONE) return err;
	const char *wrong = file_check(kept, n, path, set, cli->arena, &seen);
	if (wrong != NULL)
		return error_set(error, ERR_CONTENT,
				 "Give the file as it was scanned. Nothing was written.", "%s",
				 wrong);
	struct matter_file file = {.name = seen.name,
				   .media_type = file_kind_facts(seen.kind)->media_type,
				   .bytes = kept,
				   .n = n};
	err = scan(cli, desk, actor, &file, error);
	if (err == ERR_NONE) *ret_file = file;
	return err;
}

/* SPDX-License-Identifier: MulanPSL-2.0
 * ZIP and what is packed as one: every entry is unpacked once, to nowhere, within bounds. */
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <zip.h>

#include "base/file_inside.h"
#include "base/utf8.h"

enum {
	END_BYTES = 22,
	COMMENT_MAX = 65535,
	LOCATOR_BYTES = 20,
	PIECE = 32 * 1024,
	RATIO_FROM = 1024 * 1024,
};

/* What the names of the entries tell. */
struct parts {
	bool types, word, sheet, slides, ofd, macro, open_document;
};

/* Where the record at the end begins that closes a ZIP, its comment reaching the file's last byte;
 * n: nowhere. */
static size_t find_end(const unsigned char *bytes, size_t n)
{
	for (size_t back = END_BYTES; back <= n && back <= END_BYTES + COMMENT_MAX; back++) {
		const unsigned char *p = bytes + n - back;
		size_t comment = (size_t)p[20] | (size_t)p[21] << 8;
		if (memcmp(p, "PK\5\6", 4) == 0 && comment == back - END_BYTES) return n - back;
	}
	return n;
}

bool file_ends_as_zip(const unsigned char *bytes, size_t n)
{
	return find_end(bytes, n) != n;
}

/* Asked before libzip keeps something for each entry. */
static const char *look_end(const unsigned char *bytes, size_t n)
{
	size_t end = find_end(bytes, n);
	if (end == n) return FILE_CUT_SHORT;
	size_t entries = (size_t)bytes[end + 10] | (size_t)bytes[end + 11] << 8;
	bool large = end >= LOCATOR_BYTES && memcmp(bytes + end - LOCATOR_BYTES, "PK\6\7", 4) == 0;
	if (large || entries > FILE_ENTRIES_MAX) return "里面的文件太多，请分开发";
	return entries == 0 ? "里面什么也没有" : NULL;
}

/* A path that leads out of the folder it is unpacked into, or means another thing on another
 * system. Old Chinese archivers write GBK, whose second byte may be a backslash. */
static bool leads_out(const char *name)
{
	bool utf8 = utf8_valid(name, strlen(name));
	if (name[0] == '/' || name[0] == '\0' || (name[0] != '\0' && name[1] == ':')) return true;
	const char *part = name;
	for (const char *c = name;; c++) {
		unsigned char byte = (unsigned char)*c;
		if (!utf8 && byte >= 0x81 && c[1] != '\0') {
			c++;
			continue;
		}
		if (byte == '\\' || (byte < 0x20 && byte != '\0') || byte == 0x7f) return true;
		if (byte != '/' && byte != '\0') continue;
		if (c - part == 2 && memcmp(part, "..", 2) == 0) return true;
		if (byte == '\0') return false;
		part = c + 1;
	}
}

static bool begins(const char *name, const char *with)
{
	return strncasecmp(name, with, strlen(with)) == 0;
}

static bool ends(const char *name, const char *with)
{
	size_t n = strlen(name), n_with = strlen(with);
	return n >= n_with && strcasecmp(name + n - n_with, with) == 0;
}

static void learn(struct parts *parts, const char *name)
{
	parts->types |= strcmp(name, "[Content_Types].xml") == 0;
	parts->word |= begins(name, "word/document");
	parts->sheet |= begins(name, "xl/workbook");
	parts->slides |= begins(name, "ppt/presentation");
	parts->ofd |= strcmp(name, "OFD.xml") == 0;
	parts->macro |= ends(name, "vbaProject.bin");
	parts->open_document |= strcmp(name, "mimetype") == 0;
}

static bool is_link(zip_t *zip, zip_uint64_t at)
{
	zip_uint8_t system;
	zip_uint32_t attributes;
	return zip_file_get_external_attributes(zip, at, 0, &system, &attributes) == 0 &&
	       system == ZIP_OPSYS_UNIX && S_ISLNK(attributes >> 16);
}

/* What stands at the beginning of an entry. A document may hold another (a table in a text);
 * a folder that is packed holds no further ones. */
static const char *look_first(const unsigned char *piece, size_t n, bool document)
{
	if (file_program(piece, n) != NULL) return "里面有程序或者脚本，不能收";
	if (!document && file_is_packed(piece, n))
		return "里面还有压缩包或者 DOCX 一类的文档，请解开后一个一个地发";
	return NULL;
}

/* Of a whole file: what it is, its size, and what came out of it so far. */
struct unpacking {
	bool document;
	zip_uint64_t packed, inflated;
};

static bool too_much(zip_uint64_t inflated, zip_uint64_t packed)
{
	return inflated > RATIO_FROM && inflated / FILE_RATIO_MAX > packed;
}

static const char *unpack(zip_file_t *file, const zip_stat_t *stat, struct unpacking *all)
{
	unsigned char piece[PIECE];
	zip_uint64_t done = 0;
	zip_int64_t n;
	while ((n = zip_fread(file, piece, sizeof piece)) > 0) {
		const char *wrong = done == 0 ? look_first(piece, (size_t)n, all->document) : NULL;
		if (wrong != NULL) return wrong;
		done += (zip_uint64_t)n;
		all->inflated += (zip_uint64_t)n;
		/* also many entries that are small, each for itself */
		bool blown = done > stat->size || all->inflated > FILE_INFLATED_MAX ||
			     too_much(done, stat->comp_size) ||
			     too_much(all->inflated, all->packed);
		if (blown) return "解开后大得不正常，不能收";
	}
	return n < 0 || done != stat->size ? FILE_CUT_SHORT : NULL;
}

static const char *look_entry(zip_t *zip, zip_uint64_t at, struct unpacking *all)
{
	static const zip_uint64_t want = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE |
					 ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
	zip_stat_t stat;
	if (zip_stat_index(zip, at, ZIP_FL_ENC_RAW, &stat) != 0 || (stat.valid & want) != want)
		return FILE_CUT_SHORT;
	if (leads_out(stat.name)) return "里面的文件名不正常（带有上级目录或者特殊字符），不能收";
	if (stat.encryption_method != ZIP_EM_NONE) return "加了密码，请去掉密码后再发";
	if (stat.comp_method != ZIP_CM_STORE && stat.comp_method != ZIP_CM_DEFLATE)
		return "的压缩方式不通用，请用普通的 ZIP 方式压缩后再发";
	if (is_link(zip, at)) return "里面有指向别处的链接，不能收";
	if (stat.size > FILE_INFLATED_MAX) return "解开后大得不正常，不能收";
	zip_file_t *file = zip_fopen_index(zip, at, 0);
	if (file == NULL) return FILE_CUT_SHORT;
	const char *wrong = unpack(file, &stat, all);
	zip_fclose(file);
	return wrong;
}

static const char *look_entries(zip_t *zip, size_t size, unsigned set, struct file_seen *seen)
{
	struct parts parts = {0};
	zip_int64_t n = zip_get_num_entries(zip, 0);
	if (n <= 0 || n > FILE_ENTRIES_MAX) return "里面的文件太多，请分开发";
	for (zip_int64_t at = 0; at < n; at++) {
		const char *name = zip_get_name(zip, (zip_uint64_t)at, ZIP_FL_ENC_RAW);
		if (name != NULL) learn(&parts, name);
	}
	bool office = parts.types && (parts.word || parts.sheet || parts.slides);
	if (office && parts.macro) return "含有宏，请另存为不带宏的文档后再发";
	if (parts.open_document)
		return "是 ODF 文档或者电子书，请另存为 DOCX、XLSX 或者 PDF 后再发";
	if (office && !parts.word && !parts.sheet) return "是演示文稿，请另存为 PDF 后再发";
	seen->kind = !office ? parts.ofd ? FILE_OFD : FILE_ZIP : parts.word ? FILE_DOCX : FILE_XLSX;
	/* refused for its kind: not unpacked for that */
	if (!(set & 1u << seen->kind)) return NULL;
	struct unpacking all = {.document = seen->kind != FILE_ZIP, .packed = size};
	for (zip_int64_t at = 0; at < n; at++) {
		const char *wrong = look_entry(zip, (zip_uint64_t)at, &all);
		if (wrong != NULL) return wrong;
	}
	return NULL;
}

const char *file_look_zip(const unsigned char *bytes, size_t n, unsigned set,
			  struct file_seen *seen)
{
	const char *wrong = look_end(bytes, n);
	if (wrong != NULL) return wrong;
	zip_error_t error;
	zip_error_init(&error);
	zip_source_t *source = zip_source_buffer_create(bytes, n, 0, &error);
	BUG_IF(source == NULL); /* out of memory alone */
	/* also refuses two entries of one name, and heads that differ from the list at the end */
	zip_t *zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
	if (zip == NULL) {
		zip_source_free(source);
		wrong = FILE_CUT_SHORT;
	} else {
		wrong = look_entries(zip, n, set, seen);
		zip_discard(zip);
	}
	zip_error_fini(&error);
	return wrong;
}

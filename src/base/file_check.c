/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "base/file_check.h"

#include <iconv.h>
#include <string.h>
#include <strings.h>

#include "base/file_inside.h"
#include "base/utf8.h"

enum { HEAD = 1024, PDF_TAIL = 2048, PROGRAM_HEAD = 64 };

static const struct file_kind_facts facts[FILE__MAX] = {
#define KIND(NAME, extension, media_type, label) [FILE_##NAME] = {extension, media_type, label},
	FILE_KIND_TABLE(KIND)
#undef KIND
};

const struct file_kind_facts *file_kind_facts(enum file_kind kind)
{
	BUG_IF((unsigned)kind >= FILE__MAX);
	return &facts[kind];
}

bool file_kind_parse(const char *media_type, enum file_kind *ret_kind)
{
	for (int kind = 0; kind < FILE__MAX; kind++)
		if (strcmp(facts[kind].media_type, media_type) == 0) {
			*ret_kind = (enum file_kind)kind;
			return true;
		}
	return false;
}

const char *file_set_text(unsigned set, struct arena *arena)
{
	const char *text = "";
	for (int kind = 0; kind < FILE__MAX; kind++)
		if (set & 1u << kind)
			text = arena_printf(arena, "%s%s%s", text, *text == '\0' ? "" : "、",
					    facts[kind].label);
	return text;
}

const char *file_set_accept(unsigned set, struct arena *arena)
{
	const char *text = "";
	for (int kind = 0; kind < FILE__MAX; kind++)
		if (set & 1u << kind)
			text = arena_printf(arena, "%s%s.%s%s", text, *text == '\0' ? "" : ",",
					    facts[kind].extension,
					    kind == FILE_JPEG	? ",.jpeg"
					    : kind == FILE_TIFF ? ",.tiff"
								: "");
	return text;
}

/* ---- by their first bytes ---- */

struct magic {
	unsigned at, n;
	const char *bytes;
	const char *text;
};

/* clang-format off */
static const struct magic programs[] = {
	{0, 4, "\x7F" "ELF", "Linux 程序"},
	{0, 4, "\xCA\xFE\xBA\xBE", "程序"},
	{0, 4, "\xFE\xED\xFA\xCE", "程序"},
	{0, 4, "\xFE\xED\xFA\xCF", "程序"},
	{0, 4, "\xCE\xFA\xED\xFE", "程序"},
	{0, 4, "\xCF\xFA\xED\xFE", "程序"},
	{0, 4, "dex\n", "手机程序"},
	{0, 4, "\0asm", "程序"},
	{0, 2, "#!", "脚本程序"},
	{0, 4, "%!PS", "PostScript 程序"},
	{0, 8, "L\0\0\0\x01\x14\x02\0", "快捷方式"},
	{0, 4, "ITSF", "CHM 帮助程序"},
};

static const struct magic packed[] = {
	{0, 4, "PK\3\4", "ZIP 压缩包"},
	{0, 4, "PK\5\6", "ZIP 压缩包"},
	{0, 4, "Rar!", "RAR 压缩包"},
	{0, 6, "7z\xBC\xAF\x27\x1C", "7z 压缩包"},
	{0, 2, "\x1F\x8B", "GZ 压缩包"},
	{0, 3, "BZh", "BZ2 压缩包"},
	{0, 6, "\xFD" "7zXZ\0", "XZ 压缩包"},
	{0, 4, "MSCF", "CAB 压缩包"},
	{257, 5, "ustar", "TAR 压缩包"},
};

/* What people send that we do not take, with what to do instead. */
static const struct magic others[] = {
	{0, 8, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
	 "是旧版 Word、Excel 或者 WPS 格式，请另存为 DOCX、XLSX 或者 PDF 后再发"},
	{0, 5, "{\\rtf", "是 RTF 格式，请另存为 DOCX 或者 PDF 后再发"},
	{4, 8, "ftypheic", "是 HEIC 照片，请在手机上另存为 JPG 后再发"},
	{4, 8, "ftypheix", "是 HEIC 照片，请在手机上另存为 JPG 后再发"},
	{4, 8, "ftypmif1", "是 HEIC 照片，请在手机上另存为 JPG 后再发"},
	{4, 8, "ftypavif", "是 AVIF 图片，请另存为 JPG 后再发"},
	{4, 4, "ftyp", "是音频或者视频，不能收"},
	{8, 4, "WEBP", "是 WEBP 图片，请另存为 JPG 后再发"},
	{0, 4, "RIFF", "是音频或者视频，不能收"},
	{0, 4, "GIF8", "是 GIF 图片，请另存为 JPG 或者 PNG 后再发"},
	{0, 7, "Founder", "是 CEB 格式，请另存为 PDF 或者 OFD 后再发"},
};
/* clang-format on */

static const char *magic_of(const struct magic *magics, size_t n_magics, const unsigned char *bytes,
			    size_t n)
{
	for (size_t i = 0; i < n_magics; i++)
		if (n >= magics[i].at + magics[i].n &&
		    memcmp(bytes + magics[i].at, magics[i].bytes, magics[i].n) == 0)
			return magics[i].text;
	return NULL;
}

const char *file_program(const unsigned char *bytes, size_t n)
{
	const char *text = magic_of(programs, COUNT_OF(programs), bytes, n);
	if (text != NULL) return text;
	/* "MZ" may begin a text as well, but no text has zeros */
	bool windows = n >= 2 && memcmp(bytes, "MZ", 2) == 0 &&
		       memchr(bytes, 0, n < PROGRAM_HEAD ? n : PROGRAM_HEAD) != NULL;
	return windows ? "Windows 程序" : NULL;
}

bool file_is_packed(const unsigned char *bytes, size_t n)
{
	return magic_of(packed, COUNT_OF(packed), bytes, n) != NULL;
}

/* ---- kinds looked at here ---- */

/* Does one of the words stand in the text, in any case? */
static bool has_word(const unsigned char *bytes, size_t n, const char *const *words, size_t n_words)
{
	for (size_t at = 0; at < n; at++) {
		if (bytes[at] != '<') continue;
		for (size_t i = 0; i < n_words; i++) {
			size_t length = strlen(words[i]);
			if (n - at >= length &&
			    strncasecmp((const char *)bytes + at, words[i], length) == 0)
				return true;
		}
	}
	return false;
}

/* What a browser, an image viewer or a script host would take for a page. */
static bool is_page(const unsigned char *bytes, size_t n)
{
	static const char *const words[] = {"<!doctype", "<html", "<head",  "<body",
					    "<script",	 "<svg",  "<?xml",  "<?php",
					    "<iframe",	 "<img",  "<object"};
	return has_word(bytes, n < HEAD ? n : HEAD, words, COUNT_OF(words));
}

static bool holds_page(const unsigned char *bytes, size_t n)
{
	static const char *const words[] = {"<!doctype", "<html", "<script", "<svg", "<?php"};
	return has_word(bytes, n < HEAD ? n : HEAD, words, COUNT_OF(words));
}

/* Is the name there, as a whole word? */
static bool has_name(const unsigned char *bytes, size_t n, const char *name)
{
	size_t length = strlen(name);
	const unsigned char *at = bytes, *end = bytes + n;
	while ((at = memmem(at, (size_t)(end - at), name, length)) != NULL) {
		at += length;
		bool letter =
			at < end && ((*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z'));
		if (!letter) return true;
	}
	return false;
}

static const char *look_pdf(const unsigned char *bytes, size_t n)
{
	size_t tail = n < PDF_TAIL ? n : PDF_TAIL;
	if (memmem(bytes + n - tail, tail, "%%EOF", 5) == NULL) return FILE_CUT_SHORT;
	if (has_name(bytes, n, "/JavaScript") || has_name(bytes, n, "/Launch"))
		return "里面带有脚本或者启动程序的命令，请“打印”成新的 PDF 后再发";
	return NULL;
}

static bool valid_as(const char *encoding, const unsigned char *bytes, size_t n)
{
	iconv_t converter = iconv_open("UTF-8", encoding);
	if (converter == (iconv_t)-1) return false;
	char *in = (char *)(uintptr_t)bytes;
	bool good = true;
	while (n > 0 && good) {
		char out[4096], *to = out;
		size_t room = sizeof out, before = n;
		size_t done = iconv(converter, &in, &n, &to, &room);
		good = done != (size_t)-1 || n < before;
	}
	iconv_close(converter);
	return good;
}

/* UTF-8 or GB18030, what people write and nothing else. */
static bool is_text(const unsigned char *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((bytes[i] < 0x20 && strchr("\t\n\r\f", bytes[i]) == NULL) || bytes[i] == 0 ||
		    bytes[i] == 0x7f)
			return false;
	return utf8_valid((const char *)bytes, n) || valid_as("GB18030", bytes, n);
}

static bool begins(const unsigned char *bytes, size_t n, const char *with, size_t n_with)
{
	return n >= n_with && memcmp(bytes, with, n_with) == 0;
}

/* A second kind behind or inside the first, so that two programs open two things. */
static const char *look_double(const unsigned char *bytes, size_t n, enum file_kind kind)
{
	size_t head = n < HEAD ? n : HEAD;
	bool picture = kind == FILE_JPEG || kind == FILE_PNG || kind == FILE_TIFF;
	bool two = file_ends_as_zip(bytes, n) || (kind != FILE_TEXT && holds_page(bytes, n)) ||
		   (picture && memmem(bytes, head, "%PDF-", 5) != NULL);
	return two ? "同时是另一种文件，可能被人做过手脚，不能收" : NULL;
}

static const char *look_other(const unsigned char *bytes, size_t n, struct arena *arena)
{
	const char *what = magic_of(packed, COUNT_OF(packed), bytes, n);
	if (what != NULL) return arena_printf(arena, "是 %s，请解开后一个一个地发", what);
	what = magic_of(others, COUNT_OF(others), bytes, n);
	return what != NULL ? what : "认不出是什么文件，可能已经损坏";
}

/* What is wrong with it, NULL for nothing; sets the kind. */
static const char *look(const unsigned char *bytes, size_t n, unsigned set, struct arena *arena,
			struct file_seen *seen)
{
	const char *program = file_program(bytes, n);
	if (n == 0) return "是空的";
	if (program != NULL)
		return arena_printf(arena, "其实是%s%s，不能收",
				    (unsigned char)program[0] < 0x80 ? " " : "", program);
	const char *wrong = NULL;
	if (begins(bytes, n, "PK\3\4", 4)) return file_look_zip(bytes, n, set, seen);
	if (begins(bytes, n, "%PDF-1.", 7) || begins(bytes, n, "%PDF-2.", 7)) {
		seen->kind = FILE_PDF;
		wrong = look_pdf(bytes, n);
	} else if (begins(bytes, n, "\xFF\xD8\xFF", 3)) {
		seen->kind = FILE_JPEG;
		wrong = file_look_jpeg(bytes, n, seen);
	} else if (begins(bytes, n, "\x89PNG\r\n\x1A\n", 8)) {
		seen->kind = FILE_PNG;
		wrong = file_look_png(bytes, n, seen);
	} else if (begins(bytes, n, "II*\0", 4) || begins(bytes, n, "MM\0*", 4)) {
		seen->kind = FILE_TIFF;
		wrong = file_look_tiff(bytes, n, seen);
	} else if (is_text(bytes, n) && !begins(bytes, n, "{\\rtf", 5)) {
		seen->kind = FILE_TEXT;
		wrong = is_page(bytes, n) ? "其实是网页（HTML、SVG、XML），不能收" : NULL;
	} else {
		wrong = look_other(bytes, n, arena);
	}
	return wrong != NULL ? wrong : look_double(bytes, n, seen->kind);
}

const char *file_check(const void *bytes, size_t n, const char *sent_name, unsigned set,
		       struct arena *arena, struct file_seen *ret_seen)
{
	struct file_seen seen = {0};
	const char *wrong = look(bytes, n, set, arena, &seen);
	if (wrong == NULL && !(set & 1u << seen.kind))
		wrong = arena_printf(arena, "是 %s，这里只收 %s", facts[seen.kind].label,
				     file_set_text(set, arena));
	if (wrong != NULL)
		return arena_printf(arena, "“%s”%s", file_name_clean(sent_name, NULL, arena),
				    wrong);
	seen.name = file_name_clean(sent_name, facts[seen.kind].extension, arena);
	*ret_seen = seen;
	return NULL;
}

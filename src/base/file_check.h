/* SPDX-License-Identifier: MulanPSL-2.0
 * What is this file that somebody sent? Told by its content, never by its name, and refused unless
 * it is of a kind an office keeps. Looks at the bytes alone and runs no other format's reader than
 * that of ZIP (libzip); a PDF's insides are for a child process. */
#ifndef LIANXIN_BASE_FILE_CHECK_H
#define LIANXIN_BASE_FILE_CHECK_H

#include "base/arena.h"

/* clang-format off */
/* KIND(NAME, extension, media type, what people call it) */
#define FILE_KIND_TABLE(KIND)                                                                      \
	KIND(PDF, "pdf", "application/pdf", "PDF")                                                     \
	KIND(JPEG, "jpg", "image/jpeg", "JPG 图片")                                                    \
	KIND(PNG, "png", "image/png", "PNG 图片")                                                      \
	KIND(TIFF, "tif", "image/tiff", "TIFF 图片")                                                   \
	KIND(DOCX, "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "DOCX 文档") \
	KIND(XLSX, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX 表格")       \
	KIND(OFD, "ofd", "application/ofd", "OFD")                                                     \
	KIND(TEXT, "txt", "text/plain", "TXT 文本")                                                    \
	KIND(ZIP, "zip", "application/zip", "ZIP 压缩包")
/* clang-format on */

enum file_kind {
#define KIND(NAME, extension, media_type, label) FILE_##NAME,
	FILE_KIND_TABLE(KIND)
#undef KIND
		FILE__MAX
};

struct file_kind_facts {
	const char *extension, *media_type, *label;
};
const struct file_kind_facts *file_kind_facts(enum file_kind kind);
/* The kind of a media type, as kept beside a file. */
bool file_kind_parse(const char *media_type, enum file_kind *ret_kind);

/* Sets of kinds. */
enum {
#define KIND(NAME, extension, media_type, label) FILE_SET_##NAME = 1 << FILE_##NAME,
	FILE_KIND_TABLE(KIND)
#undef KIND
		FILE_SET_PROOFS = FILE_SET_PDF | FILE_SET_JPEG | FILE_SET_PNG,
	FILE_SET_PUBLIC =
		FILE_SET_PROOFS | FILE_SET_DOCX | FILE_SET_XLSX | FILE_SET_OFD | FILE_SET_TEXT,
	FILE_SET_DESK = FILE_SET_PUBLIC | FILE_SET_TIFF | FILE_SET_ZIP,
};
/* "PDF、JPG 图片、PNG 图片": for hints and refusals. */
const char *file_set_text(unsigned set, struct arena *arena);
/* ".pdf,.jpg": for the accept attribute of a file field. */
const char *file_set_accept(unsigned set, struct arena *arena);

enum {
	FILE_ENTRIES_MAX = 2000,	       /* of a ZIP, DOCX, XLSX or OFD */
	FILE_INFLATED_MAX = 256 * 1024 * 1024, /* all its entries together */
	FILE_RATIO_MAX = 200,  /* more than 1 MiB to its packed size: an entry, or all */
	FILE_SIDE_MAX = 65535, /* pixels */
	FILE_PIXELS_MAX = 250 * 1000 * 1000,
	FILE_NAME_MAX = 80, /* characters of a clean name, its extension apart */
};

struct file_seen {
	enum file_kind kind;
	const char *name;	/* clean, its extension that of the kind; in the arena */
	uint32_t width, height; /* pixels of a picture (of a TIFF: the first page), else 0 */
};

/* Looks at a whole file. NULL and *ret_seen when it is of one of the kinds in `set` and sound;
 * otherwise one Chinese sentence for whoever sent it, naming the file, without a full stop.
 * Refused whatever the set: programs and scripts, pages (HTML, SVG, XML), files cut short, two
 * kinds in one, pictures of absurd size, PDF that carries scripts or starts programs, documents
 * with macros, and of packed kinds: passwords, more than FILE_ENTRIES_MAX entries, what unpacks to
 * more than FILE_INFLATED_MAX or FILE_RATIO_MAX, paths that lead out, links, two entries of one
 * name, and packed files in a ZIP. sent_name: as the browser sent it. Takes at most the time of
 * unpacking FILE_INFLATED_MAX; memory: about 100 KiB while a ZIP is read. */
const char *file_check(const void *bytes, size_t n, const char *sent_name, unsigned set,
		       struct arena *arena, struct file_seen *ret_seen) MUST_CHECK;

/* The last part of a path as sent, fit for a list, a header and a disk: no control, bidirectional
 * or invisible characters, none that Windows forbids, at most FILE_NAME_MAX characters, never
 * empty. Every other character stays, rare ones too (玥旸𬭸). extension: replaces the known
 * ones it ends with; NULL: it keeps its own. Bytes that are no UTF-8 are dropped. */
const char *file_name_clean(const char *sent_name, const char *extension, struct arena *arena);

#endif

/* SPDX-License-Identifier: MulanPSL-2.0
 * Shared by file_check.c, file_image.c and file_zip.c: what each says of its kind of file. */
#ifndef LIANXIN_BASE_FILE_INSIDE_H
#define LIANXIN_BASE_FILE_INSIDE_H

#include "base/file_check.h"

/* All return NULL when the file is sound, otherwise what is wrong with it, said after its name:
 * "不完整，…". */
const char *file_look_jpeg(const unsigned char *bytes, size_t n, struct file_seen *seen);
const char *file_look_png(const unsigned char *bytes, size_t n, struct file_seen *seen);
const char *file_look_tiff(const unsigned char *bytes, size_t n, struct file_seen *seen);
/* Sets the kind: DOCX, XLSX, OFD, or ZIP for any other. One that is not in the set is not unpacked.
 */
const char *file_look_zip(const unsigned char *bytes, size_t n, unsigned set,
			  struct file_seen *seen);

/* Do the bytes end as a ZIP does (which need not begin as one)? */
bool file_ends_as_zip(const unsigned char *bytes, size_t n);
/* What program or script begins so ("Windows 程序"), NULL for none. Looks at the first 64 bytes. */
const char *file_program(const unsigned char *bytes, size_t n);
/* Is it an archive whose insides are not looked at? */
bool file_is_packed(const unsigned char *bytes, size_t n);

#define FILE_CUT_SHORT "不完整，可能没有传完或者已经损坏，请重新生成后再发"

#endif

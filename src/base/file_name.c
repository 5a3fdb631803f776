/* SPDX-License-Identifier: MulanPSL-2.0
 * Names of files that others chose. */
#include <string.h>
#include <strings.h>

#include "base/file_check.h"
#include "base/utf8.h"

enum { EXTENSION_MAX = 5 };

/* Characters that have no place in a name: first and last of each range. The joiners U+200C and
 * U+200D go too, they change nothing in Chinese; variation selectors stay, they choose the glyph of
 * a name. */
static const uint32_t dropped[][2] = {
	{0x0000, 0x001F}, {0x007F, 0x009F}, {0x00AD, 0x00AD}, {0x034F, 0x034F},
	{0x061C, 0x061C}, {0x115F, 0x1160}, {0x17B4, 0x17B5}, {0x180E, 0x180E},
	{0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F}, {0x3164, 0x3164},
	{0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xFFF9, 0xFFFF}, {0xE0000, 0xE00FF},
};

static bool is_dropped(uint32_t c)
{
	for (size_t i = 0; i < COUNT_OF(dropped); i++)
		if (c >= dropped[i][0] && c <= dropped[i][1]) return true;
	return false;
}

/* Names that mean a device on Windows, whatever stands behind a dot. */
static bool is_device(const char *name)
{
	static const char *const devices[] = {"CON", "PRN", "AUX", "NUL"};
	size_t n = strcspn(name, ".");
	for (size_t i = 0; i < COUNT_OF(devices); i++)
		if (n == 3 && strncasecmp(name, devices[i], 3) == 0) return true;
	return n == 4 && (strncasecmp(name, "COM", 3) == 0 || strncasecmp(name, "LPT", 3) == 0) &&
	       name[3] >= '0' && name[3] <= '9';
}

/* Cuts ".pdf" and the like, also several of them: "合同.pdf.exe" is 合同. */
static void cut_extensions(char *name)
{
	for (char *dot; (dot = strrchr(name, '.')) != NULL;) {
		size_t n = strlen(dot + 1);
		size_t plain = strspn(dot + 1, "abcdefghijklmnopqrstuvwxyz"
					       "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
		bool letters = strpbrk(dot + 1, "abcdefghijklmnopqrstuvwxyz"
						"ABCDEFGHIJKLMNOPQRSTUVWXYZ") != NULL;
		if (n > EXTENSION_MAX || plain != n || (n > 0 && !letters)) return;
		*dot = '\0';
	}
}

static void cut_end(char *name)
{
	for (size_t n = strlen(name); n > 0 && strchr(". ", name[n - 1]) != NULL; n--)
		name[n - 1] = '\0';
}

const char *file_name_clean(const char *sent_name, const char *extension, struct arena *arena)
{
	const char *from = sent_name;
	for (const char *c = sent_name; *c != '\0'; c++)
		if (*c == '/' || *c == '\\') from = c + 1;
	size_t length = strlen(from), used = 0;
	char *name = arena_alloc(arena, length + 1);
	for (size_t at = 0; at < length;) {
		uint32_t c;
		size_t n = utf8_decode(from + at, length - at, &c);
		bool keep = n != 0 && !is_dropped(c) && !(used == 0 && (c == '.' || c == ' '));
		if (keep && c < 0x80 && strchr("<>:\"|?*", (int)c) != NULL)
			name[used++] = '_';
		else if (keep)
			for (size_t i = 0; i < n; i++) name[used++] = from[at + i];
		at += n == 0 ? 1 : n;
	}
	name[used] = '\0';
	cut_end(name);
	if (extension != NULL) cut_extensions(name);
	name[utf8_prefix(name, FILE_NAME_MAX)] = '\0';
	cut_end(name);
	const char *front = *name == '\0' ? "附件" : is_device(name) ? "_" : "";
	return arena_printf(arena, "%s%s%s%s", front, name, extension == NULL ? "" : ".",
			    extension == NULL ? "" : extension);
}

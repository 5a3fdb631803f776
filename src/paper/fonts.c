/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "paper/fonts.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "paper/doc.h"
#include "paper/leak.h"

#ifdef LEAKS_WATCHED
/* Fontconfig holds a pattern's elements by an offset, which the leak checker takes for no pointer;
 * Pango's own threads make such patterns and keep them. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libfontconfig\n";
}

const char *__lsan_default_options(void);
const char *__lsan_default_options(void)
{
	return "print_suppressions=0";
}
#endif

static const char *const FILES[] = {
	"NotoSerifCJK-Regular.ttc",
	"NotoSerifCJK-Bold.ttc",
	"NotoSansCJK-Regular.ttc",
	"NotoSansCJK-Bold.ttc",
};

static void configuration(struct buf *xml, const char *dir)
{
	buf_puts(xml, "<?xml version=\"1.0\"?>\n<fontconfig>\n<dir>");
	escape_xml(xml, dir);
	buf_puts(xml, "</dir>\n<cachedir>/var/cache/fontconfig</cachedir>\n"
		      "<cachedir prefix=\"xdg\">fontconfig</cachedir>\n"
		      "<selectfont><rejectfont><glob>*</glob></rejectfont><acceptfont>");
	for (size_t i = 0; i < COUNT_OF(FILES); i++) {
		buf_puts(xml, "<glob>");
		escape_xml(xml, dir);
		buf_printf(xml, "/%s</glob>", FILES[i]);
	}
	buf_puts(xml, "</acceptfont></selectfont>\n</fontconfig>\n");
}

static enum err files_present(const char *dir, struct error *error)
{
	struct arena scratch = {0};
	enum err err = ERR_NONE;
	for (size_t i = 0; i < COUNT_OF(FILES) && err == ERR_NONE; i++) {
		const char *path = arena_printf(&scratch, "%s/%s", dir, FILES[i]);
		if (access(path, R_OK) == 0) continue;
		err = error_set(error, ERR_ENV, "install the package fonts-noto-cjk",
				"the font %s, which a PDF needs, is not in %s", FILES[i], dir);
	}
	arena_release(&scratch);
	return err;
}

static FcConfig *config_open(const char *dir)
{
	struct buf xml;
	buf_init(&xml, 64 * 1024);
	configuration(&xml, dir);
	FcConfig *config = FcConfigCreate();
	if (config != NULL &&
	    (!buf_ok(&xml) ||
	     !FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)xml.p, FcTrue) ||
	     !FcConfigBuildFonts(config))) {
		FcConfigDestroy(config);
		config = NULL;
	}
	buf_release(&xml);
	return config;
}

enum err fonts_open(const char *dir, struct fonts *ret_fonts, struct error *error)
{
	enum err err = files_present(dir, error);
	if (err != ERR_NONE) return err;
	FcConfig *config = config_open(dir);
	if (config == NULL)
		return error_set(error, ERR_ENV, "reinstall the package fonts-noto-cjk",
				 "the fonts in %s cannot be read", dir);
	PangoFontMap *map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
	BUG_IF(map == NULL);
	pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config);
	FcConfigDestroy(config); /* the map holds its own reference */
	pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map), 72);
	PangoContext *context = pango_font_map_create_context(map);
	cairo_font_options_t *options = cairo_font_options_create();
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
	pango_cairo_context_set_font_options(context, options);
	cairo_font_options_destroy(options);
	pango_context_set_round_glyph_positions(context, FALSE);
	pango_context_set_language(context, pango_language_from_string(DOC_LANGUAGE));
	pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
	ret_fonts->map = map;
	ret_fonts->context = context;
	return ERR_NONE;
}

void fonts_close(struct fonts *fonts)
{
	g_object_unref(fonts->context);
	g_object_unref(fonts->map);
}

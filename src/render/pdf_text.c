/*
 * pdf_text.c - paragraphs: characters shaped, broken into lines and drawn.
 *
 * Decides which font, where a line may be broken, and how high it is. The invariants: the family is the one asked for,
 * never what the system takes in its place; a character without a glyph is remembered, so that the sheet is not written;
 * a number is not parted from its unit, nor "per" from what it stands between; a line is at least as high as its ink.
 *
 * Where a paragraph stands is left to pdf_place.c.
 */
#include "pdf_text.h"

#include <string.h>

static const double leading = 1.13; /* line to line, in sizes */
static const double above = 0.9;    /* of it above the baseline */
static const double clearance = 0.4; /* points between the ink of two lines */

enum pdf_status face_open(struct face *face)
{
    *face = (struct face){.map = g_object_ref(pango_cairo_font_map_get_default())}; /* found fonts serve the next sheet too */
    PangoFontDescription *wanted = pango_font_description_from_string(PDF_FAMILY " 8");
    face->context = pango_font_map_create_context(face->map);
    pango_context_set_language(face->context, pango_language_from_string("en"));
    PangoFont *font = pango_font_map_load_font(face->map, face->context, wanted);
    bool same = false;
    if (font != NULL) {
        PangoFontDescription *found = pango_font_describe(font);
        same = g_strcmp0(pango_font_description_get_family(found), PDF_FAMILY) == 0;
        pango_font_description_free(found);
        g_object_unref(font);
    }
    pango_context_set_font_description(face->context, wanted);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(face->context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(face->context, FALSE);
    pango_font_description_free(wanted);
    return same ? PDF_FINE : PDF_NO_FONT;
}

void face_close(struct face *face)
{
    g_object_unref(face->context);
    g_object_unref(face->map);
    *face = (struct face){0};
}

/* ---- Where a line may be broken ------------------------------------------------------------------------------- */

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_per(const char *at)
{
    return strncmp(at, "per ", 4) == 0;
}

/* Whether the line stays whole at this space, not the first byte: after a number, before and after "per". */
static bool is_glued(const char *text, size_t space)
{
    bool number = is_digit(text[space - 1]);
    bool after_per = space >= 4 && text[space - 4] == ' ' && is_per(text + space - 3);
    return number || after_per || is_per(text + space + 1);
}

static void keep_whole(PangoAttrList *attributes, size_t start, size_t end)
{
    PangoAttribute *whole = pango_attr_allow_breaks_new(FALSE);
    whole->start_index = (guint)start;
    whole->end_index = (guint)end;
    pango_attr_list_insert(attributes, whole);
}

/* Of a text that is not empty. */
static void glue(PangoAttrList *attributes, const char *text)
{
    bool in_mark = text[0] == '['; /* "[3, line 42]" */
    for (size_t i = 1; text[i] != '\0'; i++) {
        in_mark = text[i] == '[' || (in_mark && text[i] != ']');
        if (text[i] == ' ' && text[i + 1] != '\0' && (in_mark || is_glued(text, i))) {
            const char *after = g_utf8_next_char(text + i + 1);
            keep_whole(attributes, i, (size_t)(after - text));
        }
    }
}

/* ---- Shaping -------------------------------------------------------------------------------------------------- */

/* A glyph that no font has carries its character. */
static gunichar missing_in(const PangoGlyphString *glyphs)
{
    for (int i = 0; i < glyphs->num_glyphs; i++) {
        if ((glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0) {
            return glyphs->glyphs[i].glyph & ~PANGO_GLYPH_UNKNOWN_FLAG;
        }
    }
    return 0;
}

/* The first character without a glyph; 0: none. */
static gunichar first_missing(PangoLayout *layout)
{
    gunichar missing = 0;
    for (const GSList *line = pango_layout_get_lines_readonly(layout); line != NULL && missing == 0; line = line->next) {
        const GSList *run = ((const PangoLayoutLine *)line->data)->runs;
        for (; run != NULL && missing == 0; run = run->next) {
            missing = missing_in(((const PangoLayoutRun *)run->data)->glyphs);
        }
    }
    return missing;
}

static bool is_plain(const char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text >= 0x80U) {
            return false;
        }
    }
    return true;
}

static void set_style(PangoLayout *layout, struct style style)
{
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family_static(font, PDF_FAMILY);
    pango_font_description_set_absolute_size(font, style.size * PANGO_SCALE);
    pango_font_description_set_weight(font, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
}

struct paragraph paragraph_make(struct face *face, const char *text, const char *mark, struct style style, double width)
{
    if (text == NULL || text[0] == '\0') {
        return (struct paragraph){0};
    }
    struct paragraph made = {.layout = pango_layout_new(face->context), .size = style.size, .room = width};
    char *whole = mark == NULL ? g_strdup(text) : g_strconcat(text, " ", mark, NULL);
    PangoAttrList *attributes = pango_attr_list_new();
    set_style(made.layout, style);
    pango_layout_set_text(made.layout, whole, -1);
    pango_layout_set_width(made.layout, (int)(width * PANGO_SCALE));
    pango_layout_set_wrap(made.layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_single_paragraph_mode(made.layout, TRUE);
    glue(attributes, whole);
    pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE)); /* a hyphen would be a character more */
    if (mark != NULL) {
        keep_whole(attributes, strlen(text) + 1, strlen(whole));
    }
    pango_layout_set_attributes(made.layout, attributes);
    pango_attr_list_unref(attributes);
    made.plain = is_plain(whole);
    g_free(whole);
    face->missing = face->missing != 0 ? face->missing : first_missing(made.layout);
    made.lines = pango_layout_get_line_count(made.layout);
    made.height = paragraph_part_height(&made, 0, made.lines);
    return made;
}

void paragraph_free(struct paragraph *paragraph)
{
    if (paragraph->layout != NULL) {
        g_object_unref(paragraph->layout);
    }
    *paragraph = (struct paragraph){0};
}

double paragraph_width(const struct paragraph *paragraph)
{
    PangoRectangle logical = {0};
    if (paragraph->layout == NULL) {
        return 0;
    }
    pango_layout_get_extents(paragraph->layout, NULL, &logical);
    return (double)logical.width / PANGO_SCALE;
}

/* ---- Lines ---------------------------------------------------------------------------------------------------- */

struct line_size {
    double ascent;
    double height;
};

static struct line_size line_size(const struct paragraph *paragraph, PangoLayoutLine *line)
{
    struct line_size size = {.ascent = above * paragraph->size, .height = leading * paragraph->size};
    if (!paragraph->plain) { /* marks above and below, and other scripts, may need more */
        PangoRectangle ink;
        pango_layout_line_get_extents(line, &ink, NULL);
        double up = -(double)ink.y / PANGO_SCALE + clearance;
        double down = (double)(ink.y + ink.height) / PANGO_SCALE + clearance;
        double below = size.height - size.ascent;
        size.ascent = up > size.ascent ? up : size.ascent;
        size.height = size.ascent + (down > below ? down : below);
    }
    return size;
}

double paragraph_part_height(const struct paragraph *paragraph, int first, int count)
{
    double height = 0;
    for (int i = first; i < first + count; i++) {
        height += line_size(paragraph, pango_layout_get_line_readonly(paragraph->layout, i)).height;
    }
    return height;
}

int paragraph_lines_in(const struct paragraph *paragraph, int first, double height)
{
    int count = 0;
    while (first + count < paragraph->lines) {
        height -= line_size(paragraph, pango_layout_get_line_readonly(paragraph->layout, first + count)).height;
        if (height < 0) {
            break;
        }
        count++;
    }
    return count;
}

void passage_draw(cairo_t *cairo, struct passage passage, double x, double y)
{
    for (int i = passage.first; i < passage.first + passage.count; i++) {
        PangoLayoutLine *line = pango_layout_get_line_readonly(passage.of->layout, i);
        struct line_size size = line_size(passage.of, line);
        cairo_move_to(cairo, x, y + size.ascent);
        pango_cairo_show_layout_line(cairo, line);
        y += size.height;
    }
}

void paragraph_draw(cairo_t *cairo, const struct paragraph *paragraph, double x, double y)
{
    passage_draw(cairo, (struct passage){paragraph, 0, paragraph->lines}, x, y);
}

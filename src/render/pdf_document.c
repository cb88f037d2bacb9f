/*
 * pdf_document.c - from the rows of a sheet to the bytes of a PDF.
 *
 * Decides what stands in the metadata: title and sheet id, never who the patient is. The invariants: the same rows and
 * request give the same bytes, for nothing here reads a clock or the environment; on any failure there are no bytes.
 *
 * How a page looks is left to pdf_place.c and pdf_draw.c; where the bytes go, to the program.
 */
#include <cairo-pdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pdf_draw.h"
#include "pdf_text.h"

/* Where the bytes go. That one was not taken is kept here: not every writer in cairo passes it on. */
struct sink {
    FILE *stream;
    bool whole;
};

static cairo_status_t take(void *into, const unsigned char *bytes, unsigned int length)
{
    struct sink *sink = into;
    if (fwrite(bytes, 1, length, sink->stream) != length) {
        sink->whole = false;
    }
    return sink->whole ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static void describe(cairo_surface_t *surface, const struct layout_repeated *repeated, const struct pdf_request *request)
{
    char *title = g_strconcat(repeated->title, ", ", repeated->sheet, " ", repeated->sheet_id, NULL);
    char *created = g_strdup_printf("%.10sT%.5s:00%s", request->created, request->created + 11, request->created + 17);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "infusheet " IFS_VERSION);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
    if (request->payload != NULL) {
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_KEYWORDS, request->payload);
    }
    g_free(created);
    g_free(title);
}

static bool draw_into(struct sink *sink, struct placed *placed, const struct pdf_request *request)
{
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(take, sink, placed->width, placed->height);
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
    describe(surface, &placed->layout->repeated, request);
    cairo_t *cairo = cairo_create(surface);
    bool drawn = placed_draw(placed, cairo);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    drawn = cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS && sink->whole && drawn;
    cairo_surface_destroy(surface);
    return drawn;
}

static enum pdf_status write_bytes(struct placed *placed, const struct pdf_request *request, struct pdf_document *out)
{
    struct sink sink = {.stream = open_memstream(&out->bytes, &out->size), .whole = true};
    if (sink.stream == NULL) {
        return PDF_NO_MEMORY;
    }
    bool drawn = draw_into(&sink, placed, request);
    return fclose(sink.stream) == 0 && drawn ? PDF_FINE : PDF_FAILED;
}

static enum pdf_status draw_rows(struct face *face, const struct layout *layout, const struct pdf_request *request,
                                 struct pdf_document *out)
{
    struct placed placed;
    enum pdf_status status = placed_make(&placed, face, layout, request->paper);
    status = status == PDF_FINE && face->missing == 0 ? write_bytes(&placed, request, out) : status;
    if (status == PDF_FINE && face->missing != 0) { /* in the rows, or in what stands on every page */
        char character[8] = "";
        character[g_unichar_to_utf8(face->missing, character)] = '\0';
        snprintf(out->about, sizeof out->about, "%s (U+%04X)", character, face->missing);
        status = PDF_NO_CHARACTER;
    }
    out->pages = status == PDF_FINE ? placed.page_count : 0;
    placed_free(&placed);
    return status;
}

enum pdf_status pdf_module_draw(const struct layout *layout, const struct pdf_request *request, struct pdf_document *out)
{
    struct face face;
    *out = (struct pdf_document){0};
    if (strcmp(request->program, IFS_VERSION) != 0 || request->layout_bytes != sizeof *layout) {
        return PDF_OTHER_BUILD;
    }
    enum pdf_status status = face_open(&face);
    if (status == PDF_FINE) {
        status = draw_rows(&face, layout, request, out);
    } else {
        snprintf(out->about, sizeof out->about, "%s", PDF_FAMILY);
    }
    face_close(&face);
    if (status != PDF_FINE) {
        free(out->bytes);
        out->bytes = NULL;
        out->size = 0;
    }
    return status;
}

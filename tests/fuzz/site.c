/*
 * site.c - a file of a place of care with its settings changed gives findings, or a site with which orders keep what
 * every order must keep: marks of its syringes, steps and range of its pump.
 *
 * The bytes hold a number of edits (edit.c) of EDIT_BYTES bytes each, then a patient (made.c).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config.h"
#include "edit.h"
#include "file.h"
#include "fuzz.h"
#include "protocol_load.h"

enum { PATH_ROOM = 400, EDITS_MOST = 6 };

static struct file_bytes sample;
static struct pieces sample_pieces;
static char place[PATH_ROOM]; /* sites are loaded from files */

static void clean(void)
{
    unlink(place);
    file_free(&sample);
}

static void begin(void)
{
    const char *scratch = getenv("TMPDIR");
    int length = snprintf(place, sizeof place, "%s/infusheet-fuzz-XXXXXX", scratch != NULL ? scratch : "/tmp");
    held(length > 0 && length < PATH_ROOM, "the name of the file fits");
    int made = mkstemp(place);
    held(made >= 0 && close(made) == 0, "there is a place for a file");
    held(file_read("tests/cases/site.cfg", CONFIG_MAX_BYTES, &sample) == FILE_FINE &&
             edit_cut(sample.bytes, sample.size, &sample_pieces),
         "there is a site; run this from the top of the tree");
    atexit(clean);
}

static void make_file(struct bytes *bytes)
{
    static struct edited edited;
    struct donor from = {sample.bytes, &sample_pieces};
    uint64_t edits = take(bytes, 1) % (EDITS_MOST + 1);
    edit_begin(&edited, sample.bytes, sample.size);
    for (uint64_t i = 0; i < edits && bytes->left >= EDIT_BYTES; i++) {
        take(bytes, 1); /* the donor, of which there is one */
        edit_once(&edited, bytes, &from);
    }
    FILE *file = fopen(place, "wb");
    held(file != NULL, "%s can be written", place);
    held(fwrite(edited.text, 1, edited.size, file) == edited.size && fclose(file) == 0, "%s is written", place);
}

static void hold_site(const ifs_site *site)
{
    held(site->pump_high.ul_per_h == 0 || site->pump_low.ul_per_h <= site->pump_high.ul_per_h,
         "the lowest flow of the pump is not above its highest");
    for (int i = 0; i < site->syringe_count; i++) {
        const ifs_syringe *syringe = &site->syringes[i];
        held(syringe->graduation.ul > 0 && syringe->graduation.ul <= syringe->size.ul, "a syringe has marks");
        held(i == 0 || site->syringes[i - 1].size.ul < syringe->size.ul, "syringes ascend");
    }
    for (int i = 0; i < site->drop_set_count; i++) {
        held(site->drop_sets[i] > 0, "a drop set drops");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static struct patient patient;
    struct bytes choices = {bytes, size};
    struct findings findings = {0};
    void *storage = NULL;
    ifs_site site;
    if (sample.bytes == NULL) {
        begin();
    }
    make_file(&choices);
    bool loaded = site_load(place, &site, &storage, &findings);
    held(loaded == (finding_count(&findings, IFS_ERROR) == 0), "no site exactly when there is an error");
    if (loaded) {
        hold_site(&site);
        make_patient(&patient, take_protocol(&choices), &choices);
        patient.request.site = &site;
        hold_order(&patient, scatter_bytes(bytes, size) % 8 == 0);
        site_free(storage);
    }
    finding_free(&findings);
    return 0;
}

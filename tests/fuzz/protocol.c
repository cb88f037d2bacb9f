/*
 * protocol.c - any text gives findings, or a protocol whose orders keep what every order must keep.
 *
 * An input is a protocol file as it stands, or, beginning with a byte below a blank, a recipe: which shipped file to
 * start from, and edits of its settings (edit.c), each of EDIT_BYTES bytes. A recipe is short however long the file is,
 * and what it makes is nearly right, which is where a loader may be wrong. The mutator below keeps edits whole. A
 * recipe makes another text once the shipped files change: what was found with one is kept as the text itself, or as a test.
 * INFUSHEET_FUZZ_KEEP=FILE in the environment writes the text that was made there.
 */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config.h"
#include "consistency.h"
#include "edit.h"
#include "file.h"
#include "fuzz.h"
#include "protocol_load.h"

enum { BASES_MAX = 64, PATH_ROOM = 400, ORDERS = 24, ORDER_BYTES = 40, EDITS_MOST = 8, CONSISTENCY_EVERY = 32 };

/* A file to start from. */
struct base {
    char name[100]; /* without its folder */
    struct file_bytes text;
    struct pieces *pieces;
    bool drug;
};

static struct base bases[BASES_MAX];
static int base_count;
static char folder[PATH_ROOM]; /* where texts are written: protocols are loaded from files */

/* ---- Files ------------------------------------------------------------------------------------------------------ */

static void write_file(const char *path, const char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    held(file != NULL, "%s can be written", path);
    held(fwrite(bytes, 1, size, file) == size && fclose(file) == 0, "%s is written", path);
}

static void path_of(char path[PATH_ROOM], const char *below, const char *name)
{
    int length = snprintf(path, PATH_ROOM, "%s/%s%s", folder, below, name);
    held(length > 0 && length < PATH_ROOM, "the name of a file fits");
}

static void clean(void)
{
    char path[PATH_ROOM];
    for (int i = 0; i < base_count; i++) {
        path_of(path, bases[i].drug ? "drugs/" : "", bases[i].name);
        unlink(path);
        file_free(&bases[i].text);
        free(bases[i].pieces);
    }
    path_of(path, "", "made-up.cfg");
    unlink(path);
    path_of(path, "drugs", "");
    rmdir(path);
    rmdir(folder);
}

static void add_base(const char *path, bool drug)
{
    struct base *base = &bases[base_count];
    const char *name = strrchr(path, '/') + 1;
    bool room = base_count < BASES_MAX && strlen(name) < sizeof base->name;
    if (!room || file_read(path, CONFIG_MAX_BYTES, &base->text) != FILE_FINE) {
        return;
    }
    if (!drug && strstr(base->text.bytes, "\nprotocol = ") == NULL) { /* a patient, a site */
        file_free(&base->text);
    } else {
        memcpy(base->name, name, strlen(name) + 1);
        base->drug = drug;
        base->pieces = malloc(sizeof *base->pieces);
        held(base->pieces != NULL && edit_cut(base->text.bytes, base->text.size, base->pieces),
             "%s can be cut into settings", path);
        base_count++;
    }
}

static void add_bases(const char *pattern, bool drug)
{
    glob_t files;
    if (glob(pattern, 0, NULL, &files) == 0) {
        for (size_t i = 0; i < files.gl_pathc; i++) {
            add_base(files.gl_pathv[i], drug);
        }
    }
    globfree(&files);
}

static void begin(void)
{
    char path[PATH_ROOM];
    const char *scratch = getenv("TMPDIR");
    int length = snprintf(folder, sizeof folder, "%s/infusheet-fuzz-XXXXXX", scratch != NULL ? scratch : "/tmp");
    held(length > 0 && length < PATH_ROOM, "the name of the folder fits");
    held(mkdtemp(folder) != NULL, "there is a place for files");
    path_of(path, "drugs", "");
    held(mkdir(path, 0700) == 0, "there is a place for drug libraries");
    add_bases("tests/battery/*.cfg", false); /* small, with everything in it: first */
    add_bases("protocols/*.cfg", false);
    add_bases("tests/accidents/*.cfg", false);
    add_bases("protocols/drugs/*.cfg", true);
    add_bases("tests/accidents/drugs/*.cfg", true);
    held(base_count > 0, "there are files; run this from the top of the tree");
    for (int i = 0; i < base_count; i++) {
        if (bases[i].drug) {
            path_of(path, "drugs/", bases[i].name);
            write_file(path, bases[i].text.bytes, bases[i].text.size);
        }
    }
    atexit(clean);
}

/* ---- Loading ---------------------------------------------------------------------------------------------------- */

static void hold_findings(const struct findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->list[i];
        held(finding->code[0] != '\0' && finding->message[0] != '\0' && finding->line >= 0, "a finding says what");
    }
}

/* The orders of patients that follow from the text. */
static void hold_orders(const ifs_protocol *protocol, uint64_t seed)
{
    static struct patient patient;
    uint8_t bytes[ORDER_BYTES];
    for (int i = 0; i < ORDERS; i++) {
        for (size_t j = 0; j < sizeof bytes; j++) {
            bytes[j] = (uint8_t)(scatter(seed + (uint64_t)i * ORDER_BYTES + j) >> 17);
        }
        struct bytes choices = {bytes, i < ORDERS / 2 ? 2 + (size_t)i : sizeof bytes};
        make_patient(&patient, protocol, &choices);
        hold_order(&patient, i % 12 == 0);
    }
}

static void hold_file(const char *path, uint64_t seed)
{
    static const struct load_places places = {.protocols = "protocols"};
    struct findings findings = {0};
    ifs_protocol *protocol = protocol_load(path, &places, &findings);
    held((protocol == NULL) == (finding_count(&findings, IFS_ERROR) > 0), "no protocol exactly when there is an error");
    if (protocol != NULL) {
        hold_orders(protocol, seed);
        if (seed % CONSISTENCY_EVERY == 0) {
            consistency_check(protocol, &findings);
        }
    }
    hold_findings(&findings);
    protocol_free(protocol);
    finding_free(&findings);
}

/* ---- Inputs ----------------------------------------------------------------------------------------------------- */

static void keep(const struct edited *edited)
{
    const char *kept = getenv("INFUSHEET_FUZZ_KEEP");
    if (kept != NULL) {
        write_file(kept, edited->text, edited->size);
    }
}

/* The first file that takes its drug from that library, the library itself where none does. */
static const struct base *user_of(const struct base *library)
{
    char setting[200];
    int length = snprintf(setting, sizeof setting, "drug = \"%.*s\"", (int)(strlen(library->name) - strlen(".cfg")),
                          library->name);
    for (int i = 0; length > 0 && i < base_count; i++) {
        if (!bases[i].drug && strstr(bases[i].text.bytes, setting) != NULL) {
            return &bases[i];
        }
    }
    return library;
}

/* A library is loaded with a protocol that uses it. */
static void hold_recipe(struct bytes *bytes, uint64_t seed)
{
    static struct edited edited;
    char path[PATH_ROOM];
    char library[PATH_ROOM];
    const struct base *base = &bases[(size_t)take(bytes, 2) % (size_t)base_count];
    const struct base *beside = base->drug ? user_of(base) : base;
    edit_begin(&edited, base->text.bytes, base->text.size);
    for (int i = 0; i < EDITS_MOST && bytes->left >= EDIT_BYTES; i++) {
        size_t chosen = (size_t)take(bytes, 1);
        const struct base *donor = chosen % 2 != 0 ? base : &bases[chosen / 2 % (size_t)base_count];
        struct donor from = {donor->text.bytes, donor->pieces};
        edit_once(&edited, bytes, &from);
    }
    keep(&edited);
    path_of(library, "drugs/", base->name);
    path_of(path, "", beside->name);
    write_file(base->drug ? library : path, edited.text, edited.size);
    if (base->drug) {
        write_file(path, beside->text.bytes, beside->text.size);
    }
    hold_file(path, seed);
    if (base->drug) {
        write_file(library, base->text.bytes, base->text.size);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct bytes choices = {bytes, size};
    uint64_t seed = scatter_bytes(bytes, size);
    char path[PATH_ROOM];
    if (base_count == 0) {
        begin();
    }
    if (size > 0 && bytes[0] < ' ') {
        hold_recipe(&choices, seed);
    } else {
        path_of(path, "", "made-up.cfg");
        write_file(path, (const char *)bytes, size);
        hold_file(path, seed);
    }
    return 0;
}

/* ---- Mutating recipes ------------------------------------------------------------------------------------------- */

size_t LLVMFuzzerMutate(uint8_t *bytes, size_t size, size_t most) __attribute__((weak));
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t most, unsigned seed);

static void fill(uint8_t *bytes, uint64_t seed)
{
    for (int i = 0; i < EDIT_BYTES; i++) {
        bytes[i] = (uint8_t)(scatter(seed + (uint64_t)i) >> 11);
    }
}

enum { HEAD = 2 }; /* what a recipe starts from */

/* Another file, and one edit. */
static size_t start_anew(uint8_t *bytes, uint64_t number)
{
    bytes[0] = (uint8_t)(number >> 32 & 31U);
    bytes[1] = (uint8_t)(number >> 40);
    fill(bytes + HEAD, number);
    return HEAD + EDIT_BYTES;
}

/* One edit fewer, another one, another figure in one, or another file. */
static size_t change_recipe(uint8_t *bytes, size_t edits, uint64_t number)
{
    size_t size = HEAD + edits * EDIT_BYTES;
    uint8_t *chosen = bytes + HEAD + (size_t)(number >> 8) % (edits > 0 ? edits : 1) * EDIT_BYTES;
    switch (edits > 0 ? number % 4 : 3) {
    case 0:
        memmove(chosen, bytes + size - EDIT_BYTES, EDIT_BYTES);
        return edits > 1 ? size - EDIT_BYTES : size;
    case 1:
        fill(chosen, number);
        return size;
    case 2:
        chosen[(number >> 24) % EDIT_BYTES] = (uint8_t)(number >> 48);
        return size;
    default:
        bytes[1] = (uint8_t)(number >> 48);
        return size;
    }
}

/* One edit more, as often as any other change of a recipe; now and then anything, also texts that are no recipe. */
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t most, unsigned seed)
{
    uint64_t number = scatter(seed);
    size_t edits = size > HEAD ? (size - HEAD) / EDIT_BYTES : 0;
    bool recipe = size >= HEAD && bytes[0] < ' ';
    bool anything = number >> 60 == 0 && LLVMFuzzerMutate != NULL;
    if (anything || (!recipe && most < HEAD + EDIT_BYTES)) {
        return LLVMFuzzerMutate != NULL ? LLVMFuzzerMutate(bytes, size, most) : size;
    }
    if (!recipe) {
        return start_anew(bytes, number);
    }
    size_t longer = HEAD + (edits + 1) * EDIT_BYTES;
    if (edits < EDITS_MOST && longer <= most && number % 16 < 7) {
        fill(bytes + longer - EDIT_BYTES, number);
        return longer;
    }
    return change_recipe(bytes, edits, number >> 4);
}

/*
 * new.c - infusheet new: a starting protocol for an author who has never seen one.
 *
 * The text is new.cfg beside this file, compiled in; this file only fills its blanks. Invariant: no drug, product or dose
 * stands here: all of them are read from the drug library (its first vial, or its first premixed container, its first
 * diluent, its first antidote; the dose is what one container holds). A file that is there already is never touched.
 *
 * A blank is @WORD@; a line that begins with @word: is kept only where the library has such a thing.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "claim.h"
#include "clock.h"
#include "command.h"
#include "date.h"
#include "lint_text.h"
#include "new.h"
#include "value.h"

#define DEFAULT_DRUG "magnesium-sulfate"
#define WORDS_BYTES 160
#define NAME_MOST 60 /* bytes of an id that still make a file name and a line of the sheet */

static const char help[] =
    "infusheet new NAME [-o FILE] [--drug ID] [--protocols DIRECTORY]\n"
    "\n"
    "Writes NAME.cfg in this folder: a protocol to start from, with every section of the language, remarks that\n"
    "say what to change, and figures that are illustrations only. NAME is the id: lower-case letters, digits,\n"
    "hyphens and points.\n"
    "\n"
    "  -o FOLDER/NAME.cfg   in another folder; - is standard output\n"
    "  --drug ID            another drug library than " DEFAULT_DRUG "\n"
    "\n"
    "A file that is there already is never overwritten.\n";

enum new_option { OPTION_DRUG };

static const struct option options[] = {{"--drug", true, OPTION_DRUG}};

/* What one request for a starting protocol says. */
struct starting {
    const char *name;
    const char *drug;
    const char *path; /* "-": standard output */
    const struct common_options *common;
};

/* ---- Blanks ---- */

enum blank {
    BLANK_NAME,
    BLANK_REVIEW,
    BLANK_DRUG,
    BLANK_DOSE,
    BLANK_HALF,
    BLANK_TWICE,
    BLANK_DOSE_SHEET,
    BLANK_HALF_SHEET,
    BLANK_TOTAL,
    BLANK_VIAL,
    BLANK_PREMIX,
    BLANK_DILUENT,
    BLANK_ANTIDOTE,
    BLANK_ANTIDOTE_DOSE,
    BLANK_ANSWERS,
    BLANK_COUNT
};

static const char *const blank_words[BLANK_COUNT] = {
    [BLANK_NAME] = "NAME",
    [BLANK_REVIEW] = "REVIEW",
    [BLANK_DRUG] = "DRUG",
    [BLANK_DOSE] = "DOSE",
    [BLANK_HALF] = "HALF",
    [BLANK_TWICE] = "TWICE",
    [BLANK_DOSE_SHEET] = "DOSE-SHEET",
    [BLANK_HALF_SHEET] = "HALF-SHEET",
    [BLANK_TOTAL] = "TOTAL",
    [BLANK_VIAL] = "VIAL",
    [BLANK_PREMIX] = "PREMIX",
    [BLANK_DILUENT] = "DILUENT",
    [BLANK_ANTIDOTE] = "ANTIDOTE",
    [BLANK_ANTIDOTE_DOSE] = "ANTIDOTE-DOSE",
    [BLANK_ANSWERS] = "ANSWERS",
};

struct filling {
    char words[BLANK_COUNT][WORDS_BYTES];
    char *answers; /* of the library's questions: longer than the others */
    bool vial;
    bool antidote;
};

static const char *words_of(const struct filling *filling, enum blank blank)
{
    return blank == BLANK_ANSWERS ? filling->answers : filling->words[blank];
}

static void fill(struct filling *filling, enum blank blank, const char *words)
{
    snprintf(filling->words[blank], WORDS_BYTES, "%s", words != NULL ? words : "");
}

/* "0.5 g", as a file writes it. */
static void fill_mass(struct filling *filling, enum blank blank, int64_t mcg)
{
    struct text text = text_over(filling->words[blank], WORDS_BYTES);
    quantity_add(&text, quantity_of(mcg, quantity_unit_index("g", IFS_MASS)), 6);
}

/* "500 mg", as the sheet prints it. */
static void fill_printed(struct filling *filling, enum blank blank, int64_t mcg)
{
    struct text text = text_over(filling->words[blank], WORDS_BYTES);
    quantity_add_mass(&text, (ifs_ratio){mcg, 1});
}

/* The same day a year from now; the last of February for the one that year does not have. */
static void fill_review(struct filling *filling)
{
    struct civil_date date = date_from_day(clock_day(clock_now()));
    date.year++;
    date.day = date.month == 2 && date.day == 29 ? 28 : date.day;
    struct text text = text_over(filling->words[BLANK_REVIEW], WORDS_BYTES);
    date_add(&text, date_to_day(date));
}

/* ---- What the drug library gives ---- */

static const struct product *first_of(const struct drug *drug, enum product_kind kind)
{
    for (int i = 0; i < drug->product_count; i++) {
        if (drug->products[i].kind == kind) {
            return &drug->products[i];
        }
    }
    return NULL;
}

static void fill_doses(struct filling *filling, const struct product *product)
{
    int64_t content_mcg = product->content.mcg;
    int64_t half_mcg = content_mcg % 2 == 0 ? content_mcg / 2 : content_mcg;
    fill_mass(filling, BLANK_DOSE, content_mcg);
    fill_mass(filling, BLANK_HALF, half_mcg);
    fill_mass(filling, BLANK_TWICE, 2 * content_mcg);
    fill_printed(filling, BLANK_DOSE_SHEET, content_mcg);
    fill_printed(filling, BLANK_HALF_SHEET, half_mcg);
}

/* A vial is made up to the 100 mL that new.cfg names; a premixed container is given whole. */
static void fill_products(struct filling *filling, const struct drug *drug)
{
    const struct product *vial = drug->diluent_count > 0 ? first_of(drug, PRODUCT_VIAL) : NULL;
    const struct product *premix = first_of(drug, PRODUCT_PREMIX);
    const struct product *chosen = vial != NULL ? vial : premix;
    claim(chosen != NULL);
    filling->vial = vial != NULL;
    fill(filling, BLANK_VIAL, vial != NULL ? vial->id : NULL);
    fill(filling, BLANK_PREMIX, premix != NULL ? premix->id : NULL);
    fill(filling, BLANK_DILUENT, drug->diluent_count > 0 ? drug->diluents[0].id : NULL);
    fill_doses(filling, chosen);
    struct text total = text_over(filling->words[BLANK_TOTAL], WORDS_BYTES);
    quantity_add_volume(&total, (ifs_ratio){vial != NULL ? 100000 : chosen->volume.ul, 1});
    filling->antidote = drug->antidote_count > 0;
    if (filling->antidote) {
        fill(filling, BLANK_ANTIDOTE, drug->antidotes[0].id);
        fill_mass(filling, BLANK_ANTIDOTE_DOSE, drug->antidotes[0].content.mcg);
    }
}

/* The answer that lets the examples through: the one that must be given, or the first there is ("no"). */
static const char *passing_answer(const struct fact_rule *question)
{
    int count = 0;
    const char *const *choices = fact_choices(question, &count);
    return question->pass == FACT_PASS_YES ? choices[IFS_ANSWER_YES] : choices[0];
}

/* "heart-block=no", four to a line, as they stand in an example. */
static bool fill_answers(struct filling *filling, const ifs_protocol *library)
{
    size_t size = 0;
    FILE *stream = open_memstream(&filling->answers, &size);
    if (stream == NULL) {
        return false;
    }
    for (int i = IFS_FACT_BUILTIN; i < library->fact_count; i++) {
        bool last = (i - IFS_FACT_BUILTIN) % 4 == 3 || i + 1 == library->fact_count;
        fprintf(stream, "\"%s=%s\",%s", library->facts[i].name, passing_answer(&library->facts[i]),
                last ? "\n      " : " ");
    }
    return fclose(stream) == 0;
}

/* ---- Writing ---- */

static enum blank blank_at(const char *words, size_t length)
{
    for (int i = 0; i < BLANK_COUNT; i++) {
        if (strlen(blank_words[i]) == length && strncmp(blank_words[i], words, length) == 0) {
            return (enum blank)i;
        }
    }
    return BLANK_COUNT;
}

/* An @ that opens no blank is written as it stands. */
static void write_filled(FILE *stream, const char *line, const struct filling *filling)
{
    while (*line != '\0') {
        size_t length = line[0] == '@' ? strcspn(line + 1, "@") : 0;
        enum blank blank = length > 0 ? blank_at(line + 1, length) : BLANK_COUNT;
        if (blank != BLANK_COUNT) {
            fputs(words_of(filling, blank), stream);
            line += length + 2;
        } else {
            fputc(*line++, stream);
        }
    }
    fputc('\n', stream);
}

/* The line without its condition; NULL where that does not hold. */
static const char *kept(const char *line, const struct filling *filling)
{
    const struct {
        const char *mark;
        bool holds;
    } marks[] = {{"@vial:", filling->vial},
                 {"@premix:", !filling->vial},
                 {"@antidote:", filling->antidote},
                 {"@no-antidote:", !filling->antidote}};
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        size_t length = strlen(marks[i].mark);
        if (strncmp(line, marks[i].mark, length) == 0) {
            return marks[i].holds ? line + length : NULL;
        }
    }
    return line;
}

static int write_lines(const struct filling *filling, const char *path)
{
    struct output output;
    output_open(&output);
    for (const char *const *line = new_lines; output.stream != NULL && *line != NULL; line++) {
        const char *words = kept(*line, filling);
        if (words != NULL) {
            write_filled(output.stream, words, filling);
        }
    }
    return output_close(&output, path);
}

/* The folder that was named for protocols has to be named again. */
static void say_next(const struct starting *starting)
{
    bool standard = strcmp(starting->path, "-") == 0;
    char own[PLACE_BYTES];
    snprintf(own, sizeof own, "%s.cfg", starting->name);
    const char *file = standard ? own : starting->path;
    const char *slash = strchr(file, '/') != NULL ? "" : "./";
    const char *option = starting->common->protocols != NULL ? " --protocols " : "";
    const char *folder = starting->common->protocols != NULL ? starting->common->protocols : "";
    FILE *stream = standard ? stderr : stdout;
    fprintf(stream,
            "%s%s: its figures are illustrations, replace every one. Next:\n"
            "  infusheet check %s%s%s\n"
            "  infusheet facts %s%s%s%s\n"
            "  infusheet order %s%s%s%s setting=ward age=\"34 y\" sex=female weight=\"72 kg\"\n",
            file, standard ? "" : " written", file, option, folder, slash, file, option, folder, slash, file, option,
            folder);
}

static int write_starting(const struct starting *starting, const ifs_protocol *library)
{
    struct filling filling = {0};
    if (library->drug.product_count == 0) {
        return command_misused("new", "this drug library lists no product to start from:", starting->drug);
    }
    fill(&filling, BLANK_NAME, starting->name);
    fill(&filling, BLANK_DRUG, starting->drug);
    fill_review(&filling);
    fill_products(&filling, &library->drug);
    int status = EXIT_OUTPUT_FAILED;
    if (fill_answers(&filling, library)) {
        status = write_lines(&filling, starting->path);
    } else {
        command_no_memory();
    }
    free(filling.answers);
    if (status == EXIT_READY) {
        say_next(starting);
    }
    return status;
}

/* ---- What may be asked ---- */

static const char *base_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

static bool ends_in_cfg(const char *name)
{
    size_t length = strlen(name);
    return length > 4 && strcmp(name + length - 4, ".cfg") == 0;
}

/* The id becomes a file's name and stands in the title: what may not be printed may not be a name either. */
static bool name_fits(const char *name)
{
    struct lint lint;
    size_t from = 0;
    if (strchr(name, '/') != NULL || ends_in_cfg(name)) {
        command_misused("new", "write the id alone, without folder and .cfg (another folder: -o FOLDER/NAME.cfg), not",
                        name);
    } else if (!value_is_file_id(name) || strlen(name) > NAME_MOST) {
        command_misused("new",
                        "a name is at most 60 lower-case letters, digits, hyphens and points, such as asthma-adult, "
                        "and begins with a "
                        "letter or digit; not",
                        name);
    } else if (strcmp(name, "site") == 0) {
        command_misused("new", "site.cfg is the file of the place of care; write another name than", name);
    } else if (lint_text(name, &from, &lint) && lint.severity == IFS_ERROR) {
        fprintf(stderr, "infusheet new: \"%.*s\" in a name is easily misread; %s\n", (int)lint.length,
                name + lint.offset, lint.advice);
    } else {
        return true;
    }
    return false;
}

static bool place_fits(const struct starting *starting)
{
    char expected[PLACE_BYTES];
    struct stat found;
    snprintf(expected, sizeof expected, "%s.cfg", starting->name);
    if (strcmp(starting->path, "-") == 0) {
        return true;
    }
    if (strcmp(base_of(starting->path), expected) != 0) {
        fprintf(stderr, "infusheet new: the file of a protocol bears its id; write -o FOLDER/%s\n", expected);
        return false;
    }
    if (lstat(starting->path, &found) == 0) {
        fprintf(
            stderr,
            "infusheet new: %s is there already and is left as it is; choose another name, or remove that file first\n",
            starting->path);
        return false;
    }
    return true;
}

/* As the loader will look for it: drugs/ beside the protocol, then in the protocols directory. */
static void locate_library(const struct starting *starting, const struct places *places, char path[PLACE_BYTES])
{
    struct stat found;
    int folder = (int)(base_of(starting->path) - starting->path);
    int length = snprintf(path, PLACE_BYTES, "%.*sdrugs/%s.cfg", folder, starting->path, starting->drug);
    if (length < 0 || length >= PLACE_BYTES || stat(path, &found) != 0) {
        length = snprintf(path, PLACE_BYTES, "%s/drugs/%s.cfg", places->protocols, starting->drug);
    }
    if (length < 0 || length >= PLACE_BYTES) {
        path[0] = '\0'; /* no such file, then */
    }
}

static int start(const struct starting *starting)
{
    struct places places;
    struct findings findings = {0};
    char path[PLACE_BYTES];
    if (!name_fits(starting->name) || !place_fits(starting)) {
        return EXIT_USAGE;
    }
    if (!value_is_file_id(starting->drug)) {
        return command_misused("new", "--drug is the id of a drug library, such as " DEFAULT_DRUG ", not",
                               starting->drug);
    }
    places_find(starting->common->protocols, NULL, &places);
    locate_library(starting, &places, path);
    ifs_protocol *library = drug_load(path, &findings);
    int status = library != NULL ? write_starting(starting, library) : findings_status(&findings);
    if (library == NULL) {
        findings_print(&findings);
    }
    protocol_free(library);
    finding_free(&findings);
    return status;
}

static int start_named(const struct starting *asked)
{
    char path[PLACE_BYTES];
    struct starting starting = *asked;
    if (starting.name == NULL) {
        return command_misused("new", "which name? it becomes the id and the file's name, such as asthma-adult", NULL);
    }
    snprintf(path, sizeof path, "%.*s.cfg", PLACE_BYTES - 8, starting.name);
    starting.path = starting.common->output != NULL ? starting.common->output : path;
    return start(&starting);
}

int command_new(int count, char **words)
{
    struct arguments arguments = {
        .count = count, .words = words, .options = options, .option_count = 1, .command = "new"};
    struct starting starting = {.drug = DEFAULT_DRUG, .common = &arguments.common};
    int status = EXIT_USAGE;
    int option = 0;
    while ((option = argument_next(&arguments)) != ARGUMENT_END) {
        if (option == ARGUMENT_WRONG) {
            return EXIT_USAGE;
        }
        if (option == OPTION_DRUG) {
            starting.drug = arguments.value;
        } else if (starting.name != NULL) {
            return command_misused("new", "one name at a time; not also", arguments.value);
        } else {
            starting.name = arguments.value;
        }
    }
    return argument_answered(&arguments, help, &status) ? status : start_named(&starting);
}

/*
 * calc.c - infusheet calc: one piece of arithmetic with its working.
 *
 * Reads NAME=VALUE words, runs one calculation of calc_drug.c or calc_patient.c on the engine's own functions, and writes
 * answer and working. An input that a calculation does not use is an error: a slip must not pass as a wish.
 */
#include "calc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "claim.h"
#include "command.h"
#include "json.h"
#include "nearest.h"
#include "ratio.h"
#include "wording_input.h"

static const char help[] =
    "infusheet calc WHAT NAME=VALUE... [--json] [--protocols DIRECTORY] [-o FILE]\n"
    "\n"
    "  calc flow dose=\"2 g\" over=\"30 min\" from=\"20 g/500 mL\"     [step=\"1 mL/h\"]\n"
    "  calc flow dose-rate=\"2 g/h\" from=\"20 g/500 mL\"  or  volume=\"1200 mL\" over=\"8 h\"\n"
    "  calc drops flow=\"125 mL/h\" set=\"20 drops/mL\"  or  volume=\"1000 mL\" over=\"300 min\" set=\"15 drops/mL\"\n"
    "  calc draw dose=\"6 g\" from=\"10 g/20 mL\"           from also \"50 %\", \"500 mg/mL\", \"2 mmol/mL\"\n"
    "  calc draw dose=\"6 g\" from=\"50 %\" container=\"10 mL\"   and how many containers are opened for it\n"
    "  calc diluent draw=\"20 mL\" total=\"50 mL\"\n"
    "  calc dose basis=\"40 mg/kg\" weight=\"20 kg\" max=\"2 g\"    [factor=0.5]\n"
    "  calc dose-rate flow=\"125 mL/h\" from=\"8 g/1000 mL\"\n"
    "  calc concentration drug=\"4 g\" in=\"250 mL\"  or  draw=\"5 mL\" from=\"49.3 %\" diluent=\"7.5 mL\"\n"
    "  calc time dose=\"2 g\" speed=\"150 mg/min\"\n"
    "  calc speed dose=\"4 g\" over=\"60 min\"\n"
    "  calc convert \"4 g\" to=mmol                      g, mg, mmol, mEq, mg-elemental\n"
    "  calc convert \"150 mg/min\" to=g/h\n"
    "  calc convert magnesium=\"0.77 mmol/L\" to=mg/dL  or  creatinine=\"0.8 mg/dL\" to=umol/L\n"
    "  calc crcl age=\"60 y\" weight=\"72 kg\" sex=male creatinine=\"1.08 mg/dL\"\n"
    "  calc egfr age=\"50 y\" sex=male creatinine=\"1.1 mg/dL\"  or  height=\"100 cm\" creatinine=\"0.4 mg/dL\"\n"
    "  calc ibw height=\"170 cm\" sex=female\n"
    "  calc adjbw height=\"170 cm\" sex=female weight=\"95 kg\"\n"
    "  calc bsa height=\"170 cm\" weight=\"72 kg\"\n"
    "\n"
    "Arithmetic alone: no limit is checked. mmol and mEq come from the drug library: the only one there is, or\n"
    "the one named with drug=, for example drug=magnesium-sulfate.\n";

struct calculation {
    const char *name;
    bool (*run)(struct calc *calc);
};

static const struct calculation calculations[] = {
    {"flow", calc_flow},   {"drops", calc_drops},         {"draw", calc_draw},
    {"diluent", calc_diluent}, {"dose", calc_dose},       {"dose-rate", calc_dose_rate},
    {"concentration", calc_concentration}, {"time", calc_time}, {"speed", calc_speed},
    {"convert", calc_convert}, {"crcl", calc_crcl},       {"egfr", calc_egfr},
    {"ibw", calc_ibw},     {"adjbw", calc_adjbw},         {"bsa", calc_bsa},
};

/* ---- Inputs ---- */

bool calc_fail(struct calc *calc, const char *about, const char *what)
{
    if (!calc->failed) {
        struct findings findings = {0};
        finding_add(&findings, IFS_ERROR, "calc", (struct place){0}, "calc %s%s%s: %s", calc->what, about[0] != '\0' ? " " : "",
                    about, what);
        findings_print(&findings);
    }
    calc->failed = true;
    return false;
}

const char *calc_given(struct calc *calc, const char *name)
{
    for (int i = 0; i < calc->input_count; i++) {
        if (strcmp(calc->inputs[i].name, name) == 0) {
            calc->inputs[i].used = true;
            return calc->inputs[i].text;
        }
    }
    return NULL;
}

/* ---- The drug library: the one that is named, else the only one there is ---- */

/* No library named: of several none is guessed, for grams of one drug are not the mmol of another. */
static bool explain_libraries(struct calc *calc, const struct places *places, struct dirent **entries, int count)
{
    char bytes[512];
    struct text text = text_over(bytes, sizeof bytes);
    text_add(&text, count > 0 ? "which drug? Write " : "there is no drug library in ");
    for (int i = 0; i < count; i++) {
        text_add(&text, i > 0 ? " or drug=" : "drug=");
        text_add_bytes(&text, entries[i]->d_name, strlen(entries[i]->d_name) - strlen(".cfg"));
    }
    text_add(&text, count > 0 ? "" : places->protocols);
    text_add(&text, count > 0 ? "" : "/drugs; name the right directory with --protocols");
    return calc_fail(calc, "", bytes);
}

static bool only_library(struct calc *calc, const struct places *places, char name[PLACE_BYTES])
{
    struct dirent **entries = NULL;
    int count = places_list_drugs(places, &entries);
    bool only = count == 1;
    if (only) {
        snprintf(name, PLACE_BYTES, "%.*s", (int)(strlen(entries[0]->d_name) - strlen(".cfg")), entries[0]->d_name);
    } else {
        explain_libraries(calc, places, entries, count);
    }
    for (int i = 0; i < count; i++) {
        free(entries[i]);
    }
    free(entries);
    return only;
}

static bool drug_path(struct calc *calc, char path[PLACE_BYTES])
{
    struct places places;
    char only[PLACE_BYTES];
    const char *drug = calc_given(calc, "drug-library");
    places_find(calc->protocols, NULL, &places);
    if (drug == NULL && !only_library(calc, &places, only)) {
        return false;
    }
    drug = drug != NULL ? drug : only;
    if (strspn(drug, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(drug)) {
        return calc_fail(calc, "drug", "write the id of a drug library: small letters, digits and hyphens");
    }
    int length = snprintf(path, PLACE_BYTES, "%s/drugs/%s.cfg", places.protocols, drug);
    return (length > 0 && length < PLACE_BYTES) || calc_fail(calc, "drug", "the path of the library is too long");
}

const ifs_salt *calc_salt(struct calc *calc)
{
    char path[PLACE_BYTES];
    struct findings findings = {0};
    if (calc->drug == NULL && !calc->failed && drug_path(calc, path)) {
        calc->drug = drug_load(path, &findings);
        if (calc->drug == NULL) {
            findings_print(&findings);
            calc->failed = true;
        }
        finding_free(&findings);
    }
    return calc->drug != NULL ? &calc->drug->drug.salt : NULL;
}

static const char *example_of(ifs_dimension dimension)
{
    static const struct {
        ifs_dimension dimension;
        const char *example;
    } examples[] = {
        {IFS_MASS, "2 g"},           {IFS_VOLUME, "100 mL"},      {IFS_DURATION, "30 min"},
        {IFS_WEIGHT, "72 kg"},       {IFS_LENGTH, "170 cm"},      {IFS_AGE, "50 y"},
        {IFS_CREATININE, "0.8 mg/dL"}, {IFS_SERUM_MAGNESIUM, "0.85 mmol/L"}, {IFS_DOSE_RATE, "2 g/h"},
        {IFS_FLOW, "125 mL/h"},      {IFS_DROP_FACTOR, "20 drops/mL"}, {IFS_MASS_PER_WEIGHT, "40 mg/kg"},
        {IFS_CONCENTRATION, "20 g/500 mL"},
    };
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        if (examples[i].dimension == dimension) {
            return examples[i].example;
        }
    }
    return NULL;
}

typedef bool parser(const char *bytes, size_t length, const struct quantity_wanted *wanted, ifs_quantity *out,
                    struct quantity_problem *problem);

/* How one input is read. */
struct reading {
    parser *read;
    ifs_dimension dimension;
};

/* The salt is fetched only when a unit asks for it. */
static bool parse(struct calc *calc, struct reading as, const char *text, ifs_quantity *out,
                  struct quantity_problem *problem)
{
    struct quantity_wanted wanted = {as.dimension, QUANTITY_SPACE_OPTIONAL, NULL};
    if (as.read(text, strlen(text), &wanted, out, problem)) {
        return true;
    }
    if (problem->fault != QUANTITY_NEEDS_SALT) {
        return false;
    }
    wanted.salt = calc_salt(calc);
    return wanted.salt != NULL && as.read(text, strlen(text), &wanted, out, problem);
}

static bool explain(struct calc *calc, const char *name, const struct quantity_problem *problem, ifs_dimension dimension)
{
    char bytes[512];
    struct text message = text_over(bytes, sizeof bytes);
    wording_quantity_problem(&message, problem, example_of(dimension));
    return calc_fail(calc, name, bytes);
}

static bool take(struct calc *calc, const char *name, struct reading as, ifs_quantity *out)
{
    struct quantity_problem problem;
    const char *text = calc_given(calc, name);
    if (text == NULL || calc->failed) {
        return false;
    }
    return parse(calc, as, text, out, &problem) || explain(calc, name, &problem, as.dimension);
}

static bool require(struct calc *calc, const char *name, ifs_dimension dimension)
{
    char what[128];
    const char *example = example_of(dimension);
    snprintf(what, sizeof what, "missing; write %s=\"%s\"", name, example != NULL ? example : "...");
    return calc_fail(calc, name, what);
}

bool calc_take(struct calc *calc, const char *name, ifs_dimension dimension, bool required, ifs_quantity *out)
{
    if (calc_given(calc, name) == NULL && required) {
        return require(calc, name, dimension);
    }
    return take(calc, name, (struct reading){quantity_parse, dimension}, out);
}

bool calc_take_strength(struct calc *calc, const char *name, bool required, ifs_quantity *out)
{
    if (calc_given(calc, name) == NULL && required) {
        return require(calc, name, IFS_CONCENTRATION);
    }
    return take(calc, name, (struct reading){quantity_parse_strength, IFS_CONCENTRATION}, out);
}

/* Of several attempts the first is explained, unless a later one found the kind of quantity that was meant. */
static bool tells_more(const struct quantity_problem *problem, const struct quantity_problem *told)
{
    bool kind_found = told->fault == QUANTITY_WRONG_DIMENSION && problem->fault != QUANTITY_WRONG_DIMENSION;
    bool converted = problem->fault == QUANTITY_IMPERIAL && problem->suggestion[0] != '\0';
    return told->fault == QUANTITY_FINE || kind_found || converted;
}

bool calc_take_one_of(struct calc *calc, const char *name, const ifs_dimension *dimensions, ifs_quantity *out)
{
    struct quantity_problem problem;
    struct quantity_problem told = {.fault = QUANTITY_FINE};
    ifs_dimension meant = dimensions[0];
    const char *text = calc_given(calc, name);
    if (text == NULL) {
        return require(calc, name, dimensions[0]);
    }
    for (int i = 0; dimensions[i] != IFS_DIMENSION_NONE && !calc->failed; i++) {
        if (parse(calc, (struct reading){quantity_parse, dimensions[i]}, text, out, &problem)) {
            return true;
        }
        if (tells_more(&problem, &told)) {
            told = problem;
            meant = dimensions[i];
        }
    }
    return explain(calc, name, &told, meant);
}

bool calc_mul(struct calc *calc, ifs_ratio a, ifs_ratio b, ifs_ratio *out)
{
    return ratio_mul(a, b, out) || calc_fail(calc, "", "the figures are too large to calculate with; check the numbers");
}

bool calc_div(struct calc *calc, ifs_ratio a, ifs_ratio b, ifs_ratio *out)
{
    if (b.num == 0) {
        return calc_fail(calc, "", "one of the figures is zero, and nothing can be divided by it; check the numbers");
    }
    return ratio_div(a, b, out) || calc_fail(calc, "", "the figures are too large to calculate with; check the numbers");
}

/* ---- Answers ---- */

struct text calc_step(struct calc *calc)
{
    claim(calc->step_count < CALC_STEPS);
    return text_over(calc->steps[calc->step_count++], CALC_LINE);
}

void calc_answer(struct calc *calc, ifs_ratio figure, int decimals, const char *words, const char *unit)
{
    struct text text = text_over(calc->text, sizeof calc->text);
    struct text plain = text_over(calc->figure, sizeof calc->figure);
    struct text name = text_over(calc->unit, sizeof calc->unit);
    quantity_add_number(&text, figure, decimals);
    text_add(&text, " ");
    text_add(&text, words);
    quantity_add_decimal(&plain, figure, decimals);
    text_add(&name, unit);
}

void calc_answer_mass(struct calc *calc, ifs_ratio mcg)
{
    bool grams = ratio_is_multiple(mcg, 1000000);
    ifs_ratio figure;
    if (calc_div(calc, mcg, ratio_whole(grams ? 1000000 : 1000), &figure)) {
        calc_answer(calc, figure, 3, grams ? "g" : "mg", grams ? "g" : "mg");
    }
}

/* ---- The command ---- */

/* drug=NAME chooses the library, drug="4 g" is a mass of the drug. */
static const char *input_name(const char *name, const char *text)
{
    bool digit = text[0] >= '0' && text[0] <= '9';
    return strcmp(name, "drug") == 0 && !digit ? "drug-library" : name;
}

static bool add_input(struct calc *calc, char *word)
{
    char *equals = strchr(word, '=');
    if (calc->input_count == CALC_INPUTS) {
        return calc_fail(calc, "", "too many inputs");
    }
    struct calc_input *input = &calc->inputs[calc->input_count++];
    *input = (struct calc_input){.name = "", .text = word, .used = false};
    if (equals != NULL) {
        *equals = '\0';
        input->name = input_name(word, equals + 1);
        input->text = equals + 1;
        input->used = input->name != word; /* also where nothing is in mmol or mEq */
    }
    for (int i = 0; i < calc->input_count - 1; i++) {
        if (strcmp(calc->inputs[i].name, input->name) == 0) {
            return calc_fail(calc, input->name, "given twice; keep the right one");
        }
    }
    return true;
}

static bool all_used(struct calc *calc)
{
    for (int i = 0; i < calc->input_count; i++) {
        if (!calc->inputs[i].used) {
            return calc_fail(calc, calc->inputs[i].name[0] != '\0' ? calc->inputs[i].name : calc->inputs[i].text,
                             "this calculation does not use it; infusheet calc --help shows the inputs of each");
        }
    }
    return true;
}

static int write_json(const struct calc *calc, const char *path)
{
    struct json *root = json_begin();
    json_add_string(root, "text", calc->text);
    json_add_string(root, "value", calc->figure);
    json_add_string(root, "unit", calc->unit);
    struct json *working = json_add_array(root, "working");
    for (int i = 0; i < calc->step_count; i++) {
        json_add_string(working, NULL, calc->steps[i]);
    }
    char *text = json_text(root);
    int status = output_write(path, text);
    free(text);
    json_free(root);
    return status;
}

static int write_text(const struct calc *calc, const char *path)
{
    struct output output;
    output_open(&output);
    for (int i = -1; i < calc->step_count && output.stream != NULL; i++) {
        fprintf(output.stream, "%s%s\n", i < 0 ? "" : "  ", i < 0 ? calc->text : calc->steps[i]);
    }
    if (output.stream != NULL) {
        fputs("  Arithmetic alone: no limit was checked.\n", output.stream);
    }
    return output_close(&output, path);
}

static const struct calculation *find(const char *name)
{
    const char *names[COUNT_OF(calculations)];
    for (size_t i = 0; i < COUNT_OF(calculations); i++) {
        names[i] = calculations[i].name;
        if (strcmp(calculations[i].name, name) == 0) {
            return &calculations[i];
        }
    }
    const char *near = nearest_word(name, names, COUNT_OF(calculations));
    fprintf(stderr, "infusheet calc: no such calculation; %s%s%s\n", near != NULL ? "did you mean " : "infusheet calc --help lists them",
            near != NULL ? near : "", near != NULL ? "?" : "");
    return NULL;
}

static int calculate(struct calc *calc, const struct common_options *common)
{
    if (calc->what == NULL) {
        return command_misused("calc", "calculate what?", NULL);
    }
    const struct calculation *calculation = find(calc->what);
    if (calculation == NULL) {
        return EXIT_USAGE;
    }
    if (calc->failed || !calculation->run(calc) || calc->failed || !all_used(calc)) {
        calc_fail(calc, "", "inputs are missing; infusheet calc --help shows the inputs of each calculation");
        return EXIT_USAGE;
    }
    return common->json ? write_json(calc, common->output) : write_text(calc, common->output);
}

int command_calc(int count, char **words)
{
    struct arguments arguments = {.count = count, .words = words, .command = "calc"};
    struct calc calc = {0};
    int status = EXIT_USAGE;
    int option = 0;
    while ((option = argument_next(&arguments)) != ARGUMENT_END) {
        if (option == ARGUMENT_WRONG) {
            return EXIT_USAGE;
        }
        if (calc.what == NULL) {
            calc.what = arguments.value;
        } else if (!add_input(&calc, arguments.value)) {
            return EXIT_USAGE;
        }
    }
    if (argument_answered(&arguments, help, &status)) {
        return status;
    }
    calc.protocols = arguments.common.protocols;
    status = calculate(&calc, &arguments.common);
    protocol_free(calc.drug);
    return status;
}

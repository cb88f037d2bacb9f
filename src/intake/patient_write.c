/*
 * patient_write.c - answers become a patient file.
 *
 * Invariant: read again, the file gives the same answers, choices and confirmations, in units and words as they were given; a
 * text that could be read otherwise than it was typed makes no file at all. An age that was counted from the date of birth is
 * left out, for it is counted again.
 * Where the file goes, and who may read it, is left to others.
 */
#include "patient.h"

#include "quoted.h"
#include "ratio.h"

enum { MOMENT_BYTES = 40, FIGURE_BYTES = 64, ANSWER_BYTES = 4096, MINUTE_S = 60 };

/* The reader of quantities takes six digits after the point. */
enum { FINEST = 1000000, FINEST_DECIMALS = 6 };

struct writing {
    struct text *out;
    const ifs_protocol *protocol;
    const ifs_request *request;
    const struct patient_visit *visit;
    bool unfit;
};

static void write_quoted(struct writing *writing, const char *words)
{
    writing->unfit = writing->unfit || !quoted_fit(words);
    quoted_add(writing->out, words);
}

static void write_setting(struct writing *writing, const char *indent, const char *name, const char *words)
{
    if (words != NULL) {
        text_add(writing->out, indent);
        text_add(writing->out, name);
        text_add(writing->out, " = ");
        write_quoted(writing, words);
        text_add(writing->out, ";\n");
    }
}

static void write_moment(struct writing *writing, const char *indent, const char *name, struct instant moment)
{
    char bytes[MOMENT_BYTES];
    struct text words = text_over(bytes, sizeof bytes);
    clock_add(&words, moment);
    write_setting(writing, indent, name, bytes);
}

/* ---- Answers ---- */

static void write_answer(struct writing *writing, int fact)
{
    char bytes[ANSWER_BYTES];
    struct text answer = text_over(bytes, sizeof bytes);
    fact_add_answer(&answer, writing->request, writing->protocol->facts, fact);
    writing->out->full = writing->out->full || answer.full;
    write_setting(writing, "", writing->protocol->facts[fact].name, bytes);
}

/* Who it is comes first, for whoever opens the file. */
static void write_answers(struct writing *writing)
{
    const ifs_protocol *protocol = writing->protocol;
    for (int pass = 0; pass < 2; pass++) {
        for (int fact = 0; fact < protocol->fact_count; fact++) {
            bool identity = protocol->facts[fact].kind == FACT_IDENTITY;
            if (identity == (pass == 0) && fact_set_has(&writing->request->given, fact)) {
                write_answer(writing, fact);
            }
        }
    }
}

/* ---- Choices ---- */

/* The first unit in which the dose is a decimal number that the reader takes. */
bool patient_add_dose(struct text *words, const ifs_choice *choice, const ifs_salt *salt)
{
    static const char *const doses[] = {"g", "mg", "mcg", "mmol", "mEq"};
    static const char *const rates[] = {"g/h", "mg/h", "mg/min", "mmol/h", "mEq/h"};
    ifs_dimension dimension = choice->dose_is_rate ? IFS_DOSE_RATE : IFS_MASS;
    for (size_t i = 0; i < COUNT_OF(doses); i++) {
        const char *symbol = choice->dose_is_rate ? rates[i] : doses[i];
        int unit = quantity_unit_index(symbol, dimension);
        ifs_ratio number = {0, 0};
        if (unit >= 0 && quantity_in_unit((ifs_quantity){dimension, unit, choice->dose_mcg}, unit, salt, &number) &&
            FINEST % ratio_reduce(number).den == 0) {
            quantity_add_decimal(words, number, FINEST_DECIMALS);
            text_add(words, " ");
            text_add(words, symbol);
            return true;
        }
    }
    return false;
}

static void write_dose(struct writing *writing, const ifs_choice *choice)
{
    char bytes[FIGURE_BYTES];
    struct text words = text_over(bytes, sizeof bytes);
    if (choice->has_dose) {
        writing->unfit = !patient_add_dose(&words, choice, &writing->protocol->drug.salt) || writing->unfit;
        text_add(writing->out, " dose = ");
        write_quoted(writing, bytes);
        text_add(writing->out, ";");
    }
}

void patient_add_over(struct text *words, const ifs_choice *choice)
{
    bool minutes = choice->over.s % MINUTE_S == 0;
    text_add_whole(words, minutes ? choice->over.s / MINUTE_S : choice->over.s);
    text_add(words, minutes ? " min" : " s");
}

static void write_over(struct writing *writing, const ifs_choice *choice)
{
    if (choice->has_over) {
        text_add(writing->out, " over = \"");
        patient_add_over(writing->out, choice);
        text_add(writing->out, "\";");
    }
}

/* Before the second and every further group of a list. */
static void begin_group(struct writing *writing, int *count, const char *list)
{
    text_add(writing->out, *count == 0 ? list : ",\n");
    text_add(writing->out, "    {");
    (*count)++;
}

static void end_list(struct writing *writing, int count)
{
    text_add(writing->out, count > 0 ? "\n  );\n" : "");
}

static void write_infusions(struct writing *writing)
{
    int count = 0;
    for (int i = 0; i < writing->protocol->infusion_count; i++) {
        const ifs_choice *choice = &writing->request->choices[i];
        if (choice->has_dose || choice->has_over) {
            begin_group(writing, &count, "  infusions = (\n");
            text_add(writing->out, " infusion = ");
            write_quoted(writing, writing->protocol->infusions[i].name);
            text_add(writing->out, ";");
            write_dose(writing, choice);
            write_over(writing, choice);
            text_add(writing->out, " }");
        }
    }
    end_list(writing, count);
}

static void write_overrides(struct writing *writing)
{
    int count = 0;
    for (int i = 0; i < writing->request->override_count; i++) {
        begin_group(writing, &count, "  overrides = (\n");
        text_add(writing->out, " check = ");
        write_quoted(writing, writing->request->overrides[i].check);
        text_add(writing->out, "; reason = ");
        write_quoted(writing, writing->request->overrides[i].reason);
        text_add(writing->out, "; }");
    }
    end_list(writing, count);
}

static void write_confirmed(struct writing *writing)
{
    int count = 0;
    for (int fact = 0; fact < writing->protocol->fact_count; fact++) {
        if (fact_set_has(&writing->request->confirmed, fact)) {
            text_add(writing->out, count == 0 ? "  confirmed = [ " : ", ");
            write_quoted(writing, writing->protocol->facts[fact].name);
            count++;
        }
    }
    text_add(writing->out, count > 0 ? " ];\n" : "");
}

static void write_prescriber(struct writing *writing)
{
    const ifs_request *request = writing->request;
    if (request->prescriber != NULL && request->prescriber_reference != NULL) {
        char bytes[ANSWER_BYTES];
        struct text words = text_over(bytes, sizeof bytes);
        text_add(&words, request->prescriber);
        text_add(&words, ", ");
        text_add(&words, request->prescriber_reference);
        writing->out->full = writing->out->full || words.full;
        write_setting(writing, "  ", "prescriber", bytes);
    }
}

static bool has_choices(const struct writing *writing)
{
    const ifs_request *request = writing->request;
    bool any = request->override_count > 0 || request->prescriber != NULL || !fact_set_empty(&request->confirmed);
    for (int i = 0; i < IFS_INFUSION_MAX; i++) {
        any = any || request->choices[i].has_dose || request->choices[i].has_over;
    }
    return any;
}

static void write_order(struct writing *writing)
{
    if (has_choices(writing)) {
        text_add(writing->out, "\n# What the prescriber chose.\norder = {\n");
        write_prescriber(writing);
        write_infusions(writing);
        write_overrides(writing);
        write_confirmed(writing);
        text_add(writing->out, "};\n");
    }
}

/* ---- The visit ---- */

static void write_answered(struct writing *writing)
{
    text_add(writing->out, "  answered = {\n");
    for (int fact = 0; fact < writing->protocol->fact_count; fact++) {
        if (fact_set_has(&writing->request->given, fact) && fact_set_has(&writing->visit->timed, fact)) {
            write_moment(writing, "    ", writing->protocol->facts[fact].name, writing->visit->answered[fact]);
        }
    }
    text_add(writing->out, "  };\n");
}

static void write_items(struct writing *writing)
{
    int count = 0;
    for (int i = 0; i < writing->visit->items.count; i++) {
        const struct changed_item *item = &writing->visit->items.list[i];
        begin_group(writing, &count, "    items = (\n");
        text_add(writing->out, " of = ");
        write_quoted(writing, item->of);
        text_add(writing->out, "; item = ");
        write_quoted(writing, item->item);
        text_add(writing->out, "; words = ");
        write_quoted(writing, item->words);
        text_add(writing->out, "; }");
    }
    text_add(writing->out, count > 0 ? "\n    );\n" : "");
}

static void write_sheet(struct writing *writing)
{
    if (writing->visit->sheet != NULL) {
        text_add(writing->out, "  sheet = {\n");
        write_setting(writing, "    ", "id", writing->visit->sheet);
        write_setting(writing, "    ", "verdict", writing->visit->verdict);
        write_setting(writing, "    ", "payload", writing->visit->payload);
        write_items(writing);
        text_add(writing->out, "  };\n");
    }
}

static void write_visit(struct writing *writing)
{
    if (writing->visit != NULL && writing->visit->present) {
        text_add(writing->out, "\n# When each answer was given, and the sheet that these answers belong to.\nvisit = {\n");
        write_setting(writing, "  ", "protocol", writing->visit->protocol);
        write_setting(writing, "  ", "version", writing->visit->version);
        write_setting(writing, "  ", "fingerprint", writing->visit->fingerprint);
        write_moment(writing, "  ", "saved", writing->visit->saved);
        write_answered(writing);
        write_sheet(writing);
        text_add(writing->out, "};\n");
    }
}

enum patient_status patient_write(struct text *out, const ifs_protocol *protocol, const ifs_request *request,
                                  const struct patient_visit *visit)
{
    struct writing writing = {out, protocol, request, visit, false};
    text_add(out, "# Answers of one patient, under the names of infusheet facts ");
    text_add(out, protocol->id);
    text_add(out, ".\n# Keep this file where only those can read it who treat the patient.\n\n");
    write_answers(&writing);
    write_order(&writing);
    write_visit(&writing);
    if (writing.unfit) {
        return PATIENT_UNFIT;
    }
    return out->full ? PATIENT_TOO_LONG : PATIENT_FINE;
}

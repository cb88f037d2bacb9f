/*
 * names.c - what may be written instead of a name that is not known.
 *
 * Decides how names are proposed: one that is nearly the same first, then all of a short list, or the nearest of a long
 * one with the place where the others stand. Invariant: something to write is always said, and nothing but a name that
 * exists is proposed. Who does not know the name, and where it stands, is left to the callers.
 */
#include "names.h"

#include <string.h>

#include "claim.h"
#include "nearest.h"

enum { SHORT_LIST = 8 };

static void add_list(struct text *out, const char *const *list, size_t count, const char *last)
{
    for (size_t i = 0; i < count; i++) {
        text_add(out, i == 0 ? "" : i + 1 == count ? last : ", ");
        text_add(out, list[i]);
    }
}

void names_list(struct text *out, const char *const *list, size_t count)
{
    add_list(out, list, count, " or ");
}

static void ask(struct text *out, const char *name)
{
    text_add(out, "did you mean \"");
    text_add(out, name);
    text_add(out, "\"?");
}

void names_advise(struct text *out, const char *word, const struct names *names)
{
    const char *nearest[NEAREST_MAX] = {NULL};
    const char *near = nearest_word(word, names->list, names->count);
    if (near != NULL) {
        ask(out, near);
    }
    if (names->count == 0) {
        text_add(out, "none is declared; declare it in ");
        text_add(out, names->all);
    } else if (names->count <= SHORT_LIST && (near == NULL || names->count > 1)) {
        text_add(out, near != NULL ? " There are " : "write ");
        add_list(out, names->list, names->count, near != NULL ? " and " : " or ");
    } else if (near == NULL) {
        size_t count = nearest_words(word, names->list, names->count, nearest);
        text_add(out, "write one of those in ");
        text_add(out, names->all);
        text_add(out, ", such as ");
        names_list(out, nearest, count);
    }
}

/* ---- Facts ------------------------------------------------------------------------------------------------------ */

/* What clinicians call a fact, and its name here. */
static const char *const other_names[][2] = {
    {"bp", "systolic"},
    {"blood-pressure", "systolic"},
    {"sbp", "systolic"},
    {"dbp", "diastolic"},
    {"hr", "heart-rate"},
    {"pulse", "heart-rate"},
    {"rr", "resp-rate"},
    {"respiratory-rate", "resp-rate"},
    {"respirations", "resp-rate"},
    {"sats", "spo2"},
    {"sao2", "spo2"},
    {"saturation", "spo2"},
    {"gfr", "egfr"},
    {"kidney-function", "crcl"},
    {"renal-function", "crcl"},
    {"creatinine-clearance", "crcl"},
    {"clearance", "crcl"},
    {"cr", "creatinine"},
    {"scr", "creatinine"},
    {"magnesium"},
    {"serum-magnesium", "magnesium"},
    {"magnesium-level", "magnesium"},
    {"gender", "sex"},
    {"wt", "weight"},
    {"bodyweight", "weight"},
    {"body-weight", "weight"},
    {"urine", "urine-output"},
    {"diuresis", "urine-output"},
    {"patellar-reflex", "reflexes"},
    {"weeks", "gestation"},
    {"gestational-age", "gestation"},
    {"pregnancy", "pregnant"},
    {"location", "setting"},
};

static const char *other_name(const char *word)
{
    for (size_t i = 0; i < COUNT_OF(other_names); i++) {
        if (strcmp(other_names[i][0], word) == 0) {
            return other_names[i][1];
        }
    }
    return NULL;
}

void names_advise_fact(struct text *out, const char *word, const struct fact_rule *facts, int count)
{
    const char *list[IFS_FACT_MAX];
    const char *nearest[NEAREST_MAX] = {NULL};
    size_t known = 0;
    for (int i = 0; i < count; i++) {
        if (facts[i].kind != FACT_IDENTITY) {
            list[known++] = facts[i].name;
        }
    }
    const char *near = other_name(word);
    near = near != NULL ? near : nearest_word(word, list, known);
    if (near != NULL) {
        ask(out, near);
        return;
    }
    size_t shown = nearest_words(word, list, known, nearest);
    text_add(out, "declare a question of that id in questions, or write a fact of protocols/README.md, such as ");
    names_list(out, nearest, shown);
}

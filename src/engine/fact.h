/*
 * fact.h - the built-in facts, and what is asked of a patient.
 */
#ifndef IFS_FACT_H
#define IFS_FACT_H

#include "condition.h"

enum fact_kind { FACT_MEASURE, FACT_CHOICE, FACT_QUESTION, FACT_IDENTITY };
enum fact_need { FACT_OPTIONAL, FACT_BEDSIDE, FACT_REQUIRED };
enum fact_pass { FACT_PASS_NONE, FACT_PASS_NO, FACT_PASS_YES };

/* One unit a measured fact may be given in. Step, low and high are in the base unit of its dimension (that of the
 * fact, but for mL/kg/h, which is its own). A date has one unit too, "YYYY-MM-DD" of IFS_DATE, which the table of
 * units does not know: print bounds with fact_add_figure. mmol and mEq, which hang on the salt, are added by the loader with
 * the step of one whole unit. */
struct fact_unit {
    const char *symbol;
    ifs_dimension dimension;
    int64_t step;
    int64_t low; /* hard range */
    int64_t high;
};

#define FACT_UNITS 3

/* A fact as a protocol asks it. Built-in rows come from fact_builtin(); the protocol loader fills need, ask and the
 * choices of indication, product, diluent, device and access, and appends questions. */
struct fact_rule {
    const char *name;
    enum fact_kind kind;
    enum fact_need need;
    ifs_dimension dimension; /* of measures */
    struct fact_unit units[FACT_UNITS];
    int unit_count;
    const char *const *choices; /* of choices; for questions with named choices; NULL for yes/no questions */
    int choice_count;
    const char *ask;     /* the question in words; in a built-in row "{}" is the name of the drug */
    enum fact_pass pass; /* of yes/no questions: the answer that trips nothing, where there is one */
    const char *pass_word; /* the same for any choice, as it is written; NULL where there is none */
    bool renal_risk;
    bool read; /* the protocol reads it */
};

/* The built-in row of that fact; claims fact < IFS_FACT_BUILTIN. Yes/no built-ins (pregnant, postpartum,
 * breastfeeding) are of kind FACT_CHOICE with choices "no", "yes". */
const struct fact_rule *fact_builtin(int fact);

/* -1 when no fact of the table has that name. */
int fact_index(const struct fact_rule *facts, int count, const char *name);

/* True for the questions and built-in choices answered yes or no: they may stand bare in a condition. */
bool fact_is_yes_no(const struct fact_rule *rule);

/* The answers a choice or question may have: its choices, or "no", "yes" where it names none. */
const char *const *fact_choices(const struct fact_rule *rule, int *count);

enum fact_fault {
    FACT_FINE,
    FACT_QUANTITY,     /* see quantity; its suggestion names only units of the fact */
    FACT_FINER,        /* finer than the step; a weight of 10 kg and over is a multiple of 100 g */
    FACT_OUT_OF_RANGE, /* beyond the hard range */
    FACT_NOT_A_CHOICE, /* see suggestion */
    FACT_NOT_A_DATE,
    FACT_EMPTY /* identity without text */
};

struct fact_problem {
    enum fact_fault fault;
    struct quantity_problem quantity;
    const struct fact_unit *unit; /* the unit it was given in, for FACT_FINER and FACT_OUT_OF_RANGE */
    const char *suggestion;       /* near choice; "unknown" where that was nearly written, of any fact; or NULL */
};

/* What was written for a fact, NUL-terminated at length. */
struct fact_words {
    const char *bytes;
    size_t length;
    enum quantity_spacing spacing;
    const ifs_salt *salt;
};

/* Reads a quantity in one of the units of a measured fact (not a date) and on its step; the hard range is not looked
 * at. On success out->base is whole. problem->unit is set as soon as the unit is known. */
bool fact_read_quantity(const struct fact_rule *rule, const struct fact_words *words, ifs_quantity *out,
                        struct fact_problem *problem);

/* Reads one answer into the request ("unknown" forgets it). Identity text is kept by pointer, so it must outlive the
 * request. False with *problem otherwise; the request is then unchanged. */
bool fact_answer(ifs_request *request, const struct fact_rule *facts, int fact, const struct fact_words *words,
                 struct fact_problem *problem);

/* Writes a step or a bound of that unit ("300 kg", "1900-01-01"). */
void fact_add_figure(struct text *text, const struct fact_unit *unit, int64_t base);

/* Writes the answer as it was given ("72 kg", "no", "unknown"). An age in years is written in completed years, also
 * where it was counted from the date of birth. */
void fact_add_answer(struct text *text, const ifs_request *request, const struct fact_rule *facts, int fact);

/* Contradictions between facts, and ranges that depend on another fact; any of them: exit 2. */
enum fact_conflict {
    FACT_CONFLICT_NONE,
    FACT_CONFLICT_AGE_BORN,      /* age differs from born at the time of the order, or born makes it over 120 years */
    FACT_CONFLICT_BORN_LATER,    /* born after the order */
    FACT_CONFLICT_ADULT_WEIGHT,  /* from 18 years 25-300 kg */
    FACT_CONFLICT_MALE_PREGNANT, /* male and pregnant, postpartum or breastfeeding, or with a gestation */
    FACT_CONFLICT_PRESSURES,     /* diastolic not below systolic */
    FACT_CONFLICT_GIVEN,         /* given-24h above given-48h */
    FACT_CONFLICT_LAST_DOSE,     /* a last dose within 24 h (48 h) but nothing given in it, or the reverse */
    FACT_CONFLICT_GESTATION,         /* a gestation although not pregnant and not known to be postpartum */
    FACT_CONFLICT_PREGNANT_POSTPARTUM, /* pregnant and postpartum at once */
    FACT_CONFLICT_CREATININE_LATER, /* creatinine taken after the order */
    FACT_CONFLICT_URINE,            /* urine output per hour beyond 1,000 mL/h once multiplied with weight */
    FACT_CONFLICT_COUNT
};

/* The first contradiction, FACT_CONFLICT_NONE if there is none. `day` is the civil date of the order. Sets the age
 * from born, to the month, also where a matching age was given in years; an age that was not given becomes known,
 * not given. May be called again, also for another day. */
enum fact_conflict fact_settle(ifs_request *request, int64_t day);

/* Every fact that fact_unusual may hold unusual, as the first word of a set. */
uint64_t fact_usual_ranges(void);

/* True when an answer lies outside the usual range (a project choice against slips, not a clinical limit). After
 * fact_settle. Ranges of weight and height need the age: unknown, nothing is unusual. A body-mass index out of range
 * makes the weight unusual. Does not look at request->confirmed. */
bool fact_unusual(const ifs_request *request, int fact);

/* One usual range of a fact, edges included, in its base unit: for ages from `from_months` on and below `to_months`
 * (0: no such edge). Weights of children stand at completed years; between two the wider of both holds. */
struct fact_usual {
    int64_t from_months;
    int64_t to_months;
    int64_t low;
    int64_t high;
};
#define FACT_USUAL_MOST 10 /* of weight: a row for each of nine ages of children, and the adult's */

/* The ranges fact_unusual holds a built-in fact against, for print; how many. */
int fact_usual_list(int fact, struct fact_usual list[FACT_USUAL_MOST]);
struct fact_usual fact_usual_body_mass(void); /* in kg/m2; outside it the weight is unusual */

/* From this weight on, weights are multiples of the coarser step. */
#define FACT_COARSE_WEIGHT_G 10000
#define FACT_COARSE_WEIGHT_STEP_G 100

/* Below this no adult weighs. */
#define FACT_ADULT_WEIGHT_G 25000

/* Bit operations on sets of facts. */
/*@ requires \valid_read(set) && 0 <= fact < IFS_FACT_MAX;
    assigns \nothing;
*/
static inline bool fact_set_has(const ifs_fact_set *set, int fact)
{
    return (set->bits[fact / 64] >> (fact % 64) & 1U) != 0;
}
/*@ requires \valid(set) && 0 <= fact < IFS_FACT_MAX;
    assigns set->bits[fact / 64];
*/
static inline void fact_set_add(ifs_fact_set *set, int fact)
{
    set->bits[fact / 64] |= UINT64_C(1) << (fact % 64);
}
/*@ requires \valid(set) && 0 <= fact < IFS_FACT_MAX;
    assigns set->bits[fact / 64];
*/
static inline void fact_set_remove(ifs_fact_set *set, int fact)
{
    set->bits[fact / 64] &= ~(UINT64_C(1) << (fact % 64));
}
/*@ requires \valid(set) && \valid_read(other);
    assigns set->bits[0 .. IFS_FACT_MAX / 64 - 1];
*/
static inline void fact_set_join(ifs_fact_set *set, const ifs_fact_set *other)
{
    /*@ loop invariant 0 <= i <= IFS_FACT_MAX / 64;
        loop assigns i, set->bits[0 .. IFS_FACT_MAX / 64 - 1];
        loop variant IFS_FACT_MAX / 64 - i;
    */
    for (size_t i = 0; i < IFS_FACT_MAX / 64; i++) {
        /* gcc loses the initialiser of the stack in condition_missing. NOLINTNEXTLINE(analyzer-use-of-uninitialized-value) */
        set->bits[i] |= other->bits[i];
    }
}
/*@ requires \valid_read(set);
    assigns \nothing;
    ensures \result <==> no_fact(set);
*/
static inline bool fact_set_empty(const ifs_fact_set *set)
{
    uint64_t any = 0;
    /*@ loop invariant 0 <= i <= IFS_FACT_MAX / 64;
        loop invariant any == 0 <==> \forall integer j; 0 <= j < i ==> set->bits[j] == 0;
        loop assigns i, any;
        loop variant IFS_FACT_MAX / 64 - i;
    */
    for (size_t i = 0; i < IFS_FACT_MAX / 64; i++) {
        any |= set->bits[i];
    }
    return any == 0;
}

#endif

/*
 * grid_main.c - how many adults doubles put in the wrong renal band, by Cockcroft-Gault on a full grid.
 *
 * Weight 30.0 to 250.0 kg by 0.1, creatinine 0.1 to 20.0 mg/dL by 0.1, age 18 to 100 years, both sexes, actual weight;
 * bands below 30, from 30 and from 60 mL/min. The band that counts is that of renal_cockcroft_gault, the engine's own.
 * Invariant: that band is first held against whole numbers multiplied out here; a difference ends the program with 1.
 * Each order in which people write the formula is counted apart, for each rounds otherwise.
 */
#include <inttypes.h>
#include <stdio.h>

#include "ratio.h"
#include "renal.h"

enum { ORDERS = 4, AGE_FROM = 18, AGE_TO = 100, TENTHS_KG_FROM = 300, TENTHS_KG_TO = 2500, TENTHS_MG_TO = 200 };

struct person {
    ifs_sex sex;
    int age;
    int kg_tenths;
    int mg_tenths; /* mg/dL */
};

struct count {
    int64_t people;
    int64_t on_edge;
    int64_t wrong[ORDERS];
    int64_t exact_differs;
};

static const char *const written[ORDERS] = {
    "(140 - age) * kg * 0.85 / (72 * mg/dL)",
    "(140 - age) * kg / (72 * mg/dL) * 0.85",
    "0.85 * (140 - age) * kg / (72 * mg/dL)",
    "(140 - age) / 72 * kg / mg/dL * 0.85",
};

static int band_of_double(double crcl)
{
    return (crcl >= 30) + (crcl >= 60);
}

/* crcl against limit as whole numbers: (140 - age) * kg * factor against limit * 72 * mg/dL, times 1000. -1, 0, 1. */
static int against(const struct person *person, int64_t limit)
{
    int64_t left = (int64_t)(140 - person->age) * person->kg_tenths * (person->sex == IFS_FEMALE ? 85 : 100);
    int64_t right = limit * 72 * person->mg_tenths * 100;
    return (left > right) - (left < right);
}

static void compute(const struct person *person, double crcl[ORDERS])
{
    double factor = person->sex == IFS_FEMALE ? 0.85 : 1.0;
    double kg = person->kg_tenths / 10.0;
    double mg = person->mg_tenths / 10.0;
    double years = 140 - person->age;
    crcl[0] = years * kg * factor / (72 * mg);
    crcl[1] = years * kg / (72 * mg) * factor;
    crcl[2] = factor * years * kg / (72 * mg);
    crcl[3] = years / 72 * kg / mg * factor;
}

static void count_one(const struct person *person, struct count *count)
{
    double crcl[ORDERS];
    int64_t engine = renal_cockcroft_gault(person->sex, person->age, ratio_whole((int64_t)person->kg_tenths * 100),
                                           (int64_t)person->mg_tenths * 88420);
    int at_30 = against(person, 30);
    int at_60 = against(person, 60);
    int band = (engine >= 30 * RENAL_PER_ML_PER_MIN) + (engine >= 60 * RENAL_PER_ML_PER_MIN);
    compute(person, crcl);
    count->people++;
    count->on_edge += at_30 == 0 || at_60 == 0;
    count->exact_differs += band != (at_30 >= 0) + (at_60 >= 0);
    for (int i = 0; i < ORDERS; i++) {
        count->wrong[i] += band_of_double(crcl[i]) != band;
    }
}

static void count_sex_and_age(ifs_sex sex, int age, struct count *count)
{
    struct person person = {.sex = sex, .age = age};
    for (person.kg_tenths = TENTHS_KG_FROM; person.kg_tenths <= TENTHS_KG_TO; person.kg_tenths++) {
        for (person.mg_tenths = 1; person.mg_tenths <= TENTHS_MG_TO; person.mg_tenths++) {
            count_one(&person, count);
        }
    }
}

int main(void)
{
    struct count count = {0};
    for (int age = AGE_FROM; age <= AGE_TO; age++) {
        count_sex_and_age(IFS_FEMALE, age, &count);
        count_sex_and_age(IFS_MALE, age, &count);
    }
    printf("Adults in the wrong renal band by doubles: 30.0 to 250.0 kg by 0.1, 0.1 to 20.0 mg/dL by 0.1, 18 to 100 "
           "years,\n"
           "both sexes: %" PRId64 " patients, %" PRId64 " exactly on an edge (30 or 60 mL/min)\n",
           count.people, count.on_edge);
    for (int i = 0; i < ORDERS; i++) {
        printf("  %-44s %10" PRId64 " wrong\n", written[i], count.wrong[i]);
    }
    printf("  %-44s %10" PRId64 " wrong\n\n", "engine, whole numbers", count.exact_differs);
    return count.exact_differs == 0 ? 0 : 1;
}

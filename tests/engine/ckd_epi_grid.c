/*
 * ckd_epi_grid.c - prints renal_ckd_epi_2021 for every input it can get: "sex age creatinine result", one line each,
 * the creatinine in 0.0001 umol/L, the result in half millionths. reference_ckd_epi.py reads and judges.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "renal.h"

static void print_point(ifs_sex sex, int64_t age, int64_t creatinine)
{
    printf("%s %" PRId64 " %" PRId64 " %" PRId64 "\n", sex == IFS_FEMALE ? "female" : "male", age, creatinine,
           renal_ckd_epi_2021(sex, age, creatinine));
}

static void print_age(ifs_sex sex, int64_t age)
{
    for (int64_t hundredths = 10; hundredths <= 2000; hundredths++) {
        print_point(sex, age, hundredths * 8842);
    }
    for (int64_t umol = 9; umol <= 1768; umol++) {
        print_point(sex, age, umol * 10000);
    }
}

int main(void)
{
    for (int64_t age = 18; age <= 120; age++) {
        print_age(IFS_FEMALE, age);
    }
    for (int64_t age = 18; age <= 120; age++) {
        print_age(IFS_MALE, age);
    }
    return fflush(stdout) == 0 && ferror(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

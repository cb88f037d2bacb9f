/*
 * forms.h - the forms that may not stand on a sheet (do-not-use lists of ISMP and the Joint Commission), as patterns.
 */
#ifndef FORMS_H
#define FORMS_H

#include <regex.h>
#include <stddef.h>
#include <stdio.h>

/* The pattern of the first forbidden form in the text, NULL when there is none. */
static inline const char *forbidden_form(const char *text)
{
    static const char *const patterns[] = {
        "[<>]",                                                              /* words for symbols */
        "\xC2\xB5|\xCE\xBC",                                                 /* the micro sign, both of them */
        "(^|[^0-9.])\\.[0-9]",                                               /* leading zero */
        "(^|[^0-9.])[0-9]+\\.[0-9]*0([^0-9.]|$)",                            /* no trailing zero */
        "(mg|mcg|mEq|mmol|drops|[0-9] g)/(h|min|kg|mL)",                     /* per in words */
        "mL/(h|kg)",                                                         /* ... but mL/min of a laboratory */
        "[0-9](mg|g|mL|mcg|mmol|mEq|kg|min|h)([^a-zA-Z]|$)",                 /* a space before the unit */
        "[0-9]{4,} (mg|g|mL|mcg)",                                           /* a comma from 1,000 */
        "([0-9]|per) (mg|g|mL|L|mcg|mmol|mEq|kg|min|h|minute|hour|mmHg)\\.", /* no period after a unit */
        "(^|[^A-Za-z])(cc|IU|U|QD|QOD|HS|D/C)([^A-Za-z]|$)",                 /* the do-not-use lists */
        "(^|[^A-Za-z])M[Aa][Gg]([^A-Za-z]|$)",
        "SO"
        "4", /* formulas of the drug */
    };
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
        regex_t regex;
        if (regcomp(&regex, patterns[i], REG_EXTENDED | REG_NEWLINE) != 0) {
            return "a pattern that does not compile";
        }
        regmatch_t match;
        int found = regexec(&regex, text, 1, &match, 0);
        regfree(&regex);
        if (found == 0) {
            printf("forbidden: %.40s\n", text + (match.rm_so > 10 ? match.rm_so - 10 : 0));
            return patterns[i];
        }
    }
    return NULL;
}

#endif

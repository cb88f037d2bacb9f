/*
 * lint_text.h - the writing rules for what authors write and sheets print.
 */
#ifndef IFS_LINT_TEXT_H
#define IFS_LINT_TEXT_H

#include "infusheet.h"

/* One breach of a writing rule. */
struct lint {
    ifs_severity severity;
    const char *code;
    size_t offset;   /* byte in the text */
    size_t length;   /* bytes of what was found */
    char advice[96]; /* what to write instead */
};

/* The first breach at or after *from (a byte offset, 0 at first), which then moves behind it. False when there is no
 * more. */
bool lint_text(const char *words, size_t *from, struct lint *lint);

/* The same for text that is copied as it is (citations, names of places): the abbreviations of the drug's formula
 * alone. */
bool lint_verbatim(const char *words, size_t *from, struct lint *lint);

/* What authors may write and a sheet's own sentences may not: a period after a unit ("2 g."), and grams with a decimal
 * where mg have none ("0.5 g"; not of a speed, "1.5 g per hour"). */
bool lint_printed(const char *words, size_t *from, struct lint *lint);

#endif

/*
 * expectation.h - what a worked example may expect of its sheet, and whether it came out.
 */
#ifndef IFS_EXPECTATION_H
#define IFS_EXPECTATION_H

#include "protocol.h"
#include "sheet.h"

enum expected {
    EXPECT_VERDICT,
    EXPECT_CHECK, /* check.ID= */
    EXPECT_MISSING,
    EXPECT_START,
    EXPECT_FINDING,
    EXPECT_CRCL,
    EXPECT_DOSE, /* from here on of an infusion */
    EXPECT_FLOW,
    EXPECT_OVER,
    EXPECT_DRAW,
    EXPECT_TOTAL,
    EXPECT_DILUENT,
    EXPECT_PRODUCT,
    EXPECT_CONCENTRATION,
    EXPECT_SPEED,
    EXPECT_CONTAINERS,
    EXPECT_DROPS,
    EXPECT_SITES,
    EXPECT_SITE_VOLUME,
    EXPECT_DOSES,
    EXPECT_COUNT
};

#define EXPECTATION_ID_BYTES 128

/* One "name=answer", taken apart. */
struct expectation {
    enum expected what;
    const struct infusion_rule *infusion; /* NULL: of any infusion, or of the whole order */
    const struct step *step;              /* of titration: dose (its rate) and flow alone; NULL: the infusion itself */
    char check[EXPECTATION_ID_BYTES];     /* id, of EXPECT_CHECK */
    const char *answer;                   /* inside the words it was read from */
};

enum expectation_fault {
    EXPECTATION_FINE,
    EXPECTATION_UNKNOWN,        /* no such name */
    EXPECTATION_OF_WHOLE_ORDER, /* an infusion stands before what only the whole order has */
    EXPECTATION_UNKNOWN_CHECK,  /* neither a check of the protocol nor INFUSION.LIMIT */
    EXPECTATION_UNKNOWN_VERDICT,
    EXPECTATION_UNKNOWN_RESULT
};

/* Takes an expectation apart; *out is complete only when it is fine. That something stands on both sides of the equals sign was seen
 * before. */
enum expectation_fault expectation_read(const ifs_protocol *protocol, const char *text, struct expectation *out);

/* True when the sheet says just that. A remark the sheet adds to a figure ("42 (set of 20 drops per mL)") may be left out. */
bool expectation_holds(const struct expectation *expectation, const struct ifs_sheet *sheet);

/* What the sheet says instead; "none" where it says nothing of the kind. */
void expectation_found(const struct expectation *expectation, const struct ifs_sheet *sheet, struct text *text);

/* All names, for a message; verdicts; results of checks. */
void expectation_add_names(struct text *text);
void expectation_add_verdicts(struct text *text);
void expectation_add_results(struct text *text);

#endif

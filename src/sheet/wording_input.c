/*
 * wording_input.c - the sentences about a text that is not a quantity.
 *
 * Decides the words for each fault of quantity.h: what is wrong, then what to write instead. The invariant: every
 * fault has a sentence that ends in something to do. Where the parser knows the right form, that is proposed; else the
 * caller's example is.
 *
 * Which text it was and where it stands is left to the caller.
 */
#include "wording_input.h"

#include "claim.h"

/* What is said around the piece that was found. */
struct sentence {
    const char *before;
    const char *after;
    const char *remedy; /* where the parser proposes nothing */
    bool proposes;      /* the parser's suggestion is exactly what to write */
};

static const struct sentence sentences[] = {
    [QUANTITY_EMPTY] = {"nothing is written here", "", "write a number and its unit", false},
    [QUANTITY_NOT_A_NUMBER] = {"", " is not a single number", "write one number in digits, a space and the unit",
                               false},
    [QUANTITY_COMMA] = {"", " has a comma, which can be read as a decimal point or as thousands",
                        "write the number without commas, with a point for decimals", false},
    [QUANTITY_SIGN] = {"", " begins with a sign", "write the number without plus or minus", false},
    [QUANTITY_EXPONENT] = {"", " is written with an exponent", "write all digits of the number", false},
    [QUANTITY_BARE_POINT] = {"", " has no digit on one side of the point", "write a digit on both sides", true},
    [QUANTITY_LEADING_ZERO] = {"", " begins with a zero too many", "write the number without it", true},
    [QUANTITY_TOO_LARGE] = {"", " is too large", "check number and unit, and write a smaller number", false},
    [QUANTITY_TOO_FINE] = {"", " has more than 6 digits after the point", "write at most 6, or a smaller unit", false},
    [QUANTITY_NO_UNIT] = {"", " has no unit", "write the unit after the number", false},
    [QUANTITY_NO_SPACE] = {"", " has no space before the unit", "write a space between number and unit", true},
    [QUANTITY_SPACES] = {"", " has a blank too many or of another kind",
                         "write one plain space between number and unit and none elsewhere", false},
    [QUANTITY_UNKNOWN_UNIT] = {"unknown unit ", "", "write a metric unit as this program spells it", true},
    [QUANTITY_IMPERIAL] = {"", " is not metric", "measure in metric units and write what was measured", false},
    [QUANTITY_FORBIDDEN_UNIT] = {"", " is easily misread and never used", "write a metric unit", true},
    [QUANTITY_NEEDS_SALT] = {"", " can be converted only for a drug whose salt is known", "write the mass in g or mg",
                             false},
    [QUANTITY_WRONG_DIMENSION] = {"", " is a unit of something else", "write the unit that belongs here", false},
    [QUANTITY_TWO_UNITS] = {"", " has two units", "write one number and one unit", true},
    [QUANTITY_NOT_A_GESTATION] = {"", " is not a gestation", "write completed weeks and days, 0 to 6, as in 33w6d",
                                  false},
    [QUANTITY_ZERO_VOLUME] = {"", " is no volume", "write the volume that the drug is in", false},
};

static void add_quoted(struct text *out, const char *words)
{
    text_add(out, "\"");
    text_add(out, words);
    text_add(out, "\"");
}

/* What is wrong. A converted imperial figure is shown only here: it was made from what was remembered or rounded. */
static void say_wrong(struct text *out, const struct quantity_problem *problem, const struct sentence *sentence)
{
    text_add(out, sentence->before);
    if (problem->fault != QUANTITY_EMPTY) {
        add_quoted(out, problem->found);
    }
    text_add(out, sentence->after);
    if (problem->fault == QUANTITY_IMPERIAL && problem->suggestion[0] != '\0') {
        text_add(out, " (it converts to about ");
        text_add(out, problem->suggestion);
        text_add(out, ", which is not used)");
    }
}

/* What to write instead. */
static void say_remedy(struct text *out, const struct quantity_problem *problem, const struct sentence *sentence,
                       const char *example)
{
    bool suggested = problem->suggestion[0] != '\0';
    if (suggested && sentence->proposes) {
        text_add(out, "write ");
        add_quoted(out, problem->suggestion);
        return;
    }
    if (suggested && (problem->fault == QUANTITY_COMMA || problem->fault == QUANTITY_SPACES)) {
        text_add(out, sentence->remedy);
        text_add(out, ": ");
        text_add(out, problem->suggestion);
        return;
    }
    if (suggested && problem->fault == QUANTITY_WRONG_DIMENSION) {
        text_add(out, "write this in ");
        text_add(out, problem->suggestion);
    } else {
        text_add(out, sentence->remedy);
    }
    if (example != NULL) {
        text_add(out, ", such as ");
        add_quoted(out, example);
    }
}

void wording_quantity_problem(struct text *out, const struct quantity_problem *problem, const char *example)
{
    claim(problem->fault > QUANTITY_FINE);
    claim((size_t)problem->fault < COUNT_OF(sentences));
    const struct sentence *sentence = &sentences[problem->fault];
    claim(sentence->remedy != NULL);
    say_wrong(out, problem, sentence);
    text_add(out, "; ");
    say_remedy(out, problem, sentence, example);
}

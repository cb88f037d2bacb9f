/*
 * explain_slip.c - what the open answers can do, slips of the hand and what stops them, explained.
 *
 * One row for each result of unknowns.h, for each kind of slip (slips.h), in its order, and for each barrier that has a name of its own.
 */
#include "claim.h"
#include "explain.h"

static const struct explanation rows[] = {
    {"safe-whatever", EXPLAIN_SLIP,
     "Every completion of the open answers was tried, those that one rule reads together as a whole: none is refused and none "
     "needs an override. The verdict stays incomplete until they are answered.",
     NULL, NULL, NULL},
    {"refused-whatever", EXPLAIN_SLIP,
     "No answer to what is still open makes this an order. The visit need not be made for it.", NULL, NULL, NULL},
    {"override-whatever", EXPLAIN_SLIP,
     "Whatever is still answered, a prescriber has to sign an override before anything is given.", NULL, NULL, NULL},
    {"volume-as-flow", EXPLAIN_SLIP,
     "The volume to be infused is keyed in the field of the flow. Whatever the order, the container then runs empty in "
     "one hour. Read field and figure aloud, one after the other.",
     NULL, NULL, NULL},
    {"flow-tenfold", EXPLAIN_SLIP,
     "A nought too many or a decimal point overlooked in the flow: the container runs empty in a tenth of the time.", NULL,
     NULL, NULL},
    {"flow-tenth", EXPLAIN_SLIP,
     "A nought lost or a decimal point too many in the flow: the infusion takes ten times as long and does not treat.", NULL,
     NULL, NULL},
    {"mg-per-hour-as-ml-per-hour", EXPLAIN_SLIP,
     "The number of the dose rate in mg per hour is keyed as mL per hour. How much too fast it runs is the number of mg in "
     "one mL.",
     NULL, NULL, NULL},
    {"earlier-flow-left-running", EXPLAIN_SLIP,
     "The container is changed and the pump is not programmed anew, so that the next infusion runs at the flow of the one "
     "before.",
     NULL, NULL, NULL},
    {"day-at-once", EXPLAIN_SLIP,
     "All that the order gives in its first 24 hours is prepared and given in the time of its first infusion.", NULL, NULL,
     NULL},
    {"meq-as-ml", EXPLAIN_SLIP,
     "The number of mEq, read off the sheet to the hundredth, is drawn up in mL. It passes through no pump and no program: "
     "only the second person who looks at the syringe can stop it.",
     NULL, NULL, NULL},
    {"meq-as-g", EXPLAIN_SLIP, "The number of mEq is prescribed as g, about eight times the dose of magnesium sulfate.", NULL,
     NULL, NULL},
    {"mg-as-meq", EXPLAIN_SLIP,
     "The number of mg is prescribed as mEq, more than a hundred times the dose of magnesium sulfate.", NULL, NULL, NULL},
    {"dose-tenfold", EXPLAIN_SLIP, "A nought too many or a decimal point overlooked in the prescribed dose.", NULL, NULL,
     NULL},
    {"pounds-as-kilograms", EXPLAIN_SLIP,
     "The weight is read in pounds and answered in kilograms, 2.2 times too high. It matters where the dose is reckoned per "
     "kilogram, or hangs on a clearance reckoned from the weight.",
     NULL, NULL, NULL},
    {"other-strength", EXPLAIN_SLIP,
     "The same volume is taken from another product of the drug library, of another strength: of several the strongest. Less than "
     "5 percent is no other strength. No pump notices. Read the label aloud.",
     NULL, NULL, NULL},
    {"pump-range", EXPLAIN_SLIP, "The pump of the site file does not go that fast, or not that slow: it cannot be keyed.",
     NULL, NULL, NULL},
};

struct explain_table explain_slips(void)
{
    return (struct explain_table){rows, COUNT_OF(rows)};
}

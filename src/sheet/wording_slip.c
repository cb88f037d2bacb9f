/*
 * wording_slip.c - what is said about a slip of the hand, for pharmacists.
 *
 * The invariant: nothing reads as a safeguard unless the wrong figure really passes through it.
 */
#include "wording_slip.h"

#include "claim.h"

const char *wording_slip(enum slip_kind kind)
{
    static const char *const sentences[SLIP_KIND_COUNT] = {
        [SLIP_VOLUME_AS_FLOW] = "The volume keyed as the flow, {}",
        [SLIP_FLOW_TENFOLD] = "The flow keyed ten times too high, {}",
        [SLIP_FLOW_TENTH] = "The flow keyed ten times too low, {}",
        [SLIP_MASS_RATE_AS_FLOW] = "The mg per hour keyed as mL per hour, {}",
        [SLIP_LOADING_FLOW_LEFT] = "The flow of the infusion before it left running, {}",
        [SLIP_DAY_AT_ONCE] = "All that is ordered for 24 h given at once, {}",
        [SLIP_EQUIVALENTS_AS_VOLUME] = "The mEq read as mL, {} drawn up",
        [SLIP_EQUIVALENTS_AS_GRAMS] = "The mEq prescribed as g, {} ordered",
        [SLIP_MASS_AS_EQUIVALENTS] = "The mg prescribed as mEq, {} ordered",
        [SLIP_DOSE_TENFOLD] = "Ten times the dose prescribed, {}",
        [SLIP_POUNDS_AS_KILOGRAMS] = "The weight in pounds entered as kg, {}",
        [SLIP_OTHER_STRENGTH] = "Another strength, the same volume of {}",
    };
    claim((size_t)kind < COUNT_OF(sentences));
    return sentences[kind];
}

const char *wording_slip_barrier(enum slip_barrier barrier, bool passed)
{
    switch (barrier) {
    case SLIP_NOTHING:
        return passed ? "beyond a limit ({}), but NOTHING WOULD STOP THIS" : "NOTHING WOULD STOP THIS";
    case SLIP_SOFT_LIMIT:
        return "NOTHING WOULD STOP THIS; a pump that itself holds this limit would warn: {}";
    case SLIP_LIMIT:
        return "stopped only by a pump that itself holds this limit: {}";
    case SLIP_PUMP_RANGE:
        return "stopped by the pump, whose range is {}";
    case SLIP_NO_ROOM:
        return "stopped by the container, which does not hold it";
    case SLIP_CONFIRM:
        return "stopped by this program, which asks first: {}";
    case SLIP_REFUSED:
        break;
    }
    return "stopped by this program, which refuses it: {}";
}

const char *wording_slip_barrier_name(enum slip_barrier barrier)
{
    switch (barrier) {
    case SLIP_NOTHING:
        return NULL;
    case SLIP_SOFT_LIMIT:
        return "soft-limit";
    case SLIP_LIMIT:
        return "limit";
    case SLIP_PUMP_RANGE:
        return "pump-range";
    case SLIP_NO_ROOM:
        return "container";
    case SLIP_CONFIRM:
        return "confirmation";
    case SLIP_REFUSED:
        break;
    }
    return "program";
}

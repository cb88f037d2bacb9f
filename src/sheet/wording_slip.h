/*
 * wording_slip.h - what is said about a slip of the hand.
 */
#ifndef IFS_WORDING_SLIP_H
#define IFS_WORDING_SLIP_H

#include "slips.h"

/* "The volume keyed as the flow, {}". */
const char *wording_slip(enum slip_kind kind);

/* What would stop it, with what it takes: the limit or the reason as {}. For a limit that is passed without being held anywhere `passed`. */
const char *wording_slip_barrier(enum slip_barrier barrier, bool passed);

/* "pump-range"; NULL: nothing. */
const char *wording_slip_barrier_name(enum slip_barrier barrier);

#endif

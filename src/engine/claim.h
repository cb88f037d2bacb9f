/*
 * claim.h - a programming error stops the program at once.
 *
 * assert() would pull in libc and disappear under NDEBUG; a dosing engine that knows it is wrong must not go on.
 */
#ifndef IFS_CLAIM_H
#define IFS_CLAIM_H

#include <stdbool.h>

/*@ requires holds;
    assigns \nothing;
*/
static inline void claim(bool holds)
{
    if (!holds) {
        __builtin_trap();
    }
}

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

#endif

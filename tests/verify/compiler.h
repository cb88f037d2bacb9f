/*
 * compiler.h - what the compiler brings along, as far as Eva can use it; meaning.h says more of it to WP.
 */
#ifndef VERIFY_COMPILER_H
#define VERIFY_COMPILER_H

#include <string.h>

/*@ requires x != 0;
    assigns \result \from x;
    ensures 0 <= \result <= 63;
*/
int __builtin_clzll(unsigned long long x);

/*@ requires x != 0;
    assigns \result \from x;
    ensures 0 <= \result <= 63;
*/
int __builtin_ctzll(unsigned long long x);

/*@ requires \false;
    assigns \nothing;
    ensures \false;
*/
void __builtin_trap(void);

#endif

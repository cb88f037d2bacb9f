/*
 * headers.c - the headers alone, so that `make verify` proves their inline functions and the steps of meaning.h once.
 */
#include "course.h"
#include "ratio.h"
#include "work.h"

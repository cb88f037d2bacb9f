/*
 * headers.c - the headers with inline functions alone, so that `make verify` proves their inline functions and the steps of meaning.h once.
 */
#include "course.h"
#include "derive.h"
#include "ratio.h"
#include "work.h"

/*
 * one_sample.h - the sample a test is about, all zero when it begins.
 */
#ifndef ONE_SAMPLE_H
#define ONE_SAMPLE_H

#include <stdlib.h>

#include "sample.h"

static struct sample *sample;

static int set_up(void **state)
{
    (void)state;
    sample = calloc(1, sizeof *sample);
    return sample == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    (void)state;
    free(sample);
    return 0;
}

#endif

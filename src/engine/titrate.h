/*
 * titrate.h - steps of titration, each a checked dose rate of its own.
 */
#ifndef IFS_TITRATE_H
#define IFS_TITRATE_H

#include "course.h"

/* Computes every step of an infusion whose own figures are complete, and holds its limits against each. False: an obstacle, or
 * something lacking, was noted. */
bool titrate(struct course *course);

#endif

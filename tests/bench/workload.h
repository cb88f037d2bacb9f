/*
 * workload.h - the patients that the engine and its peers share, as a file, and the orders they must all give.
 *
 * The migraine protocol reduced to what a peer can be asked to write: adults with creatinine, weight and sex known, no
 * height and no other estimate of renal function, whatever is unusual confirmed, whole minutes and milligrams. Left out
 * are patients whose band would be another by CKD-EPI, for peers know Cockcroft-Gault alone.
 */
#ifndef BENCH_WORKLOAD_H
#define BENCH_WORKLOAD_H

#include <stdio.h>

#include "pool.h"

enum order_figure {
    ORDER_VERDICT,
    ORDER_TRIPPED,
    ORDER_UNDECIDED,
    ORDER_BAND,
    ORDER_DOSE,
    ORDER_DRAW,
    ORDER_FLOW,
    ORDER_FIGURES
};

/* Verdict of infusheet.h; checks tripped and undecided; band 0 below 30, 1 from 30, 2 from 60 mL/min, -1 unknown; mg, mL, tenths of a
 * mL per hour. */
struct order {
    int figures[ORDER_FIGURES];
};

void workload_fill(struct patient *patients, size_t count, uint64_t seed);

/* CSV: a line of names, decimals, nothing for unknown. The others are whole numbers in the last digit of each decimal, and null: rows
 * of SQL, or facts of CLIPS, numbered lest two that are alike be one. */
enum workload_form { WORKLOAD_CSV, WORKLOAD_SQL, WORKLOAD_FACTS };

void workload_write(FILE *file, const struct patient *patients, size_t count, enum workload_form form);

struct order workload_order(const struct decision *decision);

#endif

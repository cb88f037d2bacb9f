/*
 * table.h - what one protocol orders by itself, by weight and renal band.
 *
 * struct table is some tens of megabytes of the caller's, zeroed. Places of people who are told apart by other facts than weight and kidneys
 * are gathered into groups of one table each.
 */
#ifndef IFS_TABLE_H
#define IFS_TABLE_H

#include "boxes.h"
#include "diff.h"

#define TABLE_ORDERS 4096
#define TABLE_CLASSES 1024
#define TABLE_BANDS 24
#define TABLE_GROUPS 256

enum { TABLE_NOBODY = -1 };

/* People with the same table. */
struct table_group {
    int16_t columns[TABLE_BANDS]; /* by cell of the renal axis: the class whose orders these are, TABLE_NOBODY */
    bool adult;                   /* none weighs less than 25 kg */
};

struct table {
    struct family family;
    ifs_plan plan;
    bool by_height; /* the dosing weight hangs on the height, of which 170 cm was taken */
    int64_t weights[FAMILY_WEIGHTS];
    int weight_count;
    struct diff_order orders[TABLE_ORDERS];
    int order_count;
    int16_t at[TABLE_CLASSES][FAMILY_WEIGHTS]; /* the order of a class, by weight */
    int16_t same_as[TABLE_CLASSES];            /* the first class with the same orders */
    int axis;                                  /* of the kidneys in the space; -1: the dosing does not read them */
    int band_count;
    struct table_group groups[TABLE_GROUPS];
    int group_count;
    int16_t group_at[SPACE_KINDS_MAX]; /* by kind, the renal axis at its first cell */
    int group;                         /* whose boxes are asked for */
    struct boxes boxes;
};

/* False: too many kinds, orders or groups for one page. */
bool table_make(struct table *table, const ifs_protocol *protocol, const ifs_site *site);

/* Who belongs to a group, in table->boxes: axes of the space, the last one empty. */
bool table_people(struct table *table, int group);

/* The order of that group, band and weight; NULL: nobody. */
const struct diff_order *table_order(const struct table *table, const struct table_group *group, int band, int weight);

/* Whether anything differs between two weights, or between two bands at every weight. */
bool table_rows_differ(const struct table *table, const struct table_group *group, int weight, int other);
bool table_bands_differ(const struct table_group *group, int band, int other);

#endif

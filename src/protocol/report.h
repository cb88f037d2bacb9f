/*
 * report.h - findings about a place in a file.
 */
#ifndef IFS_REPORT_H
#define IFS_REPORT_H

#include "config.h"
#include "quantity.h"

/* Where findings go, and of which file they speak. */
struct reporter {
    struct findings *findings;
    const char *file;
    bool errors_only; /* a library read for its protocol: its warnings are said when it is checked itself */
};

/* Which finding, and at which byte inside the string of the node. */
struct spot {
    ifs_severity severity;
    const char *code;
    const struct config_node *node;
    size_t offset;
};

/* "infusion.dose.usual: " and the words, at the node's key. */
void report_error(const struct reporter *reporter, const struct config_node *node, const char *code, const char *format,
                  ...) __attribute__((format(printf, 4, 5)));
void report_warning(const struct reporter *reporter, const struct config_node *node, const char *code,
                    const char *format, ...) __attribute__((format(printf, 4, 5)));
void report_note(const struct reporter *reporter, const struct config_node *node, const char *code, const char *format,
                 ...) __attribute__((format(printf, 4, 5)));

/* The same, at a byte inside the node's string. */
void report_inside(const struct reporter *reporter, const struct spot *spot, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* About a file as a whole; severity error. */
void report_file(struct findings *findings, const char *file, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* A string that is not the quantity it should be; example is the right form. */
void report_quantity(const struct reporter *reporter, const struct config_node *node,
                     const struct quantity_problem *problem, const char *example);

/* The stable code of a fault: "unknown-unit", "bad-quantity" and so on. */
const char *report_quantity_code(enum quantity_fault fault);

#endif

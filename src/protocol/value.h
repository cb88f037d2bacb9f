/*
 * value.h - the string of one key, held against its type.
 */
#ifndef IFS_VALUE_H
#define IFS_VALUE_H

#include "walk.h"

/* Everything that is wrong with one string that stands where `key` allows one (an element of an array as well). */
void value_check(const struct walk *walk, const struct key *key, const struct config_node *node);

/* Reads a quantity in one of the key's dimensions; false with *problem otherwise. */
bool value_quantity(const struct key *key, const char *words, const ifs_salt *salt, ifs_quantity *out,
                    struct quantity_problem *problem);

/* "0.5": a decimal between 0 and 1. */
bool value_factor(const char *words, ifs_ratio *out);

/* Letters, digits, hyphens and points, beginning with a letter or digit, without "..". */
bool value_is_id(const char *words);

/* The same without capitals: what may become the name of a file. */
bool value_is_file_id(const char *words);

#endif

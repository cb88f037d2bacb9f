/*
 * utf8.h - is this text fit to be stored and printed?
 */
#ifndef IFS_UTF8_H
#define IFS_UTF8_H

#include <stdbool.h>
#include <stddef.h>

enum utf8_fault { UTF8_FINE, UTF8_INVALID, UTF8_NUL, UTF8_CONTROL, UTF8_DIRECTION };

/* Strict UTF-8 (no overlong forms, surrogates, beyond U+10FFFF). *offset is the byte at which the first faulty
 * character begins; it is not touched when all is fine. Control characters (C0, DEL, C1, U+2028, U+2029) are
 * UTF8_CONTROL; bidirectional overrides, embeddings and isolates (U+202A-202E, U+2066-2069) are UTF8_DIRECTION. Without
 * single_line, newline, carriage return and tab pass; with it, they do not. */
enum utf8_fault utf8_check(const char *bytes, size_t size, bool single_line, size_t *offset);

/* For one line of a terminal: what is not fit for it becomes '?', byte by byte; a letter cut in two as well. */
void utf8_make_printable(char *words);

#endif

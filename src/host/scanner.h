/*
 * scanner.h - a file being cut into tokens, and where in it one stands; private to the files of the scanner.
 */
#ifndef IFS_SCANNER_H
#define IFS_SCANNER_H

#include "scan.h"

struct scanner {
    const char *bytes;
    size_t size;
    size_t at;
    int line;
    int column;
    const char *file;
    struct scan *out;
    size_t room; /* tokens that out has memory for */
    struct findings *findings;
    int faults;
};

bool scanner_is_digit(char letter);
bool scanner_is_hex_digit(char letter);
bool scanner_is_letter(char letter);

/* libconfig's names: a letter or *, then letters, digits, -, _ and *. */
bool scanner_begins_name(char letter);
bool scanner_continues_name(char letter);

/* The byte `ahead` of here; NUL beyond the end, which no token contains. */
static inline char scanner_peek(const struct scanner *scanner, size_t ahead)
{
    return ahead < scanner->size - scanner->at ? scanner->bytes[scanner->at + ahead] : '\0';
}

static inline bool scanner_at_end(const struct scanner *scanner)
{
    return scanner->at >= scanner->size;
}

static inline void scanner_step(struct scanner *scanner)
{
    char letter = scanner->bytes[scanner->at];
    scanner->at++;
    if (letter == '\n') {
        scanner->line++;
        scanner->column = 1;
    } else if ((scanner_peek(scanner, 0) & 0xC0) != 0x80) {
        scanner->column++; /* counted when the next byte begins a character */
    }
}

void scanner_step_over(struct scanner *scanner, size_t count);
struct place scanner_here(const struct scanner *scanner);

/* The bytes from here on become a token. */
void scanner_keep(struct scanner *scanner, enum scan_kind kind, size_t length);

/* Bytes from here to the end of the line, without a carriage return that belongs to it. */
size_t scanner_rest_of_line(const struct scanner *scanner);
bool scanner_has_odd_quotes(const struct scanner *scanner, size_t limit);

/* The name of the setting whose value is being read, into `name`; "" where there is none. */
void scanner_copy_setting(const struct scanner *scanner, char *name, size_t capacity);

/* A text in quotes, or the finding that it is none. */
void scanner_read_string(struct scanner *scanner);

#endif

/*
 * scanner.c - where in a file the scan stands, and what stands around it.
 *
 * Decides what is a letter, a digit and a character of a name, and counts lines and columns on the way. The invariant:
 * nothing beyond the last byte is read, and a column is a character, not a byte.
 *
 * What the bytes mean is left to scan.c and scan_string.c.
 */
#include "scanner.h"

#include <stdio.h>
#include <string.h>

/* ---- Characters ------------------------------------------------------------------------------------------------ */

bool scanner_is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

bool scanner_is_letter(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
}

bool scanner_is_hex_digit(char letter)
{
    return scanner_is_digit(letter) || (letter >= 'a' && letter <= 'f') || (letter >= 'A' && letter <= 'F');
}

bool scanner_begins_name(char letter)
{
    return scanner_is_letter(letter) || letter == '*';
}

bool scanner_continues_name(char letter)
{
    return scanner_begins_name(letter) || scanner_is_digit(letter) || letter == '-' || letter == '_';
}

/* ---- Moving ---------------------------------------------------------------------------------------------------- */

void scanner_step_over(struct scanner *scanner, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        scanner_step(scanner);
    }
}

struct place scanner_here(const struct scanner *scanner)
{
    return (struct place){.file = scanner->file, .line = scanner->line, .column = scanner->column};
}

/* Eight bytes that are a character each. */
static bool all_ascii(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return (word & UINT64_C(0x8080808080808080)) == 0;
}

/* How many characters begin in the bytes from here on. */
static int count_characters(const struct scanner *scanner, size_t length)
{
    const char *from = scanner->bytes + scanner->at;
    int count = 0;
    size_t i = 0;
    while (i < length) {
        bool eight = length - i >= 8 && all_ascii(from + i); /* nearly always */
        count += eight ? 8 : (from[i] & 0xC0) != 0x80;
        i += eight ? 8 : 1;
    }
    return count;
}

/* A token lies on one line and does not divide a character: no line to count in it. */
void scanner_keep(struct scanner *scanner, enum scan_kind kind, size_t length)
{
    struct scan_token token = {
        .kind = kind, .start = (uint32_t)scanner->at, .length = (uint32_t)length, .line = scanner->line, .column = scanner->column};
    scanner->out->tokens[scanner->out->count] = token;
    scanner->out->count++;
    scanner->column += count_characters(scanner, length);
    scanner->at += length;
}

/* ---- Looking around -------------------------------------------------------------------------------------------- */

size_t scanner_rest_of_line(const struct scanner *scanner)
{
    const char *from = scanner->bytes + scanner->at;
    const char *newline = memchr(from, '\n', scanner->size - scanner->at);
    size_t length = newline == NULL ? scanner->size - scanner->at : (size_t)(newline - from);
    return length > 0 && from[length - 1] == '\r' ? length - 1 : length;
}

bool scanner_has_odd_quotes(const struct scanner *scanner, size_t limit)
{
    bool odd = false;
    for (size_t i = 0; i < limit; i++) {
        odd = odd != (scanner_peek(scanner, i) == '"');
        i += scanner_peek(scanner, i) == '\\' ? 1 : 0;
    }
    return odd;
}

void scanner_copy_setting(const struct scanner *scanner, char *name, size_t capacity)
{
    const struct scan_token *tokens = scanner->out->tokens;
    name[0] = '\0';
    for (size_t i = scanner->out->count; i > 1; i--) {
        if (tokens[i - 1].kind == SCAN_EQUALS && tokens[i - 2].kind == SCAN_NAME) {
            const struct scan_token *key = &tokens[i - 2];
            snprintf(name, capacity, "%.*s: ", (int)key->length, scanner->bytes + key->start);
            return;
        }
    }
}

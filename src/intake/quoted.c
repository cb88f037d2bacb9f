/*
 * quoted.c - one line of text between quotes, as files hold it.
 *
 * Invariant: what is written is read back byte for byte, by quoted_read and by the reader of libconfig files alike; only the
 * quote and the backslash need an escape there, for what has no place on one line is not fit to be kept at all.
 */
#include "quoted.h"

#include <string.h>

#include "utf8.h"

bool quoted_fit(const char *words)
{
    size_t offset = 0;
    return utf8_check(words, strlen(words), true, &offset) == UTF8_FINE;
}

void quoted_add(struct text *out, const char *words)
{
    text_add(out, "\"");
    while (*words != '\0') {
        size_t plain = strcspn(words, "\"\\");
        text_add_bytes(out, words, plain);
        words += plain;
        if (*words != '\0') {
            text_add(out, "\\");
            text_add_bytes(out, words, 1);
            words++;
        }
    }
    text_add(out, "\"");
}

size_t quoted_read(const char *bytes, size_t size, struct text *out)
{
    size_t at = 1;
    if (size < 2 || bytes[0] != '"') {
        return 0;
    }
    while (at < size && bytes[at] != '"') {
        bool escaped = bytes[at] == '\\';
        at += escaped ? 1 : 0;
        if (at >= size || (escaped && bytes[at] != '"' && bytes[at] != '\\')) {
            return 0;
        }
        text_add_bytes(out, bytes + at, 1);
        at++;
    }
    return at < size && !out->full ? at + 1 : 0;
}

/*
 * text.c - characters written into a buffer of fixed size.
 *
 * Decides what happens when something does not fit: the piece is left out whole, the text is marked full, and nothing
 * is added any more. So a number is never cut to a smaller one. The invariant: length < capacity and the byte at
 * length is NUL (where there is any capacity at all).
 *
 * What a cut text means is left to the caller; how a quantity is written is left to quantity_format.c.
 */
#include "text.h"

#include "claim.h"

struct text text_over(char *bytes, size_t capacity)
{
    struct text text = {bytes, capacity, 0, false};
    if (capacity > 0) {
        claim(bytes != NULL);
        bytes[0] = '\0';
    }
    return text;
}

size_t text_length(const char *words)
{
    size_t length = 0;
    while (words[length] != '\0') {
        length++;
    }
    return length;
}

void text_add_bytes(struct text *text, const char *bytes, size_t length)
{
    if (text->full || length == 0) {
        return;
    }
    if (length >= text->capacity || text->length >= text->capacity - length) {
        text->full = true;
        return;
    }
    __builtin_memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
}

void text_add(struct text *text, const char *words)
{
    text_add_bytes(text, words, text_length(words));
}

void text_add_whole(struct text *text, int64_t number)
{
    claim(number >= 0);
    char digits[20];
    size_t at = sizeof digits;
    do {
        at--;
        digits[at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    text_add_bytes(text, digits + at, sizeof digits - at);
}

bool text_equal(const char *a, const char *b)
{
    size_t i = 0;
    while (a[i] != '\0' && a[i] == b[i]) {
        i++;
    }
    return a[i] == b[i];
}

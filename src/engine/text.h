/*
 * text.h - characters written into a buffer of fixed size, without libc.
 */
#ifndef IFS_TEXT_H
#define IFS_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A text under construction. Always NUL-terminated when capacity > 0. A piece that does not fit is left out whole (a
 * number is never cut to a smaller one), full is set and nothing more is added: the caller decides what a cut text
 * means (on an order sheet: no sheet). */
struct text {
    char *bytes;
    size_t capacity;
    size_t length;
    bool full;
};

struct text text_over(char *bytes, size_t capacity);
void text_add(struct text *text, const char *words);                      /* NUL-terminated words */
void text_add_bytes(struct text *text, const char *bytes, size_t length); /* length bytes */
void text_add_whole(struct text *text, int64_t number);                   /* digits only, no comma; claims >= 0 */
bool text_equal(const char *a, const char *b);
size_t text_length(const char *words);

/*@ assigns \nothing; */
static inline bool text_is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/*@ assigns \nothing; */
static inline bool text_is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* ASCII alone; other bytes are as they were. */
/*@ assigns \nothing; */
static inline char text_lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

#endif

/*
 * utf8.c - decides which bytes are text that may be stored and printed.
 *
 * Invariant: every byte is read at most once as the lead of a character, and nothing beyond `size` is read; a fault is
 * reported at the first byte of the first faulty character.
 * Leaves to others: what to say about a fault, and where lines and columns of a file are.
 */
#include "utf8.h"

#include <stdint.h>
#include <string.h>

/* One character and how many bytes it takes; length 0: these bytes are not UTF-8. */
struct character {
    uint32_t code;
    size_t length;
};

/* The length that a lead byte promises; 0 for a continuation byte and beyond U+13FFFF. */
static size_t promised_length(unsigned char lead)
{
    if (lead < 0x80) {
        return 1;
    }
    if (lead < 0xC0 || lead > 0xF4) {
        return 0;
    }
    if (lead < 0xE0) {
        return 2;
    }
    return lead < 0xF0 ? 3 : 4;
}

/* RFC 3629: shortest form only, no surrogates, at most U+10FFFF. */
static bool is_allowed(uint32_t code, size_t length)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    return code >= least[length] && code <= 0x10FFFF && !(code >= 0xD800 && code <= 0xDFFF);
}

static struct character decode(const char *bytes, size_t size)
{
    struct character none = {0, 0};
    unsigned char lead = (unsigned char)bytes[0];
    size_t length = promised_length(lead);
    if (length == 0 || length > size) {
        return none;
    }
    static const unsigned char payload[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    uint32_t code = lead & payload[length];
    for (size_t i = 1; i < length; i++) {
        unsigned char next = (unsigned char)bytes[i];
        if ((next & 0xC0) != 0x80) {
            return none;
        }
        code = code << 6 | (next & 0x3Fu);
    }
    return is_allowed(code, length) ? (struct character){code, length} : none;
}

static bool is_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x2028 || code == 0x2029;
}

static bool is_direction(uint32_t code)
{
    return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

/* Soft hyphen, zero-width space, word joiner and its kin, byte-order mark: two names that look alike must be alike. The joiners
 * U+200C and U+200D are letters' shapes in several scripts and stay. */
static bool is_invisible(uint32_t code)
{
    return code == 0xAD || code == 0x200B || (code >= 0x2060 && code <= 0x2064) || code == 0xFEFF;
}

static bool is_line_layout(uint32_t code)
{
    return code == '\n' || code == '\r' || code == '\t';
}

static enum utf8_fault judge(struct character character, bool single_line)
{
    if (character.length == 0) {
        return UTF8_INVALID;
    }
    if (character.code == 0) {
        return UTF8_NUL;
    }
    if (is_line_layout(character.code) && !single_line) {
        return UTF8_FINE;
    }
    if (is_control(character.code) || (single_line && is_invisible(character.code))) {
        return UTF8_CONTROL;
    }
    return is_direction(character.code) ? UTF8_DIRECTION : UTF8_FINE;
}

/* True when these eight bytes are all printable ASCII. Subtracting 0x20 from each borrows into the top bit of one that is
 * smaller, and adding one carries into that of 0x7F; where an earlier byte has borrowed already, the answer is no anyhow. */
static bool all_plain(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return ((word | (word - UINT64_C(0x2020202020202020)) | (word + UINT64_C(0x0101010101010101))) &
            UINT64_C(0x8080808080808080)) == 0;
}

enum utf8_fault utf8_check(const char *bytes, size_t size, bool single_line, size_t *offset)
{
    size_t at = 0;
    while (at < size) {
        if (size - at >= 8 && all_plain(bytes + at)) { /* most of any text */
            at += 8;
            continue;
        }
        if (bytes[at] >= ' ' && bytes[at] <= '~') {
            at++;
            continue;
        }
        struct character character = decode(bytes + at, size - at);
        enum utf8_fault fault = judge(character, single_line);
        if (fault != UTF8_FINE) {
            *offset = at;
            return fault;
        }
        at += character.length;
    }
    return UTF8_FINE;
}

void utf8_make_printable(char *words)
{
    size_t size = strlen(words);
    size_t at = 0;
    size_t fault = 0;
    while (utf8_check(words + at, size - at, true, &fault) != UTF8_FINE) {
        at += fault;
        words[at] = '?';
        at++;
    }
}

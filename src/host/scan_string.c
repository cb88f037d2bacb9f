/*
 * scan_string.c - decides where a text in quotes ends, and what its author forgot when it does not.
 *
 * The invariant: a text that is kept ends on its line, and every backslash in it begins an escape that libconfig knows
 * and that can be printed. Of a text without an end the finding says which slip is the likely one: a quote inside, a
 * text over several lines, a quote missing before it.
 *
 * Which token may follow is left to config.c.
 */
#include "scanner.h"

#include <string.h>

static int hex_value(char digit)
{
    if (scanner_is_digit(digit)) {
        return digit - '0';
    }
    return (digit | 0x20) - 'a' + 10;
}

/* The byte that the escape beginning at text[0] == '\\' stands for; -1 if libconfig does not know it. */
static int escaped_byte(const char *text, size_t size)
{
    static const char letters[] = "\\\"nrtfabvxX";
    static const char meanings[] = "\\\"\n\r\t\f\a\b\v";
    const char *found = size < 2 || text[1] == '\0' ? NULL : strchr(letters, text[1]);
    if (found == NULL) {
        return -1;
    }
    if (*found != 'x' && *found != 'X') {
        return meanings[found - letters];
    }
    bool complete = size >= 4 && scanner_is_hex_digit(text[2]) && scanner_is_hex_digit(text[3]);
    return complete ? hex_value(text[2]) * 16 + hex_value(text[3]) : -1;
}

static bool is_refused_control(int byte)
{
    return (byte >= 0 && byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t') || byte == 0x7F;
}

/* Judges the escape `ahead` of here, whose string ends at `limit` at the latest. */
static void judge_escape(struct scanner *scanner, size_t ahead, size_t limit)
{
    const char *text = scanner->bytes + scanner->at + ahead;
    int byte = escaped_byte(text, limit - ahead);
    if (byte >= 0 && !is_refused_control(byte)) {
        return;
    }
    struct scanner there = *scanner;
    scanner_step_over(&there, ahead);
    if (byte < 0) {
        finding_add(scanner->findings, IFS_ERROR, "syntax", scanner_here(&there),
                    "the backslash here begins no escape that is known; write \\\\ for a backslash, \\\" for a quote");
    } else {
        finding_add(scanner->findings, IFS_ERROR, "control-character", scanner_here(&there),
                    "the escape here stands for a control character, which cannot be printed; remove it");
    }
    scanner->faults++;
}

/* Bytes of the string that begins here with both its quotes; 0 when the second is missing. */
static size_t string_length(const struct scanner *scanner, size_t limit)
{
    const char *text = scanner->bytes + scanner->at;
    const char *quote = memchr(text + 1, '"', limit - 1);
    size_t plain = quote != NULL ? (size_t)(quote - text) : limit;
    const char *escape = memchr(text + 1, '\\', plain - 1);
    size_t length = escape != NULL ? (size_t)(escape - text) : plain;
    while (length < limit && text[length] != '"') {
        length += text[length] == '\\' ? 2 : 1;
    }
    return length < limit ? length + 1 : 0;
}

/* In `title = "x; version = "1.0.0";` the quote that is missing is the one before version: an odd number of quotes on
 * the line, and what follows the second one is neither a mark nor the end. */
static bool runs_into_next(const struct scanner *scanner, size_t length, size_t limit)
{
    size_t next = length;
    while (next < limit && scanner_peek(scanner, next) == ' ') {
        next++;
    }
    bool mark = next >= limit || strchr(";,)]}\"#", scanner_peek(scanner, next)) != NULL;
    char after = scanner_peek(scanner, next + 1);
    bool comment = scanner_peek(scanner, next) == '/' && (after == '/' || after == '*');
    return !mark && !comment && scanner_has_odd_quotes(scanner, limit);
}

/* The line from that byte begins a setting or closes a group: no continued text. */
static bool begins_setting(const struct scanner *scanner, size_t ahead)
{
    while (scanner_peek(scanner, ahead) == ' ' || scanner_peek(scanner, ahead) == '\t') {
        ahead++;
    }
    size_t name = ahead;
    while (scanner_continues_name(scanner_peek(scanner, ahead))) {
        ahead++;
    }
    while (scanner_peek(scanner, ahead) == ' ') {
        ahead++;
    }
    char next = scanner_peek(scanner, ahead);
    return next == '\0' || next == '=' || (ahead == name && (next == '}' || next == ')' || next == ']' || next == '{'));
}

/* How far a text goes that was written over several lines, to its closing quote; 0 where it is none. */
static size_t continued_length(const struct scanner *scanner, size_t from)
{
    enum { MOST_LINES = 12 };
    for (int lines = 0; lines < MOST_LINES; lines++) {
        while (strchr("\n\"", scanner_peek(scanner, from)) == NULL) { /* the NUL of the end is found as well */
            from++;
        }
        if (scanner_peek(scanner, from) == '"') {
            return lines > 0 ? from + 1 : 0;
        }
        if (scanner_peek(scanner, from) == '\0' || begins_setting(scanner, from + 1)) {
            return 0;
        }
        from++;
    }
    return 0;
}

/* A quote in the middle of a word or before a sign: it was meant to stand inside the text. */
static bool is_inner_quote(const struct scanner *scanner, size_t length)
{
    char last = length > 2 ? scanner_peek(scanner, length - 2) : ' ';
    char next = scanner_peek(scanner, length);
    for (size_t i = 1; i + 1 < length; i++) {
        if (scanner_peek(scanner, i) == ';') {
            return false; /* this text ran over the end of its setting */
        }
    }
    return length > 0 && last != ' ' && last != ',' && next != ' ' && next != '\t';
}

static void refuse_string(struct scanner *scanner, size_t limit)
{
    char setting[60];
    size_t continued = continued_length(scanner, limit);
    char before = scanner->out->count > 0 && scanner->at > 0 ? scanner->bytes[scanner->at - 1] : '\0';
    scanner_copy_setting(scanner, setting, sizeof setting);
    const char *words = "this text has no end on its line; write the closing \" where it ends";
    if (scanner_is_letter(before) || scanner_is_digit(before)) {
        words = "this quote closes a text that has no opening one; write the opening \" where the text begins, or a "
                "closing \" if this begins a new text";
    } else if (is_inner_quote(scanner, string_length(scanner, limit))) {
        words = "a quote stands inside this text, which ends there; leave the quote out";
    } else if (continued > 0) {
        words = "this text runs over several lines; write it on one line, from its opening to its closing \"";
    }
    finding_add(scanner->findings, IFS_ERROR, "unterminated-string", scanner_here(scanner), "%s%s", setting, words);
    scanner->faults++;
    scanner_step_over(scanner, continued > 0 ? continued : limit);
}

/* Most texts have no backslash: they are not looked at byte by byte. */
static void judge_escapes(struct scanner *scanner, size_t length, size_t limit)
{
    const char *text = scanner->bytes + scanner->at;
    const char *found = NULL;
    for (size_t i = 1; i + 1 < length && (found = memchr(text + i, '\\', length - 1 - i)) != NULL; i += 2) {
        i = (size_t)(found - text);
        if (i + 1 < limit && scanner->faults < SCAN_FAULT_MAX) {
            judge_escape(scanner, i, limit);
        }
    }
}

void scanner_read_string(struct scanner *scanner)
{
    size_t limit = scanner_rest_of_line(scanner);
    size_t length = string_length(scanner, limit);
    judge_escapes(scanner, length > 0 ? length : limit, limit);
    if (length == 0 || runs_into_next(scanner, length, limit)) {
        refuse_string(scanner, limit);
    } else {
        scanner_keep(scanner, SCAN_STRING, length);
    }
}

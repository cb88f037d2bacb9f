/*
 * scan.c - decides where the words of a libconfig file begin and end.
 *
 * Invariant: what passes here, libconfig cuts in the same places; every token knows its line and its column in
 * characters. It is stricter than libconfig where libconfig is silently generous with an author's slip: a string ends
 * on its line, a comment ends at all, a backslash is followed by a letter that means something, a number is a whole
 * word. Every string is one token: whether two may stand side by side, and which token may follow which, is left to
 * config.c.
 */
#include "scanner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "claim.h"
#include "lookalike.h"

/* ---- Characters ------------------------------------------------------------------------------------------------ */

static bool begins_number(char letter)
{
    return scanner_is_digit(letter) || letter == '+' || letter == '-' || letter == '.';
}

/* Everything an author may have meant as one number, with unit, date or version glued to it. */
static bool continues_number(char letter)
{
    return begins_number(letter) || scanner_is_letter(letter) || letter == '_';
}

/* ---- Comments -------------------------------------------------------------------------------------------------- */

/* Columns are not counted up to a newline, after which they begin anew. */
static void skip_line(struct scanner *scanner)
{
    const char *from = scanner->bytes + scanner->at;
    const char *newline = memchr(from, '\n', scanner->size - scanner->at);
    if (newline != NULL) {
        scanner->at += (size_t)(newline - from);
        return;
    }
    scanner_step_over(scanner, scanner->size - scanner->at);
}

/* libconfig takes a comment that never ends for the end of the file, and settings are gone without a word. */
static void skip_block(struct scanner *scanner)
{
    struct place opened = scanner_here(scanner);
    bool warned = false;
    scanner_step_over(scanner, 2);
    while (!scanner_at_end(scanner)) {
        if (scanner_peek(scanner, 0) == '*' && scanner_peek(scanner, 1) == '/') {
            scanner_step_over(scanner, 2);
            return;
        }
        if (!warned && scanner_peek(scanner, 0) == '/' && scanner_peek(scanner, 1) == '*') {
            finding_add(scanner->findings, IFS_WARNING, "nested-comment", scanner_here(scanner),
                        "a second /* inside the comment that began in line %d; if a */ was forgotten, everything "
                        "between is ignored: write the */ before this",
                        opened.line);
            warned = true;
        }
        scanner_step(scanner);
    }
    finding_add(scanner->findings, IFS_ERROR, "unterminated-comment", opened,
                "this comment is never closed, so the rest of the file is ignored; write */ where it should end");
    scanner->faults++;
}

/* ---- Names and numbers ----------------------------------------------------------------------------------------- */

static size_t count_while(const struct scanner *scanner, bool (*belongs)(char))
{
    size_t length = 1;
    while (belongs(scanner_peek(scanner, length))) {
        length++;
    }
    return length;
}

/* libconfig takes true and false in any case. */
static bool is_word(const char *text, size_t length, const char *word)
{
    if (strlen(word) != length) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        if ((text[i] | 0x20) != word[i]) {
            return false;
        }
    }
    return true;
}

static void read_name(struct scanner *scanner)
{
    size_t length = count_while(scanner, scanner_continues_name);
    const char *text = scanner->bytes + scanner->at;
    bool boolean = is_word(text, length, "true") || is_word(text, length, "false");
    scanner_keep(scanner, boolean ? SCAN_BOOLEAN : SCAN_NAME, length);
}

static size_t count_digits(const char *text, size_t length, bool (*counts)(char))
{
    size_t digits = 0;
    while (digits < length && counts(text[digits])) {
        digits++;
    }
    return digits;
}

/* One or two L may end an integer; libconfig then keeps 64 bits. */
static bool is_suffix(const char *text, size_t length)
{
    return length == 0 || (text[0] == 'L' && (length == 1 || (length == 2 && text[1] == 'L')));
}

static bool is_integer(const char *text, size_t length)
{
    if (length > 2 && text[0] == '0' && (text[1] | 0x20) == 'x') {
        size_t digits = count_digits(text + 2, length - 2, scanner_is_hex_digit);
        return digits > 0 && is_suffix(text + 2 + digits, length - 2 - digits);
    }
    size_t sign = text[0] == '+' || text[0] == '-' ? 1 : 0;
    size_t digits = count_digits(text + sign, length - sign, scanner_is_digit);
    return digits > 0 && is_suffix(text + sign + digits, length - sign - digits);
}

static bool is_exponent(const char *text, size_t length)
{
    if (length < 2 || (text[0] | 0x20) != 'e') {
        return false;
    }
    size_t sign = text[1] == '+' || text[1] == '-' ? 1 : 0;
    size_t digits = count_digits(text + 1 + sign, length - 1 - sign, scanner_is_digit);
    return digits > 0 && 1 + sign + digits == length;
}

/* Digits, a point with digits on at least one side, perhaps an exponent. */
static bool is_float(const char *text, size_t length)
{
    size_t at = text[0] == '+' || text[0] == '-' ? 1 : 0;
    size_t whole = count_digits(text + at, length - at, scanner_is_digit);
    at += whole;
    bool point = at < length && text[at] == '.';
    at += point ? 1 : 0;
    size_t decimals = point ? count_digits(text + at, length - at, scanner_is_digit) : 0;
    at += decimals;
    if (whole + decimals == 0) {
        return false;
    }
    return at == length ? point : is_exponent(text + at, length - at);
}

/* True where nothing but blanks stands before this on its line. */
static bool begins_line(const struct scanner *scanner)
{
    size_t at = scanner->at;
    while (at > 0 && (scanner->bytes[at - 1] == ' ' || scanner->bytes[at - 1] == '\t')) {
        at--;
    }
    return at == 0 || scanner->bytes[at - 1] == '\n';
}

static bool is_before_equals(const struct scanner *scanner, size_t ahead)
{
    while (scanner_peek(scanner, ahead) == ' ') {
        ahead++;
    }
    return scanner_peek(scanner, ahead) == '=';
}

/* A remark of another language, a name that begins with a digit, a quantity without quotes. */
static void refuse_number(struct scanner *scanner, size_t length)
{
    const char *text = scanner->bytes + scanner->at;
    int shown = length > 40 ? 40 : (int)length;
    int digits = (int)count_digits(text, (size_t)shown, scanner_is_digit);
    bool unit = digits > 0 && digits < shown && scanner_is_letter(text[digits]);
    struct place place = scanner_here(scanner);
    scanner->faults++;
    if (begins_line(scanner) && text[0] == '-') {
        finding_add(scanner->findings, IFS_ERROR, "syntax", place, "a remark begins with #; write # instead of %.*s",
                    shown, text);
        scanner_step_over(scanner, scanner_rest_of_line(scanner));
        return;
    }
    if (is_before_equals(scanner, length)) {
        finding_add(scanner->findings, IFS_ERROR, "syntax", place,
                    "\"%.*s\" is neither a number nor a name; begin a name with a letter", shown, text);
    } else {
        finding_add(scanner->findings, IFS_ERROR, "syntax", place,
                    "\"%.*s\" is neither a number nor a name; a quantity, a date or a version stands in quotes: write "
                    "\"%.*s%s%.*s\"",
                    shown, text, unit ? digits : shown, text, unit ? " " : "", unit ? shown - digits : 0,
                    text + (unit ? digits : 0));
    }
    scanner_step_over(scanner, length);
}

static void read_number(struct scanner *scanner)
{
    size_t length = count_while(scanner, continues_number);
    const char *text = scanner->bytes + scanner->at;
    if (is_integer(text, length)) {
        scanner_keep(scanner, SCAN_INTEGER, length);
    } else if (is_float(text, length)) {
        scanner_keep(scanner, SCAN_FLOAT, length);
    } else {
        refuse_number(scanner, length);
    }
}

/* ---- Everything else ------------------------------------------------------------------------------------------- */

static size_t character_length(const struct scanner *scanner)
{
    size_t length = 1;
    while ((scanner_peek(scanner, length) & 0xC0) == 0x80) {
        length++;
    }
    return length;
}

static bool starts_with(const struct scanner *scanner, const char *word)
{
    size_t length = strlen(word);
    return scanner->size - scanner->at >= length && memcmp(scanner->bytes + scanner->at, word, length) == 0;
}

/* U+2018 to U+201F, U+00AB, U+00BB: what a word processor makes of a straight quote. */
static bool is_curly_quote(const struct scanner *scanner)
{
    unsigned char third = (unsigned char)scanner_peek(scanner, 2);
    return (starts_with(scanner, "\xE2\x80") && third >= 0x98 && third <= 0x9F) || starts_with(scanner, "\xC2\xAB") ||
           starts_with(scanner, "\xC2\xBB") || scanner_peek(scanner, 0) == '\'';
}

/* A character beyond ASCII, and as many of it as stand there: what a word processor makes of blanks and signs. */
static size_t refuse_foreign(struct scanner *scanner)
{
    char character[5] = "";
    char bytes[200];
    struct text words = text_over(bytes, sizeof bytes);
    size_t length = character_length(scanner);
    size_t all = length;
    memcpy(character, scanner->bytes + scanner->at, length < sizeof character ? length : 1);
    while (scanner->at + all + length <= scanner->size &&
           memcmp(scanner->bytes + scanner->at + all, character, length) == 0) {
        all += length;
    }
    if (lookalike_kind_of(character) == LOOKALIKE_NONE) {
        finding_add(scanner->findings, IFS_ERROR, "syntax", scanner_here(scanner),
                    "the character \"%s\" cannot stand outside quotes; put the text it belongs to in quotes, or begin "
                    "a comment with #",
                    character);
    } else {
        lookalike_explain(&words, character);
        finding_add(scanner->findings, IFS_ERROR, "syntax", scanner_here(scanner), "%s", bytes);
    }
    return all;
}

static void refuse_character(struct scanner *scanner)
{
    size_t length = character_length(scanner);
    const char *text = scanner->bytes + scanner->at;
    if (starts_with(scanner, "@include")) {
        finding_add(scanner->findings, IFS_ERROR, "include-not-allowed", scanner_here(scanner),
                    "@include is not allowed, for the fingerprint covers this file alone; copy the settings in here");
        length = scanner_rest_of_line(scanner);
    } else if (is_curly_quote(scanner)) {
        finding_add(scanner->findings, IFS_ERROR, "syntax", scanner_here(scanner),
                    "%.*s is no quote here; put texts between straight double quotes (\")", (int)length, text);
        length = scanner_rest_of_line(scanner); /* what follows is a text without its quotes */
    } else if (begins_line(scanner) && (text[0] == '<' || text[0] == '%' || text[0] == '!')) {
        finding_add(scanner->findings, IFS_ERROR, "syntax", scanner_here(scanner),
                    "the character \"%c\" cannot stand here; a remark begins with #, a text with a quote", text[0]);
        length = scanner_rest_of_line(scanner);
    } else if ((unsigned char)text[0] >= 0x80) {
        length = refuse_foreign(scanner);
    } else {
        finding_add(
            scanner->findings, IFS_ERROR, "syntax", scanner_here(scanner),
            "the character \"%.*s\" cannot stand outside quotes; put the text it belongs to in quotes, or begin "
            "a comment with #",
            (int)length, text);
    }
    scanner->faults++;
    scanner_step_over(scanner, length);
}

/* SCAN_END: no mark. */
static enum scan_kind mark_of(char letter)
{
    switch (letter) {
    case '=':
    case ':':
        return SCAN_EQUALS;
    case ',':
        return SCAN_COMMA;
    case ';':
        return SCAN_SEMICOLON;
    case '{':
        return SCAN_OPEN_GROUP;
    case '}':
        return SCAN_CLOSE_GROUP;
    case '(':
        return SCAN_OPEN_LIST;
    case ')':
        return SCAN_CLOSE_LIST;
    case '[':
        return SCAN_OPEN_ARRAY;
    case ']':
        return SCAN_CLOSE_ARRAY;
    }
    return SCAN_END;
}

/* A space is followed by the beginning of a character. */
static void skip_spaces(struct scanner *scanner)
{
    while (scanner_peek(scanner, 0) == ' ') {
        scanner->at++;
        scanner->column++;
    }
}

static bool skip_blank(struct scanner *scanner)
{
    char letter = scanner_peek(scanner, 0);
    char next = scanner_peek(scanner, 1);
    if (letter == ' ') {
        skip_spaces(scanner);
    } else if (letter == '\t' || letter == '\n' || letter == '\r') {
        scanner_step(scanner);
    } else if (letter == '#' || (letter == '/' && next == '/')) {
        skip_line(scanner);
    } else if (letter == '/' && next == '*') {
        skip_block(scanner);
    } else {
        return false;
    }
    return true;
}

/* Bytes up to and with the quote that closes a text without an opening one: after = [ or a comma, an odd number of
 * quotes on the line, and no mark of the file before the first of them. 0: it is no such text. */
static size_t unopened_length(const struct scanner *scanner)
{
    const struct scan *out = scanner->out;
    /* Tokens are there as far as they are counted. NOLINTNEXTLINE(clang-analyzer-core.uninitialized.Assign) */
    enum scan_kind before = out->count > 0 ? out->tokens[out->count - 1].kind : SCAN_END;
    bool element = before == SCAN_EQUALS || before == SCAN_OPEN_ARRAY || before == SCAN_COMMA;
    size_t limit = element ? scanner_rest_of_line(scanner) : 0;
    if (!element || !scanner_has_odd_quotes(scanner, limit)) {
        return 0;
    }
    size_t length = 0;
    while (length < limit && strchr(";{}[]\"#", scanner_peek(scanner, length)) == NULL) {
        length++;
    }
    return length < limit && length > 0 && scanner_peek(scanner, length) == '"' ? length + 1 : 0;
}

static void refuse_unopened(struct scanner *scanner, size_t length)
{
    char setting[60];
    scanner_copy_setting(scanner, setting, sizeof setting);
    finding_add(scanner->findings, IFS_ERROR, "unterminated-string", scanner_here(scanner),
                "%sthis text has no beginning; write the opening \" before it", setting);
    scanner->faults++;
    scanner_step_over(scanner, length);
}

static void read_token(struct scanner *scanner)
{
    char letter = scanner_peek(scanner, 0);
    enum scan_kind mark = mark_of(letter);
    size_t unopened = letter != '"' && mark == SCAN_END ? unopened_length(scanner) : 0;
    if (unopened > 0) {
        refuse_unopened(scanner, unopened);
    } else if (mark != SCAN_END) {
        scanner_keep(scanner, mark, 1);
    } else if (letter == '"') {
        scanner_read_string(scanner);
    } else if (scanner_begins_name(letter)) {
        read_name(scanner);
    } else if (begins_number(letter)) {
        read_number(scanner);
    } else {
        refuse_character(scanner);
    }
}

/* For one more token and the end. Room for every token there could be would be twenty times the file. */
static bool make_room(struct scanner *scanner)
{
    enum { FIRST_ROOM = 1024 };
    struct scan *out = scanner->out;
    if (out->count + 1 < scanner->room) {
        return true;
    }
    size_t room = scanner->room == 0 ? FIRST_ROOM : 2 * scanner->room;
    struct scan_token *tokens = realloc(out->tokens, room * sizeof *tokens);
    if (tokens == NULL) {
        finding_add(scanner->findings, IFS_ERROR, "no-memory", (struct place){.file = scanner->file},
                    "not enough memory to read the file");
        scanner->faults++;
        return false;
    }
    out->tokens = tokens;
    scanner->room = room;
    return true;
}

bool scan_read(const char *bytes, size_t size, const char *file, struct scan *out, struct findings *findings)
{
    *out = (struct scan){0};
    struct scanner scanner = {
        .bytes = bytes, .size = size, .line = 1, .column = 1, .file = file, .out = out, .findings = findings};
    while (make_room(&scanner) && !scanner_at_end(&scanner) && scanner.faults < SCAN_FAULT_MAX) {
        if (!skip_blank(&scanner)) {
            read_token(&scanner);
        }
    }
    if (scanner.faults > 0) {
        scan_free(out);
        return false;
    }
    scanner_keep(&scanner, SCAN_END, 0);
    return true;
}

void scan_free(struct scan *scan)
{
    free(scan->tokens);
    *scan = (struct scan){0};
}

/*
 * scan.c - decides where the words of a libconfig file begin and end.
 *
 * Invariant: what passes here, libconfig cuts in the same places; every token knows its line and its column in
 * characters. It is stricter than libconfig where libconfig is silently generous with an author's slip: a string ends
 * on its line, a comment ends at all, a backslash is followed by a letter that means something, a number is a whole
 * word. Every string is one token: whether two may stand side by side, and which token may follow which, is left to
 * config.c.
 */
#include "scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "claim.h"
#include "lookalike.h"

struct scanner {
    const char *bytes;
    size_t size;
    size_t at;
    int line;
    int column;
    const char *file;
    struct scan *out;
    struct findings *findings;
    int faults;
};

/* ---- Characters ------------------------------------------------------------------------------------------------ */

static bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

static bool is_hex_digit(char letter)
{
    return is_digit(letter) || (letter >= 'a' && letter <= 'f') || (letter >= 'A' && letter <= 'F');
}

static bool is_letter(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
}

/* libconfig's names: a letter or *, then letters, digits, -, _ and *. */
static bool begins_name(char letter)
{
    return is_letter(letter) || letter == '*';
}

static bool continues_name(char letter)
{
    return begins_name(letter) || is_digit(letter) || letter == '-' || letter == '_';
}

static bool begins_number(char letter)
{
    return is_digit(letter) || letter == '+' || letter == '-' || letter == '.';
}

/* Everything an author may have meant as one number, with unit, date or version glued to it. */
static bool continues_number(char letter)
{
    return begins_number(letter) || is_letter(letter) || letter == '_';
}

/* ---- Moving ---------------------------------------------------------------------------------------------------- */

/* The byte `ahead` of here; NUL beyond the end, which no token contains. */
static char peek(const struct scanner *scanner, size_t ahead)
{
    return ahead < scanner->size - scanner->at ? scanner->bytes[scanner->at + ahead] : '\0';
}

static bool at_end(const struct scanner *scanner)
{
    return scanner->at >= scanner->size;
}

static void step(struct scanner *scanner)
{
    char letter = scanner->bytes[scanner->at];
    scanner->at++;
    if (letter == '\n') {
        scanner->line++;
        scanner->column = 1;
    } else if ((peek(scanner, 0) & 0xC0) != 0x80) {
        scanner->column++; /* counted when the next byte begins a character */
    }
}

static void step_over(struct scanner *scanner, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        step(scanner);
    }
}

static struct place here(const struct scanner *scanner)
{
    return (struct place){.file = scanner->file, .line = scanner->line, .column = scanner->column};
}

static void keep(struct scanner *scanner, enum scan_kind kind, size_t length)
{
    struct scan_token token = {
        .kind = kind, .start = scanner->at, .length = length, .line = scanner->line, .column = scanner->column};
    scanner->out->tokens[scanner->out->count] = token;
    scanner->out->count++;
    step_over(scanner, length);
}

/* ---- Comments -------------------------------------------------------------------------------------------------- */

static void skip_line(struct scanner *scanner)
{
    while (!at_end(scanner) && peek(scanner, 0) != '\n') {
        step(scanner);
    }
}

/* libconfig takes a comment that never ends for the end of the file, and settings are gone without a word. */
static void skip_block(struct scanner *scanner)
{
    struct place opened = here(scanner);
    bool warned = false;
    step_over(scanner, 2);
    while (!at_end(scanner)) {
        if (peek(scanner, 0) == '*' && peek(scanner, 1) == '/') {
            step_over(scanner, 2);
            return;
        }
        if (!warned && peek(scanner, 0) == '/' && peek(scanner, 1) == '*') {
            finding_add(scanner->findings, IFS_WARNING, "nested-comment", here(scanner),
                        "a second /* inside the comment that began in line %d; if a */ was forgotten, everything "
                        "between is ignored: write the */ before this",
                        opened.line);
            warned = true;
        }
        step(scanner);
    }
    finding_add(scanner->findings, IFS_ERROR, "unterminated-comment", opened,
                "this comment is never closed, so the rest of the file is ignored; write */ where it should end");
    scanner->faults++;
}

/* ---- Strings --------------------------------------------------------------------------------------------------- */

static int hex_value(char digit)
{
    if (is_digit(digit)) {
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
    bool complete = size >= 4 && is_hex_digit(text[2]) && is_hex_digit(text[3]);
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
    step_over(&there, ahead);
    if (byte < 0) {
        finding_add(scanner->findings, IFS_ERROR, "syntax", here(&there),
                    "the backslash here begins no escape that is known; write \\\\ for a backslash, \\\" for a quote");
    } else {
        finding_add(scanner->findings, IFS_ERROR, "control-character", here(&there),
                    "the escape here stands for a control character, which cannot be printed; remove it");
    }
    scanner->faults++;
}

/* Bytes from here to the end of the line, without a carriage return that belongs to it. */
static size_t rest_of_line(const struct scanner *scanner)
{
    const char *from = scanner->bytes + scanner->at;
    const char *newline = memchr(from, '\n', scanner->size - scanner->at);
    size_t length = newline == NULL ? scanner->size - scanner->at : (size_t)(newline - from);
    return length > 0 && from[length - 1] == '\r' ? length - 1 : length;
}

/* Bytes of the string that begins here with both its quotes; 0 when the second is missing. */
static size_t string_length(const struct scanner *scanner, size_t limit)
{
    size_t length = 1;
    while (length < limit && peek(scanner, length) != '"') {
        length += peek(scanner, length) == '\\' ? 2 : 1;
    }
    return length < limit ? length + 1 : 0;
}

static bool has_odd_quotes(const struct scanner *scanner, size_t limit)
{
    bool odd = false;
    for (size_t i = 0; i < limit; i++) {
        odd = odd != (peek(scanner, i) == '"');
        i += peek(scanner, i) == '\\' ? 1 : 0;
    }
    return odd;
}

/* In `title = "x; version = "1.0.0";` the quote that is missing is the one before version: an odd number of quotes on
 * the line, and what follows the second one is neither a mark nor the end. */
static bool runs_into_next(const struct scanner *scanner, size_t length, size_t limit)
{
    size_t next = length;
    while (next < limit && peek(scanner, next) == ' ') {
        next++;
    }
    bool mark = next >= limit || strchr(";,)]}\"#", peek(scanner, next)) != NULL;
    bool comment = peek(scanner, next) == '/' && (peek(scanner, next + 1) == '/' || peek(scanner, next + 1) == '*');
    return !mark && !comment && has_odd_quotes(scanner, limit);
}

/* The name of the setting whose value is being read, into `name`; "" where there is none. */
static void copy_setting(const struct scanner *scanner, char *name, size_t capacity)
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

/* The line from that byte begins a setting or closes a group: no continued text. */
static bool begins_setting(const struct scanner *scanner, size_t ahead)
{
    while (peek(scanner, ahead) == ' ' || peek(scanner, ahead) == '\t') {
        ahead++;
    }
    size_t name = ahead;
    while (continues_name(peek(scanner, ahead))) {
        ahead++;
    }
    while (peek(scanner, ahead) == ' ') {
        ahead++;
    }
    char next = peek(scanner, ahead);
    return next == '\0' || next == '=' || (ahead == name && (next == '}' || next == ')' || next == ']' || next == '{'));
}

/* How far a text goes that was written over several lines, to its closing quote; 0 where it is none. */
static size_t continued_length(const struct scanner *scanner, size_t from)
{
    enum { MOST_LINES = 12 };
    for (int lines = 0; lines < MOST_LINES; lines++) {
        while (peek(scanner, from) != '\n' && peek(scanner, from) != '"' && peek(scanner, from) != '\0') {
            from++;
        }
        if (peek(scanner, from) == '"') {
            return lines > 0 ? from + 1 : 0;
        }
        if (peek(scanner, from) == '\0' || begins_setting(scanner, from + 1)) {
            return 0;
        }
        from++;
    }
    return 0;
}

/* A quote in the middle of a word or before a sign: it was meant to stand inside the text. */
static bool is_inner_quote(const struct scanner *scanner, size_t length)
{
    char last = length > 2 ? peek(scanner, length - 2) : ' ';
    char next = peek(scanner, length);
    for (size_t i = 1; i + 1 < length; i++) {
        if (peek(scanner, i) == ';') {
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
    copy_setting(scanner, setting, sizeof setting);
    const char *words = "this text has no end on its line; write the closing \" where it ends";
    if (is_letter(before) || is_digit(before)) {
        words = "this quote closes a text that has no opening one; write the opening \" where the text begins, or a "
                "closing \" if this begins a new text";
    } else if (is_inner_quote(scanner, string_length(scanner, limit))) {
        words = "a quote stands inside this text, which ends there; leave the quote out";
    } else if (continued > 0) {
        words = "this text runs over several lines; write it on one line, from its opening to its closing \"";
    }
    finding_add(scanner->findings, IFS_ERROR, "unterminated-string", here(scanner), "%s%s", setting, words);
    scanner->faults++;
    step_over(scanner, continued > 0 ? continued : limit);
}

static void judge_escapes(struct scanner *scanner, size_t length, size_t limit)
{
    for (size_t i = 1; i + 1 < length; i++) {
        if (peek(scanner, i) == '\\') {
            if (i + 1 < limit && scanner->faults < SCAN_FAULT_MAX) {
                judge_escape(scanner, i, limit);
            }
            i++;
        }
    }
}

static void read_string(struct scanner *scanner)
{
    size_t limit = rest_of_line(scanner);
    size_t length = string_length(scanner, limit);
    judge_escapes(scanner, length > 0 ? length : limit, limit);
    if (length == 0 || runs_into_next(scanner, length, limit)) {
        refuse_string(scanner, limit);
    } else {
        keep(scanner, SCAN_STRING, length);
    }
}

/* ---- Names and numbers ----------------------------------------------------------------------------------------- */

static size_t count_while(const struct scanner *scanner, bool (*belongs)(char))
{
    size_t length = 1;
    while (belongs(peek(scanner, length))) {
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
    size_t length = count_while(scanner, continues_name);
    const char *text = scanner->bytes + scanner->at;
    bool boolean = is_word(text, length, "true") || is_word(text, length, "false");
    keep(scanner, boolean ? SCAN_BOOLEAN : SCAN_NAME, length);
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
        size_t digits = count_digits(text + 2, length - 2, is_hex_digit);
        return digits > 0 && is_suffix(text + 2 + digits, length - 2 - digits);
    }
    size_t sign = text[0] == '+' || text[0] == '-' ? 1 : 0;
    size_t digits = count_digits(text + sign, length - sign, is_digit);
    return digits > 0 && is_suffix(text + sign + digits, length - sign - digits);
}

static bool is_exponent(const char *text, size_t length)
{
    if (length < 2 || (text[0] | 0x20) != 'e') {
        return false;
    }
    size_t sign = text[1] == '+' || text[1] == '-' ? 1 : 0;
    size_t digits = count_digits(text + 1 + sign, length - 1 - sign, is_digit);
    return digits > 0 && 1 + sign + digits == length;
}

/* Digits, a point with digits on at least one side, perhaps an exponent. */
static bool is_float(const char *text, size_t length)
{
    size_t at = text[0] == '+' || text[0] == '-' ? 1 : 0;
    size_t whole = count_digits(text + at, length - at, is_digit);
    at += whole;
    bool point = at < length && text[at] == '.';
    at += point ? 1 : 0;
    size_t decimals = point ? count_digits(text + at, length - at, is_digit) : 0;
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
    while (peek(scanner, ahead) == ' ') {
        ahead++;
    }
    return peek(scanner, ahead) == '=';
}

/* A remark of another language, a name that begins with a digit, a quantity without quotes. */
static void refuse_number(struct scanner *scanner, size_t length)
{
    const char *text = scanner->bytes + scanner->at;
    int shown = length > 40 ? 40 : (int)length;
    int digits = (int)count_digits(text, (size_t)shown, is_digit);
    bool unit = digits > 0 && digits < shown && is_letter(text[digits]);
    struct place place = here(scanner);
    scanner->faults++;
    if (begins_line(scanner) && text[0] == '-') {
        finding_add(scanner->findings, IFS_ERROR, "syntax", place, "a remark begins with #; write # instead of %.*s",
                    shown, text);
        step_over(scanner, rest_of_line(scanner));
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
    step_over(scanner, length);
}

static void read_number(struct scanner *scanner)
{
    size_t length = count_while(scanner, continues_number);
    const char *text = scanner->bytes + scanner->at;
    if (is_integer(text, length)) {
        keep(scanner, SCAN_INTEGER, length);
    } else if (is_float(text, length)) {
        keep(scanner, SCAN_FLOAT, length);
    } else {
        refuse_number(scanner, length);
    }
}

/* ---- Everything else ------------------------------------------------------------------------------------------- */

static size_t character_length(const struct scanner *scanner)
{
    size_t length = 1;
    while ((peek(scanner, length) & 0xC0) == 0x80) {
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
    unsigned char third = (unsigned char)peek(scanner, 2);
    return (starts_with(scanner, "\xE2\x80") && third >= 0x98 && third <= 0x9F) || starts_with(scanner, "\xC2\xAB") ||
           starts_with(scanner, "\xC2\xBB") || peek(scanner, 0) == '\'';
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
        finding_add(scanner->findings, IFS_ERROR, "syntax", here(scanner),
                    "the character \"%s\" cannot stand outside quotes; put the text it belongs to in quotes, or begin "
                    "a comment with #",
                    character);
    } else {
        lookalike_explain(&words, character);
        finding_add(scanner->findings, IFS_ERROR, "syntax", here(scanner), "%s", bytes);
    }
    return all;
}

static void refuse_character(struct scanner *scanner)
{
    size_t length = character_length(scanner);
    const char *text = scanner->bytes + scanner->at;
    if (starts_with(scanner, "@include")) {
        finding_add(scanner->findings, IFS_ERROR, "include-not-allowed", here(scanner),
                    "@include is not allowed, for the fingerprint covers this file alone; copy the settings in here");
        length = rest_of_line(scanner);
    } else if (is_curly_quote(scanner)) {
        finding_add(scanner->findings, IFS_ERROR, "syntax", here(scanner),
                    "%.*s is no quote here; put texts between straight double quotes (\")", (int)length, text);
        length = rest_of_line(scanner); /* what follows is a text without its quotes */
    } else if (begins_line(scanner) && (text[0] == '<' || text[0] == '%' || text[0] == '!')) {
        finding_add(scanner->findings, IFS_ERROR, "syntax", here(scanner),
                    "the character \"%c\" cannot stand here; a remark begins with #, a text with a quote", text[0]);
        length = rest_of_line(scanner);
    } else if ((unsigned char)text[0] >= 0x80) {
        length = refuse_foreign(scanner);
    } else {
        finding_add(
            scanner->findings, IFS_ERROR, "syntax", here(scanner),
            "the character \"%.*s\" cannot stand outside quotes; put the text it belongs to in quotes, or begin "
            "a comment with #",
            (int)length, text);
    }
    scanner->faults++;
    step_over(scanner, length);
}

static bool read_mark(struct scanner *scanner)
{
    static const char marks[] = "=:,;{}()[]";
    static const enum scan_kind kinds[] = {SCAN_EQUALS,     SCAN_EQUALS,      SCAN_COMMA,     SCAN_SEMICOLON,
                                           SCAN_OPEN_GROUP, SCAN_CLOSE_GROUP, SCAN_OPEN_LIST, SCAN_CLOSE_LIST,
                                           SCAN_OPEN_ARRAY, SCAN_CLOSE_ARRAY};
    const char *mark = memchr(marks, peek(scanner, 0), sizeof marks - 1);
    if (mark == NULL) {
        return false;
    }
    keep(scanner, kinds[mark - marks], 1);
    return true;
}

static bool skip_blank(struct scanner *scanner)
{
    char letter = peek(scanner, 0);
    char next = peek(scanner, 1);
    if (letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r') {
        step(scanner);
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
    enum scan_kind before = out->count > 0 ? out->tokens[out->count - 1].kind : SCAN_END;
    size_t limit = rest_of_line(scanner);
    bool element = before == SCAN_EQUALS || before == SCAN_OPEN_ARRAY || before == SCAN_COMMA;
    if (!element || !has_odd_quotes(scanner, limit)) {
        return 0;
    }
    size_t length = 0;
    while (length < limit && strchr(";{}[]\"#", peek(scanner, length)) == NULL) {
        length++;
    }
    return length < limit && length > 0 && peek(scanner, length) == '"' ? length + 1 : 0;
}

static void refuse_unopened(struct scanner *scanner, size_t length)
{
    char setting[60];
    copy_setting(scanner, setting, sizeof setting);
    finding_add(scanner->findings, IFS_ERROR, "unterminated-string", here(scanner),
                "%sthis text has no beginning; write the opening \" before it", setting);
    scanner->faults++;
    step_over(scanner, length);
}

static void read_token(struct scanner *scanner)
{
    char letter = peek(scanner, 0);
    size_t unopened = letter != '"' && strchr("=:,;{}()[]", letter) == NULL ? unopened_length(scanner) : 0;
    if (unopened > 0) {
        refuse_unopened(scanner, unopened);
    } else if (letter == '"') {
        read_string(scanner);
    } else if (begins_name(letter)) {
        read_name(scanner);
    } else if (begins_number(letter)) {
        read_number(scanner);
    } else if (!read_mark(scanner)) {
        refuse_character(scanner);
    }
}

bool scan_read(const char *bytes, size_t size, const char *file, struct scan *out, struct findings *findings)
{
    *out = (struct scan){0};
    out->tokens = calloc(size + 1, sizeof *out->tokens); /* no token is shorter than a byte */
    if (out->tokens == NULL) {
        finding_add(findings, IFS_ERROR, "no-memory", (struct place){.file = file},
                    "not enough memory to read the file");
        return false;
    }
    struct scanner scanner = {
        .bytes = bytes, .size = size, .line = 1, .column = 1, .file = file, .out = out, .findings = findings};
    while (!at_end(&scanner) && scanner.faults < SCAN_FAULT_MAX) {
        if (!skip_blank(&scanner)) {
            read_token(&scanner);
        }
    }
    keep(&scanner, SCAN_END, 0);
    if (scanner.faults > 0) {
        scan_free(out);
    }
    return scanner.faults == 0;
}

void scan_free(struct scan *scan)
{
    free(scan->tokens);
    *scan = (struct scan){0};
}

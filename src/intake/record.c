/*
 * record.c - one line of a draft: what was answered, when, and a check of everything up to here.
 *
 *     weight = "72 kg"; # 2026-11-20T14:31:05+01:00 1f2e3d4c5b6a7988
 *     # dose infusion = "1 g"; # 2026-11-20T14:33:10+01:00 8d7c6b5a49382716
 *
 * Invariant: a line is read only as it was written, after exactly the lines it was written after. So what a kill, a full disk or a
 * power cut left behind is told from an answer, and so is a line that somebody changed, moved or took out.
 */
#include "record.h"

#include <string.h>

#include "claim.h"
#include "hash.h"
#include "quoted.h"

enum { MOMENT_BYTES = 32, HASHED_BYTES = RECORD_BYTES + RECORD_CHECK_BYTES };

static const char *const kind_words[RECORD_KIND_COUNT] = {"",         "# later ",     "# dose ",       "# over ",
                                                          "# override ", "# confirmed ", "# prescriber ", "# disputed ",
                                                          "# visit "};

static const char between[] = " = ";
static const char before_moment[] = "; # ";

struct record_check record_first(void)
{
    return (struct record_check){"0000000000000000"};
}

/* Of the check before and these bytes. */
static struct record_check check_of(const struct record_check *before, const char *bytes, size_t size)
{
    char hashed[HASHED_BYTES];
    char hex[HASH_HEX];
    struct record_check check = {""};
    claim(size <= RECORD_BYTES);
    memcpy(hashed, before->hex, RECORD_CHECK_BYTES - 1);
    memcpy(hashed + RECORD_CHECK_BYTES - 1, bytes, size);
    hash_sha256(hashed, RECORD_CHECK_BYTES - 1 + size, hex);
    memcpy(check.hex, hex, RECORD_CHECK_BYTES - 1);
    return check;
}

/* A name is one of a file: of a fact, an infusion, a check. */
static bool is_name(const char *name, size_t length)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.";
    return length > 0 && strspn(name, letters) >= length;
}

bool record_write(struct text *line, const struct record *record, struct record_check *check)
{
    char bytes[RECORD_BYTES];
    struct text own = text_over(bytes, sizeof bytes);
    if (!is_name(record->name, strlen(record->name)) || !quoted_fit(record->words)) {
        return false;
    }
    text_add(&own, kind_words[record->kind]);
    text_add(&own, record->name);
    text_add(&own, between);
    quoted_add(&own, record->words);
    text_add(&own, before_moment);
    clock_add(&own, record->at);
    text_add(&own, " ");
    struct record_check after = check_of(check, bytes, own.length);
    text_add_bytes(line, bytes, own.length);
    text_add(line, after.hex);
    text_add(line, "\n");
    if (own.full || line->full) {
        return false;
    }
    *check = after;
    return true;
}

/* ---- Reading ---- */

struct reading {
    const char *bytes;
    size_t size;
    size_t at;
};

static bool take(struct reading *reading, const char *words)
{
    size_t length = strlen(words);
    if (reading->size - reading->at < length || memcmp(reading->bytes + reading->at, words, length) != 0) {
        return false;
    }
    reading->at += length;
    return true;
}

static enum record_kind take_kind(struct reading *reading)
{
    for (int kind = RECORD_ANSWER + 1; kind < RECORD_KIND_COUNT; kind++) {
        if (take(reading, kind_words[kind])) {
            return (enum record_kind)kind;
        }
    }
    return RECORD_ANSWER;
}

/* A text of its own among the letters; NULL when it does not fit. */
static const char *end_word(struct text *letters, size_t start)
{
    text_add_bytes(letters, "", 1);
    return letters->full ? NULL : letters->bytes + start;
}

static const char *take_name(struct reading *reading, struct text *letters)
{
    size_t start = letters->length;
    size_t end = reading->at;
    while (end < reading->size && reading->bytes[end] != ' ') {
        end++;
    }
    if (end == reading->size || !is_name(reading->bytes + reading->at, end - reading->at)) {
        return NULL;
    }
    text_add_bytes(letters, reading->bytes + reading->at, end - reading->at);
    reading->at = end;
    return end_word(letters, start);
}

static const char *take_words(struct reading *reading, struct text *letters)
{
    size_t start = letters->length;
    size_t took = quoted_read(reading->bytes + reading->at, reading->size - reading->at, letters);
    reading->at += took;
    const char *words = end_word(letters, start);
    return took == 0 || words == NULL || !quoted_fit(words) ? NULL : words;
}

static bool take_moment(struct reading *reading, struct instant *at)
{
    char bytes[MOMENT_BYTES] = "";
    size_t length = 0;
    while (reading->at + length < reading->size && reading->bytes[reading->at + length] != ' ') {
        length++;
    }
    if (length >= sizeof bytes || reading->at + length == reading->size) {
        return false;
    }
    memcpy(bytes, reading->bytes + reading->at, length);
    reading->at += length + 1;
    return clock_parse(bytes, at);
}

static bool take_parts(struct reading *reading, struct text *letters, struct record *record)
{
    record->kind = take_kind(reading);
    record->name = take_name(reading, letters);
    if (record->name == NULL || !take(reading, between)) {
        return false;
    }
    record->words = take_words(reading, letters);
    return record->words != NULL && take(reading, before_moment) && take_moment(reading, &record->at);
}

size_t record_read(const char *bytes, size_t size, struct text *letters, struct record *record, struct record_check *check)
{
    const char *end = size == 0 ? NULL : memchr(bytes, '\n', size);
    struct reading reading = {bytes, end == NULL ? 0 : (size_t)(end - bytes), 0};
    if (end == NULL || reading.size > RECORD_BYTES || memchr(bytes, '\0', reading.size) != NULL) {
        return 0;
    }
    if (!take_parts(&reading, letters, record)) {
        return 0;
    }
    struct record_check after = check_of(check, bytes, reading.at);
    if (!take(&reading, after.hex) || reading.at != reading.size) {
        return 0;
    }
    *check = after;
    return reading.size + 1;
}

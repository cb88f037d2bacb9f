/*
 * payload.c - the code of a sheet, written and read.
 *
 * Decides what has to be known to compute a sheet again and to hold it against what was printed: exact bytes of protocol, drug library and
 * site, the moment, every answer, every choice of the prescriber, and what came out. The invariants: nobody can be recognised by it (a name
 * is "given", a reason too, and WHO is 16 bits over all of them, enough to tell two sheets apart and too few to find a person); the number
 * of the sheet follows from the rest of the code, so that two sheets with different contents have different numbers.
 *
 * It proves no author: a number is no signature. Computing the order again is the commands'.
 */
#include "payload.h"

#include "build.h"
#include "date.h"
#include "quantity.h"
#include "ratio.h"

#define FORMAT "1"
#define MAGIC "INFUSHEET="

enum { NUMBER_BYTES = PAYLOAD_NUMBER_BYTES - 1, DAY_S = 86400, MINUTE_S = 60, ANSWER_BYTES = 160 };

/* ---- Numbers made of bytes ------------------------------------------------------------------------------------ */

#define MIX_START UINT64_C(14695981039346656037)

/* FNV-1a, 64 bits: a changed byte changes it. Constants: IETF draft-eastlake-fnv. */
static uint64_t mix(uint64_t hash, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ (uint64_t)(unsigned char)bytes[i]) * UINT64_C(1099511628211);
    }
    return hash;
}

static const char hexadecimal[] = "0123456789ABCDEF";

static void add_digits(struct text *text, uint64_t hash, int digits)
{
    for (int i = digits - 1; i >= 0; i--) {
        text_add_bytes(text, &hexadecimal[hash >> (i * 4) & 15U], 1);
        text_add(text, i % 4 == 0 && i > 0 ? "-" : "");
    }
}

void payload_number(const char *body, size_t length, char number[PAYLOAD_NUMBER_BYTES])
{
    struct text text = text_over(number, PAYLOAD_NUMBER_BYTES);
    add_digits(&text, mix(MIX_START, body, length), 16);
}

/* Nothing is told from an empty text, and no text can take part of the next one. */
static uint64_t mix_words(uint64_t hash, const char *said)
{
    return said == NULL ? mix(hash, "", 1) : mix(mix(hash, "+", 1), said, text_length(said) + 1);
}

static uint64_t mix_of_people(const ifs_request *request)
{
    uint64_t hash = MIX_START;
    for (int fact = IFS_FACT_NAME; fact < IFS_FACT_BUILTIN; fact++) {
        hash = mix_words(hash, request->words[fact]);
    }
    hash = mix_words(mix_words(hash, request->prescriber), request->prescriber_reference);
    for (int i = 0; i < request->override_count; i++) {
        hash = mix_words(hash, request->overrides[i].reason);
    }
    return (hash ^ hash >> 16 ^ hash >> 32 ^ hash >> 48) & 0xFFFFU;
}

/* ---- Writing -------------------------------------------------------------------------------------------------- */

static bool is_printed(char byte)
{
    return byte > ' ' && byte < 0x7F;
}

static bool is_bare(char byte)
{
    return is_printed(byte) && byte != ';' && byte != '=' && byte != ',' && byte != '~' && byte != '_';
}

/* A blank stands as _, what would be taken for the grammar as ~ and two hexadecimal digits. */
static void add_coded(struct text *text, const char *said)
{
    for (size_t i = 0; said[i] != '\0'; i++) {
        if (is_bare(said[i]) || said[i] == ' ') {
            text_add_bytes(text, said[i] == ' ' ? "_" : &said[i], 1);
        } else {
            text_add(text, "~");
            add_digits(text, (uint64_t)(unsigned char)said[i], 2);
        }
    }
}

static void add_key(struct text *text, const char *key)
{
    text_add(text, ";");
    text_add(text, key);
    text_add(text, "=");
}

static void add_field(struct text *text, const char *key, const char *said)
{
    add_key(text, key);
    add_coded(text, said);
}

static void add_fingerprint(struct text *text, const char *key, const char *fingerprint)
{
    size_t length = text_length(fingerprint);
    add_key(text, key);
    text_add_bytes(text, fingerprint, length < PAYLOAD_FINGERPRINT ? length : PAYLOAD_FINGERPRINT);
}

/* "2026-11-20T14:30+01:00", seconds where there are any. */
static void add_moment(struct build *build, struct text *text)
{
    int64_t offset = build->request->at_offset_min;
    int64_t of_day = build->request->at_s + offset * MINUTE_S - build_day(build) * DAY_S;
    add_key(text, "AT");
    date_add(text, build_day(build));
    text_add(text, "T");
    build_add_clock(text, of_day / MINUTE_S);
    if (of_day % MINUTE_S != 0) {
        text_add(text, ":");
        build_add_two(text, of_day % MINUTE_S);
    }
    build_add_offset(text, offset);
}

static void add_origin(struct build *build, struct text *text)
{
    const ifs_protocol *protocol = build->protocol;
    const ifs_site *site = build->request->site;
    text_add(text, MAGIC FORMAT);
    add_field(text, "PROGRAM", IFS_VERSION);
    add_field(text, "PROTOCOL", protocol->id);
    add_field(text, "VERSION", protocol->version);
    add_fingerprint(text, "FILE", protocol->fingerprint);
    add_fingerprint(text, "DRUG", protocol->drug.fingerprint);
    if (site != NULL && site->present) {
        add_fingerprint(text, "SITE", site->fingerprint != NULL ? site->fingerprint : "unknown");
    }
    add_moment(build, text);
}

/* "None known" is an answer that concerns nobody in particular. */
static bool says_none_known(const char *said)
{
    static const char none[] = "none known";
    size_t i = 0;
    while (none[i] != '\0' && said[i] != '\0' && (said[i] | 0x20) == none[i]) {
        i++;
    }
    return none[i] == '\0' && said[i] == '\0';
}

/* Name, id, allergies, address, phone by their place: given, none known, said to be unknown, not said. */
static void add_person(const ifs_request *request, struct text *text)
{
    add_key(text, "PERSON");
    for (int fact = IFS_FACT_NAME; fact < IFS_FACT_BUILTIN; fact++) {
        if (fact_set_has(&request->known, fact)) {
            bool none = fact == IFS_FACT_ALLERGIES && says_none_known(request->words[fact]);
            text_add(text, none ? "n" : "g");
        } else {
            text_add(text, fact_set_has(&request->given, fact) ? "?" : "-");
        }
    }
}

static void add_answer(struct build *build, struct text *text, int fact)
{
    char bytes[ANSWER_BYTES];
    struct text answer = text_over(bytes, sizeof bytes);
    fact_add_answer(&answer, build->request, build->protocol->facts, fact);
    build->sheet->full = build->sheet->full || answer.full;
    add_field(text, build->protocol->facts[fact].name, bytes);
}

/* An age counted from a date of birth is counted again. */
static bool is_said(const ifs_request *request, int fact)
{
    bool counted = fact == IFS_FACT_AGE && fact_set_has(&request->known, IFS_FACT_BORN);
    return fact_set_has(&request->given, fact) || (fact_set_has(&request->known, fact) && !counted);
}

static bool is_question(const struct fact_rule *rule)
{
    return rule->kind == FACT_QUESTION && fact_is_yes_no(rule);
}

static bool is_by_name(const struct fact_rule *rule)
{
    return rule->kind != FACT_IDENTITY && !is_question(rule);
}

/* The questions of yes and no by their place, for their names would fill half of the code. */
static void add_answers(struct build *build, struct text *text)
{
    const ifs_request *request = build->request;
    bool any = false;
    for (int fact = IFS_FACT_BUILTIN; fact < build->protocol->fact_count; fact++) {
        if (!is_question(&build->protocol->facts[fact])) {
            continue;
        }
        if (!any) {
            add_key(text, "ANSWERS");
        }
        any = true;
        if (fact_set_has(&request->known, fact)) {
            text_add(text, request->answer[fact] == IFS_ANSWER_YES ? "y" : "n");
        } else {
            text_add(text, fact_set_has(&request->given, fact) ? "?" : "-");
        }
    }
}

static void add_facts(struct build *build, struct text *text)
{
    for (int fact = 0; fact < build->protocol->fact_count; fact++) {
        if (is_said(build->request, fact) && is_by_name(&build->protocol->facts[fact])) {
            add_answer(build, text, fact);
        }
    }
    add_person(build->request, text);
    add_answers(build, text);
    for (int fact = 0; fact < build->protocol->fact_count; fact++) {
        if (fact_set_has(&build->request->confirmed, fact)) {
            add_field(text, "CONFIRM", build->protocol->facts[fact].name);
        }
    }
}

static void add_ratio(struct text *text, ifs_ratio figure)
{
    text_add_whole(text, figure.num);
    if (figure.den != 1) {
        text_add(text, "/");
        text_add_whole(text, figure.den);
    }
}

static void add_choices(struct build *build, struct text *text)
{
    for (int i = 0; i < build->protocol->infusion_count; i++) {
        const ifs_choice *choice = &build->request->choices[i];
        if (choice->has_dose) {
            add_field(text, choice->dose_is_rate ? "RATE" : "DOSE", build->protocol->infusions[i].name);
            text_add(text, ",");
            add_ratio(text, choice->dose_mcg);
        }
        if (choice->has_over) {
            add_field(text, "OVER", build->protocol->infusions[i].name);
            text_add(text, ",");
            text_add_whole(text, choice->over.s);
        }
    }
}

static bool is_blank(const char *said)
{
    while (said != NULL && text_is_blank(*said)) {
        said++;
    }
    return said == NULL || *said == '\0';
}

/* What makes an override hold or not, and no word of it. */
static void add_people(struct build *build, struct text *text)
{
    const ifs_request *request = build->request;
    for (int i = 0; i < request->override_count; i++) {
        add_field(text, is_blank(request->overrides[i].reason) ? "UNREASONED" : "OVERRIDE", request->overrides[i].check);
    }
    if (request->prescriber != NULL) {
        bool whole = !is_blank(request->prescriber) && !is_blank(request->prescriber_reference);
        add_field(text, "PRESCRIBER", whole ? "named" : "incomplete");
    }
    add_key(text, "WHO");
    add_digits(text, mix_of_people(request), 4);
}

static void add_figure(struct text *text, bool applies, int64_t figure)
{
    text_add(text, ",");
    if (applies) {
        text_add_whole(text, figure);
    } else {
        text_add(text, "-");
    }
}

static void add_word(struct text *text, const char *said)
{
    text_add(text, ",");
    add_coded(text, said != NULL ? said : "-");
}

static void add_infusion(struct text *text, const struct sheet_infusion *of)
{
    bool diluted = of->diluent != NULL;
    add_field(text, "INFUSION", of->name);
    add_figure(text, true, of->dose_mcg);
    add_figure(text, of->over != NULL, of->over_s);
    add_word(text, of->product);
    add_figure(text, !of->premixed, of->draw_ul);
    add_word(text, of->diluent);
    add_figure(text, diluted, of->diluent_ul);
    add_figure(text, true, of->total_ul);
    add_figure(text, of->has_flow, of->flow_ul_per_h);
    add_figure(text, of->drops != NULL, of->drops_per_min);
}

void build_payload(struct build *build)
{
    struct ifs_sheet *sheet = build->sheet;
    struct text *text = &sheet->text;
    size_t start = build_begin(build);
    add_origin(build, text);
    add_facts(build, text);
    add_choices(build, text);
    add_people(build, text);
    add_field(text, "VERDICT", sheet->verdict_name);
    for (int i = 0; i < sheet->infusion_count; i++) {
        add_infusion(text, &sheet->infusions[i]);
    }
    char number[PAYLOAD_NUMBER_BYTES];
    payload_number(sheet->letters + start, text->length - start, number);
    add_field(text, "ID", number);
    bool whole = text->length - start < PAYLOAD_BYTES;
    sheet->payload = build_end(build, start);
    sheet->sheet_id = sheet->full || !whole ? "" : sheet->payload + text_length(sheet->payload) - NUMBER_BYTES;
    sheet->full = sheet->full || !whole;
}

/* ---- Reading -------------------------------------------------------------------------------------------------- */

static bool begins_with(const char *bytes, size_t length, const char *word)
{
    const char *end = bytes + length;
    while (bytes < end && *word != '\0' && *bytes == *word) {
        bytes++;
        word++;
    }
    return *word == '\0';
}

/* Where the code begins; length: nowhere. */
static size_t find_start(const char *text, size_t length)
{
    size_t at = 0;
    while (at < length && !begins_with(text + at, length - at, MAGIC)) {
        at++;
    }
    return at;
}

static bool ends_here(const struct payload *payload)
{
    static const char key[] = ";ID=";
    size_t tail = sizeof key - 1 + NUMBER_BYTES;
    return payload->length >= tail && begins_with(payload->bytes + payload->length - tail, tail, key);
}

static bool is_between_lines(char byte)
{
    return text_is_blank(byte) || byte == '\f';
}

/* Up to the number, which ends it. */
static enum payload_status take_bytes(const char *text, size_t length, struct payload *payload)
{
    for (size_t i = 0; i < length; i++) {
        if (!is_printed(text[i]) && is_between_lines(text[i])) {
            continue;
        }
        if (!is_printed(text[i]) || payload->length == PAYLOAD_BYTES - 1) {
            return PAYLOAD_DAMAGED;
        }
        payload->bytes[payload->length] = text[i];
        payload->length++;
        payload->bytes[payload->length] = '\0';
        if (ends_here(payload)) {
            return PAYLOAD_FINE;
        }
    }
    return PAYLOAD_CUT;
}

enum { NO_DIGIT = 16 };

static int digit_of(char byte)
{
    int digit = 0;
    while (digit < NO_DIGIT && hexadecimal[digit] != byte) {
        digit++;
    }
    return digit;
}

/* One decoded byte and of how many it was made; 0: of none, for nothing of a part begins here. */
static size_t decode(const char *bytes, char *byte)
{
    *byte = bytes[0] == '_' ? ' ' : bytes[0];
    if (bytes[0] != '~') {
        return bytes[0] == '=' || bytes[0] == ';' || bytes[0] == '\0' ? 0 : 1;
    }
    int high = digit_of(bytes[1]);
    int low = high == NO_DIGIT ? NO_DIGIT : digit_of(bytes[2]);
    *byte = (char)(high * 16 + low);
    return low == NO_DIGIT || *byte == '\0' ? 0 : 3;
}

/* Decodes a key or a text into the words and says where it ended: at what is no code, too. Decoded text is never longer than its code. */
static size_t take_part(struct payload *payload, size_t at, size_t *kept)
{
    size_t took = decode(&payload->bytes[at], &payload->words[*kept]);
    while (took > 0) {
        at += took;
        *kept += 1;
        took = decode(&payload->bytes[at], &payload->words[*kept]);
    }
    payload->words[*kept] = '\0';
    *kept += 1;
    return at;
}

/* KEY=TEXT between semicolons. */
static bool split(struct payload *payload)
{
    size_t kept = 0;
    size_t at = 0;
    while (payload->count < PAYLOAD_FIELD_MAX) {
        struct payload_field *field = &payload->fields[payload->count];
        field->key = &payload->words[kept];
        at = take_part(payload, at, &kept);
        if (payload->bytes[at] != '=' || *field->key == '\0') {
            return false;
        }
        field->text = &payload->words[kept];
        at = take_part(payload, at + 1, &kept);
        payload->count++;
        if (payload->bytes[at] != ';') {
            return payload->bytes[at] == '\0';
        }
        at++;
    }
    return false;
}

enum payload_status payload_read(const char *text, size_t length, struct payload *payload)
{
    size_t start = find_start(text, length);
    payload->length = 0;
    payload->count = 0;
    payload->bytes[0] = '\0';
    if (start == length) {
        return PAYLOAD_NONE;
    }
    enum payload_status status = take_bytes(text + start, length - start, payload);
    if (!begins_with(payload->bytes, payload->length, MAGIC FORMAT ";") && payload->length > sizeof MAGIC) {
        return PAYLOAD_NEWER;
    }
    return status == PAYLOAD_FINE && !split(payload) ? PAYLOAD_DAMAGED : status;
}

const char *payload_find(const struct payload *payload, const char *key)
{
    for (int i = 0; i < payload->count; i++) {
        if (text_equal(payload->fields[i].key, key)) {
            return payload->fields[i].text;
        }
    }
    return NULL;
}

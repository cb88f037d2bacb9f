/*
 * recompute.c - the order of a code, computed again.
 *
 * Decides which files a code means, and enters its answers as a patient's: through intake, the plan and the sheet, the same functions as
 * for an order. The invariants: a file counts only by its fingerprint, never by its name; a code that says what no order can say is never
 * computed half.
 *
 * What differs from the sheet is verify's.
 */
#include "recompute.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "command.h"
#include "file.h"
#include "hash.h"
#include "intake.h"
#include "ratio.h"
#include "readback.h"

enum { PROTOCOL_CAP = 65536, PER_MOST = 1000000000 };

#define FIGURE_MOST INT64_C(1000000000000000000) /* 10^18: what twelve digits before and six after the point come to in mcg */

__attribute__((format(printf, 2, 3))) static void say(struct recomputed *out, const char *format, ...)
{
    va_list rest;
    va_start(rest, format);
    vsnprintf(out->why, sizeof out->why, format, rest);
    va_end(rest);
}

static const char *field(const struct payload *payload, const char *key)
{
    const char *text = payload_find(payload, key);
    return text != NULL ? text : "";
}

/* ---- Files ---------------------------------------------------------------------------------------------------- */

/* A code holds the beginning of a fingerprint. */
static bool is_of(const char *fingerprint, const char *said)
{
    return strlen(said) == PAYLOAD_FINGERPRINT && memcmp(fingerprint, said, PAYLOAD_FINGERPRINT) == 0;
}

static bool has_fingerprint(const char *path, const char *wanted)
{
    struct file_bytes bytes;
    char found[HASH_HEX];
    if (file_read(path, PROTOCOL_CAP, &bytes) != FILE_FINE) {
        return false;
    }
    hash_sha256(bytes.bytes, bytes.size, found);
    file_free(&bytes);
    return is_of(found, wanted);
}

/* Any file of the directory, whatever its name. */
static bool find_protocol(const struct places *places, const char *wanted, char path[4096])
{
    struct dirent **entries = NULL;
    bool found = false;
    int count = places_list(places, &entries);
    for (int i = 0; i < count; i++) {
        int length = found ? 0 : snprintf(path, 4096, "%s/%s", places->protocols, entries[i]->d_name);
        found = found || (length > 0 && length < 4096 && has_fingerprint(path, wanted));
        free(entries[i]);
    }
    free(entries);
    return found;
}

static bool open_protocol(const struct payload *payload, const struct places *places, struct recomputed *out)
{
    struct load_places load_places = {.protocols = places->protocols};
    struct findings findings = {0};
    const char *id = field(payload, "PROTOCOL");
    const char *version = field(payload, "VERSION");
    if (!find_protocol(places, field(payload, "FILE"), out->path)) {
        say(out, "The sheet was made with protocol %s %s, of which no file in %s holds the same bytes (SHA-256 %s...); name the folder that "
                 "holds that version: --protocols DIRECTORY",
            id, version, places->protocols, field(payload, "FILE"));
        return false;
    }
    out->protocol = protocol_load(out->path, &load_places, &findings);
    bool no_memory = finding_no_memory(&findings);
    finding_free(&findings);
    if (out->protocol == NULL && no_memory) {
        say(out, "There is not enough memory to read %s; close other programs and try again", out->path);
        return false;
    }
    if (out->protocol == NULL) {
        say(out, "The protocol of the sheet is %s, but it, or the drug library it finds now, is not valid; infusheet check %s says why",
            out->path, out->path);
        return false;
    }
    if (!is_of(out->protocol->drug.fingerprint, field(payload, "DRUG"))) {
        say(out, "The sheet was made with another version of the drug library %s (SHA-256 %s...) than the one found for %s; name the folder "
                 "that holds both: --protocols DIRECTORY",
            out->protocol->drug.id, field(payload, "DRUG"), out->path);
        return false;
    }
    return true;
}

/* Without a site file in the code, one that lies there now is not read. */
static bool open_site(const struct payload *payload, const struct places *places, struct recomputed *out)
{
    struct findings findings = {0};
    const char *wanted = payload_find(payload, "SITE");
    if (wanted == NULL) {
        return true;
    }
    bool found = places->site[0] != '\0' && has_fingerprint(places->site, wanted) &&
                 site_load(places->site, &out->site, &out->site_storage, &findings);
    bool no_memory = finding_no_memory(&findings);
    finding_free(&findings);
    if (no_memory) {
        say(out, "There is not enough memory to read %s; close other programs and try again", places->site);
        return false;
    }
    if (!found) {
        say(out, "The sheet was made with a site file (SHA-256 %s...) that is not %s; name it: --site FILE", wanted,
            places->site[0] != '\0' ? places->site : "here");
        return false;
    }
    out->request.site = &out->site;
    return true;
}

/* ---- Answers -------------------------------------------------------------------------------------------------- */

/* Words about a person: there were some, or not. */
static bool enter_person(struct recomputed *out, const char *letters)
{
    ifs_request *request = &out->request;
    for (int fact = IFS_FACT_NAME; fact < IFS_FACT_BUILTIN; fact++) {
        char letter = letters[fact - IFS_FACT_NAME];
        bool none = letter == 'n' && fact == IFS_FACT_ALLERGIES;
        if (letter == '\0' || (letter != 'g' && letter != '?' && letter != '-' && !none)) {
            return false;
        }
        if (letter == 'g' || none) {
            request->words[fact] = none ? "none known" : READBACK_ANYTHING;
            fact_set_add(&request->known, fact);
        }
        if (letter != '-') {
            fact_set_add(&request->given, fact);
        }
    }
    return letters[IFS_FACT_BUILTIN - IFS_FACT_NAME] == '\0';
}

static bool enter_answer(ifs_request *request, int fact, char letter)
{
    if (letter != 'y' && letter != 'n' && letter != '?' && letter != '-') {
        return false;
    }
    if (letter == 'y' || letter == 'n') {
        fact_set_add(&request->known, fact);
        request->answer[fact] = letter == 'y' ? IFS_ANSWER_YES : IFS_ANSWER_NO;
    }
    if (letter != '-') {
        fact_set_add(&request->given, fact);
    }
    return true;
}

static bool enter_answers(struct recomputed *out, const char *letters)
{
    const ifs_protocol *protocol = out->protocol;
    for (int fact = 0; fact < protocol->fact_count; fact++) {
        const struct fact_rule *rule = &protocol->facts[fact];
        if (rule->kind != FACT_QUESTION || !fact_is_yes_no(rule)) {
            continue;
        }
        if (!enter_answer(&out->request, fact, *letters)) {
            return false;
        }
        letters++;
    }
    return *letters == '\0';
}

/* ---- The prescriber's choices --------------------------------------------------------------------------------- */

/* Digits alone, up to `most`; what follows them, or NULL. */
static const char *take_whole(const char *text, int64_t most, int64_t *number)
{
    const char *at = text;
    *number = 0;
    for (; *at >= '0' && *at <= '9'; at++) {
        if (*number > (most - (*at - '0')) / 10) {
            return NULL;
        }
        *number = *number * 10 + (*at - '0');
    }
    return at == text ? NULL : at;
}

static ifs_choice *find_choice(struct recomputed *out, const char **text)
{
    const char *comma = strchr(*text, ',');
    for (int i = 0; comma != NULL && i < out->protocol->infusion_count; i++) {
        const char *name = out->protocol->infusions[i].name;
        if (strlen(name) == (size_t)(comma - *text) && strncmp(name, *text, strlen(name)) == 0) {
            *text = comma + 1;
            return &out->request.choices[i];
        }
    }
    return NULL;
}

static bool enter_dose(struct recomputed *out, const char *text, bool rate)
{
    ifs_choice *choice = find_choice(out, &text);
    int64_t part = 0;
    int64_t whole = 1;
    const char *rest = choice != NULL && !choice->has_dose ? take_whole(text, FIGURE_MOST, &part) : NULL;
    if (rest != NULL && *rest == '/') {
        rest = take_whole(rest + 1, PER_MOST, &whole);
    }
    if (rest == NULL || *rest != '\0' || whole == 0) {
        return false;
    }
    choice->has_dose = true;
    choice->dose_is_rate = rate;
    choice->dose_mcg = ratio_make(part, whole);
    return true;
}

static bool enter_over(struct recomputed *out, const char *text)
{
    ifs_choice *choice = find_choice(out, &text);
    const char *rest = choice != NULL && !choice->has_over ? take_whole(text, FIGURE_MOST / 100, &choice->over.s) : NULL;
    if (rest == NULL || *rest != '\0') {
        return false;
    }
    choice->has_over = true;
    return true;
}

/* ---- People --------------------------------------------------------------------------------------------------- */

static bool enter_override(struct recomputed *out, struct intake *intake, const char *check, bool reasoned)
{
    int count = out->request.override_count;
    if (count == IFS_OVERRIDE_MAX) {
        return false;
    }
    int length = snprintf(out->overrides[count], sizeof out->overrides[count], "%s=%s", check, reasoned ? "x" : " ");
    if (length < 0 || (size_t)length >= sizeof out->overrides[count]) {
        return false;
    }
    intake_override(intake, out->overrides[count]);
    if (out->request.override_count == count) {
        return false;
    }
    out->request.overrides[count].reason = reasoned ? READBACK_ANYTHING : " ";
    return true;
}

static bool enter_prescriber(struct recomputed *out, const char *said)
{
    bool named = strcmp(said, "named") == 0;
    out->request.prescriber = READBACK_ANYTHING;
    out->request.prescriber_reference = named ? READBACK_ANYTHING : NULL;
    return named || strcmp(said, "incomplete") == 0;
}

/* ---- All fields ----------------------------------------------------------------------------------------------- */

static bool is_capital(const char *key)
{
    return key[0] >= 'A' && key[0] <= 'Z';
}

/* Those of the head and the outcome are read elsewhere; a key nobody knows shows where the codes are held against each other. */
static bool enter(struct recomputed *out, struct intake *intake, const struct payload_field *of)
{
    if (!is_capital(of->key)) {
        intake_fact(intake, of->key, of->text);
        return true;
    }
    if (strcmp(of->key, "PERSON") == 0) {
        return enter_person(out, of->text);
    }
    if (strcmp(of->key, "ANSWERS") == 0) {
        return enter_answers(out, of->text);
    }
    if (strcmp(of->key, "CONFIRM") == 0) {
        intake_confirm(intake, of->text);
        return true;
    }
    if (strcmp(of->key, "DOSE") == 0 || strcmp(of->key, "RATE") == 0) {
        return enter_dose(out, of->text, of->key[0] == 'R');
    }
    if (strcmp(of->key, "OVER") == 0) {
        return enter_over(out, of->text);
    }
    if (strcmp(of->key, "OVERRIDE") == 0 || strcmp(of->key, "UNREASONED") == 0) {
        return enter_override(out, intake, of->text, of->key[0] == 'O');
    }
    return strcmp(of->key, "PRESCRIBER") != 0 || enter_prescriber(out, of->text);
}

static bool enter_all(const struct payload *payload, struct recomputed *out, struct findings *findings)
{
    struct instant at = {0};
    struct intake intake = {.protocol = out->protocol,
                            .request = &out->request,
                            .findings = findings,
                            .place = {.file = "code"},
                            .spacing = QUANTITY_SPACE_REQUIRED};
    if (!clock_parse(field(payload, "AT"), &at)) {
        say(out, "The time of the order in the code is none: \"%.60s\"", field(payload, "AT"));
        return false;
    }
    out->request.at_s = at.s;
    out->request.at_offset_min = at.offset_min;
    for (int i = 0; i < payload->count; i++) {
        if (!enter(out, &intake, &payload->fields[i])) {
            say(out, "No order has this in its code: %.60s=%.200s", payload->fields[i].key, payload->fields[i].text);
            return false;
        }
    }
    intake_settle(&intake, clock_day(at));
    if (finding_count(findings, IFS_ERROR) > 0) {
        say(out, "No order has these answers: %.800s", findings->list[0].message);
        return false;
    }
    return true;
}

static enum recompute_status compute(const struct payload *payload, struct recomputed *out)
{
    struct findings findings = {0};
    bool entered = enter_all(payload, out, &findings);
    finding_free(&findings);
    if (!entered) {
        return RECOMPUTE_IMPOSSIBLE;
    }
    ifs_plan_compute(out->protocol, &out->request, &out->plan);
    if (out->plan.contradictions != 0) {
        say(out, "No order has these answers: they contradict each other");
        return RECOMPUTE_IMPOSSIBLE;
    }
    sheet_build(out->protocol, &out->request, &out->plan, &out->sheet);
    if (out->sheet.full) {
        say(out, "The sheet of this code would be longer than a sheet can be");
        return RECOMPUTE_IMPOSSIBLE;
    }
    return RECOMPUTE_FINE;
}

enum recompute_status recompute(const struct payload *payload, const char *protocols, const char *site, struct recomputed *out)
{
    struct places places;
    places_find(protocols, site, &places);
    memset(out, 0, sizeof *out);
    if (strcmp(field(payload, "PROGRAM"), IFS_VERSION) != 0) {
        say(out, "The sheet was made by infusheet %.40s, and this is " IFS_VERSION "; verify it with the version that made it",
            field(payload, "PROGRAM"));
        return RECOMPUTE_CANNOT;
    }
    if (!open_protocol(payload, &places, out) || !open_site(payload, &places, out)) {
        return RECOMPUTE_CANNOT;
    }
    return compute(payload, out);
}

void recompute_free(struct recomputed *recomputed)
{
    protocol_free(recomputed->protocol);
    site_free(recomputed->site_storage);
}

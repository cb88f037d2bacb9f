/*
 * keeping.c - the answers of a visit as they were last kept, and when each was given.
 *
 * Decides what has changed since the last answer by looking at the whole request, so that nothing a dialogue does (an answer, a step
 * back, two answers at once, one that is forgotten because another changed) can be missed. Invariant: what stands in the list here is
 * what reading the draft again would give, as long as anything is kept.
 * How the draft gets to the disk is draft.c's; what an answer means, the engine's.
 */
#include "keeping.h"

#include <stdlib.h>
#include <string.h>

#include "claim.h"

enum {
    WORDS_BYTES = 4096,
    KEPT_MOST = 4 * IFS_FACT_MAX + 2 * IFS_INFUSION_MAX + IFS_OVERRIDE_MAX + 1
};

/* What stands for a question that is left. */
static const char later_word[] = "later";
static const char usual_word[] = "usual";

static const char site_name[] = "site";

/* One thing that was said. */
struct kept {
    enum record_kind kind;
    char *name;  /* owned */
    char *words; /* owned; "" once taken back; NULL: not said yet */
    struct instant at;
    bool seen; /* during an update */
};

struct keeping {
    const ifs_protocol *protocol;
    struct draft *draft;          /* NULL: not kept */
    struct draft_records resumed; /* the request points into its words */
    char *names;                  /* and into these copies of words that are cut */
    int count;
    struct kept list[KEPT_MOST];
};

struct keeping *keeping_open(const ifs_protocol *protocol)
{
    struct keeping *keeping = calloc(1, sizeof *keeping);
    if (keeping != NULL) {
        keeping->protocol = protocol;
    }
    return keeping;
}

static enum file_status keep(struct keeping *keeping, const struct record *record)
{
    return keeping->draft == NULL ? FILE_FINE : draft_add(keeping->draft, record);
}

enum file_status keeping_begin(struct keeping *keeping, const struct keeping_from *from, struct instant now)
{
    const struct record records[] = {{RECORD_VISIT, "protocol", keeping->protocol->id, now},
                                     {RECORD_VISIT, "version", keeping->protocol->version, now},
                                     {RECORD_VISIT, "fingerprint", keeping->protocol->fingerprint, now},
                                     {RECORD_VISIT, "path", from->protocol, now},
                                     {RECORD_VISIT, "file", from->patient, now},
                                     {RECORD_VISIT, site_name, from->site, now}};
    enum file_status status = draft_begin(now, &keeping->draft);
    for (size_t i = 0; i < COUNT_OF(records) && status == FILE_FINE; i++) {
        status = records[i].words == NULL ? FILE_FINE : draft_add(keeping->draft, &records[i]);
    }
    status = status == FILE_FINE ? draft_sync(keeping->draft) : status;
    if (status != FILE_FINE && keeping->draft != NULL) {
        (void)draft_finish(keeping->draft); /* half a beginning is none */
        keeping->draft = NULL;
    }
    return status;
}

/* ---- What has changed ---- */

struct update {
    struct keeping *keeping;
    const struct patient_visit *times; /* NULL: now */
    struct instant now;
    enum file_status status;
    bool added; /* something that is to be synced */
};

static struct kept *find(struct keeping *keeping, enum record_kind kind, const char *name)
{
    for (int i = 0; i < keeping->count; i++) {
        if (keeping->list[i].kind == kind && strcmp(keeping->list[i].name, name) == 0) {
            return &keeping->list[i];
        }
    }
    return NULL;
}

static struct kept *find_or_add(struct keeping *keeping, enum record_kind kind, const char *name)
{
    struct kept *found = find(keeping, kind, name);
    if (found != NULL || keeping->count == KEPT_MOST) {
        return found;
    }
    struct kept *added = &keeping->list[keeping->count];
    *added = (struct kept){.kind = kind, .name = strdup(name)};
    /* Freed with the list, see keeping_close; gcc loses sight of it there. NOLINTNEXTLINE(analyzer-malloc-leak) */
    if (added->name == NULL) {
        return NULL;
    }
    keeping->count++;
    return added;
}

/* False without memory: then what it was stands. */
static bool replace_words(struct kept *kept, const char *words, struct instant at)
{
    char *before = kept->words;
    kept->words = strdup(words);
    /* Freed with the list too; gcc loses sight of it. NOLINTNEXTLINE(analyzer-malloc-leak) */
    if (kept->words == NULL) {
        kept->words = before;
        return false;
    }
    free(before);
    kept->at = at;
    return true;
}

/* What cannot be remembered is not kept either: then the draft ends here. */
static void change(struct update *update, struct kept *kept, const char *words, struct instant at)
{
    struct record record = {kept->kind, kept->name, words, at};
    bool copied = replace_words(kept, words, at);
    if (update->status == FILE_FINE) {
        update->status = copied ? keep(update->keeping, &record) : FILE_NO_MEMORY;
        update->added = true;
    }
}

static struct instant time_of(const struct update *update, enum record_kind kind, const char *name)
{
    const struct patient_visit *times = update->times;
    const ifs_protocol *protocol = update->keeping->protocol;
    int fact = times != NULL && kind == RECORD_ANSWER ? fact_index(protocol->facts, protocol->fact_count, name) : -1;
    if (fact >= 0 && fact_set_has(&times->timed, fact)) {
        return times->answered[fact];
    }
    return times != NULL && times->present ? times->saved : update->now;
}

static void say(struct update *update, enum record_kind kind, const char *name, const struct text *words)
{
    struct kept *kept = find_or_add(update->keeping, kind, name);
    if (kept == NULL || words->full) {
        update->status = update->status == FILE_FINE ? FILE_TOO_LARGE : update->status;
        return;
    }
    kept->seen = true;
    if (kept->words == NULL || strcmp(kept->words, words->bytes) != 0) {
        change(update, kept, words->bytes, time_of(update, kind, name));
    }
}

static void say_facts(struct update *update, const ifs_request *request, const struct keeping_left *left)
{
    const ifs_protocol *protocol = update->keeping->protocol;
    char bytes[WORDS_BYTES];
    for (int fact = 0; fact < protocol->fact_count; fact++) {
        struct text words = text_over(bytes, sizeof bytes);
        if (fact_set_has(&request->given, fact)) {
            fact_add_answer(&words, request, protocol->facts, fact);
            say(update, RECORD_ANSWER, protocol->facts[fact].name, &words);
        } else if (fact_set_has(&left->facts, fact)) {
            text_add(&words, fact_set_has(&left->later, fact) ? later_word : usual_word);
            say(update, RECORD_LATER, protocol->facts[fact].name, &words);
        }
        if (fact_set_has(&request->confirmed, fact)) {
            words = text_over(bytes, sizeof bytes);
            text_add(&words, "yes");
            say(update, RECORD_CONFIRMED, protocol->facts[fact].name, &words);
        }
        if (left->disputed[fact] != NULL) {
            words = text_over(bytes, sizeof bytes);
            text_add(&words, left->disputed[fact]);
            say(update, RECORD_DISPUTED, protocol->facts[fact].name, &words);
        }
    }
}

static void say_choice(struct update *update, const ifs_choice *choice, const char *infusion)
{
    char bytes[WORDS_BYTES];
    struct text words = text_over(bytes, sizeof bytes);
    if (choice->has_dose && patient_add_dose(&words, choice, &update->keeping->protocol->drug.salt)) {
        say(update, RECORD_DOSE, infusion, &words);
    }
    if (choice->has_over) {
        words = text_over(bytes, sizeof bytes);
        patient_add_over(&words, choice);
        say(update, RECORD_OVER, infusion, &words);
    }
}

static void say_prescriber(struct update *update, const ifs_request *request)
{
    char bytes[WORDS_BYTES];
    struct text words = text_over(bytes, sizeof bytes);
    if (request->prescriber != NULL && request->prescriber_reference != NULL) {
        text_add(&words, request->prescriber);
        text_add(&words, ", ");
        text_add(&words, request->prescriber_reference);
        say(update, RECORD_PRESCRIBER, "prescriber", &words);
    }
}

static void say_choices(struct update *update, const ifs_request *request)
{
    const ifs_protocol *protocol = update->keeping->protocol;
    for (int i = 0; i < protocol->infusion_count; i++) {
        say_choice(update, &request->choices[i], protocol->infusions[i].name);
    }
    say_prescriber(update, request);
    for (int i = 0; i < request->override_count; i++) {
        char bytes[WORDS_BYTES];
        struct text words = text_over(bytes, sizeof bytes);
        text_add(&words, request->overrides[i].reason);
        say(update, RECORD_OVERRIDE, request->overrides[i].check, &words);
    }
}

static void take_back_unseen(struct update *update)
{
    struct keeping *keeping = update->keeping;
    for (int i = 0; i < keeping->count; i++) {
        struct kept *kept = &keeping->list[i];
        if (!kept->seen && kept->words != NULL && kept->words[0] != '\0') {
            change(update, kept, "", update->now);
        }
        kept->seen = false;
    }
}

/* A draft that misses an answer must not go on growing as if it were whole. */
static enum file_status finish_update(struct update *update)
{
    struct keeping *keeping = update->keeping;
    if (keeping->draft == NULL) {
        return FILE_FINE; /* what cannot be kept was said when the draft ended */
    }
    if (update->status == FILE_FINE && update->added) {
        update->status = draft_sync(keeping->draft);
    }
    if (update->status != FILE_FINE) {
        draft_close(keeping->draft);
        keeping->draft = NULL;
    }
    return update->status;
}

enum file_status keeping_update(struct keeping *keeping, const ifs_request *request, const struct keeping_left *left, struct instant now)
{
    struct update update = {keeping, NULL, now, FILE_FINE, false};
    say_facts(&update, request, left);
    say_choices(&update, request);
    take_back_unseen(&update);
    return finish_update(&update);
}

enum file_status keeping_take_up(struct keeping *keeping, const ifs_request *request, const struct patient_visit *visit,
                                 struct instant now)
{
    static const struct keeping_left none = {.facts = {{0}}};
    struct update update = {keeping, visit, now, FILE_FINE, false};
    say_facts(&update, request, &none);
    say_choices(&update, request);
    take_back_unseen(&update);
    return finish_update(&update);
}

/* ---- Taken up again ---- */

/* What was kept stands in the list as the draft has it, also what is dropped: the next update takes that back. */
static void remember(struct keeping *keeping, const struct record *record)
{
    struct kept *kept = find_or_add(keeping, record->kind, record->name);
    if (kept != NULL) {
        (void)replace_words(kept, record->words, record->at); /* without memory the next update says it again */
    }
}

static void give_choice(struct intake *intake, const struct record *record)
{
    int infusion = intake_infusion(intake, record->name);
    if (infusion >= 0 && record->kind == RECORD_DOSE) {
        intake_dose(intake, infusion, record->words);
    } else if (infusion >= 0) {
        intake_over(intake, infusion, record->words);
    }
}

static void give_prescriber(struct keeping *keeping, struct intake *intake, const char *words)
{
    keeping->names = strdup(words);
    if (keeping->names != NULL) {
        intake_prescriber(intake, keeping->names);
    }
}

static void leave(const struct keeping *keeping, const struct record *record, struct keeping_left *left)
{
    int fact = fact_index(keeping->protocol->facts, keeping->protocol->fact_count, record->name);
    if (fact >= 0) {
        fact_set_add(&left->facts, fact);
        if (strcmp(record->words, later_word) == 0) {
            fact_set_add(&left->later, fact);
        }
    }
}

static void dispute(const struct keeping *keeping, const struct record *record, struct keeping_left *left)
{
    int fact = fact_index(keeping->protocol->facts, keeping->protocol->fact_count, record->name);
    if (fact >= 0) {
        left->disputed[fact] = record->words;
    }
}

static void give(struct keeping *keeping, struct intake *intake, const struct record *record, struct keeping_left *left)
{
    switch (record->kind) {
    case RECORD_ANSWER:
        intake_fact(intake, record->name, record->words);
        break;
    case RECORD_LATER:
        leave(keeping, record, left);
        break;
    case RECORD_DOSE:
    case RECORD_OVER:
        give_choice(intake, record);
        break;
    case RECORD_OVERRIDE:
        intake_override_of(intake, record->name, record->words);
        break;
    case RECORD_CONFIRMED:
        intake_confirm(intake, record->name);
        break;
    case RECORD_PRESCRIBER:
        give_prescriber(keeping, intake, record->words);
        break;
    case RECORD_DISPUTED:
        dispute(keeping, record, left);
        break;
    case RECORD_VISIT:
    case RECORD_KIND_COUNT:
        break;
    }
}

static void give_all(struct keeping *keeping, struct intake *intake, struct keeping_left *left, struct keeping_resumed *out)
{
    const struct draft_records *records = &keeping->resumed;
    for (int i = 0; i < records->count; i++) {
        const struct record *record = &records->list[i];
        size_t before = intake->findings->count;
        if (record->kind == RECORD_VISIT) {
            continue;
        }
        remember(keeping, record);
        give(keeping, intake, record, left);
        out->dropped += intake->findings->count > before ? 1 : 0;
        out->answers += record->kind == RECORD_ANSWER ? 1 : 0;
    }
}

enum file_status keeping_resume(struct keeping *keeping, const char *id, struct intake *intake, struct keeping_left *left,
                                struct keeping_resumed *out)
{
    *out = (struct keeping_resumed){.answers = 0};
    enum file_status status = draft_resume(id, &keeping->draft, &keeping->resumed);
    if (status != FILE_FINE) {
        return status;
    }
    out->version = draft_words(&keeping->resumed, RECORD_VISIT, "version");
    out->file = draft_words(&keeping->resumed, RECORD_VISIT, "file");
    out->torn = keeping->resumed.lost > 0;
    out->begun = keeping->resumed.count > 0 ? keeping->resumed.list[0].at : (struct instant){0, 0};
    give_all(keeping, intake, left, out);
    return FILE_FINE;
}

enum file_status keeping_take_site(struct keeping *keeping, const char *site, struct instant now)
{
    const char *before = draft_words(&keeping->resumed, RECORD_VISIT, site_name);
    const struct record record = {RECORD_VISIT, site_name, site != NULL ? site : "", now};
    struct update update = {keeping, NULL, now, FILE_FINE, false};
    if (strcmp(before != NULL ? before : "", record.words) != 0) {
        update.status = keep(keeping, &record);
        update.added = true;
    }
    return finish_update(&update);
}

/* ---- The end ---- */

void keeping_times(const struct keeping *keeping, struct patient_visit *visit)
{
    const ifs_protocol *protocol = keeping->protocol;
    visit->timed = (ifs_fact_set){{0}};
    for (int i = 0; i < keeping->count; i++) {
        const struct kept *kept = &keeping->list[i];
        int fact = kept->kind == RECORD_ANSWER ? fact_index(protocol->facts, protocol->fact_count, kept->name) : -1;
        if (fact >= 0 && kept->words != NULL && kept->words[0] != '\0') {
            fact_set_add(&visit->timed, fact);
            visit->answered[fact] = kept->at;
        }
    }
}

const char *keeping_id(const struct keeping *keeping)
{
    return keeping->draft == NULL ? NULL : draft_id(keeping->draft);
}

bool keeping_holds(const struct keeping *keeping)
{
    bool any = false;
    for (int i = 0; i < keeping->count && keeping->draft != NULL; i++) {
        any = any || (keeping->list[i].words != NULL && keeping->list[i].words[0] != '\0');
    }
    return any;
}

enum file_status keeping_finish(struct keeping *keeping)
{
    enum file_status status = keeping->draft == NULL ? FILE_FINE : draft_finish(keeping->draft);
    keeping->draft = NULL;
    return status;
}

void keeping_close(struct keeping *keeping)
{
    if (keeping == NULL) {
        return;
    }
    if (keeping_holds(keeping)) {
        draft_close(keeping->draft);
    } else {
        (void)keeping_finish(keeping); /* where it stays it is an empty visit in the list */
    }
    for (int i = 0; i < keeping->count; i++) {
        free(keeping->list[i].words);
        free(keeping->list[i].name);
    }
    draft_forget(&keeping->resumed);
    free(keeping->names);
    free(keeping);
}

/*
 * expectation.c - what a worked example may expect of its sheet, and whether it came out.
 *
 * Decides which names may be expected, and where on the sheet each of them stands. The invariant: an expectation is held
 * against the very characters a nurse would read, never against a figure computed anew, so that an example proves the
 * whole way from the answers to the page. Running the example, and saying where it stands, is left to others.
 */
#include "expectation.h"

#include "claim.h"
#include "outcome.h"
#include "wording.h"

static const char *const names[EXPECT_COUNT] = {
    [EXPECT_VERDICT] = "verdict",
    [EXPECT_CHECK] = "check",
    [EXPECT_MISSING] = "missing",
    [EXPECT_START] = "start",
    [EXPECT_FINDING] = "finding",
    [EXPECT_CRCL] = "crcl",
    [EXPECT_DOSE] = "dose",
    [EXPECT_FLOW] = "flow",
    [EXPECT_OVER] = "over",
    [EXPECT_DRAW] = "draw",
    [EXPECT_TOTAL] = "total",
    [EXPECT_DILUENT] = "diluent",
    [EXPECT_PRODUCT] = "product",
    [EXPECT_CONCENTRATION] = "concentration",
    [EXPECT_SPEED] = "speed",
    [EXPECT_CONTAINERS] = "containers",
    [EXPECT_DROPS] = "drops",
    [EXPECT_SITES] = "sites",
    [EXPECT_SITE_VOLUME] = "site-volume",
    [EXPECT_DOSES] = "doses",
};

static const char *const results[] = {
    [IFS_TRIP] = "trip",
    [IFS_UNKNOWN] = "unknown",
    [IFS_OVERRIDDEN] = "overridden",
    [IFS_PASS] = "pass",
};

static bool of_infusion(enum expected what)
{
    return what >= EXPECT_DOSE;
}

/* ---- Names and answers ---- */

void expectation_add_names(struct text *text)
{
    for (int i = 0; i < EXPECT_COUNT; i++) {
        text_add(text, i == 0 ? "" : ", ");
        text_add(text, names[i]);
        text_add(text, i == EXPECT_CHECK ? ".ID" : "");
    }
}

void expectation_add_verdicts(struct text *text)
{
    for (int i = IFS_READY; i >= IFS_REFUSED; i--) {
        text_add(text, i == IFS_READY ? "" : ", ");
        text_add(text, wording_verdict_name((ifs_verdict)i));
    }
}

void expectation_add_results(struct text *text)
{
    for (size_t i = 0; i < COUNT_OF(results); i++) {
        text_add(text, i == 0 ? "" : ", ");
        text_add(text, results[i]);
    }
}

static bool is_verdict(const char *word)
{
    for (int i = IFS_REFUSED; i <= IFS_READY; i++) {
        if (text_equal(word, wording_verdict_name((ifs_verdict)i))) {
            return true;
        }
    }
    return false;
}

static bool is_result(const char *word)
{
    for (size_t i = 0; i < COUNT_OF(results); i++) {
        if (text_equal(word, results[i])) {
            return true;
        }
    }
    return false;
}

/* ---- Reading ---- */

/* What stands after `beginning`; NULL where the words do not begin with it. */
static const char *after(const char *text, const char *beginning)
{
    while (text != NULL && *beginning != '\0') {
        text = *text == *beginning ? text + 1 : NULL;
        beginning++;
    }
    return text;
}

/* The name at the beginning of the words, up to its equals sign; what stands behind that in *rest. */
static bool read_name(const char *text, enum expected *what, const char **rest)
{
    for (int i = 0; i < EXPECT_COUNT; i++) {
        const char *behind = after(text, names[i]);
        char sign = i == EXPECT_CHECK ? '.' : '=';
        if (behind != NULL && *behind == sign) {
            *what = (enum expected)i;
            *rest = behind + 1;
            return true;
        }
    }
    return false;
}

/* The infusion whose name and a point begin the words; NULL where there is none. */
static const struct infusion_rule *read_infusion(const ifs_protocol *protocol, const char *text, const char **rest)
{
    for (int i = 0; i < protocol->infusion_count; i++) {
        const char *name = protocol->infusions[i].name;
        const char *behind = name != NULL ? after(after(text, name), ".") : NULL;
        if (behind != NULL) {
            *rest = behind;
            return &protocol->infusions[i];
        }
    }
    return NULL;
}

/* The step of that infusion whose id and a point begin the words; NULL where there is none. */
static const struct step *read_step(const struct infusion_rule *infusion, const char *text, const char **rest)
{
    for (int i = 0; i < infusion->step_count; i++) {
        const char *id = infusion->steps[i].id;
        const char *behind = id != NULL ? after(after(text, id), ".") : NULL;
        if (behind != NULL) {
            *rest = behind;
            return &infusion->steps[i];
        }
    }
    return NULL;
}

static bool is_check(const ifs_protocol *protocol, const char *id)
{
    for (int i = 0; i < protocol->check_count; i++) {
        if (protocol->checks[i].id != NULL && text_equal(protocol->checks[i].id, id)) {
            return true;
        }
    }
    return outcome_is_limit_name(protocol, id);
}

/* ID=result */
static enum expectation_fault read_check(const ifs_protocol *protocol, const char *rest, struct expectation *out)
{
    size_t length = 0;
    while (rest[length] != '\0' && rest[length] != '=') {
        length++;
    }
    struct text id = text_over(out->check, sizeof out->check);
    text_add_bytes(&id, rest, length);
    out->answer = rest[length] == '=' ? &rest[length + 1] : &rest[length];
    if (id.full || !is_check(protocol, out->check)) {
        return EXPECTATION_UNKNOWN_CHECK;
    }
    return is_result(out->answer) ? EXPECTATION_FINE : EXPECTATION_UNKNOWN_RESULT;
}

static enum expectation_fault read_answer(const ifs_protocol *protocol, const char *rest, struct expectation *out)
{
    if (out->what == EXPECT_CHECK) {
        return read_check(protocol, rest, out);
    }
    out->answer = rest;
    bool known = out->what != EXPECT_VERDICT || is_verdict(rest);
    return known ? EXPECTATION_FINE : EXPECTATION_UNKNOWN_VERDICT;
}

enum expectation_fault expectation_read(const ifs_protocol *protocol, const char *text, struct expectation *out)
{
    const char *rest = text;
    out->infusion = NULL;
    out->step = NULL;
    out->answer = text;
    if (!read_name(text, &out->what, &rest)) {
        out->infusion = read_infusion(protocol, text, &rest);
        out->step = out->infusion != NULL ? read_step(out->infusion, rest, &rest) : NULL;
        if (out->infusion == NULL || !read_name(rest, &out->what, &rest)) {
            return EXPECTATION_UNKNOWN;
        }
        if (out->step != NULL && out->what != EXPECT_DOSE && out->what != EXPECT_FLOW) {
            return EXPECTATION_UNKNOWN;
        }
        if (!of_infusion(out->what)) {
            return EXPECTATION_OF_WHOLE_ORDER;
        }
    }
    return read_answer(protocol, rest, out);
}

/* ---- What the sheet says ---- */

/* Room for a figure that the sheet keeps as a number. */
struct digits {
    char bytes[20]; /* 19 digits */
};

static const char *whole(int64_t number, struct digits *digits)
{
    struct text text = text_over(digits->bytes, sizeof digits->bytes);
    text_add_whole(&text, number);
    return digits->bytes;
}

static const char *of_one(enum expected what, const struct sheet_infusion *infusion, struct digits *digits)
{
    const char *const said[EXPECT_COUNT] = {
        [EXPECT_DOSE] = infusion->dose,
        [EXPECT_FLOW] = infusion->flow,
        [EXPECT_OVER] = infusion->over,
        [EXPECT_DRAW] = infusion->draw,
        [EXPECT_TOTAL] = infusion->total,
        [EXPECT_DILUENT] = infusion->diluent,
        [EXPECT_PRODUCT] = infusion->product,
        [EXPECT_CONCENTRATION] = infusion->concentration,
        [EXPECT_SPEED] = infusion->speed,
        [EXPECT_DROPS] = infusion->drops,
        [EXPECT_SITE_VOLUME] = infusion->site_volume,
    };
    if (what == EXPECT_CONTAINERS) {
        return whole(infusion->containers, digits);
    }
    if (what == EXPECT_DOSES) {
        return whole(infusion->doses, digits);
    }
    if (what == EXPECT_SITES && infusion->site_volume != NULL) {
        return whole(infusion->sites, digits);
    }
    claim(what < EXPECT_COUNT);
    return said[what];
}

/* The gravest result of the checks of that id: several limits of an infusion may go by one name. */
static const char *result_of(const struct ifs_sheet *sheet, const char *id)
{
    const char *found = NULL;
    ifs_result gravest = IFS_PASS;
    for (int i = 0; i < sheet->check_count; i++) {
        const struct sheet_check *check = &sheet->checks[i];
        if (text_equal(check->id, id) && (found == NULL || check->result < gravest)) {
            gravest = check->result;
            found = results[gravest];
        }
    }
    return found;
}

static int count_of(const struct expectation *expectation, const struct ifs_sheet *sheet)
{
    switch (expectation->what) {
    case EXPECT_VERDICT:
    case EXPECT_CHECK:
    case EXPECT_CRCL:
        return 1;
    case EXPECT_MISSING:
        return sheet->missing_count;
    case EXPECT_START:
        return sheet->start_count;
    case EXPECT_FINDING:
        return sheet->finding_count;
    case EXPECT_DOSE:
    case EXPECT_FLOW:
    case EXPECT_OVER:
    case EXPECT_DRAW:
    case EXPECT_TOTAL:
    case EXPECT_DILUENT:
    case EXPECT_PRODUCT:
    case EXPECT_CONCENTRATION:
    case EXPECT_SPEED:
    case EXPECT_CONTAINERS:
    case EXPECT_DROPS:
    case EXPECT_SITES:
    case EXPECT_SITE_VOLUME:
    case EXPECT_DOSES:
    case EXPECT_COUNT:
        break;
    }
    return sheet->infusion_count;
}

/* A step of titration has a rate and a flow. */
static const char *of_step(const struct expectation *expectation, const struct sheet_infusion *infusion)
{
    for (int i = 0; i < infusion->step_count; i++) {
        const struct sheet_step *step = &infusion->steps[i];
        if (text_equal(step->id, expectation->step->id)) {
            return expectation->what == EXPECT_FLOW ? step->flow : step->rate;
        }
    }
    return NULL;
}

/* Of the infusion it speaks of, if it speaks of one; NULL where nothing is said. */
static const char *of_infusion_at(const struct expectation *expectation, const struct sheet_infusion *infusion,
                                  struct digits *digits)
{
    bool meant = expectation->infusion == NULL || text_equal(infusion->name, expectation->infusion->name);
    if (meant && expectation->step != NULL) {
        return of_step(expectation, infusion);
    }
    return meant ? of_one(expectation->what, infusion, digits) : NULL;
}

/* The one of count_of that stands at `index`; NULL where the sheet says nothing there. */
static const char *said_at(const struct expectation *expectation, const struct ifs_sheet *sheet, int index,
                           struct digits *digits)
{
    switch (expectation->what) {
    case EXPECT_VERDICT:
        return sheet->verdict_name;
    case EXPECT_CHECK:
        return result_of(sheet, expectation->check);
    case EXPECT_CRCL:
        return sheet->crcl.text;
    case EXPECT_MISSING:
        return sheet->missing[index];
    case EXPECT_START:
        return sheet->starts[index].fact;
    case EXPECT_FINDING:
        return sheet->findings[index].code;
    case EXPECT_DOSE:
    case EXPECT_FLOW:
    case EXPECT_OVER:
    case EXPECT_DRAW:
    case EXPECT_TOTAL:
    case EXPECT_DILUENT:
    case EXPECT_PRODUCT:
    case EXPECT_CONCENTRATION:
    case EXPECT_SPEED:
    case EXPECT_CONTAINERS:
    case EXPECT_DROPS:
    case EXPECT_SITES:
    case EXPECT_SITE_VOLUME:
    case EXPECT_DOSES:
    case EXPECT_COUNT:
        break;
    }
    return of_infusion_at(expectation, &sheet->infusions[index], digits);
}

static bool says(const char *said, const char *answer)
{
    const char *behind = said != NULL ? after(said, answer) : NULL;
    return behind != NULL && (*behind == '\0' || after(behind, " (") != NULL || after(behind, ", ") != NULL);
}

bool expectation_holds(const struct expectation *expectation, const struct ifs_sheet *sheet)
{
    struct digits digits;
    int count = count_of(expectation, sheet);
    for (int i = 0; i < count; i++) {
        if (says(said_at(expectation, sheet, i, &digits), expectation->answer)) {
            return true;
        }
    }
    return false;
}

void expectation_found(const struct expectation *expectation, const struct ifs_sheet *sheet, struct text *text)
{
    struct digits digits;
    size_t before = text->length;
    int count = count_of(expectation, sheet);
    for (int i = 0; i < count; i++) {
        const char *said = said_at(expectation, sheet, i, &digits);
        if (said != NULL) {
            text_add(text, text->length > before ? "; " : "");
            text_add(text, said);
        }
    }
    text_add(text, text->length == before ? "none" : "");
}

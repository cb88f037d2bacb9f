/*
 * test_plain.c - the text sheet: what it must carry, what it must never carry, and how its lines are broken.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "forms.h"
#include "layout.h"
#include "plain.h"
#include "sample.h"

enum { ROOM = 512 * 1024 };

struct printed {
    struct sample sample;
    char bytes[ROOM];
    struct text text;
};

static int set_up(void **state)
{
    *state = calloc(1, sizeof(struct printed));
    return *state == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    free(*state);
    return 0;
}

static const char *print(struct printed *printed)
{
    sample_build(&printed->sample);
    printed->text = text_over(printed->bytes, sizeof printed->bytes);
    assert_true(plain_text(&printed->sample.sheet, &printed->text));
    return printed->bytes;
}

static const char *print_verdict(struct printed *printed, ifs_verdict verdict)
{
    sample_verdict(&printed->sample, verdict);
    return print(printed);
}

static void has(const char *text, const char *piece)
{
    if (strstr(text, piece) == NULL) {
        fail_msg("not on the sheet: %s", piece);
    }
}

static void has_not(const char *text, const char *piece)
{
    if (strstr(text, piece) != NULL) {
        fail_msg("on the sheet: %s", piece);
    }
}

/* Columns of the longest line, counted in code points. */
static size_t widest(const char *text)
{
    size_t most = 0;
    size_t columns = 0;
    for (; *text != '\0'; text++) {
        columns = *text == '\n' ? 0 : columns + (((unsigned char)*text & 0xC0U) != 0x80U ? 1 : 0);
        most = columns > most ? columns : most;
    }
    return most;
}

static void a_ready_sheet_carries_the_order(void **state)
{
    static const char *const pieces[] = {
        "READY",
        "DRAFT",
        "HIGH-ALERT MEDICATION: magnesium sulfate",
        "Ada Example",
        "EXAMPLE-1",
        "none known",
        "68 kg (measured; weighing date not known)",
        "2026-11-20 15:30 +01:00",
        "Bea Invented, order 7",
        "magnesium sulfate 1 g, intravenous infusion over 15 min",
        "4.06 mmol, 8.11 mEq",
        "4.06 mEq per mL",
        "500 mg per mL",
        "1 g in 2 mL in each container",
        "1 vial",
        "Draw up 2 mL and add it to 100 mL of sodium chloride",
        "102 mL",
        "9.8 mg per mL",
        "VOLUME TO BE INFUSED",
        "408 mL per hour",
        "66.7 mg per minute, that is 4 g per hour",
        "14.7 mg per kg at 68 kg",
        "hard limit at most 150 mg per minute",
        "baseline ________  5 min ________  end ________",
        "Stop when reflexes are lost.",
        "Call 555 0100",
        "calcium gluconate 10 %",
        "INDEPENDENT DOUBLE CHECK",
        "Not valid after",
        "Use before",
        "Page 1 of 2, nurse",
        "Page 2 of 2, pharmacist",
        "example 1.2.3",
        "c0ffee",
        "infusheet " IFS_VERSION,
        "[1]      NOT VERIFIED. label-example: A label that was made up.",
        "[2]      Verified by Ada Example, 2026-01-02. study-example: A study that was",
        "34 years, female",
        "Headache of an example (off label, see EVIDENCE)",
        "clinic; Example Clinic",
        "example.cfg",
        "Cockcroft-Gault: (140 - 34)",
        "Flush the line (2.5 mL)"};
    const char *text = print_verdict(*state, IFS_READY);
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        has(text, pieces[i]);
    }
    has_not(text, "DO NOT");
    has_not(text, "MAY NOT");
    has_not(text, "protocols/"); /* the folder is the machine's */
}

/* Page 1 of the text, as a string of its own. */
static const char *first_page(struct printed *printed)
{
    char *end = strstr(printed->bytes, "Page 1 of 2, nurse");
    assert_non_null(end);
    *end = '\0';
    return printed->bytes;
}

static size_t lines_before(const char *text, const char *piece)
{
    const char *end = strstr(text, piece);
    assert_non_null(end);
    size_t lines = 0;
    for (; text < end; text++) {
        lines += *text == '\n' ? 1 : 0;
    }
    return lines;
}

/* Title, who, verdict and DOSE on one screen of 45 lines. */
static void the_dose_is_on_the_first_screen(void **state)
{
    static const ifs_verdict verdicts[] = {IFS_OVERRIDE_NEEDED, IFS_CONDITIONAL, IFS_READY};
    for (size_t i = 0; i < sizeof verdicts / sizeof verdicts[0]; i++) {
        assert_true(lines_before(print_verdict(*state, verdicts[i]), "  DOSE  ") < 45);
    }
}

/* What belongs to the pharmacist stands on page 2, and there alone. */
static void the_first_page_is_the_nurses(void **state)
{
    static const char *const later[] = {"Evidence",      "Basis  ",     "Largest total", "[project choice, line 80]",
                                        "label-example", "not tripped", "made up",       "[1, line 81]"};
    const char *text = print_verdict(*state, IFS_READY);
    for (size_t i = 0; i < sizeof later / sizeof later[0]; i++) {
        has(text, later[i]);
    }
    text = first_page(*state);
    for (size_t i = 0; i < sizeof later / sizeof later[0]; i++) {
        has_not(text, later[i]);
    }
    has(text, "[1, line 62]"); /* the limit of the speed keeps its mark */
}

static void what_nobody_said_is_left_to_the_last_page(void **state)
{
    struct printed *printed = *state;
    sample_verdict(&printed->sample, IFS_READY);
    sample_answer(&printed->sample, "height", "unknown");
    const char *text = print(printed);
    const char *unknown = strstr(text, "  Unknown                 ");
    assert_non_null(unknown);
    has(unknown, "Height");
    has_not(first_page(printed), "Height");
    sample_answer(&printed->sample, "height", "165 cm");
    sample_answer(&printed->sample, "weight-basis", "unknown");
    text = print(printed);
    unknown = strstr(text, "  Unknown                 ");
    assert_non_null(unknown);
    has_not(unknown, "Height");
    has(first_page(printed), "Height                  165 cm");
}

/* A mark leads to a source of the list; a source without a mark on the sheet is not listed. */
static void only_sources_that_are_referred_to_are_listed(void **state)
{
    struct printed *printed = *state;
    sample_verdict(&printed->sample, IFS_REFUSED);
    printed->sample.plan.limits[0].result = IFS_PASS; /* its mark would lead to the study */
    const char *text = print(printed);
    has(text, "[1, line 50]");
    has(text, "\n  [1]      label-example: A label that was made up.");
    has(text, "None of these sources has been verified by a person.");
    has_not(text, "study-example");
    has_not(print_verdict(printed, IFS_READY), "None of these sources");
}

/* [1] is not [12]. */
static void a_source_is_known_by_its_whole_number(void **state)
{
    struct printed *printed = *state;
    struct source sources[12];
    sample_verdict(&printed->sample, IFS_REFUSED);
    printed->sample.plan.limits[0].result = IFS_PASS;
    for (size_t i = 0; i < 12; i++) {
        sources[i] = (struct source){"nobody-asks", "Never referred to.", "no", ORIGIN_DRUG, 4};
    }
    sources[11] = printed->sample.sources[0];
    printed->sample.protocol.sources = sources;
    printed->sample.protocol.source_count = 12;
    const char *text = print(printed);
    has(text, "[12, line 50]");
    has(text, "[12]     label-example");
    has_not(text, "nobody-asks");
}

/* However long a start condition is, the room to write never begins a line. */
static void room_to_write_follows_a_word(void **state)
{
    struct printed *printed = *state;
    char say[100];
    for (size_t length = 1; length < 70; length++) {
        sample_verdict(&printed->sample, IFS_CONDITIONAL);
        memset(say, 'x', length);
        say[length] = '\0';
        for (size_t i = 7; i < length; i += 8) {
            say[i] = ' ';
        }
        printed->sample.checks[SAMPLE_CHECK_PRESSURE].say = say;
        printed->sample.checks[SAMPLE_CHECK_PRESSURE].when =
            sample_condition(&printed->sample, "systolic < 110 mmHg and resp-rate < 14 /min");
        const char *text = print(printed);
        has_not(text, "\n  __");
        assert_true(widest(text) <= PLAIN_COLUMNS);
    }
}

static void a_question_stands_beside_its_answer(void **state)
{
    const char *text = print_verdict(*state, IFS_OVERRIDE_NEEDED);
    has(text, "\n  yes      ");
    has(text, "\n  no       Heart block?\n");
}

/* Whatever the times, each stands on one line with its room. */
static void a_time_stays_with_its_room(void **state)
{
    struct printed *printed = *state;
    char times[200];
    for (int more = 0; more < 60; more++) {
        sample_verdict(&printed->sample, IFS_READY);
        memset(times, 'x', (size_t)more + 1);
        memcpy(times + more + 1, ", 30 min after the end, end", 28);
        printed->sample.monitoring[0].at = times;
        const char *text = print(printed);
        has(text, "30 min after the end ________");
        has(text, " end ________\n");
        has_not(text, "\n    ________");
        assert_true(widest(text) <= PLAIN_COLUMNS);
    }
}

/* Several infusions: every DOSE first, then each with a preparation and a pump of its own name. */
static void infusions_are_told_apart(void **state)
{
    static const char *const order[] = {"ORDER 1 of 2: infusion",
                                        "ORDER 2 of 2: second",
                                        "PREPARATION: infusion",
                                        "PUMP: infusion",
                                        "PREPARATION: second",
                                        "PUMP: second",
                                        "MONITORING"};
    struct printed *printed = *state;
    sample_verdict(&printed->sample, IFS_READY);
    struct infusion_rule rules[2] = {printed->sample.infusions[0], printed->sample.infusions[0]};
    rules[1].name = "second";
    printed->sample.protocol.infusions = rules;
    printed->sample.protocol.infusion_count = 2;
    printed->sample.plan.infusions[1] = printed->sample.plan.infusions[0];
    printed->sample.plan.infusions[1].rule = 1;
    printed->sample.plan.infusion_count = 2;
    const char *at = print(printed);
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        at = strstr(at, order[i]);
        assert_non_null(at);
    }
}

static void a_sheet_without_an_order_shows_none(void **state)
{
    static const char *const pieces[] = {"DOSE",    "mL per hour", "102 mL", "Draw up",         "PREPARATION",
                                         "PUMP",    "vial",        "mmol",   "15 min",          "sulfate 1 g",
                                         "calcium", "mg per mL",   "READY",  "sodium chloride", " 1 g"};
    static const ifs_verdict verdicts[] = {IFS_REFUSED, IFS_INCOMPLETE};
    for (size_t v = 0; v < 2; v++) {
        const char *text = print_verdict(*state, verdicts[v]);
        for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
            has_not(text, pieces[i]);
        }
        has(text, "Page 1 of 1");
    }
}

static void a_refusal_says_why_and_whom_to_call(void **state)
{
    const char *text = print_verdict(*state, IFS_REFUSED);
    has(text, "DO NOT INFUSE");
    has(text, "Heart block: not for this patient. [1, line 50]");
    has(text, "Dose 51 g is above the hard limit of 3 g");
    has(text, "- Dose: at most 3 g\n"); /* the limit that was passed and no other figure */
    has(text, "Answer it rests on: Heart block? yes");
    has(text, "Call 555 0100 (24 hours); emergency number 555 0911");
}

static void an_incomplete_sheet_asks(void **state)
{
    const char *text = print_verdict(*state, IFS_INCOMPLETE);
    has(text, "NOT YET AN ORDER");
    has(text, "- Heart block? (heart-block=...)\n");
    has(text, "What ends in a question mark: yes or no.");
}

static void an_override_is_said_on_every_page(void **state)
{
    const char *text = print_verdict(*state, IFS_OVERRIDE_NEEDED);
    int count = 0;
    for (const char *at = strstr(text, "MAY NOT BE GIVEN BEFORE THE OVERRIDE IS SIGNED"); at != NULL;
         at = strstr(at + 1, "MAY NOT BE GIVEN BEFORE THE OVERRIDE IS SIGNED")) {
        count++;
    }
    assert_int_equal(count, 5); /* banner and foot of both pages, and over the pump box */
    has(text, "Digoxin: heart block may follow. (digoxin)");
    has(text, "The prescriber, and nobody else, signs");
    has(text, "Reason of the override: ____");
    has(text, "Prescriber (name, reference, signature, date and time): ____");
    has(text, "408 mL per hour");
}

static void nobody_is_asked_to_sign_where_nobody_may(void **state)
{
    struct printed *printed = *state;
    sample_verdict(&printed->sample, IFS_OVERRIDE_NEEDED);
    printed->sample.protocol.overrides_in = 1U << IFS_WARD;
    const char *text = print(printed);
    has(text, "MAY NOT BE GIVEN IN THIS SETTING");
    has(text, "no override is possible");
    has(text, "Digoxin: heart block may follow. (digoxin)");
    has(text, "NO OVERRIDE HERE");
    has_not(text, "signature");
    has_not(text, "SIGNED");
    has_not(text, "signs");
    has_not(text, "Reason of the override");
    assert_true(widest(text) <= PLAIN_COLUMNS);
}

/* A reason stands once on the page; an unusual value of a refusal among the findings. */
static void a_reason_is_printed_once(void **state)
{
    struct printed *printed = *state;
    sample_verdict(&printed->sample, IFS_REFUSED);
    printed->sample.plan.obstacle[0] = IFS_OBSTACLE_NO_DROP_SET;
    fact_set_add(&printed->sample.plan.confirm, IFS_FACT_WEIGHT);
    const char *text = print(printed);
    const char *first = strstr(text, "no drop set is known");
    assert_non_null(first);
    assert_null(strstr(first + 1, "no drop set is known"));
    has(strstr(text, "\nFINDINGS ---"), "68 kg is unusual");
}

static void cautions_stand_before_the_nurse(void **state)
{
    struct printed *printed = *state;
    sample_verdict(&printed->sample, IFS_READY);
    print(printed);
    has_not(first_page(printed), "From 65 years");
    printed->sample.plan.checks[SAMPLE_CHECK_AGE] = IFS_TRIP;
    has(print(printed), "WARNING         From 65 years: watch more closely. [2, line 53]");
    has(first_page(printed), "\n  - From 65 years: watch more closely.\n");
    printed->sample.plan.checks[SAMPLE_CHECK_AGE] = IFS_UNKNOWN;
    has(print(printed), "UNKNOWN         From 65 years: watch more closely. [2, line 53]");
    has_not(first_page(printed), "From 65 years"); /* an unknown caution stands among the checks */
}

static void start_conditions_have_a_limit_and_room(void **state)
{
    const char *text = print_verdict(*state, IFS_CONDITIONAL);
    has(text, "DO NOT START UNLESS");
    has(text, "Systolic blood pressure: at least 100 mmHg and at most 180 mmHg");
    has(text, "Respiratory rate: at least 12 per minute: ____");
    has(text, "____ [project choice, line 5");
}

static void every_sheet_keeps_to_80_columns_and_the_forms(void **state)
{
    for (int verdict = IFS_REFUSED; verdict <= IFS_READY; verdict++) {
        const char *text = print_verdict(*state, (ifs_verdict)verdict);
        assert_true(widest(text) <= PLAIN_COLUMNS);
        char people[32768];
        const char *code = strstr(text, "  INFUSHEET="); /* written for a program */
        assert_non_null(code);
        assert_true((size_t)(code - text) < sizeof people);
        memcpy(people, text, (size_t)(code - text));
        people[code - text] = '\0';
        assert_null(forbidden_form(people));
        has(text, "DRAFT");
    }
}

static void the_box_names_the_device(void **state)
{
    struct printed *printed = *state;
    sample_verdict(&printed->sample, IFS_READY);
    has(print(printed), "\nPUMP ---");
    printed->sample.plan.infusions[0].drops_per_min = 68;
    printed->sample.plan.infusions[0].drop_factor = 10;
    printed->sample.plan.infusions[0].device = IFS_GRAVITY;
    has(print(printed), "\nGRAVITY DRIP ---");
    const char *box = strstr(print(printed), "\nGRAVITY DRIP ---");
    const char *drops = strstr(box, "| DROPS PER MINUTE         | 68 (set of 10 drops per mL)");
    assert_non_null(drops);
    assert_true(drops < strstr(box, "| DOSE ")); /* what is counted comes first */
    has(box, "| FLOW                     | about 408 mL per hour");
    has_not(print(printed), "\nPUMP ---");
    printed->sample.plan.infusions[0].drops_per_min = 0;
    printed->sample.plan.infusions[0].device = IFS_HAND;
    printed->sample.plan.infusions[0].flow.ul_per_h = 0;
    has(print(printed), "VOLUME TO BE INJECTED");
    has_not(print(printed), "VOLUME TO BE INFUSED");
    has_not(print(printed), "| FLOW");
}

static void long_words_of_people_are_broken(void **state)
{
    static char name[400];
    struct printed *printed = *state;
    sample_verdict(&printed->sample, IFS_READY);
    memset(name, 'A', 300);
    for (size_t i = 300; i < 398; i += 2) { /* two bytes, one column */
        memcpy(name + i, "\xC3\x84", 2);
    }
    printed->sample.request.words[IFS_FACT_NAME] = name;
    const char *text = print(printed);
    assert_true(widest(text) <= PLAIN_COLUMNS);
    size_t letters = 0;
    for (const char *at = strstr(text, "AAAA"); *at == 'A' || *at == '\n' || *at == ' '; at++) {
        letters += *at == 'A' ? 1 : 0;
    }
    assert_int_equal(letters, 300); /* nothing is lost */
}

static void a_number_stays_with_its_unit(void **state)
{
    struct printed *printed = *state;
    char say[200];
    /* whatever the place in the line, "400 mL per hour" is on one line */
    for (int before = 1; before < 90; before++) {
        sample_verdict(&printed->sample, IFS_READY);
        memset(say, 'x', (size_t)before);
        for (int i = 7; i < before; i += 8) {
            say[i] = ' ';
        }
        memcpy(say + before, " 400 mL per hour and more", 26);
        printed->sample.stop_rules[0].say = say;
        has(print(printed), "400 mL per hour");
    }
}

static void a_full_sheet_is_not_printed(void **state)
{
    struct printed *printed = *state;
    sample_verdict(&printed->sample, IFS_READY);
    sample_build(&printed->sample);
    char small[1000];
    struct text text = text_over(small, sizeof small);
    assert_false(plain_text(&printed->sample.sheet, &text));
    printed->text = text_over(printed->bytes, sizeof printed->bytes);
    printed->sample.sheet.full = true;
    assert_false(plain_text(&printed->sample.sheet, &printed->text));
    assert_int_equal(printed->text.length, 0);
}

static void the_order_of_the_page_follows_the_work(void **state)
{
    static const char *const order[] = {"PATIENT",
                                        "READY",
                                        "ORDER: infusion",
                                        "  DOSE  ",
                                        "WARNINGS",
                                        "PREPARATION",
                                        "PUMP",
                                        "MONITORING",
                                        "STOP RULES",
                                        "ANTIDOTE",
                                        "DOUBLE CHECK",
                                        "SIGNATURES",
                                        "Page 1 of 2",
                                        "EVIDENCE",
                                        "BASIS OF THE DOSE",
                                        "WORKING",
                                        "CHECKS AND LIMITS",
                                        "ESTIMATES",
                                        "ANSWERS",
                                        "WHERE THIS COMES FROM",
                                        "Page 2 of 2"};
    const char *at = print_verdict(*state, IFS_READY);
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        at = strstr(at, order[i]);
        assert_non_null(at);
    }
}

/* A heading longer than the line stands without its rule; a label that is too long on a line of its own. */
static void long_names_of_infusions(void **state)
{
    static char name[111];
    struct printed *printed = *state;
    sample_verdict(&printed->sample, IFS_READY);
    struct infusion_rule rules[2] = {printed->sample.infusions[0], printed->sample.infusions[0]};
    memset(name, 'n', sizeof name - 1);
    rules[1].name = name;
    printed->sample.protocol.infusions = rules;
    printed->sample.protocol.infusion_count = 2;
    printed->sample.plan.infusions[1] = printed->sample.plan.infusions[0];
    printed->sample.plan.infusions[1].rule = 1;
    printed->sample.plan.infusion_count = 2;
    const char *text = print(printed);
    assert_true(widest(text) <= PLAIN_COLUMNS);
    const char *heading = strstr(text, "\nORDER 2 of 2:");
    assert_non_null(heading);
    size_t letters = 0;
    for (const char *at = heading + 14; *at == 'n' || *at == '\n' || *at == ' '; at++) {
        letters += *at == 'n' ? 1 : 0;
    }
    assert_int_equal(letters, 110); /* nothing is lost */
}

/* "ORDER: " and 72 letters are 79 columns: no room for a rule, and no blank at the end of the line. */
static void a_heading_almost_as_long_as_the_line(void **state)
{
    static char name[73];
    struct printed *printed = *state;
    sample_verdict(&printed->sample, IFS_READY);
    memset(name, 'n', sizeof name - 1);
    printed->sample.infusions[0].name = name;
    has(print(printed), "nnnn\n====");
    name[71] = '\0';
    has(print(printed), "nnnn -\n");
}

/* Where a line of so many columns ends; beside each case the line and what is left. */
static void lines_end_between_words(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t width;
        size_t bytes;
    } cases[] = {
        {"", 3, 0},
        {"abc", 3, 3},
        {"abcd", 3, 3},
        {"abc d", 3, 3},      /* abc|d */
        {"a bcde", 3, 1},     /* a|bcde */
        {" abcd", 3, 3},      /* a space that begins the line is no end of it */
        {"aa b_c d", 4, 2},   /* a word that only holds the sign of room */
        {"aa _ d", 4, 4},     /* room to write stays */
        {"ab/ cd", 5, 3},     /* no number before the space */
        {"ab: cd", 5, 3},
        {"ab0 cd", 5, 5},     /* a number */
        {"ab9 cd", 5, 5},
        {"g per kg", 6, 6},   /* one expression, longer than the line */
        {"a g per kg", 8, 1}, /* a|g per kg */
        {" per kgs", 6, 6},
        {"aper kgs", 6, 4},   /* no "per" */
        {"x per. kg", 8, 6},
        {"x perl kg", 8, 6},
        {"xx pe kg", 7, 5},
        {"aa [3, line 42] b", 9, 2},
        {"\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", 3, 6}, /* two bytes, one column */
        {"\xC3\xA9\xC3\xA9\xC3\xA9", 3, 6},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (plain_take_line(cases[i].text, cases[i].width, false) != cases[i].bytes) {
            fail_msg("\"%s\": %zu bytes", cases[i].text, plain_take_line(cases[i].text, cases[i].width, false));
        }
    }
    assert_int_equal(plain_take_line(" per kg" + 1, 5, false), 3); /* what stands before the line is not of it */
    assert_int_equal(plain_take_line("5 min __  end __", 12, true), 8);
    assert_int_equal(plain_take_line("5 min and more __", 12, true), 12);
}

/* Two bytes, one column: the rule after a heading ends where the line ends. */
static void a_rule_fills_the_line(void **state)
{
    struct printed *printed = *state;
    sample_verdict(&printed->sample, IFS_READY);
    printed->sample.infusions[0].name = "\xC3\x85";
    char line[100] = "\nORDER: \xC3\x85 ";
    size_t length = strlen(line); /* 9 columns, and the byte that begins the line */
    memset(line + length, '-', PLAIN_COLUMNS - 9);
    memcpy(line + length + PLAIN_COLUMNS - 9, "\n", 2);
    has(print(printed), line);
}

/* Sentence, space and mark of together 2,047 letters are one paragraph: 26 lines of eleven words of six letters, then 32 letters and the
 * mark. One letter more, and the mark stands below. */
static void the_mark_of_a_long_sentence(void **state)
{
    static char say[2036];
    struct printed *printed = *state;
    sample_verdict(&printed->sample, IFS_REFUSED);
    for (size_t i = 0; i < 2034; i++) {
        say[i] = i % 7 == 6 ? ' ' : 'w';
    }
    printed->sample.checks[SAMPLE_CHECK_HEART_BLOCK].say = say;
    has(print(printed), "\n    wwwwww wwwwww wwwwww wwwwww wwww [1, line 50]\n");
    say[2034] = 'w';
    has(print(printed), "\n    wwwwww wwwwww wwwwww wwwwww wwwww\n    [1, line 50]\n");
}

static void a_long_sentence_keeps_its_mark(void **state)
{
    static char say[2101];
    struct printed *printed = *state;
    sample_verdict(&printed->sample, IFS_READY);
    for (size_t i = 0; i < sizeof say - 1; i++) {
        say[i] = i % 7 == 6 ? ' ' : 'w';
    }
    printed->sample.checks[SAMPLE_CHECK_HEART_BLOCK].say = say;
    const char *text = print(printed);
    has(text, "\n                  [1, line 50]\n"); /* on a line of its own, below the sentence */
    assert_true(widest(text) <= PLAIN_COLUMNS);
    printed->sample.stop_rules[0].say = " Stop when numb.";
    has(print(printed), "Stop when numb.\n");
}

/* With its two columns before, 38 letters are half of the page. */
static void a_long_answer_stands_above_its_question(void **state)
{
    static const char *const amounts[] = {"more-than-can-be-said-in-forty-columns-of-a-page", "as-much-as-stands-beside-the-question1",
                                          "what-stands-not-beside-the-question-123"};
    struct printed *printed = *state;
    sample_verdict(&printed->sample, IFS_READY);
    printed->sample.protocol.facts[SAMPLE_DIGOXIN].choices = amounts;
    printed->sample.protocol.facts[SAMPLE_DIGOXIN].choice_count = 3;
    sample_answer(&printed->sample, "digoxin", amounts[0]);
    has(print(printed), "\n  more-than-can-be-said-in-forty-columns-of-a-page\n           Taking digoxin?\n");
    sample_answer(&printed->sample, "digoxin", amounts[1]);
    has(print(printed), "\n  as-much-as-stands-beside-the-question1 Taking digoxin?\n");
    sample_answer(&printed->sample, "digoxin", amounts[2]);
    has(print(printed), "\n  what-stands-not-beside-the-question-123\n           Taking digoxin?\n");
}

/* The row of a start condition of so many letters, with a mark of three or none. */
static const char *start_of(struct printed *printed, size_t letters, const char *mark)
{
    static char say[600];
    sample_verdict(&printed->sample, IFS_CONDITIONAL);
    sample_build(&printed->sample);
    for (size_t i = 0; i < letters; i++) {
        say[i] = i % 7 == 6 && i + 1 < letters ? ' ' : 'w';
    }
    say[letters] = '\0';
    printed->sample.sheet.starts[0].text = say;
    printed->sample.sheet.starts[0].mark = mark;
    printed->text = text_over(printed->bytes, sizeof printed->bytes);
    assert_true(plain_text(&printed->sample.sheet, &printed->text));
    assert_true(widest(printed->bytes) <= PLAIN_COLUMNS);
    return printed->bytes;
}

/* Two columns, the letters, ": ", ten columns of room or more, a blank and the mark: 80. One letter more, and the mark stands below; without
 * a mark four letters more have room beside them, then it is 20 columns below. Of 490 letters the room is a line of its own. */
static void room_beside_and_below(void **state)
{
    struct printed *printed = *state;
    has(start_of(printed, 62, "[m]"), "w: __________ [m]\n");
    has(start_of(printed, 63, "[m]"), "w: _____________\n    [m]\n");
    has(start_of(printed, 62, NULL), "w: ______________\n");
    has(start_of(printed, 66, NULL), "w: __________\n");
    has(start_of(printed, 67, NULL), "w: ____________________\n");
    has(start_of(printed, 489, NULL), "w: ____________________\n");
    has(start_of(printed, 490, NULL), "w\n  ____________________\n");
    has_not(printed->bytes, "www:"); /* nor once more without it */
}

static void a_long_start_condition_keeps_its_room(void **state)
{
    static char say[601];
    struct printed *printed = *state;
    sample_verdict(&printed->sample, IFS_CONDITIONAL);
    for (size_t i = 0; i < sizeof say - 1; i++) {
        say[i] = i % 7 == 6 ? ' ' : 'w';
    }
    printed->sample.checks[SAMPLE_CHECK_PRESSURE].say = say;
    printed->sample.checks[SAMPLE_CHECK_PRESSURE].when =
        sample_condition(&printed->sample, "systolic < 110 mmHg and resp-rate < 14 /min");
    const char *text = print(printed);
    has(text, "\n  ____________________\n");
    assert_true(widest(text) <= PLAIN_COLUMNS);
}

/* 47 h 15 min by drops are more than one line of the box holds: 102 mL x 10 / 7 per minute = 145.714 min. */
static void the_box_holds_long_times(void **state)
{
    struct printed *printed = *state;
    sample_verdict(&printed->sample, IFS_READY);
    ifs_infusion *of = &printed->sample.plan.infusions[0];
    of->device = IFS_GRAVITY;
    of->over.s = 170100;
    of->drops_per_min = 7;
    of->drop_factor = 10;
    const char *text = print(printed);
    has(text, "  | TIME                     | 47 h 15 min (at 7 drops per minute 2 h 25 min   |\n"
              "  |                          | 43 s)                                           |\n"
              "  +--------------------------+-------------------------------------------------+\n");
    assert_true(widest(text) <= PLAIN_COLUMNS);
}

/* What has no line in a file still has a source, and the source is listed. */
static void a_mark_without_a_line(void **state)
{
    struct printed *printed = *state;
    sample_verdict(&printed->sample, IFS_READY);
    const struct source three[] = {printed->sample.sources[0], printed->sample.sources[1],
                                   {"lone-example", "A book that was made up.", "no", ORIGIN_PROTOCOL, 9}};
    printed->sample.protocol.sources = three;
    printed->sample.protocol.source_count = 3;
    has_not(print(printed), "lone-example");
    printed->sample.stop_rules[0].origin = (struct origin){ORIGIN_PROTOCOL, 0, "lone-example"};
    has(print(printed), "1 [3]\n");
    has(print(printed), "lone-example: A book that was made up.");
}

/* Eight infusions with 160 notes and 160 doses each are 2,560 rows; 2,048 have room. */
static void more_rows_than_a_sheet_has(void **state)
{
    struct printed *printed = *state;
    sample_verdict(&printed->sample, IFS_READY);
    sample_build(&printed->sample);
    struct ifs_sheet *sheet = &printed->sample.sheet;
    struct sheet_infusion *first = &sheet->infusions[0];
    for (int i = 0; i < SHEET_LINE_MAX; i++) {
        first->notes.list[i] = (struct sheet_line){.text = "note"};
        first->goes_on.list[i] = (struct sheet_line){.text = "dose"};
    }
    first->notes.count = SHEET_LINE_MAX;
    first->goes_on.count = SHEET_LINE_MAX;
    for (int i = 1; i < IFS_INFUSION_MAX; i++) {
        sheet->infusions[i] = *first;
    }
    sheet->infusion_count = IFS_INFUSION_MAX;
    assert_false(sheet->full);
    printed->text = text_over(printed->bytes, sizeof printed->bytes);
    assert_false(plain_text(sheet, &printed->text));
    assert_int_equal(printed->text.length, 0);
}

/* Where no slip of the hand is found there is no heading for them. */
static void no_slips_no_heading(void **state)
{
    struct printed *printed = *state;
    has(print_verdict(printed, IFS_READY), "IF KEYED WRONGLY");
    printed->sample.sheet.slip_count = 0;
    printed->text = text_over(printed->bytes, sizeof printed->bytes);
    assert_true(plain_text(&printed->sample.sheet, &printed->text));
    has_not(printed->bytes, "IF KEYED WRONGLY");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_ready_sheet_carries_the_order),
        cmocka_unit_test(the_dose_is_on_the_first_screen),
        cmocka_unit_test(the_first_page_is_the_nurses),
        cmocka_unit_test(what_nobody_said_is_left_to_the_last_page),
        cmocka_unit_test(only_sources_that_are_referred_to_are_listed),
        cmocka_unit_test(a_source_is_known_by_its_whole_number),
        cmocka_unit_test(room_to_write_follows_a_word),
        cmocka_unit_test(a_question_stands_beside_its_answer),
        cmocka_unit_test(a_time_stays_with_its_room),
        cmocka_unit_test(infusions_are_told_apart),
        cmocka_unit_test(a_sheet_without_an_order_shows_none),
        cmocka_unit_test(a_refusal_says_why_and_whom_to_call),
        cmocka_unit_test(an_incomplete_sheet_asks),
        cmocka_unit_test(an_override_is_said_on_every_page),
        cmocka_unit_test(nobody_is_asked_to_sign_where_nobody_may),
        cmocka_unit_test(a_reason_is_printed_once),
        cmocka_unit_test(cautions_stand_before_the_nurse),
        cmocka_unit_test(start_conditions_have_a_limit_and_room),
        cmocka_unit_test(every_sheet_keeps_to_80_columns_and_the_forms),
        cmocka_unit_test(the_box_names_the_device),
        cmocka_unit_test(long_words_of_people_are_broken),
        cmocka_unit_test(a_number_stays_with_its_unit),
        cmocka_unit_test(a_full_sheet_is_not_printed),
        cmocka_unit_test(the_order_of_the_page_follows_the_work),
        cmocka_unit_test(long_names_of_infusions),
        cmocka_unit_test(no_slips_no_heading),
        cmocka_unit_test(a_heading_almost_as_long_as_the_line),
        cmocka_unit_test(lines_end_between_words),
        cmocka_unit_test(a_rule_fills_the_line),
        cmocka_unit_test(the_mark_of_a_long_sentence),
        cmocka_unit_test(a_long_sentence_keeps_its_mark),
        cmocka_unit_test(a_long_answer_stands_above_its_question),
        cmocka_unit_test(room_beside_and_below),
        cmocka_unit_test(a_long_start_condition_keeps_its_room),
        cmocka_unit_test(the_box_holds_long_times),
        cmocka_unit_test(a_mark_without_a_line),
        cmocka_unit_test(more_rows_than_a_sheet_has),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

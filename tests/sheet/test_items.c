/*
 * test_items.c - each item of the checklist against each golden sheet, and a fault for each item: tests/golden/items and faults, where
 * the lines are explained.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <ctype.h>

#include "checklist.h"
#include "golden/golden.h"
#include "wording.h"

enum { GROUPS = 20, LINE = 2000 };

struct tried {
    struct golden golden;
    struct golden_order *orders[GOLDEN_CASES]; /* made when they are wanted */
    struct checklist checklist;
    char changed[GOLDEN_TEXT];
};

static int set_up(void **state)
{
    struct tried *tried = calloc(1, sizeof *tried);
    golden_load(&tried->golden);
    *state = tried;
    return 0;
}

static int tear_down(void **state)
{
    struct tried *tried = *state;
    for (int i = 0; i < tried->golden.count; i++) {
        if (tried->orders[i] != NULL) {
            golden_free(tried->orders[i]);
        }
    }
    free(tried->golden.letters);
    free(tried);
    return 0;
}

static struct golden_order *order_of(struct tried *tried, const char *name)
{
    const struct golden_case *one = golden_find(&tried->golden, name);
    struct golden_order **order = &tried->orders[one - tried->golden.cases];
    if (*order == NULL) {
        *order = golden_make(one);
    }
    return *order;
}

/* ---- What does not apply -------------------------------------------------------------------------------------- */

/* tests/golden/items: of each case and item the reason, in words that lie in the file's letters. */
struct reasons {
    struct {
        const char *name;
        char members[LINE];
    } groups[GROUPS];
    int group_count;
    const char *reason[GOLDEN_CASES][CHECKLIST_ITEMS];
};

static void trim(char *words_read)
{
    for (size_t length = strlen(words_read); length > 0 && words_read[length - 1] == ' '; length--) {
        words_read[length - 1] = '\0';
    }
}

static void read_group(struct reasons *reasons, char *line)
{
    const char *name = golden_next(&line);
    int i = 0;
    while (i < reasons->group_count && strcmp(reasons->groups[i].name, name) != 0) {
        i++;
    }
    assert_true(i < GROUPS);
    reasons->group_count += i == reasons->group_count ? 1 : 0;
    reasons->groups[i].name = name;
    size_t used = strlen(reasons->groups[i].members);
    snprintf(reasons->groups[i].members + used, LINE - used, "%s ", line);
}

/* The cases of one word, a group or a case, in words to be cut. */
static void cases_of(const struct reasons *reasons, const char *word, char members[LINE])
{
    snprintf(members, LINE, "%s", word);
    for (int i = 0; i < reasons->group_count; i++) {
        if (strcmp(reasons->groups[i].name, word) == 0) {
            snprintf(members, LINE, "%s", reasons->groups[i].members);
        }
    }
    trim(members);
}

static void give_reason(struct tried *tried, struct reasons *reasons, const char *items, const char *reason, const char *word)
{
    char members[LINE];
    cases_of(reasons, word, members);
    for (char *rest = members; rest != NULL;) {
        long one = golden_find(&tried->golden, golden_next(&rest)) - tried->golden.cases;
        const char *at = items;
        for (char *end = NULL; *at != '\0'; at = end + strspn(end, " ")) {
            long item = strtol(at, &end, 10);
            assert_in_range(item, 1, CHECKLIST_ITEMS);
            reasons->reason[one][item - 1] = reason;
        }
    }
}

static void read_reasons(struct tried *tried, struct reasons *reasons, char *rest)
{
    for (char *line = golden_line(&rest); line != NULL; line = golden_line(&rest)) {
        if (strncmp(line, "group ", 6) == 0) {
            golden_next(&line);
            read_group(reasons, line);
            continue;
        }
        const char *items = strsep(&line, "|");
        char *reason = strsep(&line, "|") + 1;
        trim(reason);
        for (line += strspn(line, " "); line != NULL;) {
            give_reason(tried, reasons, items, reason, golden_next(&line));
        }
    }
}

static void hold_case(struct tried *tried, const struct reasons *reasons, int number, bool present[CHECKLIST_ITEMS])
{
    const struct golden_case *one = &tried->golden.cases[number];
    const struct golden_order *order = order_of(tried, one->name);
    int complaints = 0;
    checklist_hold(&order->sheet, &order->layout, order->text, &tried->checklist);
    for (int i = 0; i < CHECKLIST_ITEMS; i++) {
        const struct checklist_item *item = &tried->checklist.items[i];
        const char *reason = reasons->reason[number][i];
        enum item_state expected = reason != NULL ? ITEM_NOT_APPLICABLE : ITEM_PRESENT;
        if (item->state != expected || strcmp(item->said, reason != NULL ? reason : "") != 0) {
            print_error("%s: item %d, %s: state %d (%s), expected %d (%s)\n", one->name, i + 1, item->words, (int)item->state, item->said,
                        (int)expected, reason != NULL ? reason : "");
            complaints++;
        }
        present[i] = present[i] || item->state == ITEM_PRESENT;
    }
    assert_int_equal(complaints, 0);
    assert_int_equal(tried->checklist.missing, 0);
}

static void every_golden_sheet_has_every_item_that_applies(void **state)
{
    struct tried *tried = *state;
    static struct reasons reasons;
    bool present[CHECKLIST_ITEMS] = {false};
    char *letters = golden_read("tests/golden/items");
    read_reasons(tried, &reasons, letters);
    for (int i = 0; i < tried->golden.count; i++) {
        hold_case(tried, &reasons, i, present);
    }
    for (int i = 0; i < CHECKLIST_ITEMS; i++) {
        assert_true(present[i]); /* in one of them at least */
    }
    free(letters);
}

/* The sheets that are held are those that are kept. */
static void the_golden_texts_are_those_that_are_kept(void **state)
{
    struct tried *tried = *state;
    for (int i = 0; i < tried->golden.count; i++) {
        char path[200];
        snprintf(path, sizeof path, "tests/golden/%s.txt", tried->golden.cases[i].name);
        char *kept = golden_read(path);
        assert_string_equal(order_of(tried, tried->golden.cases[i].name)->text, kept);
        free(kept);
    }
}

/* ---- Faults of the text --------------------------------------------------------------------------------------- */

/* Blanks, line ends, sides of boxes, rules of headings: one is as good as another. */
static bool is_gap(char byte)
{
    return byte != '\0' && strchr(" \n|=-", byte) != NULL;
}

static const char *after_gap(const char *at)
{
    while (is_gap(*at)) {
        at++;
    }
    return at;
}

/* The byte after these words, where they begin here; else NULL. */
static const char *match(const char *at, const char *wanted)
{
    while (*wanted != '\0') {
        if (is_gap(*wanted) != is_gap(*at) || (!is_gap(*wanted) && *wanted != *at)) {
            return NULL;
        }
        bool gap = is_gap(*wanted);
        wanted = gap ? after_gap(wanted) : wanted + 1;
        at = gap ? after_gap(at) : at + 1;
    }
    return at;
}

static const char *find(const char *text, const char *wanted, const char **end)
{
    for (; *text != '\0'; text++) {
        *end = match(text, wanted);
        if (*end != NULL) {
            return text;
        }
    }
    return NULL;
}

static const char *find_last(const char *text, const char *wanted, const char **end)
{
    const char *last = NULL;
    const char *after = NULL;
    for (const char *at = find(text, wanted, &after); at != NULL; at = find(at + 1, wanted, &after)) {
        last = at;
        *end = after;
    }
    return last;
}

/* The text with these words in place of what stands there. */
static void change(struct tried *tried, const char *text, const char *at, const char *end, const char *words_instead)
{
    assert_non_null(at);
    size_t before = (size_t)(at - text);
    memcpy(tried->changed, text, before);
    snprintf(tried->changed + before, sizeof tried->changed - before, "%s%s", words_instead, end);
}

static bool takes(char **what, const char *key)
{
    bool taken = strncmp(*what, key, strlen(key)) == 0;
    *what += taken ? strlen(key) : 0;
    return taken;
}

static void change_text(struct tried *tried, const struct golden_order *order, char *what)
{
    const char *end = order->text + strlen(order->text);
    if (takes(&what, "add ")) {
        char line[LINE];
        snprintf(line, sizeof line, "%s\n", what);
        change(tried, order->text, end, end, line);
    } else if (takes(&what, "last ")) {
        const char *at = find_last(order->text, what, &end);
        change(tried, order->text, at, end, "");
    } else if (takes(&what, "cut ")) {
        const char *at = find(order->text, what, &end);
        change(tried, order->text, at, end, "");
    } else {
        char *arrow = strstr(what, " => ");
        assert_non_null(arrow);
        *arrow = '\0';
        const char *at = find(order->text, after_gap(what), &end);
        change(tried, order->text, at, end, arrow + 4);
    }
}

/* ---- Faults of the sheet -------------------------------------------------------------------------------------- */

static bool has(const char *text, const char *word)
{
    return text != NULL && strcasestr(text, word) != NULL;
}

static void drop_lines(struct sheet_lines *lines, const char *word)
{
    int kept = 0;
    for (int i = 0; i < lines->count; i++) {
        if (!has(lines->list[i].text, word) && !has(lines->list[i].blanks, word) && !has(lines->list[i].more, word)) {
            lines->list[kept++] = lines->list[i];
        }
    }
    lines->count = kept;
}

static void drop_checks_and_questions(struct ifs_sheet *sheet, const char *word)
{
    int kept = 0;
    for (int i = 0; i < sheet->check_count; i++) {
        if (!has(sheet->checks[i].words, word) && !has(sheet->checks[i].caution, word) && !has(sheet->checks[i].mark, word)) {
            sheet->checks[kept++] = sheet->checks[i];
        }
    }
    sheet->check_count = kept;
    kept = 0;
    for (int i = 0; i < sheet->fact_count; i++) {
        if (sheet->facts[i].fact < IFS_FACT_BUILTIN || !has(sheet->facts[i].label, word)) {
            sheet->facts[kept++] = sheet->facts[i];
        }
    }
    sheet->fact_count = kept;
}

/* Every check, question and sentence with that word, as if nobody had thought of it. */
static void drop(struct ifs_sheet *sheet, const char *word)
{
    struct sheet_lines *const lists[] = {&sheet->orders, &sheet->monitoring, &sheet->stop_rules, &sheet->rescue, &sheet->follow_up,
                                         &sheet->home_advice, &sheet->drug_notes, &sheet->incompatible, &sheet->totals};
    drop_checks_and_questions(sheet, word);
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        drop_lines(lists[i], word);
    }
    for (int i = 0; i < sheet->infusion_count; i++) {
        drop_lines(&sheet->infusions[i].goes_on, word);
        drop_lines(&sheet->infusions[i].notes, word);
    }
}

static void break_sheet(struct ifs_sheet *sheet, const char *name)
{
    struct sheet_infusion *infusion = &sheet->infusions[0];
    if (strcmp(name, "a choice of products") == 0) {
        infusion->product_words = "magnesium sulfate 1 g in 100 mL dextrose 5 % or magnesium sulfate 2 g in 50 mL water";
    } else if (strcmp(name, "mmol in the pump block") == 0) {
        infusion->total_words = "100 mL (4.06 mmol)";
    } else if (strcmp(name, "a flow nobody worked out") == 0) {
        infusion->flow = "401 mL per hour";
        infusion->flow_words = infusion->flow;
    } else {
        assert_string_equal(name, "a coined title");
        sheet->shown_title = "Myers cocktail for migraine, adult";
    }
}

/* ---- Each fault ----------------------------------------------------------------------------------------------- */

/* Holds the faulty paper; the sheet of a case that was changed is not used again. */
static void hold_fault(struct tried *tried, const char *name, char *what)
{
    struct golden_order *order = order_of(tried, name);
    bool dropped = takes(&what, "drop ");
    if (!dropped && !takes(&what, "fault ")) {
        change_text(tried, order, what);
        checklist_hold(&order->sheet, &order->layout, tried->changed, &tried->checklist);
        return;
    }
    struct golden_order *faulty = golden_make(golden_find(&tried->golden, name));
    if (dropped) {
        drop(&faulty->sheet, what);
    } else {
        break_sheet(&faulty->sheet, what);
    }
    golden_print(faulty);
    checklist_hold(&faulty->sheet, &faulty->layout, faulty->text, &tried->checklist);
    golden_free(faulty);
}

static void the_item_alone_is_missing(const struct tried *tried, long item, const char *fault)
{
    for (int i = 0; i < CHECKLIST_ITEMS; i++) {
        const struct checklist_item *one = &tried->checklist.items[i];
        if ((one->state == ITEM_MISSING) != (item == i + 1)) {
            fail_msg("fault \"%s\": item %d, %s: state %d (%s)", fault, i + 1, one->words, (int)one->state, one->said);
        }
    }
    assert_int_equal(tried->checklist.missing, 1);
}

/* The number of the sheet in place of ID. */
static void name_sheet(const struct golden_order *order, char *what, size_t room)
{
    char *at = strstr(what, "sheet ID");
    if (at != NULL) {
        char after[LINE];
        at += strlen("sheet ");
        snprintf(after, sizeof after, "%s", at + 2);
        snprintf(at, room - (size_t)(at - what), "%s%s", order->sheet.sheet_id, after);
    }
}

static void every_fault_is_found_and_no_other(void **state)
{
    struct tried *tried = *state;
    bool broken[CHECKLIST_ITEMS] = {false};
    char *letters = golden_read("tests/golden/faults");
    char *rest = letters;
    for (char *line = golden_line(&rest); line != NULL; line = golden_line(&rest)) {
        char what[LINE];
        long item = strtol(golden_next(&line), NULL, 10);
        const char *name = golden_next(&line);
        snprintf(what, sizeof what, "%s", line);
        name_sheet(order_of(tried, name), what, sizeof what);
        hold_fault(tried, name, what);
        the_item_alone_is_missing(tried, item, line);
        broken[item - 1] = true;
    }
    for (int i = 0; i < CHECKLIST_ITEMS; i++) {
        assert_true(broken[i]);
    }
    free(letters);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_golden_sheet_has_every_item_that_applies),
        cmocka_unit_test(the_golden_texts_are_those_that_are_kept),
        cmocka_unit_test(every_fault_is_found_and_no_other),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

/*
 * checklist_safety.c - items of the checklist on answers, checks, monitoring, antidote, double check, references and pages: 39 to 52.
 *
 * Decides what the items look for that are no plain rows of the table in checklist.c. The invariant: a rule, a check or a
 * source of the sheet is missing until it stands on the paper. When an item applies at all is decided there.
 */
#include "checklist_held.h"
#include "layout_page.h"
#include "letters.h"
#include "wording.h"

/* ---- Safety --------------------------------------------------------------------------------------------------- */

void hold_answers(struct held *held)
{
    for (int i = 0; i < held->sheet->fact_count; i++) {
        const struct sheet_fact *row = &held->sheet->facts[i];
        if (row->fact >= IFS_FACT_BUILTIN) {
            held_need(held, row->words, row->label);
        }
    }
}

/* Kidneys, in one of these words; urine in the other. */
static const char *const kidney_words[] = {"kidney", "renal", "creatinine", NULL};
static const char *const urine_words[] = {"urine", NULL};

static bool speaks_of(const char *text, const char *const *list)
{
    bool speaks = false;
    for (; *list != NULL; list++) {
        speaks = speaks || words_hold(text, *list);
    }
    return speaks;
}

/* Rules, questions and answers about it, not only the label of a row that may say unknown: laid out, or printed. */
static bool is_spoken_of(const struct held *held, const char *const *list, bool printed)
{
    for (int i = 0; i < held->layout->count; i++) {
        const struct row *row = &held->layout->rows[i];
        bool rule = row->kind == ROW_BULLET || row->kind == ROW_CHECK || row->kind == ROW_ITEM;
        if (rule && speaks_of(row->text, list) && (!printed || paper_count(held->paper, NULL, row->text) > 0)) {
            return true;
        }
    }
    return false;
}

/* Of a drug that has nothing to do with either nothing is asked; of any other both. */
void hold_renal_rules(struct held *held)
{
    held->any = is_spoken_of(held, kidney_words, false) || is_spoken_of(held, urine_words, false);
    if (held->any && !is_spoken_of(held, kidney_words, true)) {
        held_missing(held, kidney_words[0]);
    }
    if (held->any && !is_spoken_of(held, urine_words, true)) {
        held_missing(held, urine_words[0]);
    }
}

/* What the drug itself does not go with: checks of the drug library that do not refuse. */
static bool is_interaction(const struct sheet_check *check)
{
    return check->severity != IFS_REFUSE && check->mark != NULL && words_hold(check->mark, words.mark_drug_line);
}

static void hold_check(struct held *held, const struct sheet_check *check)
{
    bool nowhere = page_nobody_may_sign(held->sheet) && check->severity == IFS_OVERRIDE && check->result == IFS_TRIP;
    held_need(held, nowhere ? words.result_no_override : wording_result(check->severity, check->result), check->words);
    if (check->mark != NULL) {
        held_need_once(held, check->mark);
    }
}

static void hold_each_check(struct held *held, bool interactions)
{
    for (int i = 0; i < held->sheet->check_count; i++) {
        if (is_interaction(&held->sheet->checks[i]) == interactions) {
            hold_check(held, &held->sheet->checks[i]);
        }
    }
}

void hold_interactions(struct held *held)
{
    hold_each_check(held, true);
}

void hold_checks(struct held *held)
{
    hold_each_check(held, false);
}

void hold_antidote(struct held *held)
{
    if (held->sheet->rescue.count == 0) {
        held_need(held, NULL, words.no_antidote);
    }
}

/* Beside valid ones, which say what, who and why: those still to be signed, with room for a reason where that may be. */
void hold_overrides(struct held *held)
{
    if (held->sheet->verdict != IFS_OVERRIDE_NEEDED) {
        return;
    }
    held_need_lines(held, &held->sheet->reasons);
    if (held_may_be_prepared(held->sheet)) {
        held_need_blank(held, words.blank_override_reason);
        held_need_blank(held, words.blank_override_signature);
    }
}

/* Own results first, then the comparison: below each other, or, for a blind check, on a page of its own. */
void hold_second_checker(struct held *held)
{
    bool blind = page_is_blind(held->sheet);
    held_need(held, NULL, blind ? words.blind : words.double_check);
    held_need(held, NULL, blind ? words.heading_answers_compared : words.heading_double_check);
    held_need_blank(held, blind ? words.blank_same_as_own : words.blank_same);
    if (blind) {
        held_need_blank(held, words.blank_own_strength);
    }
    if (held->sheet->at_home) {
        held_need_blank(held, words.blank_second_checker);
    }
}

/* ---- Governance ----------------------------------------------------------------------------------------------- */

/* Every source whose number stands in a mark of the sheet. */
void hold_references(struct held *held)
{
    for (int i = 0; i < held->layout->count; i++) {
        const struct row *row = &held->layout->rows[i];
        if (row->kind == ROW_ITEM && row->label[0] == '[') {
            held_need(held, row->label, row->text);
        }
    }
}

/* "Page 1 of 2", after its first word; 0: something else. */
static int page_number(const char *at, int *count)
{
    at += *at == ' ' ? 1 : 0;
    int number = words_number(&at);
    bool counted = letters_begin(at, " of ");
    at += counted ? 4 : 0;
    *count = counted ? words_number(&at) : 0;
    return *count > 0 ? number : 0;
}

/* Each number from 1 on, all of the same count, and the sheet's id as often. What is long flows over, never the reverse; a row that names a
 * page names that of something else. */
void hold_pages(struct held *held)
{
    static const char page_word[] = "Page";
    int pages = 0;
    int seen = 0;
    bool agree = true;
    size_t from = 0;
    for (size_t end = 0; paper_find(held->paper, NULL, page_word, &from, &end); from = end) {
        int count = 0;
        int number = paper_is_row(held->paper, from) ? 0 : page_number(held->paper->bytes + end, &count);
        if (number > 0) {
            pages = seen == 0 ? count : pages;
            seen++;
            agree = agree && number == seen && count == pages;
        }
    }
    held->any = true;
    if (!agree || seen != pages || pages < held->layout->pages) {
        held_missing(held, page_word);
    }
    if (paper_count(held->paper, words.page_sheet, held->sheet->sheet_id) < pages) {
        held_missing(held, held->sheet->sheet_id);
    }
}

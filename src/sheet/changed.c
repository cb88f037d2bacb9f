/*
 * changed.c - what has changed between two orders for one patient, item by item.
 *
 * Invariant: two lists are the same exactly when every item of either stands in the other in the same words; so nothing is
 * decided here about what matters, and a protocol that was changed in between shows as what it does to this order.
 * Whether an earlier sheet may still be used is for whoever asked.
 */
#include "changed.h"

#include "wording_draft.h"

void changed_add(struct changed_items *items, const char *of, const char *item, const char *words)
{
    if (words == NULL) {
        return;
    }
    if (items->count == CHANGED_ITEM_MAX) {
        items->full = true;
        return;
    }
    items->list[items->count++] = (struct changed_item){of, item, words};
}

/* Sentences have no name but themselves. */
static void add_lines(struct changed_items *items, const char *of, const struct sheet_lines *lines)
{
    for (int i = 0; i < lines->count; i++) {
        changed_add(items, of, lines->list[i].whole != NULL ? lines->list[i].whole : lines->list[i].text, "");
    }
}

static void add_infusion(struct changed_items *items, const struct sheet_infusion *infusion)
{
    const struct wording_draft *words = &draft_words_all;
    changed_add(items, infusion->name, words->item_dose, infusion->dose);
    changed_add(items, infusion->name, words->item_time, infusion->over);
    changed_add(items, infusion->name, words->item_product, infusion->product);
    changed_add(items, infusion->name, words->item_containers, infusion->containers_words);
    changed_add(items, infusion->name, words->item_draw, infusion->draw);
    changed_add(items, infusion->name, words->item_diluent, infusion->diluent);
    changed_add(items, infusion->name, words->item_total, infusion->total);
    changed_add(items, infusion->name, words->item_flow, infusion->flow);
    changed_add(items, infusion->name, words->item_drops, infusion->drops);
    changed_add(items, infusion->name, words->item_device, infusion->device);
    changed_add(items, infusion->name, words->item_site_volume, infusion->site_volume);
    changed_add(items, infusion->name, words->item_beginning, infusion->beginning);
    changed_add(items, infusion->name, words->item_ending, infusion->ending);
    add_lines(items, infusion->name, &infusion->goes_on);
}

void changed_list(struct changed_items *items, const struct ifs_sheet *sheet)
{
    const struct wording_draft *words = &draft_words_all;
    changed_add(items, "", words->item_verdict, sheet->verdict_words);
    for (int i = 0; i < sheet->infusion_count; i++) {
        add_infusion(items, &sheet->infusions[i]);
    }
    for (int i = 0; i < sheet->check_count; i++) {
        const struct sheet_check *check = &sheet->checks[i];
        changed_add(items, words->of_check, check->id, wording_draft_result(check->severity, check->result));
    }
    for (int i = 0; i < sheet->start_count; i++) {
        changed_add(items, words->of_start, sheet->starts[i].fact, sheet->starts[i].text);
    }
    for (int i = 0; i < sheet->missing_count; i++) {
        changed_add(items, words->of_missing, sheet->missing[i], "");
    }
    add_lines(items, words->of_rescue, &sheet->rescue);
}

static const char *find(const struct changed_items *items, const struct changed_item *wanted)
{
    for (int i = 0; i < items->count; i++) {
        if (text_equal(items->list[i].of, wanted->of) && text_equal(items->list[i].item, wanted->item)) {
            return items->list[i].words;
        }
    }
    return NULL;
}

int changed_compare(const struct changed_items *before, const struct changed_items *after, struct changed changes[CHANGED_MAX])
{
    int count = 0;
    for (int i = 0; i < before->count; i++) {
        const struct changed_item *old = &before->list[i];
        const char *now = find(after, old);
        if (now == NULL || !text_equal(now, old->words)) {
            changes[count++] = (struct changed){old->of, old->item, old->words, now};
        }
    }
    for (int i = 0; i < after->count; i++) {
        const struct changed_item *item = &after->list[i];
        if (find(before, item) == NULL) {
            changes[count++] = (struct changed){item->of, item->item, NULL, item->words};
        }
    }
    return count;
}

bool changed_is_settled(const struct changed *change)
{
    const struct wording_draft *words = &draft_words_all;
    if (text_equal(change->of, words->of_answer)) {
        return change->old_words == NULL || change->new_words == NULL; /* asked, or needed, in one of the two alone */
    }
    if (change->new_words != NULL) {
        return false;
    }
    bool open = text_equal(change->of, words->of_check) &&
                text_equal(change->old_words, wording_draft_result(IFS_REFUSE, IFS_UNKNOWN));
    return open || text_equal(change->of, words->of_start) || text_equal(change->of, words->of_missing);
}

bool changed_is_of_order(const struct changed *change)
{
    const struct wording_draft *words = &draft_words_all;
    bool of_patient = text_equal(change->of, "") || text_equal(change->of, words->of_answer) || text_equal(change->of, words->of_check) ||
                      text_equal(change->of, words->of_missing);
    return !of_patient;
}

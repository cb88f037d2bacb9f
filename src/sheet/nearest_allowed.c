/*
 * nearest_allowed.c - what would pass: the smallest change beside a soft stop or a refused figure of the prescriber.
 *
 * Decides how a proposal reads. The invariants: a change of dose is marked as the prescriber's to make; a page that says DO NOT
 * INFUSE shows none (layout.c): there they are for machines alone, and never a product.
 *
 * What passes is found by analysis/allowed.c.
 */
#include "build.h"

#include "allowed.h"
#include "claim.h"
#include "ratio.h"
#include "wording.h"

static const char *change_name(enum allowed_change change)
{
    static const char *const names[] = {[ALLOWED_TIME] = "time", [ALLOWED_PRODUCT] = "product", [ALLOWED_DOSE] = "dose"};
    claim((size_t)change < COUNT_OF(names));
    return names[change];
}

static const char *change_words(enum allowed_change change)
{
    const char *const sentences[] = {
        [ALLOWED_TIME] = words.nearest_time, [ALLOWED_PRODUCT] = words.nearest_product, [ALLOWED_DOSE] = words.nearest_dose};
    claim((size_t)change < COUNT_OF(sentences));
    return sentences[change];
}

/* What the figure would be. */
static const char *to_words(struct build *build, const struct allowed *allowed)
{
    switch (allowed->change) {
    case ALLOWED_TIME:
        return build_duration(build, ratio_whole(allowed->over.s));
    case ALLOWED_PRODUCT:
        return allowed->product->name;
    case ALLOWED_DOSE:
    case ALLOWED_CHANGE_COUNT:
        break;
    }
    return allowed->dose_is_rate ? build_dose_rate(build, allowed->dose_mcg) : build_dose(build, allowed->dose_mcg);
}

void build_nearest(struct build *build)
{
    struct alloweds alloweds;
    ifs_plan scratch;
    allowed_find(build->protocol, build->request, build->plan, &scratch, &alloweds);
    for (int i = 0; i < alloweds.count; i++) {
        const struct allowed *allowed = &alloweds.list[i];
        struct sheet_nearest *row = &build->sheet->nearest[build->sheet->nearest_count++];
        row->infusion = build->protocol->infusions[allowed->infusion].name;
        row->change = change_name(allowed->change);
        row->to = to_words(build, allowed);
        row->text = build_say_one(build, change_words(allowed->change), row->to);
        if (build->protocol->infusion_count > 1) {
            row->text = build_say(build, words.of_infusion, (const char *const[]){row->infusion, row->text});
        }
    }
}

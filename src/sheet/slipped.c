/*
 * slipped.c - the slip table: what each slip of the hand would deliver, and what would stop it.
 *
 * Decides how a slip reads. The invariants: an order that may not be given has no slip table; these are the only figures
 * of a sheet that are not the order's, so they stand in a list of their own.
 *
 * Which slips there are, their figures and their rank are analysis/slips.c.
 */
#include "build.h"

#include "outcome.h"
#include "quantity.h"
#include "ratio.h"
#include "wording.h"
#include "wording_slip.h"

static bool has(ifs_ratio figure)
{
    return figure.den != 0;
}

/* In g or mg alone: mmol beside a figure that nobody ordered would only be in the way. */
static const char *mass_words(struct build *build, ifs_ratio mcg)
{
    return build_is_in_g(mcg) ? build_total(build, mcg) : build_mass(build, mcg);
}

static const char *rate_words(struct build *build, ifs_ratio mcg_per_h)
{
    size_t start = build_begin(build);
    quantity_add_dose_rate(&build->sheet->text, mcg_per_h);
    return build_end(build, start);
}

/* The wrong figure, as it would be keyed, drawn or read. */
static const char *keyed_words(struct build *build, const struct slip *slip)
{
    switch (slip->kind) {
    case SLIP_VOLUME_AS_FLOW:
    case SLIP_FLOW_TENFOLD:
    case SLIP_FLOW_TENTH:
    case SLIP_MASS_RATE_AS_FLOW:
    case SLIP_LOADING_FLOW_LEFT:
        return build_flow(build, slip->keyed);
    case SLIP_EQUIVALENTS_AS_VOLUME:
        return build_volume(build, slip->keyed);
    case SLIP_EQUIVALENTS_AS_GRAMS:
    case SLIP_MASS_AS_EQUIVALENTS:
    case SLIP_DOSE_TENFOLD:
    case SLIP_DAY_AT_ONCE:
        return mass_words(build, slip->keyed);
    case SLIP_POUNDS_AS_KILOGRAMS:
        return build_weight(build, slip->keyed);
    case SLIP_OTHER_STRENGTH:
    case SLIP_KIND_COUNT:
        break;
    }
    return slip->product->name;
}

/* "2 g in 3 min, 40 g per hour". */
static const char *delivers(struct build *build, const struct slip *slip)
{
    const char *dose = mass_words(build, slip->dose_mcg);
    if (!has(slip->time_s)) {
        return dose;
    }
    const char *const pieces[] = {dose, build_measured_time(build, slip->time_s),
                                  rate_words(build, slip->speed_mcg_per_h)};
    return build_say(build, words.slip_delivers, pieces);
}

static const char *limit_words(struct build *build, const struct limit *limit)
{
    const char *label = wording_limit(limit->kind);
    const char *range = build_limit_range(build, limit);
    const char *const pieces[] = {label, range, build_mark(build, &limit->origin)};
    return build_say(build, words.slip_limit, pieces);
}

static const char *pump_words(struct build *build)
{
    const ifs_site *site = build->request->site;
    const char *low = build_flow(build, ratio_whole(site->pump_low.ul_per_h));
    const char *high = build_flow(build, ratio_whole(site->pump_high.ul_per_h));
    return build_say(build, words.slip_pump, (const char *const[]){low, high});
}

/* What this program would say. */
static const char *program_words(struct build *build, const struct slip *slip)
{
    if (slip->check >= 0) {
        return build->protocol->checks[slip->check].id;
    }
    if (slip->beyond != NULL) {
        return limit_words(build, slip->beyond);
    }
    return slip->obstacle != IFS_OBSTACLE_NONE ? words.slip_cannot : words.slip_answer;
}

static const char *stop_piece(struct build *build, const struct slip *slip)
{
    switch (slip->barrier) {
    case SLIP_NOTHING:
    case SLIP_SOFT_LIMIT:
    case SLIP_LIMIT:
        return slip->beyond != NULL ? limit_words(build, slip->beyond) : "";
    case SLIP_PUMP_RANGE:
        return pump_words(build);
    case SLIP_NO_ROOM:
        return "";
    case SLIP_CONFIRM:
        return words.slip_unusual;
    case SLIP_REFUSED:
        break;
    }
    return program_words(build, slip);
}

/* The id of the limit that is passed, as in checks: "infusion.speed". */
static const char *beyond_id(struct build *build, const struct slip *slip, const char *infusion)
{
    return slip->beyond != NULL ? build_join(build, infusion, ".", outcome_word(slip->beyond->kind)) : NULL;
}

static void add(struct build *build, const struct slip *slip)
{
    struct ifs_sheet *sheet = build->sheet;
    struct sheet_slip *row = &sheet->slips[sheet->slip_count++];
    const ifs_infusion *of = &build->plan->infusions[slip->infusion];
    row->id = slip_name(slip->kind);
    row->infusion = build->protocol->infusions[of->rule].name;
    row->dose_mcg = ratio_round(slip->dose_mcg, IFS_ROUND_HALF_UP);
    row->timed = has(slip->time_s);
    if (row->timed) {
        row->over_s = ratio_round(slip->time_s, IFS_ROUND_HALF_UP);
        row->speed_mcg_per_h = ratio_round(slip->speed_mcg_per_h, IFS_ROUND_HALF_UP);
    }
    row->stopped_by = wording_slip_barrier_name(slip->barrier);
    row->beyond = beyond_id(build, slip, row->infusion);
    row->check = slip->check >= 0 ? build->protocol->checks[slip->check].id : NULL;
    const char *what = build_say_one(build, wording_slip(slip->kind), keyed_words(build, slip));
    if (build->plan->infusion_count > 1) {
        what = build_say(build, words.of_infusion, (const char *const[]){row->infusion, what});
    }
    const char *stop = build_say_one(build, wording_slip_barrier(slip->barrier, slip->beyond != NULL), stop_piece(build, slip));
    row->text = build_say(build, words.slip, (const char *const[]){what, delivers(build, slip), stop});
}

void build_slips(struct build *build)
{
    struct slips slips;
    ifs_plan scratch;
    if (!build_has_order(build)) {
        return;
    }
    slips_find(build->protocol, build->request, build->plan, &scratch, &slips);
    for (int i = 0; i < slips.count; i++) {
        add(build, &slips.list[i]);
    }
}

/*
 * phase.c - how an infusion goes on after its first dose: repeats, steps of titration, the level aimed at, what ends it.
 *
 * Decides how these rules read, with room to sign for each further dose. The invariant: every dose and every flow that
 * may be keyed later stands here as a figure that was checked; none is left to be worked out at the bedside.
 */
#include "build.h"

#include "ratio.h"
#include "wording.h"

/* A line for each further dose, as long as the page stays readable. */
enum { DOSES_SHOWN = 12, HOUR_S = 3600 };

static void add(struct build *build, struct sheet_infusion *row, const char *text, const struct origin *origin)
{
    if (text != NULL) {
        const char *mark = origin != NULL ? build_mark(build, origin) : NULL;
        build_add_line(build, &row->goes_on, (struct sheet_line){.text = text, .mark = mark, .whole = text});
    }
}

static const char *said_of(struct build *build, const char *sentence, const char *what)
{
    return what != NULL ? build_say_one(build, sentence, what) : NULL;
}

/* ---- Repeats -------------------------------------------------------------------------------------------------- */

static const char *count_words(struct build *build, const ifs_infusion *of, const struct repeat *repeat)
{
    ifs_ratio all = build_times(build, of->delivered_mcg, ratio_whole(of->doses));
    bool capped = repeat->up_to.hard_max.den > 0;
    const char *most = capped ? build_dose(build, repeat->up_to.hard_max) : NULL;
    const char *const pieces[] = {build_duration(build, ratio_whole(of->every.s)), build_whole(build, of->doses),
                                  build_dose(build, all), most};
    return build_say(build, capped ? words.repeat_count_capped : words.repeat_count, pieces);
}

static void add_doses(struct build *build, const ifs_infusion *of, struct sheet_infusion *row)
{
    const struct repeat *repeat = &build->protocol->infusions[of->rule].repeat;
    bool conditions = repeat->until.count > 0 || repeat->continue_if.count > 0;
    const char *blanks = build_blanks(build, conditions ? words.repeat_blanks : words.repeat_blanks_always);
    int64_t shown = of->doses < DOSES_SHOWN ? of->doses : DOSES_SHOWN;
    for (int64_t dose = 2; dose <= shown; dose++) {
        const char *due = build_duration(build, ratio_whole((dose - 1) * of->every.s));
        const char *text = build_say(build, words.repeat_dose, (const char *const[]){build_whole(build, dose), due});
        build_add_line(build, &row->goes_on, (struct sheet_line){.text = text, .blanks = blanks, .whole = text});
    }
    if (shown < of->doses) {
        const char *const pieces[] = {build_whole(build, shown + 1), build_whole(build, of->doses)};
        add(build, row, build_say(build, words.repeat_more, pieces), NULL);
    }
}

static void write_repeat(struct build *build, const ifs_infusion *of, struct sheet_infusion *row)
{
    const struct repeat *repeat = &build->protocol->infusions[of->rule].repeat;
    if (of->doses <= 1) {
        return;
    }
    add(build, row, count_words(build, of, repeat), &repeat->origin);
    add(build, row, said_of(build, words.repeat_if, build_condition_words(build, &repeat->continue_if)), NULL);
    add(build, row, said_of(build, words.repeat_until, build_condition_words(build, &repeat->until)), NULL);
    add(build, row, said_of(build, words.repeat_recheck, repeat->recheck), NULL);
    add_doses(build, of, row);
}

/* ---- Steps of titration --------------------------------------------------------------------------------------- */

static void write_step(struct build *build, const ifs_step *of, struct sheet_infusion *row)
{
    const struct step *step = &build->protocol->infusions[of->infusion].steps[of->step];
    struct sheet_step *written = &row->steps[row->step_count++];
    written->id = step->id;
    written->rate = build_dose_rate(build, of->rate_mcg_per_h);
    written->flow_ul_per_h = of->flow.ul_per_h;
    written->flow = build_flow(build, ratio_whole(of->flow.ul_per_h));
    written->when = build_condition_words(build, &step->when);
    ifs_ratio hours = build_over(build, ratio_whole(row->total_ul), ratio_whole(of->flow.ul_per_h));
    const char *lasts = build_duration(build, build_times(build, hours, ratio_whole(HOUR_S)));
    const char *const pieces[] = {step->id, written->rate, written->flow, row->total, lasts, written->when};
    const char *line = build_say(build, words.step_line, pieces);
    add(build, row, step->say != NULL ? build_join(build, line, ". ", step->say) : line, &step->origin);
}

static void write_steps(struct build *build, const ifs_infusion *of, struct sheet_infusion *row)
{
    for (int i = 0; i < build->plan->step_count; i++) {
        if (build->plan->steps[i].infusion == of->rule) {
            write_step(build, &build->plan->steps[i], row);
        }
    }
}

/* ---- Level and end -------------------------------------------------------------------------------------------- */

static void write_levels(struct build *build, const struct infusion_rule *rule, struct sheet_infusion *row)
{
    for (int i = 0; i < rule->level_count; i++) {
        const struct level *level = &rule->levels[i];
        if (condition_truth(&level->when, build->truths) != TRUTH_NO) {
            const char *text = said_of(build, words.level_line, build_condition_words(build, &level->target));
            const char *mark = build_mark(build, &level->origin);
            build_add_line(build, &row->goes_on,
                           (struct sheet_line){.text = text, .blanks = build_blanks(build, level->recheck), .mark = mark,
                                               .whole = build_join(build, text, ": ", level->recheck)});
        }
    }
}

static const char *event_words(struct build *build, const struct ending *ending)
{
    if (ending->after.s == 0) {
        return build_say_one(build, words.event_at_once, ending->event);
    }
    const char *after = build_duration(build, ratio_whole(ending->after.s));
    return build_say(build, words.event_after, (const char *const[]){after, ending->event});
}

static void write_ending(struct build *build, const ifs_infusion *of, struct sheet_infusion *row)
{
    const struct infusion_rule *rule = &build->protocol->infusions[of->rule];
    bool injected = rule->route == ROUTE_INTRAMUSCULAR;
    const char *events = NULL;
    for (int i = 0; i < rule->ending_count; i++) {
        events = build_join(build, events, words.or_between, event_words(build, &rule->endings[i]));
    }
    if (events != NULL && !injected) {
        row->ending = build_say(build, words.ends_at_event, (const char *const[]){row->over, events});
    } else if (of->doses > 1) {
        row->ending = injected ? words.injected_each : words.ends_each;
    } else {
        row->ending = injected ? words.injected_once : words.ends_with_volume;
    }
}

/* What is given in turn says after what: two orders on one sheet are never begun together. */
static void write_beginning(struct build *build, const ifs_infusion *of, struct sheet_infusion *row)
{
    if (of == build->plan->infusions) {
        return;
    }
    const char *before = build->protocol->infusions[(of - 1)->rule].name;
    row->after_s = of->after.s;
    if (of->after.s == 0) {
        row->beginning = build_say_one(build, words.begins_at_once, before);
    } else {
        const char *wait = build_duration(build, ratio_whole(of->after.s));
        row->beginning = build_say(build, words.begins_after, (const char *const[]){wait, before});
    }
}

void build_phase(struct build *build, const ifs_infusion *of, struct sheet_infusion *row)
{
    write_beginning(build, of, row);
    write_ending(build, of, row);
    write_steps(build, of, row);
    write_repeat(build, of, row);
    write_levels(build, &build->protocol->infusions[of->rule], row);
}

/*
 * build.h - what the parts of the sheet builder share: the sheet under construction and ways to keep characters in it.
 */
#ifndef IFS_BUILD_H
#define IFS_BUILD_H

#include "protocol.h"
#include "sheet.h"

struct build {
    const ifs_protocol *protocol;
    const ifs_request *request;
    const ifs_plan *plan;
    struct ifs_sheet *sheet;
    uint8_t truths[CONDITION_TESTS]; /* the protocol's tests held against the patient */
};

/* True when the plan holds an order that may be shown. */
static inline bool build_has_order(const struct build *build)
{
    return build->plan->verdict != IFS_REFUSED && build->plan->verdict != IFS_INCOMPLETE;
}

/* ---- Characters (build.c) ---- */

/* A piece of text under construction at the end of the sheet's letters; build_end closes it. One at a time. */
size_t build_begin(struct build *build);
const char *build_end(struct build *build, size_t start);

const char *build_say(struct build *build, const char *sentence, const char *const *pieces); /* each {} is one piece */
const char *build_say_one(struct build *build, const char *sentence, const char *piece);
const char *build_join(struct build *build, const char *first, const char *between,
                       const char *second); /* NULL first: second */
const char *build_whole(struct build *build, int64_t number);
const char *build_number(struct build *build, ifs_ratio number, int decimals);
const char *build_mass(struct build *build, ifs_ratio mcg); /* in g or mg alone: the pump block, working */
const char *build_dose(struct build *build, ifs_ratio mcg); /* with its mmol where it is round in them */
bool build_is_in_g(ifs_ratio mcg); /* a total or a slip: from 10 g on, whole in g or not */
const char *build_total(struct build *build, ifs_ratio mcg); /* a rolling total: from 10 g in g, "27.667 g" */
const char *build_volume(struct build *build, ifs_ratio ul);
const char *build_duration(struct build *build, ifs_ratio s);
const char *build_measured_time(struct build *build, ifs_ratio s); /* what results: to the nearest second, as in the JSON */
const char *build_flow(struct build *build, ifs_ratio ul_per_h);
const char *build_hand_flow(struct build *build, const ifs_infusion *of); /* "4 mL per minute" */
const char *build_speed(struct build *build, ifs_ratio mcg_per_h);
const char *build_dose_rate(struct build *build, ifs_ratio mcg_per_h);
const char *build_concentration(struct build *build, ifs_ratio mcg_per_ul);
const char *build_per_weight(struct build *build, ifs_ratio mcg_per_kg);
const char *build_rate_per_weight(struct build *build, ifs_ratio mcg_per_kg_per_h);
const char *build_weight(struct build *build, ifs_ratio g);
ifs_ratio build_unit_factor(const struct build *build, int unit); /* base units in one, by the salt of the drug */
const char *build_in_unit(struct build *build, ifs_ratio base, int unit, int decimals); /* in the unit's words */
const char *build_spelled(struct build *build, const char *label_text); /* "4.06 mEq/mL": per in words */
void build_add_two(struct text *text, int64_t number);       /* "05" */
void build_add_clock(struct text *text, int64_t minutes);    /* "15:30", of the minutes of a day */
void build_add_offset(struct text *text, int64_t minutes);   /* "+01:00", east of Greenwich */
const char *build_moment(struct build *build);
int64_t build_day(const struct build *build); /* civil date of the order */
const char *build_mark(struct build *build, const struct origin *origin);
const char *build_where(struct build *build, const struct origin *origin); /* "file:12" */
const char *build_file_name(const char *path);                             /* without its folder */

/* Quotients and products of figures on the sheet; a figure that leaves 63 bits marks the sheet full, so none is
 * printed. */
ifs_ratio build_times(struct build *build, ifs_ratio a, ifs_ratio b);
ifs_ratio build_over(struct build *build, ifs_ratio a, ifs_ratio b);

/* A derived figure (a clearance, a urine output), in the unit printed, with as many decimals as it needs to stand, rounded half up, on its
 * true side of every threshold of that slot: one, up to EDGE_DECIMALS, at which every clearance and urine output does. `one`: 1 of that unit
 * as conditions compare it, doubled. */
#define EDGE_DECIMALS 7
const char *build_at_edge(struct build *build, ifs_ratio figure, int64_t one, int slot);

/* The same of a clearance in half millionths (renal.h). */
const char *build_clearance(struct build *build, int64_t clearance, int slot);

/* "baseline, 5 min" becomes times with room to write beside each. */
const char *build_blanks(struct build *build, const char *times);

/* A number for machines: without the commas that are for people. */
const char *build_plain(struct build *build, const char *number);

void build_add_line(struct build *build, struct sheet_lines *lines, struct sheet_line line);
void build_add_authored(struct build *build, struct sheet_lines *lines, const struct lines *authored);
void build_add_working(struct build *build, const char *sentence, const char *const *pieces);

/* ---- Parts ---- */

void build_patient(struct build *build); /* patient.c: identity, facts, derived figures */
void build_ordered(struct build *build); /* ordered.c: infusions, rescue */
void build_checked(struct build *build); /* checked.c: checks and limits; reasons and changes of a refusal */
void build_starts(struct build *build);  /* start.c: start conditions */
void build_missing(struct build *build); /* missing.c: what is to be asked */
void build_notices(struct build *build); /* notices.c: findings */
void build_working(struct build *build); /* working.c */
void build_unknowns(struct build *build); /* open_answers.c */
void build_nearest(struct build *build); /* nearest_allowed.c */
void build_slips(struct build *build);   /* slipped.c */
void build_packed(struct build *build);  /* packed.c: what to have at hand */
void build_payload(struct build *build); /* payload.c: the code and the number of the sheet; after all others */

/* Shared between parts. */
const char *build_fact_label(const struct build *build, int fact);
const char *build_fact_prompt(struct build *build, int fact); /* "Weight:", "Heart block?" */
const char *build_fact_words(struct build *build, int fact);  /* the answer, for people */
const char *build_expected(struct build *build, int fact);    /* what may be answered: "0.5 to 300 kg", "yes or no" (missing.c) */
const char *build_limit_figure(struct build *build, ifs_limit_kind kind, ifs_ratio figure, ifs_ratio beside);
const char *build_limit_exact(struct build *build, ifs_limit_kind kind, ifs_ratio figure); /* to the last digit */
const char *build_limit_range(struct build *build, const struct limit *limit);
const char *build_limit_ranges(struct build *build, int infusion,
                               ifs_limit_kind kind);          /* of all outcomes; NULL: none */
const char *build_limit_delivered(struct build *build, int infusion, ifs_limit_kind kind); /* NULL: no such limit */
const struct indication *build_indication(const struct build *build); /* NULL: not known */
bool build_pregnancy_matters(const struct build *build);      /* pregnancy, not the want of a value, bars an estimate */
enum truth build_override_allowed(const struct build *build); /* by the protocol, in this setting */

/* "at least 100 mmHg" or, where the test has to hold, "less than 100 mmHg"; the answer of a question (condition_words.c). */
const char *build_test_words(struct build *build, const struct condition *condition, const struct test *test, bool holds);
const char *build_condition_words(struct build *build, const struct condition *condition); /* NULL: no condition */

/* How the infusion goes on after its first dose: repeats, steps of titration, level, end (phase.c). */
void build_phase(struct build *build, const ifs_infusion *of, struct sheet_infusion *row);

/* What stands in the way of an infusion, -1: of the whole order, unless a limit says it already; and its sentence with
 * the figures that were asked for (obstacle.c). */
ifs_obstacle build_obstacle(const struct build *build, int infusion);
const char *build_obstacle_words(struct build *build, int infusion);

#endif

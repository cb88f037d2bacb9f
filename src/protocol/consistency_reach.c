/*
 * consistency_reach.c - rules that nobody meets, and rules that everybody meets.
 *
 * Decides whether somebody is admitted at all, whether a refusing check leaves anybody, and whether each condition of the protocol can
 * hold for a patient it admits in one of its settings. Invariant: rules of the drug library are not judged, for they serve other
 * protocols too; what cannot be tried (too many facts together) is taken as reachable.
 */
#include "consistency.h"
#include "loading.h"

#include <stdio.h>
#include <string.h>

#include "ratio.h"

/* ---- Admission --------------------------------------------------------------------------------------------------- */

static bool is_admitted(const ifs_protocol *protocol, int count, const uint8_t *truths)
{
    for (int i = 0; i < count; i++) {
        const struct check *check = &protocol->checks[i];
        if (crowd_is_admission(protocol, check) && condition_truth(&check->when, truths) == TRUTH_NO) {
            return false;
        }
    }
    return true;
}

/* Whether some patient meets the first `count` rules of admission. */
static bool admits_somebody(const struct consistency *judge, int count)
{
    const ifs_protocol *protocol = judge->protocol;
    struct crowd crowd; /* everybody: who counts is the question here */
    int64_t work = count;
    crowd_begin(&crowd, judge, NULL, CROWD_ADMITTED);
    for (int i = 0; i < count; i++) {
        if (crowd_is_admission(protocol, &protocol->checks[i])) {
            space_read(&crowd.space, &protocol->checks[i].when);
            work += protocol->checks[i].when.count;
        }
    }
    if (!space_close(&crowd.space) || !crowd_affords(&crowd, work)) {
        return true;
    }
    for (bool any = crowd_try_first(&crowd); any; any = crowd_try_next(&crowd)) {
        if (is_admitted(protocol, count, crowd.point.truths)) {
            return true;
        }
    }
    return false;
}

static void judge_refusal(const struct consistency *judge, const struct check *check)
{
    struct crowd crowd;
    crowd_begin(&crowd, judge, NULL, CROWD_ADMITTED);
    space_read(&crowd.space, &check->when);
    bool all = crowd_gather(&crowd, check->when.count) && crowd_first(&crowd);
    for (bool any = all; any && all; any = crowd_next(&crowd)) {
        all = condition_truth(&check->when, crowd.point.truths) == TRUTH_YES;
    }
    if (all) {
        consistency_add(judge, IFS_ERROR, "refuses-everybody", check->origin.line,
                        "checks.%s: every patient whom the protocol admits is refused by \"%s\"; write the condition "
                        "that was meant",
                        check->id, check->when.text);
    }
}

bool consistency_admission(const struct consistency *judge)
{
    const ifs_protocol *protocol = judge->protocol;
    for (int i = 0; i < protocol->check_count; i++) {
        const struct check *check = &protocol->checks[i];
        if (crowd_is_admission(protocol, check) && !admits_somebody(judge, i + 1)) {
            consistency_add(judge, IFS_ERROR, "admits-nobody", check->origin.line,
                            "admit: no patient can meet \"%s\", or not together with the rules of admission above; "
                            "write the condition "
                            "that was meant",
                            check->when.text);
            return false;
        }
    }
    for (int i = 0; i < protocol->check_count; i++) {
        const struct check *check = &protocol->checks[i];
        if (check->severity == IFS_REFUSE && !check->negated && check->origin.file == ORIGIN_PROTOCOL) {
            judge_refusal(judge, check);
        }
    }
    return true;
}

/* ---- Rules nobody meets -------------------------------------------------------------------------------------------- */

struct rule {
    const struct condition *when;
    const struct condition *phase; /* met by patients of this phase; NULL: all */
    const struct origin *origin;
    const char *group; /* where it stands: an infusion's name, or NULL */
    const char *key;
};

static bool reachable(const struct consistency *judge, const struct rule *rule)
{
    struct crowd crowd;
    crowd_begin(&crowd, judge, rule->phase, CROWD_ADMITTED);
    space_read(&crowd.space, rule->when);
    bool tried = crowd_gather(&crowd, rule->when->count);
    for (bool any = tried && crowd_first(&crowd); any; any = crowd_next(&crowd)) {
        if (condition_truth(rule->when, crowd.point.truths) == TRUTH_YES) {
            return true;
        }
    }
    return !tried;
}

static void judge_rule(const struct consistency *judge, struct rule rule)
{
    if (rule.when->count == 0 || rule.origin->file != ORIGIN_PROTOCOL || reachable(judge, &rule)) {
        return;
    }
    consistency_add(judge, IFS_WARNING, "unreachable-rule", rule.origin->line,
                    "%s%s%s: \"%s\" never holds for a patient whom the protocol admits in its settings; write the "
                    "condition that was "
                    "meant, or leave the rule out",
                    rule.group != NULL ? rule.group : "", rule.group != NULL ? "." : "", rule.key,
                    rule.when->text);
}

static void judge_lines(const struct consistency *judge, const struct lines *lines, struct rule rule)
{
    for (int i = 0; i < lines->count; i++) {
        rule.when = &lines->list[i].when;
        rule.origin = &lines->list[i].origin;
        judge_rule(judge, rule);
    }
}

static void judge_groups(const struct consistency *judge, const struct limit_group *groups, int count, struct rule rule)
{
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < groups[i].count; j++) {
            rule.when = &groups[i].limits[j].when;
            rule.origin = &groups[i].limits[j].origin;
            judge_rule(judge, rule);
        }
    }
}

/* The most that may be ordered under any of the dose rules; den 0: no bound, or a rate. */
static ifs_ratio most_of(const struct infusion_rule *infusion)
{
    ifs_ratio most = {0, 0};
    for (int i = 0; i < infusion->dose_count; i++) {
        ifs_ratio here = consistency_highest(&infusion->doses[i]);
        if (infusion->doses[i].rate || here.den == 0) {
            return (ifs_ratio){0, 0};
        }
        most = most.den == 0 || ratio_compare(here, most) > 0 ? here : most;
    }
    return most;
}

/* A band after one that holds the largest dose already. */
static void judge_bands(const struct consistency *judge, const struct infusion_rule *infusion)
{
    ifs_ratio most = most_of(infusion);
    for (int i = 1; most.den != 0 && i < infusion->time_count; i++) {
        const struct time_rule *band = &infusion->times[i];
        for (int j = 0; j < i; j++) {
            const struct time_rule *before = &infusion->times[j];
            if (before->dose_to.mcg > 0 && ratio_compare(ratio_whole(before->dose_to.mcg), most) >= 0 &&
                read_same(&before->when, &band->when)) {
                consistency_add(judge, IFS_WARNING, "unreachable-rule", band->origin.line,
                                "%s.over: no dose that may be ordered comes to this band, for that of line %d holds "
                                "them all; raise the "
                                "hard limit of the dose, or leave the band out",
                                infusion->name, before->origin.line);
            }
        }
    }
}

static void judge_infusion(const struct consistency *judge, const struct infusion_rule *infusion)
{
    const char *name = infusion->name;
    const struct condition *phase = &infusion->when;
    judge_rule(judge, (struct rule){phase, NULL, &infusion->origin, name, "when"});
    if (!reachable(judge, &(struct rule){phase, NULL, &infusion->origin, name, "when"})) {
        return;
    }
    for (int i = 0; i < infusion->dose_count; i++) {
        judge_rule(judge, (struct rule){&infusion->doses[i].when, phase, &infusion->doses[i].origin, name, "dose"});
    }
    for (int i = 0; i < infusion->time_count; i++) {
        judge_rule(judge, (struct rule){&infusion->times[i].when, phase, &infusion->times[i].origin, name, "over"});
    }
    for (int i = 0; i < infusion->container_count; i++) {
        judge_rule(judge,
                   (struct rule){&infusion->containers[i].when, phase, &infusion->containers[i].origin, name, "bags"});
    }
    for (int i = 0; i < infusion->step_count; i++) {
        judge_rule(judge, (struct rule){&infusion->steps[i].only, phase, &infusion->steps[i].origin, name, "steps"});
    }
    judge_bands(judge, infusion);
    judge_groups(judge, infusion->limits, infusion->limit_count,
                 (struct rule){.phase = phase, .group = name, .key = "limits"});
    judge_lines(judge, &infusion->notes, (struct rule){.phase = phase, .group = name, .key = "notes"});
}

static void judge_checks(const struct consistency *judge)
{
    char key[80];
    for (int i = 0; i < judge->protocol->check_count; i++) {
        const struct check *check = &judge->protocol->checks[i];
        snprintf(key, sizeof key, "checks.%s", check->id);
        if (!check->negated) {
            judge_rule(judge, (struct rule){&check->when, NULL, &check->origin, NULL, key});
        }
    }
}

static void judge_rescues(const struct consistency *judge)
{
    for (int i = 0; i < judge->protocol->rescue_count; i++) {
        const struct rescue_rule *rescue = &judge->protocol->rescues[i];
        const struct limit_group speeds = {IFS_LIMIT_SPEED, true, rescue->limits, rescue->limit_count};
        judge_rule(judge, (struct rule){&rescue->when, NULL, &rescue->origin, NULL, "rescue"});
        judge_groups(judge, &speeds, 1, (struct rule){.phase = &rescue->when, .key = "rescue.speed"});
    }
}

void consistency_reach(const struct consistency *judge)
{
    const ifs_protocol *protocol = judge->protocol;
    for (int i = 0; i < protocol->infusion_count; i++) {
        judge_infusion(judge, &protocol->infusions[i]);
    }
    for (int i = 0; i < protocol->renal_count; i++) {
        judge_rule(judge, (struct rule){&protocol->renal[i].when, NULL, &protocol->renal[i].origin, NULL, "renal"});
    }
    judge_groups(judge, protocol->totals, protocol->total_count, (struct rule){.key = "totals"});
    judge_checks(judge);
    judge_rescues(judge);
    judge_lines(judge, &protocol->orders, (struct rule){.key = "orders"});
    judge_lines(judge, &protocol->monitoring, (struct rule){.key = "monitoring"});
    judge_lines(judge, &protocol->stop_rules, (struct rule){.key = "stop-rules"});
    judge_lines(judge, &protocol->follow_up, (struct rule){.key = "follow-up"});
    judge_lines(judge, &protocol->home_advice, (struct rule){.key = "home-advice"});
}

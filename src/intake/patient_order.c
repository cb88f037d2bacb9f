/*
 * patient_order.c - the group "order" of a patient file: prescriber, doses, times, overrides, confirmed values.
 *
 * Decides which key is which option of the command line; what the words mean, and whether they may be, is decided where the
 * options are (intake.c). Invariant: a choice stands for the infusion it names, never for the one named before it.
 */
#include <stdlib.h>
#include <string.h>

#include "patient_groups.h"

static void take_prescriber(struct intake *intake, const struct config_node *node, char **prescriber)
{
    const char *words = patient_text(intake, node);
    if (words == NULL) {
        return;
    }
    *prescriber = strdup(words); /* it is cut at its comma */
    if (*prescriber == NULL) {
        finding_add(intake->findings, IFS_ERROR, "no-memory", intake->place, "not enough memory; close other programs and try again");
        return;
    }
    intake_prescriber(intake, *prescriber);
}

/* The key of that name in a group; NULL where there is none. */
static const struct config_node *find(const struct config_node *group, const char *key)
{
    const struct config_node *node = group->first_child;
    while (node != NULL && strcmp(node->key, key) != 0) {
        node = node->next;
    }
    return node;
}

/* The infusion is looked up first: its key may stand behind the others. -2 when the name is wrong. */
static int infusion_named(struct intake *intake, const struct config_node *group)
{
    const struct config_node *node = find(group, "infusion");
    const char *name = node == NULL ? NULL : patient_text(intake, node);
    if (node == NULL) {
        return -1;
    }
    int infusion = name == NULL ? -1 : intake_infusion(intake, name);
    return infusion < 0 ? -2 : infusion;
}

static void take_infusion(struct intake *intake, const struct config_node *group)
{
    int infusion = infusion_named(intake, group);
    for (const struct config_node *node = group->first_child; node != NULL; node = node->next) {
        bool dose = strcmp(node->key, "dose") == 0;
        if (!dose && strcmp(node->key, "over") != 0) {
            if (strcmp(node->key, "infusion") != 0) {
                patient_unknown_key(intake, node, "infusion, dose, over");
            }
            continue;
        }
        const char *words = patient_text(intake, node);
        if (words != NULL && infusion >= -1) {
            if (dose) {
                intake_dose(intake, infusion, words);
            } else {
                intake_over(intake, infusion, words);
            }
        }
    }
}

static void take_override(struct intake *intake, const struct config_node *group)
{
    const struct config_node *check = find(group, "check");
    const struct config_node *reason = find(group, "reason");
    for (const struct config_node *node = group->first_child; node != NULL; node = node->next) {
        if (node != check && node != reason) {
            patient_unknown_key(intake, node, "check, reason");
        }
    }
    if (check == NULL || reason == NULL) {
        patient_stand_at(intake, group);
        finding_add(intake->findings, IFS_ERROR, "missing-key", intake->place,
                    "an override needs both; write { check = \"...\"; reason = \"...\"; }");
        return;
    }
    const char *why = patient_text(intake, reason);
    const char *which = patient_text(intake, check);
    if (which != NULL && why != NULL) {
        intake_override_of(intake, which, why);
    }
}

static void take_groups(struct intake *intake, const struct config_node *list,
                        void (*take)(struct intake *intake, const struct config_node *group))
{
    if (!patient_is(intake, list, CONFIG_LIST)) {
        return;
    }
    for (const struct config_node *node = list->first_child; node != NULL; node = node->next) {
        if (patient_is(intake, node, CONFIG_GROUP)) {
            take(intake, node);
        }
    }
}

static void take_confirmed(struct intake *intake, const struct config_node *array)
{
    if (!patient_is(intake, array, CONFIG_ARRAY)) {
        return;
    }
    for (const struct config_node *node = array->first_child; node != NULL; node = node->next) {
        const char *name = patient_text(intake, node);
        if (name != NULL) {
            intake_confirm(intake, name);
        }
    }
}

void patient_read_order(struct intake *intake, const struct config_node *group, char **prescriber)
{
    if (!patient_is(intake, group, CONFIG_GROUP)) {
        return;
    }
    for (const struct config_node *node = group->first_child; node != NULL; node = node->next) {
        if (strcmp(node->key, "prescriber") == 0) {
            take_prescriber(intake, node, prescriber);
        } else if (strcmp(node->key, "infusions") == 0) {
            take_groups(intake, node, take_infusion);
        } else if (strcmp(node->key, "overrides") == 0) {
            take_groups(intake, node, take_override);
        } else if (strcmp(node->key, "confirmed") == 0) {
            take_confirmed(intake, node);
        } else {
            patient_unknown_key(intake, node, "prescriber, infusions, overrides, confirmed");
        }
    }
}

/*
 * patient_visit.c - the group "visit" of a patient file: for which protocol it was saved, when each answer was given, and what
 * was printed then.
 *
 * Invariant: a file that was saved for one protocol is never taken for another, whose questions may bear the same names and mean
 * something else. What has grown old, and what has changed since, is decided by whoever asked for it to be kept.
 */
#include <string.h>

#include "patient_groups.h"
#include "quoted.h"

static void take_protocol(struct intake *intake, const char *id)
{
    if (strcmp(id, intake->protocol->id) != 0) {
        finding_add(intake->findings, IFS_ERROR, "other-protocol", intake->place,
                    "this file was saved for the protocol \"%s\", not for %s; name that protocol, or ask the patient anew", id,
                    intake->protocol->id);
    }
}

static bool read_moment(struct intake *intake, const struct config_node *node, struct instant *out)
{
    const char *words = patient_text(intake, node);
    if (words == NULL || clock_parse(words, out)) {
        return words != NULL;
    }
    finding_add(intake->findings, IFS_ERROR, "bad-date", intake->place,
                "%s: write date, time and offset, as in \"2026-11-20T14:30+01:00\"", node->key);
    return false;
}

static void take_answered(struct intake *intake, const struct config_node *group, struct patient_visit *visit)
{
    if (!patient_is(intake, group, CONFIG_GROUP)) {
        return;
    }
    for (const struct config_node *node = group->first_child; node != NULL; node = node->next) {
        int fact = fact_index(intake->protocol->facts, intake->protocol->fact_count, node->key);
        if (fact < 0) {
            patient_stand_at(intake, node);
            finding_add(intake->findings, IFS_ERROR, "unknown-fact", intake->place,
                        "unknown fact \"%s\"; infusheet facts %s lists what can be given", node->key, intake->protocol->id);
        } else if (read_moment(intake, node, &visit->answered[fact])) {
            fact_set_add(&visit->timed, fact);
        }
    }
}

/* A text that may go to a terminal. */
static const char *fit_text(struct intake *intake, const struct config_node *node)
{
    const char *words = patient_text(intake, node);
    if (words != NULL && !quoted_fit(words)) {
        finding_add(intake->findings, IFS_ERROR, "control-character", intake->place,
                    "%s: the text holds a control character or a hidden direction mark; write it without", node->key);
        return NULL;
    }
    return words;
}

static void take_item_key(struct intake *intake, const struct config_node *node, struct changed_item *item)
{
    if (strcmp(node->key, "of") == 0) {
        item->of = fit_text(intake, node);
    } else if (strcmp(node->key, "item") == 0) {
        item->item = fit_text(intake, node);
    } else if (strcmp(node->key, "words") == 0) {
        item->words = fit_text(intake, node);
    } else {
        patient_unknown_key(intake, node, "of, item, words");
    }
}

static void take_item(struct intake *intake, const struct config_node *group, struct patient_visit *visit)
{
    struct changed_item item = {NULL, NULL, NULL};
    for (const struct config_node *node = group->first_child; node != NULL; node = node->next) {
        take_item_key(intake, node, &item);
    }
    patient_stand_at(intake, group);
    if (item.of == NULL || item.item == NULL || item.words == NULL) {
        finding_add(intake->findings, IFS_ERROR, "missing-key", intake->place,
                    "what was printed needs all three; write { of = \"...\"; item = \"...\"; words = \"...\"; }");
    } else {
        changed_add(&visit->items, item.of, item.item, item.words);
    }
}

static void take_items(struct intake *intake, const struct config_node *list, struct patient_visit *visit)
{
    if (!patient_is(intake, list, CONFIG_LIST)) {
        return;
    }
    for (const struct config_node *node = list->first_child; node != NULL; node = node->next) {
        if (patient_is(intake, node, CONFIG_GROUP)) {
            take_item(intake, node, visit);
        }
    }
}

static void take_sheet(struct intake *intake, const struct config_node *group, struct patient_visit *visit)
{
    if (!patient_is(intake, group, CONFIG_GROUP)) {
        return;
    }
    for (const struct config_node *node = group->first_child; node != NULL; node = node->next) {
        if (strcmp(node->key, "id") == 0) {
            visit->sheet = fit_text(intake, node);
        } else if (strcmp(node->key, "verdict") == 0) {
            visit->verdict = fit_text(intake, node);
        } else if (strcmp(node->key, "payload") == 0) {
            visit->payload = fit_text(intake, node);
        } else if (strcmp(node->key, "items") == 0) {
            take_items(intake, node, visit);
        } else {
            patient_unknown_key(intake, node, "id, verdict, payload, items");
        }
    }
}

static void take_visit_key(struct intake *intake, const struct config_node *node, struct patient_visit *visit)
{
    if (strcmp(node->key, "protocol") == 0) {
        visit->protocol = fit_text(intake, node);
        if (visit->protocol != NULL) {
            take_protocol(intake, visit->protocol);
        }
    } else if (strcmp(node->key, "version") == 0) {
        visit->version = fit_text(intake, node);
    } else if (strcmp(node->key, "fingerprint") == 0) {
        visit->fingerprint = fit_text(intake, node);
    } else if (strcmp(node->key, "saved") == 0) {
        read_moment(intake, node, &visit->saved);
    } else if (strcmp(node->key, "answered") == 0) {
        take_answered(intake, node, visit);
    } else if (strcmp(node->key, "sheet") == 0) {
        take_sheet(intake, node, visit);
    } else {
        patient_unknown_key(intake, node, "protocol, version, fingerprint, saved, answered, sheet");
    }
}

void patient_read_visit(struct intake *intake, const struct config_node *group)
{
    struct patient_visit read = {.present = true};
    bool saved = false;
    if (!patient_is(intake, group, CONFIG_GROUP)) {
        return;
    }
    for (const struct config_node *node = group->first_child; node != NULL; node = node->next) {
        take_visit_key(intake, node, &read);
        saved = saved || strcmp(node->key, "saved") == 0;
    }
    patient_stand_at(intake, group);
    if (read.protocol == NULL || !saved) {
        finding_add(intake->findings, IFS_ERROR, "missing-key", intake->place,
                    "visit: write at least protocol = \"...\"; and saved = \"2026-11-20T14:30+01:00\";");
    }
    if (intake->visit != NULL) {
        *intake->visit = read;
    }
}

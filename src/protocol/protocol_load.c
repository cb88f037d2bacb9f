/*
 * protocol_load.c - a protocol with its drug library, from a name to a checked protocol.
 *
 * Decides where files are looked for and in which order everything is read: the library's salt, both walks, the facts
 * of both files, then the rules that read them. Invariant: a protocol is returned only when neither file has a single
 * error, and an id never leads out of the protocols directory.
 */
#include "protocol_load.h"

#include <stdio.h>
#include <string.h>

#include "clock.h"
#include "consistency.h"
#include "drug_place.h"
#include "file.h"
#include "opened.h"
#include "value.h"

/* ---- Places ----------------------------------------------------------------------------------------------------- */

static bool is_path(const char *name)
{
    size_t length = strlen(name);
    return strchr(name, '/') != NULL || (length > 4 && strcmp(name + length - 4, ".cfg") == 0);
}

bool protocol_locate(const char *name, const struct load_places *places, char *path, size_t capacity,
                     struct findings *findings)
{
    bool whole = is_path(name);
    if (!whole && !value_is_file_id(name)) {
        report_file(findings, NULL, "bad-protocol-name",
                    "\"%s\" is no name of a protocol; write its id (lower-case letters, digits, hyphens, points), or a "
                    "path ending in .cfg",
                    name);
        return false;
    }
    const char *directory = places->protocols != NULL ? places->protocols : ".";
    int length = whole ? snprintf(path, capacity, "%s", name) : snprintf(path, capacity, "%s/%s.cfg", directory, name);
    if ((size_t)length >= capacity) {
        report_file(findings, NULL, "bad-protocol-name", "the name of the protocol is too long; write its id");
        return false;
    }
    return true;
}

/* The node that names the drug library; NULL where the walk will say why. */
static const struct config_node *drug_name(const struct opened *protocol)
{
    struct loading reading = {.walk = protocol->walk};
    reading.walk.table = keys_of(KEY_FILE_PROTOCOL);
    struct group group = read_group(&reading, read_root(protocol->config.root), "protocol");
    const struct config_node *node = group.node != NULL ? read_node(&reading, group, "drug") : NULL;
    return node != NULL && value_is_file_id(node->string) ? node : NULL;
}

/* ---- Building ---------------------------------------------------------------------------------------------------- */

static void build_both(struct opened *drug, struct opened *protocol, struct loading *loading)
{
    drug_read_facts(drug, loading);
    struct group file = opened_turn_to(protocol, loading);
    build_sources(loading, file);
    build_choices(loading, IFS_FACT_INDICATION, read_list(loading, file, "indications"));
    build_questions(loading, file);
    drug_read_rules(drug, loading);
    opened_turn_to(protocol, loading);
    build_definitions(loading, file);
    build_header(loading, file);
    build_indications(loading, file);
    build_exceeds(loading, file);
    build_totals(loading, file);
    build_infusions(loading, file);
    build_renal(loading, file);
    build_rescues(loading, file);
    build_pages(loading, file);
    build_admission(loading, file);
    build_question_checks(loading, file);
    build_checks(loading, file);
    build_contradictions(loading, file);
    build_renal_checks(loading, file);
    build_examples(loading, file);
    build_needs(loading, file);
}

/* What nothing reads is known only when everything could be read. */
static void judge_all(const struct opened *protocol, const struct loading *loading, size_t errors)
{
    struct group file = read_root(protocol->config.root);
    opened_check_name(protocol, "protocol", loading->protocol->id);
    judge_header(loading, file, clock_day(clock_now()));
    judge_capacity(loading, read_node(loading, file, "infusions"));
    judge_unverified(loading, ORIGIN_PROTOCOL);
    if (finding_count(protocol->walk.reporter.findings, IFS_ERROR) == errors) {
        judge_factors(loading);
        judge_exceeds(loading);
        judge_questions(loading);
        judge_definitions(loading);
        judge_examples(loading, file);
        judge_needs(loading, file);
        judge_unused(loading, ORIGIN_PROTOCOL);
    }
}

/* Both files are open; the salt of the library is read before either is walked. */
static ifs_protocol *build(struct opened *drug, struct opened *protocol, size_t errors)
{
    struct loading loading;
    if (!loading_begin(&loading)) {
        report_file(drug->walk.reporter.findings, NULL, "no-memory", "there is not enough memory to read the protocol");
        return NULL;
    }
    ifs_salt *salt = &loading.protocol->drug.salt;
    loading.walk = drug->walk;
    loading.walk.table = keys_of(KEY_FILE_DRUG);
    bool known = build_salt(&loading, read_root(drug->config.root), salt);
    opened_check(drug, KEY_FILE_DRUG, known ? salt : NULL);
    opened_check(protocol, KEY_FILE_PROTOCOL, known ? salt : NULL);
    const char *file = protocol->walk.reporter.file;
    loading.protocol->file = arena_text(loading.arena, file, strlen(file));
    memcpy(loading.protocol->fingerprint, protocol->fingerprint, sizeof protocol->fingerprint);
    build_both(drug, protocol, &loading);
    judge_all(protocol, &loading, errors);
    return loading_end(&loading, errors);
}

/* The protocol alone cannot be built, but everything that is wrong with it by itself is said. */
static void check_alone(struct opened *protocol)
{
    opened_check(protocol, KEY_FILE_PROTOCOL, NULL);
}

static ifs_protocol *protocol_build(struct opened *protocol, const struct load_places *places, size_t errors)
{
    char path[DRUG_PATH_BYTES];
    struct opened drug = {0};
    ifs_protocol *built = NULL;
    const struct config_node *name = drug_name(protocol);
    if (name == NULL) {
        check_alone(protocol);
        return NULL;
    }
    if (!drug_locate(protocol->walk.reporter.file, places, name->string, path)) {
        drug_report_missing(&protocol->walk.reporter, name, places);
        check_alone(protocol);
        return NULL;
    }
    if (drug_open(&drug, path, true, protocol->walk.reporter.findings)) {
        built = build(&drug, protocol, errors);
    } else {
        check_alone(protocol);
    }
    opened_close(&drug);
    return built;
}

ifs_protocol *protocol_load(const char *path, const struct load_places *places, struct findings *findings)
{
    struct opened opened;
    enum key_file kind;
    ifs_protocol *protocol = NULL;
    size_t errors = finding_count(findings, IFS_ERROR);
    if (opened_read(&opened, path, findings) && opened_kind(&opened, &kind)) {
        if (kind == KEY_FILE_PROTOCOL) {
            protocol = protocol_build(&opened, places, errors);
        } else {
            report_file(findings, path, "unknown-kind", "this is no protocol; name a file with a group \"protocol\"");
        }
    }
    opened_close(&opened);
    return protocol;
}

void protocol_free(ifs_protocol *protocol)
{
    if (protocol != NULL) {
        arena_free(protocol->storage);
    }
}

/* ---- Any file ---------------------------------------------------------------------------------------------------- */

/* What only trying every patient shows, of a protocol without errors. Frees it. */
static void check_protocol(ifs_protocol *protocol, struct findings *findings)
{
    if (protocol != NULL) {
        consistency_check(protocol, findings);
    }
    protocol_free(protocol);
}

static void check_opened(struct opened *opened, enum key_file kind, const struct load_places *places)
{
    size_t errors = finding_count(opened->walk.reporter.findings, IFS_ERROR);
    ifs_site site;
    void *storage = NULL;
    switch (kind) {
    case KEY_FILE_PROTOCOL:
        check_protocol(protocol_build(opened, places, errors), opened->walk.reporter.findings);
        return;
    case KEY_FILE_DRUG:
        protocol_free(drug_build(opened, errors));
        return;
    case KEY_FILE_SITE:
        site_build(opened, &site, &storage, errors);
        site_free(storage);
        return;
    }
}

void check_file(const char *path, const struct load_places *places, struct findings *findings)
{
    struct opened opened;
    enum key_file kind;
    if (opened_read(&opened, path, findings) && opened_kind(&opened, &kind)) {
        check_opened(&opened, kind, places);
    }
    opened_close(&opened);
}

/*
 * drug_load.c - a drug library, on its own or for a protocol.
 *
 * Decides in which order a library is read: the salt first, for everything else may be written in mmol or mEq; then the
 * facts it asks, then whatever reads facts. Invariant: alone and under a protocol the same bytes give the same library.
 */
#include <string.h>

#include "opened.h"
#include "protocol_load.h"

bool drug_open(struct opened *drug, const char *path, bool errors_only, struct findings *findings)
{
    enum key_file kind;
    if (!opened_read(drug, path, findings) || !opened_kind(drug, &kind)) {
        return false;
    }
    if (kind != KEY_FILE_DRUG) {
        report_file(findings, path, "unknown-kind", "this is no drug library; name a file with a group \"drug\"");
        return false;
    }
    drug->walk.reporter.errors_only = errors_only;
    return true;
}

void drug_read_facts(const struct opened *drug, struct loading *loading)
{
    struct group file = opened_turn_to(drug, loading);
    build_sources(loading, file);
    build_facts(loading);
    build_choices(loading, IFS_FACT_PRODUCT, read_list(loading, file, "products"));
    build_choices(loading, IFS_FACT_DILUENT, read_list(loading, file, "diluents"));
    build_questions(loading, file);
    loading->library_fact_count = loading->protocol->fact_count;
}

void drug_read_rules(const struct opened *drug, struct loading *loading)
{
    struct group file = opened_turn_to(drug, loading);
    loading->protocol->drug.file =
        arena_text(loading->arena, drug->walk.reporter.file, strlen(drug->walk.reporter.file));
    memcpy(loading->protocol->drug.fingerprint, drug->fingerprint, sizeof drug->fingerprint);
    build_drug(loading, file);
    opened_check_name(drug, "drug", loading->protocol->drug.id);
    build_question_checks(loading, file);
    build_checks(loading, file);
}

/* The library with its own checks and facts; no protocol is there to give indications. */
ifs_protocol *drug_build(struct opened *drug, size_t errors)
{
    struct loading loading;
    if (!loading_begin(&loading)) {
        report_file(drug->walk.reporter.findings, NULL, "no-memory",
                    "there is not enough memory to read the drug library");
        return NULL;
    }
    ifs_salt *salt = &loading.protocol->drug.salt;
    loading.walk = drug->walk;
    loading.walk.table = keys_of(KEY_FILE_DRUG);
    bool known = build_salt(&loading, read_root(drug->config.root), salt);
    opened_check(drug, KEY_FILE_DRUG, known ? salt : NULL);
    drug_read_facts(drug, &loading);
    drug_read_rules(drug, &loading);
    judge_unverified(&loading, ORIGIN_DRUG);
    if (finding_count(drug->walk.reporter.findings, IFS_ERROR) == errors) {
        judge_unused(&loading, ORIGIN_DRUG);
    }
    return loading_end(&loading, errors);
}

ifs_protocol *drug_load(const char *path, struct findings *findings)
{
    struct opened drug;
    size_t errors = finding_count(findings, IFS_ERROR);
    ifs_protocol *library = drug_open(&drug, path, false, findings) ? drug_build(&drug, errors) : NULL;
    opened_close(&drug);
    return library;
}

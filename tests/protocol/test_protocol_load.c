/*
 * test_protocol_load.c - what a loaded protocol holds: every figure of tests/protocol/good/minimal.cfg in its place,
 * the limits of the drug library, the checks in their order, and which facts are needed. Files that must not load are
 * in test_bad.c.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "claim.h"
#include "hash.h"
#include "protocol_load.h"
#include "ratio.h"

#define MINIMAL "tests/protocol/good/minimal.cfg"
#define LIBRARY "tests/protocol/good/drugs/test-drug.cfg"

static const struct load_places places = {"tests/protocol/good"};
static ifs_protocol *protocol;

static int load(void **state)
{
    (void)state;
    struct findings findings = {0};
    protocol = protocol_load(MINIMAL, &places, &findings);
    size_t count = findings.count;
    finding_free(&findings);
    return protocol == NULL || count > 0 ? -1 : 0;
}

static int unload(void **state)
{
    (void)state;
    protocol_free(protocol);
    return 0;
}

static void assert_ratio(ifs_ratio ratio, int64_t whole)
{
    assert_int_equal(ratio.den, 1);
    assert_int_equal(ratio.num, whole);
}

static void assert_none(ifs_ratio ratio)
{
    assert_int_equal(ratio.den, 0);
}

/* ---- Header and drug --------------------------------------------------------------------------------------------- */

static void test_header(void **state)
{
    (void)state;
    assert_string_equal(protocol->id, "minimal");
    assert_string_equal(protocol->title, "Test protocol");
    assert_string_equal(protocol->version, "1.0.0");
    assert_string_equal(protocol->file, MINIMAL);
    assert_int_equal(protocol->review_by, 21152); /* 2027-11-30: 57 years of 365 days, 14 leap days, 333 days in 2027 */
    assert_int_equal(protocol->settings, 1U << IFS_CLINIC | 1U << IFS_WARD);
    assert_int_equal(protocol->overrides_in, 1U << IFS_WARD);
    assert_int_equal(protocol->crcl_weight, RENAL_WEIGHT_LOWEST);
    assert_false(protocol->names_acute_injury);
    assert_int_equal(protocol->source_count, 2);
    assert_string_equal(protocol->sources[0].id, "label");
    assert_int_equal(protocol->sources[0].file, ORIGIN_DRUG);
    assert_string_equal(protocol->sources[1].id, "trial");
    assert_int_equal(protocol->sources[1].file, ORIGIN_PROTOCOL);
    assert_int_equal(protocol->indication_count, 2);
    assert_string_equal(protocol->indications[0].labelled_as, "testing");
    assert_null(protocol->indications[1].labelled_as);
}

static void test_fingerprint_is_of_the_bytes(void **state)
{
    (void)state;
    static char bytes[65536];
    char hex[HASH_HEX];
    FILE *file = fopen(MINIMAL, "rb");
    assert_non_null(file);
    size_t size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    hash_sha256(bytes, size, hex);
    assert_string_equal(protocol->fingerprint, hex);
    assert_string_not_equal(protocol->drug.fingerprint, hex);
    assert_int_equal(strlen(protocol->drug.fingerprint), 64);
}

static void test_drug(void **state)
{
    (void)state;
    const struct drug *drug = &protocol->drug;
    assert_string_equal(drug->id, "test-drug");
    assert_int_equal(drug->salt.molar_mass_mg_per_mol, 246470);
    assert_int_equal(drug->salt.element_mg_per_mol, 24305);
    assert_int_equal(drug->salt.valence, 2);
    assert_int_equal(drug->product_count, 2);
    assert_int_equal(drug->products[0].kind, PRODUCT_PREMIX);
    assert_ratio(drug->products[0].strength, 10); /* 1,000,000 mcg / 100,000 uL */
    assert_int_equal(drug->products[0].content.mcg, 1000000);
    assert_true(drug->products[0].pump_required);
    assert_int_equal(drug->products[1].kind, PRODUCT_VIAL);
    assert_ratio(drug->products[1].strength, 500); /* 50 % is 500 mg per mL */
    assert_string_equal(drug->products[1].strength_text, "50 %");
    assert_int_equal(drug->products[1].volume.ul, 2000);
    assert_int_equal(drug->products[1].notes.count, 1); /* one group stands for a list */
    assert_true(drug->products[1].notes.list[0].when.count > 0);
    assert_int_equal(drug->diluent_count, 2);
    assert_int_equal(drug->antidote_count, 2);
    assert_int_equal(drug->incompatible.count, 1);
}

/* ---- Infusion -----------------------------------------------------------------------------------------------------
 */

static void test_dose(void **state)
{
    (void)state;
    const struct infusion_rule *infusion = &protocol->infusions[0];
    assert_int_equal(protocol->infusion_count, 1);
    assert_string_equal(infusion->name, "infusion");
    assert_int_equal(infusion->route, ROUTE_INTRAVENOUS);
    assert_int_equal(infusion->devices, 1U << IFS_PUMP | 1U << IFS_GRAVITY);
    assert_int_equal(infusion->first_device, IFS_PUMP);
    assert_int_equal(infusion->dose_count, 1);
    const struct dose_rule *dose = &infusion->doses[0];
    assert_int_equal(dose->basis, DOSE_FIXED);
    assert_false(dose->rate);
    assert_ratio(dose->usual, 1000000);
    assert_string_equal(dose->usual_text, "1 g");
    assert_int_equal(dose->step.mcg, 500000);
    assert_int_equal(dose->rounding, IFS_ROUND_HALF_UP);
    assert_int_equal(dose->limit.kind, IFS_LIMIT_DOSE);
    assert_ratio(dose->limit.soft_min, 1000000);
    assert_ratio(dose->limit.soft_max, 2000000);
    assert_ratio(dose->limit.hard_min, 500000);
    assert_ratio(dose->limit.hard_max, 4000000);
    assert_none(dose->maximum.hard_max);
    assert_string_equal(dose->origin.source, "trial");
    assert_int_equal(dose->origin.line, 19); /* of "dose = {" */
}

static void test_times(void **state)
{
    (void)state;
    const struct infusion_rule *infusion = &protocol->infusions[0];
    assert_int_equal(infusion->time_count, 2);
    assert_int_equal(infusion->times[0].dose_to.mcg, 1000000);
    assert_int_equal(infusion->times[0].usual.s, 15 * 60);
    assert_ratio(infusion->times[0].limit.hard_max, 2 * 3600);
    assert_int_equal(infusion->times[1].dose_to.mcg, 0);
    assert_none(infusion->times[1].limit.soft_min); /* "" is no bound */
    assert_ratio(infusion->times[1].limit.hard_min, 15 * 60);
    assert_none(infusion->times[1].limit.hard_max);
}

static const struct limit_group *group_of(const struct limit_group *groups, int count, ifs_limit_kind kind, int index)
{
    for (int i = 0; i < count; i++) {
        if (groups[i].kind == kind && index-- == 0) {
            return &groups[i];
        }
    }
    return NULL;
}

static void test_own_and_inherited_limits(void **state)
{
    (void)state;
    const struct infusion_rule *infusion = &protocol->infusions[0];
    const struct limit_group *per_kg = group_of(infusion->limits, infusion->limit_count, IFS_LIMIT_PER_KG, 0);
    assert_true(per_kg->alternatives);
    assert_int_equal(per_kg->count, 2);
    assert_ratio(per_kg->limits[0].soft_max, 40000);
    assert_ratio(per_kg->limits[1].hard_max, 30000);
    const struct limit_group *own = group_of(infusion->limits, infusion->limit_count, IFS_LIMIT_SPEED, 0);
    assert_false(own->alternatives);                        /* one without a condition */
    assert_ratio(own->limits[0].hard_max, 200 * 60 * 1000); /* 200 mg/min in mcg/h */
    const struct limit_group *concentration =
        group_of(infusion->limits, infusion->limit_count, IFS_LIMIT_CONCENTRATION, 0);
    assert_false(concentration->alternatives);
    assert_ratio(concentration->limits[0].hard_max, 200);
    assert_int_equal(concentration->limits[0].origin.file, ORIGIN_DRUG);
    assert_null(concentration->limits[0].because);
}

static void test_exceed_replaces_the_bound(void **state)
{
    (void)state;
    const struct infusion_rule *infusion = &protocol->infusions[0];
    const struct limit_group *library = group_of(infusion->limits, infusion->limit_count, IFS_LIMIT_SPEED, 1);
    assert_non_null(library);
    assert_int_equal(library->count, 1);
    assert_ratio(library->limits[0].hard_max, 200 * 60 * 1000); /* 150 in the library */
    assert_string_equal(library->limits[0].because, "Tests need it.");
    assert_int_equal(library->limits[0].origin.file, ORIGIN_PROTOCOL);
}

static void test_totals(void **state)
{
    (void)state;
    const struct limit_group *own = group_of(protocol->totals, protocol->total_count, IFS_LIMIT_IN_24H, 0);
    const struct limit_group *library = group_of(protocol->totals, protocol->total_count, IFS_LIMIT_IN_24H, 1);
    const struct limit_group *two_days = group_of(protocol->totals, protocol->total_count, IFS_LIMIT_IN_48H, 0);
    const struct limit_group *interval = group_of(protocol->totals, protocol->total_count, IFS_LIMIT_INTERVAL, 0);
    assert_ratio(own->limits[0].hard_max, 4000000);
    assert_false(own->alternatives);
    assert_ratio(library->limits[0].soft_max, 30000000);
    assert_ratio(library->limits[0].hard_max, 40000000);
    assert_ratio(two_days->limits[0].hard_max, 20000000);
    assert_true(two_days->limits[0].when.count > 0);
    assert_false(two_days->alternatives); /* a condition of the library makes no alternative */
    assert_ratio(interval->limits[0].hard_min, 24 * 3600);
    assert_none(interval->limits[0].hard_max);
}

static void test_containers(void **state)
{
    (void)state;
    const struct infusion_rule *infusion = &protocol->infusions[0];
    assert_int_equal(infusion->container_count, 2);
    assert_int_equal(infusion->containers[0].additive, ADDITIVE_PREMIXED);
    assert_int_equal(infusion->containers[0].diluent_count, 0);
    const struct container *vial = &infusion->containers[1];
    assert_int_equal(vial->product_index, 1);
    assert_ptr_equal(vial->product, &protocol->drug.products[1]);
    assert_int_equal(vial->additive, ADDITIVE_ADDED);
    assert_int_equal(vial->vessel, VESSEL_BAG);
    assert_int_equal(vial->volume.ul, 100000);
    assert_int_equal(vial->diluent_count, 2);
    assert_int_equal(vial->diluents[0], 0);
    assert_int_equal(vial->diluents[1], 1);
}

static void test_renal_and_rescue(void **state)
{
    (void)state;
    assert_int_equal(protocol->renal_count, 3);
    assert_ratio(protocol->renal[0].factor, 1);
    assert_int_equal(protocol->renal[1].factor.num, 1);
    assert_int_equal(protocol->renal[1].factor.den, 2);
    assert_string_equal(protocol->renal[1].factor_text, "0.5");
    assert_ratio(protocol->renal[1].maximum.hard_max, 1000000);
    assert_int_equal(protocol->renal[1].infusion, -1);
    assert_true(protocol->renal[2].refuses);
    assert_int_equal(protocol->rescue_count, 1);
    assert_true(protocol->rescues[0].per_weight);
    assert_ratio(protocol->rescues[0].usual, 60000);
    assert_int_equal(protocol->rescues[0].maximum.mcg, 1000000);
    assert_int_equal(protocol->rescues[0].step.mcg, 10000); /* 10 mg unless named */
    assert_int_equal(protocol->rescues[0].limit_count, 2);  /* those of the antidote */
    assert_ratio(protocol->rescues[0].limits[1].hard_max, 100 * 60 * 1000);
}

/* ---- Checks and facts ---------------------------------------------------------------------------------------------
 */

static void test_checks_in_order(void **state)
{
    (void)state;
    static const char *const ids[] = {"heart-block",  "other-drug", "admit-1", "setting", "alone",
                                      "low-pressure", "asleep",     "old",     "renal-band", "renal"};
    static const ifs_check_severity severities[] = {IFS_REFUSE, IFS_OVERRIDE, IFS_REFUSE, IFS_REFUSE, IFS_REFUSE,
                                                    IFS_REFUSE, IFS_REFUSE,   IFS_WARN,   IFS_WARN,   IFS_REFUSE};
    static const bool negated[] = {false, false, true, true, true, false, false, false, false, false};
    assert_int_equal(protocol->check_count, COUNT_OF(ids));
    for (size_t i = 0; i < COUNT_OF(ids); i++) {
        assert_string_equal(protocol->checks[i].id, ids[i]);
        assert_int_equal(protocol->checks[i].severity, severities[i]);
        assert_int_equal(protocol->checks[i].negated, negated[i]);
        assert_true(protocol->checks[i].when.count > 0);
    }
    assert_string_equal(protocol->checks[0].say, "Heart block? The answer must be no.");
    assert_int_equal(protocol->checks[0].origin.file, ORIGIN_DRUG);
    assert_string_equal(protocol->checks[3].when.text, "setting is clinic or setting is ward");
    assert_string_equal(protocol->checks[4].say, "Not alone.");
    assert_string_equal(protocol->checks[8].say, "Half.");
    assert_string_equal(protocol->checks[9].say, "Clearance too low.");
}

static const struct fact_rule *fact(const char *name)
{
    int index = fact_index(protocol->facts, protocol->fact_count, name);
    assert_true(index >= 0);
    return &protocol->facts[index];
}

static void test_needs(void **state)
{
    (void)state;
    static const char *const required[] = {"weight",      "indication", "setting", "allergies", "age",  "crcl",
                                           "heart-block", "other-drug", "alone",   "awake",     "pain", "given-24h"};
    static const char *const optional[] = {"sex",     "creatinine", "kidneys", "name",     "height",
                                           "product", "diluent",    "device",  "given-48h"};
    for (size_t i = 0; i < COUNT_OF(required); i++) {
        assert_int_equal(fact(required[i])->need, FACT_REQUIRED);
        assert_true(fact(required[i])->read);
    }
    for (size_t i = 0; i < COUNT_OF(optional); i++) {
        assert_int_equal(fact(optional[i])->need, FACT_OPTIONAL);
    }
    assert_int_equal(fact("systolic")->need, FACT_BEDSIDE);
    assert_true(fact("creatinine")->read); /* behind crcl */
    assert_true(fact("born")->read);       /* behind age */
    assert_true(fact("kidneys")->read);    /* a risk for a category by history */
    assert_false(fact("gestation")->read);
    assert_false(fact("spo2")->read);
}

/* Required whatever the other answers are: what the protocol lists, and the three that always are. */
static void test_required_set(void **state)
{
    (void)state;
    assert_true(fact_set_has(&protocol->required, IFS_FACT_WEIGHT));
    assert_true(fact_set_has(&protocol->required, IFS_FACT_ALLERGIES));
    assert_true(fact_set_has(&protocol->required, IFS_FACT_SETTING));
    assert_true(fact_set_has(&protocol->required, IFS_FACT_INDICATION));
    assert_false(fact_set_has(&protocol->required, IFS_FACT_AGE));
    assert_true(fact_set_has(&protocol->bedside, IFS_FACT_SYSTOLIC));
    assert_false(fact_set_has(&protocol->bedside, IFS_FACT_DIASTOLIC));
}

static void test_passes(void **state)
{
    (void)state;
    assert_int_equal(fact("heart-block")->pass, FACT_PASS_NO); /* as written */
    assert_int_equal(fact("alone")->pass, FACT_PASS_YES);      /* as written */
    assert_int_equal(fact("other-drug")->pass, FACT_PASS_NO);  /* only where yes trips */
    assert_int_equal(fact("awake")->pass, FACT_PASS_YES);      /* only under a not */
    assert_int_equal(fact("pain")->pass, FACT_PASS_NONE);      /* named choices */
    assert_int_equal(fact("kidneys")->pass, FACT_PASS_NO);     /* a renal risk that is denied */
    assert_string_equal(fact("awake")->pass_word, "yes");
    assert_null(fact("pain")->pass_word);
}

static void test_choices(void **state)
{
    (void)state;
    assert_int_equal(fact("indication")->choice_count, 2);
    assert_string_equal(fact("indication")->choices[1], "trying");
    assert_string_equal(fact("product")->choices[1], "vial");
    assert_string_equal(fact("diluent")->choices[0], "saline");
    assert_int_equal(fact("device")->choice_count, IFS_DEVICE_COUNT);
    assert_int_equal(fact("pain")->kind, FACT_CHOICE);
    assert_int_equal(fact("awake")->kind, FACT_QUESTION);
}

static void test_lines_and_examples(void **state)
{
    (void)state;
    assert_int_equal(protocol->monitoring.count, 1);
    assert_string_equal(protocol->monitoring.list[0].at, "baseline, 5 min");
    assert_int_equal(protocol->orders.count, 0);
    assert_int_equal(protocol->example_count, 1);
    assert_int_equal(protocol->examples[0].fact_count, 2);
    assert_string_equal(protocol->examples[0].facts[1], "age=34 y");
    assert_string_equal(protocol->examples[0].expect[0], "verdict=incomplete");
}

/* ---- Names and files ----------------------------------------------------------------------------------------------
 */

static bool locate(const char *name, char *path, size_t capacity)
{
    struct findings findings = {0};
    bool found = protocol_locate(name, &places, path, capacity, &findings);
    assert_int_equal(findings.count, found ? 0 : 1);
    assert_true(found || strcmp(findings.list[0].code, "bad-protocol-name") == 0);
    finding_free(&findings);
    return found;
}

static void test_locate(void **state)
{
    (void)state;
    char path[80];
    assert_true(locate("minimal", path, sizeof path));
    assert_string_equal(path, "tests/protocol/good/minimal.cfg");
    assert_true(locate("./own.cfg", path, sizeof path));
    assert_string_equal(path, "./own.cfg");
    assert_true(locate("own.cfg", path, sizeof path));
    assert_string_equal(path, "own.cfg");
    static const char *const wrong[] = {"", "..", "a..b", ".hidden", "-x", "Minimal", "a b", "a\nb", "caf\xc3\xa9"};
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        assert_false(locate(wrong[i], path, sizeof path));
    }
    assert_false(locate("minimal", path, 20)); /* does not fit */
}

static void assert_unreadable(const char *path)
{
    struct findings findings = {0};
    assert_null(protocol_load(path, &places, &findings));
    assert_int_equal(findings.count, 1);
    assert_string_equal(findings.list[0].code, "unreadable-file");
    assert_string_equal(findings.list[0].file, path);
    finding_free(&findings);
}

static void test_unreadable_files(void **state)
{
    (void)state;
    assert_unreadable("tests/protocol/good/none.cfg");
    assert_unreadable("tests/protocol/good");
    assert_unreadable("/dev/zero");
}

/* A file of 1 GiB (a hole) is refused without being read. */
static void test_huge_file(void **state)
{
    (void)state;
    char path[] = "/tmp/infusheet-huge-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(ftruncate(file, 1 << 30), 0);
    close(file);
    assert_unreadable(path);
    unlink(path);
}

/* The same fault in the same line of two files is told of both. */
static void test_two_files_with_one_fault(void **state)
{
    (void)state;
    struct findings findings = {0};
    check_file("tests/protocol/bad/gap-in-doses.cfg", &places, &findings);
    size_t one = findings.count;
    check_file("./tests/protocol/bad/gap-in-doses.cfg", &places, &findings);
    assert_true(one > 0);
    assert_int_equal(findings.count, 2 * one);
    finding_free(&findings);
}

/* An error that belongs to no file takes nothing from a finding about one. */
static void test_after_an_error_without_a_file(void **state)
{
    (void)state;
    struct findings findings = {0};
    finding_add(&findings, IFS_ERROR, "bad-protocol-name", (struct place){NULL, 0, 0}, "before");
    check_file("tests/protocol/bad/rescue-two-doses.cfg", &places, &findings);
    assert_int_equal(findings.count, 2);
    finding_free(&findings);
}

/* A file is called by its name without .cfg, or by its whole name where it has none. */
static void test_name_without_an_ending(void **state)
{
    (void)state;
    static const char *const names[] = {"minimal", "mini"};
    static char text[65536];
    FILE *in = fopen(MINIMAL, "r");
    assert_non_null(in);
    size_t size = fread(text, 1, sizeof text, in);
    fclose(in);
    char folder[] = "/tmp/infusheet-name-XXXXXX";
    assert_non_null(mkdtemp(folder));
    for (int i = 0; i < 2; i++) {
        char path[60];
        struct findings findings = {0};
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        FILE *out = fopen(path, "w");
        assert_non_null(out);
        assert_int_equal(fwrite(text, 1, size, out), size);
        fclose(out);
        ifs_protocol *loaded = protocol_load(path, &places, &findings);
        assert_int_equal(loaded != NULL, i == 0);
        assert_int_equal(findings.count, i);
        assert_true(i == 0 || strstr(findings.list[0].message, "rename the file to minimal.cfg, or write \"mini\"") != NULL);
        protocol_free(loaded);
        finding_free(&findings);
        unlink(path);
    }
    rmdir(folder);
}

/* Without a directory of protocols an id is looked for where one stands. */
static void test_without_a_directory(void **state)
{
    (void)state;
    char path[40];
    struct findings findings = {0};
    assert_true(protocol_locate("minimal", &(struct load_places){NULL}, path, sizeof path, &findings));
    assert_string_equal(path, "./minimal.cfg");
    finding_free(&findings);
}

static void test_wrong_kind(void **state)
{
    (void)state;
    struct findings findings = {0};
    assert_null(protocol_load("tests/protocol/good/site.cfg", &places, &findings));
    assert_string_equal(findings.list[0].code, "unknown-kind");
    finding_free(&findings);
}

/* ---- More than fit ------------------------------------------------------------------------------------------------
 */

/* That file with `piece` repeated where `mark` stands; # in the piece counts. */
static void write_repeated(const char *from, const char *path, const char *mark, const char *piece, int times)
{
    static char bytes[65536];
    FILE *in = fopen(from, "rb");
    assert_non_null(in);
    bytes[fread(bytes, 1, sizeof bytes - 1, in)] = '\0';
    fclose(in);
    char *place = strstr(bytes, mark);
    assert_non_null(place);
    place += strlen(mark);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    fwrite(bytes, 1, (size_t)(place - bytes), out);
    for (int i = 0; i < times; i++) {
        for (const char *at = piece; *at != '\0'; at++) {
            if (*at == '#') {
                fprintf(out, "%d", i);
            } else {
                fputc(*at, out);
            }
        }
    }
    fputs(place, out);
    fclose(out);
}

static int count_code(const char *path, const char *code)
{
    struct findings findings = {0};
    int count = 0;
    check_file(path, &places, &findings);
    for (size_t i = 0; i < findings.count; i++) {
        count += strcmp(findings.list[i].code, code) == 0 ? 1 : 0;
    }
    finding_free(&findings);
    return count;
}

/* Of a file of good/: what is refused by that code with so many pieces, and not with one less. */
static void assert_most_in(const char *name, const char *code, const char *mark, const char *const piece[2], int fits)
{
    char directory[] = "/tmp/infusheet-test-XXXXXX";
    char from[80];
    char path[80];
    assert_non_null(mkdtemp(directory));
    snprintf(from, sizeof from, "tests/protocol/good/%s", name);
    snprintf(path, sizeof path, "%s/%s", directory, name);
    write_repeated(from, path, mark, piece[0], fits);
    if (count_code(path, code) != 0) {
        fail_msg("%s, %s: %d are too many", name, mark, fits);
    }
    write_repeated(from, path, mark, piece[1], piece[0] == piece[1] ? fits + 1 : fits);
    if (count_code(path, code) == 0) {
        fail_msg("%s, %s: one more than %d is taken", name, mark, fits);
    }
    unlink(path);
    rmdir(directory);
}

static void assert_too_many(const char *mark, const char *piece, int fits)
{
    assert_most_in("minimal.cfg", "too-many", mark, (const char *const[]){piece, piece}, fits);
}

static int too_many_in_library(const char *path)
{
    struct findings findings = {0};
    int count = 0;
    protocol_free(drug_load(path, &findings));
    for (size_t i = 0; i < findings.count; i++) {
        count += strcmp(findings.list[i].code, "too-many") == 0 ? 1 : 0;
    }
    finding_free(&findings);
    return count;
}

/* The test library has two products and two diluents; 64 are offered as choices. */
static void test_capacities_of_a_library(void **state)
{
    (void)state;
    static const char *const pieces[][2] = {
        {"products = (", " { id = \"p#\"; name = \"Test\"; kind = \"vial\"; strength = \"50 %\"; volume = \"2 mL\"; source = \"label\"; },"},
        {"diluents = (", " { id = \"d#\"; name = \"Test\"; source = \"label\"; },"},
    };
    char directory[] = "/tmp/infusheet-test-XXXXXX";
    char path[80];
    assert_non_null(mkdtemp(directory));
    snprintf(path, sizeof path, "%s/library.cfg", directory);
    for (size_t i = 0; i < COUNT_OF(pieces); i++) {
        write_repeated(LIBRARY, path, pieces[i][0], pieces[i][1], 62);
        assert_int_equal(too_many_in_library(path), 0);
        write_repeated(LIBRARY, path, pieces[i][0], pieces[i][1], 63);
        assert_int_equal(too_many_in_library(path), 1);
    }
    unlink(path);
    rmdir(directory);
}

static void test_capacities(void **state)
{
    (void)state;
    assert_too_many("indications = (", " { id = \"i#\"; text = \"Test\"; evidence = \"None.\"; source = \"trial\"; },", 62);
    assert_too_many("checks = (", " { id = \"c#\"; warn-if = \"age >= # y\"; say = \"Test.\"; source = \"trial\"; },",
                    IFS_CHECK_MAX - 10);
    assert_too_many("questions = (", " { id = \"q#\"; ask = \"Test?\"; },", IFS_FACT_MAX - IFS_FACT_BUILTIN - 6);
    assert_too_many("exceed = (", " { limit = \"volume\"; to = \"1 L\"; because = \"Test.\"; source = \"trial\"; },",
                    15);
    assert_too_many("renal = (", " { when = \"crcl < # mL/min\"; },", 29);
    assert_too_many("per-kg = (", " { when = \"age < # y\"; hard-max = \"30 mg/kg\"; source = \"trial\"; },", 30);
    assert_too_many("over = (", " { dose-to = \"# g\"; usual = \"15 min\"; source = \"trial\"; },", 30);
    assert_too_many("bags = (", " { product = \"premix\"; additive = \"premixed\"; },", 30);
    assert_too_many("rescue = (", " { product = \"antidote\"; usual = \"1 g\"; over = \"10 min\"; source = \"trial\"; },", IFS_RESCUE_MAX - 1);
}

/* As many as a plan has bits to tell them apart. */
static void test_capacity_of_contradictions(void **state)
{
    (void)state;
    static char lists[2][4096];
    for (int i = 0; i < 2; i++) {
        strcpy(lists[i], "contradictions = ( ");
        for (int j = 0; j < 32 + i; j++) {
            strcat(lists[i], j > 0 ? ", " : "");
            strcat(lists[i], "{ if = \"weight < 60 kg\"; say = \"Test.\"; source = \"trial\"; }");
        }
        strcat(lists[i], " );");
    }
    assert_most_in("minimal.cfg", "too-many", "bedside = [\"systolic\"];", (const char *const[]){lists[0], lists[1]}, 1);
}

/* Four days of doses every hour, and no more. */
static void test_doses_of_a_repeat(void **state)
{
    (void)state;
    static const char *const pieces[] = {" doses = 96;", " doses = 97;"};
    assert_most_in("repeated-rate.cfg", "bad-count", "repeat = { every = \"6 h\";", pieces, 1);
    static const char *const few[] = {" doses = 2;", " doses = 1;"};
    assert_most_in("repeated-rate.cfg", "bad-count", "repeat = { every = \"6 h\";", few, 1);
}

static void test_too_many_tests(void **state)
{
    (void)state;
    char directory[] = "/tmp/infusheet-test-XXXXXX";
    char path[80];
    assert_non_null(mkdtemp(directory));
    snprintf(path, sizeof path, "%s/minimal.cfg", directory);
    write_repeated(MINIMAL, path, "monitoring = (", " { say = \"Test.\"; when = \"weight < 1# kg\"; source = \"trial\"; },",
                   260);
    assert_true(count_code(path, "bad-condition") > 0);
    unlink(path);
    rmdir(directory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_header),
        cmocka_unit_test(test_fingerprint_is_of_the_bytes),
        cmocka_unit_test(test_drug),
        cmocka_unit_test(test_dose),
        cmocka_unit_test(test_times),
        cmocka_unit_test(test_own_and_inherited_limits),
        cmocka_unit_test(test_exceed_replaces_the_bound),
        cmocka_unit_test(test_totals),
        cmocka_unit_test(test_containers),
        cmocka_unit_test(test_renal_and_rescue),
        cmocka_unit_test(test_checks_in_order),
        cmocka_unit_test(test_needs),
        cmocka_unit_test(test_required_set),
        cmocka_unit_test(test_passes),
        cmocka_unit_test(test_choices),
        cmocka_unit_test(test_lines_and_examples),
        cmocka_unit_test(test_locate),
        cmocka_unit_test(test_unreadable_files),
        cmocka_unit_test(test_huge_file),
        cmocka_unit_test(test_wrong_kind),
        cmocka_unit_test(test_two_files_with_one_fault),
        cmocka_unit_test(test_after_an_error_without_a_file),
        cmocka_unit_test(test_name_without_an_ending),
        cmocka_unit_test(test_without_a_directory),
        cmocka_unit_test(test_capacities),
        cmocka_unit_test(test_capacity_of_contradictions),
        cmocka_unit_test(test_doses_of_a_repeat),
        cmocka_unit_test(test_capacities_of_a_library),
        cmocka_unit_test(test_too_many_tests),
    };
    setenv("SOURCE_DATE_EPOCH", "1795132800", 1); /* 2026-11-20 */
    return cmocka_run_group_tests(tests, load, unload);
}

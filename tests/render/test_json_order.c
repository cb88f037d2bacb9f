/*
 * test_json_order.c - the keys of an order, all of them and in their order. The document is read as text:
 * only one room knows the library that wrote it.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "json_order.h"
#include "sheet/sample.h"

static int set_up(void **state)
{
    *state = calloc(1, sizeof(struct sample));
    return *state == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    free(*state);
    return 0;
}

static char *write_verdict(struct sample *sample, ifs_verdict verdict)
{
    sample_verdict(sample, verdict);
    sample_build(sample);
    char *bytes = json_order(&sample->sheet);
    assert_non_null(bytes);
    return bytes;
}

/* Each piece comes after the one before it. */
static void in_order(const char *bytes, const char *const *pieces, size_t count)
{
    const char *at = bytes;
    for (size_t i = 0; i < count; i++) {
        const char *next = strstr(at, pieces[i]);
        if (next == NULL) {
            fail_msg("missing or out of order: %s", pieces[i]);
        }
        at = next + strlen(pieces[i]);
    }
}

static void has(const char *bytes, const char *piece)
{
    in_order(bytes, &piece, 1);
}

static void every_sheet_has_every_key(void **state)
{
    static const char *const keys[] = {"\n  \"schema\": 1,",
                                       "\n  \"verdict\": ",
                                       "\n  \"draft\": true,",
                                       "\n  \"protocol\": {",
                                       "\"id\": \"example\"",
                                       "\"title\": ",
                                       "\"version\": \"1.2.3\"",
                                       "\"fingerprint\": \"c0ffee\"",
                                       "\"approved\": false",
                                       "\n  \"facts\": {",
                                       "\n  \"derived\": {",
                                       "\"crcl\": {",
                                       "\"text\": ",
                                       "\"value\": ",
                                       "\"method\": ",
                                       "\"weight\": ",
                                       "\"all\": [",
                                       "\n  \"infusions\": [",
                                       "\n  \"checks\": [",
                                       "\"id\": ",
                                       "\"severity\": ",
                                       "\"result\": ",
                                       "\"say\": ",
                                       "\"source\": ",
                                       "\"reason\": ",
                                       "\n  \"start_conditions\": [",
                                       "\n  \"missing\": [",
                                       "\n  \"findings\": [",
                                       "\"severity\": ",
                                       "\"code\": ",
                                       "\"where\": ",
                                       "\"message\": ",
                                       "\n  \"working\": [",
                                       "\n  \"monitoring\": [",
                                       "\n  \"stop_rules\": [",
                                       "\n  \"rescue\": [",
                                       "\n  \"follow_up\": ["};
    for (int verdict = IFS_REFUSED; verdict <= IFS_READY; verdict++) {
        char *bytes = write_verdict(*state, (ifs_verdict)verdict);
        in_order(bytes, keys, sizeof keys / sizeof keys[0]);
        free(bytes);
    }
}

static void an_infusion_has_every_key(void **state)
{
    static const char *const keys[] = {"\"infusions\": [",
                                       "\"name\": \"infusion\"",
                                       "\"dose_mcg\": 1000000",
                                       "\"dose\": \"1 g\"",
                                       "\"dose_mmol\": \"4.06\"",
                                       "\"dose_meq\": \"8.11\"",
                                       "\"basis\": \"fixed\"",
                                       "\"over_s\": 900",
                                       "\"product\": \"vial-example\"",
                                       "\"containers\": 1",
                                       "\"draw_ul\": 2000",
                                       "\"diluent\": \"sodium-chloride-0.9\"",
                                       "\"diluent_ul\": 100000",
                                       "\"additive\": \"added\"",
                                       "\"total_ul\": 102000",
                                       "\"concentration\": {",
                                       "\"mcg\": 1000000",
                                       "\"ul\": 102000",
                                       "\"text\": \"9.8 mg per mL\"",
                                       "\"flow_ul_per_h\": 408000",
                                       "\"flow\": \"408 mL per hour\"",
                                       "\"delivered\": {",
                                       "\"dose_mcg\": 1000000",
                                       "\"over_s\": 900",
                                       "\"speed_mcg_per_min\": 66667",
                                       "\"per_kg_mcg\": 14706",
                                       "\"drops_per_min\": null",
                                       "\"checks\": ["};
    char *bytes = write_verdict(*state, IFS_READY);
    in_order(bytes, keys, sizeof keys / sizeof keys[0]);
    free(bytes);
}

static void a_sheet_without_an_order_has_no_infusion(void **state)
{
    static const ifs_verdict verdicts[] = {IFS_REFUSED, IFS_INCOMPLETE};
    static const char *const names[] = {"\"verdict\": \"refused\"", "\"verdict\": \"incomplete\""};
    for (size_t i = 0; i < 2; i++) {
        char *bytes = write_verdict(*state, verdicts[i]);
        has(bytes, names[i]);
        has(bytes, "\"infusions\": [],");
        has(bytes, "\"rescue\": [],");
        assert_null(strstr(bytes, "mL per hour"));
        assert_null(strstr(bytes, "102"));
        assert_null(strstr(bytes, "draw_ul"));
        free(bytes);
    }
}

static void a_refusal_has_its_reason(void **state)
{
    static const char *const finding[] = {"\"findings\": [", "\"severity\": \"error\"", "\"code\": \"no-drop-set\"",
                                          "\"where\": \"infusion\"",
                                          "\"message\": \"Gravity is asked for, but no drop set is known.\""};
    struct sample *sample = *state;
    sample_begin(sample);
    sample->plan.verdict = IFS_REFUSED;
    sample->plan.obstacle[0] = IFS_OBSTACLE_NO_DROP_SET;
    sample_build(sample);
    char *bytes = json_order(&sample->sheet);
    in_order(bytes, finding, sizeof finding / sizeof finding[0]);
    free(bytes);
}

static void what_does_not_apply_is_null(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->plan.infusions[0].container = 1;
    sample->plan.infusions[0].diluent = -1;
    sample->plan.infusions[0].total_ul = ratio_whole(100000);
    sample->plan.infusions[0].device = IFS_HAND;
    sample->plan.infusions[0].flow.ul_per_h = 0;
    sample->plan.infusions[0].per_kg_mcg = (ifs_ratio){0, 0};
    memset(&sample->plan.derived, 0, sizeof sample->plan.derived);
    sample_build(sample);
    char *bytes = json_order(&sample->sheet);
    static const char *const nulls[] = {"\"text\": null",    "\"value\": null",      "\"method\": null",
                                        "\"weight\": null",  "\"all\": []",          "\"draw_ul\": null",
                                        "\"diluent\": null", "\"diluent_ul\": null", "\"flow_ul_per_h\": null",
                                        "\"flow\": null",    "\"per_kg_mcg\": null", "\"drops_per_min\": null"};
    in_order(bytes, nulls, sizeof nulls / sizeof nulls[0]);
    free(bytes);
}

static void start_conditions_and_answers(void **state)
{
    char *bytes = write_verdict(*state, IFS_CONDITIONAL);
    has(bytes, "\"systolic\": \"unknown\"");
    has(bytes, "\"heart-block\": \"no\"");
    static const char *const start[] = {
        "\"fact\": \"systolic\"", "\"limit\": \"at least 100 mmHg and at most 180 mmHg\"",
        "\"text\": \"Systolic blood pressure: at least 100 mmHg and at most 180 mmHg\""};
    in_order(bytes, start, 3);
    free(bytes);
    bytes = write_verdict(*state, IFS_INCOMPLETE);
    has(bytes, "\"missing\": [\n    \"heart-block\"\n  ]");
    free(bytes);
}

static void a_full_sheet_has_no_document(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample_build(sample);
    sample->sheet.full = true;
    assert_null(json_order(&sample->sheet));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sheet_has_every_key),
        cmocka_unit_test(an_infusion_has_every_key),
        cmocka_unit_test(a_sheet_without_an_order_has_no_infusion),
        cmocka_unit_test(a_refusal_has_its_reason),
        cmocka_unit_test(what_does_not_apply_is_null),
        cmocka_unit_test(start_conditions_and_answers),
        cmocka_unit_test(a_full_sheet_has_no_document),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

/*
 * Configuration files: the tree with libconfig's texts and our places, and bytes that no tree may come from.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "claim.h"
#include "config.h"

static struct config parse(const char *text)
{
    struct findings findings = {0};
    struct config config = {0};
    if (!config_parse(text, strlen(text), "x.cfg", &config, &findings) || findings.count != 0) {
        fail_msg("%s: %s", text, findings.count > 0 ? findings.list[0].message : "no tree");
    }
    return config;
}

static void assert_node(const struct config_node *node, enum config_kind kind, const char *key, const int places[4])
{
    assert_non_null(node);
    assert_int_equal(node->kind, kind);
    if (key == NULL) {
        assert_null(node->key);
    } else {
        assert_string_equal(node->key, key);
    }
    assert_int_equal(node->line, places[0]);
    assert_int_equal(node->column, places[1]);
    assert_int_equal(node->value_line, places[2]);
    assert_int_equal(node->value_column, places[3]);
}

static void test_a_tree_in_file_order_with_places(void **state)
{
    (void)state;
    struct config config = parse("# \xC2\xB5\n"
                                 "schema = 1;\n"
                                 "protocol = {\n"
                                 "\ttitle = \"5 \xC2\xB5g\"; id =\n"
                                 "  \"x\"; };\n");
    const struct config_node *root = config.root;
    assert_node(root, CONFIG_GROUP, NULL, (int[]){1, 1, 1, 1});
    assert_int_equal(root->child_count, 2);
    assert_null(root->parent);
    assert_null(root->next);

    const struct config_node *schema = root->first_child;
    assert_node(schema, CONFIG_INTEGER, "schema", (int[]){2, 1, 2, 10});
    assert_int_equal(schema->integer, 1);
    assert_string_equal(schema->string, "1");
    assert_ptr_equal(schema->parent, root);

    const struct config_node *protocol = schema->next;
    assert_node(protocol, CONFIG_GROUP, "protocol", (int[]){3, 1, 3, 12});
    assert_int_equal(protocol->child_count, 2);
    assert_null(protocol->string);
    const struct config_node *title = protocol->first_child;
    assert_node(title, CONFIG_STRING, "title", (int[]){4, 2, 4, 10});
    assert_string_equal(title->string, "5 \xC2\xB5g");
    assert_ptr_equal(title->parent, protocol);
    assert_node(title->next, CONFIG_STRING, "id", (int[]){4, 18, 5, 3});
    assert_string_equal(title->next->string, "x");
    assert_null(title->next->next);
    config_free(&config);
    assert_null(config.root);
    assert_null(config.storage);
}

static void test_elements_have_places_and_no_keys(void **state)
{
    (void)state;
    struct config config = parse("\r\nlist = ( { a = true; }, [ 1, 2 ], -2.50 ); # with CRLF\r\n");
    const struct config_node *list = config.root->first_child;
    assert_node(list, CONFIG_LIST, "list", (int[]){2, 1, 2, 8});
    assert_int_equal(list->child_count, 3);
    assert_null(list->next);
    const struct config_node *group = list->first_child;
    assert_node(group, CONFIG_GROUP, NULL, (int[]){2, 10, 2, 10});
    assert_node(group->first_child, CONFIG_BOOLEAN, "a", (int[]){2, 12, 2, 16});
    assert_true(group->first_child->boolean);
    const struct config_node *array = group->next;
    assert_node(array, CONFIG_ARRAY, NULL, (int[]){2, 25, 2, 25});
    assert_int_equal(array->child_count, 2);
    assert_int_equal(array->first_child->next->integer, 2);
    assert_node(array->next, CONFIG_FLOAT, NULL, (int[]){2, 35, 2, 35});
    assert_string_equal(array->next->string, "-2.50"); /* as written, not as a binary number */
    config_free(&config);
}

static void test_values(void **state)
{
    (void)state;
    struct config config =
        parse("a = ( \"q\\\"\\\\\\n\\t\\x41\\xC3\\xA9\", \"\", FALSE, 0x1F, 2147483647, -5L, 0.1 );");
    const struct config_node *node = config.root->first_child->first_child;
    assert_string_equal(node->string, "q\"\\\n\tA\xC3\xA9");
    node = node->next;
    assert_string_equal(node->string, "");
    node = node->next;
    assert_false(node->boolean);
    assert_null(node->string);
    node = node->next;
    assert_int_equal(node->integer, 31);
    assert_string_equal(node->string, "0x1F");
    node = node->next;
    assert_int_equal(node->integer, 2147483647);
    node = node->next;
    assert_int_equal(node->integer, -5);
    assert_string_equal(node->string, "-5L");
    node = node->next;
    assert_int_equal(node->kind, CONFIG_FLOAT);
    assert_string_equal(node->string, "0.1");
    config_free(&config);
}

static void test_names_of_the_protocol_language(void **state)
{
    (void)state;
    struct config config = parse("review-by = \"\"; in-24h = \"\"; else = \"\"; when = \"\"; if = \"\"; max: 1,");
    static const char *const names[] = {"review-by", "in-24h", "else", "when", "if", "max"};
    const struct config_node *node = config.root->first_child;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        assert_string_equal(node->key, names[i]);
        node = node->next;
    }
    assert_null(node);
    config_free(&config);
}

static void test_nothing_is_an_empty_group(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "\n\n", "# comment", "/* @include \"nowhere\"\n@include \"nowhere\"\n*/"};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct config config = parse(texts[i]);
        assert_int_equal(config.root->child_count, 0);
        assert_null(config.root->first_child);
        config_free(&config);
    }
}

static void test_exactly_these_bytes_are_parsed(void **state)
{
    (void)state;
    struct findings findings = {0};
    struct config config = {0};
    assert_true(config_parse("a = 12345;", 6, "x.cfg", &config, &findings)); /* "a = 12" */
    assert_int_equal(config.root->first_child->integer, 12);
    config_free(&config);
    assert_true(config_parse(NULL, 0, "x.cfg", &config, &findings));
    config_free(&config);
    assert_int_equal(findings.count, 0);
}

static void test_the_tree_outlives_the_bytes(void **state)
{
    (void)state;
    char *bytes = strdup("name = \"Ada Example\"; weight = 1.50;");
    struct config config = parse(bytes);
    memset(bytes, 'x', strlen(bytes));
    free(bytes);
    assert_string_equal(config.root->first_child->key, "name");
    assert_string_equal(config.root->first_child->string, "Ada Example");
    assert_string_equal(config.root->first_child->next->string, "1.50");
    config_free(&config);
}

static void test_adjacent_strings_are_an_error_with_a_tree(void **state)
{
    (void)state;
    const char *text = "a = [ \"x\", \"y\"\n      \"z\" \"w\" ]; b = 1;";
    struct findings findings = {0};
    struct config config = {0};
    assert_true(config_parse(text, strlen(text), "x.cfg", &config, &findings));
    assert_int_equal(findings.count, 2);
    assert_string_equal(findings.list[0].code, "adjacent-strings");
    assert_int_equal(findings.list[0].severity, IFS_ERROR);
    assert_int_equal(findings.list[0].line, 2);
    assert_int_equal(findings.list[0].column, 7);
    assert_int_equal(findings.list[1].column, 11);
    assert_int_equal(config.root->first_child->child_count, 2);
    assert_string_equal(config.root->first_child->next->key, "b");
    config_free(&config);
    finding_free(&findings);
}

struct refusal {
    const char *text;
    const char *code;
    int line;
    int column;
    const char *words;
};

/* No tree, and exactly one finding. */
static void assert_refused(const struct refusal *refusal, size_t size)
{
    struct findings findings = {0};
    struct config config = {.storage = &findings};
    bool parsed = config_parse(refusal->text, size, "x.cfg", &config, &findings);
    if (parsed || findings.count != 1) {
        fail_msg("%d findings, wanted %s at %d:%d", (int)findings.count, refusal->code, refusal->line, refusal->column);
    }
    assert_null(config.root);
    assert_null(config.storage);
    const struct finding *finding = &findings.list[0];
    assert_int_equal(finding->severity, IFS_ERROR);
    assert_string_equal(finding->code, refusal->code);
    assert_string_equal(finding->file, "x.cfg");
    assert_int_equal(finding->line, refusal->line);
    assert_int_equal(finding->column, refusal->column);
    assert_non_null(strstr(finding->message, refusal->words));
    finding_free(&findings);
}

static void test_bytes_that_are_no_text(void **state)
{
    (void)state;
    static const struct refusal refusals[] = {
        {"a = 1;\nb = \"\xC3\xA9\xFF\";", "invalid-utf8", 2, 7, "UTF-8"},
        {"# \xC3", "invalid-utf8", 1, 3, "UTF-8"},
        {"a = \"\x01\";", "control-character", 1, 6, "control"},
        {"a = 1;\f", "control-character", 1, 7, "control"},
        {"# \xC2\x85", "control-character", 1, 3, "control"},
        {"# x\xE2\x80\xAE", "control-character", 1, 4, "direction"},
        {"\xEF\xBB\xBF"
         "a = 1;",
         "control-character", 1, 1, "byte-order mark"},
        {"a = \"x\xEF\xBB\xBF\";", "control-character", 1, 7, "byte-order mark"},
        {"# off\ra = 1;\r\n", "control-character", 1, 6, "carriage return"},
        {"a = 1;\r", "control-character", 1, 7, "carriage return"},
    };
    for (size_t i = 0; i < COUNT_OF(refusals); i++) {
        assert_refused(&refusals[i], strlen(refusals[i].text));
    }
    assert_refused(&(struct refusal){"a = \"x\0y\";", "nul-byte", 1, 7, "NUL"}, 10);
}

static void test_escapes_that_make_no_text(void **state)
{
    (void)state;
    static const struct refusal refusals[] = {
        {"a = 1;\nb = \"x\\xFF\";", "invalid-utf8", 2, 5, "UTF-8"},
        {"b = \"x\\xC2\\x85\";", "control-character", 1, 5, "control"},
        {"b = \"\\xE2\\x80\\xAE\";", "control-character", 1, 5, "direction"},
        {"b = \"x\\x00y\";", "control-character", 1, 7, "control"},
    };
    for (size_t i = 0; i < COUNT_OF(refusals); i++) {
        assert_refused(&refusals[i], strlen(refusals[i].text));
    }
}

static void test_what_scanner_and_tree_refuse_gives_no_tree(void **state)
{
    (void)state;
    static const struct refusal refusals[] = {
        {"a = \"x;\n", "unterminated-string", 1, 5, "closing"},
        {"@include \"other.cfg\"\n", "include-not-allowed", 1, 1, "@include"},
        {"a = 9999999999;", "integer-too-large", 1, 5, "quotes"},
        {"a = 1;\na = 2;", "duplicate-key", 2, 1, "line 1"},
        {"a = {\n", "unbalanced-bracket", 1, 5, "never closed"},
        {"a = 1;;", "syntax", 1, 7, "too many"},
    };
    for (size_t i = 0; i < COUNT_OF(refusals); i++) {
        assert_refused(&refusals[i], strlen(refusals[i].text));
    }
}

/* libconfig keeps 32 and 64 bits apart; our tokens do not, so here libconfig has the word. */
static void test_a_mistake_that_only_libconfig_sees(void **state)
{
    (void)state;
    const struct refusal mixed = {"a = 1;\nb = [ 1, 5L ];", "syntax", 2, 0, "missing ; or ,"};
    assert_refused(&mixed, strlen(mixed.text));
}

static char *repeat(const char *piece, size_t size)
{
    char *bytes = malloc(size);
    assert_non_null(bytes);
    for (size_t i = 0; i < size; i++) {
        bytes[i] = piece[i % strlen(piece)];
    }
    return bytes;
}

static void test_the_size_is_capped(void **state)
{
    (void)state;
    char *bytes = repeat("\n", CONFIG_MAX_BYTES + 1);
    struct findings findings = {0};
    struct config config = {0};
    assert_true(config_parse(bytes, CONFIG_MAX_BYTES, "x.cfg", &config, &findings));
    config_free(&config);
    assert_refused(&(struct refusal){bytes, "file-too-large", 0, 0, "65536"}, CONFIG_MAX_BYTES + 1);
    free(bytes);
}

static void test_hostile_files_are_answered_at_once_with_one_finding(void **state)
{
    (void)state;
    static const struct {
        const char *piece;
        size_t size;
        struct refusal refusal;
    } cases[] = {
        {"a=(", 60000, {NULL, "syntax", 1, 4, "\"a\""}}, /* a setting inside a list */
        {"a={",
         60000,
         {NULL, "nesting-too-deep", 1, 51, "more than 16"}}, /* 20,000 deep; the 17th is the one too many */
        {"(", 65536, {NULL, "syntax", 1, 1, "a setting is expected"}},
        {"a", 65536, {NULL, "syntax", 1, 1, "not followed by ="}},
        {"\"", 65535, {NULL, "unterminated-string", 1, 65535, "closing"}},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char *bytes = repeat(cases[i].piece, cases[i].size);
        struct refusal refusal = cases[i].refusal;
        refusal.text = bytes;
        assert_refused(&refusal, cases[i].size);
        free(bytes);
    }
    char *deep = repeat("(", CONFIG_MAX_BYTES);
    memcpy(deep, "a=", 2);
    assert_refused(&(struct refusal){deep, "nesting-too-deep", 1, 19, "more than 16"}, CONFIG_MAX_BYTES);
    free(deep);
}

/* As many settings and elements as a file can hold, in well under a second. */
static void test_the_widest_file_is_parsed(void **state)
{
    (void)state;
    char *bytes = malloc(CONFIG_MAX_BYTES + 1);
    assert_non_null(bytes);
    size_t size = 0;
    int settings = 0;
    while (size < 40000) {
        int written = snprintf(bytes + size, CONFIG_MAX_BYTES - size, "k%d=1;", settings);
        size += (size_t)written;
        settings++;
    }
    size += (size_t)snprintf(bytes + size, CONFIG_MAX_BYTES - size, "list=(0");
    int elements = 1;
    while (size + 3 < CONFIG_MAX_BYTES) {
        memcpy(bytes + size, ",1", 2);
        size += 2;
        elements++;
    }
    bytes[size] = ')';
    struct findings findings = {0};
    struct config config = {0};
    clock_t before = clock();
    assert_true(config_parse(bytes, size + 1, "x.cfg", &config, &findings));
    assert_true((clock() - before) / CLOCKS_PER_SEC < 10); /* generous: it may run under valgrind */
    assert_int_equal(findings.count, 0);
    assert_int_equal(config.root->child_count, settings + 1);
    const struct config_node *last = config.root->first_child;
    while (last->next != NULL) {
        last = last->next;
    }
    assert_int_equal(last->child_count, elements);
    config_free(&config);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_tree_in_file_order_with_places),
        cmocka_unit_test(test_elements_have_places_and_no_keys),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_names_of_the_protocol_language),
        cmocka_unit_test(test_nothing_is_an_empty_group),
        cmocka_unit_test(test_exactly_these_bytes_are_parsed),
        cmocka_unit_test(test_the_tree_outlives_the_bytes),
        cmocka_unit_test(test_adjacent_strings_are_an_error_with_a_tree),
        cmocka_unit_test(test_bytes_that_are_no_text),
        cmocka_unit_test(test_escapes_that_make_no_text),
        cmocka_unit_test(test_what_scanner_and_tree_refuse_gives_no_tree),
        cmocka_unit_test(test_a_mistake_that_only_libconfig_sees),
        cmocka_unit_test(test_the_size_is_capped),
        cmocka_unit_test(test_hostile_files_are_answered_at_once_with_one_finding),
        cmocka_unit_test(test_the_widest_file_is_parsed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * key_advice.c - what to write instead of a key or a value that does not stand here.
 *
 * Decides, for a key that its group does not have, whether it is another spelling of one that it has, a key of another
 * group, or neither, and for a value of the wrong shape how the right one looks with the author's own words in it.
 * Invariant: only keys of the table are proposed. Whether something is wrong is for the walk.
 */
#include "key_advice.h"

#include <string.h>

#include "claim.h"
#include "names.h"
#include "nearest.h"

enum { MOST_KEYS = 48, MOST_PLACES = 6, NAME_BYTES = 64, PATH_BYTES = 100 };

/* ---- Other spellings -------------------------------------------------------------------------------------------- */

static char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter == '_' ? '-' : letter;
}

/* Alike but for capitals, underscores and the s of a plural. */
static bool is_alike(const char *name, const char *other)
{
    size_t i = 0;
    while (name[i] != '\0' && lower(name[i]) == other[i]) {
        i++;
    }
    bool more = lower(name[i]) == 's' && name[i + 1] == '\0' && other[i] == '\0';
    bool fewer = name[i] == '\0' && other[i] == 's' && other[i + 1] == '\0';
    return (name[i] == '\0' && other[i] == '\0') || more || fewer;
}

/* Other words for a key, where its group has it. */
static const char *const other_words[][2] = {
    {"text", "say"},          {"message", "say"},
    {"then", "say"},          {"reference", "source"},
    {"ref", "source"},        {"time", "over"},
    {"duration", "over"},     {"rate", "speed"},
    {"question", "ask"},      {"condition", "when"},
    {"if", "when"},           {"refuse", "refuse-if"},
    {"warn", "warn-if"},      {"override", "override-if"},
    {"maximum", "max"},       {"amount", "usual"},
    {"author", "cite"},       {"answer", "pass"},
    {"bag-volume", "volume"}, {"fluids", "diluents"},
    {"label", "name"},        {"review", "review-by"},
};

static const struct key *by_other_word(const struct key_table *table, const struct key *parent, const char *name)
{
    for (size_t i = 0; i < COUNT_OF(other_words); i++) {
        const struct key *key = is_alike(name, other_words[i][0]) ? keys_find(table, parent, other_words[i][1]) : NULL;
        if (key != NULL) {
            return key;
        }
    }
    return NULL;
}

static const struct key *by_spelling(const struct key_table *table, const struct key *parent, const char *name)
{
    const struct key *key = NULL;
    while ((key = keys_next(table, parent, key)) != NULL) {
        if (is_alike(name, keys_name(key))) {
            return key;
        }
    }
    return NULL;
}

static size_t list_names(const struct key_table *table, const struct key *parent, const char *names[MOST_KEYS])
{
    size_t count = 0;
    const struct key *key = NULL;
    while ((key = keys_next(table, parent, key)) != NULL) {
        claim(count < MOST_KEYS);
        names[count++] = keys_name(key);
    }
    return count;
}

static bool is_known_elsewhere(const struct key_table *table, const char *name)
{
    for (size_t i = 0; i < table->count; i++) {
        if (strcmp(keys_name(&table->list[i]), name) == 0) {
            return true;
        }
    }
    return false;
}

const struct key *key_meant(const struct key_table *table, const struct key *parent, const char *name)
{
    const char *names[MOST_KEYS];
    const struct key *key = by_spelling(table, parent, name);
    key = key != NULL ? key : by_other_word(table, parent, name);
    if (key != NULL) {
        return key;
    }
    if (is_known_elsewhere(table, name)) {
        return NULL; /* a right key in the wrong place, not a slip */
    }
    const char *near = nearest_word(name, names, list_names(table, parent, names));
    return near != NULL ? keys_find(table, parent, near) : NULL;
}

/* ---- Limits under another name ---------------------------------------------------------------------------------- */

static bool ends_in(const char *name, const char *end)
{
    size_t length = strlen(name);
    size_t other = strlen(end);
    return length > other && strcmp(name + length - other, end) == 0;
}

static void add_quoted(struct text *out, const struct config_node *node)
{
    text_add(out, "\"");
    text_add(out, node->kind == CONFIG_STRING ? node->string : "...");
    text_add(out, "\"");
}

/* hard-max where limits are ranges: hard = [ "", "2 g" ]. */
static bool advise_range(struct text *out, const struct key_table *table, const struct key *parent,
                         const struct config_node *node)
{
    bool soft = strncmp(node->key, "soft-", 5) == 0;
    bool most = ends_in(node->key, "-max");
    const char *range = soft ? "soft" : "hard";
    if ((!soft && strncmp(node->key, "hard-", 5) != 0) || (!most && !ends_in(node->key, "-min")) ||
        keys_find(table, parent, range) == NULL) {
        return false;
    }
    text_add(out, "unknown key, for limits are ranges here; write ");
    text_add(out, range);
    text_add(out, most ? " = [ \"\", " : " = [ ");
    add_quoted(out, node);
    text_add(out, most ? " ]" : ", \"\" ]");
    return true;
}

/* max, hard or soft where each bound has a key of its own. */
static bool advise_bound(struct text *out, const struct key_table *table, const struct key *parent, const char *name)
{
    bool range = strcmp(name, "hard") == 0 || strcmp(name, "soft") == 0;
    bool most = strcmp(name, "max") == 0 || strcmp(name, "min") == 0;
    if ((!range && !most) || keys_find(table, parent, "hard-max") == NULL) {
        return false;
    }
    const char *first = most ? "hard-" : name;
    const char *second = most ? "soft-" : name;
    text_add(out, "unknown key here; write ");
    text_add(out, first);
    text_add(out, most ? name : "-max");
    text_add(out, most ? " (beyond it the order is refused) or " : " (above it) or ");
    text_add(out, second);
    text_add(out, most ? name : "-min");
    text_add(out, most ? " (beyond it an override is needed)" : " (below it)");
    return true;
}

static bool advise_condition(struct text *out, const struct key_table *table, const struct key *parent,
                             const char *name)
{
    static const char *const conditions[] = {"when", "if", "condition", NULL};
    if (keys_word(conditions, name) < 0 || keys_find(table, parent, "refuse-if") == NULL) {
        return false;
    }
    text_add(out, "unknown key; write refuse-if, override-if or warn-if: it says what the check does");
    return true;
}

/* ---- Keys of other groups --------------------------------------------------------------------------------------- */

/* How near the group of a row lies to the group an author wrote its key in. */
enum nearness { INSIDE, BESIDE, ELSEWHERE, NEARNESS_COUNT };

/* Bytes of a path without its last name. */
static size_t parent_length(const char *path)
{
    const char *point = strrchr(path, '.');
    return point != NULL ? (size_t)(point - path) : 0;
}

/* The group that holds this one; NULL: it stands at the top. The rows of a group follow its own. */
static const struct key *outer_of(const struct key_table *table, const struct key *group)
{
    for (const struct key *row = group; row > table->list; row--) {
        if (keys_lies_in(group, row - 1)) {
            return row - 1;
        }
    }
    return NULL;
}

static enum nearness nearness_of(const struct key_table *table, const struct key *key, const struct key *parent)
{
    if (parent == NULL) {
        return ELSEWHERE;
    }
    if (keys_lies_in(key, parent)) {
        return INSIDE;
    }
    const struct key *outer = outer_of(table, parent);
    bool beside = outer != NULL && keys_lies_in(key, outer) && parent_length(key->path) > strlen(outer->path);
    return beside ? BESIDE : ELSEWHERE;
}

/* The names of the groups that have this key, as seen from here. */
static size_t list_places(const struct key_table *table, const struct key *parent, const char *name,
                          enum nearness nearness, char places[MOST_PLACES + 1][PATH_BYTES])
{
    size_t count = 0;
    for (size_t i = 0; i < table->count && count <= MOST_PLACES; i++) {
        const struct key *key = &table->list[i];
        size_t length = parent_length(key->path);
        if (strcmp(keys_name(key), name) != 0 || nearness_of(table, key, parent) != nearness) {
            continue;
        }
        claim(length < PATH_BYTES);
        size_t skip = nearness == INSIDE   ? strlen(parent->path) + 1
                      : nearness == BESIDE ? parent_length(parent->path) + 1
                                           : 0;
        struct text place = text_over(places[count], PATH_BYTES);
        text_add_bytes(&place, key->path + skip, length - skip);
        text_add(&place, length == 0 ? "the file itself, outside all groups" : "");
        count++;
    }
    return count;
}

static bool advise_place(struct text *out, const struct key_table *table, const struct key *parent, const char *name)
{
    char places[MOST_PLACES + 1][PATH_BYTES];
    const char *list[MOST_PLACES];
    size_t count = 0;
    for (int nearness = INSIDE; nearness < NEARNESS_COUNT && count == 0; nearness++) {
        count = list_places(table, parent, name, (enum nearness)nearness, places);
    }
    if (count == 0) {
        return false;
    }
    for (size_t i = 0; i < count && i < MOST_PLACES; i++) {
        list[i] = places[i];
    }
    text_add(out, "this key does not stand here, it belongs in ");
    names_list(out, list, count < MOST_PLACES ? count : MOST_PLACES);
    text_add(out, count > MOST_PLACES ? " and others; write it there, or leave it out" : "; write it there");
    return true;
}

void key_advise_unknown(struct text *out, const struct key_table *table, const struct key *parent,
                        const struct config_node *node)
{
    const char *names[MOST_KEYS];
    const struct key *meant = key_meant(table, parent, node->key);
    if (meant != NULL) {
        text_add(out, "unknown key; did you mean \"");
        text_add(out, keys_name(meant));
        text_add(out, "\"?");
    } else if (!advise_range(out, table, parent, node) && !advise_bound(out, table, parent, node->key) &&
               !advise_condition(out, table, parent, node->key) && !advise_place(out, table, parent, node->key)) {
        text_add(out, "unknown key; write one of ");
        names_list(out, names, list_names(table, parent, names));
    }
}

/* ---- Shapes ----------------------------------------------------------------------------------------------------- */

/* "a, b" as [ "a", "b" ]. */
static void add_array(struct text *out, const char *words)
{
    text_add(out, "[ \"");
    for (size_t i = 0; words[i] != '\0'; i++) {
        if (words[i] != ',') {
            text_add_bytes(out, words + i, 1);
            continue;
        }
        text_add(out, "\", \"");
        i += strspn(words + i + 1, " ");
    }
    text_add(out, "\" ]");
}

static void add_required(struct text *out, const struct key_table *table, const struct key *parent)
{
    const struct key *key = NULL;
    while ((key = keys_next(table, parent, key)) != NULL) {
        if (key->required) {
            text_add(out, keys_name(key));
            text_add(out, " = ...; ");
        }
    }
}

/* A group for what was written as one value: dose = { usual = "30 mg/kg"; step = ...; source = ...; } */
static void add_group(struct text *out, const struct key_table *table, const struct key *key,
                      const struct config_node *node)
{
    text_add(out, "{ ");
    if (node->kind == CONFIG_STRING && keys_find(table, key, "usual") != NULL) {
        text_add(out, "usual = ");
        add_quoted(out, node);
        text_add(out, "; ");
    }
    add_required(out, table, key);
    text_add(out, "}");
}

static void add_words(struct text *out, const struct key *key)
{
    for (size_t i = 0; key->words[i] != NULL; i++) {
        text_add(out, i > 0 ? " or \"" : "\"");
        text_add(out, key->words[i]);
        text_add(out, "\"");
    }
}

static void begin(struct text *out, const struct key *key)
{
    text_add(out, "; here: ");
    text_add(out, keys_name(key));
    text_add(out, " = ");
}

/* What a text should have been. */
static void advise_instead_of_text(struct text *out, const struct key *key, const struct config_node *node)
{
    enum key_shape shape = keys_shape(key->type);
    if (key->type == KEY_RANGE) {
        begin(out, key);
        text_add(out, "[ \"\", ");
        add_quoted(out, node);
        text_add(out, " ] for an upper limit");
    } else if (shape == SHAPE_ARRAY) {
        begin(out, key);
        add_array(out, node->string);
    } else if (shape == SHAPE_INTEGER && strspn(node->string, "0123456789") == strlen(node->string)) {
        begin(out, key);
        text_add(out, node->string);
    }
}

/* What a number should have been. */
static void advise_instead_of_number(struct text *out, const struct key *key, const struct config_node *node)
{
    if (node->key == NULL) {
        text_add(out, "; every element in double quotes");
    } else if (key->type == KEY_VERSION) {
        begin(out, key);
        text_add(out, "\"1.0.0\"");
    } else if (keys_shape(key->type) == SHAPE_STRING && key->dimensions == 0) {
        begin(out, key);
        text_add(out, "\"");
        text_add(out, node->string);
        text_add(out, "\"");
    }
}

void key_advise_shape(struct text *out, const struct key_table *table, const struct key *key,
                      const struct config_node *node)
{
    enum key_shape shape = keys_shape(key->type);
    bool grouped = shape == SHAPE_GROUP || shape == SHAPE_LIST;
    if (grouped && node->key == NULL) {
        text_add(out, "; every element is a group, ");
        add_group(out, table, key, node);
    } else if (grouped && node->kind != CONFIG_LIST) {
        begin(out, key);
        add_group(out, table, key, node);
    } else if (key->type == KEY_CHOICE) {
        begin(out, key);
        add_words(out, key);
    } else if (node->kind == CONFIG_STRING) {
        advise_instead_of_text(out, key, node);
    } else if (node->kind == CONFIG_INTEGER || node->kind == CONFIG_FLOAT) {
        advise_instead_of_number(out, key, node);
    }
}

static void add_form_group(struct text *out, const struct key_table *table, const struct key *key, const char *open,
                           const char *close)
{
    text_add(out, open);
    text_add(out, "{ ");
    add_required(out, table, key);
    text_add(out, "}");
    text_add(out, close);
}

static void add_example(struct text *out, const char *example, const char *open, const char *close)
{
    text_add(out, open);
    text_add(out, "\"");
    text_add(out, example);
    text_add(out, "\"");
    text_add(out, close);
}

/* An example of what one string of that type holds. */
static const char *example_of(const struct key *key)
{
    switch (key->type) {
    case KEY_QUANTITY:
    case KEY_FOREIGN:
    case KEY_QUANTITIES:
    case KEY_RANGE:
        return keys_example(keys_first_dimension(key->dimensions));
    case KEY_CHOICE:
    case KEY_CHOICES:
        return key->words[0];
    case KEY_SOURCE:
        return "project-choice";
    case KEY_CONDITION:
        return "age >= 18 y";
    case KEY_DATE:
        return "2027-11-30";
    case KEY_VERSION:
        return "1.0.0";
    case KEY_FACTOR:
        return "0.5";
    case KEY_FACTS:
        return "weight";
    case KEY_PAIRS:
        return "weight=70 kg";
    case KEY_GROUP:
    case KEY_LIST:
    case KEY_TEXT:
    case KEY_TEXTS:
    case KEY_VERBATIM:
    case KEY_ID:
    case KEY_FILE_ID:
    case KEY_IDS:
    case KEY_WORDS:
    case KEY_BOOLEAN:
    case KEY_INTEGER:
        break;
    }
    return "...";
}

void key_advise_form(struct text *out, const struct key_table *table, const struct key *key)
{
    text_add(out, keys_name(key));
    text_add(out, " = ");
    switch (keys_shape(key->type)) {
    case SHAPE_GROUP:
        add_form_group(out, table, key, "", "");
        break;
    case SHAPE_LIST:
        add_form_group(out, table, key, "( ", " )");
        break;
    case SHAPE_STRING:
        add_example(out, example_of(key), "", "");
        break;
    case SHAPE_ARRAY:
        add_example(out, example_of(key), "[ ", " ]");
        break;
    case SHAPE_BOOLEAN:
        text_add(out, "true");
        break;
    case SHAPE_INTEGER:
        text_add(out, "1");
        break;
    }
    text_add(out, ";");
}

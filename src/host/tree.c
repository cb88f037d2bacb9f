/*
 * tree.c - decides whether tokens are settings, and builds the tree of them without the texts of strings.
 *
 * Invariant: what is built here, libconfig accepts; nodes lie in one block in file order, so a parent always lies
 * before its children, and every node knows its place. Nothing recurses: open brackets stand on a stack of at most
 * CONFIG_MAX_DEPTH.
 * A slip is named where it can be told for certain, with the line of the bracket or of the key it belongs to.
 * What a text says (its escapes) and what a key means is left to others.
 */
#include "tree.h"

#include <stdlib.h>
#include <string.h>

#include "bracket.h"
#include "claim.h"
#include "text.h"

/* A bracket that is still open; the root stands at depth 0 without a token. */
struct opening {
    struct config_node *node;
    struct config_node *last; /* its last child so far */
    const struct scan_token *token;
};

struct builder {
    const struct source *source;
    const struct scan *scan;
    const struct scan_token *tokens;
    size_t at;
    struct config_node *nodes;
    size_t count;
    char *words;
    size_t words_used;
    struct opening open[CONFIG_MAX_DEPTH + 1];
    int depth;
    bool broken;  /* what follows would be guesswork: stop */
    bool refused; /* go on for more findings, but there will be no tree */
};

static const struct scan_token *current(const struct builder *builder)
{
    return &builder->tokens[builder->at];
}

static struct opening *innermost(struct builder *builder)
{
    return &builder->open[builder->depth];
}

static struct place place_of(const struct builder *builder, const struct scan_token *token)
{
    return (struct place){.file = builder->source->file, .line = token->line, .column = token->column};
}

/* Reports a mistake of syntax that makes the rest unreadable; `words` says what is wrong and what to write. */
static void break_off(struct builder *builder, const struct scan_token *token, const char *words)
{
    finding_add(builder->source->findings, IFS_ERROR, "syntax", place_of(builder, token), "%s", words);
    builder->broken = true;
}

/* What shows that a bracket was not closed: the next setting, another bracket, the end. */
static void add_shown(const struct builder *builder, const struct bracket_fault *fault, struct text *words)
{
    const struct scan_token *shown = fault->shown;
    if (shown->kind == SCAN_END) {
        text_add(words, "is never closed");
        return;
    }
    text_add(words, "is not closed before ");
    if (shown->kind == SCAN_NAME) {
        text_add(words, "\"");
    } else {
        text_add(words, "the ");
    }
    text_add_bytes(words, builder->source->bytes + shown->start, shown->length);
    text_add(words, shown->kind == SCAN_NAME ? "\" in line " : " in line ");
    text_add_whole(words, shown->line);
}

/* Names the bracket that was opened and never closed, at its own place; false where none can be told for certain. */
static bool report_forgotten(struct builder *builder)
{
    struct bracket_fault fault;
    char bytes[300];
    struct text words = text_over(bytes, sizeof bytes);
    if (!bracket_find(builder->scan, &fault)) {
        return false;
    }
    if (fault.key != NULL) {
        text_add_bytes(&words, builder->source->bytes + fault.key->start, fault.key->length);
        text_add(&words, ": ");
    }
    text_add(&words, "the ");
    text_add_bytes(&words, builder->source->bytes + fault.opened->start, 1);
    text_add(&words, " opened here ");
    add_shown(builder, &fault, &words);
    finding_add(builder->source->findings, IFS_ERROR, "unbalanced-bracket", place_of(builder, fault.opened),
                "%s; write %c%s %s line %d", bytes, bracket_closing(fault.opened->kind),
                fault.setting && fault.shown->kind != SCAN_SEMICOLON ? ";" : "",
                fault.shown->line > fault.before->line ? "at the end of" : "before it in", fault.before->line);
    builder->broken = true;
    return true;
}

/* The token's characters into the block of words. */
static const char *copy_word(struct builder *builder, const struct scan_token *token)
{
    char *word = builder->words + builder->words_used;
    memcpy(word, builder->source->bytes + token->start, token->length);
    word[token->length] = '\0';
    builder->words_used += token->length + 1;
    return word;
}

static void report_duplicate(struct builder *builder, const struct config_node *node)
{
    for (const struct config_node *other = node->parent->first_child; other != node; other = other->next) {
        if (config_same(other->key, node->key)) {
            struct place place = {.file = builder->source->file, .line = node->line, .column = node->column};
            finding_add(builder->source->findings, IFS_ERROR, "duplicate-key", place,
                        "%s is already set in line %d of the same group; keep one of the two", node->key, other->line);
            builder->refused = true;
            return;
        }
    }
}

/* A node for the value that begins at the current token. */
static struct config_node *add_node(struct builder *builder, enum config_kind kind, const struct scan_token *key)
{
    const struct scan_token *from = key == NULL ? current(builder) : key;
    struct opening *opening = innermost(builder);
    struct config_node *node = &builder->nodes[builder->count];
    builder->count++;
    *node = (struct config_node){.kind = kind,
                                 .line = from->line,
                                 .column = from->column,
                                 .value_line = current(builder)->line,
                                 .value_column = current(builder)->column,
                                 .parent = opening->node};
    if (opening->last == NULL) {
        opening->node->first_child = node;
    } else {
        opening->last->next = node;
    }
    opening->last = node;
    opening->node->child_count++;
    if (key != NULL) {
        node->key = copy_word(builder, key);
        report_duplicate(builder, node);
    }
    return node;
}

static void read_after_value(struct builder *builder);

static int digit_of(char letter)
{
    return letter <= '9' ? letter - '0' : (letter | 0x20) - 'a' + 10;
}

/* The whole number as written (sign, 0x, one or two L are allowed); false beyond 32 bits. */
static bool read_integer(const char *written, int64_t *number)
{
    bool negative = written[0] == '-';
    const char *digits = written + (negative || written[0] == '+' ? 1 : 0);
    bool hexadecimal = digits[0] == '0' && (digits[1] | 0x20) == 'x';
    digits += hexadecimal ? 2 : 0;
    int64_t magnitude = 0;
    for (; *digits != '\0' && *digits != 'L'; digits++) {
        magnitude = magnitude * (hexadecimal ? 16 : 10) + digit_of(*digits);
        if (magnitude > INT64_C(2147483648)) {
            return false;
        }
    }
    *number = negative ? -magnitude : magnitude;
    return *number <= INT32_MAX;
}

static void add_integer(struct builder *builder, const struct scan_token *key)
{
    const struct scan_token *token = current(builder);
    struct config_node *node = add_node(builder, CONFIG_INTEGER, key);
    node->string = copy_word(builder, token);
    if (!read_integer(node->string, &node->integer)) {
        finding_add(builder->source->findings, IFS_ERROR, "integer-too-large", place_of(builder, token),
                    "the number is too large for a count; write a quantity in quotes with its unit, as in \"4 g\"");
        builder->refused = true;
    }
    builder->at++;
}

static void add_float(struct builder *builder, const struct scan_token *key)
{
    const struct scan_token *token = current(builder);
    struct config_node *node = add_node(builder, CONFIG_FLOAT, key);
    node->string = copy_word(builder, token);
    builder->at++;
}

static void add_boolean(struct builder *builder, const struct scan_token *key)
{
    char first = builder->source->bytes[current(builder)->start];
    struct config_node *node = add_node(builder, CONFIG_BOOLEAN, key);
    node->boolean = first == 't' || first == 'T';
    builder->at++;
}

/* libconfig joins strings that stand side by side into one text, which nobody meant. */
static void add_string(struct builder *builder, const struct scan_token *key)
{
    (void)add_node(builder, CONFIG_STRING, key);
    builder->at++;
    while (current(builder)->kind == SCAN_STRING) {
        finding_add(builder->source->findings, IFS_ERROR, "adjacent-strings", place_of(builder, current(builder)),
                    "a second text right after the one in line %d would be joined to it; write %s between them",
                    builder->tokens[builder->at - 1].line,
                    innermost(builder)->node->kind == CONFIG_GROUP ? "a ; and a name with =" : "a comma");
        builder->at++;
    }
}

static void open_bracket(struct builder *builder, enum config_kind kind, const struct scan_token *key)
{
    const struct scan_token *token = current(builder);
    if (builder->depth == CONFIG_MAX_DEPTH) {
        finding_add(builder->source->findings, IFS_ERROR, "nesting-too-deep", place_of(builder, token),
                    "more than %d brackets inside one another; close some, or write it flatter", CONFIG_MAX_DEPTH);
        builder->broken = true;
        return;
    }
    struct config_node *node = add_node(builder, kind, key);
    builder->depth++;
    *innermost(builder) = (struct opening){.node = node, .token = token};
    builder->at++;
}

static void refuse_value(struct builder *builder)
{
    const struct scan_token *token = current(builder);
    bool after_equals = builder->at > 0 && builder->tokens[builder->at - 1].kind == SCAN_EQUALS;
    if (token->kind == SCAN_NAME) {
        finding_add(builder->source->findings, IFS_ERROR, "syntax", place_of(builder, token),
                    "a text stands in quotes: write \"%.*s\"; if this begins a new setting, finish the one before it",
                    token->length > 40 ? 40 : (int)token->length, builder->source->bytes + token->start);
        builder->broken = true;
    } else if (after_equals) {
        break_off(builder, token, "there is no value after the =; write one, a quantity or a text in quotes");
    } else {
        break_off(builder, token, "a value is missing here; write one, or remove the comma or bracket too many");
    }
}

static bool is_plain(enum scan_kind kind)
{
    return kind == SCAN_STRING || kind == SCAN_INTEGER || kind == SCAN_FLOAT || kind == SCAN_BOOLEAN;
}

static bool is_bracketed(enum scan_kind kind)
{
    return kind == SCAN_OPEN_GROUP || kind == SCAN_OPEN_LIST || kind == SCAN_OPEN_ARRAY;
}

/* The value at the current token, whatever it is; a bracket is only opened. */
static void add_value(struct builder *builder, const struct scan_token *key)
{
    switch (current(builder)->kind) {
    case SCAN_STRING:
        add_string(builder, key);
        return;
    case SCAN_INTEGER:
        add_integer(builder, key);
        return;
    case SCAN_FLOAT:
        add_float(builder, key);
        return;
    case SCAN_BOOLEAN:
        add_boolean(builder, key);
        return;
    case SCAN_OPEN_GROUP:
        open_bracket(builder, CONFIG_GROUP, key);
        return;
    case SCAN_OPEN_LIST:
        open_bracket(builder, CONFIG_LIST, key);
        return;
    case SCAN_OPEN_ARRAY:
        open_bracket(builder, CONFIG_ARRAY, key);
        return;
    case SCAN_NAME:
    case SCAN_EQUALS:
    case SCAN_COMMA:
    case SCAN_SEMICOLON:
    case SCAN_CLOSE_GROUP:
    case SCAN_CLOSE_LIST:
    case SCAN_CLOSE_ARRAY:
    case SCAN_END:
        refuse_value(builder);
        return;
    }
    claim(false);
}

static void read_value(struct builder *builder, const struct scan_token *key)
{
    bool bracketed = is_bracketed(current(builder)->kind);
    add_value(builder, key);
    if (!bracketed && !builder->broken) {
        read_after_value(builder);
    }
}

/* A name without =: perhaps one that was written with a blank, "per kg". */
static void refuse_name(struct builder *builder)
{
    const struct scan_token *key = current(builder);
    const char *bytes = builder->source->bytes;
    if (key[1].kind == SCAN_NAME && key[2].kind == SCAN_EQUALS && key[1].line == key->line) {
        finding_add(builder->source->findings, IFS_ERROR, "syntax", place_of(builder, key),
                    "a name has no blank; write %.*s-%.*s =", (int)key->length, bytes + key->start, (int)key[1].length,
                    bytes + key[1].start);
        builder->broken = true;
        return;
    }
    break_off(builder, key, "this name is not followed by =; write name = value; and put texts in quotes");
}

/* name = value */
static void read_setting(struct builder *builder)
{
    const struct scan_token *key = current(builder);
    bool mark = key->kind == SCAN_SEMICOLON || key->kind == SCAN_COMMA;
    bool group = is_bracketed(key->kind) || (mark && is_bracketed(builder->tokens[builder->at + 1].kind));
    if (group && report_forgotten(builder)) {
        return;
    }
    if (mark) {
        break_off(builder, key, "one ; or , too many; remove it (a remark begins with #)");
    } else if (key->kind == SCAN_BOOLEAN) {
        break_off(builder, key, "true and false cannot be names; write name = value; with another name");
    } else if (key->kind != SCAN_NAME) {
        break_off(builder, key, "a setting is expected here; write name = value;");
    } else if (builder->tokens[builder->at + 1].kind != SCAN_EQUALS) {
        refuse_name(builder);
    } else {
        builder->at += 2;
        read_value(builder, key);
    }
}

/* An array of libconfig holds plain values of one kind. */
static void read_element(struct builder *builder)
{
    const struct scan_token *token = current(builder);
    const struct opening *opening = innermost(builder);
    const struct config_node *first = opening->node->first_child;
    bool array = opening->node->kind == CONFIG_ARRAY;
    if (array && is_bracketed(token->kind)) {
        break_off(builder, token, "[ ] holds plain values only; put groups and lists into ( )");
        return;
    }
    read_value(builder, NULL);
    if (array && first != NULL && !builder->broken && builder->nodes[builder->count - 1].kind != first->kind) {
        break_off(builder, token, "the values inside [ ] are of different kinds; put all of them in quotes");
    }
}

/* The column right after a token, which lies on one line. */
static struct place place_after(const struct builder *builder, const struct scan_token *token)
{
    struct place place = place_of(builder, token);
    for (size_t i = token->start; i < token->start + token->length; i++) {
        place.column += (builder->source->bytes[i] & 0xC0) != 0x80;
    }
    return place;
}

/* ; or = inside ( ) or [ ]. */
static void refuse_mark(struct builder *builder)
{
    const struct scan_token *token = current(builder);
    const struct scan_token *opened = innermost(builder)->token;
    claim(opened != NULL);
    enum scan_kind next = token[1].kind;
    bool again = token->kind == SCAN_SEMICOLON && (is_bracketed(next) || is_plain(next));
    bool last = token->kind == SCAN_SEMICOLON && (next == SCAN_CLOSE_LIST || next == SCAN_CLOSE_ARRAY);
    if (again || last) {
        break_off(builder, token,
                  again ? "between the elements of a list stands a comma; write , instead of this ;"
                        : "after the last element of a list stands nothing; remove this ;");
    } else if (!report_forgotten(builder)) {
        finding_add(builder->source->findings, IFS_ERROR, "unbalanced-bracket", place_of(builder, token),
                    "%c inside the %c that was opened in line %d; write the closing bracket before it, or a comma "
                    "instead",
                    builder->source->bytes[token->start], builder->source->bytes[opened->start], opened->line);
        builder->broken = true;
    }
}

/* After a value inside ( ) or [ ]: a comma and another one, or the closing bracket. */
static void read_after_element(struct builder *builder)
{
    const struct scan_token *token = current(builder);
    bool setting = token->kind == SCAN_NAME && token[1].kind == SCAN_EQUALS;
    if (token->kind == SCAN_COMMA) {
        builder->at++;
    } else if (token->kind == SCAN_SEMICOLON || token->kind == SCAN_EQUALS) {
        refuse_mark(builder);
    } else if (setting && report_forgotten(builder)) {
        return;
    } else if (token->kind == SCAN_NAME) {
        break_off(builder, token, "a comma or the closing bracket is missing before this; a text stands in quotes");
    } else if (is_plain(token->kind) || is_bracketed(token->kind)) {
        finding_add(builder->source->findings, IFS_ERROR, "syntax", place_after(builder, token - 1),
                    "a comma is missing between this and what follows; write , here");
        builder->broken = true;
    }
}

/* A name right after a value: a unit outside the quotes, or a quote inside a text. */
static void refuse_rest(struct builder *builder)
{
    const struct scan_token *token = current(builder);
    const struct scan_token *before = token - 1;
    const char *bytes = builder->source->bytes;
    bool number = before->kind == SCAN_INTEGER || before->kind == SCAN_FLOAT;
    if (number && before->line == token->line) {
        finding_add(builder->source->findings, IFS_ERROR, "syntax", place_of(builder, before),
                    "a quantity stands in quotes; write \"%.*s %.*s\"", (int)before->length, bytes + before->start,
                    token->length > 20 ? 20 : (int)token->length, bytes + token->start);
        builder->broken = true;
    } else if (before->kind == SCAN_STRING && before->start + before->length == token->start) {
        break_off(builder, token,
                  "this does not belong to the value before it: a text ends at its second quote; write it without "
                  "quotes inside");
    } else {
        break_off(builder, token,
                  "this does not belong to the value before it; a text stands in quotes, and a setting ends with ;");
    }
}

/* After a setting: ; or , which libconfig lets an author forget. */
static void read_after_setting(struct builder *builder)
{
    const struct scan_token *token = current(builder);
    if (token->kind == SCAN_SEMICOLON || token->kind == SCAN_COMMA) {
        builder->at++;
    } else if (token->kind == SCAN_NAME && builder->tokens[builder->at + 1].kind == SCAN_EQUALS) {
        finding_add(builder->source->findings, IFS_WARNING, "missing-semicolon",
                    place_after(builder, &builder->tokens[builder->at - 1]),
                    "the setting that ends here has no ; and a new one begins; write ; here");
    } else if (token->kind == SCAN_NAME) {
        refuse_rest(builder);
    } else if (is_plain(token->kind) || token->kind == SCAN_EQUALS || is_bracketed(token->kind)) {
        break_off(builder, token, "the setting before this is not finished, or this has no name; write ; and name =");
    }
}

/* Closing brackets and the end of the file are not judged here: the main loop does that. */
static void read_after_value(struct builder *builder)
{
    if (innermost(builder)->node->kind == CONFIG_GROUP) {
        read_after_setting(builder);
    } else {
        read_after_element(builder);
    }
}

static bool closes(enum scan_kind kind, enum config_kind opened)
{
    return (kind == SCAN_CLOSE_GROUP && opened == CONFIG_GROUP) || (kind == SCAN_CLOSE_LIST && opened == CONFIG_LIST) ||
           (kind == SCAN_CLOSE_ARRAY && opened == CONFIG_ARRAY);
}

static char closing_bracket(enum config_kind opened)
{
    return opened == CONFIG_GROUP ? '}' : opened == CONFIG_LIST ? ')' : ']';
}

static void report_unmatched(struct builder *builder)
{
    const struct scan_token *token = current(builder);
    const struct opening *opening = innermost(builder);
    char bracket = builder->source->bytes[token->start];
    if (builder->depth > 0 && report_forgotten(builder)) {
        return;
    }
    if (builder->depth == 0) {
        finding_add(builder->source->findings, IFS_ERROR, "unbalanced-bracket", place_of(builder, token),
                    "%c closes nothing; remove it, or write the bracket that opens it", bracket);
    } else {
        finding_add(builder->source->findings, IFS_ERROR, "unbalanced-bracket", place_of(builder, token),
                    "%c does not close the %c that was opened in line %d; write %c instead of it, or before it",
                    bracket, builder->source->bytes[opening->token->start], opening->token->line,
                    closing_bracket(opening->node->kind));
    }
    builder->broken = true;
}

static void close_bracket(struct builder *builder)
{
    const struct scan_token *token = current(builder);
    const struct opening *opening = innermost(builder);
    bool comma = builder->tokens[builder->at > 0 ? builder->at - 1 : 0].kind == SCAN_COMMA;
    if (builder->depth == 0 || !closes(token->kind, opening->node->kind)) {
        report_unmatched(builder);
    } else if (comma && opening->node->kind != CONFIG_GROUP) {
        break_off(builder, &builder->tokens[builder->at - 1], "a comma before the closing bracket; remove it");
    } else {
        builder->depth--;
        builder->at++;
        read_after_value(builder);
    }
}

static void report_unclosed(struct builder *builder)
{
    const struct opening *opening = innermost(builder);
    claim(opening->node != NULL && opening->token != NULL);
    if (report_forgotten(builder)) {
        return;
    }
    finding_add(builder->source->findings, IFS_ERROR, "unbalanced-bracket", place_of(builder, opening->token),
                "the %c opened here is never closed; write %c where it should end",
                builder->source->bytes[opening->token->start], closing_bracket(opening->node->kind));
    builder->broken = true;
}

static void read_next(struct builder *builder)
{
    enum scan_kind kind = current(builder)->kind;
    if (kind == SCAN_CLOSE_GROUP || kind == SCAN_CLOSE_LIST || kind == SCAN_CLOSE_ARRAY) {
        close_bracket(builder);
    } else if (kind == SCAN_END) {
        report_unclosed(builder);
    } else if (innermost(builder)->node->kind == CONFIG_GROUP) {
        read_setting(builder);
    } else {
        read_element(builder);
    }
}

/* Room for every node and word there can be, so that nothing moves while the tree is built. */
static bool reserve(struct tree *tree, const struct source *source, const struct scan *scan)
{
    size_t values = 1; /* the root */
    for (size_t i = 0; i < scan->count; i++) {
        enum scan_kind kind = scan->tokens[i].kind;
        values += is_plain(kind) || is_bracketed(kind);
    }
    tree->nodes = malloc(values * sizeof *tree->nodes);
    tree->words = malloc(source->size + scan->count);
    return tree->nodes != NULL && tree->words != NULL;
}

/* Every setting of the file into the reserved room; false if there can be no tree. */
static bool read_file(struct tree *tree, const struct source *source, const struct scan *scan)
{
    struct builder builder = {.source = source,
                              .scan = scan,
                              .tokens = scan->tokens,
                              .nodes = tree->nodes,
                              .count = 1,
                              .words = tree->words,
                              .open = {{.node = tree->nodes}}};
    tree->nodes[0] =
        (struct config_node){.kind = CONFIG_GROUP, .line = 1, .column = 1, .value_line = 1, .value_column = 1};
    while (!builder.broken && !(builder.depth == 0 && current(&builder)->kind == SCAN_END)) {
        read_next(&builder);
    }
    tree->count = builder.count;
    return !builder.broken && !builder.refused;
}

bool tree_build(const struct source *source, const struct scan *scan, struct tree *out)
{
    *out = (struct tree){0};
    bool built = false;
    if (reserve(out, source, scan)) {
        built = read_file(out, source, scan);
    } else {
        finding_add(source->findings, IFS_ERROR, "no-memory", (struct place){.file = source->file},
                    "not enough memory to read the file");
    }
    if (!built) {
        tree_free(out);
    }
    return built;
}

void tree_free(struct tree *tree)
{
    free(tree->nodes);
    free(tree->words);
    *tree = (struct tree){0};
}

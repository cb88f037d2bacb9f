/*
 * condition_sentence.c - the words of a text that is no condition.
 *
 * Decides where a word begins and ends, and whether it is a fact, a choice, a figure or a unit. The invariant: a word that does
 * not exist is none of them, so that who looks ahead need not count.
 *
 * What a run of words means is left to condition_meant.c and condition_measure.c.
 */
#include "condition_sentence.h"

#include "condition_parser.h"
#include "fact.h"

static bool is_mark(char byte)
{
    return byte == '(' || byte == ')' || byte == ',' || byte == ';' || byte == ':' || byte == '"' || byte == '\'';
}

static size_t word_length(const char *at)
{
    size_t length = 0;
    while (parser_is_sign(at[length])) {
        length++;
    }
    if (length > 0) {
        return length;
    }
    while (at[length] != '\0' && !text_is_blank(at[length]) && !parser_is_sign(at[length]) && !is_mark(at[length])) {
        length++;
    }
    return length > 0 ? length : 1;
}

void sentence_cut(struct sentence *sentence)
{
    const char *text = sentence->text;
    size_t at = 0;
    while (text[at] != '\0' && sentence->count < SENTENCE_WORDS) {
        if (text_is_blank(text[at])) {
            at++;
            continue;
        }
        struct word word = {at, word_length(text + at)};
        sentence->words[sentence->count] = word;
        sentence->count++;
        at += word.length;
    }
}

int sentence_word_at(const struct sentence *sentence, size_t offset)
{
    int i = 0;
    while (i < sentence->count && sentence->words[i].start + sentence->words[i].length <= offset) {
        i++;
    }
    return i;
}

/* True when the letters begin with the word at i. */
static bool begins(const struct sentence *sentence, int i, const char *letters)
{
    if (i < 0 || i >= sentence->count) {
        return false;
    }
    const char *at = sentence->text + sentence->words[i].start;
    size_t same = 0;
    while (same < sentence->words[i].length && text_lower(at[same]) == letters[same]) {
        same++;
    }
    return same == sentence->words[i].length;
}

bool sentence_is(const struct sentence *sentence, int i, const char *letters)
{
    return begins(sentence, i, letters) && letters[sentence->words[i].length] == '\0';
}

bool sentence_is_joined(const struct sentence *sentence, int i, const char *name)
{
    if (!begins(sentence, i, name)) {
        return false;
    }
    const char *rest = name + sentence->words[i].length;
    return rest[0] == '-' && sentence_is(sentence, i + 1, rest + 1);
}

bool sentence_is_one_of(const struct sentence *sentence, int i, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (sentence_is(sentence, i, *words)) {
            return true;
        }
    }
    return false;
}

bool sentence_is_figure(const struct sentence *sentence, int i)
{
    return i < sentence->count && text_is_digit(sentence->text[sentence->words[i].start]);
}

bool sentence_is_unit(const struct sentence *sentence, int i)
{
    static const char *const others[] = {"and", "or", "not", "is", "to", "-", "but", NULL};
    if (i >= sentence->count || sentence_is_one_of(sentence, i, others) || sentence_fact(sentence, i) >= 0) {
        return false;
    }
    char first = sentence->text[sentence->words[i].start];
    return !parser_is_sign(first) && !is_mark(first) && !text_is_digit(first);
}

const struct fact_rule *sentence_rule(const struct sentence *sentence, int fact)
{
    return &sentence->symbols->facts[fact];
}

int sentence_fact(const struct sentence *sentence, int i)
{
    for (int fact = 0; fact < sentence->symbols->count; fact++) {
        const struct fact_rule *rule = sentence_rule(sentence, fact);
        if (rule->kind != FACT_IDENTITY && sentence_is(sentence, i, rule->name)) {
            return fact;
        }
    }
    return NONE;
}

const char *sentence_choice(const struct sentence *sentence, int fact, int i)
{
    if (fact < 0) {
        return NULL;
    }
    int count;
    const char *const *choices = fact_choices(sentence_rule(sentence, fact), &count);
    for (int choice = 0; choice < count; choice++) {
        if (sentence_is(sentence, i, choices[choice])) {
            return choices[choice];
        }
    }
    return NULL;
}

void sentence_add_word(const struct sentence *sentence, struct word word)
{
    text_add_bytes(sentence->meant, sentence->text + word.start, word.length);
}

void sentence_add_rest(const struct sentence *sentence, int i)
{
    text_add(sentence->meant, sentence->text + sentence->words[i].start);
}

void sentence_add_choice(const struct sentence *sentence, int fact, const char *choice, bool negated)
{
    text_add(sentence->meant, negated ? "not " : "");
    text_add(sentence->meant, sentence_rule(sentence, fact)->name);
    text_add(sentence->meant, " is ");
    text_add(sentence->meant, choice);
}

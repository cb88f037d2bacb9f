/*
 * visit_protocols.c - which protocol a visit follows, where the command line does not say.
 *
 * Decides how the list reads: a number, what it is for, its name. A word instead of a number narrows the list to what names it. The
 * invariant: a protocol is chosen by its own number or whole name, never by a near one; one that does not load is listed, and cannot be
 * chosen.
 */
#include "visit_protocols.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"
#include "wording_visit.h"

enum { LINE_BYTES = 512, TEXT_BYTES = 4096, LEAD_BYTES = 16, MOST = 256 };

struct choice {
    char *id;
    char *title;       /* up to a colon, what it is for; NULL: it does not load */
    char *indications; /* all of them, for finding words */
};

struct choices {
    int count;
    struct choice list[MOST];
};

static void forget(struct choices *choices)
{
    for (int i = 0; i < choices->count; i++) {
        free(choices->list[i].id);
        free(choices->list[i].title);
        free(choices->list[i].indications);
    }
}

static char *indications_of(const ifs_protocol *protocol)
{
    char bytes[TEXT_BYTES];
    struct text text = text_over(bytes, sizeof bytes);
    for (int i = 0; i < protocol->indication_count; i++) {
        text_add(&text, i > 0 ? "; " : "");
        text_add(&text, protocol->indications[i].text);
    }
    return strdup(bytes);
}

static void add(struct choices *choices, const struct places *places, const char *file)
{
    char path[2 * PLACE_BYTES];
    struct findings findings = {0};
    struct load_places load_places = {.protocols = places->protocols};
    struct choice *choice = &choices->list[choices->count++];
    snprintf(path, sizeof path, "%s/%s", places->protocols, file);
    ifs_protocol *protocol = protocol_load(path, &load_places, &findings);
    *choice = (struct choice){.id = strndup(file, strlen(file) - strlen(".cfg"))};
    if (protocol != NULL) {
        choice->title = strndup(protocol->title, strcspn(protocol->title, ":"));
        choice->indications = indications_of(protocol);
    }
    protocol_free(protocol);
    finding_free(&findings);
}

static bool read_all(struct choices *choices, const struct places *places)
{
    struct dirent **entries = NULL;
    int count = places_list(places, &entries);
    for (int i = 0; i < count; i++) {
        if (choices->count < MOST) {
            add(choices, places, entries[i]->d_name);
        }
        free(entries[i]);
    }
    free(entries);
    return count >= 0;
}

static bool holds(const char *text, const char *word)
{
    return text != NULL && strcasestr(text, word) != NULL;
}

static bool names(const struct choice *choice, const char *word)
{
    return holds(choice->id, word) || holds(choice->title, word) || holds(choice->indications, word);
}

static void say_one(struct dialogue *dialogue, const struct choice *choice, int number)
{
    char lead[LEAD_BYTES];
    char bytes[TEXT_BYTES];
    struct text text = text_over(bytes, sizeof bytes);
    bool usable = choice->title != NULL;
    const char *const pieces[] = {usable ? choice->title : choice->id, choice->id};
    snprintf(lead, sizeof lead, "%3d ", number);
    wording_visit_add(&text, usable ? visit_words.protocol_line : visit_words.protocol_unusable, pieces);
    dialogue_say(dialogue, lead, bytes);
}

/* How many of them the word names; all where it is NULL. */
static int say_list(struct dialogue *dialogue, const struct choices *choices, const char *word)
{
    int shown = 0;
    for (int i = 0; i < choices->count; i++) {
        if (word == NULL || names(&choices->list[i], word)) {
            say_one(dialogue, &choices->list[i], i + 1);
            shown++;
        }
    }
    return shown;
}

/* By number or whole name; NULL: neither. */
static const struct choice *find(const struct choices *choices, const char *line)
{
    bool digits = line[strspn(line, "0123456789")] == '\0';
    long number = digits ? strtol(line, NULL, 10) : 0;
    if (number >= 1 && number <= choices->count) {
        return &choices->list[number - 1];
    }
    for (int i = 0; i < choices->count; i++) {
        if (strcmp(choices->list[i].id, line) == 0) {
            return &choices->list[i];
        }
    }
    return NULL;
}

/* True when the line chose one. */
static bool take(struct dialogue *dialogue, const struct choices *choices, const char *line, char chosen[PLACE_BYTES])
{
    const struct choice *choice = line[0] != '\0' ? find(choices, line) : NULL;
    if (choice != NULL && choice->title != NULL) {
        snprintf(chosen, PLACE_BYTES, "%s", choice->id);
        return true;
    }
    if (choice == NULL && line[0] != '\0' && say_list(dialogue, choices, line) > 0) {
        return false;
    }
    dialogue_say(dialogue, "", choice != NULL ? visit_words.protocol_not_usable : visit_words.no_protocol);
    return false;
}

static int ask(struct dialogue *dialogue, const struct choices *choices, char chosen[PLACE_BYTES])
{
    char line[LINE_BYTES];
    char prompt[LINE_BYTES];
    struct text text = text_over(prompt, sizeof prompt);
    wording_visit_add(&text, visit_words.prompt, &visit_words.protocol_name);
    for (;;) {
        enum dialogue_status status = dialogue_ask(dialogue, prompt, line, sizeof line);
        if (status == DIALOGUE_END || status == DIALOGUE_FAILED || strcmp(line, "quit") == 0) {
            return status == DIALOGUE_FAILED ? EXIT_OUTPUT_FAILED : EXIT_INCOMPLETE;
        }
        if (status == DIALOGUE_TOO_LONG) {
            dialogue_say(dialogue, "", visit_words.too_long);
        } else if (take(dialogue, choices, line, chosen)) {
            return EXIT_READY;
        }
    }
}

int visit_choose_protocol(struct dialogue *dialogue, const struct places *places, char chosen[PLACE_BYTES])
{
    struct choices choices = {.count = 0};
    if (!read_all(&choices, places)) {
        fprintf(stderr, "infusheet visit: %s: cannot be read; name the directory with --protocols\n", places->protocols);
        return EXIT_USAGE;
    }
    dialogue_say(dialogue, "", visit_words.which_protocol);
    say_list(dialogue, &choices, NULL);
    int status = ask(dialogue, &choices, chosen);
    if (status == EXIT_INCOMPLETE) {
        dialogue_say(dialogue, "", visit_words.ended_early);
    }
    forget(&choices);
    return status;
}

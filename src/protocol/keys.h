/*
 * keys.h - the one table of keys: what may stand in a protocol, a drug library and a site file.
 */
#ifndef IFS_KEYS_H
#define IFS_KEYS_H

#include "infusheet.h"

enum key_type {
    KEY_GROUP,
    KEY_LIST,       /* list of groups; a single group stands for a list of one */
    KEY_TEXT,       /* one line that people read, held against the writing rules */
    KEY_TEXTS,      /* array of such lines */
    KEY_VERBATIM,   /* one line copied as it is: a citation, a telephone number */
    KEY_ID,         /* letters, digits, hyphens, points; capitals for the sake of mL */
    KEY_FILE_ID,    /* the name of a file without .cfg: the same without capitals */
    KEY_IDS,        /* array of ids */
    KEY_SOURCE,     /* id of a declared source, or "project-choice" */
    KEY_FACTS,      /* array of names of facts */
    KEY_PAIRS,      /* array of "name=value" */
    KEY_WORDS,      /* array of options of the command line */
    KEY_QUANTITY,   /* quoted, with its unit */
    KEY_FOREIGN,    /* a quantity of another drug: this drug's salt cannot convert its mmol and mEq */
    KEY_QUANTITIES, /* array of quantities */
    KEY_RANGE,      /* [low, high], either may be "" */
    KEY_FACTOR,     /* a decimal between 0 and 1, quoted */
    KEY_CONDITION,
    KEY_DATE,    /* "2027-11-30" */
    KEY_VERSION, /* "1.0.0" */
    KEY_BOOLEAN,
    KEY_INTEGER,
    KEY_CHOICE, /* one of words */
    KEY_CHOICES /* array of words */
};

/* What a type is in the syntax of the file. */
enum key_shape { SHAPE_GROUP, SHAPE_LIST, SHAPE_STRING, SHAPE_ARRAY, SHAPE_BOOLEAN, SHAPE_INTEGER };

enum key_file { KEY_FILE_PROTOCOL, KEY_FILE_DRUG, KEY_FILE_SITE };

struct key {
    const char *path; /* "infusions.dose.usual" */
    enum key_type type;
    bool required;
    unsigned dimensions;      /* of quantities: one bit for each ifs_dimension allowed */
    const char *const *words; /* of choices, ended by NULL */
    const char *help;
};

struct key_table {
    enum key_file file;
    const struct key *list;
    size_t count;
};

struct key_table keys_of(enum key_file file);

/* The row of `name` in the group of row `parent` (NULL: the file itself); NULL if there is none. */
const struct key *keys_find(const struct key_table *table, const struct key *parent, const char *name);

/* The rows of that group in the order of the table, beginning after `previous` (NULL: the first); NULL at the end. */
const struct key *keys_next(const struct key_table *table, const struct key *parent, const struct key *previous);

/* True when the row stands in the group of the other, or deeper. */
bool keys_lies_in(const struct key *key, const struct key *group);

enum key_shape keys_shape(enum key_type type);

/* The last part of a row's path. */
const char *keys_name(const struct key *key);

/* A quantity of that dimension as an author would write it, for messages and the reference. */
const char *keys_example(ifs_dimension dimension);

/* The lowest dimension of a set; IFS_DIMENSION_NONE of the empty set. */
ifs_dimension keys_first_dimension(unsigned dimensions);

/* Position in a list of words ended by NULL; -1 if it is none of them. */
int keys_word(const char *const *words, const char *word);
size_t keys_word_count(const char *const *words);

#endif

/*
 * loading.h - a file that has passed the walk, read key by key into the protocol being built.
 */
#ifndef IFS_LOADING_H
#define IFS_LOADING_H

#include "arena.h"
#include "course.h"
#include "protocol.h"
#include "walk.h"

/* A limit of the drug library, kept for every infusion. */
struct library_limit {
    struct limit limit;
    const struct config_node *node;
};

/* A library limit that the protocol loosens. */
struct exceed {
    ifs_limit_kind kind;
    int infusion; /* -1: all */
    ifs_ratio to;
    const char *because;
    struct origin origin;
    const struct config_node *node;
    bool used;
};

#define SOURCE_MAX 256
#define EXCEED_MAX 16
#define LIBRARY_LIMIT_MAX 12 /* with an infusion's own limits they fit what the engine holds (judge_capacity) */
#define ANTIDOTE_MAX 16
#define CHOICES_MAX 64 /* of a question; indications, products and diluents are choices too. One bit each (build_needs.c), one line each in a visit */

/* Limits of one kind of thing, as alternatives. */
struct limits {
    const struct limit *list;
    int count;
};

/* Everything the builders share. The reader's part (walk) belongs to the file being read; the rest to the protocol. */
struct loading {
    struct walk walk;
    enum origin_file origin;
    struct arena *arena;
    struct ifs_protocol *protocol;
    struct source *sources;
    bool *source_used;
    struct fact_rule *facts; /* protocol->facts, while they are filled */
    const struct config_node *question_nodes[IFS_FACT_MAX];
    int library_fact_count; /* facts before this one are built in or asked by the library */
    ifs_fact_set deciding;  /* read by whatever an order cannot be computed or allowed without */
    ifs_fact_set ruled;     /* read by some rule, not only listed in require or bedside */
    struct check *checks;   /* protocol->checks, room for IFS_CHECK_MAX */
    struct library_limit library[LIBRARY_LIMIT_MAX];
    int library_count;
    struct limits antidote_speeds[ANTIDOTE_MAX];
    struct exceed exceeds[EXCEED_MAX];
    int exceed_count;
    struct definition definitions[DEFINITION_MAX];
    const struct config_node *definition_nodes[DEFINITION_MAX];
    bool definition_used[DEFINITION_MAX];
    int definition_count;
};

/* ---- Reading (read.c) ---- */

/* One group with its row; node NULL: there is none, and everything read from it is absent. */
struct group {
    const struct config_node *node;
    const struct key *key;
};

/* The groups of a list, or the one group that stands for it. */
struct list {
    const struct config_node *next;
    const struct key *key;
    int count;
    bool single;
};

struct group read_root(const struct config_node *root);
struct group read_group(const struct loading *loading, struct group group, const char *name);
struct list read_list(const struct loading *loading, struct group group, const char *name);
struct group list_next(struct list *list);

/* The setting of that name; NULL when absent or not of the kind its row asks for. Claims that the table has a row. */
const struct config_node *read_node(const struct loading *loading, struct group group, const char *name);

/* True when the key is written, readable or not: what could not be read has its finding already. */
bool read_written(struct group group, const char *name);

const char *read_text(struct loading *loading, struct group group, const char *name); /* a copy, NULL when absent */
bool read_boolean(const struct loading *loading, struct group group, const char *name);
int read_choice(const struct loading *loading, struct group group,
                const char *name); /* index of the word, -1 when absent */
unsigned read_choices(const struct loading *loading, struct group group, const char *name,
                      int *first); /* bit by word */
const char *const *read_texts(struct loading *loading, struct group group, const char *name, int *count);

/* The texts of an array joined by commas, for one line of the sheet; NULL when there is none. */
const char *read_joined(struct loading *loading, struct group group, const char *name);

/* A whole number within these bounds; 0 when absent, or with a finding when it is not. */
struct counts {
    int64_t least;
    int64_t most;
};
int64_t read_count(const struct loading *loading, struct group group, const char *name, struct counts counts);

/* False (and *out all zero) when absent. */
bool read_quantity(const struct loading *loading, struct group group, const char *name, ifs_quantity *out);
ifs_ratio read_ratio(const struct loading *loading, struct group group,
                     const char *name); /* in base units, den 0 when absent */

/* A quantity kept as an integer of base units, 0 when absent; finer ones are a finding. */
int64_t read_whole(const struct loading *loading, struct group group, const char *name);

/* An array of two: low and high, in base units; den 0 where "" or absent. The dimension is that of the first bound
 * given. */
struct range {
    ifs_ratio low;
    ifs_ratio high;
    ifs_dimension dimension;
    const struct config_node *node;
};
struct range read_range(const struct loading *loading, struct group group, const char *name);

/* File, line and source of a group; an undeclared source is a finding. */
struct origin read_origin(struct loading *loading, struct group group);

/* A condition and what becomes of its facts. */
enum condition_use {
    CONDITION_PRINTS,  /* decides what is printed */
    CONDITION_DECIDES, /* an order cannot be computed or allowed without it */
};
struct condition read_condition(struct loading *loading, struct group group, const char *name, enum condition_use use);

/* The same words, or none in both: certainly for the same patients. */
bool read_same(const struct condition *a, const struct condition *b);

/* What a definition means: its facts are not read yet. */
struct condition read_definition(struct loading *loading, struct group group, const char *name);

/* Compiles words which the loader made of what stands at that node. */
struct condition read_made_condition(struct loading *loading, const struct config_node *node, const char *words);

/* The infusion a group names under `infusion`: its index in the file, -1 for all; an unknown name is a finding. */
int read_infusion(const struct loading *loading, struct group file, struct group group);

/* Elements that share an id (or a name) with an earlier one of the list. */
void refuse_duplicates(const struct loading *loading, struct list list, const char *name);

/* More than `most` groups: a finding, and the list cut to what there is room for. */
void refuse_excess(const struct loading *loading, struct list *list, const struct config_node *node, int most);

struct lines read_lines(struct loading *loading, struct group group, const char *name);

/* ---- Building: each reads its part of the file at hand ---- */

/* build_sources.c */
void build_sources(struct loading *loading, struct group file);
void judge_unverified(const struct loading *loading, enum origin_file file);
void judge_unused(const struct loading *loading, enum origin_file file);

/* build_facts.c */
void build_facts(struct loading *loading); /* the built-in rows */
void build_choices(struct loading *loading, int fact, struct list list);
void build_questions(struct loading *loading, struct group file);

/* build_definitions.c: after the questions, before every other condition */
void build_definitions(struct loading *loading, struct group file);
void judge_definitions(const struct loading *loading);

/* build_needs.c: after everything that reads facts */
void build_needs(struct loading *loading, struct group file);
void judge_questions(const struct loading *loading); /* of the protocol */
void judge_needs(const struct loading *loading, struct group file);

/* build_drug.c */
bool build_salt(const struct loading *loading, struct group file, ifs_salt *salt);
void build_drug(struct loading *loading, struct group file);

/* build_limits.c */
struct limit read_limit(struct loading *loading, struct group group, ifs_limit_kind kind, enum condition_use use);
struct limits read_speeds(struct loading *loading, struct group group); /* of an antidote: hard-max alone */
void build_library_limits(struct loading *loading, struct group file);
void build_exceeds(struct loading *loading, struct group file);
void build_infusion_limits(struct loading *loading, struct group group, struct infusion_rule *infusion, int index);
void build_totals(struct loading *loading, struct group file);
void judge_factors(const struct loading *loading);
void judge_exceeds(const struct loading *loading);

/* judge.c: limits and usual figures held against each other */
void judge_limit(const struct loading *loading, const struct config_node *node, const struct limit *limit);
/* True when a finding was added. */
bool judge_usual(const struct loading *loading, const struct config_node *node, ifs_ratio usual,
                 const struct limit *limit);
void judge_looser(const struct loading *loading, const struct config_node *node, const struct limit *limit,
                  int infusion);
void judge_times(const struct loading *loading, struct list list, const struct infusion_rule *infusion);
void judge_doses(const struct loading *loading, struct list list, const struct infusion_rule *infusion);
void judge_capacity(const struct loading *loading, const struct config_node *node);

/* build_checks.c */
void build_question_checks(struct loading *loading, struct group file);
void build_checks(struct loading *loading, struct group file);
void build_contradictions(struct loading *loading, struct group file);
void build_admission(struct loading *loading, struct group file);
void build_renal_checks(struct loading *loading, struct group file);

/* build_infusions.c */
void build_infusions(struct loading *loading, struct group file);

/* build_phases.c: how an infusion is given, repeated, stepped and ended; before its doses and after them */
void build_route(struct loading *loading, struct group group, struct infusion_rule *infusion);
void build_giving(struct loading *loading, struct group group, struct infusion_rule *infusion, int index);
void judge_route(const struct loading *loading, struct group group, const struct infusion_rule *infusion);

/* build_containers.c */
void build_containers(struct loading *loading, struct group group, struct infusion_rule *infusion);

/* build_rescues.c */
void build_rescues(struct loading *loading, struct group file);

/* build_protocol.c */
void build_header(struct loading *loading, struct group file);
void build_indications(struct loading *loading, struct group file);
void build_renal(struct loading *loading, struct group file);
void build_pages(struct loading *loading, struct group file); /* lines of the sheet */
void judge_header(const struct loading *loading, struct group file, int64_t today);

/* build_examples.c */
void build_examples(struct loading *loading, struct group file);
void judge_examples(const struct loading *loading, struct group file); /* what they expect, once all else is right */

#endif

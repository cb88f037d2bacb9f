/*
 * open_answers.c - what the open answers can still do to the order.
 *
 * Decides how that reads: SAFE WHATEVER, DEPENDS ON, REFUSED WHATEVER, and which question to ask first. It informs; the verdict of the
 * sheet is the plan's. Found by analysis/unknowns.c.
 */
#include "build.h"

#include "unknowns.h"
#include "wording.h"

static const char *result_name(enum unknowns_result result)
{
    switch (result) {
    case UNKNOWNS_UNDECIDED:
        break;
    case UNKNOWNS_REFUSED:
        return "refused-whatever";
    case UNKNOWNS_DEPENDS:
        return "depends";
    case UNKNOWNS_OVERRIDE:
        return "override-whatever";
    case UNKNOWNS_SAFE:
        return "safe-whatever";
    }
    return "undecided";
}

static const char *name_of(const struct build *build, int fact)
{
    return build->protocol->facts[fact].name;
}

/* Those that decide, by their names; NULL: none by itself. */
static const char *deciding(struct build *build, const struct unknowns *unknowns)
{
    const char *all = NULL;
    for (int i = 0; i < unknowns->open_count; i++) {
        if (unknowns->decides[i]) {
            all = build_join(build, all, ", ", name_of(build, unknowns->open[i]));
        }
    }
    return all;
}

static const char *depends_words(struct build *build, const struct unknowns *unknowns)
{
    const char *on = deciding(build, unknowns);
    const char *said = on != NULL ? build_say_one(build, words.unknowns_depends, on) : words.unknowns_depends_jointly;
    if (unknowns->ask_first < 0) {
        return said;
    }
    return build_join(build, said, " ", build_say_one(build, words.unknowns_ask_first, name_of(build, unknowns->ask_first)));
}

static const char *result_words(struct build *build, const struct unknowns *unknowns)
{
    switch (unknowns->result) {
    case UNKNOWNS_UNDECIDED:
        break;
    case UNKNOWNS_REFUSED:
        return words.unknowns_refused;
    case UNKNOWNS_DEPENDS:
        return depends_words(build, unknowns);
    case UNKNOWNS_OVERRIDE:
        return words.unknowns_override;
    case UNKNOWNS_SAFE:
        return words.unknowns_safe;
    }
    return words.unknowns_undecided;
}

void build_unknowns(struct build *build)
{
    struct unknowns unknowns;
    ifs_plan scratch;
    struct sheet_unknowns *row = &build->sheet->unknowns;
    unknowns_find(build->protocol, build->request, build->plan, &scratch, &unknowns);
    row->result = result_name(unknowns.result);
    row->ask_first = unknowns.ask_first < 0 ? NULL : name_of(build, unknowns.ask_first);
    row->text = result_words(build, &unknowns);
    for (int i = 0; i < unknowns.open_count; i++) {
        if (unknowns.decides[i]) {
            row->depends_on[row->depends_count++] = name_of(build, unknowns.open[i]);
        }
    }
}

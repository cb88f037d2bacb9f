/*
 * explain_input.c - findings in what was typed, explained, and those about files that cannot be read.
 *
 * One row for each code. `wrong` and `right` are pieces of a command line. Codes that files share with the command line
 * (an unknown fact, a missing unit) stand in explain_file.c.
 */
#include "claim.h"
#include "explain.h"

static const struct explanation rows[] = {
    {"not-an-assignment", EXPLAIN_INPUT,
     "An answer is given as name=value, in one word of the command line: quote it where it holds blanks.",
     "weight 72kg", "weight=\"72 kg\"", NULL},
    {"empty", EXPLAIN_INPUT,
     "Nothing stands after the equals sign. Write the answer, or unknown where nobody knows it.",
     "name=", "name=\"Ada Example\"", NULL},
    {"too-fine", EXPLAIN_INPUT,
     "The value is finer than it can be measured or set, so a digit is probably wrong. The steps of each fact are "
     "explained under its name.",
     "systolic=\"118.5 mmHg\"", "systolic=\"118 mmHg\"", NULL},
    {"contradictory-facts", EXPLAIN_INPUT,
     "Two answers cannot both be true, and nobody could say which is wrong. Find out, and correct that one.",
     "systolic=\"70 mmHg\" diastolic=\"110 mmHg\"", "systolic=\"110 mmHg\" diastolic=\"70 mmHg\"", NULL},
    {"direction-override", EXPLAIN_INPUT,
     "The text turns the direction of writing, so that it reads otherwise than it is stored. Type it again without the "
     "invisible characters.",
     NULL, NULL, NULL},
    {"confirmed-unknown", EXPLAIN_INPUT,
     "A value was confirmed that was not given. Give it, or leave the --confirm out.", "--confirm weight",
     "weight=\"190 kg\" --confirm weight", NULL},
    {"infusion-not-named", EXPLAIN_INPUT,
     "The protocol has several infusions, and --dose or --over does not say which one it is for. Name it before.",
     "--dose \"4 g\"", "--infusion loading --dose \"4 g\"", NULL},
    {"unknown-check", EXPLAIN_INPUT,
     "An override names a check that this protocol does not have. The sheet and infusheet check name them; those of "
     "limits are called after infusion and limit.",
     "--override dose=\"reason\"", "--override infusion.dose=\"reason\"", NULL},
    {"too-many-overrides", EXPLAIN_INPUT,
     "More overrides were given than any order can stand. Choose another protocol or treatment.", NULL, NULL, NULL},
    {"prescriber-without-reference", EXPLAIN_INPUT,
     "A prescriber is named without saying where the order is recorded. Write the name, a comma, and the reference of "
     "the record.",
     "--prescriber \"Dr. Example\"", "--prescriber \"Dr. Example, telephone order 12\"", NULL},
    {"patient-twice", EXPLAIN_INPUT, "Two patient files were named. One order is for one patient.",
     "--patient ada.cfg --patient ben.cfg", "--patient ada.cfg", NULL},
    {"other-protocol", EXPLAIN_INPUT,
     "The patient file was saved at a visit for another protocol. Its questions may have the same names and mean something else: name the "
     "protocol it was saved for, or ask the patient anew.",
     NULL, NULL, NULL},
    {"unreadable-file", EXPLAIN_INPUT,
     "The file is not there, is no plain file, or may not be read; or no protocol bears that name. infusheet protocols "
     "lists what there is.",
     "migrane-acute-adult", "migraine-acute-adult", NULL},
    {"bad-protocol-name", EXPLAIN_INPUT,
     "A protocol is named by its id, in lower-case letters, digits, hyphens and points, or by a path with a slash or "
     ".cfg at its end.",
     "\"Migraine Acute\"", "migraine-acute-adult", NULL},
    {"calc", EXPLAIN_INPUT,
     "A calculation cannot be done with what was given; the message says which name or figure is at fault. infusheet "
     "calc --help lists the calls.",
     "calc draw dose=6 from=\"50 %\"", "calc draw dose=\"6 g\" from=\"50 %\"", NULL},
    {"no-memory", EXPLAIN_INPUT,
     "The computer had no memory left; nothing was decided. Close other programs and try again.", NULL, NULL, NULL},
};

struct explain_table explain_inputs(void)
{
    return (struct explain_table){rows, COUNT_OF(rows)};
}

/*
 * explain_file.c - findings in protocol, drug and site files, explained.
 *
 * One row for each code, in the order in which an author meets them: signs, keys, values, figures, conditions, words,
 * rules. Invariant: `right` stands in the starting protocol of `infusheet new` (or replaces `place` in it), and `wrong`
 * in its place gives exactly this code; a test does both. The starting protocol of the test is asthma-adult, written on
 * 2026-11-20. Rows without an example are about bytes that cannot be shown.
 */
#include "claim.h"
#include "explain.h"

/* A line of the starting protocol that may say anything. */
#define LINE "say = \"Write what is looked at afterwards, and when.\";"

static const struct explanation rows[] = {
    /* ---- Signs ---- */
    {"syntax", EXPLAIN_FILE,
     "The file cannot be read as settings here: a sign is missing, stands twice, or is a curly quote. Only the first "
     "such place is named, because what follows it is guesswork. Correct it and check again.",
     "schema 1;", "schema = 1;", NULL},
    {"missing-semicolon", EXPLAIN_FILE,
     "A setting ends without its semicolon. The next one is still understood here, but elsewhere two texts would run "
     "together. Write the semicolon.",
     "version = \"0.1.0\"", "version = \"0.1.0\";", NULL},
    {"adjacent-strings", EXPLAIN_FILE,
     "Two texts follow each other with nothing between them and would be read as one. A comma or a semicolon was "
     "forgotten.",
     "[ \"ward\" \"clinic\" ]", "[ \"ward\", \"clinic\" ]", NULL},
    {"unterminated-string", EXPLAIN_FILE,
     "A quote has no partner on its line. A text stands on one line, between two straight quotes, without quotes "
     "inside.",
     "else = \"Adults only: 18 years and over.;", "else = \"Adults only: 18 years and over.\";", NULL},
    {"unbalanced-bracket", EXPLAIN_FILE,
     "A bracket has no partner, or its partner is of another kind. Groups stand in { }, lists of groups in ( ), lists "
     "of texts in [ ].",
     "settings = [ \"ward\", \"clinic\" ;", "settings = [ \"ward\", \"clinic\" ];", NULL},
    {"nesting-too-deep", EXPLAIN_FILE,
     "More brackets stand inside one another than any rule of the language needs. One was opened by mistake, or not "
     "closed.",
     "settings = ((((((((((((((((( \"ward\" )))))))))))))))));", "settings = [ \"ward\", \"clinic\" ];", NULL},
    {"unterminated-comment", EXPLAIN_FILE,
     "A remark that begins with a slash and a star has no end, so the rest of the file is not read. End it, or begin "
     "each line of the remark with #.",
     "/* a remark  schema = 1;", "/* a remark */ schema = 1;", "schema = 1;"},
    {"nested-comment", EXPLAIN_FILE,
     "A remark begins inside another one; the first end closes both, and what follows is read as settings. Write one "
     "remark, or begin each line with #.",
     "/* one /* inside */ schema = 1;", "/* one remark */ schema = 1;", "schema = 1;"},
    {"include-not-allowed", EXPLAIN_FILE,
     "A protocol is one file whose exact bytes are fingerprinted; a part taken from elsewhere could change unseen. "
     "Copy the settings in.",
     "@include \"common.cfg\"", "schema = 1;", NULL},
    {"duplicate-key", EXPLAIN_FILE,
     "The same setting stands twice in one group, and nobody could say which one counts. Leave one of the two out.",
     "schema = 1; schema = 1;", "schema = 1;", NULL},
    {"integer-too-large", EXPLAIN_FILE,
     "A bare number is too long to be read exactly. Bare numbers are only counts; every quantity is a text with its "
     "unit.",
     "schema = 10000000000;", "schema = 1;", NULL},
    {"control-character", EXPLAIN_FILE,
     "The file or the answer holds an invisible character: one that drives a terminal, or turns the direction of "
     "writing so that a line reads otherwise than it is. Delete it and type the text again.",
     NULL, NULL, NULL},
    {"nul-byte", EXPLAIN_FILE,
     "The file holds a byte that no text has. It is damaged, or not a text file: save it again as plain text.", NULL,
     NULL, NULL},
    {"invalid-utf8", EXPLAIN_FILE,
     "The text is not UTF-8 from this place on. In the editor, save the file with the encoding UTF-8.", NULL, NULL,
     NULL},
    {"file-too-large", EXPLAIN_FILE,
     "A file of this kind holds at most 64 KiB, so that a wrong file is never read as a protocol. Split it into two "
     "protocols.",
     NULL, NULL, NULL},

    /* ---- What the file is ---- */
    {"unknown-kind", EXPLAIN_FILE,
     "The file says nowhere what it is. A protocol has a group called protocol, a drug library one called drug, a site "
     "file one called site; a file has exactly one of the three.",
     "protokol = {", "protocol = {", NULL},
    {"unknown-schema", EXPLAIN_FILE,
     "The file is written for another version of the language than this program reads. Write the version this program "
     "reads, or use the program the file was written for.",
     "schema = 2;", "schema = 1;", NULL},
    {"id-mismatch", EXPLAIN_FILE,
     "The id inside the file is not the name of the file, so an order could name one protocol and mean another. Make "
     "both the same.",
     "id = \"asthma-child\";", "id = \"asthma-adult\";", NULL},
    {"unknown-drug", EXPLAIN_FILE,
     "There is no drug library of that name: neither in the folder drugs beside the protocol nor in that of the "
     "protocols directory. Write the name of one, or put the file there.",
     "drug = \"magnesium\";", "drug = \"magnesium-sulfate\";", NULL},
    {"review-date-passed", EXPLAIN_FILE,
     "The day by which the protocol was to be reviewed is over: every sheet is a draft. Review it, then write the next "
     "date.",
     "review-by = \"2020-01-01\";", "review-by = \"2027-11-20\";", NULL},

    /* ---- Keys ---- */
    {"unknown-key", EXPLAIN_FILE,
     "No setting of this name belongs here; it would have been ignored, and the rule with it. The message names the "
     "nearest one, or all there are.",
     "stepp = \"0.5 g\";", "step = \"0.5 g\";", NULL},
    {"missing-key", EXPLAIN_FILE,
     "A setting is missing without which this group means nothing. The message says which one and what it is for.",
     "route = \"intravenous\";", "route = \"intravenous\"; devices = [ \"pump\" ];", NULL},
    {"conflicting-keys", EXPLAIN_FILE,
     "Two settings of this group exclude each other. Keep the one that is meant; for two rules write two groups.",
     "refuse-if = \"systolic < 100 mmHg\"; warn-if = \"systolic < 110 mmHg\";", "refuse-if = \"systolic < 100 mmHg\";",
     NULL},
    {"not-intramuscular", EXPLAIN_FILE,
     "An intramuscular dose is drawn up and given by hand at once: it has sites, but no time, no speed, no pump and no steps, and "
     "it is a mass, not a dose rate.",
     "route = \"intramuscular\"; devices = [ \"pump\" ];", "route = \"intramuscular\"; devices = [ \"hand\" ];", NULL},
    {"limit-without-source", EXPLAIN_FILE,
     "A limit stands here without saying where it comes from. Name an entry of sources, or write \"project-choice\", "
     "which the sheet prints as such.",
     "speed = { hard-max = \"2 g/h\"; };", "speed = { hard-max = \"2 g/h\"; source = \"first-source\"; };", NULL},
    {"wrong-type", EXPLAIN_FILE,
     "The value is of another kind than the setting takes: a bare number for a quantity, a text for a list. Every "
     "quantity is a text in quotes with its unit.",
     "step = 0.5;", "step = \"0.5 g\";", NULL},
    {"too-many", EXPLAIN_FILE,
     "The list is longer than the program holds. Join entries that say the same, or split the protocol in two.",
     "rescue = ( { ... }, { ... }, { ... }, { ... }, { ... } );", "rescue = ( { ... }, { ... }, { ... }, { ... } );",
     NULL},

    /* ---- Texts and names ---- */
    {"empty-text", EXPLAIN_FILE,
     "A text is empty where something has to be printed or asked. Write it, or leave the whole setting out.",
     "ask = \"\";", "ask = \"Fainted during an earlier infusion?\";", NULL},
    {"bad-text", EXPLAIN_FILE,
     "The text holds a line break, a tab or a character that turns the direction of writing; it could not be printed "
     "as it reads. Write it on one line.",
     "say = \"Write what the patient is told,\\nand whom to call.\";",
     "say = \"Write what the patient is told, and whom to call.\";", NULL},
    {"bad-id", EXPLAIN_FILE,
     "A name in the file may hold letters, digits, hyphens and points, and must not be a word of the language such as "
     "\"not\". Names that become files are lower case.",
     "id = \"first source\"", "id = \"first-source\"", NULL},
    {"duplicate-id", EXPLAIN_FILE,
     "Two things bear one name, perhaps one of them in the drug library. Nobody could say which is meant: give one "
     "another name.",
     "id = \"low-pressure\"; warn-if", "id = \"elderly\"; warn-if", NULL},
    {"bad-version", EXPLAIN_FILE, "A version is three numbers with points between them; count it up with every change.",
     "version = \"0.1\";", "version = \"0.1.0\";", NULL},
    {"bad-date", EXPLAIN_FILE,
     "This is no date that exists in the form year-month-day. Write four, two and two digits with hyphens.",
     "review-by = \"20 November 2027\";", "review-by = \"2027-11-20\";", NULL},
    {"bad-verified", EXPLAIN_FILE,
     "verified says who has read the original, and when: \"no\", or a name and a date. A bare yes says neither.",
     "verified = \"yes\"", "verified = \"R. Example, 2027-03-01\"", "verified = \"no\""},
    {"bad-pair", EXPLAIN_FILE, "An example gives each answer as name=value in one text, just as the command line does.",
     "\"symptoms mild\"", "\"symptoms=mild\"", NULL},
    {"unknown-choice", EXPLAIN_FILE,
     "The word is none of those that may stand here. The message lists them; the same holds for an answer to a "
     "question.",
     "round = \"downwards\";", "round = \"down\";", NULL},

    /* ---- Quantities ---- */
    {"bad-quantity", EXPLAIN_FILE,
     "This is not one plain quantity. Write digits, a point for decimals with a digit on both sides, one space and one "
     "unit: no comma, no sign, no exponent, no range. A range the prescriber chooses in is a dose without usual, with hard "
     "= [ low, high ] or per-kg limits; a range of times is hard beside one usual time.",
     "step = \"0,5 g\";", "step = \"0.5 g\";", NULL},
    {"missing-unit", EXPLAIN_FILE,
     "A number stands without its unit, and a number without a unit is how patients are harmed. Write the unit after a "
     "space.",
     "step = \"0.5\";", "step = \"0.5 g\";", NULL},
    {"unknown-unit", EXPLAIN_FILE,
     "No unit is spelled like this here. The message names the right spelling where only one can be meant.",
     "step = \"0.5 gm\";", "step = \"0.5 g\";", NULL},
    {"imperial-unit", EXPLAIN_FILE,
     "The unit is not metric. The message shows what it converts to, but uses nothing: measure in metric units and "
     "write what was measured.",
     "\"weight=159 lb\"", "\"weight=72 kg\"", NULL},
    {"forbidden-unit", EXPLAIN_FILE,
     "The unit stands on the lists of spellings that have been misread with harm. Write the metric unit the message "
     "names.",
     "volume = \"100 cc\";", "volume = \"100 mL\";", NULL},
    {"wrong-dimension", EXPLAIN_FILE,
     "The unit measures something else than the setting: a mass where a volume belongs, a dose where a speed belongs.",
     "volume = \"100 mg\";", "volume = \"100 mL\";", NULL},
    {"out-of-range", EXPLAIN_FILE,
     "No patient can have this value; the hard range of each fact is explained under its name. Measure again, and "
     "check the unit and the decimal point.",
     "\"systolic=999 mmHg\"", "\"systolic=99 mmHg\"", NULL},
    {"bad-factor", EXPLAIN_FILE,
     "A factor by which the dose is multiplied is a decimal between 0 and 1, as text. To give more, write another "
     "usual dose.",
     "factor = \"50 %\";", "factor = \"0.5\";", "dose-max = \"0.5 g\";"},

    /* ---- Conditions and names of other things ---- */
    {"bad-condition", EXPLAIN_FILE,
     "The condition cannot be understood. A test compares a measured fact with a quantity, says which choice a fact "
     "is, or is the name of a yes/no question; tests are joined by and, or, not and round brackets.",
     "refuse-if = \"systolic is low\";", "refuse-if = \"systolic < 100 mmHg\";", NULL},
    {"unknown-fact", EXPLAIN_FILE,
     "Nothing that is asked or measured bears this name. infusheet facts lists what a protocol knows; a question of "
     "your own is declared in questions.",
     "refuse-if = \"sistolic < 100 mmHg\";", "refuse-if = \"systolic < 100 mmHg\";", NULL},
    {"unknown-source", EXPLAIN_FILE,
     "The source is declared neither in this file nor in the drug library. Write an entry in sources, or correct the "
     "name.",
     "speed = { hard-max = \"2 g/h\"; source = \"first-sorce\"; };",
     "speed = { hard-max = \"2 g/h\"; source = \"first-source\"; };", NULL},
    {"unknown-infusion", EXPLAIN_FILE,
     "No infusion bears this name. Write the name of one, or leave the setting out: then all are meant.",
     "exceed = ( { infusion = \"loading\"; limit = \"volume\"; to = \"1000 mL\"; because = \"Write why\"; source = "
     "\"first-source\"; } );",
     "exceed = ( { infusion = \"infusion\"; limit = \"volume\"; to = \"1000 mL\"; because = \"Write why\"; source = "
     "\"first-source\"; } );",
     "totals = { in-24h = \"2 g\"; interval = \"12 h\"; source = \"first-source\"; };"},
    {"unknown-product", EXPLAIN_FILE,
     "The drug library lists no product (for rescue: no antidote) of this name. Write one of its ids, or add the "
     "product there with its label.",
     "product = \"vial-500-mg-per-mL-3-mL\";", "product = \"vial-500-mg-per-mL-2-mL\";", NULL},
    {"unknown-diluent", EXPLAIN_FILE,
     "The drug library lists no diluent of this name. Write the id of one that it holds compatible.",
     "diluents = [ \"saline\" ];", "diluents = [ \"sodium-chloride-0.9\" ];", NULL},
    {"unknown-label", EXPLAIN_FILE,
     "No product of the drug library is labelled for an indication of this name. Write the label's name for it, or "
     "leave labelled-as out: then the sheet says that the use is outside the label.",
     "id = \"first-indication\"; labelled-as = \"eclamsia\";",
     "id = \"first-indication\"; labelled-as = \"eclampsia\";", "id = \"first-indication\";"},

    /* ---- Examples ---- */
    {"example-fails", EXPLAIN_FILE,
     "An example does not come out as it was written. Work it out with a pencil, then mend the rule or what the "
     "example expects.",
     NULL, NULL, NULL},
    {"unknown-example", EXPLAIN_FILE,
     "like takes over the facts of an earlier example, and none above bears this name.",
     "name = \"17 years: refused\"; like = \"The usual person\";",
     "name = \"17 years: refused\"; like = \"The usual patient\";", "name = \"17 years: refused\";"},
    {"unknown-expectation", EXPLAIN_FILE,
     "Nothing of this name comes out of an order. The message lists what an example may expect.",
     "\"outcome=conditional\"", "\"verdict=conditional\"", NULL},
    {"unknown-option", EXPLAIN_FILE,
     "An example takes the options of an order: a name that begins with two hyphens, a space and what it takes.",
     "options = [ \"--time 40 min\" ];", "options = [ \"--over 40 min\" ];", NULL},
    {"duplicate-fact", EXPLAIN_FILE, "An example answers the same fact twice. Keep the right one.",
     "\"symptoms=mild\", \"symptoms=none\"", "\"symptoms=mild\"", NULL},

    /* ---- Words on the sheet ---- */
    {"formula-abbreviation", EXPLAIN_FILE,
     "Short forms of the drug's name are read as another drug; people have died of it. Write \"magnesium sulfate\" in "
     "full, in citations too.",
     "say = \"Give Mag slowly.\";", "say = \"Give magnesium sulfate slowly.\";", LINE},
    {"trailing-zero", EXPLAIN_FILE,
     "A zero at the end of a decimal is read as ten times as much when the point is faint. Leave it out.",
     "say = \"At most 1.0 g.\";", "say = \"At most 1 g.\";", LINE},
    {"leading-zero", EXPLAIN_FILE,
     "A point without a zero before it is overlooked, and the figure read ten or a hundred times too large.",
     "say = \"At most .5 g.\";", "say = \"At most 0.5 g.\";", LINE},
    {"forbidden-abbreviation", EXPLAIN_FILE,
     "The abbreviation stands on the do-not-use lists, because it has been misread with harm. Write the words of the "
     "message.",
     "say = \"Flush with 10 cc.\";", "say = \"Flush with 10 mL.\";", LINE},
    {"micro-sign", EXPLAIN_FILE, "The micro sign is read as m, a thousand times as much. Write mcg.",
     "say = \"At most 500 \xc2\xb5g.\";", "say = \"At most 500 mcg.\";", LINE},
    {"sign-for-word", EXPLAIN_FILE,
     "Signs of comparison are mistaken for their opposite or for a digit. Write the words.",
     "say = \"Systolic pressure > 90 mmHg: go on.\";", "say = \"Systolic pressure greater than 90 mmHg: go on.\";",
     LINE},
    {"slash-for-per", EXPLAIN_FILE,
     "A slash is read as the digit 1. On the sheet write \"per\"; in quantities of rules the slash stays.",
     "say = \"At most 150 mg/min.\";", "say = \"At most 150 mg per minute.\";", LINE},
    {"thousands-comma", EXPLAIN_FILE,
     "From 1,000 on a comma keeps the zeros from being miscounted. In quantities of rules none is written.",
     "say = \"At most 1500 mg.\";", "say = \"At most 1,500 mg.\";", LINE},
    {"space-before-unit", EXPLAIN_FILE,
     "Without a space the first letter of the unit is read as a digit. Write one space.", "say = \"At most 5mg.\";",
     "say = \"At most 5 mg.\";", LINE},
    {"coined-name", EXPLAIN_FILE, "A coined name says neither drug nor dose. Name the drug.",
     "say = \"Give a banana bag.\";", "say = \"Give magnesium sulfate.\";", LINE},

    /* ---- Rules ---- */
    {"low-above-high", EXPLAIN_FILE,
     "The lower bound is above the upper one, so nothing could ever be allowed. Exchange the two.",
     "hard = [ \"4 h\", \"15 min\" ];", "hard = [ \"15 min\", \"4 h\" ];", NULL},
    {"soft-outside-hard", EXPLAIN_FILE,
     "The soft limit lies beyond the hard one and would never be reached: what an override should decide is refused "
     "before. Put the soft limit inside.",
     "soft = [ \"10 min\", \"2 h\" ];", "soft = [ \"20 min\", \"2 h\" ];", NULL},
    {"usual-outside-limits", EXPLAIN_FILE,
     "What the protocol itself proposes passes one of its limits, or one of the drug library's: a dose, a time, the speed of "
     "both, the concentration in the bag that is the first choice, or a step of titration, whose dose is the whole rate "
     "and not what is added. Such orders are refused. Correct the one that is wrong.",
     "usual = \"10 min\";", "usual = \"30 min\";", NULL},
    {"looser-than-library", EXPLAIN_FILE,
     "A protocol may be stricter than the drug library, never quietly looser. Write the stricter limit, or an exceed "
     "that says why and is printed.",
     "speed = { hard-max = \"20 g/h\"; source = \"first-source\"; };",
     "speed = { hard-max = \"2 g/h\"; source = \"first-source\"; };", NULL},
    {"exceed-unneeded", EXPLAIN_FILE,
     "This exceed loosens nothing: no limit of the protocol goes beyond the drug library's there. Leave it out, for it "
     "is printed on every sheet.",
     "totals = { in-24h = \"2 g\"; interval = \"12 h\"; source = \"first-source\"; };\nexceed = ( { limit = "
     "\"volume\"; to = \"1000 mL\"; because = \"Write why\"; source = \"first-source\"; } );",
     "totals = { in-24h = \"2 g\"; interval = \"12 h\"; source = \"first-source\"; };", NULL},
    {"bands-not-ascending", EXPLAIN_FILE,
     "The first row that holds the dose applies, so rows stand from small to large; a row out of order would never be "
     "used.",
     "dose-to = \"0.5 g\"; usual = \"60 min\";", "dose-to = \"1 g\"; usual = \"60 min\";", NULL},
    {"time-falls-with-dose", EXPLAIN_FILE,
     "A larger dose would be given in less time than a smaller one. Two rows have been exchanged, or a figure is a "
     "slip.",
     "usual = \"20 min\"; soft = [ \"45 min\", \"2 h\" ];", "usual = \"60 min\"; soft = [ \"45 min\", \"2 h\" ];",
     NULL},
    {"speed-rises-with-dose", EXPLAIN_FILE,
     "A larger dose would run in faster than a smaller one. That may be meant; if the source does not give it, write a "
     "longer time, and in any case a limit of speed.",
     "usual = \"50 min\"; soft = [ \"45 min\", \"2 h\" ];", "usual = \"60 min\"; soft = [ \"45 min\", \"2 h\" ];",
     NULL},
    {"time-from-a-rate", EXPLAIN_FILE,
     "The dose is a rate, so it follows from the time; the time cannot follow from the dose as well. Write a usual "
     "time, or none.",
     "dose = { usual = \"1 g/h\"; ... }; over = { at = \"4 g/h\"; ... };",
     "dose = { usual = \"1 g/h\"; ... }; over = { usual = \"4 h\"; ... };", NULL},
    {"factor-without-usual", EXPLAIN_FILE,
     "A factor multiplies the usual dose, and there is none: the prescriber chooses. Write the lower range as an "
     "alternative of dose with when.",
     "dose = { hard = [ \"1 g\", \"2 g\" ]; ... }; renal = ( ..., { factor = \"0.5\"; ... } );",
     "dose = ( { when = \"crcl >= 60 mL/min\"; ... }, { when = \"crcl < 60 mL/min\"; ... } );", NULL},
    {"repeat-without-end", EXPLAIN_FILE,
     "A condition may never come true, so it cannot alone end what is given again and again. Write how many doses at "
     "most, the first included, or how much of all together.",
     "devices = [ \"pump\" ]; repeat = { every = \"12 h\"; source = \"first-source\"; };",
     "devices = [ \"pump\" ]; repeat = { every = \"12 h\"; doses = 2; source = \"first-source\"; };",
     "devices = [ \"pump\" ];"},
    {"bad-count", EXPLAIN_FILE, "The number is outside what can be counted here; the message says from where to where.",
     "devices = [ \"pump\" ]; repeat = { every = \"12 h\"; doses = 1; source = \"first-source\"; };",
     "devices = [ \"pump\" ]; repeat = { every = \"12 h\"; doses = 2; source = \"first-source\"; };",
     "devices = [ \"pump\" ];"},
    {"additive-mismatch", EXPLAIN_FILE,
     "Product and additive contradict each other: a vial is not premixed, and nothing is added to a premixed "
     "container.",
     "additive = \"premixed\";", "additive = \"made-up\";", NULL},
    {"unused-question", EXPLAIN_FILE,
     "The nurse is asked something that changes nothing. Write the check it is for, or leave the question out.",
     "override-if = \"age >= 90 y\";", "override-if = \"fainted-before\";", NULL},
    {"unused-definition", EXPLAIN_FILE,
     "No condition uses this definition. Use it where it was meant, or leave it out.", "warn-if = \"age >= 65 y\";",
     "warn-if = \"old-or-light\";", NULL},
    {"unused-source", EXPLAIN_FILE, "No rule names this source. Name it where it belongs, or leave it out.",
     "verified = \"no\"; }, { id = \"second-source\"; cite = \"Named nowhere\"; verified = \"no\"; }",
     "verified = \"no\"; }", NULL},
    {"unverified-sources", EXPLAIN_FILE,
     "Sources of the protocol or its drug library have been read by nobody who says so; every sheet prints that. Read "
     "each original, then write name and date.",
     "verified = \"no\"", "verified = \"R. Example, 2027-03-01\"", "verified = \"no\""},

    /* ---- All patients at once ---- */
    {"admits-nobody", EXPLAIN_FILE,
     "No patient at all can meet this rule of admission, or not together with the others: the protocol could never be used.",
     "when = \"age >= 65 y and age < 60 y\";", "when = \"age >= 18 y\";", NULL},
    {"refuses-everybody", EXPLAIN_FILE,
     "Every patient whom the protocol admits is refused by this check. A sign was turned, or and was written for or.",
     "refuse-if = \"age >= 18 y\";", "refuse-if = \"symptoms is none\";", NULL},
    {"unreachable-rule", EXPLAIN_FILE,
     "The condition never holds for a patient whom the protocol admits, so the rule decides nothing. Write the condition that was "
     "meant, or leave the rule out.",
     "override-if = \"age < 12 y\";", "override-if = \"fainted-before\";", NULL},
    {"gap-in-alternatives", EXPLAIN_FILE,
     "For some patients none of the alternatives holds, and their order is refused. The message shows such a patient: mind the edge, "
     "where one band must include what the next leaves out.",
     "{ when = \"crcl > 60 mL/min\"; },", "{ when = \"crcl >= 60 mL/min\"; },", NULL},
    {"overlapping-alternatives", EXPLAIN_FILE,
     "For some patients two alternatives hold; the program never chooses, so their order is refused. The message shows such a patient.",
     "when = \"crcl >= 30 mL/min and crcl <= 60 mL/min\";", "when = \"crcl >= 30 mL/min and crcl < 60 mL/min\";", NULL},
    {"undecided-alternatives", EXPLAIN_FILE,
     "These alternatives, or the rules of the file as a whole, read so many facts together that gaps, overlaps and rules nobody meets cannot be "
     "looked for. Read fewer facts in one condition.",
     "when = \"(heart-rate >= 60 /min and ...) or (spo2 < 94 % and ...) or ...\";", "when = \"heart-rate >= 60 /min\";", NULL},
    {"no-bag-for-some", EXPLAIN_FILE,
     "For some patients no bag may be used. Leave out the condition of the last one, or add one more for them.",
     "additive = \"made-up\"; when = \"weight < 100 kg\";", "additive = \"made-up\";", NULL},
    {"no-time-for-some-doses", EXPLAIN_FILE,
     "A dose that may be ordered is larger than every row of times. Raise the last dose-to, or lower the hard limit of the dose.",
     "dose-to = \"0.8 g\"; usual = \"60 min\";", "dose-to = \"1 g\"; usual = \"60 min\";", NULL},
    {"usual-passes-limit-for-some", EXPLAIN_FILE,
     "For heavy or light patients the usual dose per kg passes a limit, and they are refused. Write a max, or a check that says so.",
     "usual = \"40 mg/kg\"; of = \"actual\"; soft", "usual = \"40 mg/kg\"; of = \"actual\"; max = \"1 g\"; soft", "usual = \"1 g\"; soft"},
    {"max-above-limit", EXPLAIN_FILE,
     "The maximum is above the hard limit: what lies between is refused, not held at the maximum. Write it at most as high.",
     "max = \"2 g\"; soft = [ \"0.5 g\", \"1 g\" ]; hard = [ \"\", \"1 g\" ];",
     "max = \"1 g\"; soft = [ \"0.5 g\", \"1 g\" ]; hard = [ \"\", \"1 g\" ];",
     "soft = [ \"0.5 g\", \"1 g\" ]; hard = [ \"\", \"1 g\" ];"},
    {"no-dose-on-step", EXPLAIN_FILE,
     "No multiple of the step lies within the hard limits, so no dose can be ordered. Write a smaller step or wider limits.",
     "step = \"3 g\";", "step = \"0.5 g\";", NULL},
    {"bounds-without-room", EXPLAIN_FILE,
     "Low and high are the same, and a pump that moves in steps cannot meet both. Leave room for rounding.",
     "hard = [ \"17 min\", \"17 min\" ];", "hard = [ \"15 min\", \"4 h\" ];", NULL},
    {"phases-exceed-total", EXPLAIN_FILE,
     "What the protocol itself orders, all infusions together, passes a total of 24 or 48 hours. Correct the one that is wrong.",
     "in-24h = \"4 g\"; /* loading 4 g, then 1 g per hour */", "in-24h = \"28 g\";", NULL},
    {"rescue-too-fast", EXPLAIN_FILE,
     "The antidote would run faster than its limit, so the whole order is refused. Write a longer time.", "dose = \"1 g\"; over = \"2 min\";",
     "dose = \"1 g\"; over = \"10 min\";", NULL},
    {"unused-fact", EXPLAIN_FILE,
     "No order starts without this fact, and no rule reads it. Write the check it is for, or leave it out.",
     "bedside = [ \"systolic\", \"resp-rate\", \"spo2\" ];", "bedside = [ \"systolic\", \"resp-rate\" ];", NULL},
    {"override-outside-settings", EXPLAIN_FILE,
     "Overrides are allowed in a place where the protocol refuses every order. List the place in settings too, or leave it out here.",
     "overrides-in = [ \"ward\", \"emergency\" ];", "overrides-in = [ \"ward\" ];", NULL},
    {"capital-in-id", EXPLAIN_FILE, "The name is typed at the command line, where capitals are easily missed. Write it in small letters.",
     "{ id = \"First-indication\";", "{ id = \"first-indication\";", NULL},
};

struct explain_table explain_files(void)
{
    return (struct explain_table){rows, COUNT_OF(rows)};
}

/*
 * wording_visit.c - every sentence of a visit that is neither the protocol's nor the sheet's.
 *
 * Decides the words and nothing else. They are read at night, by people who are interrupted: short sentences, plain words, and at the
 * end of each what can be typed. Plain ASCII, so that any terminal shows them. No sentence names a figure of an order.
 */
#include "wording_visit.h"

#include "claim.h"

const struct wording_visit visit_words = {
    .which_protocol = "What is it for? Type the number or the name of the protocol, or a word such as migraine to shorten the list.",
    .protocol_line = "{} ({})",
    .protocol_unusable = "{}: cannot be used, its file has errors (infusheet check says which)",
    .protocol_not_usable = "That protocol has errors and cannot be used; take it up with its authors. Type another number.",
    .not_a_device = "infusheet is no medical device and no substitute for the prescriber.",
    .protocol_name = "protocol",
    .no_protocol = "Nothing in the list is called so. Type a number of the list, or a word of what it is for.",
    .opening = "Protocol {}, version {}: {}.",
    .how = "Type an answer and press Enter. Nothing is assumed: type unknown if nobody knows it, ? for help. Also: back, review, "
           "change NAME, later, quit.",
    .given_already = "Answers given already, and not asked again: {}. Type review to see them.",

    .prompt = "{}: ",
    .prompt_with_unit = "{} ({}): ",
    .again = "{} again",
    .progress = "{} ({} still to ask, as it looks now)",
    .range = "Answer: {}.",
    .yes_no = "yes, no",
    .choices_wanted = "Answer with a number or a name of this list:",
    .usual_choice = "The protocol's choice here is {}; type {} to leave it so.",
    .usual_word = "protocol",
    .usual_open = "Type {} to leave it to the protocol.",
    .usual_taken = "Left to the protocol.",
    .answer_now = "Answer so far: {}. Type the new answer, or keep.",
    .kept = "Kept.",
    .bedside_may_wait = "Measured at the bedside; type later to leave it for the visit.",
    .ask_age = "Age, or date of birth?",
    .age_wanted = "Answer: completed years as in 34 y, months as in 8 mo, or the date of birth as in 1992-03-14.",
    .ask_renal = "Renal function: what is known? One of these is enough.",
    .renal_wanted = "Answer with a figure and its unit, or with a category:",
    .ask_dose = "Which dose of {} has the prescriber ordered? The protocol names none by itself.",
    .dose_wanted = "Answer: the whole dose, as in 2 g; where it is ordered as a rate, as in 1 g/h.",
    .ask_over = "In which time is {} to be given? The prescriber has to say.",
    .over_wanted = "Answer: a time, as in 30 min or 4 h.",
    .ask_prescriber = "Who orders this? Name of the prescriber, a comma, and a reference (licence or order number).",
    .prescriber_wanted = "Answer: NAME, REFERENCE.",
    .ask_override = "The prescriber has to override this, or it may not be given: {}",
    .override_wanted = "Has the prescriber done so? Type the reason in the prescriber's words; or unknown if there is no override.",
    .override_for = "override {}",
    .ask_weight_again = "{} is unusual at this age or height. Weigh again, or read the scale again: the weight in kg once more.",
    .ask_confirm = "{} {} is unusual. Measure it again, or look it up again.",
    .ask_confirm_allergies = "Allergies: {}. This names the drug itself. Ask again what happened.",
    .weight_confirmed = "The same figure twice: taken.",
    .confirm_wanted = "Type confirm if it is right, or the right answer.",
    .not_confirmed = "\"{}\" was not taken. Type confirm, as it is spelled here, if the answer is right; or the right answer.",
    .confirmed = "Confirmed.",
    .replaced = "Not the same as before: now {}.",

    .name_age = "age or born",
    .name_dose = "dose",
    .name_over = "over",
    .name_prescriber = "prescriber",
    .name_override = "override",
    .name_between = ", ",
    .name_last = " or ",

    .unknown_required = "Noted as unknown. Without it the order stays incomplete: nothing can be given.",
    .unknown_bedside = "Noted as unknown. It becomes a start condition: it has to be measured, and be within its limit, before the start.",
    .unknown_optional = "Noted as unknown; the sheet says so.",
    .unknown_identity = "Noted as unknown; the sheet says so. Write it in by hand as soon as it is known.",
    .unknown_dose = "Noted. Without the prescriber's figure the order stays incomplete: nothing can be given.",
    .unknown_prescriber = "Noted. The sheet stays a draft until a prescriber has signed it.",
    .unknown_override = "Noted. It may not be given before the prescriber has signed the override.",
    .unknown_confirm = "Noted. Unless it is confirmed the order stays incomplete: nothing can be given.",
    .later_bedside = "Left for the bedside: it becomes a start condition.",
    .later_other = "Left open for now; it is asked again at the end.",

    .empty = "Nothing was typed, and nothing is assumed. Type an answer, unknown, or ? for help.",
    .empty_list = "Nothing was typed, and nothing is assumed. Type a number of the list, unknown, or ? for help.",
    .too_long = "That line is too long to be an answer; type a shorter one.",
    .near_command = "Did you mean the command {}? It was not taken as an answer. If it is the answer, type it in quotes: \"{}\".",
    .disputed = "\"{}\" was typed here and not taken, because it contradicts another answer. If it is right, type it again after "
                "correcting the other: change and its name. If it was a slip and nobody knows, type unknown once more.",
    .bare_allergies = "\"{}\" does not say which allergies. Type them, as in penicillin; none known if the patient has none; or unknown.",
    .bare_words = "\"{}\" is not an answer to this question. Type the words that are asked for, unknown, or ? for help. If it is the "
                  "answer, type it in quotes.",
    .bare_override = "\"{}\" is no reason, and nothing is overridden. If the prescriber has overridden it, type the reason in the "
                     "prescriber's words; if not, type unknown.",
    .measured_words = "\"{}\" is a measured figure, and this question wants words. Type those, or unknown. If it is the answer, type it in "
                      "quotes: \"{}\".",
    .no_such_name = "Nothing here is called {}. Type review for the list of answers, then change and a name or a number.",
    .near_name = "Nothing here is called {}; did you mean change {}?",
    .change_what = "Change what? Type change and a name or a number of review, as in: change weight",
    .nothing_before = "There is no question before this one.",
    .not_taken_conflict = "Not taken: {}. Answer here again, or type change and the name of the other answer.",
    .not_taken_contradiction = "Not taken: {} These cannot all be true: {}. Ask again; then answer here, or type change and the name of the one that is wrong.",
    .no_choice_of_that_number = "The list has no number {}; type a number or a name of the list.",
    .not_in_list = "\"{}\" is not in the list; type a number or a name of the list, unknown, or ? for help.",
    .not_in_list_near = "\"{}\" is not in the list; did you mean {}? Type a number or a name of the list.",
    .not_clear_renal = "{} is none of these; write one with its unit, as in 0.8 mg/dL, 88 mL/min or 74 mL/min/1.73m2, a category such as mild, or unknown",
    .nothing_to_keep = "There is no answer yet to keep; type one, unknown, or ? for help.",
    .out_of_memory = "Out of memory; this answer was not taken.",

    .commands = "Commands: back (the question before), review (all answers), change NAME or NUMBER (one of them, or one that was not "
                "asked), later (leave it open), unknown (nobody knows it), quit (stop here). An answer that looks like a command is typed in "
                "quotes.",
    .nothing_answered = "Nothing is answered yet.",
    .review_line = "{}. {}: {}",
    .review_how = "To correct one: change and its number or name. Now the question again.",

    .why_required = "The protocol cannot order without it.",
    .why_bedside = "It is measured at the bedside before the start.",
    .why_optional = "A warning or a sentence of the sheet depends on it; or it says more about another answer.",
    .why_identity = "It is printed on the sheet, so that the right patient gets it; no limit depends on it.",
    .why_choice = "It decides how the infusion is prepared and run.",
    .read_by = "Read by the check {}: {}",
    .read_by_more = "Checks that read it as well: {}.",
    .read_by_dosing = "Dose, time, limits or materials depend on it.",
    .why_prescriber = "An order needs somebody who gives it. Without a name the sheet stays a draft and nothing can be overridden.",
    .why_dose = "The protocol gives limits, and leaves the figure to the prescriber.",
    .why_override = "A limit of the protocol is passed. Only the prescriber may decide that, with a reason, name and reference.",
    .why_confirm = "Slips of the hand look like this: a digit too many, pounds for kg, two figures exchanged. The range is no clinical limit.",

    .refused_now = "REFUSED, whatever the other answers are, because:",
    .would_change = "What would have to change:",
    .refused_more = "Also refused because:",
    .refused_no_more = "With this answer it is no longer refused.",
    .go_on = "go-on",
    .go_on_choices = "end, go on",
    .go_on_wanted = "Type end for the sheet with the reasons; go on to answer the rest for the record; or change and a name if an answer was wrong.",
    .going_on = "Going on for the record.",

    .ended = "These were all questions.",
    .ended_early = "The input ended before the visit did. There is no order.",
    .quit = "Stopped here. There is no order.",
    .sheet_name = "sheet",
    .sheet_there_already = "There is a file of that name already; it is left as it is. Type another name, show, or no.",
    .sheet_offer = "Write the whole order sheet?",
    .sheet_wanted = "Type a file name that ends in .pdf or .txt to write it, show to see it here, or no.",
    .sheet_written = "Written to {}.",
    .sheet_failed = "It could not be written there. Type another name, show, or no.",
    .sheet_not_written = "No sheet was written.",
    .sheet_name_wrong = "That is no file name; type one that ends in .pdf or .txt, show, or no.",
    .letters_not_shown = "This screen cannot show every letter of the answers; those are printed as ? here, and whole on the sheet.",
};

const char *wording_visit_stage(enum ask_stage stage)
{
    static const char *const headings[ASK_STAGE_COUNT] = {
        [ASK_WHO] = "WHO AND WHERE",
        [ASK_WHY] = "WHY",
        [ASK_PERSON] = "AGE AND SEX",
        [ASK_BODY] = "WEIGHT",
        [ASK_ALLERGY] = "ALLERGIES",
        [ASK_HISTORY] = "HISTORY",
        [ASK_KIDNEYS] = "KIDNEYS AND LABORATORY",
        [ASK_GIVEN] = "GIVEN ALREADY",
        [ASK_CHOICES] = "HOW IT IS GIVEN",
        [ASK_BEDSIDE] = "AT THE BEDSIDE",
        [ASK_SIGNING] = "OVERRIDE",
    };
    claim(stage < ASK_STAGE_COUNT);
    return headings[stage];
}

void wording_visit_add(struct text *out, const char *sentence, const char *const *pieces)
{
    for (size_t i = 0; sentence[i] != '\0'; i++) {
        if (sentence[i] == '{') {
            claim(sentence[i + 1] == '}');
            text_add(out, *pieces);
            pieces++;
            i++;
        } else {
            text_add_bytes(out, &sentence[i], 1);
        }
    }
}

/*
 * wording.c - every sentence, heading and label that a clinician reads on a sheet.
 *
 * Decides the words and nothing else. The rules of writing (Writing for the sheet, protocols/README.md): words for symbols, "per" in words but for
 * laboratory units, no abbreviation of the do-not-use lists, a space before every unit. A sentence says what is wrong and what
 * to do. The invariant, held by the test: no text is missing, none breaks those rules.
 */
#include "wording.h"

#include "claim.h"

const struct wording words = {

    /* Where something comes from. A mark leads to the list of sources on the last page. */
    .mark = "[{}]",
    .mark_with_line = "[{}, {} {}]",
    .mark_line = "line",
    .mark_drug_line = "drug library line",
    .mark_protocol = "protocol",
    .mark_drug = "drug library",
    .project_choice = "project choice",
    .marks = "A mark [1, line 20] names the source in this list and the line of the protocol or drug library file. "
             "Project choice: chosen by the authors of the protocol, without a published source.",
    .none_verified = "None of these sources has been verified by a person.",
    .source = "{}: {}",
    .verified_by = "Verified by {}.",
    .not_verified = "NOT VERIFIED.",

    /* Names for machines. */
    .id_confirm = "confirm {}",
    .id_dose = "dose",
    .id_over = "over",
    .id_fixed = "fixed",
    .id_prescribed = "prescribed",
    .id_premixed = "premixed",
    .id_added = "added",
    .id_replaced = "replaced",
    .id_made_up = "made-up",
    .id_undiluted = "undiluted",

    /* Words between others. */
    .per = " per ",
    .unknown = "unknown",
    .colon = ": ",
    .and_between = " and ",
    .or_between = ", or ",
    .from_to = "{} to {}",
    .at_least = "at least {}",
    .at_most = "at most {}",
    .less_than = "less than {}",
    .greater_than = "greater than {}",
    .not_choice = "not {}",
    .not_all_of = "not ({})",
    .in_brackets = "({})",
    .of_infusion = "{}: {}",
    .if_it_applies = "If it applies to this patient (not known): {}",
    .room = " ________",
    .line_with_times = "{} ({})",
    .with_id = "{} ({})",
    .ml_per_min = "{} mL/min",
    .ml_per_min_indexed = "{} mL/min/1.73 m2",
    .ml_per_hour = "{} mL per hour",
    .ml_per_minute = "{} mL per minute",
    .ml_per_kg_per_hour = "{} mL per kg per hour",

    /* Verdict and state of the sheet. */
    .ready_with_overrides = "READY WITH OVERRIDES",
    .ready_with_overrides_note =
        "Every hard limit is kept. The overrides below are stated to be the prescriber's; they hold with the signature at the end.",
    .no_override = "MAY NOT BE GIVEN IN THIS SETTING",
    .no_override_note = "In this setting no override is possible. Refer the patient, or choose another protocol.",
    .draft = "DRAFT: {}.",
    .draft_not_approved = "this version of the protocol has not been approved",
    .draft_no_prescriber = "no prescriber is named",
    .draft_past_review = "the protocol is past its review date",
    .high_alert = "HIGH-ALERT MEDICATION: {}",
    .reprint = "A copy is a reprint, never a new order: write REPRINT, date and time on it.",
    .page_only = "Page 1 of 1",
    .page_nurse = "Page 1 of 2, nurse",
    .page_pharmacist = "Page 2 of 2, pharmacist",
    .page_sheet = "sheet",
    .paper_only = "Page {} of {}",
    .paper_nurse = "Page {} of {}, nurse",
    .paper_pharmacist = "Page {} of {}, pharmacist",
    .draft_mark = "DRAFT",
    .page_blind = "Page 1 of 3, nurse",
    .page_answers = "Page 2 of 3, answers",
    .page_third = "Page 3 of 3, pharmacist",
    .paper_answers = "Page {} of {}, answers",
    .heading_blind = "INDEPENDENT DOUBLE CHECK, FIRST",
    .blind = "The second person works these out from this page, the protocol and the label, and turns to the page of the "
             "answers only then.",
    .blank_own_strength = "Own result: concentration",
    .heading_answers_compared = "INDEPENDENT DOUBLE CHECK, THEN",
    .answers_compared = "Compare with the results of the second person, who wrote them down before seeing this page.",
    .blank_same_as_own = "Same as the second person's own results (yes or no)",
    .heading_code = "CODE",
    .code_note = "infusheet verify computes this order again from the code. No name, address or other word about a person is in it.",

    /* Patient. */
    .heading_patient = "PATIENT",
    .label_age_and_sex = "Age and sex",
    .age_unknown = "age {}",
    .sex_unknown = "sex {}",
    .born = "born {}",
    .off_label = "{} (off label)",
    .off_label_see = "{} (off label, see EVIDENCE)",
    .label_weight = "Weight",
    .label_renal = "Renal function",
    .label_indication = "Indication",
    .heading_known = "WHAT IS KNOWN",
    .heading_evidence = "EVIDENCE",
    .label_evidence = "Evidence",
    .label_place = "Place of care",
    .label_phone = "24-hour phone",
    .label_moment = "Ordered at",
    .label_prescriber = "Prescriber",
    .prescriber_not_named = "not named",
    .no_site = "place not known (no site file)",
    .unusual = "unusual: measure again and confirm",
    .unusual_confirmed = "unusual, confirmed",
    .weight_used = "{} ({}; weighing date not known)",
    .weight_basis_unknown = "not said if measured",
    .creatinine_taken = "creatinine {}, taken on {}",
    .creatinine_undated = "creatinine {}, date not known",
    .renal_known = "creatinine clearance {} ({})",
    .renal_unknown = "unknown",
    .renal_unknown_pregnancy = "unknown: in pregnancy, or where it is not excluded, no estimate is valid",
    .estimate = "{}: {}",
    .estimate_counts = "{}: {} (the lowest, which counts)",
    .estimate_weight = "with {} weight {}",
    .no_ideal_weight = "actual weight, for want of a height of at least 152.4 cm",
    .per_surface = "per 1.73 m2",
    .deindexed = "multiplied by body surface over 1.73 m2",
    .label_egfr = "eGFR, lowest",
    .label_urine = "Urine output",

    /* Checks and limits. */
    .soft_and_hard = "soft limit {}, hard limit {}",
    .soft_range = "soft limit {}",
    .hard_range = "hard limit {}",
    .no_bound = "no limit",
    .not_tripped = "{}: not tripped; it {}: {}",
    .within_its_limit = "within its limit",
    .limit_allows = "{}: {}",
    .limit_passed = "{} passes its limit.",
    .limit_kept = "{}: within its limit.",
    .limit_kept_at = "{}: {}",
    .limit_kept_shown = "{} ({})",
    .limit_unknown = "{} cannot be held against its limit: something is unknown.",
    .above_hard = "{} is above the hard limit of {}",
    .below_hard = "{} is below the hard limit of {}",
    .above_soft = "{} is above the soft limit of {} and needs a signed override",
    .below_soft = "{} is below the soft limit of {} and needs a signed override",
    .above_soft_here = "{} is above the soft limit of {}, and this setting allows no override",
    .below_soft_here = "{} is below the soft limit of {}, and this setting allows no override",
    .overridden = "By {}, reason: {} (check: {})",
    .acute_injury_remedy = "Another protocol, or a prescriber who orders outside this program.",
    .answer_behind = "Answer it rests on: {} {}",
    .never_overridden = "A refusal cannot be overridden here. Correct an answer only if it is wrong.",
    .override_blank = "the reason is blank",
    .override_nobody = "the prescriber's name or reference is missing",
    .override_setting = "the protocol allows no override in this setting",
    .override_of_refusal = "this check refuses and cannot be overridden",
    .label_reason = "Reason of the override",

    /* Start conditions. */
    .start = "{} {}",
    .start_measure = "measure and write down",
    .not_if = "not if this holds: {}",

    /* Questions. */
    .prompt = "{}:",
    .ask = "{} {} ({}=...)",
    .ask_yes_no = "{} ({}=...)",
    .how_to_answer = "In brackets: how to give the answer. What ends in a question mark: yes or no.",
    .ask_dose =
        "Dose of {}: the prescriber has to give it (--dose, in g or mg; a dose rate where the protocol orders one).",
    .ask_over = "Time of {}: the prescriber has to give it (--over, in min or h).",
    .a_date = "a date, as in 2026-11-20",
    .yes_or_no = "yes or no",
    .in_words = "in words",
    .renal_wanted = "from creatinine, or as reported",
    .renal_wanted_pregnant = "in pregnancy only a measured clearance counts: give crcl as measured",
    .renal_wanted_pregnancy_open =
        "in pregnancy only a measured clearance counts: give crcl as measured, or answer pregnant",
    .renal_wanted_risk = "from creatinine, or as reported; the renal category given counts alone only when these are "
                         "answered no: {}",
    .renal_wanted_age = "from creatinine, or as reported; the renal category given counts alone only under 65 years",

    /* The order. */
    .heading_only = "ORDER: {}",
    .heading_numbered = "ORDER {} of {}: {}",
    .label_dose = "DOSE",
    .dose_line = "{} {}, {} infusion over {}",
    .dose_and_moles = "{} ({})",
    .total_and_moles = "{}, {}",
    .in_mmol = "{} mmol",
    .in_meq = "{} mEq",
    .dose_line_hand = "{} {}, {}, slow injection by hand over {}",
    .dose_line_injection = "{} {}, {} injection, {}",
    .dose_line_repeated = "{}; the same dose again every {}, {} doses in all",
    .one_site = "one site",
    .sites = "{} sites of {} each",
    .dose_line_rate = "{} {}, {} infusion",
    .rate_for_time = "{} for {} ({})",
    .label_check_values = "Check values",
    .check_values = "{} mmol, {} mEq (computed)",
    .with_moles = "{} ({})",
    .label_says = "on the label: {}",
    .heading_basis = "BASIS OF THE DOSE",
    .label_basis = "Basis",
    .basis_prescribed = "prescribed dose",
    .basis_fixed = "{}, fixed",
    .basis_weight = "{} for {} ({})",
    .label_per_kg = "For the weight",
    .per_kg = "{} at {}",
    .label_dose_range = "Usual and limits",
    .usual_and_range = "usual {}; {}",
    .maximum = "maximum {}",
    .maximum_renal = "maximum {} for this renal function {}",
    .label_delivered = "Delivered",
    .delivers_dose = "the volume drawn up contains {}",
    .delivers_time = "at this flow it takes {}",
    .label_beginning = "Begins",
    .begins_at_once = "when {} has ended",
    .begins_after = "{} after the end of {}, not before",
    .label_ending = "Ends",
    .ends_with_volume = "one dose; stops when the volume is complete",
    .ends_at_event = "at the latest after {}; before that: {}",
    .event_at_once = "{} (time: ____)",
    .event_after = "{} after {} (time of it: ____, so at: ____)",
    .injected_once = "one dose, at once",
    .ends_each = "each dose stops when its volume is complete; how often: see repeat",
    .injected_each = "each dose at once; how often: see repeat",
    .repeat_count = "Again every {}: {} doses in all, the first included ({} altogether)",
    .repeat_count_capped = "Again every {}: {} doses in all, the first included ({} altogether; at most {})",
    .repeat_until = "No further dose once: {}",
    .repeat_if = "A further dose only if: {}",
    .repeat_recheck = "Between doses: {}",
    .repeat_dose = "Dose {}, due {} after the start of the first",
    .repeat_more = "Doses {} to {}: due in the same way. Write them down on another sheet of paper and keep it with this one.",
    .repeat_blanks = "conditions met, given at, by, checked by",
    .repeat_blanks_always = "given at, by, checked by",
    .step_line = "{}: {}, keyed as {} (the prepared {} would then last {}); only if: {}",
    .level_line = "Aim: {}",
    .label_repeat = "Repeat",
    .heading_goes_on = "REPEATS, STEPS, SERUM LEVEL",
    .label_limit = "Limit",
    .heading_orders = "OTHER ORDERS",

    /* Preparation. */
    .heading_preparation = "PREPARATION",
    .label_product = "Product",
    .label_strength = "Strength",
    .label_contains = "Also contains",
    .label_containers = "Open",
    .label_draw = "Draw up",
    .label_diluent = "Diluent",
    .label_preparation = "Prepare",
    .label_total = "Total volume",
    .label_concentration = "Concentration",
    .chosen = "{} (as ordered)",
    .protocols_choice = "{} (the protocol's choice)",
    .strength = "{}; {} in {} in each container; label: {}",
    .count_of = "{} {}",
    .premix_container = "ready-to-use container",
    .premix_containers = "ready-to-use containers",
    .for_each_dose = "{} for each dose",
    .vial = "vial",
    .vials = "vials",
    .ampoule = "ampoule",
    .ampoules = "ampoules",
    .make_premixed = "Ready to use: {}, {}; add nothing.",
    .make_premixed_part = "Ready to use: {}, infuse only {} of the {} and discard the rest; add nothing.",
    .make_added = "Draw up {} and add it to {} of {}; total {}; mix.",
    .make_replaced = "Withdraw {} from {} of {} and discard it, then add {} of the drug; total {}; mix.",
    .make_up = "Draw up {} and add {} of {} to make {}; mix.",
    .make_added_syringe = "Draw up {} in the smallest syringe that holds it, put it into a {}, add {} of {}; total {}; mix.",
    .make_up_syringe = "Draw up {} in the smallest syringe that holds it, put it into a {}, add {} of {} up to {}; mix.",
    .make_undiluted = "Draw up {} into a syringe; add nothing.",
    .make_for_sites = "Draw up {} into each of {} syringes, one for each site; add nothing.",
    .syringe_of = "{} syringe",
    .syringe_holding = "syringe that holds {}",
    .blank_prepared = "Prepared by, date and time",
    .blank_use_before = "Use before (date and time, by the rule of the site)",

    /* Running it. */
    .heading_pump = "PUMP",
    .heading_by_hand = "INJECTION BY HAND",
    .heading_gravity = "GRAVITY DRIP",
    .pump_dose = "DOSE",
    .pump_volume = "VOLUME TO BE INFUSED",
    .pump_volume_by_hand = "VOLUME TO BE INJECTED",
    .pump_site_volume = "VOLUME AT EACH SITE",
    .pump_hand_flow = "VOLUME PER MINUTE",
    .sites_together = "{}, {} sites together",
    .pump_flow = "FLOW",
    .pump_drops = "DROPS PER MINUTE",
    .pump_time = "TIME",
    .drops = "{} (set of {} drops per mL)",
    .about = "about {}",
    .time_at_drops = "{} (at {} drops per minute {})",
    .time_at_flow = "{} (at {} {})",
    .label_speed = "Dose rate",
    .speed = "{}, that is {}",
    .label_route = "Route",
    .label_device = "Device",
    .device_pump = "Infusion pump required. Infusion, not push.{}",
    .device_gravity = "Gravity, drop set of {} drops per mL; infusion, not push.{}",
    .device_hand = "Slow injection by hand over {}, never faster.{}",
    .device_injection = "Intramuscular injection.{}",
    .device_by_protocol = " (The protocol's choice.)",
    .never_speed_up = "Paused or late: restart at the same flow, do not speed up.",
    .never_faster_by_hand = "Interrupted or late: go on at the same pace, never faster.",
    .next_container = "One container ({}) is empty after {} at this flow: hang the next one and go on at the same flow.",
    .line_alone = "Nothing else through this line: what the drug does not go with is on the pharmacist's page.",
    .flush = "Flush the line at the same flow, never as a bolus. Line volume: not known.",
    .flush_by_hand = "Flush as slowly as the injection itself, never as a bolus: the line still holds the drug.",
    .line_volume = "Flush the line ({}) at the same flow, never as a bolus.",
    .blank_started = "Started (date, time, by whom)",
    .blank_stopped = "Stopped (date, time, volume given)",
    .blank_injected = "Injected (date, time, sites, by whom)",

    /* What to watch, when to stop, whom to call. */
    .heading_start = "DO NOT START UNLESS",
    .start_first = "DO NOT START UNLESS every start condition above is met and written down",
    .heading_warnings = "WARNINGS",
    .heading_overrides = "OVERRIDES",
    .heading_overrides_needed = "MAY NOT BE GIVEN BEFORE THIS IS SIGNED",
    .override_who =
        "The prescriber, and nobody else, signs for each of these and writes down a reason. Without reason and "
        "signature nothing is given.",
    .heading_no_override = "WHAT WOULD NEED AN OVERRIDE",
    .result_no_override = "NO OVERRIDE HERE",
    .blank_override_reason = "Reason of the override",
    .blank_override_signature = "Prescriber (name, reference, signature, date and time)",
    .heading_monitoring = "MONITORING",
    .heading_stop = "STOP RULES",
    .stop_and_call = "Stop the infusion first, then call.",
    .call_phone = "Call {} (24 hours)",
    .call_emergency = "emergency number {}",
    .call_blank = "Number to call (no site file; write it here first): ____________________",
    .heading_antidote = "ANTIDOTE AT HAND",
    .rescue = "{}: {} ({}) over {}, that is {}",
    .rescue_capped = "this is the maximum",
    .no_antidote = "This protocol computes no antidote dose. As written by the prescriber: ____ mg, ____ mL",
    .heading_drug_notes = "NOTES",
    .heading_incompatible = "INCOMPATIBLE",
    .heading_follow_up = "FOLLOW-UP",
    .heading_home_advice = "ADVICE FOR THE PATIENT",
    .heading_at_home = "AT HOME",
    .home_warmth = "Warmth and flushing are expected; nothing of the stop rules is.",
    .blank_second_checker = "Second checker: name, or remote call (time), or none",
    .blank_observed_until = "Observed after the end until (time)",
    .blank_driving = "Driving: told not before (time)",
    .blank_emergency = "Emergency number (no site file; write it here first)",
    .label_emergency = "Emergency number",
    .heading_call = "WHOM TO CALL",

    /* Double check and signatures. */
    .heading_double_check = "INDEPENDENT DOUBLE CHECK",
    .double_check = "By a second person, from the order and the label alone; compared only when done.",
    .blank_own_dose = "Own result: dose",
    .blank_own_draw = "Own result: volume to draw up, total volume",
    .blank_own_flow = "Own result: flow and time",
    .blank_same = "Same as above (yes or no)",
    .blank_checker = "Second checker (name, signature, date and time)",
    .heading_signatures = "SIGNATURES",
    .blank_prescriber = "Prescriber (signature, date and time)",
    .blank_valid_until = "Not valid after (prescriber fills in)",
    .blank_given = "Given by (name, signature, date and time)",

    /* Sheets without an order. */
    .heading_reasons = "REASONS",
    .heading_changes = "WHAT WOULD HAVE TO CHANGE",
    .heading_questions = "TO BE ASKED FIRST",

    /* The pharmacist's page. */
    .heading_working = "WORKING",
    .heading_checks = "CHECKS AND LIMITS",
    .heading_estimates = "ESTIMATES OF RENAL FUNCTION",
    .heading_answers = "ANSWERS AS GIVEN",
    .label_not_answered = "Unknown",
    .heading_findings = "FINDINGS",
    .heading_provenance = "WHERE THIS COMES FROM",
    .heading_traces = "WHERE THE SENTENCES COME FROM",
    .heading_sources = "SOURCES REFERRED TO ON THIS SHEET",
    .label_protocol = "Protocol",
    .label_file = "File",
    .label_fingerprint = "SHA-256",
    .label_review = "Review by",
    .label_approved = "Approved by",
    .approved_by_nobody = "nobody yet",
    .label_library = "Drug library",
    .label_salt = "Salt",
    .label_site = "Site",
    .label_devices = "Devices of the site",
    .no_site_figures = "no site file: pump step 0.1 mL per hour, syringe marks of 0.1 mL",
    .label_program = "Program",
    .program = "infusheet " IFS_VERSION,
    .not_a_device =
        "infusheet is not a medical device and no substitute for the prescriber, the pharmacist or the label.",

    /* Working. Constants of the equations stand here as they are printed; engine/renal.c has them with their sources. */
    .work_infusion = "{}:",
    .work_creatinine = "creatinine: {} ÷ 88.42 = {}",
    .work_cockcroft = "Cockcroft-Gault: (140 - {}) × {} ÷ (72 × {}){} = {}",
    .work_cockcroft_umol = "Cockcroft-Gault: (140 - {}) × {} × 88.42 ÷ (72 × {}){} = {}",
    .work_female = " × 0.85",
    .work_ckd_epi_female =
        "CKD-EPI 2021: 142 × min({} ÷ 0.7, 1)^-0.241 × max({} ÷ 0.7, 1)^-1.2 × 0.9938^{} × 1.012 = {}",
    .work_ckd_epi_male = "CKD-EPI 2021: 142 × min({} ÷ 0.9, 1)^-0.302 × max({} ÷ 0.9, 1)^-1.2 × 0.9938^{} = {}",
    .work_schwartz = "bedside Schwartz: 0.413 × {} ÷ {} = {}",
    .work_surface = "body surface (Mosteller): square root of ({} × {} ÷ 3,600) = {} m2",
    .work_deindexed = "{} × {} m2 ÷ 1.73 m2 = {}",
    .work_reported = "{}: {}",
    .work_category = "renal category {}, taken at the worst of its band: {}",
    .work_lowest = "lowest estimate, which counts: {}",
    .work_ideal_female = "ideal weight (Devine): 45.5 + 2.3 × ({} ÷ 2.54 - 60) = {}",
    .work_ideal_male = "ideal weight (Devine): 50 + 2.3 × ({} ÷ 2.54 - 60) = {}",
    .work_adjusted = "adjusted weight: {} + 0.4 × ({} - {}) = {}",
    .work_adjusted_below = "adjusted weight: {} - 0.4 × ({} - {}) = {}",
    .work_prescribed = "prescribed dose: {}",
    .work_fixed = "usual dose, fixed: {}",
    .work_product = "{} × {} = {}",
    .work_rate = "{} × {} = {}",
    .work_rate_per_weight = "{} × {} × {} = {}",
    .work_factor = "{} × {} (renal factor) = {}",
    .work_cap = "{} is greater than the maximum of {}: {}",
    .work_cap_renal = "{} is greater than the maximum of {} for this renal function: {}",
    .work_step = "{} rounded {} to a multiple of {} = {}",
    .work_mmol = "{} ÷ {} g/mol = {} mmol",
    .work_meq = "{} ÷ {} g/mol × {} = {} mEq",
    .work_time = "usual time: {}",
    .work_time_to = "usual time for doses up to {}: {}",
    .work_time_at = "{} ÷ {} = {}, in whole minutes, rounded up",
    .work_time_prescribed = "ordered time: {}",
    .work_quotient = "{} ÷ {} = {}",
    .work_draw = "{} rounded to the syringe mark of {} = {}",
    .work_draw_inward = "{} rounded to the syringe mark of {} that keeps the limits = {}",
    .work_containers = "{} ÷ {} in each container: open {}",
    .work_added = "{} + {} = {}",
    .work_replaced = "{} - {} + {} = {}",
    .work_made_up = "{} - {} = {} of diluent",
    .work_sites = "{} ÷ {} sites = {} at each",
    .work_doses = "{} × {} doses = {}",
    .work_up_to = "{} ÷ {}, rounded down = {} doses",
    .work_titration = "{}: {} ÷ {} = {}",
    .work_titration_step = "{}, to the step of the pump: {}",
    .work_highest = "counted at its highest step for the whole time: {}",
    .work_flow = "{} ÷ {} min × 60 = {}",
    .work_flow_step = "{} rounded to the pump step of {} = {}",
    .work_flow_inward = "{} rounded to the pump step of {} that keeps the limits = {}",
    .work_delivered_time = "{} ÷ {} × 60 = {} min",
    .work_drops = "{} ÷ {} min × {} drops per mL = {} drops per minute",
    .work_drops_time = "{} × {} drops per mL ÷ {} drops per minute = {} min",
    .work_hand_flow = "{} ÷ {} min = {}",
    .work_speed = "{} ÷ {} min = {}",
    .work_rolling = "{}, with {} given before: {}",

    .heading_unknowns = "WHATEVER THE OPEN ANSWERS ARE",
    .unknowns_safe = "SAFE WHATEVER: no answer that is still open can refuse this order.",
    .unknowns_depends = "DEPENDS ON {}.",
    .unknowns_depends_jointly = "DEPENDS ON several of the open answers together.",
    .unknowns_ask_first = "Ask first: {}.",
    .unknowns_override = "NEEDS AN OVERRIDE WHATEVER the open answers are.",
    .unknowns_refused = "REFUSED WHATEVER the open answers are: none of them can make it an order.",
    .unknowns_undecided = "NOT DECIDED: the open answers are too many to try, or are calculated with.",

    .heading_nearest = "WITHOUT AN OVERRIDE: ANY ONE OF THESE WOULD PASS",
    .nearest_time = "over {} instead",
    .nearest_product = "from {} instead",
    .nearest_dose = "a dose of {} instead, if the prescriber orders it",

    .heading_pack = "TO PACK",
    .pack_of = "{}: {}",
    .pack_bag = "{}: a bag of {}",
    .pack_fluid = "{}: {} to dilute with",
    .pack_each = "{}, for each of {} doses",
    .pack_doses = "{} ({} doses)",
    .pack_syringe = "A syringe and needle to draw up {}",
    .pack_vessel = "To give it from: a {}",
    .pack_syringes = "{} syringes and needles for {} each",
    .pack_pump = "Infusion pump with its set",
    .pack_drop_set = "Gravity set of {} drops per mL, and a watch",
    .pack_antidote = "Antidote, {} to have ready: {}",
    .pack_bedside = "What the monitoring and the start conditions on the sheet are measured with",

    .heading_slips = "IF KEYED WRONGLY",
    .slips_note = "Common slips with this order, the most harmful first: what each would deliver, and what would stop it.",
    .slip = "{}: {}; {}",
    .slip_delivers = "{} in {}, {}",
    .slip_limit = "{}, {} {}",
    .slip_pump = "{} to {}",
    .slip_cannot = "no such order can be computed",
    .slip_answer = "the answers do not allow an order",
    .slip_unusual = "it is an unusual answer",
};

/* ---- Verdict -------------------------------------------------------------------------------------------------- */

const char *wording_verdict(ifs_verdict verdict)
{
    static const char *const texts[] = {
        [IFS_REFUSED] = "DO NOT INFUSE",
        [IFS_INCOMPLETE] = "NOT YET AN ORDER",
        [IFS_OVERRIDE_NEEDED] = "MAY NOT BE GIVEN BEFORE THE OVERRIDE IS SIGNED",
        [IFS_CONDITIONAL] = "DO NOT START UNLESS",
        [IFS_READY] = "READY",
    };
    claim((size_t)verdict < COUNT_OF(texts));
    return texts[verdict];
}

const char *wording_verdict_name(ifs_verdict verdict)
{
    static const char *const texts[] = {
        [IFS_REFUSED] = "refused",         [IFS_INCOMPLETE] = "incomplete", [IFS_OVERRIDE_NEEDED] = "override",
        [IFS_CONDITIONAL] = "conditional", [IFS_READY] = "ready",
    };
    claim((size_t)verdict < COUNT_OF(texts));
    return texts[verdict];
}

const char *wording_verdict_note(ifs_verdict verdict)
{
    static const char *const texts[] = {
        [IFS_REFUSED] = "Refused for the reasons below. Nothing is to be prepared or given from this sheet.",
        [IFS_INCOMPLETE] = "Questions are open. Nothing is to be prepared or given from this sheet.",
        [IFS_OVERRIDE_NEEDED] =
            "The order is computed, but it MAY NOT BE GIVEN before the prescriber has signed the override below.",
        [IFS_CONDITIONAL] =
            "Every start condition below is measured, within its limit and written down before the start.",
        [IFS_READY] = "Nothing refuses it and every limit is kept. Warnings remain to be read.",
    };
    claim((size_t)verdict < COUNT_OF(texts));
    return texts[verdict];
}

/* ---- Names ---------------------------------------------------------------------------------------------------- */

static const char *const fact_words[IFS_FACT_BUILTIN] = {
    [IFS_FACT_WEIGHT] = "Weight",
    [IFS_FACT_WEIGHT_BASIS] = "Weight is",
    [IFS_FACT_HEIGHT] = "Height",
    [IFS_FACT_AGE] = "Age",
    [IFS_FACT_BORN] = "Date of birth",
    [IFS_FACT_SEX] = "Sex",
    [IFS_FACT_CREATININE] = "Creatinine",
    [IFS_FACT_CREATININE_TAKEN] = "Creatinine taken on",
    [IFS_FACT_CRCL] = "Creatinine clearance",
    [IFS_FACT_EGFR] = "eGFR",
    [IFS_FACT_RENAL] = "Renal category",
    [IFS_FACT_RENAL_BASIS] = "Renal category known by",
    [IFS_FACT_URINE_OUTPUT] = "Urine output",
    [IFS_FACT_MAGNESIUM] = "Serum magnesium",
    [IFS_FACT_SYSTOLIC] = "Systolic blood pressure",
    [IFS_FACT_DIASTOLIC] = "Diastolic blood pressure",
    [IFS_FACT_HEART_RATE] = "Heart rate",
    [IFS_FACT_RESP_RATE] = "Respiratory rate",
    [IFS_FACT_SPO2] = "Oxygen saturation",
    [IFS_FACT_REFLEXES] = "Patellar reflexes",
    [IFS_FACT_GESTATION] = "Gestation",
    [IFS_FACT_PREGNANT] = "Pregnant",
    [IFS_FACT_POSTPARTUM] = "Postpartum",
    [IFS_FACT_BREASTFEEDING] = "Breastfeeding",
    [IFS_FACT_GIVEN_24H] = "Drug given in 24 h",
    [IFS_FACT_GIVEN_48H] = "Drug given in 48 h",
    [IFS_FACT_LAST_DOSE] = "Time since last dose",
    [IFS_FACT_SETTING] = "Setting",
    [IFS_FACT_INDICATION] = "Indication",
    [IFS_FACT_PRODUCT] = "Product asked for",
    [IFS_FACT_DILUENT] = "Diluent asked for",
    [IFS_FACT_DEVICE] = "Device asked for",
    [IFS_FACT_ACCESS] = "Venous access",
    [IFS_FACT_NAME] = "Name",
    [IFS_FACT_ID] = "Identifier",
    [IFS_FACT_ALLERGIES] = "Allergies",
    [IFS_FACT_ADDRESS] = "Address",
    [IFS_FACT_PHONE] = "Patient's phone",
};

const char *wording_fact(int fact)
{
    claim(fact >= 0);
    claim(fact < IFS_FACT_BUILTIN);
    return fact_words[fact];
}

const char *wording_route(enum route route)
{
    static const char *const texts[] = {
        [ROUTE_INTRAVENOUS] = "intravenous",
        [ROUTE_INTRAMUSCULAR] = "intramuscular",
    };
    claim((size_t)route < COUNT_OF(texts));
    return texts[route];
}

const char *wording_limit(ifs_limit_kind kind)
{
    static const char *const texts[IFS_LIMIT_KIND_COUNT] = {
        [IFS_LIMIT_DOSE] = "Dose",
        [IFS_LIMIT_DOSE_RATE] = "Dose rate",
        [IFS_LIMIT_DOSE_MAX] = "Dose held against its maximum",
        [IFS_LIMIT_PER_KG] = "Dose for body weight",
        [IFS_LIMIT_OVER] = "Time",
        [IFS_LIMIT_SPEED] = "Speed",
        [IFS_LIMIT_SPEED_PER_KG] = "Speed for body weight",
        [IFS_LIMIT_CONCENTRATION] = "Concentration",
        [IFS_LIMIT_VOLUME] = "Volume",
        [IFS_LIMIT_SITE_VOLUME] = "Volume at each site",
        [IFS_LIMIT_IN_24H] = "Largest total in any 24 h",
        [IFS_LIMIT_IN_48H] = "Largest total in any 48 h",
        [IFS_LIMIT_INTERVAL] = "Interval since the last dose",
    };
    claim((size_t)kind < COUNT_OF(texts));
    return texts[kind];
}

const char *wording_method(ifs_estimate_method method)
{
    static const char *const texts[IFS_ESTIMATE_COUNT] = {
        [IFS_ESTIMATE_REPORTED_CRCL] = "creatinine clearance reported by a laboratory",
        [IFS_ESTIMATE_COCKCROFT_GAULT] = "Cockcroft-Gault",
        [IFS_ESTIMATE_REPORTED_EGFR] = "eGFR reported by a laboratory",
        [IFS_ESTIMATE_CKD_EPI_2021] = "CKD-EPI 2021",
        [IFS_ESTIMATE_SCHWARTZ] = "bedside Schwartz",
        [IFS_ESTIMATE_CATEGORY] = "renal category, worst of its band",
    };
    claim((size_t)method < COUNT_OF(texts));
    return texts[method];
}

const char *wording_weight(enum renal_weight weight)
{
    static const char *const texts[] = {
        [RENAL_WEIGHT_LOWEST] = "the lower of actual and ideal weight",
        [RENAL_WEIGHT_ACTUAL] = "actual weight",
        [RENAL_WEIGHT_IDEAL] = "ideal weight",
        [RENAL_WEIGHT_ADJUSTED] = "adjusted weight",
        [RENAL_WEIGHT_CUSTOMARY] = "customary weight: actual below ideal, ideal up to 120 % of it, adjusted above",
    };
    claim((size_t)weight < COUNT_OF(texts));
    return texts[weight];
}

const char *wording_rounding(ifs_rounding rounding)
{
    static const char *const texts[] = {
        [IFS_ROUND_DOWN] = "down",
        [IFS_ROUND_UP] = "up",
        [IFS_ROUND_HALF_UP] = "half up",
    };
    claim((size_t)rounding < COUNT_OF(texts));
    return texts[rounding];
}

const char *wording_result(ifs_check_severity severity, ifs_result result)
{
    static const char *const tripped[] = {
        [IFS_REFUSE] = "STOP",
        [IFS_OVERRIDE] = "OVERRIDE NEEDED",
        [IFS_WARN] = "WARNING",
    };
    static const char *const others[] = {
        [IFS_TRIP] = "",
        [IFS_UNKNOWN] = "UNKNOWN",
        [IFS_OVERRIDDEN] = "OVERRIDDEN",
        [IFS_PASS] = "PASS",
    };
    claim((size_t)severity < COUNT_OF(tripped));
    claim((size_t)result < COUNT_OF(others));
    return result == IFS_TRIP ? tripped[severity] : others[result];
}

const char *wording_would(ifs_check_severity severity)
{
    static const char *const texts[] = {
        [IFS_REFUSE] = "would refuse",
        [IFS_OVERRIDE] = "would need an override",
        [IFS_WARN] = "would warn",
    };
    claim((size_t)severity < COUNT_OF(texts));
    return texts[severity];
}

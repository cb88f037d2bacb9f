/*
 * facts.c - words about a patient change the request only when they are accepted, and are printed so that they are
 * accepted again.
 *
 * The bytes choose a protocol; every further line is one answer (NAME=TEXT) or an option of the command line.
 */
#include "fuzz.h"

#include <stdio.h>
#include <string.h>

#include "intake.h"

enum { TEXT_ROOM = 4096, WORDS_ROOM = 8192 };

/* ---- One line --------------------------------------------------------------------------------------------------- */

static void take_line(struct intake *intake, char *line)
{
    static const struct {
        const char *option;
        int chosen;
    } options[] = {{"--dose ", 0}, {"--over ", 1}, {"--override ", 2}, {"--prescriber ", 3}, {"--confirm ", 4}};
    int chosen = -1;
    char *rest = line;
    for (size_t i = 0; i < sizeof options / sizeof options[0] && chosen < 0; i++) {
        size_t length = strlen(options[i].option);
        if (strncmp(line, options[i].option, length) == 0) {
            chosen = options[i].chosen;
            rest = line + length;
        }
    }
    switch (chosen) {
    case 0:
        intake_dose(intake, intake->protocol->infusion_count - 1, rest);
        break;
    case 1:
        intake_over(intake, intake->protocol->infusion_count - 1, rest);
        break;
    case 2:
        intake_override(intake, rest);
        break;
    case 3:
        intake_prescriber(intake, rest);
        break;
    case 4:
        intake_confirm(intake, rest);
        break;
    default: /* no option */
        intake_assignment(intake, line);
        break;
    }
}

static void hold_line(struct intake *intake, char *line)
{
    static ifs_request before;
    size_t findings = intake->findings->count;
    memcpy(&before, intake->request, sizeof before);
    take_line(intake, line);
    bool accepted = intake->findings->count == findings;
    held(accepted || memcmp(&before, intake->request, sizeof before) == 0, "\"%s\" was refused, so nothing changed",
         line);
    for (size_t i = findings; i < intake->findings->count; i++) {
        const struct finding *finding = &intake->findings->list[i];
        held(finding->severity == IFS_ERROR && finding->code[0] != '\0' && finding->message[0] != '\0',
             "what is wrong with \"%s\" is said", line);
    }
}

/* ---- Printed again ---------------------------------------------------------------------------------------------- */

static bool same_words(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static void hold_printed(const struct intake *intake, int fact)
{
    static ifs_request again;
    char bytes[WORDS_ROOM];
    struct text text = text_over(bytes, sizeof bytes);
    struct findings findings = {0};
    const ifs_request *request = intake->request;
    const char *name = intake->protocol->facts[fact].name;
    fact_add_answer(&text, request, intake->protocol->facts, fact);
    again = (ifs_request){.at_s = request->at_s};
    struct intake second = *intake;
    second.request = &again;
    second.findings = &findings;
    second.spacing = QUANTITY_SPACE_REQUIRED; /* what is printed is fit for a file */
    intake_fact(&second, name, bytes);
    held(!text.full && findings.count == 0, "%s, printed as \"%s\", is accepted", name, bytes);
    bool same = fact_set_has(&again.known, fact) && again.answer[fact] == request->answer[fact] &&
                again.unit[fact] == request->unit[fact];
    same = same && (fact >= IFS_FACT_BUILTIN || same_words(again.words[fact], request->words[fact]));
    held(same, "%s, printed as \"%s\", is the same answer", name, bytes);
    finding_free(&findings);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static ifs_request request;
    static char text[TEXT_ROOM];
    struct bytes choices = {bytes, size};
    struct findings findings = {0};
    const ifs_protocol *protocol = take_protocol(&choices);
    enum quantity_spacing spacing = (take(&choices, 1) & 1U) != 0 ? QUANTITY_SPACE_OPTIONAL : QUANTITY_SPACE_REQUIRED;
    memset(&request, 0, sizeof request);
    request.at_s = BATTERY_MOMENT;
    struct intake intake = {.protocol = protocol, .request = &request, .findings = &findings, .spacing = spacing};
    take_text(&choices, text, sizeof text);
    for (char *line = text; line != NULL;) {
        char *end = strchr(line, '\n');
        if (end != NULL) {
            *end = '\0';
        }
        hold_line(&intake, line);
        line = end != NULL ? end + 1 : NULL;
    }
    for (int fact = 0; fact < protocol->fact_count; fact++) {
        held(!fact_set_has(&request.known, fact) || fact_set_has(&request.given, fact), "what is known was given");
        if (fact_set_has(&request.known, fact)) {
            hold_printed(&intake, fact);
        }
    }
    intake_settle(&intake, BATTERY_DAY);
    finding_free(&findings);
    return 0;
}

/*
 * dialogue.c - saying something at a terminal and reading a line, or the same through pipes.
 *
 * Decides how lines are broken, which letters a terminal is spared, and how a line is read: with libedit where both ends are a terminal
 * and the library is there, plainly otherwise. libedit is loaded only here, when it is wanted: linked, it would slow every order. The
 * invariants: nothing printed is ever redrawn but the line that is being typed; no history, no file; what is typed leaves this program only
 * on standard output, and there only as the terminal's own echo; whatever was said is flushed before anything is read.
 */
#include "dialogue.h"

#include <dlfcn.h>
#include <histedit.h>
#include <langinfo.h>
#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "plain.h"

enum { COLUMNS_LEAST = 20, COLUMNS_MOST = 100, COLUMNS_ELSE = 80, PROMPT_BYTES = 256 };

/* What is used of libedit. */
struct editor {
    void *library;
    EditLine *line;
    EditLine *(*init)(const char *program, FILE *in, FILE *out, FILE *err);
    int (*set)(EditLine *line, int option, ...);
    const char *(*read)(EditLine *line, int *count);
    void (*end)(EditLine *line);
};

struct dialogue {
    bool terminal_in;
    bool terminal_out;
    bool ascii;  /* the terminal shows nothing else */
    bool latin1; /* the terminal types it */
    bool lost;
    bool blank; /* the last line is empty */
    struct editor editor;
    char prompt[PROMPT_BYTES];
};

/* ---- libedit ---- */

#define EDITOR_LIBRARY "libedit.so.2"

/* The editor knows the dialogue it belongs to; the library is loaded already, so this only finds it again. */
static char *prompt_of(EditLine *line)
{
    struct dialogue *dialogue = NULL;
    int (*get)(EditLine *, int, ...) = NULL;
    void *library = dlopen(EDITOR_LIBRARY, RTLD_LAZY | RTLD_NOLOAD);
    void *found = library != NULL ? dlsym(library, "el_get") : NULL;
    memcpy(&get, &found, sizeof get);
    if (get != NULL) {
        get(line, EL_CLIENTDATA, &dialogue);
    }
    if (library != NULL) {
        dlclose(library);
    }
    return dialogue->prompt;
}

/* ISO C has no cast from an object to a function; a pointer of each has the same bytes here (POSIX). */
static bool find(const struct editor *editor, const char *name, void *function)
{
    void *found = dlsym(editor->library, name);
    memcpy(function, &found, sizeof found);
    return found != NULL;
}

/* Without the library lines are read plainly. */
static void open_editor(struct dialogue *dialogue)
{
    struct editor *editor = &dialogue->editor;
    editor->library = dlopen(EDITOR_LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (editor->library == NULL) {
        return;
    }
    bool found = find(editor, "el_init", (void *)&editor->init) && find(editor, "el_set", (void *)&editor->set) &&
                 find(editor, "el_gets", (void *)&editor->read) && find(editor, "el_end", (void *)&editor->end);
    editor->line = found ? editor->init("infusheet", stdin, stdout, stderr) : NULL;
    if (editor->line != NULL) {
        editor->set(editor->line, EL_CLIENTDATA, (void *)dialogue);
        editor->set(editor->line, EL_PROMPT, prompt_of);
        editor->set(editor->line, EL_EDITOR, "emacs");
        editor->set(editor->line, EL_SIGNAL, 1); /* a killed program leaves the terminal as it was */
    }
}

/* ---- Opening and closing ---- */

struct dialogue *dialogue_open(void)
{
    struct dialogue *dialogue = calloc(1, sizeof *dialogue);
    if (dialogue == NULL) {
        return NULL;
    }
    setlocale(LC_CTYPE, ""); /* which letters the terminal has; words and figures do not depend on it */
    const char *letters = nl_langinfo(CODESET);
    dialogue->terminal_in = isatty(STDIN_FILENO) == 1;
    dialogue->terminal_out = isatty(STDOUT_FILENO) == 1;
    dialogue->ascii = dialogue->terminal_out && strcmp(letters, "UTF-8") != 0;
    dialogue->latin1 = dialogue->terminal_in && strncmp(letters, "ISO-8859-1", strlen("ISO-8859-1")) == 0;
    dialogue->blank = true;
    if (dialogue->terminal_in && dialogue->terminal_out && !dialogue->ascii) { /* elsewhere it would drop letters in silence */
        open_editor(dialogue);
    }
    return dialogue;
}

void dialogue_close(struct dialogue *dialogue)
{
    if (dialogue == NULL) {
        return;
    }
    if (dialogue->editor.line != NULL) {
        dialogue->editor.end(dialogue->editor.line);
    }
    free(dialogue); /* the library stays: the one beneath it keeps the terminal's description, which unloading would lose */
}

/* ---- Letters ---- */

/* What a terminal without a letter shows instead: of Latin letters the plain one. */
struct plain_letter {
    uint32_t first; /* code points */
    uint32_t last;
    const char *plain;
};

static const struct plain_letter plain_letters[] = {
    {0xa0, 0xa0, " "},       {0xb0, 0xb0, " degrees"}, {0xb2, 0xb2, "2"},      {0xb3, 0xb3, "3"},      {0xb5, 0xb5, "u"},
    {0xb7, 0xb7, "."},       {0xc0, 0xc5, "A"},        {0xc6, 0xc6, "AE"},     {0xc7, 0xc7, "C"},      {0xc8, 0xcb, "E"},
    {0xcc, 0xcf, "I"},       {0xd0, 0xd0, "D"},        {0xd1, 0xd1, "N"},      {0xd2, 0xd6, "O"},      {0xd7, 0xd7, "x"},
    {0xd8, 0xd8, "O"},       {0xd9, 0xdc, "U"},        {0xdd, 0xdd, "Y"},      {0xde, 0xde, "TH"},     {0xdf, 0xdf, "ss"},
    {0xe0, 0xe5, "a"},       {0xe6, 0xe6, "ae"},       {0xe7, 0xe7, "c"},      {0xe8, 0xeb, "e"},      {0xec, 0xef, "i"},
    {0xf0, 0xf0, "d"},       {0xf1, 0xf1, "n"},        {0xf2, 0xf6, "o"},      {0xf7, 0xf7, "/"},      {0xf8, 0xf8, "o"},
    {0xf9, 0xfc, "u"},       {0xfd, 0xfd, "y"},        {0xfe, 0xfe, "th"},     {0xff, 0xff, "y"},      {0x100, 0x105, "a"},
    {0x106, 0x10d, "c"},     {0x10e, 0x111, "d"},      {0x112, 0x11b, "e"},    {0x11c, 0x123, "g"},    {0x128, 0x131, "i"},
    {0x139, 0x142, "l"},     {0x143, 0x148, "n"},      {0x14c, 0x151, "o"},    {0x154, 0x159, "r"},    {0x15a, 0x161, "s"},
    {0x162, 0x167, "t"},     {0x168, 0x173, "u"},      {0x179, 0x17e, "z"},    {0x2010, 0x2015, "-"},
    {0x2018, 0x2019, "'"},   {0x201c, 0x201d, "\""},   {0x2026, 0x2026, "..."}, {0x2082, 0x2082, "2"}, {0x2264, 0x2264, "<="},
    {0x2265, 0x2265, ">="},
};

/* The code point that begins there, and how many bytes it has; 0, of one byte, where none does: people paste anything. */
static uint32_t code_point(const char *bytes, size_t *length)
{
    unsigned char lead = (unsigned char)bytes[0];
    size_t wanted = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    uint32_t point = wanted == 1 ? lead : lead & (0xffU >> (wanted + 1));
    *length = 1;
    for (size_t i = 1; i < wanted; i++) {
        unsigned char next = (unsigned char)bytes[i];
        if ((next & 0xc0U) != 0x80) { /* the end of the text too */
            return 0;
        }
        point = point << 6 | (next & 0x3fU);
    }
    *length = wanted;
    return wanted == 1 && lead >= 0x80 ? 0 : point;
}

/* What moves the cursor, clears the window or does worse is not for a terminal. */
static bool is_control(uint32_t point)
{
    return (point < ' ' && point != '\n') || (point >= 0x7f && point < 0xa0);
}

/* Small and large letters stand in pairs beyond Latin-1, the large one first; where the pairs begin changes twice. */
static uint32_t small_letter(uint32_t point)
{
    bool paired = point >= 0x100 && point < 0x180;
    bool odd = (point >= 0x139 && point <= 0x148) || point >= 0x179;
    return paired && (point % 2 == 1) == odd ? point + 1 : point;
}

static const char *plain_letter(uint32_t point)
{
    for (size_t i = 0; i < sizeof plain_letters / sizeof plain_letters[0]; i++) {
        if (point >= plain_letters[i].first && point <= plain_letters[i].last) {
            return plain_letters[i].plain;
        }
    }
    return NULL;
}

static void put_plainly(struct dialogue *dialogue, uint32_t point)
{
    uint32_t small = small_letter(point);
    const char *plain = plain_letter(small);
    dialogue->lost = dialogue->lost || plain == NULL;
    if (plain != NULL && small != point) {
        putchar(plain[0] - 'a' + 'A');
    } else {
        fputs(plain != NULL ? plain : "?", stdout);
    }
}

static void put_bytes(struct dialogue *dialogue, const char *bytes, size_t count)
{
    for (size_t i = 0; i < count && bytes[i] != '\0';) {
        size_t length = 1;
        uint32_t point = code_point(bytes + i, &length);
        if (is_control(point)) {
            putchar('?');
        } else if (point < 0x80 || !dialogue->ascii) {
            fwrite(bytes + i, 1, length, stdout);
        } else {
            put_plainly(dialogue, point);
        }
        i += length;
    }
}

bool dialogue_lost_letters(struct dialogue *dialogue)
{
    bool lost = dialogue->lost;
    dialogue->lost = false;
    return lost;
}

/* ---- Saying ---- */

/* Of the window now; COLUMNS where that is set, as ever. */
size_t dialogue_columns(const struct dialogue *dialogue)
{
    const char *set = getenv("COLUMNS");
    long wanted = set != NULL ? strtol(set, NULL, 10) : 0;
    struct winsize window = {0};
    if (wanted <= 0 && dialogue->terminal_out && ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0) {
        wanted = window.ws_col;
    }
    if (wanted <= 0) {
        return COLUMNS_ELSE;
    }
    if (wanted < COLUMNS_LEAST) {
        return COLUMNS_LEAST;
    }
    return wanted > COLUMNS_MOST ? COLUMNS_MOST : (size_t)wanted;
}

void dialogue_say(struct dialogue *dialogue, const char *lead, const char *words)
{
    size_t indent = strlen(lead);
    size_t width = dialogue_columns(dialogue) - 1; /* a full line would wrap once more on some terminals */
    bool first = true;
    width = indent + COLUMNS_LEAST / 2 > width ? COLUMNS_LEAST / 2 : width - indent;
    while (*words != '\0') {
        size_t length = plain_take_line(words, width, false);
        printf("%*s", (int)indent, first ? lead : "");
        put_bytes(dialogue, words, length);
        putchar('\n');
        words += length;
        words += strspn(words, " ");
        first = false;
    }
    dialogue->blank = false;
}

void dialogue_blank(struct dialogue *dialogue)
{
    if (!dialogue->blank) {
        putchar('\n');
    }
    dialogue->blank = true;
}

void dialogue_show(struct dialogue *dialogue, const char *lines)
{
    put_bytes(dialogue, lines, strlen(lines));
    dialogue->blank = false;
}

/* ---- Reading ---- */

/* Without its end and the blanks around it. */
static enum dialogue_status keep_line(const char *bytes, size_t count, char *line, size_t size)
{
    while (count > 0 && strchr("\r\n \t", bytes[count - 1]) != NULL) {
        count--;
    }
    while (count > 0 && (*bytes == ' ' || *bytes == '\t')) {
        bytes++;
        count--;
    }
    if (count >= size) {
        return DIALOGUE_TOO_LONG;
    }
    memcpy(line, bytes, count);
    line[count] = '\0';
    return strlen(line) == count ? DIALOGUE_ANSWER : DIALOGUE_TOO_LONG; /* a NUL is no letter of an answer */
}

static enum dialogue_status read_edited(struct dialogue *dialogue, char *line, size_t size)
{
    int count = 0;
    const char *bytes = dialogue->editor.read(dialogue->editor.line, &count);
    if (bytes == NULL || count <= 0) {
        return DIALOGUE_END;
    }
    return keep_line(bytes, (size_t)count, line, size);
}

static enum dialogue_status read_plainly(struct dialogue *dialogue, char *line, size_t size)
{
    char *bytes = NULL;
    size_t room = 0;
    put_bytes(dialogue, dialogue->prompt, strlen(dialogue->prompt));
    fflush(stdout);
    ssize_t count = getline(&bytes, &room, stdin);
    enum dialogue_status status = count < 0 ? DIALOGUE_END : keep_line(bytes, (size_t)count, line, size);
    if (bytes != NULL) {
        explicit_bzero(bytes, room);
    }
    free(bytes);
    if (!dialogue->terminal_in || status == DIALOGUE_END) {
        putchar('\n'); /* nobody's echo ends the line */
    }
    return status;
}

/* A terminal of Latin-1 types one byte for each letter. Nothing of a line that is too long then is taken. */
static enum dialogue_status widen(char *line, size_t size)
{
    size_t length = strlen(line);
    size_t wide = length;
    for (size_t i = 0; i < length; i++) {
        wide += (unsigned char)line[i] >= 0x80 ? 1 : 0;
    }
    if (wide >= size) {
        return DIALOGUE_TOO_LONG;
    }
    line[wide] = '\0';
    for (size_t i = length; i > 0; i--) { /* from its end, in place */
        unsigned char letter = (unsigned char)line[i - 1];
        line[--wide] = (char)(letter >= 0x80 ? 0x80U | (letter & 0x3fU) : letter);
        if (letter >= 0x80) {
            line[--wide] = (char)(0xc0U | letter >> 6);
        }
    }
    return DIALOGUE_ANSWER;
}

enum dialogue_status dialogue_ask(struct dialogue *dialogue, const char *prompt, char *line, size_t size)
{
    snprintf(dialogue->prompt, sizeof dialogue->prompt, "%s", prompt);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        return DIALOGUE_FAILED;
    }
    enum dialogue_status status =
        dialogue->editor.line != NULL ? read_edited(dialogue, line, size) : read_plainly(dialogue, line, size);
    if (status == DIALOGUE_ANSWER && dialogue->latin1) {
        status = widen(line, size);
    }
    dialogue->blank = false;
    return status;
}

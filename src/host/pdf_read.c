/*
 * pdf_read.c - what a PDF says, as a reader that is not ours sees it.
 *
 * Invariant: the PDF goes to pdftotext and pdfinfo through a pipe and the text comes back through one; neither is ever a file of its own.
 * The only file that names poppler's programs.
 */
#include "pdf_read.h"

#include <stdlib.h>
#include <string.h>

#include "claim.h"

#define TEXT_CAP ((size_t)4 * 1024 * 1024)

enum child_status pdf_read_text(const struct file_bytes *pdf, struct file_bytes *text)
{
    static const char *const words[] = {"pdftotext", "-raw", "-enc", "UTF-8", "-", "-", NULL};
    return child_run(words, pdf, TEXT_CAP, text);
}

/* The rest of the line that begins with the word, moved to the front; empty where there is none. */
static void keep_line(struct file_bytes *said, const char *word)
{
    claim(said->bytes != NULL); /* what was read well is a text, if an empty one */
    size_t length = strlen(word);
    const char *line = said->bytes;
    while (line != NULL && strncmp(line, word, length) != 0) {
        line = strchr(line, '\n');
        line = line != NULL ? line + 1 : NULL;
    }
    const char *from = line != NULL ? line + length + strspn(line + length, " ") : said->bytes;
    said->size = line != NULL ? strcspn(from, "\n") : 0;
    memmove(said->bytes, from, said->size);
    said->bytes[said->size] = '\0';
}

enum child_status pdf_read_keywords(const struct file_bytes *pdf, struct file_bytes *keywords)
{
    static const char *const words[] = {"pdfinfo", "-enc", "UTF-8", "-", NULL};
    enum child_status status = child_run(words, pdf, TEXT_CAP, keywords);
    if (status == CHILD_FINE) {
        keep_line(keywords, "Keywords:");
    }
    return status;
}

const char *pdf_read_words(enum child_status status)
{
    switch (status) {
    case CHILD_FINE:
        return "read";
    case CHILD_MISSING:
        return "pdftotext and pdfinfo are not installed; install the package poppler-utils";
    case CHILD_UNHAPPY:
        return "it is no PDF that can be read; it may be cut off or damaged";
    case CHILD_TOO_LARGE:
        return "it holds far more text than an order sheet";
    case CHILD_SLOW:
        return "reading it took too long; it is no order sheet";
    case CHILD_FAILED:
        break;
    }
    return "the program that reads it could not be run; there may be too little memory";
}

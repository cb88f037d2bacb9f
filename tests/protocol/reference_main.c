/*
 * reference_main.c - writes the tables of the language reference into protocols/README.md (standard input to standard
 * output).
 */
#include <stdio.h>
#include <stdlib.h>

#include "reference.h"

int main(void)
{
    static char document[1 << 20];
    size_t size = fread(document, 1, sizeof document - 1, stdin);
    document[size] = '\0';
    char *updated = reference_update(document);
    if (updated == NULL || fputs(updated, stdout) < 0) {
        fputs("reference: a mark \"<!-- end of keys -->\" is missing\n", stderr);
        return EXIT_FAILURE;
    }
    free(updated);
    return EXIT_SUCCESS;
}

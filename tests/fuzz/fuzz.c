/*
 * fuzz.c - bytes as choices, and the protocols a harness may choose from.
 *
 * Everything follows from the bytes alone, so that an input found once is found again. What does not hold is said on
 * standard error and stops the program: that is how libFuzzer and replay.c learn of it.
 */
#include "fuzz.h"

#include <glob.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "protocol_load.h"

enum { PROTOCOLS_MAX = 64 };

static ifs_protocol *protocols[PROTOCOLS_MAX];
static int protocol_count;

void held(bool holds, const char *format, ...)
{
    va_list arguments;
    if (holds) {
        return;
    }
    fflush(stdout);
    va_start(arguments, format);
    fputs("does not hold: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    abort();
}

void held_by_battery(void)
{
    held(battery_complaints() == 0, "what the battery holds of an order");
}

/* ---- Bytes ------------------------------------------------------------------------------------------------------ */

uint64_t take(struct bytes *bytes, int count)
{
    uint64_t number = 0;
    for (int i = 0; i < count && bytes->left > 0; i++) {
        number = number << 8 | *bytes->at;
        bytes->at++;
        bytes->left--;
    }
    return number;
}

int take_below(struct bytes *bytes, int end)
{
    uint64_t number = take(bytes, 2);
    return end > 0 ? (int)(number % (uint64_t)end) : 0;
}

void take_text(struct bytes *bytes, char *text, size_t capacity)
{
    size_t length = bytes->left < capacity - 1 ? bytes->left : capacity - 1;
    if (length > 0) {
        memcpy(text, bytes->at, length);
    }
    text[length] = '\0';
    bytes->at += length;
    bytes->left -= length;
}

/* The finishing steps of the generator splitmix64. */
uint64_t scatter(uint64_t seed)
{
    uint64_t mixed = seed + UINT64_C(0x9e3779b97f4a7c15);
    mixed = (mixed ^ mixed >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94d049bb133111eb);
    return mixed ^ mixed >> 31;
}

uint64_t scatter_bytes(const uint8_t *bytes, size_t size)
{
    uint64_t mixed = size;
    for (size_t i = 0; i < size; i++) {
        mixed = scatter(mixed ^ bytes[i]);
    }
    return mixed;
}

/* ---- Protocols -------------------------------------------------------------------------------------------------- */

static void unload(void)
{
    for (int i = 0; i < protocol_count; i++) {
        protocol_free(protocols[i]);
    }
}

/* Files of another kind (patients, sites) are passed over. */
static void load(const char *path)
{
    static const struct load_places places = {.protocols = "protocols"};
    struct findings findings = {0};
    ifs_protocol *protocol = protocol_count < PROTOCOLS_MAX ? protocol_load(path, &places, &findings) : NULL;
    if (protocol != NULL) {
        protocols[protocol_count++] = protocol;
    }
    finding_free(&findings);
}

static void load_all(void)
{
    glob_t files;
    held(glob("protocols/*.cfg", 0, NULL, &files) == 0, "there are protocols; run this from the top of the tree");
    held(glob("tests/battery/*.cfg", GLOB_APPEND, NULL, &files) == 0, "the battery has protocols");
    held(glob("tests/accidents/*.cfg", GLOB_APPEND, NULL, &files) == 0, "the accidents have protocols");
    for (size_t i = 0; i < files.gl_pathc; i++) {
        load(files.gl_pathv[i]);
    }
    globfree(&files);
    held(protocol_count > 0, "some protocol loads");
    atexit(unload);
}

/* The one whose id and the byte together scatter to the largest number. */
const ifs_protocol *take_protocol(struct bytes *bytes)
{
    uint64_t salt = take(bytes, 1) << 56;
    uint64_t largest = 0;
    int chosen = 0;
    if (protocol_count == 0) {
        load_all();
    }
    for (int i = 0; i < protocol_count; i++) {
        const char *id = protocols[i]->id;
        uint64_t number = scatter(scatter_bytes((const uint8_t *)id, strlen(id)) ^ salt);
        if (number >= largest) {
            largest = number;
            chosen = i;
        }
    }
    return protocols[chosen];
}

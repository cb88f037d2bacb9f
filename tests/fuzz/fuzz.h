/*
 * fuzz.h - what the harnesses share: bytes as choices, protocols to choose from, orders made of bytes.
 *
 * A harness is a function that takes any bytes and stops the program where an invariant does not hold. libFuzzer
 * calls it with bytes it makes up (make fuzz), replay.c with those kept under corpus/ (make check).
 */
#ifndef FUZZ_H
#define FUZZ_H

#include "patients.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Stops the program with that sentence when it does not hold. */
void held(bool holds, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Stops it when the battery complained since the last call. */
void held_by_battery(void);

/* Bytes as choices; zero where there are none left. */
struct bytes {
    const uint8_t *at;
    size_t left;
};
uint64_t take(struct bytes *bytes, int count); /* of 1 to 8 bytes */
int take_below(struct bytes *bytes, int end);  /* 0 to end - 1, of two bytes; 0 where end is 0 */

/* The rest as text up to the first NUL, terminated; cut where it does not fit. */
void take_text(struct bytes *bytes, char *text, size_t capacity);

/* A number that follows from bytes, or from a number, and looks like nothing. */
uint64_t scatter(uint64_t seed);
uint64_t scatter_bytes(const uint8_t *bytes, size_t size);

/* One of the protocols of protocols/, tests/battery/ and tests/accidents/. The choice of the same byte changes little
 * when a protocol is added. */
const ifs_protocol *take_protocol(struct bytes *bytes);

/* A patient of that protocol with a request made of bytes: an example of its author, then changed. The words of the
 * request hold until the next is made. */
void make_patient(struct patient *patient, const ifs_protocol *protocol, struct bytes *bytes);

/* Computes the order of that patient and holds everything against it: its limits and figures (as the battery does),
 * its verdict against its parts; printed, its sheet and JSON too, which takes ten times as long. */
void hold_order(const struct patient *patient, bool printed);

/* The same with every answer of one question that the patient knows the answer of. */
void hold_question(const struct patient *patient, int fact);

#endif

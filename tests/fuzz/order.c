/*
 * order.c - any order of any protocol keeps what every order must keep.
 *
 * The bytes choose a protocol, a patient and the prescriber's choices (made.c).
 */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static struct patient patient;
    struct bytes choices = {bytes, size};
    const ifs_protocol *protocol = take_protocol(&choices);
    make_patient(&patient, protocol, &choices);
    uint64_t number = scatter_bytes(bytes, size);
    hold_order(&patient, number % 4 == 0);
    if (protocol->fact_count > IFS_FACT_BUILTIN) {
        int questions = protocol->fact_count - IFS_FACT_BUILTIN;
        hold_question(&patient, IFS_FACT_BUILTIN + (int)(number / 4 % (uint64_t)questions));
    }
    return 0;
}

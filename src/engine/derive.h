/*
 * derive.h - facts computed from facts: the estimates of renal function, and urine output in both its forms.
 */
#ifndef IFS_DERIVE_H
#define IFS_DERIVE_H

#include "protocol.h"

/* Every estimate at hand and the lowest of them. *derived is written whole. */
void derive_facts(const ifs_protocol *protocol, const ifs_request *request, ifs_derived *derived);

/* The clearance of a renal category: the worst of its KDIGO band, in the base unit. Claims that it is one of ifs_renal. */
int64_t derive_category_clearance(int64_t category);

/* True when that fact was answered with something other than unknown. */
/*@ requires \valid_read(request) && fact < IFS_FACT_BUILTIN;
    assigns \nothing;
*/
static inline bool derive_knows(const ifs_request *request, ifs_fact fact)
{
    return fact_set_has(&request->known, (int)fact);
}

#endif

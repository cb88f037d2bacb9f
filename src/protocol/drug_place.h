/*
 * drug_place.h - where the drug library of a protocol lies.
 */
#ifndef IFS_DRUG_PLACE_H
#define IFS_DRUG_PLACE_H

#include "protocol_load.h"
#include "report.h"

enum { DRUG_PATH_BYTES = 4096 };

/* Finds drugs/NAME.cfg beside the protocol, then in the protocols directory. */
bool drug_locate(const char *protocol, const struct load_places *places, const char *name, char path[DRUG_PATH_BYTES]);

/* A finding at the node that names a library there is not: where it was looked for, and which ones there are. */
void drug_report_missing(const struct reporter *reporter, const struct config_node *node,
                         const struct load_places *places);

#endif

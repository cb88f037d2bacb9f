/*
 * recompute.h - the order of a code, computed again.
 */
#ifndef IFS_RECOMPUTE_H
#define IFS_RECOMPUTE_H

#include "payload.h"
#include "protocol_load.h"

enum recompute_status {
    RECOMPUTE_FINE,
    RECOMPUTE_CANNOT,    /* something is not at hand; `why` says what and what to do */
    RECOMPUTE_IMPOSSIBLE /* no order has such a code; `why` says what is wrong in it */
};

enum { RECOMPUTE_WHY = 1024 };

/* Large: for the heap. Words about people stand in it as READBACK_ANYTHING. */
struct recomputed {
    ifs_protocol *protocol;
    char path[4096]; /* of the protocol */
    ifs_site site;
    void *site_storage;
    ifs_request request;
    ifs_plan plan;
    struct ifs_sheet sheet;
    char why[RECOMPUTE_WHY];
    char overrides[IFS_OVERRIDE_MAX][128];
};

/* Looks for the protocol, the drug library and the site file of those fingerprints, and computes and builds the sheet. `protocols` and
 * `site` as on the command line, or NULL. To be freed in any case. */
enum recompute_status recompute(const struct payload *payload, const char *protocols, const char *site, struct recomputed *out);
void recompute_free(struct recomputed *recomputed);

#endif

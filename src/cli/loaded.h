/*
 * loaded.h - a protocol with the devices of its place, for commands that examine a protocol without a patient.
 */
#ifndef IFS_LOADED_H
#define IFS_LOADED_H

#include "infusheet.h"

struct loaded {
    ifs_protocol *protocol;
    const ifs_site *site; /* NULL: no site file */
    ifs_site devices;
    void *storage;
};

/* What a command was given: directory and site file may be NULL. */
struct wanted {
    const char *name; /* id or file */
    const char *protocols;
    const char *site;
};

/* EXIT_READY, or the status of what is wrong; errors are then printed, warnings never: they are for check. *loaded is filled where it
 * stands and may not be copied; unload it in either case. */
int loaded_open(const struct wanted *wanted, struct loaded *loaded);
void loaded_close(struct loaded *loaded);

#endif

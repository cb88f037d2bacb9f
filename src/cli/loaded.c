/*
 * loaded.c - a protocol with the devices of its place, for commands that examine a protocol without a patient.
 *
 * Decides what is read and what is said of it. The invariant: where anything is wrong nothing is examined, and every error is printed;
 * warnings are for check.
 */
#include "loaded.h"

#include "command.h"
#include "protocol_load.h"

int loaded_open(const struct wanted *wanted, struct loaded *loaded)
{
    char path[PLACE_BYTES];
    struct places places;
    struct findings findings = {0};
    *loaded = (struct loaded){.protocol = NULL};
    places_find(wanted->protocols, wanted->site, &places);
    struct load_places load_places = {.protocols = places.protocols};
    bool named = places.site[0] != '\0';
    bool sited = !named || site_load(places.site, &loaded->devices, &loaded->storage, &findings);
    if (sited && places_protocol(wanted->name, &places, path, &findings)) {
        loaded->protocol = protocol_load(path, &load_places, &findings);
    }
    if (loaded->protocol == NULL) {
        int status = findings_status(&findings);
        findings_print(&findings);
        return status;
    }
    finding_free(&findings);
    loaded->site = named ? &loaded->devices : NULL;
    return EXIT_READY;
}

void loaded_close(struct loaded *loaded)
{
    protocol_free(loaded->protocol);
    site_free(loaded->storage);
}

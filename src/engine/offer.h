/*
 * offer.h - which answers of a choice this protocol leaves open.
 */
#ifndef IFS_OFFER_H
#define IFS_OFFER_H

#include <stdbool.h>

#include "protocol.h"

/* Of all the products, diluents and devices there are, those this protocol uses; of settings, those it allows; of any
 * other fact every choice. */
bool offer_has(const ifs_protocol *protocol, int fact, int choice);

#endif

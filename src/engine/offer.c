/*
 * offer.c - which answers of a choice this protocol leaves open.
 *
 * Decides what is proposed to whoever is asked: a product, diluent or device that no infusion of the protocol uses, or a
 * setting it does not allow, would only be refused. The invariant: what an order may need is always proposed.
 */
#include "offer.h"

static bool uses_product(const ifs_protocol *protocol, int product)
{
    for (int i = 0; i < protocol->infusion_count; i++) {
        for (int j = 0; j < protocol->infusions[i].container_count; j++) {
            if (protocol->infusions[i].containers[j].product_index == product) {
                return true;
            }
        }
    }
    return false;
}

static bool uses_diluent(const struct container *container, int diluent)
{
    for (int i = 0; i < container->diluent_count; i++) {
        if (container->diluents[i] == diluent) {
            return true;
        }
    }
    return false;
}

static bool some_container_uses(const ifs_protocol *protocol, int diluent)
{
    for (int i = 0; i < protocol->infusion_count; i++) {
        for (int j = 0; j < protocol->infusions[i].container_count; j++) {
            if (uses_diluent(&protocol->infusions[i].containers[j], diluent)) {
                return true;
            }
        }
    }
    return false;
}

static bool some_infusion_runs_by(const ifs_protocol *protocol, int device)
{
    for (int i = 0; i < protocol->infusion_count; i++) {
        if ((protocol->infusions[i].devices >> device & 1U) != 0) {
            return true;
        }
    }
    return false;
}

bool offer_has(const ifs_protocol *protocol, int fact, int choice)
{
    switch (fact) {
    case IFS_FACT_PRODUCT:
        return uses_product(protocol, choice);
    case IFS_FACT_DILUENT:
        return some_container_uses(protocol, choice);
    case IFS_FACT_DEVICE:
        return some_infusion_runs_by(protocol, choice);
    case IFS_FACT_SETTING:
        return (protocol->settings >> choice & 1U) != 0;
    default: /* no enum: of any other fact every choice is offered */
        return true;
    }
}

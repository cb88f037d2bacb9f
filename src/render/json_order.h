/*
 * json_order.h - an order as JSON, all keys always, in one order.
 */
#ifndef IFS_JSON_ORDER_H
#define IFS_JSON_ORDER_H

#include "sheet.h"

/* The whole document; the caller frees it. NULL without memory, and for a sheet that is full. */
char *json_order(const struct ifs_sheet *sheet);

#endif

/*
 * self_check.h - a finished PDF read back before it is written.
 */
#ifndef IFS_SELF_CHECK_H
#define IFS_SELF_CHECK_H

#include "file.h"
#include "layout.h"

/* An order that is to be drawn. */
struct self_check {
    bool skip; /* --no-self-check: it is written unread, and that is said */
    const ifs_protocol *protocol;
    const ifs_request *request;
    const ifs_plan *plan;
    const struct ifs_sheet *sheet;
};

/* Unless it is to be skipped: reads the PDF's text as another reader sees it and holds it against its rows, the checklist, and the figures of the plan. True when all
 * is there and nothing else; otherwise what is wrong is said on standard error. */
bool self_check(const struct self_check *check, const struct layout *layout, const struct file_bytes *pdf);

#endif

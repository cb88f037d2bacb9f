/*
 * draft.h - the answers of a visit that is not finished.
 */
#ifndef IFS_DRAFT_H
#define IFS_DRAFT_H

#include "file.h"
#include "record.h"

#define DRAFT_ID_BYTES 32
#define DRAFT_MAX_BYTES ((size_t)1024 * 1024)
#define DRAFT_MOST 1000

/* What a draft holds: the last word on each name, in the order in which they were first given; what was taken back is not there. */
struct draft_records {
    struct record *list; /* owned, with all texts, until draft_forget */
    int count;
    int lines;           /* read, taken back and repeated ones too */
    size_t lost;         /* bytes behind the last whole line: an answer that was not kept, or damage */
    struct instant last; /* when the last line was kept */
    char *letters;
};
void draft_forget(struct draft_records *records); /* all zero afterwards */

/* The words of that kind and name; NULL where there are none. */
const char *draft_words(const struct draft_records *records, enum record_kind kind, const char *name);

/* A draft that this program holds. */
struct draft;

/* A new one, with nothing in it, below the user's state folder. `now` becomes part of its id; no name of a patient does. */
enum file_status draft_begin(struct instant now, struct draft **out);

/* Takes up an old one and cuts off what was not kept whole (records->lost tells). FILE_IN_USE while another visit holds it. */
enum file_status draft_resume(const char *id, struct draft **out, struct draft_records *records);

/* Kept when this returns FILE_FINE, whatever happens then. Otherwise nothing of it is; FILE_FAILED too for a text that is not fit to be
 * kept. */
enum file_status draft_keep(struct draft *draft, const struct record *record);

/* The same for one of several: they are kept when draft_sync has returned FILE_FINE. */
enum file_status draft_add(struct draft *draft, const struct record *record);
enum file_status draft_sync(struct draft *draft);

const char *draft_id(const struct draft *draft);

/* Leaves it for later; a draft without any line is removed. */
void draft_close(struct draft *draft);

/* Removes it: the visit is done with. */
enum file_status draft_finish(struct draft *draft);

/* One of the drafts there are. */
struct draft_entry {
    char id[DRAFT_ID_BYTES];
    bool in_use;
    bool readable; /* at least one whole line */
};
struct draft_list {
    int count;
    struct draft_entry *list; /* owned until draft_list_free; the oldest first */
};

/* No folder: an empty list. */
enum file_status draft_list(struct draft_list *out);
void draft_list_free(struct draft_list *list);

/* Reads one without taking it up. */
enum file_status draft_read(const char *id, struct draft_records *records);

/* Removes one that nobody holds. */
enum file_status draft_delete(const char *id);

/* Where drafts are, for messages. */
enum file_status draft_place(char path[4096]);

#endif

/*
 * descriptor.h - all of the bytes through one descriptor, and down to the disk.
 */
#ifndef IFS_DESCRIPTOR_H
#define IFS_DESCRIPTOR_H

#include <stdbool.h>
#include <stddef.h>

/* Waits where a non-blocking pipe is full. False with errno set on failure. */
bool descriptor_write(int descriptor, const char *bytes, size_t size);

/* False with errno set on failure: EINVAL where there is nothing to sync. */
bool descriptor_sync(int descriptor);

#endif

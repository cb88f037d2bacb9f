/*
 * descriptor.c - all of the bytes through one descriptor, and down to the disk.
 *
 * Invariant: an interrupted call is taken up again, a short write goes on where it stopped, and a full pipe is waited for; what fails
 * otherwise leaves its reason in errno. What the failure means, and what becomes of what was written, is left to others.
 */
#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif

#include "descriptor.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

bool descriptor_write(int descriptor, const char *bytes, size_t size)
{
    size_t written = 0;
    while (written < size) {
        ssize_t got = write(descriptor, bytes + written, size - written);
        if (got >= 0) {
            written += (size_t)got;
        } else if (errno == EAGAIN) {
            struct pollfd ready = {.fd = descriptor, .events = POLLOUT};
            (void)poll(&ready, 1, -1);
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

bool descriptor_sync(int descriptor)
{
    int result = fsync(descriptor);
    while (result != 0 && errno == EINTR) {
        result = fsync(descriptor);
    }
    return result == 0;
}

/*
 * new.h - the starting protocol, line by line.
 */
#ifndef IFS_NEW_H
#define IFS_NEW_H

/* The lines of new.cfg, NULL at the end. The Makefile makes them of that file. */
extern const char *const new_lines[];

#endif

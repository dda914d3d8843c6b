/* estree_lists.h - a Program's comments and tokens as JSON, as espree has them. */
#ifndef ARENITE_ESTREE_LISTS_H
#define ARENITE_ESTREE_LISTS_H

#include "ast.h"
#include "estree.h"
#include "utf16_map.h"

/* Appends ,"comments":[...] and ,"tokens":[...], whichever the options ask for, of what
 * was listed when the Program was parsed.  ESTREE_CORRUPT if they are not within its
 * source. */
estree_status estree_write_lists(const arena *a, const ast_program *program,
                                 const utf16_map *map, estree_options options,
                                 estree_buffer *out);

#endif

/* jsx_entities.h - character references in JSX text and attribute strings. */
#ifndef ARENITE_JSX_ENTITIES_H
#define ARENITE_JSX_ENTITIES_H

#include <stdint.h>

enum { JSX__ENTITY_NAME = 8, JSX__ENTITIES = 253 };

typedef struct jsx__named_entity {
    char name[JSX__ENTITY_NAME + 1];
    uint16_t code;
} jsx__named_entity;

/* Sorted by name; generated. */
extern const jsx__named_entity jsx__named_entities[JSX__ENTITIES];

typedef struct jsx_entity {
    const uint8_t *end; /* behind it */
    uint32_t code;
} jsx_entity;

/* The reference at p, which is an ampersand.  What is none (an unknown name, no
 * semicolon, no code point) is the ampersand itself.  A reference is never
 * shorter than its character in UTF-8. */
jsx_entity jsx_entity_read(const uint8_t *p);

#endif

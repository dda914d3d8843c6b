/* estree_keys.h - keys of ESTree that the schema has no field for: of the special cases
 * in estree_walk.h. */
#ifndef ARENITE_ESTREE_KEYS_H
#define ARENITE_ESTREE_KEYS_H

#define ESTREE_KEYS(X) \
    X(VALUE, "value") X(RAW, "raw") X(COOKED, "cooked") X(REGEX, "regex") \
    X(PATTERN, "pattern") X(FLAGS, "flags") X(OPTIONAL, "optional") \
    X(READONLY, "readonly") X(GLOBAL, "global") X(DECORATORS, "decorators") \
    X(COMMENTS, "comments") X(TOKENS, "tokens")

#define ESTREE_KEY(name, text) ESTREE_KEY_##name,
typedef enum estree_key { ESTREE_KEYS(ESTREE_KEY) ESTREE_KEY_COUNT } estree_key;
#undef ESTREE_KEY

#endif

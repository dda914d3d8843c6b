#include "early_codes.h"

#include <stddef.h>

const early_text early_texts[EARLY_CODE_COUNT] = {
#define EARLY_TEXT(constant, name, message, related) [EARLY_##constant] = {name, message, related},
    EARLY_CODES(EARLY_TEXT)
#undef EARLY_TEXT
};

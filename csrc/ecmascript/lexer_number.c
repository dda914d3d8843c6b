/* lexer_number.c - where a numeric literal ends, and whether it is one.
 *
 * Its value is number.c's. */
#include "escape.h"
#include "lexer_internal.h"
#include "unicode_id.h"

static bool
is_decimal(uint8_t byte)
{
    return byte >= '0' && byte <= '9';
}

static bool
is_digit_of(uint8_t byte, int radix)
{
    int value = hex_digit(byte);
    return value >= 0 && value < radix;
}

/* Behind digits with single separators between them; NULL, and the token is an
 * error, if there is none or a separator stands elsewhere. */
static const uint8_t *
skip_digits(lexer *l, const uint8_t *p, int radix, unsigned *flags)
{
    const uint8_t *first = p;
    while (is_digit_of(*p, radix) || *p == '_') {
        if (*p++ != '_') {
            continue;
        }
        *flags |= TOKEN_SEPARATOR;
        if (p - 1 == first || !is_digit_of(*p, radix)) {
            lexer__fail(l, p - 1, p, "A numeric separator may only stand between two digits");
            return NULL;
        }
    }
    if (p == first) {
        lexer__fail(l, p, p + 1, "A digit expected in the number");
        return NULL;
    }
    return p;
}

/* Nothing that could go on as a name or a number may follow directly. */
static void
finish(lexer *l, const uint8_t *start, const uint8_t *p, token_kind kind, unsigned flags)
{
    uint8_t lead = lexer__leads[*p];
    bool glued = lead == LEAD_NAME || lead == LEAD_DIGIT || *p == '\\'
                 || (lead == LEAD_NON_ASCII && unicode_id_start(utf8_decode(p).code));
    if (LEXER_UNLIKELY(glued)) {
        lexer__fail(l, start, p + utf8_decode(p).length,
                    "A name or number may not follow a number directly");
        return;
    }
    lexer__emit(l, start, p, kind, flags);
}

static void
scan_prefixed(lexer *l, const uint8_t *start, int radix, unsigned flags)
{
    const uint8_t *p = skip_digits(l, start + 2, radix, &flags);
    if (p) {
        bool big = *p == 'n';
        finish(l, start, p + big, big ? TOK_BIGINT : TOK_NUMBER, flags);
    }
}

/* Fraction and exponent; p is behind the integer part. */
static void
scan_fraction(lexer *l, const uint8_t *start, const uint8_t *p, unsigned flags)
{
    if (*p == '.') {
        p++;
        if (is_decimal(*p) || *p == '_') {
            p = skip_digits(l, p, 10, &flags);
        }
    }
    if (p && (*p | 0x20) == 'e') {
        p += p[1] == '+' || p[1] == '-' ? 2 : 1;
        p = skip_digits(l, p, 10, &flags);
    }
    if (p) {
        finish(l, start, p, TOK_NUMBER, flags);
    }
}

/* A 0 and more digits: octal if all of them are, else decimal, which may have a
 * fraction.  No separators, no BigInt. */
static void
scan_legacy(lexer *l, const uint8_t *start, unsigned flags)
{
    const uint8_t *p = start;
    bool octal = true;
    for (; is_decimal(*p); p++) {
        octal &= *p <= '7';
    }
    flags |= TOKEN_LEGACY_OCTAL;
    if (*p == '_') {
        lexer__fail(l, p, p + 1, "No numeric separator in a number that begins with 0");
    } else if (octal) {
        finish(l, start, p, TOK_NUMBER, flags);
    } else {
        scan_fraction(l, start, p, flags);
    }
}

static void
scan_zero(lexer *l, const uint8_t *start, unsigned flags)
{
    switch (start[1]) {
    case 'x': case 'X': scan_prefixed(l, start, 16, flags); return;
    case 'o': case 'O': scan_prefixed(l, start, 8, flags); return;
    case 'b': case 'B': scan_prefixed(l, start, 2, flags); return;
    case 'n': finish(l, start, start + 2, TOK_BIGINT, flags); return;
    case '_':
        lexer__fail(l, start + 1, start + 2,
                    "No numeric separator in a number that begins with 0");
        return;
    default: break;
    }
    if (is_decimal(start[1])) {
        scan_legacy(l, start, flags);
    } else {
        scan_fraction(l, start, start + 1, flags);
    }
}

void
lexer__scan_number(lexer *l, const uint8_t *start, unsigned flags)
{
    if (*start == '0') {
        scan_zero(l, start, flags);
        return;
    }
    const uint8_t *p = start;
    if (*start != '.') {
        p = skip_digits(l, start, 10, &flags);
        if (!p) {
            return;
        }
        if (*p == 'n') {
            finish(l, start, p + 1, TOK_BIGINT, flags);
            return;
        }
    }
    scan_fraction(l, start, p, flags);
}

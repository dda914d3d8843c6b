#include "lead.h"

#define LETTERS(a, b, c, d, e, f, g, h, i, j, k, l, m) \
    [a] = LEAD_NAME, [b] = LEAD_NAME, [c] = LEAD_NAME, [d] = LEAD_NAME, [e] = LEAD_NAME, \
    [f] = LEAD_NAME, [g] = LEAD_NAME, [h] = LEAD_NAME, [i] = LEAD_NAME, [j] = LEAD_NAME, \
    [k] = LEAD_NAME, [l] = LEAD_NAME, [m] = LEAD_NAME

#define EIGHT(lead, n) \
    [n] = lead, [n + 1] = lead, [n + 2] = lead, [n + 3] = lead, [n + 4] = lead, \
    [n + 5] = lead, [n + 6] = lead, [n + 7] = lead
#define SIXTY_FOUR(lead, n) \
    EIGHT(lead, n), EIGHT(lead, n + 8), EIGHT(lead, n + 16), EIGHT(lead, n + 24), \
    EIGHT(lead, n + 32), EIGHT(lead, n + 40), EIGHT(lead, n + 48), EIGHT(lead, n + 56)

const uint8_t lexer__leads[256] = {
    EIGHT(LEAD_OTHER, 0), [8] = LEAD_OTHER,
    ['\t'] = LEAD_BLANK, ['\n'] = LEAD_NEWLINE, ['\v'] = LEAD_BLANK, ['\f'] = LEAD_BLANK,
    ['\r'] = LEAD_NEWLINE,
    [14] = LEAD_OTHER, [15] = LEAD_OTHER,
    EIGHT(LEAD_OTHER, 16), EIGHT(LEAD_OTHER, 24),
    [127] = LEAD_OTHER,
    SIXTY_FOUR(LEAD_NON_ASCII, 128), SIXTY_FOUR(LEAD_NON_ASCII, 192),

    [' '] = LEAD_BLANK,
    LETTERS('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M'),
    LETTERS('N', 'O', 'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z'),
    LETTERS('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm'),
    LETTERS('n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z'),
    ['$'] = LEAD_NAME, ['_'] = LEAD_NAME,
    EIGHT(LEAD_DIGIT, '0'), ['8'] = LEAD_DIGIT, ['9'] = LEAD_DIGIT,

    ['"'] = LEAD_QUOTE, ['\''] = LEAD_QUOTE, ['`'] = LEAD_BACKQUOTE,
    ['.'] = LEAD_DOT, ['?'] = LEAD_OTHER,
    ['='] = LEAD_EQUAL, ['!'] = LEAD_EQUAL,
    ['&'] = LEAD_OTHER, ['|'] = LEAD_OTHER, ['*'] = LEAD_OTHER,
    ['+'] = LEAD_OTHER, ['-'] = LEAD_MINUS,
    ['%'] = LEAD_OTHER, ['^'] = LEAD_OTHER,
    ['<'] = LEAD_LESS, ['>'] = LEAD_OTHER, ['/'] = LEAD_SLASH,
    ['#'] = LEAD_OTHER, ['\\'] = LEAD_OTHER,

    ['{'] = TOK_LBRACE, ['}'] = TOK_RBRACE, ['('] = TOK_LPAREN, [')'] = TOK_RPAREN,
    ['['] = TOK_LBRACKET, [']'] = TOK_RBRACKET, [';'] = TOK_SEMICOLON, [','] = TOK_COMMA,
    [':'] = TOK_COLON, ['@'] = TOK_AT, ['~'] = TOK_TILDE,
};

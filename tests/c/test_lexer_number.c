/* The values of numbers, to the last bit. */
#include "check.h"
#include "lexing.h"

#include <float.h>

static double
value_of(const char *text)
{
    lexing x = lexing_begin(text);
    lexer_next(&x.l);
    CHECK_EQ(x.l.token.kind, TOK_NUMBER);
    CHECK_EQ(x.l.token.end, strlen(text));
    double value = x.l.token.kind == TOK_NUMBER ? lexer_number(&x.l, x.l.token) : -1;
    lexing_end(&x);
    return value;
}

static void
check_number(int line, const char *text, double wanted)
{
    double value = value_of(text);
    check_that(!memcmp(&value, &wanted, sizeof value), text, __FILE__, line);
}

#define NUMBER(text, wanted) check_number(__LINE__, text, wanted)
#define INFINITE (DBL_MAX * 2)

static void
integers(void)
{
    NUMBER("0", 0.0);
    NUMBER("00", 0.0);
    NUMBER("1_000", 1000.0);
    NUMBER("9007199254740993", 0x1p53);           /* a tie: to even */
    NUMBER("9007199254740995", 0x1.0000000000002p53);
    NUMBER("9007199254740993.0000000000000000000001", 0x1.0000000000001p53);
    NUMBER("18446744073709551616", 0x1p64);
    NUMBER("9999999999999999999", 1e19);
    NUMBER("100000000000000000000000", 0x1.52d02c7e14af6p+76);
}

static void
radixes(void)
{
    NUMBER("0xfF", 255.0);
    NUMBER("0b1_01", 5.0);
    NUMBER("0O17", 15.0);
    NUMBER("017", 15.0);
    NUMBER("00017", 15.0);
    NUMBER("089", 89.0);
    NUMBER("08.5", 8.5);
    NUMBER("09e1", 90.0);
    NUMBER("0xee1", 3809.0);                      /* e is a digit there */
    NUMBER("0x20000000000001", 0x1p53);           /* a tie: to even */
    NUMBER("0x20000000000003", 0x1.0000000000002p53);
    NUMBER("0x200000000000010000000000000001", 0x1.0000000000001p117);
    NUMBER("0b100000000000000000000000000000000000000000000000000001", 0x1p53);
}

static void
fractions(void)
{
    NUMBER(".5", 0.5);
    NUMBER("5.", 5.0);
    NUMBER("0.1", 0x1.999999999999ap-4);
    NUMBER("3.14159265358979323846", 0x1.921fb54442d18p+1);
    NUMBER("1e23", 0x1.52d02c7e14af6p+76);
    NUMBER("0.000001", 0x1.0c6f7a0b5ed8dp-20);
    NUMBER("123456.789e-3", 0x1.edd3c07ee0b0bp+6);
    NUMBER("1_0.0_1e0_1", 0x1.90666666666666p+6);
    NUMBER("9007199254740993e-27", 0x1.3ce9a36f23c10p-37);
    NUMBER("0.3000000000000000166533453693773481063544750213623046875", 0x1.3333333333334p-2);
}

static void
extremes(void)
{
    NUMBER("1.7976931348623157e308", DBL_MAX);
    NUMBER("1.7976931348623158e308", DBL_MAX);
    NUMBER("1.797693134862315808e308", INFINITE);
    NUMBER("1e309", INFINITE);
    NUMBER("1e99999999999999999999", INFINITE);
    NUMBER("0e99999999999999999999", 0.0);
    NUMBER("1e-99999999999999999999", 0.0);
    NUMBER("2.2250738585072014e-308", DBL_MIN);
    NUMBER("2.2250738585072011e-308", 0x0.fffffffffffffp-1022);
    NUMBER("5e-324", 0x1p-1074);
    NUMBER("2.4703282292062328e-324", 0x1p-1074); /* just above half of it */
    NUMBER("2.4703282292062327e-324", 0.0);
    NUMBER("7.4109846876186981e-324", 0x1p-1074);
    NUMBER("7.4109846876186982e-324", 0x2p-1074);
}

/* 1.00...0 e-k and 0.00...01 e+k, longer than every exponent. */
static void
long_literals(void)
{
    enum { LONG = 5000 };
    static char text[LONG + 20];
    memset(text, '0', LONG);
    text[0] = '1';
    strcpy(text + LONG, "e-4999");
    NUMBER(text, 1.0);
    memset(text, '0', LONG);
    text[1] = '.';
    text[LONG - 1] = '1';
    strcpy(text + LONG, "e4998");
    NUMBER(text, 1.0);
    memset(text, '0', LONG);
    memcpy(text, "9007199254740993.", 17);
    strcpy(text + LONG, "");
    NUMBER(text, 0x1p53);
    strcpy(text + LONG, "1"); /* far behind the digits that are kept */
    NUMBER(text, 0x1.0000000000001p53);
    memset(text, 'f', LONG);
    memcpy(text, "0x", 2);
    strcpy(text + LONG, "");
    NUMBER(text, INFINITE);
}

int
main(void)
{
    RUN(integers);
    RUN(radixes);
    RUN(fractions);
    RUN(extremes);
    RUN(long_literals);
    return check_report();
}

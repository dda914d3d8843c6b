/* numbers.c - numbers in the memory of others, of any width and byte order, copied
 * to where records have theirs.
 *
 * Numbers of the same representation are copied as they are.  Others go through a
 * block of 64-bit ones: two small loops that the compiler can unroll, one that reads
 * and one that checks and writes, instead of one loop for each pair of types. */
#include "typed.h"

/* Tunable: numbers converted at once, on the C stack: 2 KiB. */
enum { BLOCK = 256 };

/* ---- Formats ------------------------------------------------------------ */

static char
type_of(char code)
{
    if (code == '?') {
        return '?';
    }
    return strchr("bhilqn", code) ? 'i' : strchr("BHILQN", code) ? 'u'
                                        : strchr("fd", code) ? 'f' : 0;
}

bool
number_source_of(const Py_buffer *view, number_source *source)
{
    const char *format = view->format ? view->format : "B";
    Py_ssize_t size = view->itemsize;
    bool big = *format == '>' || *format == '!', little = *format == '<';
    format += big || little || *format == '@' || *format == '=';
    char type = format[0] && !format[1] ? type_of(format[0]) : 0;
    if (!type || (size != 1 && size != 2 && size != 4 && size != 8) || (type == 'f' && size < 4)
        || (type == '?' && size != 1)) {
        return false;
    }
    source->data = view->buf;
    source->stride = view->strides ? view->strides[0] : size;
    source->type = type;
    source->size = (uint8_t)size;
    source->swapped = size > 1 && (PY_BIG_ENDIAN ? little : big);
    return true;
}

static char
type_of_kind(plan_kind kind)
{
    return kind == PLAN_BOOL ? '?' : kind >= PLAN_F32 ? 'f' : kind >= PLAN_U8 ? 'u' : 'i';
}

static uint8_t
size_of_kind(plan_kind kind)
{
    switch (kind) {
    case PLAN_BOOL: case PLAN_I8: case PLAN_U8: return 1;
    case PLAN_I16: case PLAN_U16: return 2;
    case PLAN_I32: case PLAN_U32: case PLAN_F32: return 4;
    default: return 8;
    }
}

bool
numbers_fit(const number_source *from, plan_kind to)
{
    char target = type_of_kind(to);
    return target == 'f' || (target == '?' ? from->type == '?' : from->type != 'f');
}

/* ---- As they are -------------------------------------------------------- */

#define COPY(N) \
    for (size_t i = 0; i < count; i++, from += from_stride, to += to_stride) { \
        memcpy(to, from, N); \
    }

static void
copy_same(const char *from, Py_ssize_t from_stride, char *to, size_t to_stride, size_t size,
          size_t count)
{
    switch (size) { /* a size that the compiler knows is one instruction, not a call */
    case 1: COPY(1) break;
    case 2: COPY(2) break;
    case 4: COPY(4) break;
    default: COPY(8) break;
    }
}

/* ---- Reading into a block ----------------------------------------------- */

typedef union block {
    int64_t i[BLOCK];
    uint64_t u[BLOCK];
    double f[BLOCK];
} block;

#define READ_ALL(T, SWAP, member, wide) \
    for (size_t i = 0; i < count; i++, from += stride) { \
        T value; \
        memcpy(&value, from, sizeof value); \
        out->member[i] = (wide)SWAP(value); \
    }
#define AS_IT_IS(value) (value)

static void
read_ints(const number_source *s, const char *from, block *out, size_t count)
{
    Py_ssize_t stride = s->stride;
    switch (s->size + s->swapped) {
    case 1: READ_ALL(int8_t, AS_IT_IS, i, int64_t) break;
    case 2: READ_ALL(int16_t, AS_IT_IS, i, int64_t) break;
    case 3: READ_ALL(uint16_t, (int16_t)__builtin_bswap16, i, int64_t) break;
    case 4: READ_ALL(int32_t, AS_IT_IS, i, int64_t) break;
    case 5: READ_ALL(uint32_t, (int32_t)__builtin_bswap32, i, int64_t) break;
    case 8: READ_ALL(int64_t, AS_IT_IS, i, int64_t) break;
    default: READ_ALL(uint64_t, __builtin_bswap64, i, int64_t) break;
    }
}

static void
read_uints(const number_source *s, const char *from, block *out, size_t count)
{
    Py_ssize_t stride = s->stride;
    switch (s->size + s->swapped) {
    case 1: READ_ALL(uint8_t, AS_IT_IS, u, uint64_t) break;
    case 2: READ_ALL(uint16_t, AS_IT_IS, u, uint64_t) break;
    case 3: READ_ALL(uint16_t, __builtin_bswap16, u, uint64_t) break;
    case 4: READ_ALL(uint32_t, AS_IT_IS, u, uint64_t) break;
    case 5: READ_ALL(uint32_t, __builtin_bswap32, u, uint64_t) break;
    case 8: READ_ALL(uint64_t, AS_IT_IS, u, uint64_t) break;
    default: READ_ALL(uint64_t, __builtin_bswap64, u, uint64_t) break;
    }
}

static float
float_of_bits(uint32_t bits)
{
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static double
double_of_bits(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

#define SWAPPED_FLOAT(bits) float_of_bits(__builtin_bswap32(bits))
#define SWAPPED_DOUBLE(bits) double_of_bits(__builtin_bswap64(bits))

static void
read_floats(const number_source *s, const char *from, block *out, size_t count)
{
    Py_ssize_t stride = s->stride;
    switch (s->size + s->swapped) {
    case 4: READ_ALL(float, AS_IT_IS, f, double) break;
    case 5: READ_ALL(uint32_t, SWAPPED_FLOAT, f, double) break;
    case 8: READ_ALL(double, AS_IT_IS, f, double) break;
    default: READ_ALL(uint64_t, SWAPPED_DOUBLE, f, double) break;
    }
}

/* A truth is any byte that is not 0. */
static void
read_truths(const number_source *s, const char *from, block *out, size_t count)
{
    for (size_t i = 0; i < count; i++, from += s->stride) {
        out->u[i] = *from != 0;
    }
}

static void
read_block(const number_source *s, const char *from, block *out, size_t count)
{
    switch (s->type) {
    case 'i': read_ints(s, from, out, count); break;
    case 'f': read_floats(s, from, out, count); break;
    case '?': read_truths(s, from, out, count); break;
    default: read_uints(s, from, out, count); break;
    }
}

/* ---- Writing from a block: how many fit --------------------------------- */

#define WRITE_ALL(T, member, FITS) \
    for (size_t i = 0; i < count; i++, to += stride) { \
        T value = (T)in->member[i]; \
        if (!(FITS)) { \
            return i; \
        } \
        memcpy(to, &value, sizeof value); \
    } \
    return count;
/* A narrower number fits if widening it gives the same. */
#define WRITE_INT(T) WRITE_ALL(T, i, (int64_t)value == in->i[i])
#define WRITE_UINT_OF_INT(T) WRITE_ALL(T, i, in->i[i] >= 0 && (uint64_t)value == in->u[i])
#define WRITE_INT_OF_UINT(T) WRITE_ALL(T, u, value >= 0 && (uint64_t)value == in->u[i])
#define WRITE_UINT(T) WRITE_ALL(T, u, (uint64_t)value == in->u[i])

static size_t
write_from_ints(const block *in, plan_kind kind, char *to, size_t stride, size_t count)
{
    switch (kind) {
    case PLAN_I8: WRITE_INT(int8_t)
    case PLAN_I16: WRITE_INT(int16_t)
    case PLAN_I32: WRITE_INT(int32_t)
    case PLAN_I64: WRITE_INT(int64_t)
    case PLAN_U8: WRITE_UINT_OF_INT(uint8_t)
    case PLAN_U16: WRITE_UINT_OF_INT(uint16_t)
    case PLAN_U32: WRITE_UINT_OF_INT(uint32_t)
    case PLAN_F32: WRITE_ALL(float, i, true)
    case PLAN_F64: WRITE_ALL(double, i, true)
    default: WRITE_UINT_OF_INT(uint64_t)
    }
}

static size_t
write_from_uints(const block *in, plan_kind kind, char *to, size_t stride, size_t count)
{
    switch (kind) {
    case PLAN_I8: WRITE_INT_OF_UINT(int8_t)
    case PLAN_I16: WRITE_INT_OF_UINT(int16_t)
    case PLAN_I32: WRITE_INT_OF_UINT(int32_t)
    case PLAN_I64: WRITE_INT_OF_UINT(int64_t)
    case PLAN_BOOL: case PLAN_U8: WRITE_UINT(uint8_t)
    case PLAN_U16: WRITE_UINT(uint16_t)
    case PLAN_U32: WRITE_UINT(uint32_t)
    case PLAN_F32: WRITE_ALL(float, u, true)
    case PLAN_F64: WRITE_ALL(double, u, true)
    default: WRITE_UINT(uint64_t)
    }
}

/* What is finite must stay so. */
static size_t
write_from_floats(const block *in, plan_kind kind, char *to, size_t stride, size_t count)
{
    if (kind == PLAN_F32) {
        WRITE_ALL(float, f, Py_IS_FINITE(value) || !Py_IS_FINITE(in->f[i]))
    }
    WRITE_ALL(double, f, true)
}

static size_t
write_block(const block *in, char type, plan_kind kind, char *to, size_t stride, size_t count)
{
    switch (type) {
    case 'i': return write_from_ints(in, kind, to, stride, count);
    case 'f': return write_from_floats(in, kind, to, stride, count);
    default: return write_from_uints(in, kind, to, stride, count);
    }
}

/* ---- Copying ------------------------------------------------------------ */

static const char *
number_at(const number_source *from, size_t index)
{
    return from->data + (Py_ssize_t)index * from->stride;
}

size_t
numbers_copy(const number_source *from, size_t first, size_t count, plan_kind to, char *data,
             size_t stride)
{
    block numbers;
    if (from->type == type_of_kind(to) && from->size == size_of_kind(to) && !from->swapped
        && to != PLAN_BOOL) {
        copy_same(number_at(from, first), from->stride, data, stride, from->size, count);
        return count;
    }
    for (size_t done = 0; done < count;) {
        size_t some = count - done < BLOCK ? count - done : BLOCK;
        read_block(from, number_at(from, first + done), &numbers, some);
        size_t written =
            write_block(&numbers, from->type, to, data + done * stride, stride, some);
        done += written;
        if (written < some) {
            return done;
        }
    }
    return count;
}

PyObject *
number_object(const number_source *from, size_t index)
{
    block number;
    read_block(from, number_at(from, index), &number, 1);
    switch (from->type) {
    case 'i': return PyLong_FromLongLong(number.i[0]);
    case 'f': return PyFloat_FromDouble(number.f[0]);
    case '?': return PyBool_FromLong(number.u[0] != 0);
    default: return PyLong_FromUnsignedLongLong(number.u[0]);
    }
}

/* Size classes: each size has the smallest class that holds it. */
#include "check.h"
#include "global.h"

static void
grow_by_granules(void)
{
    CHECK_EQ(chunk_class_size(0), REGION_GRANULE);
    for (unsigned c = 1; c < CHUNK_CLASSES; c++) {
        size_t size = chunk_class_size(c);
        CHECK_EQ(size % REGION_GRANULE, 0);
        CHECK(c == 1 || size > chunk_class_size(c - 1));
        CHECK(CHUNK_SIZE / size >= 2); /* a chunk that is full has wake >= 0 */
    }
    CHECK_EQ(chunk_class_size(CHUNK_CLASSES - 1), CHUNK_BLOCK_MAX);
}

static void
hold_each_size(void)
{
    for (size_t size = 0; size <= CHUNK_BLOCK_MAX; size++) {
        unsigned c = chunk_class(size);
        CHECK(c < CHUNK_CLASSES);
        CHECK(chunk_class_size(c) >= size);
        CHECK(c <= 1 || chunk_class_size(c - 1) < size);
    }
}

/* Less than a granule, or less than a quarter of what was asked for. */
static void
waste_little(void)
{
    for (size_t size = 1; size <= CHUNK_BLOCK_MAX; size++) {
        size_t lost = chunk_class_size(chunk_class(size)) - size;
        CHECK(lost < REGION_GRANULE || lost * 4 < size);
    }
}

/* Its fields are as wide as what they hold. */
static void
fit_in_a_chunk(void)
{
    CHECK(CHUNK_BLOCK_MAX <= UINT16_MAX);
    CHECK(CHUNK_CLASSES <= UINT8_MAX);
    CHECK(HEAPS_MAX <= UINT16_MAX);
    CHECK(recycle_front((size_t)1 << 40) >= sizeof(chunk) << (40 - CHUNK_BITS));
}

int
main(void)
{
    RUN(grow_by_granules);
    RUN(hold_each_size);
    RUN(waste_little);
    RUN(fit_in_a_chunk);
    return check_report();
}

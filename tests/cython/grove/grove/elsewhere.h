/* elsewhere.h - what probes.pyx calls in another file of its module. */
#pragma once
#include <arenite.h>

/* Whether `size` bytes could be allocated and written. */
bool fill_elsewhere(arena *a, size_t size);

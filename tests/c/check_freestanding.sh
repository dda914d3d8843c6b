#!/bin/sh
# check_freestanding.sh LIBRARY: fails if the library needs anything but the four
# functions that a freestanding compiler may call on its own.
set -eu
unknown=$(nm -u "$1" | awk '$1 == "U" { print $2 }' | sort -u |
    grep -vxE '_?(memcpy|memmove|memset|memcmp)|arena_.*|_GLOBAL_OFFSET_TABLE_' || true)
if [ -n "$unknown" ]; then
    echo "the freestanding core needs: $unknown"
    exit 1
fi
echo "1 passed, 0 failed"

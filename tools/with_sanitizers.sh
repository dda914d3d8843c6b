#!/bin/sh
# with_sanitizers.sh COMMAND ...: run a program that is not itself instrumented
# with the sanitizers' runtime loaded first.
#
# Leaks are not looked for: CPython keeps much until the end.  libstdc++ comes
# along because the runtime wants to see __cxa_throw before NumPy brings it.
set -eu
cc=${CC:-cc}
runtime=$($cc -print-file-name=libasan.so)
cxx=$($cc -print-file-name=libstdc++.so.6)
[ -e "$cxx" ] || cxx=
export LD_PRELOAD="$runtime${cxx:+:$cxx}"
export ASAN_OPTIONS="detect_leaks=0:allocator_may_return_null=1:${ASAN_OPTIONS:-}"
export UBSAN_OPTIONS="halt_on_error=1:print_stacktrace=1:${UBSAN_OPTIONS:-}"
export PYTHONMALLOC=malloc
export ARENITE_SANITIZED=1 # tests that measure memory or exhaust it skip themselves
exec "$@"

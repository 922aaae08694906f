#!/bin/sh
# sources.sh: writes src/sources.am, the lists of files that Makefile.am includes.
#
#   tests/meta/sources.sh --update   rewrite src/sources.am (after adding or removing a
#                                    file); the next make runs automake again by itself
#   tests/meta/sources.sh            print what it would write
#
# automake wants every source named. This is the one place where they are, so that a new
# file is one run of this script. tests/meta/sources.test fails when the list is stale.
set -eu
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")/../.."

# list NAME FIND-ARGUMENT...: the files found, sorted, as a make variable.
list() {
    name=$1
    shift
    printf '\n%s =' "$name"
    files=$(find "$@" 2>/dev/null | sort)
    for file in $files; do
        printf ' \\\n\t%s' "$file"
    done
    printf '\n'
}

fragment() {
    echo '# Made by tests/meta/sources.sh --update: run that, do not edit this.'
    list LIBBDL_FILES src -name '*.[ch]' ! -path 'src/cli/*' ! -path 'src/read-pdf/*' \
        ! -path 'src/read-office/*' ! -name assets.h \
        -type f
    list PDF_FILES src/read-pdf -name '*.[ch]' -type f
    list OFFICE_FILES src/read-office -name '*.[ch]' -type f
    list CLI_FILES src/cli -name '*.[ch]' -type f
    list DEF_FILES src -name '*.def' -type f
    list RULE_FILES rules -type f '(' -name '*.bdl' -o -name '*.csv' -o -name '*.md' ')'
    list FUZZ_C_FILES tests/fuzz -name '*.c' -type f
    list FUZZ_FILES tests/fuzz -type f '(' -name '*.sh' -o -name '*.dict' ')'
    list BENCH_FILES tests/bench -type f '(' -name '*.py' -o -name '*.bdl' -o -name '*.tsv' ')'
    list TOP_TESTS tests -maxdepth 1 -name '*.test' -type f
    list META_TESTS tests/meta -name '*.test' -type f
    list UNIT_FIXTURES tests/unit -type f ! -name '*.[cho]' ! -name 'test_*' ! -name '.*'
    list UNIT_SHARED tests/unit -name '*.[ch]' ! -name 'test_*.c' -type f
    printf '\nUNIT_TESTS ='
    for file in tests/unit/test_*.c; do
        [ ! -f "$file" ] || printf ' \\\n\t%s' "${file%.c}"
    done
    printf '\n\n'
    for file in tests/unit/test_*.c; do
        [ -f "$file" ] || continue
        name=$(echo "${file%.c}" | tr -c 'A-Za-z0-9_\n' _)
        printf '%s_SOURCES = %s $(UNIT_SHARED)\n' "$name" "$file"
    done
}

case ${1-} in
--update)
    fragment >src/sources.am.new
    if cmp -s src/sources.am.new src/sources.am; then
        rm src/sources.am.new
    else
        mv src/sources.am.new src/sources.am
    fi
    ;;
'') fragment ;;
*)
    echo "usage: tests/meta/sources.sh [--update]" >&2
    exit 2
    ;;
esac

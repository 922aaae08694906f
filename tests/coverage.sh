#!/bin/sh
# coverage.sh: the share of lines that the tests ran, per file, worst first. Run it in the
# build folder after `make check` of a tree configured with --enable-coverage:
#     tests/coverage.sh SOURCE-ROOT
set -eu
root=$1
find src -name '*.gcda' | sort | while IFS= read -r data; do
    gcov --no-output --object-directory "$(dirname "$data")" "$data" 2>/dev/null
done | awk -v root="$root/" '
    /^File / {
        file = substr($0, 7, length($0) - 7)
        if (index(file, root) == 1) file = substr(file, length(root) + 1)
    }
    /^Lines executed:/ && file ~ /^src\/.*\.c$/ && !(file in lines) {
        split($0, part, /[:% ]+/)
        share[file] = part[3]; lines[file] = part[5]
    }
    END {
        for (file in lines) {
            printf "%6.2f %% of %5d  %s\n", share[file], lines[file], file | "sort -n"
            all += lines[file]; ran += lines[file] * share[file] / 100
        }
        close("sort -n")
        if (!all) { print "coverage.sh: no data; run make check first" > "/dev/stderr"; exit 1 }
        printf "%6.2f %% of %5d  in all\n", 100 * ran / all, all
    }'

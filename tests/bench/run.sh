#!/bin/bash
# run.sh: times bdl on made-up documents; called by `make bench`.
#     run.sh SOURCE-ROOT NUMBER-OF-DOCUMENTS
# The documents are those of doc/examples/, each copied with another department so that no
# two are the same. Prints documents and megabytes a second for one thread and for all.
set -eu
root=$1
number=$2
scratch=$(mktemp -d "${TMPDIR:-/tmp}/bdl-bench.XXXXXX")
trap 'rm -rf "$scratch"' EXIT

examples=("$root"/doc/examples/*.*)
for ((i = 0; i < number; i++)); do
    example=${examples[i % ${#examples[@]}]}
    {
        cat "$example"
        printf '\n\n第%d份。\n' "$i"
    } >"$scratch/$i-$(basename "$example")"
done
bytes=$(cat "$scratch"/* | wc -c)

for threads in 1 "$(nproc)"; do
    start=$(date +%s%N)
    "$BDL" -j "$threads" "$root"/rules/*.bdl "$scratch" >/dev/null 2>&1 || [ $? -eq 1 ]
    took=$((($(date +%s%N) - start) / 1000000))
    awk -v t="$threads" -v n="$number" -v b="$bytes" -v ms="$took" 'BEGIN {
        printf "%d threads: %d documents, %.1f MB in %.2f s: %.0f documents/s, %.1f MB/s\n",
            t, n, b / 1e6, ms / 1000, n * 1000 / ms, b / 1000 / ms }'
done

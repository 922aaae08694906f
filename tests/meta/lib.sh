# lib.sh: what the tests in tests/meta share. Each sources this file, makes claims with
# `claim`, and ends with `done_testing`.

top_srcdir=${top_srcdir:-$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)}
BDL=${BDL:-$top_srcdir/bdl}
claims=0
broken=0

# claim STATUS "what is claimed" ["what was seen instead"]: one TAP line.
claim() {
    claims=$((claims + 1))
    if [ "$1" -eq 0 ]; then
        printf 'ok %d - %s\n' "$claims" "$2"
    else
        printf 'not ok %d - %s\n' "$claims" "$2"
        broken=1
    fi
    [ -z "${3-}" ] || printf '%s\n' "$3" | sed 's/^/# /'
}

# claim_none "what is claimed" LINES: holds when LINES is empty, else shows them.
claim_none() {
    if [ -z "$2" ]; then
        claim 0 "$1"
    else
        claim 1 "$1" "$2"
    fi
}

# skip "what is claimed" "why it was not tried"
skip() {
    claims=$((claims + 1))
    printf 'ok %d - %s # SKIP %s\n' "$claims" "$1" "$2"
}

# scratch_folder: makes $scratch and removes it at the end.
scratch_folder() {
    scratch=$(mktemp -d "${TMPDIR:-/tmp}/bdl-meta.XXXXXX") || exit 99
    trap 'rm -rf "$scratch"' EXIT
}

done_testing() {
    printf '1..%d\n' "$claims"
    exit "$broken"
}

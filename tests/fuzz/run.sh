#!/bin/sh
# run.sh: sends RUNS random and mutated rule files through the front end
# (tests/unit/test_front_end.c, when there is cmocka), then builds each
# tests/fuzz/fuzz_*.c with libFuzzer and runs it for a while; called by `make fuzz`, which
# sets CLANG, FLAGS, CPPFLAGS, LIBS, CMOCKA, SOURCES, RUNS and SECONDS_EACH.
#     run.sh SOURCE-ROOT
# Inputs to start from are the small files of the tests: of the shipped rules and the documents
# to try, one takes a second under sanitizers. A crash stops the run and leaves its input in
# tests/fuzz/bin/.
set -eu
root=$1
build=$PWD
mkdir -p tests/fuzz/bin/objects
if ! command -v "$CLANG" >/dev/null; then
    echo 'make fuzz needs clang' >&2
    exit 1
fi

# CPPFLAGS comes from a makefile, quoted for a shell.
compile() {
    eval "\"\$CLANG\" -std=gnu11 $FLAGS $CPPFLAGS" \"\$@\"
}

# The library, once, with the fuzzer's instrumentation.
library=
for file in $SOURCES grammar/parse.c grammar/quick.c grammar/scan.c grammar/follow.c grammar/plain.c; do
    case $file in *.c) ;; *) continue ;; esac
    found=$root/$file
    [ -f "$found" ] || found=$build/$file
    object=tests/fuzz/bin/objects/$(echo "${file%.c}" | tr / _).o
    library="$library $object"
    [ "$object" -nt "$found" ] || {
        echo "  CLANG    $file"
        compile -w -c "$found" -o "$object"
    }
done

# A share of the inputs for each processor, other ones each.
front_end_in_shares() {
    shares=$(nproc 2>/dev/null || echo 1)
    running=
    for share in $(seq "$shares"); do
        top_srcdir=$root BDL_TEST_SHARE=$share BDL_TEST_ROUNDS=$((RUNS / 2 / shares)) \
            tests/fuzz/bin/test_front_end &
        running="$running $!"
    done
    for one in $running; do
        wait "$one" || return 1
    done
}

# Half of them sequences of words, half mutations of the shipped rules. The test has a
# main of its own: libFuzzer's is left out.
if [ -n "$CMOCKA" ]; then
    echo "== test_front_end, $RUNS inputs"
    fuzzing=$FLAGS
    FLAGS=$(echo "$FLAGS" | sed 's/fuzzer,/fuzzer-no-link,/')
    compile -w "$root/tests/unit/test_front_end.c" $library $LIBS $CMOCKA \
        -o tests/fuzz/bin/test_front_end
    FLAGS=$fuzzing
    front_end_in_shares
fi

# seeds FOLDER ENDING...: the small files of the tests with such names.
seeds() {
    folder=$1 number=0
    shift
    for ending; do
        find "$root/tests/golden" "$root/tests/language" -type f -name "*.$ending" -size -6
    done | while IFS= read -r file; do
        number=$((number + 1))
        cp "$file" "$folder/$number"
    done
}

for file in "$root"/tests/fuzz/fuzz_*.c; do
    name=$(basename "${file%.c}")
    compile "$file" $library $LIBS -o "tests/fuzz/bin/$name"
    seeds=tests/fuzz/bin/$name.seeds
    mkdir -p "$seeds"
    case $name in
    fuzz_rules) seeds "$seeds" bdl ;;
    *) seeds "$seeds" txt md html csv ;;
    esac
    echo "== $name, $SECONDS_EACH seconds"
    "tests/fuzz/bin/$name" -max_total_time="$SECONDS_EACH" -max_len=3000 -rss_limit_mb=2048 \
        -timeout=10 \
        -print_final_stats=1 -artifact_prefix="tests/fuzz/bin/$name-" "$seeds" \
        2>"tests/fuzz/bin/$name.log" || {
        tail -n 40 "tests/fuzz/bin/$name.log"
        exit 1
    }
    grep -E '^stat::(number_of_executed_units|average_exec_per_sec)' \
        "tests/fuzz/bin/$name.log"
done

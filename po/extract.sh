#!/bin/sh
# extract.sh: the texts of bdl that are translated, as a catalogue without translations.
#
#   po/extract.sh            prints it
#   po/extract.sh --update   merges it into po/zh_CN.po (`make update-po` does)
#
# Marked in the sources: _("…"), N_("…"), BDL_TR("…"), what the functions below
# take, src/base/messages.h, and the words of --help in the .def files of src/cli/ and
# src/lang/. Needs gettext.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A line of messages.h, `#define BDL_MSG_X "E1001", BDL_ERROR, "text"`, as a call.
mkdir -p "$work/src/base"
awk '{ while (sub(/\\$/, "")) { getline more; $0 = $0 more } print }' src/base/messages.h |
    sed -n 's/^#define *BDL_MSG_[A-Z0-9_]* *"[A-Z][0-9]*", *[A-Z_]*, *\(".*"\) *$/N_(\1)/p' \
        >"$work/src/base/messages.h-texts"

sources=$(find src grammar -name '*.[chyl]' ! -name messages.h ! -path 'grammar/parse.[ch]' \
    ! -path 'grammar/scan.[ch]' | LC_ALL=C sort)
xgettext --from-code=UTF-8 --language=C --add-location=file --sort-by-file \
    --package-name=bdl --output="$work/bdl.pot" \
    --keyword=_ --keyword=N_ --keyword=BDL_TR \
    --keyword=bdl_translate_count:1,2 --keyword=put_count:3,4 \
    --keyword=bdl_report_note:4 --keyword=bdl_report_hint:2 \
    --keyword=bdl_eval_missing:3 --keyword=bdl_value_missing_for:3 \
    --keyword=bdl_value_missing_named:3 --keyword=bdl_said:2 \
    --keyword=OPTION:4 --keyword=COMMAND:5 --keyword=BUILTIN:6 \
    --directory=. --directory="$work" $sources \
    src/base/messages.h-texts src/cli/options.def src/cli/commands.def src/lang/builtins.def \
    2>"$work/said" || {
    cat "$work/said" >&2
    exit 1
}
# No time of its own: a file that says the same is the same.
sed -i -e '/^"POT-Creation-Date/d' -e '/^#:/s/messages.h-texts/messages.h/' "$work/bdl.pot"

case ${1-} in
--update)
    msgmerge --quiet --update --backup=none --no-fuzzy-matching --add-location=file \
        po/zh_CN.po "$work/bdl.pot"
    msgattrib --no-obsolete --add-location=file -o "$work/zh_CN.po" po/zh_CN.po
    cmp -s "$work/zh_CN.po" po/zh_CN.po || cp "$work/zh_CN.po" po/zh_CN.po
    ;;
'') cat "$work/bdl.pot" ;;
*)
    echo "usage: po/extract.sh [--update]" >&2
    exit 2
    ;;
esac

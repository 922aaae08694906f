#!/bin/sh
# make.sh: makes the siblings of tests/formats/sheet.md that lie beside it, with LibreOffice.
#
#   make.sh FOLDER     writes sheet.html, .docx, .odt, .doc, .rtf, .pdf, .xlsx, .ods, .xls
#
# The files that lie here were made so; tests/formats.test makes them anew where LibreOffice
# is installed, so that another version of it is tried too.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
cd "$1"
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT

# convert FILTER-IN FORMAT FILE
convert() {
    soffice --headless -env:UserInstallation="file://$profile" \
        ${1:+--infilter="$1"} --convert-to "$2" "$3" >/dev/null 2>&1
}

python3 "$here/page.py" "$here/sheet.md" >sheet.html
python3 "$here/workbook.py" "$here/sheet.md" >sheet.fods
convert '' 'xlsx:Calc MS Excel 2007 XML' sheet.fods
rm -f sheet.fods
convert 'HTML (StarWriter)' 'docx:MS Word 2007 XML' sheet.html
convert '' ods:calc8 sheet.xlsx
convert '' 'xls:MS Excel 97' sheet.xlsx
convert '' odt:writer8 sheet.docx
convert '' 'doc:MS Word 97' sheet.docx
convert '' 'rtf:Rich Text Format' sheet.docx
convert '' pdf:writer_pdf_Export sheet.docx
for ending in html docx odt doc rtf pdf xlsx ods xls; do
    [ -s "sheet.$ending" ] || { echo "make.sh: sheet.$ending was not made" >&2; exit 1; }
done

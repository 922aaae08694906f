# embed.awk - turns the style and the script of the HTML report into a header of C texts:
#   awk -f embed.awk page.css page.js >assets.h
function replaced(text, what, with,    parts, count, i, out) {
    count = split(text, parts, what)
    out = parts[1]
    for (i = 2; i <= count; i++) out = out with parts[i]
    return out
}
BEGIN {
    print "/* assets.h - made from page.css and page.js by embed.awk. */"
    print "#ifndef BDL_REPORT_HTML_ASSETS_H"
    print "#define BDL_REPORT_HTML_ASSETS_H"
}
FNR == 1 {
    if (NR > 1) print "    \"\""
    printf "\n#define %s \\\n", FILENAME ~ /\.css$/ ? "BDL_HTML_STYLE" : "BDL_HTML_SCRIPT"
}
{ printf "    \"%s\\n\" \\\n", replaced(replaced($0, "[\\\\]", "\\\\"), "\"", "\\\"") }
END {
    print "    \"\""
    print "\n#endif"
}

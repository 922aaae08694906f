# split.awk - takes *.cases files apart: a folder of files for each case, the commands to
# run in "run.sh", and what is expected in "index", which judge.awk reads afterwards.
# Variable: scratch, an existing folder. The format is told in README.md.

function fail(text) {
    printf "%s:%d: %s\n", FILENAME, FNR, text > "/dev/stderr"
    broken = 1
}

# The parts of the prelude and of a case: kind, name, text, in their order.
function add_part(kind, name) {
    parts++
    part_kind[parts] = kind
    part_name[parts] = name
    part_text[parts] = ""
    part_line[parts] = FNR
}

function begin_file() {
    parts = 0
    prelude = 0
    in_case = 0
    ignoring = 1
}

function write_text(name, text, path) {
    path = folder "/" name
    if (match(name, /.*\//))
        system("mkdir -p '" folder "/" substr(name, 1, RLENGTH - 1) "'")
    printf "%s", text > path
    close(path)
}

function trimmed(text) {
    sub(/^[ \t]+/, "", text)
    sub(/[ \t]+$/, "", text)
    return text
}

# Counts the line ends of a text.
function line_count(text) {
    return gsub(/\n/, "\n", text)
}

function tell(kind, a, b, c) {
    printf "%s\t%s\t%s\t%s\n", kind, a, b, c > index_file
}

# One line of a block such as "true": becomes a rule of its own.
function write_line(kind, text, wanted, at, name) {
    line_rules++
    name = "line-" line_rules
    wanted = ""
    at = index(text, " → ")
    if ((kind == "prints" || kind == "refused") && at) {
        wanted = trimmed(substr(text, at + length(" → ")))
        text = trimmed(substr(text, 1, at - 1))
    } else if (kind == "prints" && text ~ / →$/) {
        text = trimmed(substr(text, 1, length(text) - length(" →")))
    }
    if (kind == "prints")
        rules = rules "rule " name " { let came = " text " assert false else \"{came}\" }\n"
    else
        rules = rules "rule " name " { assert " text " }\n"
    tell("line", kind, name, line_count(rules) "\t" text "\t" wanted)
}

function write_lines(kind, text, count, i, lines) {
    count = split(text, lines, "\n")
    for (i = 1; i <= count; i++) {
        lines[i] = trimmed(lines[i])
        if (lines[i] != "" && lines[i] !~ /^# /)
            write_line(kind, lines[i])
    }
}

function write_expect(text, count, i, lines) {
    count = split(text, lines, "\n")
    for (i = 1; i <= count; i++) {
        lines[i] = trimmed(lines[i])
        if (lines[i] ~ /^error /)
            linting = 1
        if (lines[i] ~ /^(error|warning) /)
            tell("expect", lines[i])
        else if (lines[i] != "" && lines[i] !~ /^# /)
            tell("expect", lines[i])
    }
}

# Writes one part; documents of the prelude only when the case has none of its own.
function write_part(i, kind) {
    kind = part_kind[i]
    if (kind == "document") {
        if (i <= prelude && own_documents)
            return
        write_text(part_name[i], part_text[i])
        documents = documents " '" part_name[i] "'"
    } else if (kind == "file") {
        write_text(part_name[i], part_text[i])
    } else if (kind == "rules") {
        if (i <= prelude)
            shared = shared part_text[i]
        else
            rules = rules part_text[i]
    } else if (kind == "expect") {
        write_expect(part_text[i])
    } else if (kind == "run") {
        run = part_name[i]
    } else if (kind == "options") {
        options = part_name[i]
    } else if (kind ~ /^(true|false|rounded|unknown|prints|refused)$/) {
        if (kind == "refused")
            linting = 1
        write_lines(kind, part_text[i])
    }
}

# A case with conditions to refuse and others is run twice, without the ones and with them.
function write_case(i, refusing, others) {
    if (!in_case)
        return
    refusing = others = 0
    for (i = prelude + 1; i <= parts; i++) {
        refusing += part_kind[i] == "refused"
        others += part_kind[i] ~ /^(true|false|rounded|unknown|prints|expect)$/
    }
    if (others || !refusing)
        write_run("refused")
    if (refusing)
        write_run("(true|false|rounded|unknown|prints|expect)")
    parts = prelude
    in_case = 0
}

# Writes the case without the parts of the kinds that LEFT_OUT names.
function write_run(left_out, i, first) {
    cases++
    folder = sprintf("%s/%04d", scratch, cases)
    system("") # flush
    made = made " " sprintf("%04d", cases)
    system("mkdir '" folder "'")
    tell("case", sprintf("%04d", cases), case_place, case_title \
        (left_out == "refused" ? "" : " (refused)"))
    documents = rules = shared = run = options = ""
    line_rules = linting = own_documents = 0
    first = alone ? prelude + 1 : 1
    for (i = prelude + 1; i <= parts; i++)
        own_documents += part_kind[i] == "document"
    for (i = first; i <= parts; i++)
        if (part_kind[i] !~ "^" left_out "$")
            write_part(i)
    if (documents == "") {
        write_text("doc.txt", "说明\n")
        documents = " doc.txt"
    }
    write_text("rules.bdl", rules)
    if (shared != "")
        write_text("prelude.bdl", shared)
    files = (shared != "" ? "prelude.bdl " : "") "rules.bdl"
    if (run == "")
        run = linting ? "lint " options " " files \
                      : "check -f json --fail-on never " options " " files documents
    else
        tell("free")
    if (linting)
        tell("linting")
    if (later)
        tell("later")
    printf "cd '%s' && { timeout 20 \"$BDL\" %s >out 2>err </dev/null; echo $? >status; }\n", \
        folder, run > (scratch "/run.sh")
}

BEGIN {
    index_file = scratch "/index"
}

FNR == 1 {
    write_case()
    begin_file()
}

/^=== / {
    write_case()
    if (!prelude)
        prelude = parts
    in_case = 1
    alone = later = 0
    ignoring = 1
    case_title = trimmed(substr($0, 5))
    case_place = FILENAME ":" FNR
    sub(/.*tests\/language\//, "", case_place)
    next
}

/^--- / {
    word = $2
    rest = trimmed(substr($0, 5 + length(word)))
    ignoring = 0
    if (word == "alone") {
        alone = 1
        ignoring = 1
    } else if (word == "later") {
        later = 1
        ignoring = 1
    } else if (word == "document") {
        add_part(word, rest == "" ? "doc.txt" : rest)
    } else if (word ~ /^(rules|file|run|options|expect|true|false|rounded|unknown|prints|refused)$/) {
        add_part(word, rest)
    } else {
        fail("what is \"--- " word "\"?")
    }
    next
}

!ignoring {
    part_text[parts] = part_text[parts] $0 "\n"
    next
}

/^#/ || /^[ \t]*$/ { next }

{ fail("text outside of any part: " $0) }

END {
    write_case()
    exit broken
}

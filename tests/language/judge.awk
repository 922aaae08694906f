# judge.awk - reads "index" (see split.awk) and, for each case, what bdl printed; prints TAP.
# Variables: scratch; sentences, the file with the sentences of the specification;
# messages, the header with all messages; elsewhere, the test that tries those too big for a case.

function unquoted(text, out, at, c) {
    text = substr(text, 2, length(text) - 2)
    if (!index(text, "\\"))
        return text
    out = ""
    while ((at = index(text, "\\")) > 0) {
        out = out substr(text, 1, at - 1)
        c = substr(text, at + 1, 1)
        if (c == "n") c = "\n"
        else if (c == "t") c = "\t"
        else if (c == "r") c = "\r"
        out = out c
        text = substr(text, at + 2)
    }
    return out text
}

# ---- JSON: every value under its path, "findings.0.message"; "findings.#" counts ----

function path(i, text) {
    text = ""
    for (i = 1; i <= depth; i++)
        text = text (i > 1 ? "." : "") key[i]
    return text
}

function put(value) {
    J[path()] = value
}

function next_element(i, text) {
    if (depth && is_array[depth]) {
        key[depth]++
        text = ""
        for (i = 1; i < depth; i++)
            text = text key[i] "."
        J[text "#"] = key[depth] + 1
    }
}

function read_json_line(line, token) {
    while (1) {
        sub(/^[ \t\r,:]+/, "", line)
        if (line == "")
            return
        if (match(line, /^[{\[]/)) {
            next_element()
            depth++
            is_array[depth] = substr(line, 1, 1) == "["
            key[depth] = is_array[depth] ? -1 : ""
        } else if (match(line, /^[}\]]/)) {
            depth--
        } else if (match(line, /^"([^"\\]|\\.)*"/)) {
            token = unquoted(substr(line, 1, RLENGTH))
            if (depth && !is_array[depth] && substr(line, RLENGTH + 1) ~ /^[ \t]*:/)
                key[depth] = token
            else {
                next_element()
                put(token)
            }
        } else if (match(line, /^[^,}\] \t]+/)) {
            next_element()
            token = substr(line, 1, RLENGTH)
            put(token == "null" ? "" : token)
        }
        line = substr(line, RLENGTH + 1)
    }
}

function read_json(file, line) {
    split("", J)
    depth = 0
    while ((getline line < file) > 0)
        read_json_line(line)
    close(file)
}

function read_all(file, line, text) {
    text = ""
    while ((getline line < file) > 0)
        text = text line "\n"
    close(file)
    return text
}

# Diagnostics: place, severity, all they say (without the quoted source).
function read_diagnostics(file, line) {
    diagnostics = errors = 0
    split("", diag_words)
    while ((getline line < file) > 0) {
        if (match(line, /\[[EW][0-9][0-9][0-9][0-9]\]$/))
            provoked[substr(line, RSTART + 1, 5)] = 1
        if (match(line, /^[^ ]+:[0-9]+:[0-9]+: (error|warning): /) ||
            match(line, /^bdl: (error|warning): /)) {
            diagnostics++
            diag_place[diagnostics] = line
            sub(/: (error|warning): .*/, "", diag_place[diagnostics])
            diag_error[diagnostics] = line ~ /: error: /
            errors += diag_error[diagnostics]
            sub(/^.*: (error|warning): /, "", line)
            diag_words[diagnostics] = line
            diag_used[diagnostics] = 0
        } else if (diagnostics && line !~ /^ *[0-9]* *\|/) {
            diag_words[diagnostics] = diag_words[diagnostics] " " line
        }
    }
    close(file)
}

# ---- judging ----

function wrong(expected, came) {
    problems = problems "# expected: " expected "\n#     came: " came "\n"
}

function outcome_name(word) {
    gsub(/ /, "_", word)
    return word
}

function rule_number(name, i) {
    for (i = 0; i < J["rules.#"]; i++)
        if (J["rules." i ".name"] == name)
            return i
    return -1
}

function outcomes_of(rule, i, n, text) {
    if (rule < 0)
        return "no such rule"
    text = ""
    for (i = 1; i <= 5; i++) {
        n = J["rules." rule "." outcome_name(outcome[i])]
        if (n > 0)
            text = text (text == "" ? "" : ", ") outcome[i] " " n
    }
    return text == "" ? "nothing" : text
}

# The outcomes of all rules together.
function outcomes_of_all(i, r, n, text) {
    text = ""
    for (i = 1; i <= 5; i++) {
        n = 0
        for (r = 0; r < J["rules.#"]; r++)
            n += J["rules." r "." outcome_name(outcome[i])]
        if (n > 0)
            text = text (text == "" ? "" : ", ") outcome[i] " " n
    }
    return text == "" ? "nothing" : text
}

# "failed 2, passed 1" in the order of the five outcomes.
function ordered(text, count, i, k, parts, out) {
    count = split(text, parts, ", *")
    out = ""
    for (i = 1; i <= 5; i++)
        for (k = 1; k <= count; k++)
            if (index(parts[k], outcome[i] " ") == 1)
                out = out (out == "" ? "" : ", ") parts[k]
    return out == "" ? text : out
}

function reasons_of(name, i, text) {
    text = ""
    for (i = 0; i < J["not_assessed.#"]; i++)
        if (J["not_assessed." i ".rule"] == name)
            text = text " / " J["not_assessed." i ".reason"]
    return substr(text, 4)
}

function messages_of(name, i, text) {
    text = ""
    for (i = 0; i < J["findings.#"]; i++)
        if (J["findings." i ".rule"] == name)
            text = text " / " J["findings." i ".message"]
    return substr(text, 4)
}

function judge_line(kind, name, line, text, wanted, rule, came, want) {
    if (kind == "refused") {
        judge_refused("rules.bdl:" line ":", text, wanted)
        return
    }
    rule = rule_number(name)
    came = outcomes_of(rule)
    if (kind == "prints") {
        came = came == "failed 1" ? messages_of(name) : came " " reasons_of(name)
        if (came != wanted)
            wrong(text " prints " wanted, came)
        return
    }
    want = kind == "true" ? "passed 1" : kind == "false" ? "failed 1" \
         : kind == "rounded" ? "rounded 1" : "not assessed 1"
    if (came != want)
        wrong(text " is " kind, came " " reasons_of(name))
    else if (kind == "unknown" && reasons_of(name) == "")
        wrong(text " is unknown for a reason", "no reason")
}

function has_words(text, words, count, i, list) {
    count = split(words, list, " ")
    for (i = 1; i <= count; i++)
        if (!index(text, list[i]))
            return 0
    return 1
}

function judge_refused(place, text, wanted, i, said) {
    said = ""
    for (i = 1; i <= diagnostics; i++)
        if (diag_error[i] && index(diag_place[i] ":", place) == 1) {
            diag_used[i] = 1
            said = said diag_words[i]
        }
    if (said == "")
        wrong(text " is refused", "no error on that line")
    else if (!has_words(said, wanted))
        wrong(text " is refused with the words: " wanted, said)
}

# "error 3:5 words" or "error other.bdl:3:5 words"; "warning …".
function judge_diagnostic(text, want_error, place, words, i, said) {
    want_error = text ~ /^error /
    sub(/^[a-z]+ /, "", text)
    place = text
    sub(/ .*/, "", place)
    words = substr(text, length(place) + 2)
    if (place !~ /^bdl$|:.*:/)
        place = "rules.bdl:" place
    said = ""
    for (i = 1; i <= diagnostics; i++) {
        said = said " / " diag_place[i] " " diag_words[i]
        if (!diag_used[i] && diag_error[i] == want_error && diag_place[i] == place &&
            has_words(diag_words[i], words)) {
            diag_used[i] = 1
            return
        }
    }
    wrong((want_error ? "error " : "warning ") place " " words, substr(said, 4))
}

function finding_place(i, text) {
    text = J["findings." i ".line"] ":" J["findings." i ".column"]
    return text
}

# "name = text at 4:5", "name = text", "name".
function has_operand(f, want, i, base, text, seen) {
    seen = ""
    for (i = 0; i < J["findings." f ".operands.#"]; i++) {
        base = "findings." f ".operands." i
        text = J[base ".name"] " = " J[base ".text"]
        if (text " at " J[base ".line"] ":" J[base ".column"] == want ||
            text == want || J[base ".name"] == want ||
            J[base ".name"] " = " J[base ".value"] J[base ".unit"] == want)
            return 1
    }
    return 0
}

function operands_of(name, f, i, base, text) {
    text = ""
    for (f = 0; f < J["findings.#"]; f++)
        if (J["findings." f ".rule"] == name)
            for (i = 0; i < J["findings." f ".operands.#"]; i++) {
                base = "findings." f ".operands." i
                text = text ", " J[base ".name"] " = " J[base ".text"] \
                    (J[base ".value"] "" == "" ? "" : " (" J[base ".value"] J[base ".unit"] ")") \
                    " at " J[base ".line"] ":" J[base ".column"]
            }
    return substr(text, 3)
}

# "1.00万元" says 1.00.
function in_unit(text, number) {
    return index(text, number) == 1 && substr(text, length(number) + 1) !~ /^[0-9.]/
}

# Some finding of the rule has WHAT.
function judge_finding(name, what, value, i, base, came, here, met) {
    met = 0
    came = ""
    for (i = 0; i < J["findings.#"]; i++) {
        base = "findings." i "."
        if (J[base "rule"] != name)
            continue
        if (what == "operand")
            met = met || has_operand(i, value)
        else if (what == "operands")
            met = met || J[base "operands.#"] + 0 == value + 0
        else if (what == "tag") {
            here = J[base "tags.0"] " " J[base "tags.1"] " " J[base "tags.2"]
            met = met || has_words(here, value)
        } else {
            here = what == "at" ? finding_place(i) \
                : what == "difference" ? J[base what] J[base "unit"] : J[base what]
            met = met || (what == "hint" ? here != "" && has_words(here, value) \
                          : here == value || what == "difference" && in_unit(here, value))
            came = came " / " here
        }
    }
    if (!met)
        wrong(name ": " what " " value, \
              what ~ /^operand/ ? operands_of(name) : substr(came, 4))
}

function judge_rule(name, text, word, rest, i) {
    word = text
    sub(/ .*/, "", word)
    rest = substr(text, length(word) + 2)
    if (word == "vacuous" || text == "not vacuous") {
        if (J["rules." rule_number(name) ".vacuous"] != (word == "vacuous" ? "true" : "false"))
            wrong(name ": " text, J["rules." rule_number(name) ".vacuous"])
    } else if (word ~ /^(message|at|difference|operand|operands|severity|title|basis|hint|tag|document|waived)$/) {
        judge_finding(name, word, rest)
    } else if (word == "reason") {
        if (!has_words(reasons_of(name), rest))
            wrong(name ": a reason with the words: " rest, reasons_of(name))
    } else if (word ~ /^(met|violated|open)$/ || text == "not applicable") {
        judge_duty(name, text)
    } else if (outcomes_of(rule_number(name)) != ordered(text)) {
        wrong(name ": " text, outcomes_of(rule_number(name)) " " reasons_of(name) \
              " " messages_of(name))
    }
}

function judge_duty(name, state, i, came) {
    came = "no such duty"
    for (i = 0; i < J["duties.#"]; i++)
        if (J["duties." i ".name"] == name)
            came = J["duties." i ".state"]
    if (came != state)
        wrong(name ": " state, came)
}

function judge_text(which, text, verb, words) {
    verb = text
    sub(/ .*/, "", verb)
    words = substr(text, length(verb) + 2)
    if ((index(which, words) > 0) != (verb == "has"))
        wrong(verb " " words, which)
}

function judge_expectation(text, name) {
    if (text ~ /^(error|warning) /) {
        judge_diagnostic(text)
    } else if (text ~ /^exit /) {
        wanted_status = 1
        if (status != substr(text, 6))
            wrong(text, "exit " status)
    } else if (text ~ /^stdout /) {
        judge_text(read_all(folder "/out"), substr(text, 8))
    } else if (text ~ /^stderr /) {
        judge_text(read_all(folder "/err"), substr(text, 8))
    } else if (text ~ /^no warning/) {
        if (diagnostics > errors)
            wrong(text, diag_words[1])
    } else if (text ~ /^summary /) {
        split(text, word, " ")
        if (J["summary." word[2]] != word[3])
            wrong(text, J["summary." word[2]])
    } else if (text ~ /^unread /) {
        judge_unread(substr(text, 8))
    } else if (match(text, /^[^ :]+: /)) {
        name = substr(text, 1, RLENGTH - 2)
        judge_rule(name, substr(text, RLENGTH + 1))
    } else if (ordered(text) ~ /^(passed|rounded|failed|not)/) {
        if (outcomes_of_all() != ordered(text))
            wrong("all rules: " text, outcomes_of_all())
    } else {
        wrong("an expectation", text)
    }
}

# "unread 4 text": what the reader reports as unreadable, on line 4.
function judge_unread(text, d, i, base, came) {
    came = ""
    for (d = 0; d < J["documents.#"]; d++)
        for (i = 0; i < J["documents." d ".unreadable.#"]; i++) {
            base = "documents." d ".unreadable." i
            if (J[base ".line"] " " J[base ".text"] == text)
                return
            came = came " / " J[base ".line"] " " J[base ".text"]
        }
    wrong("unread " text, substr(came, 4))
}

function begin_case() {
    folder = scratch "/" number
    status = read_all(folder "/status") + 0
    read_json(free ? "/dev/null" : folder "/out")
    read_diagnostics(folder "/err")
    problems = ""
    wanted_status = 0
}

# What holds for every case: no crash, no mistake that the case does not speak of.
function end_case(i, text) {
    if (number == "")
        return
    for (i = 1; i <= diagnostics; i++)
        if (diag_error[i] && !diag_used[i] && !free)
            wrong("no other error", diag_place[i] " " diag_words[i])
    if (linting && !free && !wanted_status && status != 2)
        wrong("exit 2", "exit " status)
    else if (!linting && !free && !wanted_status && status != 0)
        wrong("exit 0", "exit " status " " read_all(folder "/err"))
    if (status > 4)
        wrong("an exit status of the manual", "exit " status)
    tests++
    gsub(/#/, "\\#", title)
    printf "%s %d - %s (%s)%s\n", problems == "" ? "ok" : "not ok", tests, title, place, \
        later ? " # TODO not evaluated yet" : ""
    gsub(/\n\n+/, "\n", problems)
    printf "%s", problems
    bad = bad || (problems != "" && !later)
    count_sentences(title)
}

function count_sentences(text, count, i, words) {
    count = split(text, words, " ")
    for (i = 1; i <= count && words[i] ~ /^[0-9]+\.[0-9]+$/; i++)
        told[words[i]]++
}

function judge_sentences(line, words, lacking, known) {
    lacking = ""
    while ((getline line < sentences) > 0)
        if (line ~ /^[0-9]+\.[0-9]+ /) {
            split(line, words, " ")
            known[words[1]] = 1
            if (!told[words[1]])
                lacking = lacking "# " line "\n"
        }
    for (line in told)
        if (!known[line])
            lacking = lacking "# no sentence " line "\n"
    tests++
    printf "%s %d - every sentence of the specification has a case\n", \
        lacking == "" ? "ok" : "not ok", tests
    printf "%s", lacking
    bad = bad || lacking != ""
}

# Messages that are too big to provoke in a case are tried in robust.test.
function judge_messages(line, id, lacking) {
    while ((getline line < elsewhere) > 0)
        while (match(line, /[EW][0-9][0-9][0-9][0-9]/)) {
            provoked[substr(line, RSTART, 5)] = 1
            line = substr(line, RSTART + 5)
        }
    lacking = ""
    while ((getline line < messages) > 0)
        while (match(line, /"[EW][0-9][0-9][0-9][0-9]"/)) {
            id = substr(line, RSTART + 1, 5)
            if (!(id in provoked))
                lacking = lacking "# " id "\n"
            line = substr(line, RSTART + 7)
        }
    tests++
    printf "%s %d - every message of the front end is provoked by some case\n", \
        lacking == "" ? "ok" : "not ok", tests
    printf "%s", lacking
    bad = bad || lacking != ""
}

BEGIN {
    FS = "\t"
    outcome[1] = "passed"
    outcome[2] = "rounded"
    outcome[3] = "failed"
    outcome[4] = "not applicable"
    outcome[5] = "not assessed"
}

# A case is judged when all its lines have been read.
function judge(i) {
    if (number == "")
        return
    begin_case()
    for (i = 1; i <= line_count; i++) {
        split(line_of[i], f, "\t")
        judge_line(f[2], f[3], f[4], f[5], f[6])
    }
    for (i = 1; i <= expect_count; i++)
        judge_expectation(expect_of[i])
    end_case()
}

$1 == "case" {
    judge()
    number = $2
    place = $3
    title = $4
    free = linting = later = line_count = expect_count = 0
}
$1 == "line" { line_of[++line_count] = $0 }
$1 == "expect" { expect_of[++expect_count] = $2 }
$1 == "free" { free = 1 }
$1 == "linting" { linting = 1 }
$1 == "later" { later = 1 }

END {
    judge()
    if (sentences != "")
        judge_sentences()
    if (messages != "")
        judge_messages()
    printf "1..%d\n", tests
    exit bad
}

# generate.awk: the completion of a shell, from the tables of commands, options and formats.
#
#   awk -v shell=bash -v rules=/usr/local/share/bdl/rules -f generate.awk \
#       src/cli/commands.def src/cli/options.def src/report/formats.def
#
# Rule names and tags are taken from the rule files that stand on the command line, else from
# the shipped ones.

# The fields of a macro call, quotes taken off, into FIELDS; gives how many.
function split_call(text, fields,    n, c, i, inside, field) {
    n = 0; field = ""
    for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        if (c == "\"") { inside = !inside; continue }
        if (c == "," && !inside) { fields[++n] = trim(field); field = ""; continue }
        field = field c
    }
    fields[++n] = trim(field)
    return n
}
function trim(text) { gsub(/^[ \t]+|[ \t]+$/, "", text); return text }

function take(call,    f, name) {
    name = call; sub(/\(.*/, "", name)
    sub(/^[A-Z]+\(/, "", call); sub(/\)[ \t]*$/, "", call)
    split_call(call, f)
    if (name == "COMMAND") {
        command[++commands] = f[1]; takes[f[1]] = " " f[4] " lang help "; tells[f[1]] = f[5]
    } else if (name == "OPTION") {
        option[++options] = f[2]; help[f[2]] = f[4]
        letter[f[2]] = f[1] == "0" ? "" : substr(f[1], 2, 1)
        has_value[f[2]] = f[3] != "NULL"
    } else if (name == "FORMAT") {
        formats = formats (formats ? " " : "") f[1]
    }
}

/^(COMMAND|OPTION|FORMAT)\(/ || pending != "" {
    pending = pending $0
    if (pending ~ /\)[ \t]*$/) { take(pending); pending = "" } else pending = pending " "
}

function set_values() {
    option[++options] = "help"; help["help"] = "print this"; letter["help"] = "h"
    values["format"] = formats
    values["fail-on"] = "error warning info never"
    values["rounding"] = "interval exact"
    values["show"] = "passed rounded not-assessed waived known vacuous"
    values["color"] = "auto always never"
    values["lang"] = "zh en"
    kind["only"] = kind["skip"] = "names"
    kind["rules-path"] = kind["cache"] = "folder"
    kind["define"] = kind["jobs"] = kind["plant"] = "nothing"
}
function taken(name, by) { return index(takes[by], " " name " ") > 0 }
function joined(by,    i, out) {
    for (i = 1; i <= options; i++)
        if (taken(option[i], by)) {
            out = out " --" option[i]
            if (letter[option[i]] != "") out = out " -" letter[option[i]]
        }
    return substr(out, 2)
}
function all_commands(    i, out) {
    for (i = 1; i <= commands; i++) out = out " " command[i]
    return substr(out, 2)
}
# A rule's name begins its line; its tags follow the word, up to another header or the body.
function names_script() {
    return "sed -n -e 's/^rule  *\\([^ \"{]*\\).*/\\1/p' -e '/^[^#\"]*tags /{s/.*tags *//;s/[{\"].*//;s/ *\\(basis\\|severity\\|serves\\|note\\|years\\) *.*//;p;}'"
}

function bash(    i, name) {
    print "# bash completion of bdl; made by completion/generate.awk."
    print "_bdl_names() {"
    print "    local word files=()"
    print "    for word in \"${COMP_WORDS[@]}\"; do"
    print "        case $word in"
    print "        *.bdl) [ -f \"$word\" ] && files+=(\"$word\" \"${word%.bdl}\"/*.bdl) ;;"
    print "        *) [ -d \"$word\" ] && files+=(\"${word%/}\"/*.bdl \"${word%/}\"/*/*.bdl) ;;"
    print "        esac"
    print "    done"
    print "    [ ${#files[@]} -gt 0 ] || files=(" rules "/*.bdl " rules "/*/*.bdl)"
    print "    " names_script() " \"${files[@]}\" 2>/dev/null | tr -s ' ,' '\\n\\n' | sort -u"
    print "}"
    print "_bdl() {"
    print "    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=check words="
    print "    local commands='" all_commands() "'"
    print "    [[ \" $commands \" == *\" ${COMP_WORDS[1]} \"* && $COMP_CWORD -gt 1 ]] && command=${COMP_WORDS[1]}"
    print "    COMPREPLY=()"
    print "    case $before in"
    for (i = 1; i <= options; i++) {
        name = option[i]
        if (!has_value[name]) continue
        printf "    --%s%s)\n", name, letter[name] == "" ? "" : " | -" letter[name]
        if (values[name] != "")
            print "        COMPREPLY=($(compgen -W '" values[name] "' -- \"$current\"))"
        else if (kind[name] == "names")
            print "        COMPREPLY=($(compgen -W \"$(_bdl_names)\" -- \"$current\"))"
        else if (kind[name] == "folder")
            print "        COMPREPLY=($(compgen -d -- \"$current\"))"
        else if (kind[name] != "nothing")
            print "        COMPREPLY=($(compgen -f -- \"$current\"))"
        print "        return ;;"
    }
    print "    esac"
    print "    case $command in"
    for (i = 1; i <= commands; i++)
        printf "    %s) words='%s' ;;\n", command[i], joined(command[i])
    print "    esac"
    print "    if [[ $current == -* ]]; then"
    print "        COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))"
    print "        return"
    print "    fi"
    print "    [ \"$COMP_CWORD\" -eq 1 ] && COMPREPLY=($(compgen -W \"$commands\" -- \"$current\"))"
    print "    [ \"$command\" = explain ] && [ \"$COMP_CWORD\" -eq 2 ] &&"
    print "        COMPREPLY=($(compgen -W \"$(_bdl_names)\" -- \"$current\"))"
    print "    [ \"$command\" = help ] && [ \"$COMP_CWORD\" -eq 2 ] &&"
    print "        COMPREPLY=($(compgen -W \"commands functions fields messages $commands\" -- \"$current\"))"
    print "    COMPREPLY+=($(compgen -f -- \"$current\"))"
    print "}"
    print "complete -o filenames -F _bdl bdl"
}

function quoted(text) { gsub(/'/, "'\\''", text); return "'" text "'" }
function bracketed(text) {
    gsub(/\[/, "(", text)
    gsub(/\]/, ")", text)
    gsub(/:/, "\\:", text)
    return text
}

function zsh_action(name) {
    if (!has_value[name]) return ""
    if (values[name] != "") return ":" name ":(" values[name] ")"
    if (kind[name] == "names") return ":" name ":_bdl_names"
    if (kind[name] == "folder") return ":" name ":_files -/"
    return kind[name] == "nothing" ? ":" name ": " : ":" name ":_files"
}
function zsh(    i, k, name) {
    print "#compdef bdl"
    print "# zsh completion of bdl; made by completion/generate.awk."
    print "_bdl_names() {"
    print "    local -a files names"
    print "    files=(${(M)words:#*.bdl}(N) ${^words}/*.bdl(N) ${^words}/*/*.bdl(N) ${^${(M)words:#*.bdl}%.bdl}/*.bdl(N))"
    print "    (( $#files )) || files=(" rules "/*.bdl(N) " rules "/*/*.bdl(N))"
    print "    (( $#files )) && names=(${(f)\"$(" names_script() " $files | tr -s ' ,' '\\n\\n' | sort -u)\"})"
    print "    compadd -a names"
    print "}"
    print "_bdl() {"
    print "    local command=check"
    print "    local -a commands"
    print "    commands=("
    for (i = 1; i <= commands; i++)
        print "        " quoted(command[i] ":" tells[command[i]])
    print "    )"
    print "    (( CURRENT > 2 )) && [[ -n ${(M)commands:#${words[2]}:*} ]] && command=$words[2]"
    print "    (( CURRENT == 2 )) && [[ $words[2] != -* ]] && _describe command commands"
    print "    case $command in"
    for (i = 1; i <= commands; i++) {
        print "    " command[i] ")"
        print "        _arguments -S \\"
        for (k = 1; k <= options; k++) {
            name = option[k]
            if (!taken(name, command[i])) continue
            print "            " quoted("*--" name "[" bracketed(help[name]) "]" zsh_action(name)) " \\"
            if (letter[name] != "")
                print "            " quoted("*-" letter[name] "[" bracketed(help[name]) "]" zsh_action(name)) " \\"
        }
        print "            '*:file:" (command[i] == "explain" ? "{_bdl_names; _files}" : "_files") "'"
        print "        ;;"
    }
    print "    esac"
    print "}"
    print "_bdl \"$@\""
}

function fish(    i, k, name, when, line) {
    print "# fish completion of bdl; made by completion/generate.awk."
    print "function __bdl_names"
    print "    set -l files"
    print "    for word in (commandline -opc)"
    print "        string match -q '*.bdl' -- $word; and set files $files $word (string replace -r '\\.bdl$' '' -- $word)/*.bdl"
    print "        test -d $word; and set files $files $word/*.bdl $word/*/*.bdl"
    print "    end"
    print "    test -n \"$files\"; or set files " rules "/*.bdl " rules "/*/*.bdl"
    print "    test -n \"$files\"; and " names_script() " $files 2>/dev/null | tr -s ' ,' '\\n\\n' | sort -u"
    print "end"
    print "function __bdl_is -a command"
    print "    set -l words (commandline -opc)"
    print "    if test (count $words) -gt 1; and contains -- $words[2] " all_commands()
    print "        test $words[2] = $command"
    print "    else"
    print "        test $command = check"
    print "    end"
    print "end"
    for (i = 1; i <= commands; i++)
        print "complete -c bdl -n __fish_use_subcommand -a " command[i] " -d " quoted(tells[command[i]])
    for (k = 1; k <= options; k++) {
        name = option[k]
        for (i = 1; i <= commands; i++) {
            if (!taken(name, command[i])) continue
            line = "complete -c bdl -n '__bdl_is " command[i] "' -l " name
            if (letter[name] != "") line = line " -s " letter[name]
            if (has_value[name]) line = line " -r"
            if (values[name] != "") line = line " -f -a " quoted(values[name])
            if (kind[name] == "names") line = line " -f -a '(__bdl_names)'"
            if (kind[name] == "folder") line = line " -f -a '(__fish_complete_directories)'"
            print line " -d " quoted(help[name])
        }
    }
    print "complete -c bdl -n '__bdl_is explain' -a '(__bdl_names)'"
}

END {
    set_values()
    if (shell == "zsh") zsh()
    else if (shell == "fish") fish()
    else bash()
}

import Troupe

/// What a shell runs to complete a line: it asks the program.
enum CompletionScript: String {
  case bash, zsh, fish

  /// The words by which a script asks; the shell's name, `--` and the line follow.
  static let question = "---offer"

  /// The script that `arguments` ask for, as in `--generate-completion-script bash`.
  static func asked(_ arguments: [String]) -> CompletionScript? {
    let option = "--generate-completion-script"
    guard let first = arguments.first, first.hasPrefix(option) else { return nil }
    if first == option { return arguments.dropFirst().first.flatMap(CompletionScript.init) }
    return CompletionScript(rawValue: String(first.dropFirst(option.count + 1)))
  }

  /// What the script reads: who completes files, then a name a line.
  static func answer(_ arguments: [String]) async -> String? {
    guard arguments.first == question, arguments.count > 2,
      let shell = CompletionScript(rawValue: arguments[1])
    else { return nil }
    let found = await LineCompletion(Array(arguments.dropFirst(3)))
    return ([found.files.rawValue] + found.names.map(shell.line)).joined(separator: "\n") + "\n"
  }

  private func line(_ name: OfferedName) -> String {
    switch self {
    case .bash: name.text
    case .zsh:
      name.text.replacing(":", with: "\\:") + (name.about.isEmpty ? "" : ":\(name.about)")
    case .fish: name.line
    }
  }

  var text: String {
    switch self {
    case .bash: Self.bashText
    case .zsh: Self.zshText
    case .fish: Self.fishText
    }
  }

  // bash cuts words at : = and @, which names hold, and replaces what stands behind the last of them.
  private static let bashText = #"""
    _troupe() {
        local rest=${COMP_LINE:0:COMP_POINT} word bare last=-1
        local -a words=() offered=()
        for word in "${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
            bare=${rest#"${rest%%[![:space:]]*}"}
            if [[ $last -ge 0 && $bare = "$rest" ]]; then
                words[last]+=$word
            else
                last=$((last + 1))
                words[last]=$word
            fi
            rest=${bare#"$word"}
        done
        local typed=${words[last]#[\"\']}
        words[last]=$typed
        while IFS= read -r word; do
            offered+=("$word")
        done < <("${COMP_WORDS[0]}" ---offer bash -- "${words[@]:1}" 2>/dev/null)
        local kept=${typed%"$2"}
        COMPREPLY=()
        for word in "${offered[@]:1}"; do
            COMPREPLY+=("${word#"$kept"}")
        done
        case ${offered[0]} in
        files) compopt -o default 2>/dev/null ;;
        folders) compopt -o dirnames 2>/dev/null ;;
        esac
        if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} = */ ]]; then
            compopt -o nospace 2>/dev/null
        fi
    }
    complete -F _troupe troupe

    """#

  private static let zshText = #"""
    #compdef troupe

    _troupe() {
        local -a offered
        offered=("${(@f)$("${words[1]}" ---offer zsh -- "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
        case ${offered[1]} in
        files) _files ;;
        folders) _files -/ ;;
        esac
        shift offered
        if (( $#offered )); then
            _describe -V '' offered
        fi
    }

    if [[ ${funcstack[1]} = _troupe ]]; then
        _troupe "$@"
    else
        compdef _troupe troupe
    fi

    """#

  private static let fishText = #"""
    function __troupe_offer
        set -l typed (commandline -ct)
        set -l offered (troupe ---offer fish -- (commandline -opc)[2..] (string trim -lc "\"'" -- "$typed") 2>/dev/null)
        switch $offered[1]
            case files
                __fish_complete_path $typed
            case folders
                __fish_complete_directories $typed
        end
        printf '%s\n' $offered[2..]
    end

    complete -c troupe -f -k -a '(__troupe_offer)'

    """#
}

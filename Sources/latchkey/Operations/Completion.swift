import API
import ArgumentParser
import Wire

/// Prints a completion script for a shell.
struct Completion: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the completion script of a shell.",
    discussion: """
      bash: add `source <(latchkey completion bash)` to ~/.bashrc
      zsh:  add `source <(latchkey completion zsh)` to ~/.zshrc
      fish: latchkey completion fish > ~/.config/fish/completions/latchkey.fish
      """)

  enum Shell: String, CaseIterable, ExpressibleByArgument { case bash, zsh, fish }

  @Argument(help: "The shell: bash, zsh or fish.") var shell: Shell

  func run() { Output.write(shell.script) }
}

/// The command behind the scripts: prints the words that may come next. The last argument is the word being typed.
struct CompletionWordsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completion-words", abstract: "Print the possible next words with their descriptions.",
    shouldDisplay: false)

  @Argument(parsing: .captureForPassthrough) var words: [String] = []

  func run() {
    let words = words.first == "--" ? Array(words.dropFirst()) : words
    for candidate in CompletionWords(CommandTree(catalogue)).candidates(words) {
      Output.write(candidate.meaning.isEmpty ? candidate.word : "\(candidate.word)\t\(candidate.meaning)")
    }
  }
}

extension Completion.Shell {
  /// The script asks the program for the words, so it never goes out of date.
  var script: String {
    switch self {
    case .bash:
      """
      _latchkey() {
        local IFS=$'\\n' words=("${COMP_WORDS[@]:1:COMP_CWORD}")
        COMPREPLY=($(latchkey completion-words -- "${words[@]}" 2>/dev/null | cut -f1))
        [[ ${#COMPREPLY[@]} -eq 0 ]] && COMPREPLY=($(compgen -f -- "${COMP_WORDS[COMP_CWORD]}"))
        return 0
      }
      complete -F _latchkey latchkey
      """
    case .zsh:
      """
      #compdef latchkey
      _latchkey() {
        local line word
        local -a candidates
        for line in "${(@f)$(latchkey completion-words -- "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
          word=${line%%$'\\t'*}
          [[ -n $word ]] && candidates+=("${word//:/\\\\:}${${line#$word}/$'\\t'/:}")
        done
        if (( ${#candidates} )); then _describe 'latchkey' candidates; else _files; fi
      }
      compdef _latchkey latchkey
      """
    case .fish:
      """
      function __latchkey_words
        set -l words (commandline -opc)
        latchkey completion-words -- $words[2..-1] (commandline -ct) 2>/dev/null
      end
      complete -c latchkey -f -a '(__latchkey_words)'
      """
    }
  }
}

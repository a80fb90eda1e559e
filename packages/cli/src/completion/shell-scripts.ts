/** The shells that a script can be had for. */
export const shells = ['bash', 'zsh', 'fish'] as const;

/** One of {@link shells}. */
export type Shell = (typeof shells)[number];

// All three hand the words over as they stand, and evaluate none of them. What comes back is a value a line, with its
// description behind a tab; the last line, `:4`, says that nothing else is possible, and `:0` that files are.

const bash = `# Completion of agog in bash 3.2 and later: source <(agog completion bash)
_agog() {
  local -a words
  local word line index last
  local directive=0
  words=()
  COMPREPLY=()
  # bash takes words apart at = and :
  for ((index = 1; index <= COMP_CWORD; index++)); do
    word=\${COMP_WORDS[index]}
    last=$((\${#words[@]} - 1))
    if ((last >= 0)) && [[ $word == [=:] || \${COMP_WORDS[index - 1]} == [=:] ]]; then
      words[last]+=$word
    else
      words+=("$word")
    fi
  done
  while IFS= read -r line; do
    case $line in
      :[0-9]*) directive=\${line#:} ;;
      *) COMPREPLY+=("\${line%%$'\\t'*}") ;;
    esac
  done < <(agog complete -- "\${words[@]}" 2>/dev/null)
  if ((directive & 4)); then
    compopt +o default +o bashdefault 2>/dev/null
  fi
  return 0
}
complete -o bashdefault -o default -F _agog agog
`;

const zsh = `#compdef agog
# Completion of agog in zsh: source <(agog completion zsh), or in a folder of $fpath as _agog
_agog() {
  local -a values
  local line directive=0
  for line in "\${(@f)$(agog complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    case $line in
      :[0-9]*) directive=\${line#:} ;;
      ?*) values+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}") ;;
    esac
  done
  if (( directive & 4 )); then
    compset -P '--*='
    _describe -V agog values
  else
    _files
  fi
}
if [[ $funcstack[1] == _agog ]]; then
  _agog "$@"
else
  if ! (( $+functions[compdef] )); then
    autoload -Uz compinit
    compinit
  fi
  compdef _agog agog
fi
`;

const fish = `# Completion of agog in fish: agog completion fish > ~/.config/fish/completions/agog.fish
function __agog_complete
  set -l words (commandline -opc)
  set -l last (commandline -ct)
  test (count $last) -eq 0; and set last ''
  set -l found (agog complete -- $words[2..-1] $last 2>/dev/null)
  if test "$found[-1]" = ':0'
    __fish_complete_path $last
  else
    set -l flag (string match -r -- '^--[a-z-]+=' $last)
    for line in $found
      string match -q -r '^:[0-9]+$' -- $line; or printf '%s%s\\n' "$flag" $line
    end
  end
end
complete -c agog -e
complete -c agog -f -a '(__agog_complete)'
`;

/** The script that makes a shell ask `agog complete`. */
export const shellScript = (shell: Shell): string => ({ bash, zsh, fish })[shell];

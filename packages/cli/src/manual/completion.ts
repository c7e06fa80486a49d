import type { SHELLS } from "../arguments/commands.ts";
import { FILES } from "./complete-words.ts";

/** A shell with completions. */
export type Shell = (typeof SHELLS)[number];

/** Prints the candidates for the last of the words that follow. */
const ASK = "jobstatus completion words --";

/** The script with which a shell completes commands, options and values: it asks the command, which knows them. */
export const COMPLETION_SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `_jobstatus() {
  local line prefix word="\${COMP_WORDS[COMP_CWORD]}"
  [[ $word == "=" ]] && word=""
  # Bash takes the @ of @FILE for a word of its own, and replaces both.
  [[ $2 == @* && \${COMP_LINE:0:COMP_POINT} == *[[:space:]]"$2" ]] && word=$2
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ $line == *${FILES} ]]; then
      prefix=\${line%${FILES}}
      [[ $prefix ]] || compopt -o filenames 2>/dev/null
      while IFS= read -r line; do
        # Behind a prefix, bash neither quotes a path nor sees that it is a folder's.
        [[ $prefix && -d $line ]] && line+=/ && compopt -o nospace 2>/dev/null
        [[ $prefix ]] && printf -v line %q "$line"
        COMPREPLY+=("$prefix$line")
      done < <(compgen -f -- "\${word#"$prefix"}")
    else
      COMPREPLY+=("\${line%%$'\\t'*}")
    fi
  done < <(${ASK} "\${COMP_WORDS[@]:1:COMP_CWORD-1}" "$word" 2>/dev/null)
}
complete -F _jobstatus jobstatus`,
  zsh: `#compdef jobstatus
_jobstatus() {
  local -a lines=("\${(@f)$(${ASK} "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ "$lines[1]" == *${FILES} ]]; then
    compset -P "\${(b)lines[1]%${FILES}}"
    _files
  else
    lines=("\${(@)lines//:/\\\\:}")
    lines=("\${(@)lines//$'\\t'/:}")
    _describe jobstatus lines
  fi
}
if [[ "$funcstack[1]" == _jobstatus ]]; then _jobstatus "$@"; else compdef _jobstatus jobstatus; fi`,
  fish: `function __jobstatus
  set -l words (commandline -opc) (commandline -ct)
  set -l lines (${ASK} $words[2..] 2>/dev/null)
  if string match -q '*${FILES}' -- $lines[1]
    set -l prefix (string replace '${FILES}' '' -- $lines[1])
    for path in (__fish_complete_path (string replace -- $prefix '' (commandline -ct)))
      printf '%s\\n' $prefix$path
    end
  else
    printf '%s\\n' $lines
  end
end
complete -c jobstatus -f -a '(__jobstatus)'`,
  powershell: `Register-ArgumentCompleter -Native -CommandName jobstatus -ScriptBlock {
  param($word, $line, $position)
  $before = @($line.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $position } | ForEach-Object { "$_" })
  $last = if ($word) { $word } else { '=' }
  ${ASK} @before $last 2>$null | ForEach-Object { ($_ -split "\`t")[0] } | Where-Object { $_ -notlike '*${FILES}' } |
    ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
}`,
};

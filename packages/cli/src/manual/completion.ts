import { COMMANDS, COMMAND_NAMES, type CommandName, type CommandSpec, type SHELLS } from "../arguments/commands.ts";
import { COMMON_OPTIONS, OPTIONS, type OptionName, type OptionSpec } from "../arguments/options.ts";

/** A shell with completions. */
export type Shell = (typeof SHELLS)[number];

/** The script with which a shell completes commands, options and values. */
export function completionScript(shell: Shell): string {
  return { bash: bashScript, zsh: zshScript, fish: fishScript, powershell: powershellScript }[shell]();
}

function optionsOf(command: CommandName): OptionName[] {
  return [...COMMANDS[command].options, ...COMMON_OPTIONS];
}

function specOf(name: OptionName): OptionSpec {
  return OPTIONS[name];
}

/** The values to complete for an option. */
function valuesOf(name: OptionName): readonly string[] | undefined {
  const { choices, suggestions } = specOf(name);
  return choices ?? suggestions;
}

/** The values to complete for an argument of a command; undefined if there are none. */
function choicesOf(command: CommandName): readonly string[] | undefined {
  const { choices }: CommandSpec = COMMANDS[command];
  if (command === "help") return COMMAND_NAMES;
  return command === "providers" ? valuesOf("provider") : choices;
}

/** Prints the names of the profiles, one a line. */
const PROFILES = "jobstatus completion profiles 2>/dev/null";

function bashScript(): string {
  const names = Object.keys(OPTIONS) as OptionName[];
  const values = names.flatMap((name) => {
    const { isFile, short, value } = specOf(name);
    if (value === undefined) return [];
    const words = name === "profile" ? `$(${PROFILES})` : (valuesOf(name)?.join(" ") ?? "");
    const reply = isFile ? "files" : `words "${words}"`;
    return [`    --${name}${short === undefined ? "" : ` | -${short}`}) _jobstatus_${reply}; return ;;`];
  });
  const commands = COMMAND_NAMES.map((command) => {
    const words = [...(choicesOf(command) ?? []), ...optionsOf(command).map((name) => `--${name}`)];
    const files = command === "resume" ? "_jobstatus_files; " : "";
    return `    ${command}) ${files}_jobstatus_words "${words.join(" ")}" ;;`;
  });
  // Bash takes the equals sign of --output=json for a word of its own.
  return `_jobstatus_words() { COMPREPLY+=($(compgen -W "$1" -- "$word")); }
_jobstatus_files() {
  local file
  while IFS= read -r file; do COMPREPLY+=("$file"); done < <(compgen -f -- "$word")
  compopt -o filenames 2>/dev/null
}
_jobstatus() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD - 1]}"
  COMPREPLY=()
  if [[ $word == "=" ]]; then word=""; elif [[ $before == "=" ]]; then before="\${COMP_WORDS[COMP_CWORD - 2]}"; fi
  case "$before" in
${values.join("\n")}
  esac
  local command
  for command in "\${COMP_WORDS[@]:1:COMP_CWORD - 1}"; do
    case "$command" in
${commands.map((line) => `  ${line.replace(" ;;", "; return ;;")}`).join("\n")}
    esac
  done
  _jobstatus_words "${COMMAND_NAMES.join(" ")} --help --version"
}
complete -F _jobstatus jobstatus`;
}

function zshScript(): string {
  const commands = COMMAND_NAMES.map((command) => `    ${zshQuoted(`${command}:${COMMANDS[command].summary}`)}`);
  const cases = COMMAND_NAMES.map((command) => {
    const options = optionsOf(command).map((name) => `      ${zshOption(name)}`);
    const choices = choicesOf(command);
    const rest = choices ? `(${choices.join(" ")})` : command === "resume" ? "_files" : " ";
    return `    ${command})\n      _arguments \\\n${[...options, `      '*:argument:${rest}'`].join(" \\\n")}\n      ;;`;
  });
  return `#compdef jobstatus
_jobstatus() {
  local -a commands=(
${commands.join("\n")}
  )
  if ((CURRENT == 2)); then
    _describe command commands
    return
  fi
  local command="$words[2]"
  shift words
  ((CURRENT--))
  case "$command" in
${cases.join("\n")}
  esac
}
if [[ "$funcstack[1]" == _jobstatus ]]; then _jobstatus "$@"; else compdef _jobstatus jobstatus; fi`;
}

function zshOption(name: OptionName): string {
  const { description, isFile, isRepeatable, short, value } = specOf(name);
  const text = description.replace(/[[\]:]/g, "\\$&");
  const words = valuesOf(name);
  const action = name === "profile" ? `($(${PROFILES}))` : words ? `(${words.join(" ")})` : isFile ? "_files" : " ";
  const argument = value === undefined ? "" : `:${value.replaceAll(":", "\\:")}:${action}`;
  // _arguments wants the equals sign behind the name, and the explanation between it and the value.
  const spec = (label: string, sign: string) =>
    zshQuoted(`${isRepeatable ? "*" : ""}${label}${value === undefined ? "" : sign}[${text}]${argument}`);
  return [spec(`--${name}`, "="), ...(short === undefined ? [] : [spec(`-${short}`, "+")])].join(" \\\n      ");
}

function zshQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function fishScript(): string {
  const lines = ["complete -c jobstatus -f"];
  for (const command of COMMAND_NAMES) {
    lines.push(
      `complete -c jobstatus -n __fish_use_subcommand -a ${command} -d ${fishQuoted(COMMANDS[command].summary)}`,
    );
    const on = `complete -c jobstatus -n '__fish_seen_subcommand_from ${command}'`;
    const choices = choicesOf(command);
    if (choices) lines.push(`${on} -a ${fishQuoted(choices.join(" "))}`);
    if (command === "resume") lines.push(`${on} -F`);
    for (const name of optionsOf(command)) {
      const { description, isFile, short, value } = specOf(name);
      const words = name === "profile" ? `(${PROFILES})` : valuesOf(name)?.join(" ");
      const takes = words ? ` -x -a ${fishQuoted(words)}` : isFile ? " -r -F" : value === undefined ? "" : " -x";
      lines.push(`${on}${short === undefined ? "" : ` -s ${short}`} -l ${name}${takes} -d ${fishQuoted(description)}`);
    }
  }
  return lines.join("\n");
}

function fishQuoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

function powershellScript(): string {
  const quoted = (words: readonly string[]) => `@(${words.map((word) => `'${word}'`).join(", ")})`;
  const names = (Object.keys(OPTIONS) as OptionName[]).filter((name) => valuesOf(name));
  const values = names.map((name) => `    '--${name}' = ${quoted(valuesOf(name) ?? [])}`);
  const commands = COMMAND_NAMES.map((command) => {
    const words = [...(choicesOf(command) ?? []), ...optionsOf(command).map((name) => `--${name}`)];
    return `    '${command}' = ${quoted(words)}`;
  });
  return `Register-ArgumentCompleter -Native -CommandName jobstatus -ScriptBlock {
  param($word, $line)
  $values = @{
${values.join("\n")}
  }
  $commands = @{
${commands.join("\n")}
  }
  $before = @($line.CommandElements | Where-Object { $_.Extent.EndOffset -lt $line.Extent.EndOffset -or $word -eq '' } | ForEach-Object { "$_" })
  $command = $before | Where-Object { $commands.ContainsKey($_) } | Select-Object -First 1
  $words = if ($before -and $values.ContainsKey($before[-1])) { $values[$before[-1]] }
    elseif ($command) { $commands[$command] }
    else { $commands.Keys }
  $words | Where-Object { $_ -like "$word*" } | Sort-Object | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
}`;
}

import { COMMANDS, COMMAND_NAMES, type CommandName, type CommandSpec, type SHELLS } from "../arguments/commands.ts";
import { COMMON_OPTIONS, OPTIONS, type OptionName, type OptionSpec } from "../arguments/options.ts";

/** A shell that completions can be made for. */
export type Shell = (typeof SHELLS)[number];

/** The completions of all commands and options as a script for a shell. */
export function completionScript(shell: Shell): string {
  return { bash: bashScript, zsh: zshScript, fish: fishScript }[shell]();
}

function optionsOf(command: CommandName): OptionName[] {
  return [...COMMANDS[command].options, ...COMMON_OPTIONS];
}

function specOf(name: OptionName): OptionSpec {
  return OPTIONS[name];
}

/** The words that an argument of a command may be; undefined where any will do. */
function choicesOf(command: CommandName): readonly string[] | undefined {
  const { choices }: CommandSpec = COMMANDS[command];
  if (command === "help") return COMMAND_NAMES;
  return command === "providers" ? specOf("provider").choices : choices;
}

function bashScript(): string {
  const names = Object.keys(OPTIONS) as OptionName[];
  const values = names.flatMap((name) => {
    const { choices, isFile, value } = specOf(name);
    if (value === undefined) return [];
    const reply = choices
      ? `COMPREPLY=($(compgen -W "${choices.join(" ")}" -- "$word"))`
      : `COMPREPLY=(${isFile ? '$(compgen -f -- "$word")' : ""})`;
    return [`    --${name}) ${reply}; return ;;`];
  });
  const commands = COMMAND_NAMES.map((command) => {
    const words = [...(choicesOf(command) ?? []), ...optionsOf(command).map((name) => `--${name}`)];
    const files = command === "resume" ? ' $(compgen -f -- "$word")' : "";
    return `    ${command}) COMPREPLY=($(compgen -W "${words.join(" ")}" -- "$word")${files}) ;;`;
  });
  return `_jobstatus() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD - 1]}"
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W "${COMMAND_NAMES.join(" ")} --help --version" -- "$word"))
    return
  fi
  case "$before" in
${values.join("\n")}
  esac
  case "\${COMP_WORDS[1]}" in
${commands.join("\n")}
  esac
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
  const { choices, description, isFile, isRepeatable, value } = specOf(name);
  const text = description.replace(/[[\]:]/g, "\\$&");
  const argument =
    value === undefined
      ? ""
      : `=:${value.replaceAll(":", "\\:")}:${choices ? `(${choices.join(" ")})` : isFile ? "_files" : " "}`;
  // In _arguments the equals sign stands behind the name, and the explanation between it and the value.
  const [sign, rest] = argument === "" ? ["", ""] : ["=", argument.slice(1)];
  return zshQuoted(`${isRepeatable ? "*" : ""}--${name}${sign}[${text}]${rest}`);
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
      const { choices: words, description, isFile, short, value } = specOf(name);
      const takes = words
        ? ` -x -a ${fishQuoted(words.join(" "))}`
        : isFile
          ? " -r -F"
          : value === undefined
            ? ""
            : " -x";
      lines.push(`${on}${short === undefined ? "" : ` -s ${short}`} -l ${name}${takes} -d ${fishQuoted(description)}`);
    }
  }
  return lines.join("\n");
}

function fishQuoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

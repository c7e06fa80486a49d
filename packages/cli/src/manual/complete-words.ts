import { COMMANDS, COMMAND_NAMES, type CommandName, type CommandSpec, isCommandName } from "../arguments/commands.ts";
import { COMMON_OPTIONS, OPTIONS, type OptionName, type OptionSpec } from "../arguments/options.ts";
import { profileNames } from "../connect/profile-file.ts";

/** In place of candidates: the shell completes the path of a file, behind what stands before it here. */
export const FILES = ":files";

/** Stands for a word without letters yet: bash takes the sign of `--output=json` for a word, and PowerShell passes no empty one. */
const EMPTY = "=";

/**
 * The candidates for the last of the words behind `jobstatus`, each with its explanation behind a tab if it has one.
 *
 * @param words - The words up to the cursor; the last one may be empty.
 */
export async function completeWords(words: readonly string[], env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const [last = "", ...before] = words
    .filter((word, index) => word !== EMPTY || index === words.length - 1)
    .toReversed();
  const [, inline, rest] = /^(--[\w-]+=)(.*)$/s.exec(last) ?? [];
  const typed = last === EMPTY ? "" : (rest ?? last);
  const values = await valuesOf(inline?.slice(0, -1) ?? before[0], env);
  const candidates = values ?? wordsOf(before.findLast(isCommandName), typed);
  return candidates
    .filter((candidate) => candidate.startsWith(typed) || candidate.endsWith(FILES))
    .map((candidate) => (inline ?? "") + candidate);
}

/** The values of the option that the word before is; undefined if it is none, or a switch. */
async function valuesOf(word: string | undefined, env: NodeJS.ProcessEnv): Promise<readonly string[] | undefined> {
  const entries: readonly (readonly [name: string, option: OptionSpec])[] = Object.entries(OPTIONS);
  const [name, option] = entries.find(([known, { short }]) => word === `--${known}` || word === `-${short}`) ?? [];
  if (option?.value === undefined) return undefined;
  if (option.isFile) return [FILES];
  return name === "profile" ? profileNames(env) : (option.choices ?? option.suggestions ?? []);
}

/** The arguments and options of a command, or else the commands. */
function wordsOf(command: CommandName | undefined, typed: string): readonly string[] {
  const explained = (names: readonly OptionName[]) => names.map((name) => `--${name}\t${OPTIONS[name].description}`);
  if (command === undefined) {
    return [...COMMAND_NAMES.map((name) => `${name}\t${COMMANDS[name].summary}`), ...explained(["help", "version"])];
  }
  const {
    choices = command === "help" ? COMMAND_NAMES : [],
    arguments: names,
    options,
  }: CommandSpec = COMMANDS[command];
  if (typed.startsWith("@") && names.includes("JOB")) return [`@${FILES}`];
  return [...choices, ...(command === "resume" ? [FILES] : []), ...explained([...options, ...COMMON_OPTIONS])];
}

import { PROVIDER_NAMES } from "../connect/provider-names.ts";

/** One option: the parser, the help, the completions and the manual are made from it. */
export interface OptionSpec {
  readonly description: string;
  /** What stands for its value in the help; an option without one is a switch. */
  readonly value?: string;
  /** The only values that it takes. */
  readonly choices?: readonly string[];
  /** Whether it may be given several times. */
  readonly isRepeatable?: boolean;
  /** Whether its value is a file's path, for completions. */
  readonly isFile?: boolean;
  readonly short?: string;
}

/** The formats that `--output` takes. */
export const OUTPUT_FORMATS = ["table", "json", "ndjson", "plain"] as const;

/** A format of the output. */
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

const STATES = ["pending", "running", "succeeded", "partial", "failed", "cancelled", "unknown"] as const;

/** Every option of every command, by its name. */
export const OPTIONS = {
  provider: {
    value: "NAME",
    choices: PROVIDER_NAMES,
    description: "The provider of the jobs that are given as ids or as start calls' answers.",
  },
  "base-url": {
    value: "URL",
    description: "Where the provider is, in place of its usual address. Needs --provider.",
  },
  set: {
    value: "NAME=VALUE",
    isRepeatable: true,
    description: "A setting of the provider that is no secret, such as subdomain=company. See: jobstatus providers.",
  },
  profile: {
    value: "NAME",
    description: "The profile to take settings and credentials from. Default: $JOBSTATUS_PROFILE, or default.",
  },
  "auth-command": {
    value: "COMMAND",
    description: "A shell command that prints the credentials as JSON; $JOBSTATUS_PROVIDER says for which provider.",
  },
  header: {
    value: "NAME:VALUE",
    isRepeatable: true,
    description: "A header for every request, such as one that a proxy wants. No credentials: ps shows arguments.",
  },
  output: {
    value: "FORMAT",
    choices: OUTPUT_FORMATS,
    short: "o",
    description:
      "How to write: a table, one JSON text, one JSON text a line, or plain lines. Default: table on a terminal, else ndjson.",
  },
  timeout: {
    value: "DURATION",
    description:
      "How long to wait at most, such as 90s, 30m, 1h30m, or none. Default: what the provider's contract says.",
  },
  interval: {
    value: "DURATION",
    description: "Look this often instead of when it pays; a provider's own limit holds all the same.",
  },
  any: { description: "End when the first of the jobs has." },
  all: { description: "End when all of the jobs have. This is the default." },
  until: { value: "STATE", choices: STATES, description: "End for a job that comes to this state, too." },
  "resume-file": {
    value: "FILE",
    isFile: true,
    description:
      "Where to leave what is needed to go on after an interruption. Default: a new file under $XDG_STATE_HOME/jobstatus.",
  },
  scenario: {
    value: "FILE",
    isFile: true,
    description: "The scenario file: which jobs, how long, how they end, which faults.",
  },
  speed: { value: "FACTOR", description: "How many times faster than the clock the simulated time runs. Default: 1." },
  seed: { value: "NUMBER", description: "The seed of everything that is left to chance. Default: 1." },
  demo: { description: "Run five jobs and watch them to their ends, then stop." },
  man: { description: "Print the manual page in roff, for: man -l -" },
  verbose: {
    short: "v",
    description: "Show the conversation on standard error, with secrets struck out, and the stack of a fault.",
  },
  help: { short: "h", description: "Show the help of the command." },
  version: { description: "Show the version." },
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** The name of an option. */
export type OptionName = keyof typeof OPTIONS;

/** The options that every command takes. */
export const COMMON_OPTIONS: readonly OptionName[] = ["verbose", "help"];

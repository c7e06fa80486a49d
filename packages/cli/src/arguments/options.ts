import { PROVIDER_NAMES } from "../connect/providers.ts";
import { STATES } from "../exit-code.ts";

/** One option. The parser, the help, the completions and the manual are made from it. */
export interface OptionSpec {
  readonly description: string;
  /** The placeholder for its value in the help; an option without one is a switch. */
  readonly value?: string;
  /** The only values that it takes. */
  readonly choices?: readonly string[];
  /** Values to complete; others are valid, too. */
  readonly suggestions?: readonly string[];
  /** Whether it may be given several times. */
  readonly isRepeatable?: boolean;
  /** Whether its value is the path of a file, for completions. */
  readonly isFile?: boolean;
  readonly short?: string;
}

/** The formats that `--output` takes. */
export const OUTPUT_FORMATS = ["table", "json", "ndjson", "yaml", "plain"] as const;

/** A format of the output. */
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** Every option of every command, by its name. */
export const OPTIONS = {
  provider: {
    value: "NAME",
    suggestions: PROVIDER_NAMES,
    description: "The provider of jobs that are given as IDs or as start responses.",
  },
  contract: {
    value: "FILE",
    isFile: true,
    description: "A provider of your own: the folder of its built package, or its contract as a module or as JSON.",
  },
  "base-url": {
    value: "URL",
    description: "The provider's address, in place of the usual one. Needs --provider.",
  },
  set: {
    value: "NAME=VALUE",
    isRepeatable: true,
    description: "A setting of the provider that is not secret, such as subdomain=company. See: jobstatus providers.",
  },
  profile: {
    value: "NAME",
    description: "The profile with settings and credentials. Default: $JOBSTATUS_PROFILE, or default.",
  },
  "auth-command": {
    value: "COMMAND",
    description: "A shell command that prints the credentials as JSON; $JOBSTATUS_PROVIDER names the provider.",
  },
  header: {
    value: "NAME:VALUE",
    isRepeatable: true,
    description: "A header for every request, for example for a proxy. No credentials: ps shows arguments.",
  },
  output: {
    value: "FORMAT",
    choices: OUTPUT_FORMATS,
    short: "o",
    description: "The format of the output. Default: table on a terminal, else ndjson.",
  },
  format: {
    value: "TEMPLATE",
    description: "Write a line of your own for each status, such as '{id} {state} {progress.fraction}'.",
  },
  quiet: { short: "q", description: "Write nothing but errors; the exit code tells the result." },
  timeout: {
    value: "DURATION",
    description: "The maximum duration of the wait, such as 90s, 30m, 1h30m, or none. Default: that of the provider.",
  },
  interval: {
    value: "DURATION",
    description: "Poll at this interval instead of the adaptive schedule. The provider's own limit still holds.",
  },
  any: { description: "End when the first of the jobs has ended." },
  until: {
    value: "STATE|VALUE",
    suggestions: STATES,
    description: "End the wait for a job in this state, or with this status value of the provider, too.",
  },
  exec: {
    value: "COMMAND",
    description: "Run a command at the end of each job, without a shell, such as 'notify-send {id} {state}'.",
  },
  notify: { description: "Ring the terminal's bell and show a notification at the end." },
  "resume-file": {
    value: "FILE",
    isFile: true,
    description: "The file for the state of an interrupted run. Default: a new file under $XDG_STATE_HOME/jobstatus.",
  },
  scenario: {
    value: "FILE",
    isFile: true,
    description: "The scenario file: which jobs, how long, how they end, which faults.",
  },
  speed: { value: "FACTOR", description: "How many times faster than real time the simulation runs. Default: 1." },
  seed: { value: "NUMBER", description: "The seed of everything random. Default: 1." },
  env: { description: "Serve in the background, and print the environment for this shell." },
  "idle-timeout": {
    value: "DURATION",
    description: "End after so much time without a request. Default: 1h with --env, else none.",
  },
  demo: { description: "Start one job at each provider, watch them to their ends, then stop." },
  man: { description: "Print the manual page in roff, for: man -l -" },
  verbose: {
    short: "v",
    description: "Log requests and responses to standard error, without secrets, and show the stack of a fault.",
  },
  help: { short: "h", description: "Show the help of the command." },
  version: { description: "Show the version." },
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** The name of an option. */
export type OptionName = keyof typeof OPTIONS;

/** The options that every command takes. */
export const COMMON_OPTIONS: readonly OptionName[] = ["verbose", "help"];

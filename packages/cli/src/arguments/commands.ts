import type { OptionName } from "./options.ts";

/** One command: the parser, the help, the completions and the manual are made from it. */
export interface CommandSpec {
  readonly summary: string;
  /** Its arguments, as the help shows them. */
  readonly arguments: string;
  /** How many arguments it takes. */
  readonly count: readonly [least: number, most: number];
  /** The only arguments that it takes, for completions. */
  readonly choices?: readonly string[];
  readonly description: string;
  readonly options: readonly OptionName[];
  readonly examples: readonly { readonly command: string; readonly does: string }[];
}

const CONNECTION: readonly OptionName[] = [
  "provider",
  "base-url",
  "set",
  "profile",
  "auth-command",
  "header",
  "output",
];
const WAITING: readonly OptionName[] = ["timeout", "interval", "resume-file"];
const MANY = Infinity;

const REFERENCES = [
  "A JOB is a URL of its status, which picks the provider; an id beside --provider; an id behind its provider, such as",
  "zendesk:8b726e; or -, for references from standard input, one a line, or the JSON responses of start calls.",
].join(" ");

/** The commands that complete to a shell's script. */
export const SHELLS = ["bash", "zsh", "fish"] as const;

/** Every command, by its name. */
export const COMMANDS = {
  get: {
    summary: "Ask once how jobs are doing.",
    arguments: "JOB...",
    count: [1, MANY],
    description: REFERENCES,
    options: CONNECTION,
    examples: [
      {
        command: "jobstatus get https://company.zendesk.com/api/v2/job_statuses/8b726e.json",
        does: "a job by its URL",
      },
      { command: "jobstatus get --provider veeva-vault 1201 | jq -r .state", does: "its state alone" },
    ],
  },
  watch: {
    summary: "Show jobs until they have ended, each change as it comes.",
    arguments: "JOB...",
    count: [1, MANY],
    description: REFERENCES,
    options: [...CONNECTION, ...WAITING, "any", "all", "until"],
    examples: [
      { command: "jobstatus watch zendesk:8b726e veeva-vault:1201", does: "two jobs of two providers in one table" },
      { command: "jobstatus watch --output plain traffic-ops:3 | tee log", does: "a line for each change" },
    ],
  },
  wait: {
    summary: "Wait until jobs have ended, and say how.",
    arguments: "JOB...",
    count: [1, MANY],
    description: `${REFERENCES} The exit code says how the jobs ended.`,
    options: [...CONNECTION, ...WAITING, "any", "all", "until"],
    examples: [
      { command: "jobstatus wait --timeout 30m zendesk:8b726e && echo done", does: "go on only after success" },
      {
        command: "curl ... | jobstatus wait --provider centurylink-v2 -",
        does: "the job that a start call answered with",
      },
      { command: "jobstatus wait --any zendesk:8b726e zendesk:9c837f", does: "until the first of two has ended" },
    ],
  },
  resume: {
    summary: "Go on with a watch or a wait that was interrupted.",
    arguments: "FILE",
    count: [1, 1],
    description:
      "An interrupted watch or wait leaves a file and names it. It holds no credentials: they come from where they came before. The file goes away when the jobs have ended.",
    options: ["profile", "auth-command", "header", "output", ...WAITING],
    examples: [{ command: "jobstatus resume ~/.local/state/jobstatus/20260101T120000-4711.json", does: "go on" }],
  },
  providers: {
    summary: "List the providers, or show one: its settings, words and limits.",
    arguments: "[NAME]",
    count: [0, 1],
    description: "Names the environment variables from which settings and credentials are read.",
    options: ["output"],
    examples: [
      { command: "jobstatus providers zendesk", does: "what Zendesk needs to be told, and what its words mean" },
    ],
  },
  simulate: {
    summary: "Start stand-ins for all providers on this machine, to try things out.",
    arguments: "",
    count: [0, 0],
    description:
      "Serves on loopback, starts jobs, prints addresses and commands to try, and runs until it is interrupted.",
    options: ["scenario", "speed", "seed", "demo", "output"],
    examples: [
      { command: "jobstatus simulate --speed 10", does: "ten times as fast as life" },
      { command: "jobstatus simulate --scenario bad-day.json --seed 7", does: "jobs and faults from a file" },
      { command: "jobstatus simulate --demo", does: "five jobs, watched to their ends" },
    ],
  },
  completion: {
    summary: "Print the completions for a shell.",
    arguments: "bash|zsh|fish",
    count: [1, 1],
    choices: SHELLS,
    description: "Put the output where the shell looks for completions, or evaluate it.",
    options: [],
    examples: [{ command: 'eval "$(jobstatus completion bash)"', does: "for this shell" }],
  },
  help: {
    summary: "Show the help, of one command, or the whole manual.",
    arguments: "[COMMAND]",
    count: [0, 1],
    description: "The same text as --help gives.",
    options: ["man"],
    examples: [{ command: "jobstatus help --man | man -l -", does: "the manual page" }],
  },
} as const satisfies Readonly<Record<string, CommandSpec>>;

/** The name of a command. */
export type CommandName = keyof typeof COMMANDS;

/** The names of all commands. */
export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[];

/** Says whether a text is the name of a command. */
export function isCommandName(text: string): text is CommandName {
  return Object.hasOwn(COMMANDS, text);
}

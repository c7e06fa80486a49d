import { PROVIDER_NAMES } from "../connect/providers.ts";
import type { OptionName } from "./options.ts";

/** One command. The parser, the help, the completions and the manual are made from it. */
export interface CommandSpec {
  readonly summary: string;
  /** Its arguments, as the help shows them: those in brackets can be left out, and `...` stands for more. */
  readonly arguments: string;
  /** The only arguments that it takes, for completions. */
  readonly choices?: readonly string[];
  readonly description: string;
  readonly options: readonly OptionName[];
  readonly examples: readonly (readonly [command: string, does: string])[];
}

const CONNECTION: readonly OptionName[] = [
  "provider",
  "contract",
  "base-url",
  "set",
  "profile",
  "auth-command",
  "header",
];
const OUTPUT: readonly OptionName[] = ["output", "format", "quiet"];
const WAITING: readonly OptionName[] = ["timeout", "interval", "resume-file", "exec", "notify"];
const FOLLOWING: readonly OptionName[] = [...CONNECTION, ...OUTPUT, ...WAITING, "any", "until"];

const REFERENCES = [
  "A JOB is the URL of its status, which tells the provider; an ID after its provider, such as zendesk:8b726e, or with",
  "--provider; - for standard input or @FILE for a file: references, one a line, or the responses of start calls, as JSON",
  "or as curl -i writes them. zendesk@work:8b726e uses the profile work. Without a JOB you choose from a list, if the",
  "provider has one.",
].join(" ");

/** The shells with completions. */
export const SHELLS = ["bash", "zsh", "fish", "powershell"] as const;

/** Every command, by its name. */
export const COMMANDS = {
  get: {
    summary: "Poll jobs once.",
    arguments: "[JOB...]",
    description: REFERENCES,
    options: [...CONNECTION, ...OUTPUT],
    examples: [
      ["jobstatus get https://company.zendesk.com/api/v2/job_statuses/8b726e.json", "a job by its URL"],
      ["jobstatus get --provider veeva-vault 1201 --format '{state}'", "only its state"],
    ],
  },
  watch: {
    summary: "Poll jobs until they end, and show each change.",
    arguments: "[JOB...]",
    description: REFERENCES,
    options: FOLLOWING,
    examples: [
      ["jobstatus watch zendesk:8b726e veeva-vault:1201", "two jobs of two providers in one table"],
      ["jobstatus watch --output plain traffic-ops:3 | tee log", "a line for each change"],
    ],
  },
  wait: {
    summary: "Poll jobs until they end, and show how they ended.",
    arguments: "[JOB...]",
    description: `${REFERENCES} The exit code tells how the jobs ended.`,
    options: FOLLOWING,
    examples: [
      ["jobstatus wait --timeout 30m zendesk:8b726e && echo done", "continue only after success"],
      ["curl -i ... | jobstatus wait --provider traffic-ops -", "the job that a call started"],
      ["jobstatus wait --any zendesk:8b726e zendesk:9c837f", "until the first of two has ended"],
    ],
  },
  list: {
    summary: "List the jobs of an account, if its provider can.",
    arguments: "",
    description: "Zendesk lists the jobs of an account.",
    options: [...CONNECTION, ...OUTPUT],
    examples: [["jobstatus list --provider zendesk", "the jobs of the account"]],
  },
  resume: {
    summary: "Continue a watch or a wait that was interrupted.",
    arguments: "FILE",
    description:
      "An interrupted watch or wait writes a file and prints its path. It holds no credentials: they come from the same place again. The file is deleted when its jobs have ended.",
    options: ["profile", "auth-command", "header", ...OUTPUT, ...WAITING],
    examples: [["jobstatus resume ~/.local/state/jobstatus/20260101T120000-4711.json", "continue"]],
  },
  auth: {
    summary: "Test credentials with one request.",
    arguments: "test [PROVIDER...]",
    choices: ["test"],
    description: "Without a PROVIDER it tests every provider that has credentials.",
    options: CONNECTION.filter((name) => name !== "provider"),
    examples: [["jobstatus auth test zendesk", "whether Zendesk accepts the credentials"]],
  },
  providers: {
    summary: "List the providers, or show the settings, status values and limits of one.",
    arguments: "[NAME]",
    choices: PROVIDER_NAMES,
    description: "Shows the environment variables for settings and credentials.",
    options: ["contract", "output"],
    examples: [["jobstatus providers zendesk", "the settings and the status values of Zendesk"]],
  },
  simulate: {
    summary: "Simulate all providers on this machine, to try things out.",
    arguments: "",
    description:
      "Serves on loopback, starts jobs, prints addresses and commands to try, and runs until it is interrupted. With --contract it simulates that provider only.",
    options: ["contract", "scenario", "speed", "seed", "env", "idle-timeout", "demo", "output"],
    examples: [
      ['eval "$(jobstatus simulate --env)"', "in the background, for this shell"],
      ["jobstatus simulate --scenario bad-day.json --seed 7", "jobs and faults from a file"],
      ["jobstatus simulate --contract ./packages/laundry", "a provider of your own"],
      ["jobstatus simulate --demo", "five jobs, watched to their ends"],
    ],
  },
  completion: {
    summary: "Print the completions for a shell.",
    arguments: "bash|zsh|fish|powershell",
    choices: SHELLS,
    description: "Put the output where the shell looks for completions, or evaluate it.",
    options: [],
    examples: [['eval "$(jobstatus completion bash)"', "for this shell"]],
  },
  help: {
    summary: "Show the help, of one command, or the whole manual.",
    arguments: "[COMMAND]",
    description: "The same text as --help.",
    options: ["man"],
    examples: [["jobstatus help --man | man -l -", "the manual page"]],
  },
} as const satisfies Readonly<Record<string, CommandSpec>>;

/** The name of a command. */
export type CommandName = keyof typeof COMMANDS;

/** The names of all commands. */
export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[];

/** Whether a text is the name of a command. */
export function isCommandName(text: string): text is CommandName {
  return Object.hasOwn(COMMANDS, text);
}

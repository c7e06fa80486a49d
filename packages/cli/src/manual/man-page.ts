import { COMMANDS, COMMAND_NAMES, type CommandSpec } from "../arguments/commands.ts";
import { OPTIONS, type OptionName } from "../arguments/options.ts";
import { exitCodeEntries, optionLabel, optionText, usageOf } from "./help.ts";

/** The environment variables that the command reads, and what each is for. */
const ENVIRONMENT: readonly (readonly [name: string, text: string])[] = [
  [
    "JOBSTATUS_<PROVIDER>_<FIELD>",
    "A setting or a credential of a provider, such as JOBSTATUS_ZENDESK_SUBDOMAIN or JOBSTATUS_ZENDESK_API_TOKEN. jobstatus providers NAME lists them.",
  ],
  [
    "JOBSTATUS_PROFILES",
    "The profile file. Default: $XDG_CONFIG_HOME/jobstatus/profiles.json. It must not be open to other users.",
  ],
  ["JOBSTATUS_PROFILE", "The profile if --profile names none."],
  ["NO_COLOR", "If it is set and not empty, the output has no color."],
  ["FORCE_COLOR", "If it is set and not 0, a table has color, even if the output is not a terminal."],
  ["TERM", "If it is dumb, no cursor is moved and the output has no color."],
  ["CI", "If it is set and not false, no table is redrawn."],
  ["COLUMNS", "The width of a table if the output is not a terminal."],
  [
    "HTTP_PROXY, HTTPS_PROXY, NO_PROXY",
    "The proxies that requests go through, and the hosts that they go to directly.",
  ],
  ["NODE_EXTRA_CA_CERTS", "A file of certificates that Node trusts in addition to its own."],
];

/** The manual page, in roff with the man macros. */
export function manPage(version: string): string {
  const parts = [
    `.TH JOBSTATUS 1 "" "jobstatus ${escape(version)}" "User Commands"`,
    ".SH NAME",
    "jobstatus \\- polls jobs until they end, and tells how they ended",
    ".SH SYNOPSIS",
    ...COMMAND_NAMES.flatMap((name) => [".br", escape(usageOf(name))]),
    ".SH DESCRIPTION",
    "Polls the APIs of several providers, and reports the states of jobs in the same words for all of them.",
    ".SH COMMANDS",
    ...COMMAND_NAMES.flatMap((name) => {
      const spec: CommandSpec = COMMANDS[name];
      const options = spec.options.map((option) => `--${option}`).join(", ");
      return [
        `.SS ${name}`,
        escape(`${spec.summary} ${spec.description}`),
        ...(options === "" ? [] : [".PP", escape(`Options: ${options}.`)]),
        ...spec.examples.flatMap(([example, does]) => [
          ".PP",
          escape(`Example, ${does}:`),
          ".PP",
          ".nf",
          escape(`    ${example}`),
          ".fi",
        ]),
      ];
    }),
    ".SH OPTIONS",
    ...entries((Object.keys(OPTIONS) as OptionName[]).map((name) => [optionLabel(name), optionText(name)])),
    ".SH EXIT STATUS",
    ...entries(exitCodeEntries()),
    ".SH ENVIRONMENT",
    ...entries(ENVIRONMENT),
  ];
  return parts.join("\n");
}

function entries(rows: readonly (readonly [label: string, text: string])[]): string[] {
  return rows.flatMap(([label, text]) => [".TP", `.B ${escape(label)}`, escape(text)]);
}

/** In roff a hyphen is not a minus, and a line that begins with a dot or an apostrophe is a request. */
function escape(text: string): string {
  return text
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replace(/^([.'])/, "\\&$1");
}

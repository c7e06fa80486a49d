import { COMMANDS, COMMAND_NAMES, type CommandSpec } from "../arguments/commands.ts";
import { OPTIONS, type OptionName } from "../arguments/options.ts";
import { ENVIRONMENT } from "./environment.ts";
import { exitCodeEntries, optionLabel, optionText, usageOf } from "./help.ts";

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
        ...spec.examples.flatMap((example) => [
          ".PP",
          escape(`Example, ${example.does}:`),
          ".PP",
          ".nf",
          escape(`    ${example.command}`),
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

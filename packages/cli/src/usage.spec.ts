import { describe, expect, it } from "vitest";
import { runCommand } from "./testing/command-process.ts";
import { COMMAND_NAMES } from "./arguments/commands.ts";
import { commandHelp } from "./manual/help.ts";
import { allowTimeForProcesses } from "./testing/patience.ts";

allowTimeForProcesses();

describe("wrong input", () => {
  it.concurrent.for<[string[], string]>([
    [["wach", "zendesk:1"], 'there is no command "wach"; did you mean watch?'],
    [["watch", "--untill", "failed", "zendesk:1"], "watch has no option --untill; did you mean --until?"],
    [["get"], "get needs an argument; usage: jobstatus get JOB..."],
    [["resume", "a", "b"], 'resume does not take "b"; usage: jobstatus resume FILE'],
    [["get", "8b726e"], '"8b726e" does not say whose job it is; give a URL, PROVIDER:ID, or --provider NAME'],
    [["get", "zendesk:"], '"zendesk:" names no job; write zendesk:ID'],
    [["get", "-"], "standard input is empty; give references, one a line, or start calls' answers"],
    [
      ["get", "--provider", "zendsk", "1"],
      '--provider has to be one of centurylink-v1, centurylink-v2, traffic-ops, veeva-vault, zendesk, not "zendsk"',
    ],
    [
      ["wait", "--timeout", "soon", "zendesk:1"],
      '--timeout has to be a duration such as 90s, 30m or 1h30m, not "soon"',
    ],
    [["wait", "--timeout", "--any", "zendesk:1"], "--timeout needs a value: --timeout=DURATION"],
    [["wait", "--any", "--all", "zendesk:1"], "--any and --all cannot stand together; choose one"],
    [["wait", "--any=yes", "zendesk:1"], "--any takes no value"],
    [
      ["wait", "--until", "done", "zendesk:1"],
      '--until has to be one of pending, running, succeeded, partial, failed, cancelled, unknown, not "done"',
    ],
    [["get", "--output", "xml", "zendesk:1"], '--output has to be one of table, json, ndjson, plain, not "xml"'],
    [["get", "--base-url", "http://127.0.0.1:9", "zendesk:1"], "--base-url needs --provider NAME"],
    [["get", "--set", "subdomain", "zendesk:1"], "--set has to look like NAME=VALUE, as subdomain=company"],
    [
      ["get", "https://example.org/jobs/1"],
      "https://example.org/jobs/1 is no status URL of a provider that is known; give --provider and --base-url, or see: jobstatus providers",
    ],
    [["get", "https://"], '"https://" is no URL'],
    [
      ["get", "--set", "subdmain=a", "zendesk:1"],
      "zendesk knows no setting subdmain; the settings are subdomain, baseUrl",
    ],
    [
      ["get", "--set", "accessToken=canary", "zendesk:1"],
      "--set cannot carry accessToken: ps shows arguments; use JOBSTATUS_ZENDESK_ACCESS_TOKEN, a profile or --auth-command",
    ],
    [
      ["get", "traffic-ops:1"],
      "traffic-ops needs the setting host: give --set host=..., JOBSTATUS_TRAFFIC_OPS_HOST, or the job's URL",
    ],
    [
      ["providers", "zendsk"],
      'there is no provider "zendsk"; the providers are centurylink-v1, centurylink-v2, traffic-ops, veeva-vault, zendesk',
    ],
    [["simulate", "--speed", "0"], '--speed has to be a number above 0, not "0"'],
    [["simulate", "--demo", "--speed", "2"], "--demo and --speed cannot stand together"],
    [["completion", "tcsh"], 'there are completions for bash, zsh, fish, not for "tcsh"'],
    [["help", "wach"], `there is no command "wach"; the commands are ${COMMAND_NAMES.join(", ")}`],
  ])("%j gets one sentence and the code 2", async ([args, sentence]) => {
    const { code, stdout, stderr } = await runCommand(args, {
      JOBSTATUS_ZENDESK_ACCESS_TOKEN: "simulated",
      JOBSTATUS_ZENDESK_SUBDOMAIN: "company",
    });
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: `jobstatus: ${sentence}\n` });
  });

  it("shows a stack with --verbose only", async () => {
    const { stderr } = await runCommand(["get", "--verbose", "8b726e"], {});
    expect(stderr).toMatch(/^jobstatus: "8b726e" does not say whose job it is.*\n(?:.*\n)* {4}at /);
  });
});

describe("help", () => {
  it("of a command is shown by --help and by help", async () => {
    const text = `${commandHelp("wait")}\n`;
    expect(await runCommand(["wait", "--help"], {})).toEqual({ code: 0, stdout: text, stderr: "" });
    expect(await runCommand(["help", "wait"], {})).toEqual({ code: 0, stdout: text, stderr: "" });
  });

  it.each(COMMAND_NAMES)("of %s says how it is called, with examples, in lines of 80 columns", (name) => {
    const text = commandHelp(name);
    expect(text).toContain(`\nUsage: jobstatus ${name} [OPTIONS]`);
    expect(text).toMatch(/\nExamples:\n {2}# .+\n {2}\S/);
    expect(text.split("\n").filter((line) => line.length > 80 && !line.startsWith("  jobstatus"))).toEqual([]);
  });

  it("lists the commands and the exit codes", async () => {
    const { code, stdout } = await runCommand(["--help"], {});
    expect(code).toBe(0);
    for (const name of COMMAND_NAMES) expect(stdout).toMatch(new RegExp(`^  ${name} `, "m"));
    expect(stdout).toMatch(/^ {2}20 +the job had not ended when the timeout came$/m);
  });

  it("goes to standard error where no command is given", async () => {
    const { code, stdout, stderr } = await runCommand([], {});
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("Usage: jobstatus COMMAND");
  });

  it("says the version", async () => {
    expect(await runCommand(["--version"], {})).toEqual({ code: 0, stdout: "0.1.0\n", stderr: "" });
  });
});

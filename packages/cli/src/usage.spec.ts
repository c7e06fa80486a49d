import { describe, expect, it } from "vitest";
import { runCommand } from "./testing/command-process.ts";
import { COMMAND_NAMES } from "./arguments/commands.ts";
import { commandHelp } from "./manual/help.ts";

const FORMS = "give a URL, PROVIDER:ID, or an ID and --provider NAME";

describe("wrong input", () => {
  it.concurrent.for<[string[], string]>([
    [["wach", "zendesk:1"], 'unknown command "wach"; did you mean watch?'],
    [["wiat", "zendesk:1"], 'unknown command "wiat"; did you mean wait?'],
    [["frobnicate"], `unknown command "frobnicate"; valid commands: ${COMMAND_NAMES.join(", ")}`],
    [["watch", "--untill", "failed", "zendesk:1"], "unknown option --untill of watch; did you mean --until?"],
    [["--outptu", "json", "get", "zendesk:1"], "unknown option --outptu; did you mean --output?"],
    [["--any"], "unknown option --any; see: jobstatus --help"],
    [["get"], "name a JOB; or, on a terminal, give --provider NAME to choose from its list"],
    [["resume"], "resume needs an argument; usage: jobstatus resume FILE"],
    [["resume", "a", "b"], 'resume does not take "b"; usage: jobstatus resume FILE'],
    [["get", "8b726e"], `"8b726e" names no provider; ${FORMS}`],
    [["get", ""], `"" is not a job; ${FORMS}`],
    [["get", "zendesk:"], '"zendesk:" has no ID; write zendesk:ID'],
    [["get", "zendesk:a b"], `"zendesk:a b" is not a job; ${FORMS}`],
    [["get", "zendesk:a\u0007b"], `"zendesk:a\\u0007b" is not a job; ${FORMS}`],
    [["get", "-"], "standard input has no jobs; give references, one a line, or start responses"],
    [["get", "-", "-"], "- is given twice; standard input can be read once"],
    [["get", "--provider", "zendsk", "1"], 'unknown provider "zendsk"; did you mean zendesk?'],
    [["wait", "--timeout", "soon", "zendesk:1"], '--timeout must be a duration such as 90s, 30m or 1h30m, not "soon"'],
    [["wait", "--timeout", "--any", "zendesk:1"], "--timeout needs a value: --timeout=DURATION"],
    [["wait", "--any=yes", "zendesk:1"], "--any takes no value"],
    [["wait", "--until", "runing", "zendesk:1"], '--until: unknown state "runing"; did you mean running?'],
    [["wait", "--until", "kiled", "zendesk:1"], '--until: unknown state "kiled"; did you mean killed?'],
    [["wait", "--exec", " ", "zendesk:1"], "--exec must name a command, such as 'notify-send {id} {state}'"],
    [["get", "--output", "xml", "zendesk:1"], '--output must be one of table, json, ndjson, yaml, plain, not "xml"'],
    [["get", "-q", "--format", "{id}", "zendesk:1"], "--format and --quiet exclude each other; choose one"],
    [["get", "--base-url", "http://127.0.0.1:9", "zendesk:1"], "--base-url needs --provider NAME"],
    [["get", "--set", "subdomain", "zendesk:1"], "--set must have the form NAME=VALUE, such as subdomain=company"],
    [
      ["get", "https://example.org/jobs/1?token=canary"],
      "https://example.org/jobs/1 is not a status URL of a known provider; give --provider and --base-url, or see: jobstatus providers",
    ],
    [["get", "https://"], '"https://" is not a URL'],
    [
      ["get", "--set", "subdmain=a", "zendesk:1"],
      '--set: unknown setting "subdmain"; did you mean subdomain? (zendesk)',
    ],
    [
      ["get", "--set", "accessToken=canary", "zendesk:1"],
      "--set can't carry accessToken: ps shows arguments; use JOBSTATUS_ZENDESK_ACCESS_TOKEN, a profile or --auth-command",
    ],
    [
      ["get", "traffic-ops:1"],
      "traffic-ops needs the setting host: give --set host=..., JOBSTATUS_TRAFFIC_OPS_HOST, or the job's URL",
    ],
    [["list"], "list needs --provider NAME"],
    [
      ["list", "--provider", "veeva-vault", "--set", "vaultDns=a.example"],
      "no credentials for veeva-vault: set JOBSTATUS_VEEVA_VAULT_SESSION_ID, or JOBSTATUS_VEEVA_VAULT_USERNAME and JOBSTATUS_VEEVA_VAULT_PASSWORD; or use a profile or --auth-command",
    ],
    [["auth", "tset"], 'unknown action "tset"; did you mean test?'],
    [["providers", "zendsk"], 'unknown provider "zendsk"; did you mean zendesk?'],
    [["simulate", "--speed", "0"], '--speed must be a number above 0, not "0"'],
    [["simulate", "--demo", "--speed", "2"], "--demo and --speed exclude each other; choose one"],
    [["completion", "tcsh"], 'unknown shell "tcsh"; valid shells: bash, zsh, fish, powershell'],
    [["help", "wach"], 'unknown command "wach"; did you mean watch?'],
  ])("%j gets one sentence and the code 2", async ([args, sentence]) => {
    const { code, stdout, stderr } = await runCommand(args, {
      JOBSTATUS_ZENDESK_ACCESS_TOKEN: "simulated",
      JOBSTATUS_ZENDESK_SUBDOMAIN: "company",
    });
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: `jobstatus: ${sentence}\n` });
  });

  it("shows a stack with --verbose only", async () => {
    const { stderr } = await runCommand(["get", "--verbose", "8b726e"], {});
    expect(stderr).toMatch(/^jobstatus: "8b726e" names no provider.*\n(?:.*\n)* {4}at /);
  });
});

describe("help", () => {
  it("the help of a command is shown by --help and by help", async () => {
    const text = `${commandHelp("wait")}\n`;
    expect(await runCommand(["wait", "--help"], {})).toEqual({ code: 0, stdout: text, stderr: "" });
    expect(await runCommand(["help", "wait"], {})).toEqual({ code: 0, stdout: text, stderr: "" });
  });

  it.each(COMMAND_NAMES)("the help of %s says how it is called, with examples, in lines of 80 columns", (name) => {
    const text = commandHelp(name);
    expect(text).toContain(`\nUsage: jobstatus ${name} [OPTIONS]`);
    expect(text).toMatch(/\nExamples:\n {2}# .+\n {2}\S/);
    expect(text.split("\n").filter((line) => line.length > 80 && !line.startsWith("  jobstatus"))).toEqual([]);
  });

  it("lists the commands and the exit codes", async () => {
    const { code, stdout } = await runCommand(["--help"], {});
    expect(code).toBe(0);
    for (const name of COMMAND_NAMES) expect(stdout).toMatch(new RegExp(`^  ${name} `, "m"));
    expect(stdout).toMatch(/^ {2}20 +the job had not ended before the timeout$/m);
  });

  it("goes to standard error if no command is given", async () => {
    const { code, stdout, stderr } = await runCommand([], {});
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("Usage: jobstatus COMMAND");
  });

  it.each([
    ["-v", "help", "wait"],
    ["--verbose", "wait", "--help"],
  ])("takes options before the command: %s %s %s", async (...args) => {
    expect(await runCommand(args, {})).toEqual({ code: 0, stdout: `${commandHelp("wait")}\n`, stderr: "" });
  });

  it("shows the version", async () => {
    expect(await runCommand(["--version"], {})).toEqual({ code: 0, stdout: "0.1.0\n", stderr: "" });
  });
});

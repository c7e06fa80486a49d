import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JOB_STATES } from "@jobstatus/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { COMMAND_NAMES, SHELLS } from "../arguments/commands.ts";
import { OPTIONS } from "../arguments/options.ts";
import { completeWords } from "./complete-words.ts";
import { COMPLETION_SCRIPTS } from "./completion.ts";
import { manPage } from "./man-page.ts";
import { PROGRAM, runCommand } from "../testing/command-process.ts";

const program = [process.execPath, ...PROGRAM].map((word) => `'${word}'`).join(" ");

/**
 * The completions that bash offers for the last of some words, in a folder that also has the profiles `work` and `home`.
 *
 * @param line - The line that bash has split into the words.
 */
function bashCompletions(words: readonly string[], folder: string, line = words.join(" ")): string[] {
  // What bash replaces: the last word, with an @ before it.
  const [replaced] = /@?[^@\s]*$/.exec(line) ?? [];
  const script = `jobstatus() { ${program} "$@"; }
${COMPLETION_SCRIPTS.bash}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}
COMP_LINE='${line}'; COMP_POINT=${line.length}
_jobstatus jobstatus '${replaced}'; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const env = { ...process.env, JOBSTATUS_PROFILES: join(folder, "profiles.json") };
  const { status, stdout, stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8", cwd: folder, env });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout.split("\n").filter(Boolean);
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "jobstatus-completion-"));
  mkdirSync(join(folder, "my scenarios"));
  writeFileSync(join(folder, "my file.json"), "");
  writeFileSync(join(folder, "profiles.json"), '{"work": {}, "home": {}, "$(touch owned)": {}}', { mode: 0o600 });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("completions", () => {
  const candidates = async (...words: readonly string[]) => {
    const lines = await completeWords(words, { JOBSTATUS_PROFILES: join(folder, "profiles.json") });
    return lines.map((line) => line.split("\t")[0]);
  };

  it("offer commands, with what each does", async () => {
    expect(await completeWords(["w"], {})).toEqual([
      "watch\tPoll jobs until they end, and show each change.",
      "wait\tPoll jobs until they end, and show how they ended.",
    ]);
    expect(await candidates("")).toEqual([...COMMAND_NAMES, "--help", "--version"]);
  });

  it("offer the options of a command, behind others too", async () => {
    expect(await candidates("get", "--p")).toEqual(["--provider", "--profile"]);
    expect(await candidates("get", "--until")).toEqual([]);
    expect(await candidates("-v", "wait", "--int")).toEqual(["--interval"]);
  });

  it("offer the values of an option, in each way to write them", async () => {
    const formats = ["table", "json", "ndjson", "yaml", "plain"];
    expect(await candidates("get", "--output", "")).toEqual(formats);
    expect(await candidates("get", "-o", "p")).toEqual(["plain"]);
    expect(await candidates("-v", "wait", "--until", "run")).toEqual(["running"]);
    expect(await candidates("wait", "--until", "")).toEqual(JOB_STATES);
    expect(await candidates("get", "--output=nd")).toEqual(["--output=ndjson"]);
    // As bash splits it.
    expect(await candidates("get", "--output", "=", "nd")).toEqual(["ndjson"]);
    expect(await candidates("get", "--output", "=")).toEqual(formats);
    expect(await candidates("get", "--timeout", "")).toEqual([]);
  });

  it("offer the arguments of a command, and the names of profiles", async () => {
    expect(await candidates("completion", "z")).toEqual(["zsh"]);
    expect(await candidates("providers", "ze")).toEqual(["zendesk"]);
    expect(await candidates("help", "res")).toEqual(["resume"]);
    expect(await candidates("get", "--profile", "")).toEqual(["work", "home", "$(touch owned)"]);
    expect(await candidates("resume", "")).toContain(":files");
  });

  it("reach bash, which evaluates none of them", () => {
    expect(bashCompletions(["jobstatus", "w"], folder)).toEqual(["watch", "wait"]);
    expect(bashCompletions(["jobstatus", "get", "--output", "=", ""], folder)).toContain("yaml");
    expect(bashCompletions(["jobstatus", "get", "--profile", ""], folder)).toEqual(["work", "home", "$(touch owned)"]);
    expect(bashCompletions(["jobstatus", "simulate", "--scenario", "my"], folder).toSorted()).toEqual([
      "my file.json",
      "my scenarios",
    ]);
    expect(existsSync(join(folder, "owned"))).toBe(false);
  });

  it("offer files behind the @ of a job's argument", async () => {
    expect(await candidates("wait", "@my")).toEqual(["@:files"]);
    expect(await candidates("wait", "zendesk:1", "@")).toEqual(["@:files"]);
    expect(await candidates("wait", "")).not.toContain("@:files");
    expect(await candidates("list", "@")).toEqual([]);
    expect(await candidates("wait", "--until", "@")).toEqual([]);
    // Bash splits the line at an @.
    const wait = ["jobstatus", "wait"];
    expect(bashCompletions([...wait, "@", "my"], folder, "jobstatus wait @my").toSorted()).toEqual([
      "@my\\ file.json",
      "@my\\ scenarios/",
    ]);
    expect(bashCompletions([...wait, "@"], folder)).toContain("@profiles.json");
    expect(bashCompletions([...wait, "zendesk", "@", "my"], folder, "jobstatus wait zendesk@my")).toEqual([]);
  });

  it.each(SHELLS)("are evaluated in %s from what the command prints", async (shell) => {
    const { code, stdout } = await runCommand(["completion", shell], {});
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${COMPLETION_SCRIPTS[shell]}\n` });
    expect(stdout).toContain("jobstatus completion words -- ");
  });
});

describe("the manual page", () => {
  const page = manPage("1.2.3");

  it("names every command, option and exit code", () => {
    for (const name of COMMAND_NAMES) expect(page).toContain(`\n.SS ${name}\n`);
    for (const name of Object.keys(OPTIONS)) expect(page).toContain(`\\-\\-${name.replaceAll("-", "\\-")}`);
    expect(page).toContain(".TP\n.B 20\nthe job had not ended before the timeout\n");
    expect(page).toMatch(/^\.TH JOBSTATUS 1 "" "jobstatus 1\.2\.3"/);
  });

  it("has no line that roff takes for a request", () => {
    const requests = /^\.(?:TH|SH|SS|TP|PP|B|br|nf|fi)(?: |$)/;
    expect(page.split("\n").filter((line) => /^[.']/.test(line) && !requests.test(line))).toEqual([]);
  });
});

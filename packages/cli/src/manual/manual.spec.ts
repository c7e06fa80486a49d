import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { COMMANDS, COMMAND_NAMES } from "../arguments/commands.ts";
import { OPTIONS } from "../arguments/options.ts";
import { completionScript } from "./completion.ts";
import { manPage } from "./man-page.ts";
import { allowTimeForProcesses } from "../testing/patience.ts";

allowTimeForProcesses();

/** The completions that bash offers for the last of some words, in a folder. */
function bashCompletions(words: readonly string[], folder = import.meta.dirname): string[] {
  const script = `jobstatus() { [[ "$*" == "completion profiles" ]] && printf 'work\\nhome\\n'; }
${completionScript("bash")}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}
_jobstatus; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { status, stdout, stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8", cwd: folder });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout.split("\n").filter(Boolean);
}

describe("completions for bash", () => {
  it("completions for bash offer commands", () => {
    expect(bashCompletions(["jobstatus", "w"])).toEqual(["watch", "wait"]);
  });

  it("offer the options of a command", () => {
    expect(bashCompletions(["jobstatus", "get", "--p"])).toEqual(["--provider", "--profile"]);
    expect(bashCompletions(["jobstatus", "get", "--until"])).toEqual([]);
  });

  it("offer the values of an option, and the arguments of a command", () => {
    expect(bashCompletions(["jobstatus", "get", "--output", ""])).toEqual(["table", "json", "ndjson", "yaml", "plain"]);
    expect(bashCompletions(["jobstatus", "completion", "z"])).toEqual(["zsh"]);
    expect(bashCompletions(["jobstatus", "providers", "ze"])).toEqual(["zendesk"]);
    expect(bashCompletions(["jobstatus", "get", "-o", "p"])).toEqual(["plain"]);
    expect(bashCompletions(["jobstatus", "get", "--output", "=", "nd"])).toEqual(["ndjson"]);
    expect(bashCompletions(["jobstatus", "get", "--output", "="])).toContain("yaml");
  });

  it("offer options of the command behind other options", () => {
    expect(bashCompletions(["jobstatus", "-v", "wait", "--until", "run"])).toEqual(["running"]);
    expect(bashCompletions(["jobstatus", "-v", "wait", "--int"])).toEqual(["--interval"]);
  });

  it("offer the names of the profiles", () => {
    expect(bashCompletions(["jobstatus", "get", "--profile", ""])).toEqual(["work", "home"]);
  });

  it("offer files and folders, whose names may have blanks", () => {
    const folder = mkdtempSync(join(tmpdir(), "jobstatus-completion-"));
    mkdirSync(join(folder, "my scenarios"));
    writeFileSync(join(folder, "my file.json"), "");
    expect(bashCompletions(["jobstatus", "simulate", "--scenario", "my"], folder).toSorted()).toEqual([
      "my file.json",
      "my scenarios",
    ]);
    rmSync(folder, { recursive: true });
  });
});

describe.each(["zsh", "fish", "powershell"] as const)("completions for %s", (shell) => {
  it("name every command and every option", () => {
    const script = completionScript(shell);
    for (const name of COMMAND_NAMES) {
      expect(script).toContain(name);
      for (const option of COMMANDS[name].options) expect(script).toMatch(new RegExp(`(?:--|-l )${option}\\b`));
    }
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

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { runCommandLine } from "./command-line.ts";

async function run(...args: string[]) {
  let out = "";
  let error = "";
  const code = await runCommandLine(args, { out: (text) => (out += text), error: (text) => (error += text) });
  return { code, out, error };
}

const misbehaving = fileURLToPath(new URL("testing/misbehaving-adapter.ts", import.meta.url));
const liar = `node --conditions=@jobstatus/source ${JSON.stringify(misbehaving)} lie`;

describe("the command line", () => {
  it("the command line explains itself", async () => {
    expect(await run("help")).toMatchObject({ code: 0, out: expect.stringContaining("--known-failing FILE") });
  });

  it("lists the cases of a part of the suite", async () => {
    const { code, out } = await run("list", "--family", "abort", "--provider", "zendesk");
    expect(code).toBe(0);
    expect(out).toContain("zendesk-abort-while-sleeping\tmust\tAn abort between two requests");
    expect(out).not.toContain("traffic-ops");
  });

  it.each([
    [["walk"], "there is no command walk; see `jobstatus-conformance help`\n"],
    [["run"], "run needs --adapter or --contract; see `jobstatus-conformance help`\n"],
    [["list", "--case", "nothing"], "there is no case nothing; see `jobstatus-conformance help`\n"],
    [
      ["run", "--adapter", "x", "--time-factor", "0"],
      "--time-factor must be a number above 0; see `jobstatus-conformance help`\n",
    ],
  ])("refuses %j", async (args, error) => {
    expect(await run(...args)).toEqual({ code: 2, out: "", error });
  });

  it("prints a failure with its source and its trace, and writes the reports", { timeout: 30_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), "jobstatus-report-"));
    try {
      const cases = ["--case", "zendesk-failed-already", "--case", "traffic-ops-failed-already"];
      const { code, out } = await run("run", "--adapter", liar, ...cases, "--report", folder);
      expect(code).toBe(1);
      expect(out).toContain(
        "failed: zendesk-failed-already (must) A job that has failed is a response and no error.\n",
      );
      expect(out).toContain("RULES.md W1: a job that failed is a response, not an error\n");
      expect(out).toContain("  - 0 requests were sent, and 1 to 1 are right\n");
      expect(out).toContain("1 passed, 1 failed, 0 known failure, 0 unexpected pass, 0 unsupported\n");
      const report: unknown = JSON.parse(readFileSync(join(folder, "report.json"), "utf8"));
      expect(report).toMatchObject([{ results: [{ decision: "passed" }, { decision: "failed" }] }]);
      expect(readFileSync(join(folder, "junit.xml"), "utf8")).toContain('tests="2" failures="1" skipped="0"');
      expect(readFileSync(join(folder, "index.html"), "utf8")).toContain('<td class="bad">0 of 1</td>');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

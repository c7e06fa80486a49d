import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import redoclyPlugin from "./redocly-plugin.ts";
import type { RedoclySource } from "./redocly-plugin.ts";
import { RULES } from "./rules/rules.ts";
import { readCorpus } from "./testing/read-corpus.ts";
import { smallSpecText } from "./testing/small-spec.ts";

interface RedoclyProblem {
  readonly ruleId: string;
  readonly message: string;
  readonly location: readonly {
    readonly source: { readonly ref: string };
    readonly start: { line: number; col: number };
  }[];
}

/** Redocly itself refuses documents that aren't YAML, and runs no rule on what is not OpenAPI 3. It knows no overlays. */
const corpus = readCorpus().filter(
  ({ name, overlay }) =>
    overlay === undefined && !/^(encoding|yaml-syntax|duplicate-key|openapi-version-(none|swagger))/.test(name),
);
const redocly = createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");
const config = fileURLToPath(new URL("../corpus/redocly.yaml", import.meta.url));

describe("the plugin", () => {
  const plugin = redoclyPlugin();

  /** What one of its rules reports of a document. */
  function reportsOf(rule: string, source: RedoclySource): unknown[] {
    const reports: unknown[] = [];
    plugin.rules.oas3[rule]?.().Root.enter(undefined, {
      location: { source },
      report: (problem) => reports.push(problem),
    });
    return reports;
  }

  it("has every rule, and a configuration that turns them all on", () => {
    expect(plugin.id).toBe("jobstatus");
    expect(Object.keys(plugin.rules.oas3)).toEqual([...RULES.keys()]);
    expect(Object.keys(plugin.configs.all.rules)).toEqual([...RULES.keys()].map((name) => `jobstatus/${name}`));
    expect(new Set(Object.values(plugin.configs.all.rules))).toEqual(new Set(["error"]));
  });

  it("lets each rule report its own faults, at their place in the source", () => {
    const source = { absoluteRef: "/print.yaml", body: smallSpecText({ "/note": "/notes", "/done": "/pages" }) };
    expect(reportsOf("pointer-unknown", source)).toEqual([
      {
        message: '"/notes" leads nowhere: no field "notes" in the job; did you mean "note"?',
        location: { source, pointer: undefined, start: { line: 13, col: 14 } },
      },
    ]);
    expect(reportsOf("pointer-type", source)).toHaveLength(1);
    expect(reportsOf("bad-pointer", source)).toEqual([]);
  });

  it("looks at a document once for all its rules", () => {
    let looks = 0;
    const source = {
      absoluteRef: "/print.yaml",
      get body() {
        looks += 1;
        return smallSpecText({ "/note": "/notes" });
      },
    };
    for (const rule of RULES.keys()) reportsOf(rule, source);
    expect(looks).toBe(1);
  });
});

describe("redocly lint with the plugin", () => {
  it("reports each diagnostic of the corpus at its line and column, in its words", { timeout: 60_000 }, async () => {
    const files = corpus.map(({ url }) => fileURLToPath(url));
    const problems = (await lint(files)).filter(({ ruleId }) => ruleId.startsWith("jobstatus/"));
    const found = corpus.map(({ name }) => ({
      name,
      lines: problems
        .filter(({ location }) => location[0]?.source.ref.endsWith(`corpus/${name}/spec.openapi.yaml`))
        .map(({ ruleId, message, location: [place] }) => {
          return `${place?.start.line}:${place?.start.col} ${ruleId.replace("jobstatus/", "")} ${message}`;
        })
        .toSorted(),
    }));
    const expected = corpus.map(({ name, expected: text }) => ({
      name,
      lines: text
        .split("\n")
        .filter((line) => line !== "")
        .toSorted(),
    }));
    expect(found).toEqual(expected);
  });
});

/** Runs Redocly once over all files. It prints one JSON object for each file, one after the other. */
async function lint(files: readonly string[]): Promise<readonly RedoclyProblem[]> {
  const output = await new Promise<string>((resolve) => {
    const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
    const args = [redocly, "lint", "--config", config, "--format", "json", "--max-problems", "1000", ...files];
    // It ends with 1, since the corpus is full of faults; what it printed is what counts.
    execFile(process.execPath, args, { env, maxBuffer: 64 * 1024 * 1024 }, (_, stdout) => resolve(stdout));
  });
  const reports: unknown = JSON.parse(`[${output.replaceAll(/^\}\{$/gm, "},{")}]`);
  return isReports(reports) ? reports.flatMap(({ problems }) => problems) : [];
}

function isReports(value: unknown): value is readonly { readonly problems: readonly RedoclyProblem[] }[] {
  return (
    Array.isArray(value) &&
    value.every((report: unknown) => typeof report === "object" && report !== null && "problems" in report)
  );
}

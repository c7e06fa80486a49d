import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { COMPILERS } from "./packed/compilers.ts";
import { SUPPORT } from "./support.ts";

const workspace = resolve(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(resolve(workspace, path), "utf8");

interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly "timeout-minutes"?: number;
  readonly strategy?: { readonly matrix: { readonly os?: readonly string[]; readonly node?: readonly number[] } };
  readonly steps: readonly { readonly uses?: string }[];
}

const workflows = globSync(".github/workflows/*.yml", { cwd: workspace })
  .toSorted()
  .map((file) => ({ file, text: read(file), workflow: parse(read(file)) as Workflow }));

describe("what is supported", () => {
  const published = globSync(["packages/*/package.json", "conformance/package.json"], { cwd: workspace })
    .map((file) => JSON.parse(read(file)) as { name: string; private?: boolean; engines?: { node?: string } })
    .filter((manifest) => manifest.private !== true);

  it("is the engine of every published package that names no reason for a later one", () => {
    const engines = new Map(published.map(({ name, engines: engine }) => [name, engine?.node]));
    for (const [name, range] of Object.entries(SUPPORT.laterEngines)) {
      expect(engines.get(name)).toBe(range);
      engines.delete(name);
    }
    expect([...new Set(engines.values())]).toEqual([SUPPORT.engines]);
  });

  it("is what CI runs on", () => {
    const matrix = workflows.find(({ file }) => file.endsWith("ci.yml"))?.workflow.jobs["test"]?.strategy?.matrix;
    expect(matrix).toEqual({ os: SUPPORT.systems, node: SUPPORT.nodes });
  });

  it("is what the published types are compiled with", () => {
    expect(COMPILERS.map(({ version }) => version)).toEqual(SUPPORT.typescript);
  });

  it("is told in the README, in CONTRIBUTING and in SUPPORT", () => {
    const [oldest = ""] = SUPPORT.typescript;
    const node = SUPPORT.engines.replace(">=", "");
    expect(read("README.md")).toContain(`Node ${node} and later`);
    expect(read("SUPPORT.md")).toContain(`Node ${node} and later`);
    expect(read("SUPPORT.md")).toContain(`TypeScript ${oldest.split(".").slice(0, 2).join(".")} and later`);
    expect(read("SUPPORT.md")).toContain(`Node ${SUPPORT.nodes.join(", ")}`);
    expect(read("CONTRIBUTING.md")).toContain(`Node ${SUPPORT.scripts} or later`);
  });
});

describe.each(workflows)("$file", ({ text, workflow }) => {
  it("reads the repository and nothing else, but for what a job is given", () => {
    expect(workflow.permissions).toEqual({ contents: "read" });
  });

  it("pins every action by its digest, and names the version", () => {
    const uses = text.split("\n").filter((line) => /^\s*(?:- )?uses:/.test(line));
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((line) => !/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  it("bounds the time of every job", () => {
    expect(Object.values(workflow.jobs).filter((job) => job["timeout-minutes"] === undefined)).toEqual([]);
  });
});

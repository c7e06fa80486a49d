import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brokenClients } from "../broken/broken-clients.ts";
import { createLoopClient } from "../broken/loop-client.ts";
import { ownClient } from "../clients/own-client.ts";
import { coverageOf } from "../pact/specification-coverage.ts";
import { providerNames } from "../provider-name.ts";
import { decide } from "../suite/judge.ts";
import { playInProcess } from "../suite/play-in-process.ts";
import { readSuite } from "../suite/read-suite.ts";
import { type SuiteCase, families } from "../suite/suite-case.ts";
import { readStatements } from "../trace/statements.ts";
import { heldStatements, traceabilityPage } from "../trace/traceability-page.ts";
import { type CaseResult, type RunResult, failsRun, runSuite } from "../wire/run-suite.ts";
import type { ReportSection } from "./html-page.ts";
import { keptMatrix, madeMatrix, readMatrix } from "./matrix-files.ts";
import { matrixFromRuns } from "./matrix-from-runs.ts";
import { staleMatrix } from "./stale-matrix.ts";
import { writeReports } from "./write-reports.ts";

/**
 * Makes the report: our own packages in virtual time, the adapters over the wire, the broken clients, coverage and
 * traceability. It fails where our own packages fail, a broken client slips through, or the matrix of clients and families that
 * is kept in `results/`, for the site, is of another suite.
 */
const suite = readSuite();
const folder = dirname(madeMatrix);
const adapters = fileURLToPath(new URL("../../adapters", import.meta.url));

async function ownRun(): Promise<RunResult> {
  const results: CaseResult[] = [];
  for (const one of suite) {
    const trace = await playInProcess(one, ownClient);
    const faults = decide(one, trace);
    results.push({ case: one, decision: faults.length > 0 ? "failed" : "passed", faults, trace });
  }
  return { client: "jobstatus, in virtual time", results };
}

async function wireRuns(): Promise<RunResult[]> {
  const node = (name: string) => `node --conditions=@jobstatus/source ${JSON.stringify(`${adapters}/${name}.ts`)}`;
  const commands = [
    "jobstatus",
    ...["fetch-loop", "core-lro", "smithy-waiter", "p-wait-for", "node-zendesk"].map((name) => `peers/${name}`),
  ].map(node);
  if (spawnSync("python3", ["--version"]).status === 0)
    commands.push(`python3 ${JSON.stringify(`${adapters}/plain-loop.py`)}`);
  else console.log("there is no python3 on this machine: its adapter is left out");
  const runs: RunResult[] = [];
  for (const command of commands) {
    const run = await runSuite(suite, { command });
    console.log(summaryOf(run));
    runs.push(run);
  }
  return runs;
}

function summaryOf({ client, results }: RunResult): string {
  const count = (decision: string) => results.filter((one) => one.decision === decision).length;
  return `${client}: ${count("passed")} passed, ${count("failed")} failed, ${count("unsupported")} not claimed`;
}

interface BrokenResult {
  readonly name: string;
  readonly caughtBy: readonly string[];
  readonly missedBy: readonly string[];
}

async function brokenResults(): Promise<BrokenResult[]> {
  const results: BrokenResult[] = [];
  for (const { name, behavior, caughtBy } of brokenClients) {
    const named = suite.filter(({ id }) => caughtBy.includes(id));
    const missedBy: string[] = [];
    for (const one of named) {
      if (decide(one, await playInProcess(one, createLoopClient(name, behavior))).length === 0) missedBy.push(one.id);
    }
    results.push({ name, caughtBy, missedBy });
  }
  return results;
}

function familySection(cases: readonly SuiteCase[]): ReportSection {
  const rows = families.map((family) => {
    const own = cases.filter((one) => one.family === family);
    const count = (level: string) => String(own.filter((one) => one.level === level).length);
    return [family, String(own.length), count("must"), count("should"), count("may")];
  });
  return { title: "Cases by family", head: ["family", "cases", "must", "should", "may"], rows };
}

const broken = await brokenResults();
const own = await ownRun();
console.log(summaryOf(own));
const runs = [own, ...(await wireRuns())];
const statements = readStatements();
const coverage = providerNames.map((provider) => coverageOf(provider));
writeReports(folder, runs, {
  sections: [
    familySection(suite),
    {
      title: "Broken clients",
      note: "Clients that are wrong in one way each, and the cases that have to catch them.",
      head: ["client", "caught by", "slipped through"],
      rows: broken.map(({ name, caughtBy, missedBy }) => [name, caughtBy.join(", "), missedBy.join(", ") || "none"]),
    },
    {
      title: "The specifications, as the pacts cover them",
      head: ["provider", "kind", "covered", "not covered"],
      rows: coverage.flatMap(({ provider, kinds }) =>
        kinds.map(({ kind, covered, missing }) => [
          provider,
          kind,
          `${covered.length} of ${covered.length + missing.length}`,
          missing.join(", ") || "nothing",
        ]),
      ),
    },
    {
      title: "Traceability",
      head: ["statement", "says", "specification", "cases"],
      rows: statements
        .flatMap(heldStatements)
        .map(({ id, says, specification, cases }) => [id, says, specification, cases.join(", ")]),
    },
  ],
});
writeFileSync(join(folder, "traceability.md"), traceabilityPage(statements));
const matrix = matrixFromRuns(runs);
writeFileSync(madeMatrix, `${JSON.stringify(matrix, null, 2)}\n`);
const stale = staleMatrix(readMatrix(keptMatrix), matrix);
for (const line of stale) console.error(`results/matrix.json is not of this suite: ${line}`);
if (stale.length > 0) console.error("run `npm run update-matrix` here, and commit what it changes");
const slipped = broken.filter(({ missedBy }) => missedBy.length > 0);
for (const { name, missedBy } of slipped)
  console.error(`slipped through ${missedBy.join(", ")}: a client that ${name}`);
const failures = runs
  .filter(({ client }) => client.startsWith("jobstatus"))
  .flatMap(({ results }) => results.filter(failsRun));
for (const { case: one, faults } of failures) console.error(`failed: ${one.id}: ${faults.join("; ")}`);
console.log(
  `${broken.length - slipped.length} of ${broken.length} broken clients caught; the report is in ${folder}/index.html`,
);
process.exitCode = slipped.length + failures.length + stale.length > 0 ? 1 : 0;

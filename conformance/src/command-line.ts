import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { providerNames } from "./provider-name.ts";
import { type ProbeOptions, probe } from "./probe/probe.ts";
import { probeReport } from "./probe/probe-report.ts";
import { writeReports } from "./report/write-reports.ts";
import { linesFromTrace } from "./suite/trace.ts";
import { readSuite } from "./suite/read-suite.ts";
import { type SuiteCase, families } from "./suite/suite-case.ts";
import { parseKnownFailures } from "./wire/known-failures.ts";
import { type CaseResult, failsRun, runSuite } from "./wire/run-suite.ts";

const HELP = `jobstatus-conformance: what every client of these job status APIs has to do

  run --adapter "<command>"   plays the suite for a client
    --known-failing FILE      YAML: a list of case (a * stands for any text) and reason; an unexpected pass fails the run
    --family, --provider, --case NAME   plays a part of it; may be given more than once
    --report FOLDER           writes report.json, junit.xml and index.html
    --time-factor N           how many ms of a case pass in one at the most (default 50)
    --tolerance-ms N          by how much moments may be early, in real ms; five times as much late (default 60)
  run --contract PATH         plays what doesn't depend on a provider (ends, timing, limits, abort, errors, redaction, hostile
                              responses) against the simulated provider of your own contract: the folder of a built
                              package, a module, or JSON
  probe --provider NAME --base-url URL --job ID
                              polls jobs of a real installation, changes nothing, and says what differs from the
                              specification; --job may be given more than once, CenturyLink v2 needs --account-alias;
                              credentials or a login come from the environment, as for the CLI:
                              JOBSTATUS_TRAFFIC_OPS_ACCESS_TOKEN, or JOBSTATUS_TRAFFIC_OPS_U and _P
    --report FILE             writes a report without credentials and values, for a maintainer
  list                        prints the cases: id, level, name
  help                        prints this

Exit codes: 0 all that binds the client holds, or each job gave a status as specified; 1 something does not; 2 the command
line is wrong.
`;

/** A command line that cannot be understood. */
class UsageError extends Error {}

/** Where the command line writes to. */
export interface Output {
  out(text: string): void;
  error(text: string): void;
}

/**
 * Runs a command.
 *
 * @returns The exit code.
 */
export async function runCommandLine(
  args: readonly string[],
  output: Output,
  environment: ProbeOptions["environment"] = process.env,
): Promise<number> {
  const [command = "help", ...rest] = args;
  try {
    if (command === "run") return await run(rest, output);
    if (command === "probe") return await runProbe(rest, output, environment);
    if (command === "list") return list(rest, output);
    if (["help", "--help", "-h"].includes(command)) {
      output.out(HELP);
      return 0;
    }
    throw new UsageError(`there is no command ${command}`);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const isUsage = error instanceof UsageError || isParseError(error);
    output.error(`${message}${isUsage ? "; see `jobstatus-conformance help`" : ""}\n`);
    return isUsage ? 2 : 1;
  }
}

const part = {
  family: { type: "string", multiple: true },
  provider: { type: "string", multiple: true },
  case: { type: "string", multiple: true },
} as const;

/** The part of the suite that is selected. */
interface Part {
  readonly family?: string[];
  readonly provider?: string[];
  readonly case?: string[];
}

async function run(args: readonly string[], output: Output): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...part,
      adapter: { type: "string" },
      contract: { type: "string" },
      "known-failing": { type: "string" },
      report: { type: "string" },
      "time-factor": { type: "string" },
      "tolerance-ms": { type: "string" },
    },
  });
  if (values.contract !== undefined) return runOwnContract(values.contract, output);
  if (values.adapter === undefined) throw new UsageError("run needs --adapter or --contract");
  const known = values["known-failing"];
  const result = await runSuite(chosen(values), {
    command: values.adapter,
    known: known === undefined ? [] : parseKnownFailures(readFileSync(known, "utf8")),
    ...numberOption("timeFactor", "--time-factor", values["time-factor"]),
    ...numberOption("toleranceMs", "--tolerance-ms", values["tolerance-ms"]),
    onResult: (one) => output.out(linesFromResult(one).join("")),
  });
  if (values.report !== undefined) writeReports(values.report, [result]);
  const count = (decision: string) => result.results.filter((one) => one.decision === decision).length;
  const bad = result.results.filter(failsRun);
  output.out(
    `${result.client}: ${["passed", "failed", "known failure", "unexpected pass", "unsupported"]
      .map((decision) => `${count(decision)} ${decision}`)
      .join(", ")}\n`,
  );
  return bad.length > 0 ? 1 : 0;
}

async function runOwnContract(path: string, { out }: Output): Promise<number> {
  const { loadContract, runContract } = await import("./own-contract/run-contract.ts");
  const contract = await loadContract(path);
  const results = await runContract(contract);
  for (const { check, decision, problem } of results) {
    out(`${decision}: ${check.family} ${check.id}: ${check.name}\n${problem === undefined ? "" : `  ${problem}\n`}`);
  }
  const count = (wanted: string) => results.filter(({ decision }) => decision === wanted).length;
  out(
    `${contract.provider}: ${count("passed")} passed, ${count("failed")} failed, ${count("not applicable")} not applicable\n`,
  );
  return count("failed") > 0 ? 1 : 0;
}

async function runProbe(args: readonly string[], { out }: Output, environment: ProbeOptions["environment"]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      provider: { type: "string" },
      "base-url": { type: "string" },
      job: { type: "string", multiple: true },
      "account-alias": { type: "string" },
      report: { type: "string" },
    },
  });
  const { "base-url": baseUrl, "account-alias": accountAlias, job: jobs = [] } = values;
  const provider = providerNames.find((name) => name === values.provider);
  if (!provider) throw new UsageError(`probe needs --provider, one of ${providerNames.join(", ")}`);
  if (baseUrl === undefined || !URL.canParse(baseUrl)) throw new UsageError("probe needs --base-url, a URL");
  if (jobs.length === 0) throw new UsageError("probe needs a --job");
  const options = { provider, baseUrl, jobs, environment, ...(accountAlias !== undefined && { accountAlias }) };
  const results = await probe(options);
  for (const { request, isConclusive, differences, notes } of results) {
    const difference = isConclusive ? "differs" : "nothing learned";
    out(`${isConclusive && differences.length === 0 ? "as specified" : difference}: ${request}\n`);
    for (const line of [...differences, ...notes]) out(`  - ${line}\n`);
  }
  if (values.report !== undefined) writeFileSync(values.report, probeReport(provider, results));
  return results.every(({ isConclusive, differences }) => isConclusive && differences.length === 0) ? 0 : 1;
}

function list(args: readonly string[], { out }: Output): number {
  const { values } = parseArgs({ args: [...args], options: part });
  for (const { id, level, name } of chosen(values)) out(`${id}\t${level}\t${name}\n`);
  return 0;
}

function chosen({ family, provider, case: ids }: Part): SuiteCase[] {
  const check = (option: string, given: readonly string[] | undefined, known: readonly string[]) => {
    const wrong = given?.find((name) => !known.includes(name));
    if (wrong !== undefined) throw new UsageError(`${option} ${wrong} is none of ${known.join(", ")}`);
  };
  check("--family", family, families);
  check("--provider", provider, providerNames);
  const suite = readSuite();
  const unknown = ids?.find((id) => !suite.some((one) => one.id === id));
  if (unknown !== undefined) throw new UsageError(`there is no case ${unknown}`);
  return suite.filter(
    (one) =>
      (family?.includes(one.family) ?? true) &&
      (provider?.includes(one.provider) ?? true) &&
      (ids?.includes(one.id) ?? true),
  );
}

function linesFromResult({ case: one, decision, faults, trace }: CaseResult): string[] {
  if (decision === "passed" || decision === "unsupported" || decision === "known failure") return [];
  return [
    `${decision}: ${one.id} (${one.level}) ${one.name}\n`,
    `  ${one.source}\n`,
    ...faults.map((fault) => `  - ${fault}\n`),
    ...(trace ? linesFromTrace(trace).map((line) => `    ${line}\n`) : []),
  ];
}

function numberOption<Name extends string>(name: Name, option: string, text: string | undefined) {
  if (text === undefined) return {};
  const value = Number(text);
  if (!(value > 0)) throw new UsageError(`${option} must be a number above 0`);
  return { [name]: value };
}

function isParseError(error: unknown): boolean {
  return error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

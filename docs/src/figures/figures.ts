import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type PlannedJob, pollsOf } from "./polls-of-wait.ts";

/** A figure in a page: what stands before it and after it, and its value. */
export interface Figure {
  /** The page, from the root of the repository. */
  readonly file: string;
  readonly before: string;
  readonly value: string;
  /** Empty: the figure ends with its line. */
  readonly after: string;
}

interface ClientResult {
  readonly client: string;
  readonly families: Readonly<Record<string, { readonly claimed: number; readonly passed: number }>>;
}

interface ScheduleResult {
  readonly row: number;
  readonly lag: { readonly ratio: number };
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** How many requests a Vault answers in a second before it delays its responses: 2,000 in five minutes. */
const VAULT_PER_SECOND = 2_000 / 300;
const FLEET_PAGE = "docs/pages/guides/production/fleet.md";

/** The figures of the hand-written pages, from the results of the suite and of the benchmarks, and from waits in virtual time. */
export async function figuresOf(root: string): Promise<readonly Figure[]> {
  const [told, learned] = [await pollsOf(jobOf(10 * MINUTE_MS)), await pollsOf(knownJobOf(10 * MINUTE_MS))];
  const [loopClaims, loopPasses] = claimsAndPasses(root, "fetch loop");
  return [
    {
      file: "README.md",
      before: "a plain fetch loop passes ",
      value: `${loopPasses} of the ${loopClaims}`,
      after: " cases that it claims to support",
    },
    {
      file: "docs/pages/concepts/comparison.md",
      before: "A plain fetch loop passes ",
      value: `${loopPasses} of the ${loopClaims}`,
      after: " cases that it claims",
    },
    { file: "README.md", before: "jobstatus has at most ", value: percentOfLag(root, 1), after: " of its lag" },
    {
      file: "docs/pages/concepts/comparison.md",
      before: "`adaptive` has at most ",
      value: percentOfLag(root, 1),
      after: " of the best peer's lag",
    },
    {
      file: "docs/pages/concepts/comparison.md",
      before: "and at most ",
      value: percentOfLag(root, 2),
      after: " if it",
    },
    {
      file: "docs/pages/concepts/faq.md",
      before: "is known, the default schedule sends ",
      value: `${told}`,
      after: " requests",
    },
    { file: "docs/pages/concepts/faq.md", before: "it sends ", value: `${learned}`, after: " if it knows" },
    {
      file: "docs/pages/start/replace-a-polling-loop.md",
      before: "| 600 requests | ",
      value: `${told}; ${learned} if earlier jobs of its kind are known`,
      after: " |",
    },
    await fleetRow("`adaptive`, nothing known", { ...jobOf(HOUR_MS), provider: "veeva-vault" }),
    await fleetRow("`adaptive`, with the `kind`'s times", { ...knownJobOf(HOUR_MS), provider: "veeva-vault" }),
  ];
}

function jobOf(durationMs: number): PlannedJob {
  return { provider: "traffic-ops", durationMs };
}

/** A job of whose kind twenty others have taken as long, give or take a fifth. */
function knownJobOf(durationMs: number): PlannedJob {
  return {
    ...jobOf(durationMs),
    earlierMs: Array.from({ length: 20 }, (_, index) => durationMs * (0.8 + index / 47.5)),
  };
}

/** One line of the table of a million jobs of an hour. */
async function fleetRow(polling: string, job: PlannedJob): Promise<Figure> {
  const polls = await pollsOf(job);
  const seconds = job.durationMs / 1_000;
  const count = (value: number) => Number(value.toPrecision(3)).toLocaleString("en-US");
  const cells = [polls, `${count((1e6 * polls) / seconds)} a second`, count((VAULT_PER_SECOND * seconds) / polls)];
  return { file: FLEET_PAGE, before: `| ${polling} | `, value: `${cells.join(" | ")} |`, after: "" };
}

/** How many cases a client claims to support, and how many of these it passes. */
function claimsAndPasses(root: string, name: string): readonly [claimed: number, passed: number] {
  const results = readResults<readonly ClientResult[]>(root, "conformance/results/matrix.json");
  const families = Object.values(results.find(({ client }) => client === name)?.families ?? {});
  const sum = (key: "claimed" | "passed") => families.reduce((total, family) => total + family[key], 0);
  return [sum("claimed"), sum("passed")];
}

/** The largest part of the best peer's lag in a row of the benchmark, rounded up. */
function percentOfLag(root: string, row: number): string {
  const { results } = readResults<{ readonly results: readonly ScheduleResult[] }>(
    root,
    "packages/bench/results/schedules.json",
  );
  const ratios = results.filter((result) => result.row === row).map(({ lag }) => lag.ratio);
  return `${Math.ceil(Math.max(...ratios) * 100)} %`;
}

function readResults<Results>(root: string, file: string): Results {
  return JSON.parse(readFileSync(join(root, file), "utf8")) as Results;
}

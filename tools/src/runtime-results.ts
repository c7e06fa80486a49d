/** What the tests of the packed packages came to in one place where they ran. */
export interface RuntimeResult {
  readonly runtime: string;
  /** By the claim: `passed` if every test of it passed. */
  readonly claims: Readonly<Record<string, "passed" | "failed" | "skipped">>;
}

/** What is claimed of a runtime. The titles of the tests of a claim begin with it. */
const CLAIMS = [
  "waits for a job of each provider",
  "takes the package by require",
  "stops many waits with one signal",
  "answers many requests at once",
  "waits with fake timers",
  "bundles a client",
];

interface Report {
  readonly testResults: readonly { readonly assertionResults: readonly Assertion[] }[];
}

interface Assertion {
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly status: string;
}

/**
 * Reads what holds in which runtime out of vitest's JSON reports: a test counts if its title begins with a claim, for the
 * runtime that its outermost `describe` names.
 *
 * @throws Error - No test is about one of the claims.
 */
export function runtimeResultsFrom(reports: readonly string[]): readonly RuntimeResult[] {
  const results = new Map<string, Record<string, "passed" | "failed" | "skipped">>();
  for (const { ancestorTitles, title, status } of reports.flatMap(assertionsIn)) {
    const [runtime] = ancestorTitles;
    const claim = CLAIMS.find((start) => title.startsWith(start));
    if (runtime === undefined || claim === undefined) continue;
    const claims = results.get(runtime) ?? {};
    results.set(runtime, claims);
    claims[claim] = combine(claims[claim], status);
  }
  const proved = new Set(Array.from(results.values(), Object.keys).flat());
  const missing = CLAIMS.filter((claim) => !proved.has(claim));
  if (missing.length > 0) throw new Error(`no test that was run is about: ${missing.join("; ")}`);
  // The order in which tests end differs from run to run.
  return Array.from(results.keys())
    .toSorted()
    .map((runtime) => ({ runtime, claims: inOrder(results.get(runtime) ?? {}) }));
}

function inOrder(claims: RuntimeResult["claims"]): RuntimeResult["claims"] {
  return Object.fromEntries(CLAIMS.flatMap((claim) => (claims[claim] ? [[claim, claims[claim]]] : [])));
}

function assertionsIn(text: string): readonly Assertion[] {
  const { testResults } = JSON.parse(text) as Report;
  return testResults.flatMap(({ assertionResults }) => assertionResults);
}

function combine(before: string | undefined, status: string): "passed" | "failed" | "skipped" {
  if (before === "failed" || status === "failed") return "failed";
  return status === "passed" && before !== "skipped" ? "passed" : "skipped";
}

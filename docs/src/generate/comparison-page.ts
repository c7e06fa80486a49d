import { code, table } from "./markdown.ts";
import type { Page } from "./page.ts";
import { type ProviderDocument, STATES, wordsFromDuration, statusValuesOf } from "./provider-document.ts";

/** The page that compares all providers, made from the specifications. */
export function comparisonPage(documents: readonly ProviderDocument[]): Page {
  const names = documents.map(({ extension }) => `[${extension.provider}](/providers/${extension.provider}/)`);
  const rows = (lines: readonly (readonly [string, (document: ProviderDocument) => string])[]) =>
    lines.map(([what, value]) => [what, ...documents.map(value)]);
  const states = table(
    ["state", ...names],
    rows(
      STATES.map((state) => [
        code(state),
        ({ extension }) =>
          [
            ...statusValuesOf(extension, state).map(({ value, outcomeFrom }) =>
              outcomeFrom ? `${code(value)}, no item failed` : code(value),
            ),
            ...(state === "partial" || state === "failed"
              ? statusValuesOf(extension, "succeeded")
                  .filter(({ outcomeFrom }) => outcomeFrom === "items")
                  .map(({ value }) => `${code(value)}, ${state === "partial" ? "some items" : "every item"} failed`)
              : []),
          ].join(", ") || "–",
      ]),
    ),
  );
  const facts = table(
    ["what the provider tells", ...names],
    rows([
      [
        "progress",
        ({ extension: { job } }) => (job.progress ? (job.progress.percent === undefined ? "counts" : "percent") : "–"),
      ],
      ["items with outcomes", ({ extension: { job } }) => (job.items ? "yes" : "–")],
      ["message", ({ extension: { job } }) => (job.message === undefined ? "–" : "yes")],
      [
        "times",
        ({ extension: { job } }) =>
          Object.keys(job.times ?? {})
            .map(code)
            .join(", ") || "–",
      ],
      ["links", ({ extension: { job } }) => (job.links ? "yes" : "–")],
      ["many jobs in one request", ({ extension: { batch } }) => (batch ? `up to ${batch.maximum}` : "–")],
      ["answers in", ({ extension: { xmlOperation } }) => (xmlOperation === undefined ? "JSON" : "JSON, XML")],
    ]),
  );
  const rules = table(
    ["rule", ...names],
    rows([
      [
        "limit",
        ({ extension: { limits = [] } }) =>
          limits.map(({ of, interval }) => `one in ${wordsFromDuration(interval)} for each ${of}`).join(", ") ||
          "none stated",
      ],
      ["default timeout", ({ extension: { timeout = "PT1H" } }) => wordsFromDuration(timeout)],
      [
        "a finished job is kept",
        ({ extension: { retention } }) => (retention ? wordsFromDuration(retention.duration) : "not said"),
      ],
      ["errors under HTTP 200", ({ extension: { errors } }) => (errors?.success ? "yes: the body decides" : "no")],
      [
        "proof of the caller",
        ({ extension: { credentials } }) =>
          credentials.map(({ header, basic }) => (header ? code(header.name) : `Basic ${code(basic)}`)).join(", "),
      ],
      [
        "session",
        ({ extension: { session } }) =>
          session ? (session.login.lifetime ? wordsFromDuration(session.login.lifetime.duration) : "yes") : "–",
      ],
    ]),
  );
  return {
    path: "providers",
    title: "Providers compared",
    description: "The five providers side by side: states, what they tell, limits, sessions.",
    source: "specs/README.md",
    label: "Compared",
    order: 0,
    // The tables are wide.
    frontmatter: { tableOfContents: false },
    body: [
      "Five APIs, one model. The tables are made from the contracts in `specs/`.",
      "## States",
      states,
      "## What they tell",
      facts,
      "## Rules",
      rules,
      "Your own API can be one more: see [add a provider](/maintain/add-a-provider/).",
    ].join("\n\n"),
  };
}

import { credentialsOf, wordsFromDuration } from "@jobstatus/codegen/x-job-status";
import { JOB_STATES } from "@jobstatus/core";
import { code, table } from "./markdown.ts";
import type { Page } from "./page.ts";
import { type ProviderDocument, statusValuesOf, wordsFromLifetime } from "./provider-document.ts";

/** The page that compares all providers, made from the specifications. */
export function comparisonPage(documents: readonly ProviderDocument[]): Page {
  const names = documents.map(({ extension }) => `[${extension.provider}](/providers/${extension.provider}/)`);
  const rows = (lines: readonly (readonly [string, (document: ProviderDocument) => string])[]) =>
    lines.map(([what, value]) => [what, ...documents.map(value)]);
  const states = table(
    ["state", ...names],
    rows(
      JOB_STATES.map((state) => [
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
    ["field", ...names],
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
      ["jobs in one request", ({ extension: { batch } }) => (batch ? `up to ${batch.maximum}` : "–")],
      ["format", ({ extension: { xmlOperation } }) => (xmlOperation === undefined ? "JSON" : "JSON, XML")],
    ]),
  );
  const rules = table(
    ["rule", ...names],
    rows([
      [
        "rate limit for polling",
        ({ extension: { limits = [] } }) =>
          limits.map(({ of, interval }) => `one request in ${wordsFromDuration(interval)} for each ${of}`).join(", ") ||
          "none documented",
      ],
      ["default timeout", ({ extension: { timeout = "PT1H" } }) => wordsFromDuration(timeout)],
      [
        "finished jobs are kept for",
        ({ extension: { retention } }) => (retention ? wordsFromDuration(retention.duration) : "not documented"),
      ],
      ["errors with HTTP 200", ({ extension: { errors } }) => (errors?.success ? "yes: the body decides" : "no")],
      [
        "credentials",
        ({ extension }) =>
          credentialsOf(extension)
            .map(({ header, basic }) => (header ? code(header.name) : `Basic ${code(basic)}`))
            .join(", "),
      ],
      [
        "session",
        ({ extension: { session } }) =>
          session ? (session.login.lifetime ? wordsFromLifetime(session.login.lifetime) : "yes") : "–",
      ],
    ]),
  );
  return {
    path: "providers",
    title: "Providers compared",
    description:
      "The five providers side by side: status values and states, fields, rate limits, credentials and sessions.",
    source: "specs/README.md",
    label: "Compared",
    order: 0,
    // The tables are wide.
    frontmatter: { tableOfContents: false },
    body: [
      "Use these tables to compare the providers: which status value becomes which state, which fields a status has, and how often you may poll. They are generated from the contracts in `specs/`.",
      "## States",
      states,
      "## Fields",
      facts,
      "## Rate limits, timeouts and credentials",
      rules,
      "You can [add your own API](/guides/your-api/add-a-provider/).",
    ].join("\n\n"),
  };
}

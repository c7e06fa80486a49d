import type { JobStatusErrorCode } from "@jobstatus/core";
import { code, table } from "./markdown.ts";
import type { Page } from "./page.ts";
import { type ProviderDocument, evidenceWords } from "./provider-document.ts";

/** The HTTP statuses that mean each code, unless a contract says otherwise. */
const HTTP_STATUSES: Readonly<Record<JobStatusErrorCode, string | undefined>> = {
  unauthenticated: "401",
  forbidden: "403",
  "not-found": "404",
  gone: "404, 410",
  "rate-limited": "429",
  unavailable: "408, 425, 5xx",
  "invalid-request": "400 and other 4xx",
  "invalid-response": undefined,
  timeout: undefined,
  aborted: undefined,
  "no-job": undefined,
  unsuccessful: undefined,
};

/** The codes with the sentences that core's source gives them, in its order. */
export function readErrorCodes(source: string): ReadonlyMap<JobStatusErrorCode, string> {
  const found = new Map<JobStatusErrorCode, string>();
  for (const [, name = "", text = ""] of source.matchAll(/^ \* - `([a-z-]+)`: (.+(?:\n \* {3}.+)*)/gm)) {
    if (isCode(name)) found.set(name, text.replaceAll(/\n \* +/g, " "));
  }
  const missing = Object.keys(HTTP_STATUSES).filter((name) => isCode(name) && !found.has(name));
  if (missing.length > 0) throw new Error(`the docstring of JobStatusErrorCode has no line for ${missing.join(", ")}`);
  return found;
}

function isCode(name: string): name is JobStatusErrorCode {
  return Object.hasOwn(HTTP_STATUSES, name);
}

/** Completes the hand-written page of each error code, and adds the page that lists them. */
export function errorPages(
  written: readonly Page[],
  codes: ReadonlyMap<JobStatusErrorCode, string>,
  documents: readonly ProviderDocument[],
): readonly Page[] {
  const list: Page = {
    path: "errors",
    title: "Error codes",
    description: "Every code of JobStatusError: what it means, which HTTP status it comes from, and what to do.",
    source: "packages/core/src/model/job-status-error.ts",
    label: "All error codes",
    order: 0,
    body: [
      "If the status of a job can't be determined, the call rejects with a `JobStatusError`. Its `code` is one of these values. " +
        "A failed job is a result and not an error.",
      table(
        ["code", "meaning", "HTTP status"],
        [...codes].map(([name, text]) => [`[\`${name}\`](/errors/${name}/)`, text, HTTP_STATUSES[name] ?? "–"]),
      ),
      "The HTTP status means the code unless the provider's contract says otherwise. A code may be added in a minor version; a " +
        "code never changes its meaning. See [handle errors](/guides/production/handle-errors/) for the other properties of an error.",
    ].join("\n\n"),
  };
  const names = [...codes.keys()];
  return [
    list,
    ...names.map((name, index) => {
      const page = written.find(({ path }) => path === `errors/${name}`);
      if (!page) throw new Error(`docs/pages/errors/${name}.md is missing`);
      return errorPage(page, name, index + 1, documents);
    }),
  ];
}

function errorPage(page: Page, name: JobStatusErrorCode, order: number, documents: readonly ProviderDocument[]): Page {
  const rows = documents.flatMap(({ extension: { provider, errors } }) => {
    const link = `[${provider}](/providers/${provider}/#errors)`;
    return [
      ...(errors?.codes ?? [])
        .filter((entry) => entry.code === name)
        .map((entry) => [link, code(String(entry.native)), evidenceWords(entry)]),
      ...(errors?.http ?? [])
        .filter((entry) => entry.code === name)
        .map((entry) => [link, `HTTP ${entry.status}`, evidenceWords(entry)]),
    ];
  });
  const http = HTTP_STATUSES[name];
  const origin = [
    ...(http === undefined ? [] : [`HTTP ${http} means this code, unless the provider's contract says otherwise.`]),
    ...(rows.length === 0 ? [] : [table(["provider", "provider's code", "evidence"], rows)]),
  ];
  return {
    ...page,
    order,
    body: [
      page.body.trim(),
      ...(origin.length === 0 ? [] : ["## Where it comes from", ...origin]),
      "## Next steps",
      "- [All error codes](/errors/)\n- [Handle errors](/guides/production/handle-errors/)\n- [Troubleshooting](/guides/production/troubleshooting/)",
    ].join("\n\n"),
  };
}

import type { JobStatusErrorCode } from "@jobstatus/core";
import { code, escapeHtml, table } from "./markdown.ts";
import type { Page } from "./page.ts";
import { type ProviderDocument, evidenceWords } from "./provider-document.ts";

/** What a person can do about each code, and which HTTP statuses mean it where a contract says nothing else. */
const ADVICE: Readonly<Record<JobStatusErrorCode, { readonly http?: string; readonly advice: readonly string[] }>> = {
  unauthenticated: {
    http: "401",
    advice: [
      "Check that the credentials are those of this account and this host.",
      "Give `credentials` as a function, so that a fresh token is read for each request.",
    ],
  },
  forbidden: {
    http: "403",
    advice: [
      "Ask the provider's administrator for the right to read jobs. To start a job and to read it can be two rights.",
      "Asking again does not help, so a wait ends at once.",
    ],
  },
  "not-found": {
    http: "404",
    advice: [
      "Compare the id with the one that the start call gave, and the account or host with the one that was asked.",
      "Ask soon enough: providers forget finished jobs (see the provider's page, Limits).",
    ],
  },
  gone: {
    http: "410",
    advice: [
      "The error's `lastStatus` is what was known last.",
      "Look for the job's result itself: the provider has stopped telling about the job, not undone it.",
    ],
  },
  "rate-limited": {
    http: "429",
    advice: [
      "`retryAfterMs` says how long the provider wants to be left alone; no request is sent before.",
      "In a wait this costs a retry and does not end it. It ends it where the pause would reach past the timeout.",
      "Share one client for all jobs of an account, so that their requests are not counted against each other.",
    ],
  },
  unavailable: {
    http: "408, 425, 5xx",
    advice: [
      "`status` throws it at once; a wait first asks again, as often as `retries` allows.",
      "See `httpStatus`, `excerpt` and `cause` for what came instead of a response.",
    ],
  },
  "invalid-request": {
    http: "400 and other 4xx",
    advice: [
      "The message names the option or the id that is wrong, and what it has to be. Mend the call.",
      "A redirect, or a request for another origin than `baseUrl`, is refused too: credentials go to one place only.",
    ],
  },
  "invalid-response": {
    advice: [
      "`where` is the place in the response, `excerpt` its beginning.",
      "Compare it with the provider's page here. If the provider has changed, change the contract and generate again.",
      "A word that nobody knows is no error: it is the state `unknown`.",
    ],
  },
  timeout: {
    advice: [
      "`lastStatus` is the last that was seen. The job may go on: nothing was cancelled at the provider.",
      "Wait again with the same id, or with a longer `timeoutMs`.",
    ],
  },
  aborted: {
    advice: [
      "It is your own signal, and its reason is the error's `cause`. Nothing is left running: no timer, no request.",
      "The job itself goes on at the provider.",
    ],
  },
  "no-job": {
    advice: ["Read `nativeMessage`: it is why the provider did not start a job, such as that one was already running."],
  },
  unsuccessful: {
    advice: [
      "It comes only where the call said `requireSuccess: true`.",
      "`lastStatus` has the end: its `state`, `message`, and the `items` that failed.",
    ],
  },
};

/** The codes with the sentences that core's source gives them, in its order. */
export function readErrorCodes(source: string): ReadonlyMap<JobStatusErrorCode, string> {
  const found = new Map<JobStatusErrorCode, string>();
  for (const [, name = "", text = ""] of source.matchAll(/^ \* - `([a-z-]+)`: (.+(?:\n \* {3}.+)*)/gm)) {
    if (isCode(name)) found.set(name, text.replaceAll(/\n \* +/g, " "));
  }
  const missing = Object.keys(ADVICE).filter((name) => isCode(name) && !found.has(name));
  if (missing.length > 0) throw new Error(`the docstring of JobStatusErrorCode has no line for ${missing.join(", ")}`);
  return found;
}

function isCode(name: string): name is JobStatusErrorCode {
  return Object.hasOwn(ADVICE, name);
}

/** One page for each error code, and the page that lists them. */
export function errorPages(
  codes: ReadonlyMap<JobStatusErrorCode, string>,
  documents: readonly ProviderDocument[],
): readonly Page[] {
  const source = "packages/core/src/model/job-status-error.ts";
  const list: Page = {
    path: "errors",
    title: "Error codes",
    description: "Every code of JobStatusError, in a sentence each.",
    source,
    label: "All codes",
    order: 0,
    body: [
      "A failed job is a response, not an error. A `JobStatusError` says that the status could not be learned, and its `code` is one of " +
        "these. A code may join in a minor release; its meaning never changes.",
      table(
        ["code", "meaning", "HTTP status"],
        [...codes].map(([name, text]) => [`[\`${name}\`](/errors/${name}/)`, text, ADVICE[name].http ?? "–"]),
      ),
      "An HTTP status means a code where the provider's contract says nothing else. What else an error carries: " +
        "[read an error](/guides/read-an-error/).",
    ].join("\n\n"),
  };
  return [list, ...[...codes].map(([name, text], index) => errorPage(name, text, index + 1, documents, source))];
}

function errorPage(
  name: JobStatusErrorCode,
  text: string,
  order: number,
  documents: readonly ProviderDocument[],
  source: string,
): Page {
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
  const { http, advice } = ADVICE[name];
  return {
    path: `errors/${name}`,
    title: name,
    description: `The error code ${name}: ${text}`,
    source,
    order,
    body: [
      // It weighs more than the word elsewhere, so that search finds the code's own page first.
      `<p data-pagefind-weight="10"><strong><code>${name}</code></strong>: ${escapeHtml(text).replaceAll("`", "")}</p>`,
      "## What to do",
      advice.map((line) => `- ${line}`).join("\n"),
      "## Where it comes from",
      http === undefined
        ? "No HTTP status means this by itself."
        : `HTTP ${http} means this where the provider's contract says nothing else.`,
      ...(rows.length === 0 ? [] : [table(["provider", "its own code", "how it is known"], rows)]),
      "See [all codes](/errors/), and [read an error](/guides/read-an-error/) for what else an error carries.",
    ].join("\n\n"),
  };
}

import { JobStatusError, type JobStatus } from "@jobstatus/core";
import { type BrokenClient, broken } from "./broken-client.ts";
import { brokenFormats } from "./broken-formats.ts";
import { brokenReferences } from "./broken-references.ts";
import { brokenSessions } from "./broken-sessions.ts";
import { brokenTimes } from "./broken-times.ts";
import { rightBehavior } from "./loop-behavior.ts";
import { withText } from "./with-text.ts";

function inState(status: JobStatus, state: JobStatus["state"]): JobStatus {
  return { ...status, state };
}

/** Clients that are wrong in one way each, as clients have been found to be. */
export const brokenClients: readonly BrokenClient[] = [
  broken(
    "polls in a hot loop at an unknown status value",
    { delayMs: ({ state }) => (state === "unknown" ? 0 : 10_000) },
    ["centurylink-v2-undocumented-status-then-success", "zendesk-undocumented-status-to-the-timeout"],
  ),
  broken("ignores an abort", { heedsAbort: false }, [
    "traffic-ops-abort-while-sleeping",
    "zendesk-abort-while-asking",
    "veeva-vault-abort-of-one-of-two",
  ]),
  broken("leaves its request open after an abort", { endsRequests: false }, [
    "zendesk-abort-while-asking",
    "centurylink-v1-abort-while-reading",
    "traffic-ops-login-given-up",
  ]),
  broken("shortens Retry-After", { retryAfterMs: (askedMs) => askedMs / 2 }, [
    "zendesk-retry-after-seconds",
    "traffic-ops-retry-after-date",
    "centurylink-v2-retry-after-unavailable",
    "veeva-vault-login-limited",
    "zendesk-retry-after-date-of-rfc-850",
    "traffic-ops-retry-after-date-of-asctime",
    "centurylink-v2-retry-after-in-several-lines",
  ]),
  broken("ignores Retry-After", { retryAfterMs: () => 0 }, [
    "zendesk-limited-as-its-pages-say",
    "zendesk-retry-after-twice",
    "veeva-vault-downtime-in-minutes",
  ]),
  broken("ignores that the account has no request left", { remainingMs: () => 0 }, ["zendesk-remaining-none"]),
  broken("holds a request back that the account has left", { remainingMs: (_, resetMs) => resetMs }, [
    "zendesk-remaining-some",
  ]),
  broken(
    "believes in a reset long after the minute",
    { remainingMs: (requests, resetMs) => (requests === 0 ? resetMs : 0) },
    ["zendesk-remaining-reset-absurd"],
  ),
  broken("takes the time for which a response was held back for a pause", { delayMs: () => 600_000 }, [
    "veeva-vault-response-was-held-back",
  ]),
  broken(
    "takes an unknown status value for success",
    { read: (status) => (status.state === "unknown" ? inState(status, "succeeded") : status) },
    ["zendesk-undocumented-status-then-success", "veeva-vault-status-undocumented"],
  ),
  broken(
    "takes an unknown status value for a failure",
    { read: (status) => (status.state === "unknown" ? inState(status, "failed") : status) },
    ["traffic-ops-undocumented-status-to-the-timeout", "centurylink-v2-status-unknown"],
  ),
  broken(
    "takes completed for success, whatever the items say",
    { read: (status) => (status.native === "completed" ? inState(status, "succeeded") : status) },
    ["zendesk-ends-partly", "zendesk-all-parts-failed", "zendesk-completed-some-failed"],
  ),
  broken("leaks the credential to another host", { request: (init) => ({ ...init, redirect: "follow" }) }, [
    "zendesk-redirect-elsewhere",
    "veeva-vault-redirect-that-keeps-the-method",
    "centurylink-v1-login-redirect-elsewhere",
    "traffic-ops-login-redirect-to-a-page",
  ]),
  broken("loses the last digit of an id", { id: (job) => (/^\d+$/.test(job) ? String(BigInt(Number(job))) : job) }, [
    "centurylink-v1-id-of-many-digits",
    "traffic-ops-id-of-64-bits",
    "veeva-vault-id-beyond-double",
  ]),
  broken("breaks the shortest interval of 10 seconds", { minIntervalMs: () => 0, delayMs: () => 2_000 }, [
    "veeva-vault-ten-second-interval",
    "veeva-vault-ten-second-interval-after-a-poll",
    "veeva-vault-ten-second-interval-after-a-fault",
  ]),
  broken(
    "takes HTTP 200 for success",
    { tell: (error) => (error.httpStatus === 200 ? { state: "succeeded" } : error), retries: () => false },
    ["zendesk-page-under-200", "veeva-vault-insufficient-access", "centurylink-v1-code-101"],
  ),
  broken(
    "repeats a request after a 403",
    { retries: (error) => rightBehavior.retries(error) || error.code === "forbidden" },
    ["zendesk-refused", "veeva-vault-refused", "traffic-ops-refused-in-the-work"],
  ),
  broken("stops at one 503", { retries: ({ httpStatus }) => httpStatus !== 503 }, [
    "traffic-ops-one-fault",
    "zendesk-retry-after-unavailable",
  ]),
  broken("stops at one cut connection", { retries: ({ httpStatus }) => httpStatus !== undefined }, [
    "traffic-ops-connection-cut",
    "zendesk-body-cut",
  ]),
  broken("never gives up", { mostFailures: Infinity }, [
    "zendesk-faults-for-ever",
    "traffic-ops-limited-for-ever",
    "centurylink-v2-login-fails-for-ever",
  ]),
  broken("waits past the timeout", { heedsTimeout: false }, [
    "zendesk-timeout-while-sleeping",
    "traffic-ops-timeout-without-an-answer",
    "veeva-vault-timeout-in-a-body",
    "centurylink-v1-login-to-the-timeout",
  ]),
  broken(
    "invents a zone for a local time",
    {
      read: ({ updatedAt, createdAt, ...status }) => ({
        ...status,
        ...(updatedAt !== undefined && { updatedAt: new Date(updatedAt).toISOString() }),
        ...(createdAt !== undefined && { createdAt: new Date(createdAt).toISOString() }),
      }),
    },
    ["centurylink-v1-date-local", "veeva-vault-status-scheduled"],
  ),
  broken("invents a progress of nothing", { read: (status) => ({ progress: { fraction: 0 }, ...status }) }, [
    "traffic-ops-documented-pending",
    "centurylink-v2-status-executing",
  ]),
  broken(
    "prints a secret",
    {
      tell: (error, { credentials }) =>
        new JobStatusError(error.code, `${error.message} with ${JSON.stringify(credentials)}`, error),
    },
    [
      "zendesk-echo-in-a-refusal",
      "veeva-vault-secret-of-a-refused-session",
      "traffic-ops-secret-of-a-broken-connection",
      "centurylink-v2-password-of-a-refused-login",
      "traffic-ops-password-in-a-page",
    ],
  ),
  broken(
    "acts on the first of several errors",
    { receive: withText((text) => text.replace(/("errors":\[\{[^}]*\}),[^\]]*/, "$1")) },
    ["veeva-vault-known-error-behind-another"],
  ),
  broken("overlaps its requests", { impatientMs: 5_000 }, ["zendesk-slow-answers", "centurylink-v1-slow-answers"]),
  broken("shares nothing between waits", { features: [...rightBehavior.features, "coalescing"] }, [
    "zendesk-waits-share",
    "veeva-vault-ten-second-interval-among-waits",
    "traffic-ops-slow-answers-to-several",
    "centurylink-v1-login-shared-by-waits",
    "traffic-ops-login-shared-by-jobs",
    "centurylink-v2-login-renewed-for-jobs",
    "traffic-ops-login-refused-to-several",
  ]),
  broken(
    "takes a failed job for an exception",
    {
      read: (status) => {
        if (status.state !== "failed") return status;
        throw new JobStatusError("unsuccessful", "the job failed", { lastStatus: status });
      },
    },
    ["zendesk-failed-already", "centurylink-v1-to-failure", "traffic-ops-one-poll-failed"],
  ),
  broken("forgets that it saw the job", { remembers: false }, ["zendesk-gone", "centurylink-v1-gone"]),
  ...brokenSessions,
  ...brokenFormats,
  ...brokenReferences,
  ...brokenTimes,
];

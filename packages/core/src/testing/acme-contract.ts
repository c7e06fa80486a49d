import type { Contract } from "../contract/contract.ts";
import { allParts } from "../client/all-parts.ts";
import { freezeContract } from "../contract/freeze-contract.ts";
import type { StatusReading } from "../response/read-job-status.ts";
import type { ResponseHead } from "../response/status-reader.ts";

/** How a status is read by a contract, with every reader. */
export function reading(contract: Contract, head: ResponseHead = new Response()): StatusReading {
  return { contract, head, readers: allParts.readers, statusRules: allParts.statusRules };
}

/** The contract of an imaginary provider, which uses every part of the table. */
export const acmeContract = freezeContract({
  provider: "acme",
  operation: "showJob",
  server: "https://{tenant}.acme.example",
  variables: { tenant: null, account: "main" },
  request: {
    method: "GET",
    path: "/v1/{account}/jobs/{id}",
    id: { in: "path", name: "id", type: "string" },
    accept: "application/json",
  },
  credentials: [{ basic: "{user}:{password}" }, { header: { name: "X-Pass", value: "Token {token}" } }],
  job: {
    at: ["/job", ""],
    status: "/state",
    message: "/text",
    title: "/name",
    progress: { completed: "/done", total: "/of" },
    times: {
      createdAt: { at: "/created", encodings: ["rfc3339"] },
      startedAt: { at: "/started", encodings: ["rfc3339"] },
      updatedAt: { at: "/updated", encodings: ["dotnet-date", "local-date-time"] },
      finishedAt: { at: "/finished", encodings: ["rfc3339", "local-date-time"] },
    },
    untrustedZoneStatuses: ["PLANNED"],
    items: {
      at: "/parts",
      id: "/id",
      index: "/index",
      success: "/success",
      errors: ["/error", "/errors"],
      details: "/details",
      outcome: ["/status", "/action"],
    },
    links: [
      { at: "/url", rel: "self" },
      { at: "/links", rel: "/rel", href: "/href", method: "/verb" },
    ],
  },
  states: {
    QUEUED: "pending",
    PLANNED: "pending",
    WORKING: "running",
    DONE: "succeeded",
    BROKEN: "failed",
    STOPPED: "cancelled",
    UNSURE: "unknown",
  },
  outcomeFromItems: ["DONE"],
  errors: {
    success: [{ at: "/ok", values: ["true", "mostly"] }],
    native: ["/error/code", "/codes/*/code"],
    message: ["/error/text"],
    codes: { NO_SESSION: "unauthenticated", TOO_OFTEN: "rate-limited", NO_JOB: "not-found", NOT_YOURS: "forbidden" },
    http: { 423: "unavailable" },
    requestIdHeader: "X-Acme-Request",
    defaultCode: "invalid-request",
  },
  timeoutMs: 3_600_000,
  notFoundGraceMs: 10_000,
} as const satisfies Contract);

/** The same provider with a limit: 10 s from one request for a job to the next. */
export const limitedAcmeContract = freezeContract({
  ...acmeContract,
  minPollIntervalMs: 10_000,
} as const satisfies Contract);

/** The same provider with an operation for up to 100 jobs. */
export const batchedAcmeContract = freezeContract({
  ...acmeContract,
  batch: { path: "/v1/{account}/many?ids={?}", ids: "ids", separator: ",", maximum: 100, jobs: "/jobs", id: "/id" },
} as const satisfies Contract);

import type { Fetch, JobClient } from "@jobstatus/core";
import {
  type Scenario,
  type Simulator,
  type SimulatorOptions,
  createCenturylinkV1Simulator,
  createCenturylinkV2Simulator,
  createTrafficOpsSimulator,
  createVeevaVaultSimulator,
  createZendeskSimulator,
  zendeskCredentials,
} from "@jobstatus/simulator";
import { SIMULATED_SESSION } from "../simulate/credentials.ts";

/** One provider of the demonstration: its simulator, the life of its job, and how the job is started and found. */
export interface DemoJob {
  readonly createSimulator: (options: SimulatorOptions) => Simulator;
  readonly scenario: Scenario;
  /** Makes the provider's real client for the simulator at `baseUrl`. */
  readonly connect: (connection: { readonly baseUrl: string; readonly fetch: Fetch }) => Promise<JobClient>;
  /** The provider's own start call. */
  readonly startCall: { readonly method: string; readonly path: string; readonly body?: unknown };
  /** Finds the job's id in the response to the start call. */
  readonly readId: (response: Response) => Promise<string>;
}

const FAILED_ITEM = { error: "RecordInvalid", details: "Status: closed prevents ticket update" };

/** The five jobs: three succeed, the one at Zendesk ends in part, the one at Traffic Ops fails. */
export const demoJobs: readonly DemoJob[] = [
  {
    createSimulator: createCenturylinkV1Simulator,
    scenario: {
      waitingMs: 3_000,
      workingMs: 15_000,
      steps: ["Allocating storage", "Cloning the template", "Booting", "Installing patches"],
      endMessage: "Request completed",
    },
    connect: async (connection) =>
      (await import("@jobstatus/centurylink-v1")).createCenturylinkV1({
        ...connection,
        credentials: { cookie: `Tier3.API.Cookie=${SIMULATED_SESSION}` },
      }),
    startCall: { method: "POST", path: "/REST/Server/CreateServer/JSON", body: { Name: "UT1XXLAB01" } },
    readId: async (response) => textFrom(await response.json(), "RequestID"),
  },
  {
    createSimulator: createCenturylinkV2Simulator,
    scenario: { waitingMs: 4_000, workingMs: 9_000 },
    connect: async (connection) =>
      (await import("@jobstatus/centurylink-v2")).createCenturylinkV2({
        ...connection,
        accountAlias: "ALIAS",
        credentials: { token: SIMULATED_SESSION },
      }),
    startCall: {
      method: "POST",
      path: "/v2/operations/ALIAS/servers/powerOn",
      body: ["WA1ALIASWEB01", "WA1ALIASWEB02"],
    },
    readId: async (response) => textFrom(await response.json(), "0", "links", "0", "id"),
  },
  {
    createSimulator: createTrafficOpsSimulator,
    scenario: {
      outcome: "failed",
      workingMs: 17_000,
      steps: ["Async job has started.", "1 of 4 certificates renewed", "2 of 4 certificates renewed"],
      endMessage: "The certificate authority did not answer.",
    },
    connect: async (connection) =>
      (await import("@jobstatus/traffic-ops")).createTrafficOps({
        ...connection,
        credentials: { accessToken: SIMULATED_SESSION },
      }),
    startCall: { method: "POST", path: "/api/4.0/acme_autorenew" },
    readId: (response) => Promise.resolve(response.headers.get("Location")?.split("/").at(-1) ?? ""),
  },
  {
    createSimulator: createVeevaVaultSimulator,
    scenario: { waitingMs: 5_000, workingMs: 13_000 },
    connect: async (connection) =>
      (await import("@jobstatus/veeva-vault")).createVeevaVault({
        ...connection,
        credentials: { sessionId: SIMULATED_SESSION },
      }),
    startCall: { method: "POST", path: "/api/v26.1/services/loader/extract", body: {} },
    readId: async (response) => textFrom(await response.json(), "job_id"),
  },
  {
    createSimulator: createZendeskSimulator,
    scenario: {
      outcome: "partial",
      waitingMs: 2_000,
      workingMs: 20_000,
      items: Array.from({ length: 8 }, (_, index) => ({ id: 380 + index, ...(index % 4 === 1 && FAILED_ITEM) })),
    },
    connect: async (connection) =>
      (await import("@jobstatus/zendesk")).createZendesk({
        ...connection,
        credentials: { email: zendeskCredentials.email, apiToken: zendeskCredentials.apiToken },
      }),
    startCall: {
      method: "PUT",
      path: "/api/v2/tickets/update_many.json",
      body: { tickets: Array.from({ length: 8 }, (_, index) => ({ id: 380 + index, status: "solved" })) },
    },
    readId: async (response) => textFrom(await response.json(), "job_status", "id"),
  },
];

/** Reads a text or a number from a decoded response. */
function textFrom(body: unknown, ...path: readonly string[]): string {
  let value = body;
  for (const key of path) value = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

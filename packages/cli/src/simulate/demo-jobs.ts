import type { Scenario } from "@jobstatus/simulator";

/** One job of the demonstration: its life, and the provider's own call that starts it. */
export interface DemoJob {
  readonly scenario: Scenario;
  readonly method: "POST" | "PUT";
  readonly path: string;
  readonly body?: object;
}

const FAILED_ITEM = { error: "RecordInvalid", details: "Status: closed prevents ticket update" };
const ITEM_IDS = [380, 381, 382, 383, 384, 385, 386, 387];

/** The jobs, by provider: three succeed, the one at Zendesk fails in part, the one at Traffic Ops fails. */
export const DEMO_JOBS: Readonly<Partial<Record<string, DemoJob>>> = {
  "centurylink-v1": {
    scenario: {
      waitingMs: 3_000,
      workingMs: 15_000,
      steps: ["Reserving the address", "Configuring the firewall", "Attaching the address", "Testing the address"],
      endMessage: "Request completed",
    },
    method: "POST",
    path: "/REST/Network/AddPublicIPAddress/JSON",
    body: { Name: "UT1XXLAB01" },
  },
  "centurylink-v2": {
    scenario: { waitingMs: 4_000, workingMs: 9_000 },
    method: "POST",
    path: "/v2/operations/ALIAS/servers/powerOn",
    body: ["WA1ALIASWEB01"],
  },
  "traffic-ops": {
    scenario: {
      outcome: "failed",
      workingMs: 17_000,
      steps: ["Async job has started.", "1 of 4 certificates renewed", "2 of 4 certificates renewed"],
      endMessage: "The certificate authority did not answer.",
    },
    method: "POST",
    path: "/api/4.0/acme_autorenew",
  },
  "veeva-vault": {
    scenario: { waitingMs: 5_000, workingMs: 13_000 },
    method: "POST",
    path: "/api/v26.1/services/loader/extract",
    body: {},
  },
  zendesk: {
    scenario: {
      outcome: "partial",
      waitingMs: 2_000,
      workingMs: 20_000,
      items: ITEM_IDS.map((id, index) => ({ id, ...(index % 4 === 1 && FAILED_ITEM) })),
    },
    method: "PUT",
    path: "/api/v2/tickets/update_many.json",
    body: { tickets: ITEM_IDS.map((id) => ({ id, status: "solved" })) },
  },
};

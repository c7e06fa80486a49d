import type { JobClient } from "@jobstatus/core";
import {
  type Scenario,
  createVeevaVaultSimulator,
  createZendeskSimulator,
  veevaVaultCredentials,
  zendeskCredentials,
} from "@jobstatus/simulator";
import { createVeevaVault } from "@jobstatus/veeva-vault";
import { createZendesk } from "@jobstatus/zendesk";
import type { SharedAccount } from "../fleet-options.ts";

/** A simulated provider, and clients of it. */
export interface TestProvider {
  /** Starts a job and returns its ID. */
  start(scenario?: Scenario): string;
  /** Method and path of each request so far. */
  requests(): string[];
  expireSessions(): void;
  /** A client, as one process has it. */
  client(shared?: SharedAccount, password?: string): JobClient;
}

/** A job that takes a moment, as tests in real time have it. */
const SHORT: Scenario = { waitingMs: 50, workingMs: 300 };

/** A job that has ended before it is first polled. */
const ENDED: Scenario = { waitingMs: 0, workingMs: 1, startedMsAgo: 60_000 };

/** A simulated Zendesk: without a login, with batches. */
export function createTestZendesk(scenario: Scenario = SHORT): TestProvider {
  const simulator = createZendeskSimulator({ scenario });
  return {
    start: (own = scenario) => simulator.start(own),
    requests: () => simulator.requests.map(({ method, url }) => `${method} ${url}`),
    expireSessions: () => simulator.expireSessions(),
    client: (shared, password) =>
      createZendesk({
        subdomain: "company",
        credentials: { accessToken: password ?? zendeskCredentials.accessToken },
        fetch: (input, init) => simulator.fetch(new Request(input, init)),
        ...(shared && { gate: shared.gate }),
      }),
  };
}

let vaults = 0;

/** A simulated Vault: with a login, and one request in 10 s for each job. */
export function createTestVault(scenario: Scenario = ENDED): TestProvider {
  const simulator = createVeevaVaultSimulator({ scenario });
  // The process keeps the limit of a job by its URL, and each simulator begins with the same IDs.
  vaults += 1;
  const vaultDns = `company-${vaults}.veevavault.com`;
  return {
    start: (own = scenario) => simulator.start(own),
    requests: () => simulator.requests.map(({ method, url }) => `${method} ${url}`),
    expireSessions: () => simulator.expireSessions(),
    client: (shared, password) =>
      createVeevaVault({
        vaultDns,
        credentials: { ...veevaVaultCredentials, ...(password !== undefined && { password }) },
        fetch: (input, init) => simulator.fetch(new Request(input, init)),
        ...shared,
      }),
  };
}

/** What is true sooner or later: looks again and again until it is. */
export async function eventually(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 20));
}

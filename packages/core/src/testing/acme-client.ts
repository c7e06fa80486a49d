import type { ClientOptions, FormatOption } from "../context/client-options.ts";
import type { Contract } from "../contract/contract.ts";
import { allParts } from "../client/all-parts.ts";
import { createJobClient } from "../client/create-job-client.ts";
import type { JobClient } from "../client/job-client.ts";
import { exponential } from "../wait/schedules/exponential.ts";
import { type VirtualClock, createVirtualClock } from "../virtual-clock.ts";
import { acmeContract } from "./acme-contract.ts";
import { type Script, type ScriptedResponse, type ScriptedFetch, createScriptedFetch } from "./scripted-fetch.ts";

/** The options of the imaginary provider's client. */
export interface AcmeOptions extends ClientOptions<Readonly<Record<string, unknown>>>, FormatOption {
  readonly tenant?: string;
  readonly account?: string;
  readonly baseUrl?: string;
}

/** A client of the imaginary provider with all that a test wants to see. */
export interface AcmeClient extends ScriptedFetch {
  readonly client: JobClient;
  readonly clock: VirtualClock;
}

/** Creates a client whose provider gives the responses of a script, in virtual time that begins at 0, without chance. */
export function createAcmeClient(
  responses: Script,
  options: Partial<AcmeOptions> = {},
  contract: Contract = acmeContract,
): AcmeClient {
  const clock = createVirtualClock();
  const scripted = createScriptedFetch(clock, responses);
  const all: AcmeOptions = {
    tenant: "shop",
    credentials: { token: "opensesame" },
    clock,
    fetch: scripted.fetch,
    random: () => 0,
    // Moments that can be worked out by hand: what the default schedule learns has tests of its own.
    schedule: exponential(),
    ...options,
  };
  return { ...scripted, clock, client: createJobClient(contract, all, allParts) };
}

/** A response with a job in this state. */
export function jobIn(state: string, more: Readonly<Record<string, unknown>> = {}): ScriptedResponse {
  return { body: { job: { state, ...more } } };
}

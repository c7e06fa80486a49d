import type { Clock, Contract, Fetch, Gate, JobClient } from "@jobstatus/core";
import { type SessionStore, allParts, createJobClient } from "@jobstatus/core/provider";
import { veevaVaultContract } from "@jobstatus/veeva-vault";
import { zendeskContract } from "@jobstatus/zendesk";
import type { FleetClientSetting } from "./fleet-protocol.ts";

const contracts: Readonly<Record<FleetClientSetting["provider"], Contract>> = {
  "veeva-vault": veevaVaultContract,
  zendesk: zendeskContract,
};

/** What a client may be given beside its setting: what the processes of a fleet share of an account, and a time of its own. */
export interface FleetClientParts {
  readonly sessions?: SessionStore;
  readonly gate?: Gate;
  readonly clock?: Clock;
  readonly fetch?: Fetch;
}

/** Makes a client of one of our packages whose provider's time passes as fast as the suite wants it. */
export function createFleetClient(
  { provider, baseUrl, credentials, headers, timeFactor }: FleetClientSetting,
  { sessions, ...parts }: FleetClientParts = {},
): JobClient {
  const own = scaleContract(contracts[provider], timeFactor);
  const options = { baseUrl, credentials, headers, ...parts };
  // A provider without a login has no option for sessions.
  return createJobClient(own, { ...options, ...(own.session && sessions && { sessions }) }, allParts);
}

/** A contract whose provider's time passes `timeFactor` times as fast. */
function scaleContract(contract: Contract, timeFactor: number): Contract {
  const { minPollIntervalMs, notFoundGraceMs, timeoutMs, session } = contract;
  const lockoutMs = session?.login.lockoutPauseMs;
  return {
    ...contract,
    timeoutMs: timeoutMs / timeFactor,
    ...(minPollIntervalMs !== undefined && { minPollIntervalMs: minPollIntervalMs / timeFactor }),
    ...(notFoundGraceMs !== undefined && { notFoundGraceMs: notFoundGraceMs / timeFactor }),
    ...(session &&
      lockoutMs !== undefined && {
        session: { ...session, login: { ...session.login, lockoutPauseMs: lockoutMs / timeFactor } },
      }),
  };
}

import { createCenturylinkV1 } from "@jobstatus/centurylink-v1";
import { createCenturylinkV2 } from "@jobstatus/centurylink-v2";
import type { JobClient } from "@jobstatus/core";
import { createTrafficOps } from "@jobstatus/traffic-ops";
import { createVeevaVault } from "@jobstatus/veeva-vault";
import { createZendesk } from "@jobstatus/zendesk";
import type { CaseSetting, ClientUnderTest } from "../suite/client-under-test.ts";
import { features } from "../suite/suite-case.ts";

const factories = {
  "centurylink-v1": createCenturylinkV1,
  "centurylink-v2": createCenturylinkV2,
  "traffic-ops": createTrafficOps,
  "veeva-vault": createVeevaVault,
  zendesk: createZendesk,
} as const;

/** Makes a client of one of our packages. */
export function createOwnClient({ provider, variables, ...setting }: CaseSetting): JobClient {
  const { baseUrl, credentials, fetch, clock } = setting;
  // The suite holds what each provider's client takes; a wrong option is told by the client itself.
  const create: (given: never) => JobClient = factories[provider];
  // Half of all chance, so that a case gives the same moments each time.
  return create({ baseUrl, credentials, fetch, clock, ...variables, random: () => 0.5 } as never);
}

/** Our own packages. */
export const ownClient: ClientUnderTest = { name: "jobstatus", features, create: createOwnClient };

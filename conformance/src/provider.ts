import { createCenturylinkV1 } from "@jobstatus/centurylink-v1";
import { createCenturylinkV2 } from "@jobstatus/centurylink-v2";
import type { Clock, Fetch, JobClient } from "@jobstatus/core";
import { createTrafficOps } from "@jobstatus/traffic-ops";
import { createVeevaVault } from "@jobstatus/veeva-vault";
import { createZendesk } from "@jobstatus/zendesk";

/** The providers that the suite covers. */
export const providerNames = ["centurylink-v1", "centurylink-v2", "traffic-ops", "veeva-vault", "zendesk"] as const;

/** The name of a provider. */
export type ProviderName = (typeof providerNames)[number];

/** What a client needs to know of the test that it runs in. */
export interface ClientSetting {
  /** Where requests go. Default: `https://provider.example.org`. */
  readonly baseUrl?: string;
  readonly fetch?: Fetch;
  readonly clock?: Clock;
}

/** The credential that no message and no property of an error may hold. */
export const secret = "secret-of-the-caller";

const credentials = {
  "centurylink-v1": { cookie: `Tier3.API.Cookie=${secret}` },
  "centurylink-v2": { token: secret },
  "traffic-ops": { accessToken: secret },
  "veeva-vault": { sessionId: secret },
  zendesk: { email: "agent@example.org", apiToken: secret },
} as const;

const factories = {
  "centurylink-v1": createCenturylinkV1,
  "centurylink-v2": createCenturylinkV2,
  "traffic-ops": createTrafficOps,
  "veeva-vault": createVeevaVault,
  zendesk: createZendesk,
} as const;

/** Options with which each provider's client can be made. */
export function rightOptions(provider: ProviderName, setting: ClientSetting = {}): Record<string, unknown> {
  return {
    baseUrl: "https://provider.example.org",
    credentials: credentials[provider],
    ...(provider === "centurylink-v2" && { accountAlias: "ALIAS" }),
    ...setting,
  };
}

/** Makes a provider's client from options that may be wrong. */
export function createClientFromOptions(provider: ProviderName, options: Record<string, unknown>): JobClient {
  // A caller without types may pass anything: that is what the cases of the options are about.
  const create: (given: never) => JobClient = factories[provider];
  return create(options as never);
}

/** Makes a provider's client. */
export function createClient(provider: ProviderName, setting: ClientSetting = {}): JobClient {
  return createClientFromOptions(provider, rightOptions(provider, setting));
}

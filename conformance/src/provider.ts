import { createCenturylinkV1 } from "@jobstatus/centurylink-v1";
import { xml as centurylinkV1Xml } from "@jobstatus/centurylink-v1/xml";
import { createCenturylinkV2 } from "@jobstatus/centurylink-v2";
import type { Clock, Fetch, JobClient, JobReference } from "@jobstatus/core";
import type { ResponseFormat } from "@jobstatus/core/provider";
import { createTrafficOps } from "@jobstatus/traffic-ops";
import { createVeevaVault } from "@jobstatus/veeva-vault";
import { xml as veevaVaultXml } from "@jobstatus/veeva-vault/xml";
import { createZendesk } from "@jobstatus/zendesk";
import type { CaseResponse } from "./case-types.ts";
import { contentTypeOf, isXml } from "./media.ts";
import type { ProviderName } from "./provider-name.ts";

export { type ProviderName, providerNames } from "./provider-name.ts";

/** What a client needs to know of the test that it runs in. */
export interface ClientSetting {
  /** Where requests go. Default: `https://provider.example.org`. */
  readonly baseUrl?: string;
  readonly fetch?: Fetch;
  readonly clock?: Clock;
  /** The format in which it asks. Default: JSON. */
  readonly format?: ResponseFormat;
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

/** A job of a case, as our packages take it. */
export function jobOf({
  job,
  operation,
}: {
  readonly job: string;
  readonly operation?: string | undefined;
}): JobReference {
  return operation === undefined ? job : { id: job, operation };
}

/** The formats beside JSON. */
export const xmlFormats: Readonly<Partial<Record<ProviderName, ResponseFormat>>> = {
  "centurylink-v1": centurylinkV1Xml,
  "veeva-vault": veevaVaultXml,
};

/** The setting with which a client asks in the format of a case's answer. */
export function formatSetting(provider: ProviderName, response: CaseResponse): Pick<ClientSetting, "format"> {
  const format = isXml(contentTypeOf(response)) ? xmlFormats[provider] : undefined;
  return format === undefined ? {} : { format };
}

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

import type { Clock, Fetch, JobClient, JobReference } from "@jobstatus/core";
import type { ResponseFormat } from "@jobstatus/core/provider";
import type { CaseResponse } from "./case-types.ts";
import { contentTypeOf, isXml } from "./media.ts";
import { fillTexts } from "./fill-text.ts";
import { factsOf } from "./provider-facts.ts";
import type { ProviderName } from "./provider-name.ts";
import { factoryOf, xmlFormatOf } from "./provider-packages.ts";

export { type ProviderName, providerNames } from "./provider-name.ts";

/** What a client needs to know of the test that it runs in. */
export interface ClientSetting {
  /** Where requests go. Default: `https://provider.example.org`. */
  readonly baseUrl?: string;
  readonly fetch?: Fetch;
  readonly clock?: Clock;
  /** The format of requests. Default: JSON. */
  readonly format?: ResponseFormat;
}

/** The credential that no message and no property of an error may hold. */
export const SECRET = "secret-of-the-caller";

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

/** The setting of a client with the format of a case's response. */
export function formatSetting(provider: ProviderName, response: CaseResponse): Pick<ClientSetting, "format"> {
  const format = isXml(contentTypeOf(response)) ? xmlFormatOf(provider) : undefined;
  return format === undefined ? {} : { format };
}

/** Options with which each provider's client can be made. */
export function rightOptions(provider: ProviderName, setting: ClientSetting = {}): Record<string, unknown> {
  const { credentials, exchangeCredentials, variables } = factsOf(provider);
  return {
    baseUrl: "https://provider.example.org",
    credentials: fillTexts(exchangeCredentials ?? credentials, { session: SECRET }),
    ...variables,
    ...setting,
  };
}

/** Makes a provider's client from options that may be wrong. */
export function createClientFromOptions(provider: ProviderName, options: Record<string, unknown>): JobClient {
  // A caller without types may pass anything: that is what the cases of the options are about.
  return factoryOf(provider)(options as never);
}

/** Makes a provider's client. */
export function createClient(provider: ProviderName, setting: ClientSetting = {}): JobClient {
  return createClientFromOptions(provider, rightOptions(provider, setting));
}

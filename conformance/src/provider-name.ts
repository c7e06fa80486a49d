/** The providers that the suite covers. */
export const providerNames = ["centurylink-v1", "centurylink-v2", "traffic-ops", "veeva-vault", "zendesk"] as const;

/** The name of a provider. */
export type ProviderName = (typeof providerNames)[number];

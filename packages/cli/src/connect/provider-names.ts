/** The providers that the command knows. */
export const PROVIDER_NAMES = ["centurylink-v1", "centurylink-v2", "traffic-ops", "veeva-vault", "zendesk"] as const;

/** The name of a provider. */
export type ProviderName = (typeof PROVIDER_NAMES)[number];

/** Says whether a text is the name of a provider. */
export function isProviderName(text: string): text is ProviderName {
  return PROVIDER_NAMES.some((name) => name === text);
}

import { type ProviderName, providerNames } from "../provider-name.ts";
import type { Feature } from "./suite-case.ts";

/** What not every provider has. */
const offers: Readonly<Partial<Record<Feature, readonly ProviderName[]>>> = {
  login: ["centurylink-v1", "centurylink-v2", "traffic-ops", "veeva-vault"],
  logout: ["centurylink-v1", "traffic-ops", "veeva-vault"],
  xml: ["centurylink-v1", "veeva-vault"],
};

/** The providers with which a client can do all of this. */
export function providersWith(needs: Iterable<Feature>): readonly ProviderName[] {
  const wanted = [...needs];
  return providerNames.filter((provider) => wanted.every((need) => offers[need]?.includes(provider) ?? true));
}

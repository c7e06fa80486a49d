import { factsOf } from "../provider-facts.ts";
import { type ProviderName, providerNames } from "../provider-name.ts";
import type { Feature } from "./suite-case.ts";

/** The providers with which a client can do all of this. */
export function providersWith(needs: Iterable<Feature>): readonly ProviderName[] {
  const wanted = [...needs];
  return providerNames.filter((provider) => wanted.every((need) => offers(provider, need)));
}

function offers(provider: ProviderName, feature: Feature): boolean {
  const { login, logout, status } = factsOf(provider);
  if (feature === "login") return login !== undefined;
  if (feature === "logout") return logout !== undefined;
  return feature !== "xml" || status.default.xml !== undefined;
}

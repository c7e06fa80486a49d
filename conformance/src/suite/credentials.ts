import type { ProviderName } from "../provider-name.ts";

/** The caller's session, by provider. It may show nowhere but in the header that carries it. */
export function secretOf(provider: ProviderName): string {
  return `suite-session-of-${provider}`;
}

/** What proves the caller, in the terms of each provider. */
export function credentialsOf(provider: ProviderName): Readonly<Record<string, string>> {
  const secret = secretOf(provider);
  const byProvider: Readonly<Record<ProviderName, Readonly<Record<string, string>>>> = {
    "centurylink-v1": { cookie: `Tier3.API.Cookie=${secret}` },
    "centurylink-v2": { token: secret },
    "traffic-ops": { accessToken: secret },
    "veeva-vault": { sessionId: secret },
    zendesk: { accessToken: secret },
  };
  return byProvider[provider];
}

/** What else a client has to be told, by provider. */
export function variablesOf(provider: ProviderName): Readonly<Record<string, string>> {
  return provider === "centurylink-v2" ? { accountAlias: "ALIAS" } : {};
}

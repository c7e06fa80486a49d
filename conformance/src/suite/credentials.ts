import type { ProviderName } from "../provider-name.ts";

type Fields = Readonly<Record<string, string>>;

/**
 * The caller's session, by provider. It may show nowhere but in the header that carries it. Those that a login grants begin
 * with it.
 */
export function secretOf(provider: ProviderName): string {
  return `suite-session-of-${provider}`;
}

/** The caller's password, by provider. It may show nowhere but in a login. */
export function passwordOf(provider: ProviderName): string {
  return `suite-password-of-${provider}`;
}

/** What may show in nothing that a client reports. */
export function secretsOf(provider: ProviderName): readonly string[] {
  return [secretOf(provider), passwordOf(provider)];
}

/** The cookie of the caller's session, by provider. */
export function cookieOf(provider: ProviderName, secret = secretOf(provider)): string {
  return `${provider === "traffic-ops" ? "mojolicious" : "Tier3.API.Cookie"}=${secret}`;
}

/** What proves the caller, in the terms of each provider. */
export function credentialsOf(provider: ProviderName, secret = secretOf(provider)): Fields {
  const byProvider: Readonly<Record<ProviderName, Fields>> = {
    "centurylink-v1": { cookie: cookieOf(provider, secret) },
    "centurylink-v2": { token: secret },
    "traffic-ops": { accessToken: secret },
    "veeva-vault": { sessionId: secret },
    zendesk: { accessToken: secret },
  };
  return byProvider[provider];
}

/** The fields of a login, in the terms of each provider that has one. */
export function loginFieldsOf(provider: ProviderName): Fields {
  const password = passwordOf(provider);
  const byProvider: Readonly<Partial<Record<ProviderName, Fields>>> = {
    "centurylink-v1": { APIKey: "suite-key", Password: password },
    "centurylink-v2": { username: "suite-user", password },
    "traffic-ops": { u: "suite-user", p: password },
    "veeva-vault": { username: "suite-user", password },
  };
  const fields = byProvider[provider];
  if (!fields) throw new Error(`${provider} has no login`);
  return fields;
}

/** What else a client has to be told, by provider. */
export function variablesOf(provider: ProviderName): Fields {
  return provider === "centurylink-v2" ? { accountAlias: "ALIAS" } : {};
}

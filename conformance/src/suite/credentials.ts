import { fillTexts } from "../fill-text.ts";
import { factsOf } from "../provider-facts.ts";
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

/** The cookie of the caller's session. */
export function cookieOf(provider: ProviderName, secret = secretOf(provider)): string {
  const { cookie } = factsOf(provider);
  if (cookie === undefined) throw new Error(`${provider} has no cookie`);
  return `${cookie}=${secret}`;
}

/** The credentials that the client is given. */
export function credentialsOf(provider: ProviderName, secret = secretOf(provider)): Fields {
  return fillTexts(factsOf(provider).credentials, { session: secret });
}

/** The fields of a login. */
export function loginFieldsOf(provider: ProviderName): Fields {
  const { login } = factsOf(provider);
  if (login === undefined) throw new Error(`${provider} has no login`);
  return fillTexts(login.fields, { password: passwordOf(provider) });
}

/** What else a client must be told. */
export function variablesOf(provider: ProviderName): Fields {
  return factsOf(provider).variables ?? {};
}

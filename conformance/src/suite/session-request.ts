import { factsOf } from "../provider-facts.ts";
import type { ProviderName } from "../provider-name.ts";
import { loginFieldsOf } from "./credentials.ts";
import { type StatusRequestTerms, proofOf } from "./status-request.ts";
import type { CaseRequest, Operation } from "./suite-case.ts";

/** The operation that a request is for, by its path; whether the rest of it is right, the judge says. */
export function operationAt(provider: ProviderName, path: string): Operation {
  const { login, logout } = factsOf(provider);
  if (path === login?.path) return "login";
  return path === logout?.path ? "logout" : "status";
}

/** The request that opens a session, as the provider's documents describe it. */
export function loginRequestFor(provider: ProviderName): CaseRequest {
  const { login } = factsOf(provider);
  if (login === undefined) throw new Error(`${provider} has no login`);
  const { path, contentType } = login;
  return { method: "POST", path, headers: { "Content-Type": contentType }, fields: loginFieldsOf(provider) };
}

/** The request that ends a session, as the provider's documents describe it. */
export function logoutRequestFor(provider: ProviderName, terms: StatusRequestTerms): CaseRequest {
  const { logout } = factsOf(provider);
  if (logout === undefined) throw new Error(`${provider} has no logout`);
  return { ...logout, headers: proofOf(provider, terms) };
}

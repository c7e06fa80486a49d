import type { ProviderName } from "../provider-name.ts";
import { loginFieldsOf } from "./credentials.ts";
import { type StatusRequestTerms, proofOf } from "./status-request.ts";
import type { CaseRequest, Operation } from "./suite-case.ts";

const loginPaths: Readonly<Partial<Record<ProviderName, string>>> = {
  "centurylink-v1": "/REST/Auth/Logon/JSON",
  "centurylink-v2": "/v2/authentication/login",
  "traffic-ops": "/api/4.0/user/login",
  "veeva-vault": "/api/v26.1/auth",
};

const logoutPaths: Readonly<Partial<Record<ProviderName, string>>> = {
  "centurylink-v1": "/REST/Auth/Logout/JSON",
  "traffic-ops": "/api/4.0/user/logout",
  "veeva-vault": "/api/v26.1/session",
};

/** The operation that a request is for, by its path; whether the rest of it is right, the judge says. */
export function operationAt(provider: ProviderName, path: string): Operation {
  if (path === loginPaths[provider]) return "login";
  return path === logoutPaths[provider] ? "logout" : "status";
}

/** The request that opens a session, as each provider's documents ask for it. */
export function loginRequestFor(provider: ProviderName): CaseRequest {
  const path = loginPaths[provider];
  if (path === undefined) throw new Error(`${provider} has no login`);
  const type = provider === "veeva-vault" ? "application/x-www-form-urlencoded" : "application/json";
  return { method: "POST", path, headers: { "Content-Type": type }, fields: loginFieldsOf(provider) };
}

/** The request that gives a session back, as each provider's documents ask for it. */
export function logoutRequestFor(provider: ProviderName, terms: StatusRequestTerms): CaseRequest {
  const path = logoutPaths[provider];
  if (path === undefined) throw new Error(`${provider} has no way to log out`);
  return { method: provider === "veeva-vault" ? "DELETE" : "POST", path, headers: proofOf(provider, terms) };
}

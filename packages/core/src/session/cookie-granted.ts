import { wallNow } from "../async/clock.ts";
import type { ClientContext } from "../context/client-context.ts";
import type { ContractGrant } from "../contract/contract.ts";
import { readCookie } from "./read-cookie.ts";

/** The credential that a response grants in a cookie, and when it ends; undefined if the response does not set the cookie. */
export function cookieGranted(
  { server, contract, clock }: ClientContext,
  grant: Exclude<ContractGrant, { readonly at: string }>,
  headers: Headers,
): { readonly value: string; readonly expiresAtMs: number | undefined } | undefined {
  const name = "cookie" in grant ? grant.cookie : grant.cookieValue;
  const cookie = readCookie(headers, name, new URL(server.baseUrl + contract.request.path), wallNow(clock));
  if (!cookie) return undefined;
  const value = "cookie" in grant ? cookie.pair : cookie.pair.slice(name.length + 1);
  return { value, expiresAtMs: cookie.expiresAtMs };
}

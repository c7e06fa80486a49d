import type { ClientContext } from "../context/client-context.ts";
import type { ContractSession } from "../contract/contract.ts";
import type { LoginFields } from "./log-in.ts";

/**
 * The name of an account's session in a store. Who it is stands there as a hash, since at some provider it is a key, and
 * what it has to be confirmed with; of the password nothing does.
 */
export async function sessionKey(
  { contract, server }: ClientContext,
  { login }: ContractSession,
  given: LoginFields,
): Promise<string> {
  const who = [login.fields[0] ?? "", ...(login.confirms ?? []).map(({ field }) => field)].map((name) => given[name]);
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(who)));
  const hash = Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `jobstatus ${contract.provider} ${server.baseUrl} ${hash}`;
}

import type { ClientContext } from "../context/client-context.ts";
import type { ContractSession } from "../contract/contract.ts";
import type { LoginFields } from "./log-in.ts";

/**
 * The key of an account's session in a store. It holds a hash of what identifies the account, which at one provider is a key, and
 * of the values that the login must confirm. It holds nothing of the password.
 */
export async function sessionKey(
  { contract, server }: ClientContext,
  { login }: ContractSession,
  given: LoginFields,
): Promise<string> {
  const identity = [login.fields[0] ?? "", ...(login.confirms ?? []).map(({ field }) => field)].map(
    (name) => given[name],
  );
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(identity)));
  const hash = Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `jobstatus ${contract.provider} ${server.baseUrl} ${hash}`;
}

import type { ClientContext } from "../context/client-context.ts";
import type { ContractSession } from "../contract/contract.ts";
import type { LoginFields } from "./log-in.ts";
import { sha256 } from "./sha256.ts";

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
  const hash = await sha256(JSON.stringify(identity));
  return `jobstatus ${contract.provider} ${server.baseUrl} ${hash}`;
}

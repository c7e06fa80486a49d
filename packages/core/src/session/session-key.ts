import type { ClientContext } from "../context/client-context.ts";
import type { ContractSession } from "../contract/contract.ts";
import type { LoginFields } from "./log-in.ts";
import { fillPath } from "../request/job-request.ts";
import { loginBaseUrl } from "./login-base-url.ts";
import { sha256 } from "./sha256.ts";

/**
 * The key of an account's session in a store. It holds a hash of what identifies the account, which at one provider is a key, and
 * of the values that the login must confirm. It holds nothing of the password.
 */
export async function sessionKey(context: ClientContext, table: ContractSession, given: LoginFields): Promise<string> {
  const { contract, server } = context;
  const { login } = table;
  const identity = [login.fields[0] ?? "", ...(login.confirms ?? []).map(({ field }) => field)].map(
    (name) => given[name],
  );
  // One account may have a session with each of several logins.
  if (login.elsewhere) identity.push(loginBaseUrl(context, table) + fillPath(login.path, server.variables));
  const hash = await sha256(JSON.stringify(identity));
  return `jobstatus ${contract.provider} ${server.baseUrl} ${hash}`;
}

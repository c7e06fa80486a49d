import type { ClientContext } from "../context/client-context.ts";
import { BASE_URL_RULE, baseUrlFrom } from "../context/server.ts";
import type { ContractSession } from "../contract/contract.ts";
import { fillTemplate, templateNames } from "../contract/template.ts";

/** The variable that holds the base URL of a login that is on another host than the jobs. */
const LOGIN_URL = "loginUrl";

/**
 * The base URL of the login: the client's own, or if the login is elsewhere that of the contract, which an option may replace.
 *
 * @throws JobStatusError - `invalid-request`: an option that the login needs is missing, or makes no URL.
 */
export function loginBaseUrl(context: ClientContext, { login }: ContractSession): string {
  const { server, error } = context;
  checkVariables(context, login.path);
  if (!login.elsewhere) return server.baseUrl;
  const template = server.variables[LOGIN_URL] ?? "";
  checkVariables(context, template);
  const text = fillTemplate(template, (name) => {
    const value = server.variables[name] ?? "";
    // Anything else could lead to another host.
    if (/^[A-Za-z0-9.-]+$/.test(value)) return value;
    throw error(
      "invalid-request",
      `the option ${JSON.stringify(name)} must be a name of letters, digits, dots and hyphens`,
    );
  });
  const baseUrl = baseUrlFrom(text);
  if (!baseUrl) throw error("invalid-request", `the option ${JSON.stringify(LOGIN_URL)} ${BASE_URL_RULE}`);
  return baseUrl;
}

/** What only the login takes may be left out by a caller that never logs in. */
function checkVariables({ server, error }: ClientContext, template: string): void {
  for (const name of templateNames(template)) {
    if (server.variables[name] !== undefined) continue;
    throw error("invalid-request", `the option ${JSON.stringify(name)} is required to log in`);
  }
}

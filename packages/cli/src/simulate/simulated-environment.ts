import type { Contract } from "@jobstatus/core";
import { sessionCredentials, zendeskCredentials } from "@jobstatus/simulator";
import { variableName } from "../connect/fields.ts";

/** The session that every simulator accepts. */
export const SIMULATED_SESSION = "simulated-session";

/** The account of a simulator, and credentials other than a session, which the quick start of the provider takes. */
const FIELDS: Readonly<Partial<Record<string, Readonly<Record<string, string>>>>> = {
  "centurylink-v2": { accountAlias: "ALIAS", token: SIMULATED_SESSION },
  zendesk: { email: zendeskCredentials.email, apiToken: zendeskCredentials.apiToken },
};

/** The fields that a provider's simulator accepts once it was granted their values. */
export function simulatedFields(contract: Contract): Readonly<Record<string, string>> {
  return FIELDS[contract.provider] ?? sessionCredentials(contract, SIMULATED_SESSION);
}

/** The environment variables with which this command talks to a simulator. */
export function simulatedEnvironment(contract: Contract, url: string): Record<string, string> {
  const { provider, server, variables } = contract;
  const required = Object.keys(variables).filter((name) => variables[name] === null && !server.includes(`{${name}}`));
  const fields = {
    ...Object.fromEntries(required.map((name) => [name, "simulated"])),
    ...simulatedFields(contract),
    baseUrl: url,
  };
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [variableName(provider, name), value]));
}

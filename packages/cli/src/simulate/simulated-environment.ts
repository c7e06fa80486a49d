import { fieldsFrom, variableName } from "../connect/fields.ts";
import { loadContract } from "../connect/load-contract.ts";
import type { ProviderName } from "../connect/provider-names.ts";
import { SIMULATED_FIELDS } from "./credentials.ts";

/** The environment variables with which this command talks to a simulator. */
export async function simulatedEnvironment(provider: ProviderName, url: string): Promise<Record<string, string>> {
  const { settings, credentials } = fieldsFrom(await loadContract(provider));
  const fields: Readonly<Record<string, string>> = { ...SIMULATED_FIELDS[provider], baseUrl: url };
  const known = [...settings, ...credentials].flatMap((name) => {
    const value = fields[name];
    return value === undefined ? [] : [[variableName(provider, name), value] as const];
  });
  return Object.fromEntries(known);
}

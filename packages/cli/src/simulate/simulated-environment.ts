import { fieldsFrom, variableName } from "../connect/fields.ts";
import { Providers, type ProviderName } from "../connect/providers.ts";
import { SIMULATED_FIELDS } from "./credentials.ts";

/** The environment variables with which this command talks to a simulator. */
export async function simulatedEnvironment(provider: ProviderName, url: string): Promise<Record<string, string>> {
  const { settings, credentials } = fieldsFrom(await new Providers().load(provider));
  const fields: Readonly<Record<string, string>> = { ...SIMULATED_FIELDS[provider], baseUrl: url };
  const known = [...settings, ...credentials].flatMap((name) => {
    const value = fields[name];
    return value === undefined ? [] : [[variableName(provider, name), value] as const];
  });
  return Object.fromEntries(known);
}

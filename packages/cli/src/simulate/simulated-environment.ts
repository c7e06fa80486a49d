import { zendeskCredentials } from "@jobstatus/simulator";
import { fieldsFrom, variableName } from "../connect/fields.ts";
import { type ProviderName, Providers } from "../connect/providers.ts";

/** The session that every simulator accepts. */
export const SIMULATED_SESSION = "simulated-session";

const FIELDS: Readonly<Record<ProviderName, Readonly<Record<string, string>>>> = {
  "centurylink-v1": { cookie: `Tier3.API.Cookie=${SIMULATED_SESSION}` },
  "centurylink-v2": { accountAlias: "ALIAS", token: SIMULATED_SESSION },
  "traffic-ops": { accessToken: SIMULATED_SESSION },
  "veeva-vault": { sessionId: SIMULATED_SESSION },
  zendesk: { email: zendeskCredentials.email, apiToken: zendeskCredentials.apiToken },
};

/** The environment variables with which this command talks to a simulator. */
export async function simulatedEnvironment(provider: ProviderName, url: string): Promise<Record<string, string>> {
  const { settings, credentials } = fieldsFrom(await new Providers().load(provider));
  const fields: Readonly<Record<string, string>> = { ...FIELDS[provider], baseUrl: url };
  const known = [...settings, ...credentials].flatMap((name) => {
    const value = fields[name];
    return value === undefined ? [] : [[variableName(provider, name), value] as const];
  });
  return Object.fromEntries(known);
}

import { zendeskCredentials } from "@jobstatus/simulator";
import type { ProviderName } from "../connect/providers.ts";

/** The session that every simulator accepts. */
export const SIMULATED_SESSION = "simulated-session";

/** The credentials that each simulator accepts, and its other settings. */
export const SIMULATED_FIELDS: Readonly<Record<ProviderName, Readonly<Record<string, string>>>> = {
  "centurylink-v1": { cookie: `Tier3.API.Cookie=${SIMULATED_SESSION}` },
  "centurylink-v2": { accountAlias: "ALIAS", token: SIMULATED_SESSION },
  "traffic-ops": { accessToken: SIMULATED_SESSION },
  "veeva-vault": { sessionId: SIMULATED_SESSION },
  zendesk: { email: zendeskCredentials.email, apiToken: zendeskCredentials.apiToken },
};

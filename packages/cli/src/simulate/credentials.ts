import { zendeskCredentials } from "@jobstatus/simulator";
import type { ProviderName } from "../connect/provider-names.ts";

/** The session that every simulator is told to accept: what a caller holds after its login. */
export const SIMULATED_SESSION = "simulated-session";

/** What each simulator takes, and what its client has to be told besides. */
export const SIMULATED_FIELDS: Readonly<Record<ProviderName, Readonly<Record<string, string>>>> = {
  "centurylink-v1": { cookie: `Tier3.API.Cookie=${SIMULATED_SESSION}` },
  "centurylink-v2": { accountAlias: "ALIAS", token: SIMULATED_SESSION },
  "traffic-ops": { accessToken: SIMULATED_SESSION },
  "veeva-vault": { sessionId: SIMULATED_SESSION },
  zendesk: { email: zendeskCredentials.email, apiToken: zendeskCredentials.apiToken },
};

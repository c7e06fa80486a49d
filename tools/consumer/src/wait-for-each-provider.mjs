import { createCenturylinkV1 } from "@jobstatus/centurylink-v1";
import { createCenturylinkV2 } from "@jobstatus/centurylink-v2";
import { createTrafficOps } from "@jobstatus/traffic-ops";
import { createVeevaVault } from "@jobstatus/veeva-vault";
import { createZendesk } from "@jobstatus/zendesk";

/**
 * Waits for one job of each provider at the stand-in with this address. It runs on every runtime as it is.
 *
 * @param {string} baseUrl
 */
export async function waitForEachProvider(baseUrl) {
  const options = { schedule: () => 5, timeoutMs: 20_000 };
  const centurylinkV1 = createCenturylinkV1({ baseUrl, credentials: { cookie: "Tier3.API.Cookie=for-tests" } });
  const centurylinkV2 = createCenturylinkV2({ baseUrl, accountAlias: "ALIAS", credentials: { token: "for-tests" } });
  const trafficOps = createTrafficOps({ baseUrl, credentials: { accessToken: "for-tests" } });
  const veevaVault = createVeevaVault({ baseUrl, credentials: { sessionId: "for-tests" } });
  const zendesk = createZendesk({ baseUrl, credentials: { accessToken: "for-tests" } });
  const ends = await Promise.all([
    centurylinkV1.wait("12345", options),
    centurylinkV2.wait("va1-1", options),
    trafficOps.wait("9007199254740993", options),
    veevaVault.wait("1201", options),
    zendesk.wait("8b726e606741012ffc2d782bcb7848fe", options),
  ]);
  return ends.map(({ provider, id, state, native }) => ({ provider, id, state, native }));
}

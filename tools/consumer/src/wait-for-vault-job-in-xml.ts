import { createVeevaVault } from "@jobstatus/veeva-vault";
import { xml } from "@jobstatus/veeva-vault/xml";

/** The least that waits for a job in XML: the only program here that carries an XML parser. */
export function waitForVaultJobInXml(baseUrl: string, sessionId: string, id: string) {
  return createVeevaVault({ baseUrl, credentials: { sessionId }, format: xml }).wait(id);
}

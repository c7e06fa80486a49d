import { createVeevaVault } from "@jobstatus/veeva-vault";

/** Logs in and waits for a job: what the size of sessions is measured by. */
export function waitForVaultJob(baseUrl: string, username: string, password: string, id: string) {
  return createVeevaVault({ baseUrl, credentials: { username, password } }).wait(id);
}

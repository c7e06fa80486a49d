import type { JobClient } from "@jobstatus/core";
import { createVeevaVault } from "@jobstatus/veeva-vault";

/** A client whose jobs never end and whose requests cost nothing, and how many it was sent. */
export function createNullVault(): { client: JobClient; count: () => number } {
  let count = 0;
  const client = createVeevaVault({
    vaultDns: "null.veevavault.com",
    credentials: { sessionId: "none" },
    maxConcurrentRequests: 1_000,
    fetch: (url) => {
      count += 1;
      const data = { id: Number(url.split("/").at(-1)), status: "RUNNING", method: "POST", links: [] };
      const body = JSON.stringify({ responseStatus: "SUCCESS", data });
      // As little as a client takes: a Response would cost more than the step.
      return Promise.resolve({ status: 200, headers: { get: () => null }, text: () => Promise.resolve(body) });
    },
  });
  return { client, count: () => count };
}

/** What is true sooner or later. */
export async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
}

import { createVeevaVault, type JobEvent } from "@jobstatus/veeva-vault";

/** Writes one line for each change and each failed request. */
function logEvent(event: JobEvent): void {
  const subject = `${event.provider} ${event.id}`;
  if (event.type === "changed")
    console.log(`${subject}: ${event.status.native}`);
  if (event.type === "retry-scheduled")
    console.log(`${subject}: ${event.error.code}, will retry`);
}

const vault = createVeevaVault({
  vaultDns: "myvault.veevavault.com",
  credentials: { sessionId: process.env.VAULT_SESSION_ID ?? "" },
  onEvent: logEvent,
});

await vault.wait("1201");

import { createVeevaVault, type JobEvent } from "@jobstatus/veeva-vault";

/** Writes one line for each change and each failed request. */
function logEvent(event: JobEvent): void {
  if (event.type === "changed")
    console.log(`${event.provider} ${event.id}: ${event.status.native}`);
  if (event.type === "retry-scheduled")
    console.log(
      `${event.provider} ${event.id}: ${event.error.code}, will retry`,
    );
}

const vault = createVeevaVault({
  vaultDns: "myvault.veevavault.com",
  credentials: {
    sessionId: process.env.JOBSTATUS_VEEVA_VAULT_SESSION_ID ?? "",
  },
  onEvent: logEvent,
});

await vault.wait("1201");

import { createVeevaVault } from "@jobstatus/veeva-vault";

const vault = createVeevaVault({
  vaultDns: "myvault.veevavault.com",
  credentials: { sessionId: process.env.VAULT_SESSION_ID ?? "" },
  // Nothing is logged by itself. No event holds a credential.
  onEvent: (event) => {
    if (event.type === "changed") console.log(`${event.provider} ${event.id}: ${event.status.native}`);
    if (event.type === "retry-scheduled")
      console.log(`${event.provider} ${event.id}: ${event.error.code}, again later`);
  },
});

await vault.wait("1201");

import { createVeevaVault } from "@jobstatus/veeva-vault";

const vault = createVeevaVault({
  vaultDns: process.env.VAULT_DNS ?? "myvault.veevavault.com",
  credentials: { sessionId: process.env.VAULT_SESSION_ID ?? "" },
});

// Vault answers once in 10 s for each job; the wait keeps to that by itself.
const end = await vault.wait("1201");
console.log(end.state, end.native, end.startedAt, end.finishedAt);

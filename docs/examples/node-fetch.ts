import { createNodeFetch } from "@jobstatus/node";
import { createVeevaVault } from "@jobstatus/veeva-vault";

// One for all clients of the process.
const fetch = createNodeFetch({ connections: 32 });

const vault = createVeevaVault({
  vaultDns: "myvault.veevavault.com",
  credentials: {
    sessionId: process.env.JOBSTATUS_VEEVA_VAULT_SESSION_ID ?? "",
  },
  fetch,
});

const status = await vault.status("1201");
console.log(status.state);

import { createVeevaVault } from "@jobstatus/veeva-vault";

const vault = createVeevaVault({
  baseUrl: process.env.JOBSTATUS_VEEVA_VAULT_BASE_URL ?? "",
  credentials: {
    sessionId: process.env.JOBSTATUS_VEEVA_VAULT_SESSION_ID ?? "",
  },
});

const job = await vault.wait("1201");

console.log(job.state, job.native);

import { createVeevaVault } from "@jobstatus/veeva-vault";

const vault = createVeevaVault({
  vaultDns: "myvault.veevavault.com",
  credentials: {
    username: process.env.JOBSTATUS_VEEVA_VAULT_USERNAME ?? "",
    password: process.env.JOBSTATUS_VEEVA_VAULT_PASSWORD ?? "",
  },
});

const job = await vault.wait("1201");

console.log(job.state, job.native);
console.log(job.message ?? "no message");

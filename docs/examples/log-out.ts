import { createVeevaVault, logOut } from "@jobstatus/veeva-vault";

const vault = createVeevaVault({
  vaultDns: "myvault.veevavault.com",
  credentials: {
    username: process.env.JOBSTATUS_VEEVA_VAULT_USERNAME ?? "",
    password: process.env.JOBSTATUS_VEEVA_VAULT_PASSWORD ?? "",
  },
});

const status = await vault.status("1201");
console.log(status.state);

await logOut(vault);

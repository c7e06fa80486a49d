import { createVeevaVault, logOut } from "@jobstatus/veeva-vault";

const vault = createVeevaVault({
  vaultDns: "myvault.veevavault.com",
  credentials: {
    username: process.env.VAULT_USER ?? "",
    password: process.env.VAULT_PASSWORD ?? "",
  },
});

const status = await vault.status("1201");
console.log(status.state);

await logOut(vault);

import { createVeevaVault, type JobEvent } from "@jobstatus/veeva-vault";

/** Stands for your metrics library. */
const counters = new Map<string, number>();

function count({ type }: JobEvent): void {
  counters.set(type, (counters.get(type) ?? 0) + 1);
}

const vault = createVeevaVault({
  vaultDns: "myvault.veevavault.com",
  credentials: {
    sessionId: process.env.JOBSTATUS_VEEVA_VAULT_SESSION_ID ?? "",
  },
  onEvent: count,
});

await vault.wait("1201");
console.log(counters.get("request"), "requests");
console.log(counters.get("retry-scheduled"), "failed");

import { type JobEvent, createVeevaVault } from "@jobstatus/veeva-vault";

// Any library of metrics will do; here plain counters stand for it.
const counters: Record<string, number> = {};

function count({ type, provider }: JobEvent): void {
  const name = `${provider} ${type}`;
  counters[name] = (counters[name] ?? 0) + 1;
}

const vault = createVeevaVault({
  vaultDns: "myvault.veevavault.com",
  credentials: { sessionId: process.env.VAULT_SESSION_ID ?? "" },
  onEvent: count,
});

await vault.wait("1201");
console.log(counters["veeva-vault request"], "requests,", counters["veeva-vault retry-scheduled"], "failed");

import process from "node:process";
import { veevaVaultCredentials } from "@jobstatus/simulator";
import { createVeevaVault } from "@jobstatus/veeva-vault";
import { createFleet } from "../create-fleet.ts";
import { SENT_AT_HEADER, type ShiftedWorkerInput } from "./start-shifted-worker.ts";

// A worker in a process of its own. shift-own-clock.ts was loaded before.
const { store, client, url, vaultDns } = JSON.parse(process.argv[2] ?? "") as ShiftedWorkerInput;

const vault = createVeevaVault({
  vaultDns,
  credentials: veevaVaultCredentials,
  fetch: (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set(SENT_AT_HEADER, String(Number(process.hrtime.bigint()) / 1e6));
    return fetch(input.replace(`https://${vaultDns}`, url), { ...init, headers });
  },
});
const fleet = await createFleet({ store, clients: { [client]: vault } });
fleet.work();
process.once("message", () => {
  void fleet.close().then(() => process.disconnect());
});
process.once("disconnect", () => process.exit());

import type { Contract } from "@jobstatus/core";
import { PROVIDER_NAMES, type ProviderName } from "./provider-names.ts";

const LOADERS: Readonly<Record<ProviderName, () => Promise<Contract>>> = {
  "centurylink-v1": async () => (await import("@jobstatus/centurylink-v1")).centurylinkV1Contract,
  "centurylink-v2": async () => (await import("@jobstatus/centurylink-v2")).centurylinkV2Contract,
  "traffic-ops": async () => (await import("@jobstatus/traffic-ops")).trafficOpsContract,
  "veeva-vault": async () => (await import("@jobstatus/veeva-vault")).veevaVaultContract,
  zendesk: async () => (await import("@jobstatus/zendesk")).zendeskContract,
};

/** Loads the contract of one provider, and nothing of the others: a command starts fast by leaving things out. */
export function loadContract(provider: ProviderName): Promise<Contract> {
  return LOADERS[provider]();
}

/** Loads the contracts of all providers. */
export function loadContracts(): Promise<readonly Contract[]> {
  return Promise.all(PROVIDER_NAMES.map(loadContract));
}

import { centurylinkV1Contract } from "@jobstatus/centurylink-v1";
import { centurylinkV2Contract } from "@jobstatus/centurylink-v2";
import { trafficOpsContract } from "@jobstatus/traffic-ops";
import { veevaVaultContract } from "@jobstatus/veeva-vault";
import { zendeskContract } from "@jobstatus/zendesk";

/** The contract of every provider. */
export const contracts = [
  centurylinkV1Contract,
  centurylinkV2Contract,
  trafficOpsContract,
  veevaVaultContract,
  zendeskContract,
];

import { trafficOpsContract } from "@jobstatus/traffic-ops";
import { veevaVaultContract } from "@jobstatus/veeva-vault";
import { providerFromUrl, zendeskContract } from "@jobstatus/zendesk";

const contracts = [trafficOpsContract, veevaVaultContract, zendeskContract];

const found = providerFromUrl(
  "https://company.zendesk.com/api/v2/job_statuses/8b726e606741012ffc2d782bcb7848fe.json",
  contracts,
);
console.log(found?.provider, found?.id);
console.log(found?.variables); // as the options of createZendesk name them

console.log(providerFromUrl("https://company.zendesk.com/api/v2/tickets/380.json", contracts)); // no job's status

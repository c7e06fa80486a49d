import { trafficOpsContract } from "@jobstatus/traffic-ops";
import { veevaVaultContract } from "@jobstatus/veeva-vault";
import { providerFromUrl, zendeskContract } from "@jobstatus/zendesk";

const contracts = [trafficOpsContract, veevaVaultContract, zendeskContract];

const base = "https://company.zendesk.com/api/v2";
const url = `${base}/job_statuses/8b726e606741012ffc2d782bcb7848fe.json`;
const found = providerFromUrl(url, contracts);
console.log(found?.provider, found?.id);
console.log(found?.variables); // the options of createZendesk

// A URL that isn't the status of a job:
console.log(providerFromUrl(`${base}/tickets/380.json`, contracts));

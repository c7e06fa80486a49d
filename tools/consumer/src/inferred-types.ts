/**
 * Exports without a type of their own: a compiler that writes declarations must be able to name what it infers, also in a
 * layout in which core and openapi-fetch are out of the program's reach. Nothing here is run.
 */
import { createVeevaVault } from "@jobstatus/veeva-vault";
import {
  JobStatusError,
  adaptive,
  createZendesk,
  isTerminalState,
  jobIdsFrom,
  step,
  waitAll,
  watchAll,
} from "@jobstatus/zendesk";
import { createZendeskApi } from "@jobstatus/zendesk/api";
import { createVirtualClock } from "@jobstatus/zendesk/virtual-clock";

export const zendesk = createZendesk({ subdomain: "company", credentials: { accessToken: "for-tests" } });
export const vault = createVeevaVault({ vaultDns: "v.example.com", credentials: { sessionId: "for-tests" } });
export const api = createZendeskApi(zendesk);
export const schedule = adaptive();
export const clock = createVirtualClock();

export const status = () => zendesk.status("1");
export const watch = () => zendesk.watch("1");
export const end = () => zendesk.wait("1");
export const success = () => zendesk.wait("1", { requireSuccess: true });
export const ends = () => waitAll([[zendesk, "1"]]);
export const updates = () => watchAll([[zendesk, "1"]]);
export const taken = () => step(zendesk, "1");
export const ids = (response: Response) => jobIdsFrom(zendesk, response);
export const jobs = () => api.GET("/api/v2/job_statuses");
export const get = api.GET;
export const errorOf = (error: unknown) => (JobStatusError.is(error) ? error : undefined);
export const ended = async () => {
  const seen = await zendesk.status("1");
  return isTerminalState(seen) ? seen : undefined;
};

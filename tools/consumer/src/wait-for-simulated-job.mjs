// A user's program that needs no network: starts a job on the packed stand-in of Zendesk, over HTTP on loopback, and
// waits for it through the packed client.
import { createZendeskSimulator, zendeskCredentials } from "@jobstatus/simulator";
import { serve } from "@jobstatus/simulator/node";
import { createZendesk } from "@jobstatus/zendesk";

const simulator = createZendeskSimulator({
  scenario: { outcome: "partial", waitingMs: 0, workingMs: 0, items: [{ id: 380 }, { id: 381, error: "Locked" }] },
});
const server = await serve(simulator);
const { url } = server;
const { email, apiToken, accessToken } = zendeskCredentials;

const started = await fetch(`${url}/api/v2/tickets/create_many.json`, {
  method: "POST",
  headers: { authorization: `Bearer ${accessToken}`, "content-type": "application/json" },
  body: JSON.stringify({ tickets: [{ subject: "one" }, { subject: "two" }] }),
});
const { job_status: job } = /** @type {{ job_status: { id: string } }} */ (await started.json());

const end = await createZendesk({ baseUrl: url, credentials: { email, apiToken } }).wait(job.id, { schedule: () => 5 });
console.log(JSON.stringify({ sameId: end.id === job.id, state: end.state, items: end.items?.map(({ ok }) => ok) }));
await server.close();

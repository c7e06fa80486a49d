import {
  createCenturylinkV2,
  jobIdsFrom,
  waitAll,
} from "@jobstatus/centurylink-v2";

const centurylink = createCenturylinkV2({
  accountAlias: "ALIAS",
  credentials: { token: process.env.JOBSTATUS_CENTURYLINK_V2_TOKEN ?? "" },
});

const response = await centurylink.fetch(
  new Request(
    `${centurylink.baseUrl}/v2/operations/ALIAS/servers/powerOn`,
    {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(["WEB01", "WEB02"]),
    },
  ),
);

// wait(response) would refuse it: the provider queued one server and refused the other.
const { jobs, refusals } = await jobIdsFrom(centurylink, response);
for (const { name, message } of refusals)
  console.log(name, "was refused:", message);

const results = await waitAll(jobs.map((job) => [centurylink, job]));
for (const { id, status, error } of results) {
  console.log(id, status ? status.state : error.code);
}

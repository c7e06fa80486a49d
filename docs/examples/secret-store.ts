import { createCenturylinkV2 } from "@jobstatus/centurylink-v2";

/** Stands for your secret store. */
async function readSecret(name: string): Promise<string> {
  return Promise.resolve(process.env[name] ?? "");
}

const centurylink = createCenturylinkV2({
  accountAlias: "ALIAS",
  // Called before each request.
  credentials: async () => ({
    token: await readSecret("JOBSTATUS_CENTURYLINK_V2_TOKEN"),
  }),
});

const job = await centurylink.wait("wa1-12345");
console.log(job.state);

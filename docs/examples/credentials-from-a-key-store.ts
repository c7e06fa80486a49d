import { createCenturylinkV2 } from "@jobstatus/centurylink-v2";

/** Stands for your key store. It is asked before each request, so it can hand out a new token at any time. */
async function readSecret(name: string): Promise<string> {
  return Promise.resolve(process.env[name] ?? "");
}

const centurylink = createCenturylinkV2({
  accountAlias: "ALIAS",
  credentials: async () => ({ token: await readSecret("CLC_TOKEN") }),
});

const end = await centurylink.wait("wa1-12345");
console.log(end.state);

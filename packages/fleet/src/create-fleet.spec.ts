import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createZendeskSimulator, zendeskCredentials } from "@jobstatus/simulator";
import { createZendesk } from "@jobstatus/zendesk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Fleet, createFleet } from "./create-fleet.ts";

const simulator = createZendeskSimulator({ scenario: { waitingMs: 100, workingMs: 500 } });
const zendesk = createZendesk({
  subdomain: "company",
  credentials: { accessToken: zendeskCredentials.accessToken },
  fetch: (input, init) => simulator.fetch(new Request(input, init)),
});

/** The response of a call that starts a job. */
async function start(): Promise<object> {
  const response = await zendesk.fetch("/api/v2/tickets/create_many.json", {
    method: "POST",
    body: JSON.stringify({ tickets: [{ subject: "One" }] }),
  });
  return (await response.json()) as object;
}

let directory: string;
let fleet: Fleet;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "fleet-"));
  fleet = await createFleet({ store: join(directory, "store"), clients: { zendesk } });
});
afterAll(async () => {
  await fleet.close();
  await rm(directory, { recursive: true });
});

describe("an embedded fleet", () => {
  it("waits for a job, and gives each consumer its end", async () => {
    fleet.work();
    const { jobs } = await fleet.watch("zendesk", await start(), { tag: "order 17" });
    const [{ id } = { id: "" }] = jobs;
    await expect(fleet.wait("zendesk", id)).resolves.toMatchObject({
      client: "zendesk",
      id,
      status: { state: "succeeded" },
    });
    for (const consumer of ["billing", "mail"]) {
      for await (const end of fleet.ends({ consumer })) {
        expect(end).toMatchObject({ id, tag: "order 17", status: { state: "succeeded", native: "completed" } });
        expect(end.status).not.toHaveProperty("raw");
        await end.done();
        break;
      }
    }
  });

  it("has its directory for itself", async () => {
    const { mode } = await stat(join(directory, "store"));
    expect((mode & 0o777).toString(8)).toBe("700");
    await expect(createFleet({ store: join(directory, "store"), clients: {} })).rejects.toMatchObject({
      code: "directory-in-use",
    });
  });
});

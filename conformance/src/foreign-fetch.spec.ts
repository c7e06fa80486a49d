import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createNodeFetch } from "@jobstatus/node";
import { createZendesk, type Fetch } from "@jobstatus/zendesk";
import { createZendeskApi } from "@jobstatus/zendesk/api";
import nodeFetch from "node-fetch";
import { fetch as undiciFetch } from "undici";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** What the server received, by the path. */
const received = new Map<
  string,
  { readonly method: string; readonly type: string | undefined; readonly body: Buffer }
>();

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const { method = "", url = "", headers } = request;
    received.set(url, { method, type: headers["content-type"], body: Buffer.concat(chunks) });
    response.setHeader("Content-Type", "application/json");
    if (headers.authorization !== "Bearer for-tests") response.statusCode = 401;
    response.end(
      url.startsWith("/api/v2/job_statuses/")
        ? '{"job_status":{"id":"8b72","status":"completed","results":[]}}'
        : '{"job_status":{"id":"8b72","status":"queued"}}',
    );
  });
});
let baseUrl = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

describe.each<[string, Fetch | undefined]>([
  ["the global fetch", undefined],
  ["undici", undiciFetch],
  ["node-fetch", nodeFetch],
  ["createNodeFetch", createNodeFetch()],
])("with %s", (_, fetch) => {
  const create = () =>
    createZendesk({ baseUrl, credentials: { accessToken: "for-tests" }, ...(fetch !== undefined && { fetch }) });

  it("waits for the job that a request of the caller's own started", async () => {
    const zendesk = create();
    const response = await zendesk.fetch("/api/v2/tickets/update_many.json", {
      method: "PUT",
      headers: { "Content-Type": "application/json" },
      body: '{"tickets":[{"id":1,"subject":"é"}]}',
    });
    expect(response.status).toBe(200);
    expect(await zendesk.wait(response)).toMatchObject({ id: "8b72", state: "succeeded" });
    const { method, type, body } = received.get("/api/v2/tickets/update_many.json") ?? {};
    expect([method, type, body?.toString()]).toEqual([
      "PUT",
      "application/json",
      '{"tickets":[{"id":1,"subject":"é"}]}',
    ]);
  });

  it("sends bytes as they are", async () => {
    const bytes = new Uint8Array([0xff, 0x00, 0xfe, 0x0a]);
    const headers = { "Content-Type": "application/octet-stream" };
    await create().fetch(new URL(`${baseUrl}/api/v2/uploads.json`), { method: "POST", headers, body: bytes });
    expect(received.get("/api/v2/uploads.json")?.body).toEqual(Buffer.from(bytes));
  });

  it("sends the requests of the typed client", async () => {
    const { response } = await createZendeskApi(create()).GET("/api/v2/job_statuses");
    expect(response.status).toBe(200);
  });

  it("gives the reason of a refused connection", async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const zendesk = createZendesk({
      baseUrl: `http://127.0.0.1:${port}`,
      credentials: { accessToken: "for-tests" },
      ...(fetch !== undefined && { fetch }),
    });
    await expect(zendesk.status("8b72")).rejects.toThrow("the connection was refused; check the host and its port");
  });
});

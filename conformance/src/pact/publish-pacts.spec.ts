import { createServer } from "node:http";
import { describe, expect, it } from "vitest";
import { providerNames } from "../provider-name.ts";
import { publishPacts } from "./publish-pacts.ts";

/** A simulated Pact Broker on the loopback address, which keeps what it gets. */
async function withBroker<T>(status: number, use: (url: string, requests: unknown[]) => Promise<T>): Promise<T> {
  const requests: unknown[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const { method, url, headers } = request;
      requests.push({ method, url, authorization: headers.authorization, body: JSON.parse(body) as unknown });
      response.writeHead(status).end(JSON.stringify({ notices: [{ text: "Created jobstatus version 1" }] }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  try {
    return await use(`http://127.0.0.1:${address.port}/`, requests);
  } finally {
    server.close();
  }
}

describe("publishing the pacts", () => {
  it("hands all of them to the broker at once", async () => {
    await withBroker(200, async (url, requests) => {
      const variables = {
        PACT_BROKER_BASE_URL: url,
        PACT_BROKER_TOKEN: "a-token",
        GIT_COMMIT: "1",
        GIT_BRANCH: "main",
      };
      expect(await publishPacts(variables)).toEqual(["Created jobstatus version 1"]);
      expect(requests).toEqual([
        {
          method: "POST",
          url: "/contracts/publish",
          authorization: "Bearer a-token",
          body: expect.objectContaining({
            pacticipantName: "jobstatus",
            pacticipantVersionNumber: "1",
            branch: "main",
            contracts: expect.toSatisfy(
              (contracts: readonly { readonly providerName: string }[]) =>
                contracts.map(({ providerName }) => providerName).join() === providerNames.join(),
            ),
          }),
        },
      ]);
    });
  });

  it("says what the broker refused", async () => {
    await withBroker(409, async (url) => {
      await expect(publishPacts({ PACT_BROKER_BASE_URL: url, GIT_COMMIT: "1" })).rejects.toThrow(
        "the broker responded with HTTP 409",
      );
    });
  });

  it.each([
    [{}, "PACT_BROKER_BASE_URL must name the broker"],
    [{ PACT_BROKER_BASE_URL: "http://127.0.0.1:1" }, "GIT_COMMIT must name the version of the consumer"],
  ])("%j: says what is missing", async (variables, message) => {
    await expect(publishPacts(variables)).rejects.toThrow(message);
  });
});

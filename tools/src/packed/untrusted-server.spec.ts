import { type Server, createServer } from "node:https";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { runOk } from "./run.ts";
import { RUNTIMES } from "./runtimes.ts";
import { createSelfSigned } from "./self-signed.ts";
import { type StandIn, startStandIn } from "./stand-in.ts";

const project = inject("clientProject");
const env = { DENO_NO_UPDATE_CHECK: "1", NO_COLOR: "1" };

const CERTIFICATES = [
  { what: "self-signed", endsInDays: 1, reason: /self-signed certificate|UnknownIssuer/ },
  { what: "expired", endsInDays: -1, reason: /certificate has expired|certificate expired/ },
];

let standIn: StandIn;
beforeEach(async () => {
  standIn = await startStandIn();
});
afterEach(() => standIn.close());

describe.each(RUNTIMES)("$name", ({ program = "", args }) => {
  const missing = program === "" && !(process.platform === "linux" && process.arch === "x64");

  describe.skipIf(missing).each(CERTIFICATES)("and a certificate that is $what", ({ endsInDays, reason }) => {
    let server: Server;
    let url: string;
    beforeEach(async () => {
      server = createServer(createSelfSigned(endsInDays));
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const address = server.address();
      if (address === null || typeof address === "string") throw new Error("the server has no port");
      url = `https://127.0.0.1:${address.port}`;
    });
    afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())));

    const endOf = async (...urls: string[]) =>
      JSON.parse(await runOk([program, ...args, "wait-at-untrusted-server.mjs", ...urls], project, env)) as unknown;

    it("end a wait at its first request, with the reason in the message", async () => {
      expect(await endOf(url)).toEqual({
        code: "unavailable",
        permanent: "always",
        message: expect.stringMatching(reason) as string,
        requests: 1,
      });
    });

    it("end a wait that has seen a status just so", async () => {
      expect(await endOf(url, standIn.url)).toEqual({
        code: "unavailable",
        permanent: "always",
        message: expect.stringMatching(reason) as string,
        last: "working",
        requests: 2,
      });
    });
  });
});

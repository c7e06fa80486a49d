import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PROVIDER_NAMES } from "../connect/providers.ts";
import { readJobs } from "./read-jobs.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "jobstatus-jobs-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function read(input: string, args = ["-"], provider: string | undefined = "traffic-ops") {
  return readJobs(args, { providers: PROVIDER_NAMES, provider, io: { stdin: Readable.from([input]) } });
}

/** The statuses, `Location` headers and bodies of the responses in an input. */
async function responsesIn(input: string) {
  const jobs = await read(input);
  return Promise.all(
    jobs.map(async ({ reference }) => {
      if (!(reference instanceof Response)) throw new Error("not a response");
      return [reference.status, reference.headers.get("location"), await reference.text()];
    }),
  );
}

describe("the output of curl -i", () => {
  it("is one response, without its secrets", async () => {
    const input =
      'HTTP/2 202 \r\nset-cookie: mojolicious=canary\r\nlocation: /api/4.0/async_status/3\r\n\r\n{"alerts": []}';
    expect(await responsesIn(input)).toEqual([[202, "/api/4.0/async_status/3", '{"alerts": []}']]);
    const [job] = await read(input);
    expect(job?.label).toBe("the response in standard input");
    expect(job?.reference instanceof Response && job.reference.headers.has("set-cookie")).toBe(false);
  });

  it("may begin with interim responses, redirects, a proxy's answer and a demand for credentials", async () => {
    const input = [
      "HTTP/1.1 200 Connection established\r\n\r\n",
      "HTTP/1.1 100 Continue\r\n\r\n",
      "HTTP/1.1 401 Unauthorized\r\nwww-authenticate: Digest\r\nContent-Length: 0\r\n\r\n",
      "HTTP/1.1 307 Temporary Redirect\r\nLocation: https://other.example/start\r\n\r\n",
      'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{"id": 1,\n "path": "/HTTP/1.1 200 OK"}',
    ];
    expect(await responsesIn(input.join(""))).toEqual([[200, null, '{"id": 1,\n "path": "/HTTP/1.1 200 OK"}']]);
  });

  // RFC 9110 section 5.5: only spaces and tabs are around a value. A no-break space is the bytes C2 A0, and ж is D0 B6.
  it("has headers as fetch reads them, byte by byte", async () => {
    const input = "HTTP/1.1 202 Accepted\r\nLocation:\t /jobs/\u0436\u00A0 \r\n\r\n";
    expect(await responsesIn(input)).toEqual([[202, "/jobs/\u00D0\u00B6\u00C2\u00A0", ""]]);
  });

  it("may be several responses, whose bodies end without a line break", async () => {
    const one = (id: number) => `HTTP/1.1 200 OK\nContent-Type: application/json\n\n{"id": ${id}}`;
    expect(await responsesIn(one(1) + one(2))).toEqual([
      [200, null, '{"id": 1}'],
      [200, null, '{"id": 2}'],
    ]);
  });

  it("may be a refusal or a redirect that ends the output", async () => {
    expect(await responsesIn("HTTP/1.1 401 Unauthorized\n\n")).toEqual([[401, null, ""]]);
    expect(await responsesIn("HTTP/1.1 303 See Other\nLocation: /a/1\n\n")).toEqual([[303, "/a/1", ""]]);
    expect(await responsesIn("HTTP/1.1 204 No Content\n\n")).toEqual([[204, null, ""]]);
  });
});

describe("an input", () => {
  it("has references, one a line, with comments and empty lines", async () => {
    const input =
      "# nightly\n\nzendesk:8b726e # the first\n zendesk@work:9c837f \n41\nhttps://to.example/api/4.0/async_status/1\t#2\n";
    expect((await read(input)).map(({ provider, profile, label }) => [provider, profile, label])).toEqual([
      ["zendesk", undefined, "8b726e"],
      ["zendesk", "work", "9c837f"],
      ["traffic-ops", undefined, "41"],
      ["traffic-ops", undefined, "https://to.example/api/4.0/async_status/1"],
    ]);
  });

  it("may be a file", async () => {
    const path = join(folder, "jobs.txt");
    writeFileSync(path, "zendesk:8b726e\n");
    expect(await read("", [`@${path}`, "7"])).toMatchObject([
      { provider: "zendesk", reference: "8b726e", isPiped: true },
      { provider: "traffic-ops", reference: "7", isPiped: false },
    ]);
    await expect(read("", ["@nowhere.txt"])).rejects.toThrow(/^@nowhere\.txt can't be read: ENOENT/);
  });

  it.each([
    "set-cookie: canary=1",
    "Authorization: Basic canary",
    "zendesk:canary:1",
    "canary is not here",
    "canary\u0007",
    '{"canary": 1',
    "<canary>",
  ])("has no other line, and none is quoted: %j", async (line) => {
    const error: unknown = await read(`41\n${line}\n`).catch((reason: unknown) => reason);
    expect(String(error)).toBe(
      "UsageError: line 2 of standard input is not a job; give a URL, PROVIDER:ID, or an ID and --provider NAME",
    );
  });
});

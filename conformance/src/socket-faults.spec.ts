import { gzipSync } from "node:zlib";
import { createVirtualClock } from "@jobstatus/core/virtual-clock";
import { afterEach, describe, expect, it } from "vitest";
import { errorOf } from "./error-of.ts";
import { type Fault, type FaultyServer, startFaultyServer } from "./faulty-server.ts";
import { contentTypeOf } from "./media.ts";
import { createClient, type ProviderName, providerNames } from "./provider.ts";
import { readCases } from "./read-cases.ts";

const { mapping } = readCases();

/** A body that each provider's client reads as a status, were it whole. */
function bodyOf(provider: ProviderName): string {
  const found = mapping.find((one) => one.provider === provider && contentTypeOf(one.response) === "application/json");
  if (found === undefined) throw new Error(`${provider} has no case`);
  return found.response.body;
}

const head = (...lines: string[]) =>
  ["HTTP/1.1 200 OK", "Content-Type: application/json", ...lines, "", ""].join("\r\n");
const withLength = (length: number) => head(`Content-Length: ${length}`);
const chunked = head("Transfer-Encoding: chunked");
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
const ofZeros = gzipSync(new Uint8Array(64 * 1024 * 1024));

/** Writes without end, as fast as the client reads. */
function flood(socket: Parameters<Fault>[0]): void {
  const mebibyte = Buffer.alloc(1024 * 1024, 0x20);
  const write = () => {
    while (!socket.destroyed && socket.write(mebibyte));
  };
  socket.on("drain", write);
  write();
}

/** Faults that show by themselves. */
const plain: Readonly<Record<string, (body: string) => Fault>> = {
  "is reset before the response": () => (socket) => socket.resetAndDestroy(),
  "is closed before the response": () => (socket) => socket.end(),
  "is closed in the head": () => (socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Ty"),
  "is closed in the body": (body) => (socket) => socket.end(withLength(body.length) + body.slice(0, 10)),
  "is reset in the body": (body) => (socket) =>
    socket.write(withLength(body.length) + body.slice(0, 10), () => socket.resetAndDestroy()),
  "is closed in a chunk": (body) => (socket) => socket.end(`${chunked}${(body.length + 9).toString(16)}\r\n${body}`),
  "is closed before the last chunk": (body) => (socket) => socket.end(chunked + chunk(body)),
  "has a chunk of no length": (body) => (socket) => socket.end(`${chunked}zz\r\n${body}\r\n0\r\n\r\n`),
  "names a length that is too long": (body) => (socket) => socket.end(withLength(body.length + 1) + body),
  "names a length that is too short": (body) => (socket) => socket.end(withLength(5) + body),
  "names two lengths": (body) => (socket) => socket.end(head("Content-Length: 5", "Content-Length: 6") + body),
  "speaks another protocol": () => (socket) => socket.end("SSH-2.0-OpenSSH_9.9\r\n"),
  "sends a head without end": () => (socket) => {
    socket.write("HTTP/1.1 200 OK\r\n");
    socket.end(`X-Filler: ${"x".repeat(1_000)}\r\n`.repeat(1_000));
  },
  "sends what isn't gzip": (body) => (socket) =>
    socket.end(head("Content-Encoding: gzip", `Content-Length: ${body.length}`) + body),
};

/** Faults that the limit on a response's length ends. */
const long: Readonly<Record<string, Fault>> = {
  "sends a body without end": (socket) => {
    socket.write(head("Connection: close"));
    flood(socket);
  },
  "sends a body of a gigabyte": (socket) => {
    socket.write(withLength(1024 ** 3));
    flood(socket);
  },
  "sends a gzip bomb": (socket) => {
    socket.write(head("Content-Encoding: gzip", `Content-Length: ${ofZeros.length}`));
    socket.write(ofZeros);
  },
};

/** Faults that only the time for one request ends. */
const slow: Readonly<Record<string, (body: string) => Fault>> = {
  "is silent": () => () => undefined,
  "stalls in the head": () => (socket) => socket.write("HTTP/1.1 200 OK\r\nContent-Ty"),
  "stalls in the body": (body) => (socket) => socket.write(withLength(body.length) + body.slice(0, 10)),
  "stalls before the last chunk": (body) => (socket) => socket.write(chunked + chunk(body)),
};

let server: FaultyServer | undefined;
afterEach(() => server?.close());

describe.each(providerNames)("the client of %s, where the connection", (provider) => {
  it.each(Object.keys(plain))("%s, is told so", async (name) => {
    server = await startFaultyServer(plain[name]?.(bodyOf(provider)) ?? (() => undefined));
    const clock = createVirtualClock();
    const error = await errorOf(createClient(provider, { baseUrl: server.url, clock }).status("50"));
    expect([error.code, clock.now(), clock.sleepers]).toEqual(["unavailable", 0, 0]);
    await server.released;
  });

  it.each(Object.keys(slow))("%s, gives up after 30 s and closes it", async (name) => {
    server = await startFaultyServer(slow[name]?.(bodyOf(provider)) ?? (() => undefined));
    const clock = createVirtualClock();
    const ended = errorOf(createClient(provider, { baseUrl: server.url, clock }).status("50"));
    await server.begun;
    await clock.advance(30_000);
    expect(await ended).toMatchObject({ code: "unavailable" });
    expect((await ended).message).toContain("no response within 30000 ms");
    expect(clock.sleepers).toBe(0);
    await server.released;
  });
});

describe("a client, where the connection", () => {
  it("is refused, says so in the message of a wait's timeout", async () => {
    server = await startFaultyServer(() => undefined);
    const { url } = server;
    await server.close();
    server = undefined;
    // The connection is real, and so is the time.
    const error = await errorOf(createClient("zendesk", { baseUrl: url }).wait("50", { timeoutMs: 100 }));
    expect(error.message).toContain("the connection was refused; check the host and its port");
  });

  it.each(Object.keys(long))("%s, reads no further than its limit and closes it", async (name) => {
    server = await startFaultyServer(long[name] ?? (() => undefined));
    const error = await errorOf(
      createClient("zendesk", { baseUrl: server.url, clock: createVirtualClock() }).status("50"),
    );
    expect(error.code).toBe("unavailable");
    expect(error.message).toContain("the response is longer than 10485760 bytes");
    await server.released;
  });

  it("drips a byte each second, gives up after 30 s all the same", async () => {
    const body = bodyOf("zendesk");
    let drip = (): void => undefined;
    server = await startFaultyServer((socket) => {
      socket.write(withLength(body.length));
      let place = 0;
      drip = () => {
        socket.write(body.charAt(place));
        place += 1;
      };
    });
    const clock = createVirtualClock();
    const ended = errorOf(createClient("zendesk", { baseUrl: server.url, clock }).status("50"));
    await server.begun;
    for (let second = 0; second < 30; second += 1) {
      drip();
      await clock.advance(1_000);
    }
    expect((await ended).message).toContain("no response within 30000 ms");
    await server.released;
  });

  it.each([
    ["another host by name", (url: string) => url],
    ["another host without a scheme", (url: string) => url.replace("http:", "")],
  ])("redirects to %s, sends nothing there", async (_, locationFrom) => {
    const other = await startFaultyServer((socket) => socket.end(withLength(2) + "{}"));
    const location = locationFrom(`${other.url}/`);
    server = await startFaultyServer((socket) =>
      socket.end(`HTTP/1.1 307 Temporary Redirect\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`),
    );
    for (const provider of providerNames) {
      const error = await errorOf(
        createClient(provider, { baseUrl: server.url, clock: createVirtualClock() }).status("50"),
      );
      expect([error.code, error.httpStatus]).toEqual(["invalid-response", 307]);
    }
    expect([server.connections(), other.connections()]).toEqual([providerNames.length, 0]);
    await other.close();
  });
});

import { type IncomingMessage, type RequestListener, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { createProxy } from "@jobstatus/tools/create-proxy";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type NodeFetch, type NodeFetchOptions, createNodeFetch } from "./create-node-fetch.ts";
import { httpFetch } from "./http.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const close of closers.splice(0)) await close();
});

async function listen(
  listener: (...exchange: Parameters<RequestListener>) => unknown,
  server = createServer((request, response) => void listener(request, response)),
): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => (server.closeAllConnections(), server.close()));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

function nodeFetch(options?: NodeFetchOptions): NodeFetch {
  const fetch = createNodeFetch(options);
  closers.push(() => fetch.close().catch(() => undefined));
  return fetch;
}

const init = () => ({ method: "GET", headers: {}, redirect: "manual", signal: new AbortController().signal }) as const;

const WORKING = '{"job_status":{"id":"8b72","status":"working","progress":20,"total":200}}';

describe.each([
  ["createNodeFetch", () => nodeFetch()],
  ["httpFetch", () => httpFetch],
])("%s", (_name, open) => {
  it("sends method, headers and a body of text or bytes", async () => {
    const seen: unknown[] = [];
    const url = await listen(async (request, response) => {
      seen.push([request.method, request.headers["x-a"], await bodyOf(request)]);
      response.end();
    });
    const fetch = open();
    const post = { ...init(), method: "POST", headers: { "X-A": "1" } };
    await (await fetch(url, { ...post, body: "text" })).text();
    // `client.fetch` passes bytes as an `ArrayBuffer`.
    await (await fetch(url, { ...post, body: new TextEncoder().encode("bytes").buffer as unknown as string })).text();
    expect(seen).toEqual([
      ["POST", "1", "text"],
      ["POST", "1", "bytes"],
    ]);
  });

  it("follows no redirect", async () => {
    const url = await listen((_request, response) => {
      response.writeHead(302, { Location: "/elsewhere" }).end();
    });
    const response = await open()(url, init());
    expect([response.status, response.ok, response.headers.get("Location")]).toEqual([302, false, "/elsewhere"]);
  });

  it("keeps the lines of Set-Cookie apart, and joins those of other headers", async () => {
    const url = await listen((_request, response) => {
      response.setHeader("Set-Cookie", ["a=1; Path=/", "b=2"]).setHeader("Warning", ["x", "y"]);
      response.end();
    });
    const { headers } = await open()(url, init());
    expect([headers.getSetCookie(), headers.get("warning"), headers.get("X-None"), headers.has("X-None")]).toEqual([
      ["a=1; Path=/", "b=2"],
      "x, y",
      null,
      false,
    ]);
    expect(new Map(headers).get("warning")).toBe("x, y");
  });

  it.each([
    ["gzip", gzipSync(WORKING)],
    ["br", brotliCompressSync(WORKING)],
  ])("decompresses %s that was not requested", async (encoding, bytes) => {
    const url = await listen((request, response) => {
      expect(request.headers["accept-encoding"]).toBeUndefined();
      response.writeHead(200, { "Content-Encoding": encoding }).end(bytes);
    });
    expect(await (await open()(url, init())).text()).toBe(WORKING);
  });

  it("rejects if a compressed body is damaged", async () => {
    const url = await listen((_request, response) => {
      response.writeHead(200, { "Content-Encoding": "gzip" }).end(gzipSync(WORKING).subarray(0, 20));
    });
    await expect((await open()(url, init())).text()).rejects.toThrow("unexpected end of file");
  });

  it("gives what a Response of the Fetch Standard has", async () => {
    const url = await listen((_request, response) => {
      response.writeHead(201, { "X-A": "1" }).end(WORKING);
    });
    const response = await open()(url, init());
    const clone = response.clone();
    expect([response.bodyUsed, response.url, clone.status, clone.headers.get("X-A")]).toEqual([false, url, 201, "1"]);
    expect([await response.json(), await clone.text(), response.bodyUsed]).toEqual([
      JSON.parse(WORKING),
      WORKING,
      true,
    ]);
    expect(await (await (await open()(url, init())).blob()).text()).toBe(WORKING);
    expect((await (await open()(url, init())).arrayBuffer()).byteLength).toBe(WORKING.length);
  });

  it("clones a response without a body", async () => {
    const url = await listen((_request, response) => response.writeHead(204).end());
    const response = await open()(url, init());
    expect([response.clone().body, await response.text()]).toEqual([null, ""]);
  });

  it("sends no request whose signal is aborted before", async () => {
    const seen: unknown[] = [];
    const url = await listen(({ url: path }, response) => {
      seen.push(path);
      response.end();
    });
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(open()(url, { ...init(), signal })).rejects.toThrow("enough");
    await (await open()(`${url}/next`, init())).text();
    expect(seen).toEqual(["/next"]);
  });

  it("aborts a request with the signal's reason", async () => {
    const url = await listen(() => undefined);
    const controller = new AbortController();
    const sent = open()(url, { ...init(), signal: controller.signal });
    controller.abort(new Error("enough"));
    await expect(sent).rejects.toThrow("enough");
  });

  it("reads the response that follows one that only informs", async () => {
    const url = await listen((_request, response) => {
      response.writeEarlyHints({ link: "</style.css>; rel=preload" });
      response.writeHead(201).end(WORKING);
    });
    const response = await open()(url, init());
    expect([response.status, await response.text()]).toEqual([201, WORKING]);
  });

  it("reads a long body whole", async () => {
    const url = await listen((_request, response) => response.end("x".repeat(1_000_000)));
    const response = await open()(url, init());
    await new Promise((resolve) => setImmediate(resolve));
    expect(await response.text()).toBe("x".repeat(1_000_000));
  });
});

describe("createNodeFetch", () => {
  it("sends no request whose signal is aborted before, or while it waits for a connection", async () => {
    const seen: string[] = [];
    const url = await listen((request, response) => {
      seen.push(request.url ?? "");
      setImmediate(() => response.end());
    });
    const fetch = nodeFetch({ connections: 1 });
    const controller = new AbortController();
    const first = fetch(`${url}/first`, init());
    const queued = fetch(`${url}/queued`, { ...init(), signal: controller.signal });
    controller.abort(new Error("enough"));
    await expect(queued).rejects.toThrow("enough");
    await expect(fetch(`${url}/aborted`, { ...init(), signal: controller.signal })).rejects.toThrow("enough");
    await (await first).text();
    await (await fetch(`${url}/last`, init())).text();
    expect(seen).toEqual(["/first", "/last"]);
  });

  it("ends a body with the signal's reason, and leaves no listener after a whole one", async () => {
    const url = await listen((request, response) => {
      response.write("{");
      if (request.url === "/whole") response.end("}");
    });
    const controller = new AbortController();
    const { signal } = controller;
    const remove = vi.spyOn(signal, "removeEventListener");
    const fetch = nodeFetch();
    expect(await (await fetch(`${url}/whole`, { ...init(), signal })).text()).toBe("{}");
    expect(remove).toHaveBeenCalledOnce();
    const open = await fetch(`${url}/open`, { ...init(), signal });
    const text = open.text();
    controller.abort(new Error("enough"));
    await expect(text).rejects.toThrow("enough");
  });

  it("rejects if the server closes the connection, and after its own close", async () => {
    const url = await listen((request) => request.socket.destroy());
    const fetch = nodeFetch();
    await expect(fetch(url, init())).rejects.toThrow("other side closed");
    await fetch.close();
    await expect(fetch(url, init())).rejects.toThrow("The client is destroyed");
  });

  it("reuses a connection, and opens no more at once than it is told", async () => {
    const ports = new Set<number | undefined>();
    const url = await listen((request, response) => {
      ports.add(request.socket.remotePort);
      response.end();
    });
    const fetch = nodeFetch({ connections: 2 });
    await Promise.all(Array.from({ length: 20 }, async () => (await fetch(url, init())).text()));
    expect(ports.size).toBe(2);
  });

  describe("with a proxy", () => {
    it.each([
      ["of the environment", undefined, (proxy: string) => vi.stubEnv("HTTP_PROXY", proxy)],
      ["of the options", "given", () => undefined],
    ])("uses that %s", async (_name, given, prepare) => {
      const url = await listen((_request, response) => response.end("direct"));
      const proxied: string[] = [];
      const proxy = await listen(() => undefined, createProxy(proxied));
      prepare(proxy);
      const fetch = nodeFetch(given === undefined ? {} : { proxy });
      expect(await (await fetch(url, init())).text()).toBe("direct");
      expect(proxied).toEqual([url.replace("http://", "")]);
    });

    it("goes around it for a host of NO_PROXY, and with false", async () => {
      const url = await listen((_request, response) => response.end("direct"));
      vi.stubEnv("HTTP_PROXY", "http://127.0.0.1:1");
      expect(await (await nodeFetch({ proxy: false })(url, init())).text()).toBe("direct");
      vi.stubEnv("NO_PROXY", "127.0.0.1");
      expect(await (await nodeFetch()(url, init())).text()).toBe("direct");
    });
  });

  it.each<[object, string]>([
    [{ connection: 1 }, 'unknown option "connection"; valid options: connections, keepAliveMs, proxy, ca'],
    [{ connections: 0 }, 'the option "connections" must be a whole number above 0'],
    [{ keepAliveMs: -1 }, 'the option "keepAliveMs" must be milliseconds above 0'],
    [{ proxy: "user:secret@host" }, 'the option "proxy" must be an http or https URL, or false'],
    [{ ca: "ca.pem" }, 'the option "ca" must be a certificate in PEM, or an array of them'],
  ])("refuses %o", (options, message) => {
    expect(() => createNodeFetch(options)).toThrow(new TypeError(`createNodeFetch: ${message}`));
  });
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

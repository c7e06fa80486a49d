import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import { Script, labelOf } from "../suite/script.ts";
import { operationAt } from "../suite/session-request.ts";
import type { SuiteCase } from "../suite/suite-case.ts";
import type { Exchange } from "../suite/trace.ts";

/** The two origins of a case on this machine's loopback address: the provider's, and another. */
export interface ScriptedServer {
  readonly url: string;
  readonly elsewhere: string;
  readonly exchanges: readonly Exchange[];
  /** Stops listening and cuts every connection. */
  close(): Promise<void>;
}

const HOSTNAME = "127.0.0.1";

/** How much longer than the body that is sent a cut body claims to be. */
const MISSING_BYTES = 64;

/**
 * Serves a case's script.
 *
 * @param nowMs - The moment, in milliseconds from the beginning of the case.
 * @param timeFactor - How many milliseconds of the case pass in one.
 */
export async function serveScript(one: SuiteCase, nowMs: () => number, timeFactor: number): Promise<ScriptedServer> {
  const exchanges: Exchange[] = [];
  const script = new Script(one);
  const other = await listen((request, response) => {
    const exchange = { ...factsOf(request, one, script), sentMs: nowMs(), foreign: true };
    exchanges.push({ ...exchange, response: "404", endedMs: nowMs() });
    response.writeHead(404).end();
  });
  const provider = await listen((request, response) => {
    const facts = factsOf(request, one, script);
    const step = script.next(facts.operation, nowMs());
    const exchange: Exchange = { ...facts, sentMs: nowMs(), foreign: false, response: labelOf(step) };
    exchanges.push(exchange);
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      if (body !== "") Object.assign(exchange.request, { body });
    });
    response.on("close", () => {
      exchange.endedMs ??= nowMs();
      if (!response.writableFinished && step.fault !== "reset" && step.fault !== "cut-body") exchange.givenUp = true;
    });
    const timer = setTimeout(
      () => {
        if (step.fault === "silence") return;
        if (step.fault === "reset") {
          request.socket.resetAndDestroy();
          return;
        }
        if (step.fault !== undefined) {
          response.writeHead(200, { "Content-Type": "application/json", "Content-Length": MISSING_BYTES });
          response.write('{"', () => {
            if (step.fault === "cut-body") request.socket.destroy();
          });
          return;
        }
        exchange.endedMs = nowMs();
        const scripted = script.response(step, facts.operation, other.url);
        const { status = 200, contentType = "application/json", headers, body } = scripted;
        // The case's own date, where the case has one: Node would name today's.
        response.sendDate = false;
        response.writeHead(status, { ...headers, "Content-Type": contentType }).end(body);
      },
      (step.delayMs ?? 0) / timeFactor,
    );
    response.on("close", () => clearTimeout(timer));
  });
  return {
    url: provider.url,
    elsewhere: other.url,
    exchanges,
    async close() {
      await Promise.all([provider.close(), other.close()]);
    },
  };
}

/** The facts of a request. */
function factsOf(
  request: IncomingMessage,
  { provider }: SuiteCase,
  { session }: Script,
): Pick<Exchange, "request" | "operation" | "session"> {
  const { method = "", url = "", headers } = request;
  const texts: Record<string, string> = {};
  for (const [name, value = ""] of Object.entries(headers))
    texts[name] = Array.isArray(value) ? value.join(", ") : value;
  const [path = ""] = url.split("?");
  return { request: { method, path: url, headers: texts }, operation: operationAt(provider, path), session };
}

async function listen(listener: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, HOSTNAME, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `http://${HOSTNAME}:${address.port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import type { ThreadError, ThreadMessage, ThreadRequest } from "./store/embedded-protocol.ts";

// The database of an embedded fleet, in a thread of its own: a query of PGlite blocks the thread that it runs in.
const port = parentPort;
if (port) await serve(String(workerData), (message: ThreadMessage) => port.postMessage(message));

async function serve(directory: string, send: (message: ThreadMessage) => void): Promise<void> {
  const database = await PGlite.create(directory);

  const run = async ({ text, values, listen }: ThreadRequest): Promise<readonly unknown[]> => {
    if (listen !== undefined) {
      await database.listen(listen, (payload) => send({ channel: listen, payload }));
      return [];
    }
    if (text === undefined) {
      await database.close();
      return [];
    }
    if (values?.length) return (await database.query(text, [...values])).rows;
    return (await database.exec(text)).flatMap(({ rows }) => rows);
  };

  port?.on("message", (request: ThreadRequest) => {
    const { call } = request;
    run(request).then(
      (rows) => send({ call, rows }),
      (error: unknown) => send({ call, error: threadErrorFrom(error) }),
    );
  });
  send({ ready: true });
}

function threadErrorFrom(error: unknown): ThreadError {
  const { message, code } = error as { message?: unknown; code?: unknown };
  return { message: String(message ?? error), code: typeof code === "string" ? code : undefined };
}

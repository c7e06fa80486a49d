import { DBOS } from "@dbos-inc/dbos-sdk";
import {
  type JobClient,
  JobStatusError,
  type ResumeToken,
  firstToken,
  jobKey,
  reserve,
  step,
} from "@jobstatus/zendesk";

/** How a wait ended: with a job's state, or with an error's code. */
export interface WaitEnd {
  readonly client: string;
  readonly id: string;
  readonly state?: string;
  readonly error?: string;
}

/** What came of a poll: a wait that continues, or its end. DBOS records it, so it is plain JSON without a secret. */
type Polled = { readonly token: ResumeToken; readonly delayMs: number } | { readonly end: WaitEnd };

/** Waits for jobs in workflows of DBOS: one workflow for each job. Create it before `DBOS.launch()`, which continues what was open. */
export class Waits {
  readonly #clients: Readonly<Record<string, JobClient>>;
  readonly #book: (end: WaitEnd) => Promise<void>;
  readonly #workflow: (client: string, id: string) => Promise<void>;
  readonly #polls = new Set<Promise<Polled>>();
  #isClosing = false;

  /** @param book - Called with each end. If the process dies before it resolves, it is called again. */
  constructor(clients: Readonly<Record<string, JobClient>>, book: (end: WaitEnd) => Promise<void>) {
    this.#clients = clients;
    this.#book = book;
    this.#workflow = DBOS.registerWorkflow((client: string, id: string) => this.#run(client, id), {
      name: "waitForJob",
    });
  }

  /** Waits for a job. A workflow of its ID that is there already is not started again. */
  async add(client: string, id: string): Promise<void> {
    await DBOS.startWorkflow(this.#workflow, { workflowID: this.workflowId(client, id) })(client, id);
  }

  /** The ID of a job's workflow. */
  workflowId(client: string, id: string): string {
    return JSON.stringify([client, jobKey(this.#clientNamed(client), id)]);
  }

  /** Begins no more polls, and resolves when those in flight are recorded. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await Promise.allSettled(this.#polls);
  }

  async #run(client: string, id: string): Promise<void> {
    const begin = () => Promise.resolve(firstToken(this.#clientNamed(client), id));
    let token = await DBOS.runStep(begin, { name: "begin" });
    for (;;) {
      // After a crash DBOS repeats the step that was open at once, and the provider may have counted its request. So the right to
      // poll is recorded before the poll: if this function does not run, the poll is a repeated one.
      let isFirst = false;
      const before = token;
      const reserved = await DBOS.runStep(
        () => {
          isFirst = true;
          return Promise.resolve(reserve(this.#clientNamed(client), before));
        },
        { name: "reserve" },
      );
      // DBOS can't say when the process died: a repeated poll waits for the whole interval.
      const polled = await this.#tracked(() =>
        this.#poll(client, isFirst ? before : reserved, isFirst ? undefined : 0),
      );
      if ("end" in polled) {
        await DBOS.runStep(() => this.#book(polled.end), { name: "book" });
        return;
      }
      token = polled.token;
      await DBOS.sleep(polled.delayMs);
    }
  }

  #tracked(poll: () => Promise<Polled>): Promise<Polled> {
    // The process is about to end, and the next one continues here.
    if (this.#isClosing) return new Promise(() => undefined);
    const recorded = DBOS.runStep(poll, { name: "poll" });
    this.#polls.add(recorded);
    const forget = () => this.#polls.delete(recorded);
    void recorded.then(forget, forget);
    return recorded;
  }

  async #poll(client: string, token: ResumeToken, passedMs: number | undefined): Promise<Polled> {
    try {
      const taken = await step(this.#clientNamed(client), token, passedMs === undefined ? {} : { passedMs });
      if (!taken.done) return { token: taken.resume, delayMs: taken.delayMs };
      return { end: { client, id: token.id, state: taken.status.state } };
    } catch (error) {
      if (!JobStatusError.is(error)) throw error;
      return { end: { client, id: token.id, error: error.code } };
    }
  }

  #clientNamed(name: string): JobClient {
    const client = this.#clients[name];
    if (!client) throw new Error(`unknown client ${name}`);
    return client;
  }
}

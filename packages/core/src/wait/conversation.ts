import type { ClientContext } from "../context/client-context.ts";
import { isEndState } from "../model/job-state.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import { type Question, ask } from "../request/ask.ts";
import type { Clock } from "../async/clock.ts";
import { type JobMemory, createMemory, remember } from "./memory.ts";
import type { Job } from "../reference/job-target.ts";
import { type Timer, timersOf } from "../async/timers.ts";
import { holdTurn, nextTurnMs } from "../async/turn.ts";
import { turnKey } from "../request/job-request.ts";

/** What was heard of a job. */
export interface Heard<Raw> {
  readonly answer: JobStatus<Raw> | JobStatusError;
  /** Whether the status is another one than the last. */
  readonly moved: boolean;
  /** When the answer came. */
  readonly atMs: number;
  /** One chance for all who listen, so that equal waits plan equally. */
  readonly random: number;
}

/** Somebody who takes part in a conversation. */
export interface Party<Raw> {
  /** When it wants the next question asked, on the clock; `Infinity` while it only listens. */
  readonly wakeAtMs: number;
  /** Called with every answer, whoever wanted the question. It must not throw. */
  hear(heard: Heard<Raw>): void;
}

/** Asks for several conversations at once, where the provider has an operation for that. */
export interface Batch {
  /** To be called when a conversation's wish has changed. */
  plan(): void;
  /** Lets a conversation go. */
  remove(conversation: Conversation): void;
}

/**
 * All that is asked and answered about one job. Everyone in the process who waits for the job takes part: they share the
 * question in flight, its answer and what was learned.
 */
export class Conversation<Raw = unknown> {
  readonly context: ClientContext;
  readonly id: string;
  readonly memory: JobMemory<Raw>;
  /** What was heard last. */
  heard: Heard<Raw> | undefined;
  /** Asks in this conversation's place, together with others. */
  batch: Batch | undefined;
  /** Where it is found by its id, as long as it goes on. */
  readonly #home: Map<string, Conversation>;
  /** Most often one: no list is longer than it has to be. */
  #parties: readonly Party<Raw>[] = [];
  #timer: Timer | undefined;
  #question: AbortController | undefined;

  constructor(context: ClientContext, id: string, memory: JobMemory<Raw>, home: Map<string, Conversation>) {
    this.context = context;
    this.id = id;
    this.memory = memory;
    this.#home = home;
  }

  /** When the next question is wanted, on the clock; `Infinity` while one is in flight. */
  get wakeAtMs(): number {
    if (this.#question) return Infinity;
    return this.#parties.reduce((atMs, party) => Math.min(atMs, party.wakeAtMs), Infinity);
  }

  /** Takes somebody in. */
  join(party: Party<Raw>): void {
    this.#parties = [...this.#parties, party];
    this.plan();
  }

  /** Lets somebody go. With the last one a question in flight is given up, and nothing stays behind. */
  leave(party: Party<Raw>): void {
    const others = this.#parties.filter((other) => other !== party);
    if (others.length === this.#parties.length) return;
    this.#parties = others;
    this.plan();
    if (this.#parties.length > 0) return;
    this.#question?.abort();
    this.batch?.remove(this);
    this.#home.delete(this.id);
    const { clock, key } = this.context;
    if (this.#home.size === 0) conversationsOfClock.get(clock)?.delete(key);
  }

  /** Plans the next question for whoever wants it first. To be called when a party's wish has changed. */
  plan(): void {
    const { clock } = this.context;
    if (this.batch) {
      // A timer from the time before must not stay.
      timersOf(clock).clear(this.#timer);
      this.batch.plan();
      return;
    }
    const atMs = this.wakeAtMs;
    if (this.#timer?.run && this.#timer.atMs === atMs) return;
    timersOf(clock).clear(this.#timer);
    this.#timer = undefined;
    if (atMs <= clock.now()) this.ask();
    else if (atMs < Infinity) this.#timer = timersOf(clock).set(atMs, () => this.plan());
  }

  /** Asks now, in the given way: by itself, or together with others. */
  ask(how: (context: ClientContext, question: Question) => Promise<JobStatus> = ask): void {
    const abort = new AbortController();
    this.#question = abort;
    void this.#converse(how, abort.signal);
  }

  async #converse(
    how: (context: ClientContext, question: Question) => Promise<JobStatus>,
    signal: AbortSignal,
  ): Promise<void> {
    const { context, id, memory } = this;
    let sentMs = context.clock.now();
    let hintMs = 0;
    let random = 0;
    let answer: JobStatus<Raw> | JobStatusError;
    try {
      random = context.random();
      const status = await how(context, {
        id,
        signal,
        lastStatus: memory.last,
        wasSeen: memory.polls > 0,
        onSend: () => {
          sentMs = context.clock.now();
          context.emit({ type: "asked", provider: context.contract.provider, id, atMs: sentMs });
        },
        onHint: (ms) => {
          hintMs = ms;
        },
      });
      // The contract of the client gives the type.
      answer = status as JobStatus<Raw>;
    } catch (cause) {
      answer =
        cause instanceof JobStatusError
          ? cause
          : context.error("unavailable", "an unexpected fault; see the cause", { jobId: id, cause });
    }
    // Otherwise everyone has left, and it was given up.
    if (!signal.aborted) this.#settle(answer, { sentMs, hintMs, random });
  }

  #settle(
    answer: JobStatus<Raw> | JobStatusError,
    { sentMs, hintMs, random }: { readonly sentMs: number; readonly hintMs: number; readonly random: number },
  ): void {
    const { context, id, memory } = this;
    const { clock, contract } = context;
    const previous = memory.last;
    const atMs = clock.now();
    const { appearanceMs = 0, jobIntervalMs } = contract;
    const turnMs = jobIntervalMs === undefined ? 0 : nextTurnMs(clock, turnKey(context, id));
    const notBeforeMs = Math.max(turnMs, atMs + hintMs);
    const moved = remember(memory, answer, { sentMs, atMs, notBeforeMs, appearanceMs });
    this.heard = { answer, moved, atMs, random };
    const subject = { provider: contract.provider, id, atMs };
    const isError = answer instanceof JobStatusError;
    if (isError) {
      if (memory.notBeforeMs > atMs)
        context.emit({ ...subject, type: "limited", error: answer, untilMs: memory.notBeforeMs });
    } else {
      context.emit({ ...subject, type: "answered", status: answer, tookMs: atMs - sentMs });
      if (moved) context.emit({ ...subject, type: "changed", status: answer, previous });
      if (isEndState(answer.state)) context.emit({ ...subject, type: "ended", status: answer });
    }
    for (const party of this.#parties) party.hear(this.heard);
    // Not sooner: nothing is planned before all have heard.
    this.#question = undefined;
    if (isError && this.wakeAtMs < Infinity) {
      context.emit({ ...subject, type: "retried", error: answer, nextAtMs: this.wakeAtMs });
    }
    this.plan();
  }
}

/** The conversations on one clock: of clients that may share answers, by the job's id. */
const conversationsOfClock = new WeakMap<Clock, Map<string, Map<string, Conversation>>>();

/**
 * The conversation about a job: the one that goes on, or a new one, which goes on from a token where there is one. It is
 * forgotten when its last party leaves.
 */
export function conversationAbout<Raw>(context: ClientContext, { id, token }: Job): Conversation<Raw> {
  const { clock, key, contract } = context;
  const byKey = conversationsOfClock.get(clock) ?? new Map<string, Map<string, Conversation>>();
  conversationsOfClock.set(clock, byKey);
  // Only who asks with the same credentials, in the same way, may share an answer.
  const home = byKey.get(key) ?? new Map<string, Conversation>();
  byKey.set(key, home);
  // Without a limit for each job there are no turns, and nothing would ever clear a moment that is kept for one.
  if (token && contract.jobIntervalMs !== undefined) holdTurn(clock, turnKey(context, id), token.notBeforeMs);
  const conversation = home.get(id) ?? new Conversation(context, id, createMemory(clock.now(), token), home);
  home.set(id, conversation);
  // The key names the client's contract, and with it the type of its answers.
  return conversation as Conversation<Raw>;
}

import type { ClientContext } from "../client/client-context.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import { ask } from "../request/ask.ts";
import type { Clock } from "./clock.ts";
import { type JobMemory, createMemory, remember } from "./memory.ts";
import { type Timer, timersOf } from "./timers.ts";
import { nextTurnMs, turnKey } from "./turn.ts";

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
  readonly #forget: () => void;
  readonly #parties = new Set<Party<Raw>>();
  #timer: Timer | undefined;
  #question: AbortController | undefined;

  constructor(context: ClientContext, id: string, forget: () => void) {
    this.context = context;
    this.id = id;
    this.memory = createMemory(context.clock.now());
    this.#forget = forget;
  }

  /** Takes somebody in. */
  join(party: Party<Raw>): void {
    this.#parties.add(party);
    this.plan();
  }

  /** Lets somebody go. With the last one a question in flight is given up, and nothing stays behind. */
  leave(party: Party<Raw>): void {
    if (!this.#parties.delete(party)) return;
    this.plan();
    if (this.#parties.size > 0) return;
    this.#question?.abort();
    this.#forget();
  }

  /** Plans the next question for whoever wants it first. To be called when a party's wish has changed. */
  plan(): void {
    if (this.#question) return;
    let atMs = Infinity;
    for (const { wakeAtMs } of this.#parties) atMs = Math.min(atMs, wakeAtMs);
    if (this.#timer?.run && this.#timer.atMs === atMs) return;
    const timers = timersOf(this.context.clock);
    timers.clear(this.#timer);
    this.#timer = undefined;
    if (atMs <= this.context.clock.now()) void this.#ask();
    else if (atMs < Infinity) this.#timer = timers.set(atMs, () => void this.#ask());
  }

  async #ask(): Promise<void> {
    const { context, id, memory } = this;
    const { clock, random } = context;
    const question = new AbortController();
    this.#question = question;
    let sentMs = clock.now();
    const answer = await ask<Raw>(context, {
      id,
      signal: question.signal,
      lastStatus: memory.last,
      onSend: () => {
        sentMs = clock.now();
      },
    }).catch((error: unknown) =>
      error instanceof JobStatusError
        ? error
        : context.error("unavailable", "see the cause", { jobId: id, cause: error }),
    );
    // Everyone has left, and it was given up.
    if (question.signal.aborted) return;
    this.#question = undefined;
    const atMs = clock.now();
    const notBeforeMs = nextTurnMs(clock, turnKey(context, id));
    const { appearanceMs = 0 } = context.contract;
    const moved = remember(memory, answer, { sentMs, atMs, notBeforeMs, appearanceMs });
    const heard = { answer, moved, atMs, random: random() };
    this.heard = heard;
    for (const party of [...this.#parties]) party.hear(heard);
    this.plan();
  }
}

const conversationsOfClock = new WeakMap<Clock, Map<string, Conversation>>();

/** The conversation about a job: the one that goes on, or a new one. It is forgotten when its last party leaves. */
export function conversationAbout<Raw>(context: ClientContext, id: string): Conversation<Raw> {
  const conversations = conversationsOfClock.get(context.clock) ?? new Map<string, Conversation>();
  conversationsOfClock.set(context.clock, conversations);
  // Only who asks with the same credentials, in the same way, may share an answer.
  const key = `${context.key} ${turnKey(context, id)}`;
  const conversation = conversations.get(key) ?? new Conversation(context, id, () => conversations.delete(key));
  conversations.set(key, conversation);
  // The key names the client's contract, and with it the type of its answers.
  return conversation as Conversation<Raw>;
}

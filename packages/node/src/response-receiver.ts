import type { Dispatcher } from "undici";
import { BodyQueue } from "./body-queue.ts";
import type { HeaderRecord } from "./node-headers.ts";
import { NodeResponse } from "./node-response.ts";

/**
 * Receives the response of one request from undici. undici's own `request` makes a stream of Node for each body and an `AsyncResource`
 * for each request, which is a third of the CPU time of a poll.
 */
export class ResponseReceiver implements Dispatcher.DispatchHandler {
  readonly #url: string;
  readonly #signal: AbortSignal;
  readonly #resolve: (response: NodeResponse) => void;
  readonly #reject: (reason: unknown) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #body: BodyQueue | undefined;

  /**
   * @param signal - Aborts the request, and the reading of its response.
   * @param resolve - Gets the response when its headers are there.
   * @param reject - Gets the reason if there is none.
   */
  constructor(
    url: string,
    signal: AbortSignal,
    resolve: (response: NodeResponse) => void,
    reject: (reason: unknown) => void,
  ) {
    this.#url = url;
    this.#signal = signal;
    this.#resolve = resolve;
    this.#reject = reject;
    signal.addEventListener("abort", this);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // It may have been aborted while it waited for a connection.
    if (this.#signal.aborted) controller.abort(this.#signal.reason as Error);
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: HeaderRecord): void {
    // Another response follows one that only informs (RFC 9110 section 15.2).
    if (status < 200) return;
    this.#body = new BodyQueue(controller);
    this.#resolve(new NodeResponse(this.#url, status, headers, this.#body));
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Uint8Array): void {
    this.#body?.push(chunk);
  }

  onResponseEnd(): void {
    this.#end();
  }

  onResponseError(_: Dispatcher.DispatchController | null, error: Error): void {
    this.#end(error);
  }

  /** Called when the signal is aborted: a request that waits for a connection must not wait any longer. */
  handleEvent(): void {
    const reason = this.#signal.reason as Error;
    this.#end(reason);
    this.#controller?.abort(reason);
  }

  #end(error?: Error): void {
    this.#signal.removeEventListener("abort", this);
    if (this.#body) this.#body.end(error);
    else this.#reject(error);
  }
}

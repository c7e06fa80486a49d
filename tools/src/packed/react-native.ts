/**
 * The globals of React Native that differ from the standards: a response has no stream, a signal has neither a reason nor
 * `throwIfAborted`, and `performance` has no `timeOrigin`. Its URL is incomplete, so apps bring a complete one.
 */
export const reactNative = {
  AbortController: class {
    readonly signal = new SignalWithoutReason();
    abort(): void {
      this.signal.abort();
    }
  },
  Headers,
  URL,
  URLSearchParams,
  btoa,
  clearTimeout,
  fetch: fetchWithoutStreams,
  navigator: { product: "ReactNative" },
  performance: { now: () => performance.now() },
  setTimeout,
};

class SignalWithoutReason extends EventTarget {
  aborted = false;
  abort(): void {
    if (this.aborted) return;
    this.aborted = true;
    this.dispatchEvent(new Event("abort"));
  }
}

interface RequestOptions {
  readonly method: string;
  readonly headers: Headers;
  readonly redirect: RequestRedirect;
  readonly signal: SignalWithoutReason;
}

async function fetchWithoutStreams(url: string, { signal, ...options }: RequestOptions): Promise<unknown> {
  const stop = new AbortController();
  signal.addEventListener("abort", () => stop.abort());
  const response = await fetch(url, { ...options, signal: stop.signal });
  const { status, headers } = response;
  return { status, headers, type: "default", text: () => response.text() };
}

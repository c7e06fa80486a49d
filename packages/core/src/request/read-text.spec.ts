import { describe, expect, it, vi } from "vitest";
import { ResponseTooLong, MAX_BYTES, readText } from "./read-text.ts";

const { signal } = new AbortController();
const mebibyte = new Uint8Array(1024 * 1024).fill(0x20);

/** A body that gives this chunk again and again. */
function endless(chunk: Uint8Array<ArrayBuffer>) {
  const cancel = vi.fn<() => void>();
  const pull = vi.fn<(controller: ReadableStreamDefaultController<Uint8Array>) => void>((controller) =>
    controller.enqueue(chunk),
  );
  return { cancel, pull, response: new Response(new ReadableStream({ pull, cancel })) };
}

it.each([
  ["text", new TextEncoder().encode("größer"), "größer"],
  ["a byte order mark", Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x7d), "{}"],
  ["bytes that aren't UTF-8", Uint8Array.of(0x22, 0xff, 0xc3, 0x22), '"\uFFFD\uFFFD"'],
  ["one half of a mark of UTF-16 as UTF-8", Uint8Array.of(0xff, 0x7b), "\uFFFD{"],
  ["the other half", Uint8Array.of(0x7b, 0xfe), "{\uFFFD"],
  ["one half of the other mark", Uint8Array.of(0xfe, 0x7b), "\uFFFD{"],
  ["nothing", new Uint8Array(), ""],
])("reads %s", async (_, bytes, expected) => {
  await expect(readText(new Response(bytes), signal)).resolves.toBe(expected);
});

it("reads a character that two chunks share", async () => {
  const chunks = [Uint8Array.of(0xc3), Uint8Array.of(0xbc)];
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = chunks.shift();
      if (chunk) controller.enqueue(chunk);
      else controller.close();
    },
  });
  await expect(readText(new Response(body), signal)).resolves.toBe("ü");
});

it("reads where the runtime has no streams", async () => {
  const response = new Response("text");
  Object.defineProperty(response, "body", { value: undefined });
  await expect(readText(response, signal)).resolves.toBe("text");
});

/** A response whose body is an async iterable alone, as the streams of Node in node-fetch are. */
function iterated(next: () => Uint8Array | undefined, release = vi.fn<() => void>()): Response {
  const iterator: AsyncIterator<Uint8Array> = {
    next() {
      const value = next();
      return Promise.resolve(value ? { done: false, value } : { done: true, value: undefined });
    },
    return() {
      release();
      return Promise.resolve({ done: true, value: undefined });
    },
  };
  return Object.defineProperty(new Response(), "body", { value: { [Symbol.asyncIterator]: () => iterator } });
}

it("reads a body that is an async iterable", async () => {
  const chunks = [Uint8Array.of(0xc3), Uint8Array.of(0xbc)];
  const release = vi.fn<() => void>();
  await expect(
    readText(
      iterated(() => chunks.shift(), release),
      signal,
    ),
  ).resolves.toBe("ü");
  // What has been read to its end needs no release.
  expect(release).not.toHaveBeenCalled();
});

it("gives up an async iterable that can't be released", async () => {
  const iterator = { next: () => Promise.resolve({ done: false, value: mebibyte }) };
  const value = { [Symbol.asyncIterator]: () => iterator };
  const response = Object.defineProperty(new Response(), "body", { value });
  await expect(readText(response, signal)).rejects.toBeInstanceOf(ResponseTooLong);
});

it("gives up an async iterable that has no end, and releases it", async () => {
  const release = vi.fn<() => void>();
  await expect(
    readText(
      iterated(() => mebibyte, release),
      signal,
    ),
  ).rejects.toBeInstanceOf(ResponseTooLong);
  expect(release).toHaveBeenCalledOnce();
});

it("reads a text without a stream that is as long as is allowed", async () => {
  const response = Object.defineProperty(new Response(" ".repeat(MAX_BYTES)), "body", { value: undefined });
  await expect(readText(response, signal)).resolves.toHaveLength(MAX_BYTES);
});

it("gives up a text without a stream that is too long", async () => {
  const response = Object.defineProperty(new Response(" ".repeat(MAX_BYTES + 1)), "body", { value: undefined });
  await expect(readText(response, signal)).rejects.toBeInstanceOf(ResponseTooLong);
});

it("reads as much as is allowed", async () => {
  await expect(readText(new Response(new Uint8Array(MAX_BYTES).fill(0x20)), signal)).resolves.toHaveLength(MAX_BYTES);
});

it("gives up a body that has no end, and releases it", async () => {
  const { response, pull, cancel } = endless(mebibyte);
  await expect(readText(response, signal)).rejects.toBeInstanceOf(ResponseTooLong);
  expect(pull.mock.calls.length).toBeLessThan(20);
  expect(cancel).toHaveBeenCalledOnce();
});

it("gives up a body that stalls when it is aborted, and releases it", async () => {
  const controller = new AbortController();
  const cancel = vi.fn<() => void>();
  const read = readText(new Response(new ReadableStream({ cancel })), controller.signal);
  controller.abort(new Error("enough"));
  await expect(read).rejects.toThrow("enough");
  expect(cancel).toHaveBeenCalledOnce();
});

describe("UTF-16 is read if a byte order mark says so", () => {
  // "<é/>" in each byte order, behind its mark.
  it.each([
    ["little-endian", [0xff, 0xfe, 0x3c, 0x00, 0xe9, 0x00, 0x2f, 0x00, 0x3e, 0x00]],
    ["big-endian", [0xfe, 0xff, 0x00, 0x3c, 0x00, 0xe9, 0x00, 0x2f, 0x00, 0x3e]],
  ])("%s, byte by byte", async (_, bytes) => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    expect(await readText(new Response(body), new AbortController().signal)).toBe("<é/>");
  });

  it("a body of one byte is UTF-8", async () => {
    expect(await readText(new Response("1"), new AbortController().signal)).toBe("1");
  });
});

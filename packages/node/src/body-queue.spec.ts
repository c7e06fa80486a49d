import { expect, it, vi } from "vitest";
import { BodyQueue } from "./body-queue.ts";

const OVER = { done: true, value: undefined };
const source = () => ({ pause: vi.fn<() => void>(), resume: vi.fn<() => void>(), abort: vi.fn<() => void>() });
const bytes = (length: number) => new Uint8Array(length);

it("gives chunks that came before they were read, and those that come later, to the end", async () => {
  const body = new BodyQueue(source());
  body.push(bytes(1));
  expect(await body.next()).toEqual({ done: false, value: bytes(1) });
  const reads = [body.next(), body.next()];
  body.push(bytes(2));
  body.end();
  expect(await Promise.all(reads)).toEqual([{ done: false, value: bytes(2) }, OVER]);
  expect([await body.next(), await body.return()]).toEqual([OVER, OVER]);
});

it("pauses a connection whose chunks are not read, and resumes it when they are", async () => {
  const connection = source();
  const body = new BodyQueue(connection);
  body.push(bytes(65_536));
  expect(connection.pause).not.toHaveBeenCalled();
  body.push(bytes(1));
  expect(connection.pause).toHaveBeenCalledOnce();
  expect(connection.resume).not.toHaveBeenCalled();
  await body.next();
  expect(connection.resume).toHaveBeenCalledOnce();
  await body.next();
  expect(connection.resume).toHaveBeenCalledOnce();
});

it("throws the error with which it ends, once, in place of the chunks before", async () => {
  const body = new BodyQueue(source());
  body.push(bytes(1));
  body.end(new Error("other side closed"));
  body.push(bytes(1));
  body.end();
  await expect(body.next()).rejects.toThrow("other side closed");
  expect(await body.next()).toEqual(OVER);
});

it("aborts what is left when it is given up, and nothing after its end", async () => {
  const [open, whole] = [source(), source()];
  const given = new BodyQueue(open);
  const read = given.next();
  await given.return();
  expect([await read, open.abort.mock.calls.length]).toEqual([OVER, 1]);
  const ended = new BodyQueue(whole);
  ended.end();
  await ended.return();
  expect(whole.abort).not.toHaveBeenCalled();
});

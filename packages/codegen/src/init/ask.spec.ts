import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { createAsk } from "./ask.ts";

it("puts a question and returns the line that is typed, without the spaces around it", async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const answer = createAsk(input, output)("Which? ");
  input.write("  the first \n");
  expect(await answer).toBe("the first");
  expect(String(output.read())).toContain("Which? ");
});

it("leaves a question open at the end of the input", async () => {
  const input = new PassThrough();
  const answer = createAsk(input, new PassThrough())("Which? ");
  input.end();
  expect(await answer).toBe("");
});

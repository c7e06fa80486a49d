import { expect, it } from "vitest";
import { parseSource } from "./source-document.ts";

// A fault of syntax makes a parser stumble on many lines after it. What is reported is the place to fix, once.

it.each([
  {
    name: "a conflict marker",
    text: "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> topic\nc: 4\n",
    want: "2:1 this line is a conflict marker; resolve the conflict.",
  },
  {
    name: "a conflict marker without a name",
    text: "a: { b: 1,\n=======\nc: 2 }\nd: [\n",
    want: "2:1 this line is a conflict marker; resolve the conflict.",
  },
  { name: "a tab", text: "a:\n\tb: 1\n\tc: 2\nd: 3\n", want: "2:1 a tab indents this line; use spaces." },
  { name: "an unclosed brace", text: "a: { b: 1\nc: 2\ne: { f: 1 }\n", want: '1:4 this "{" is never closed.' },
  {
    name: "the innermost of two unclosed braces",
    text: "a:\n  b: { type: object, properties: { x: { type: string }\n  c: { type: string }\ne: 3\n",
    want: '2:34 this "{" is never closed.',
  },
  { name: "an unclosed bracket", text: "a: [1, 2\nb: 3\n", want: '1:4 this "[" is never closed.' },
  { name: "an unclosed bracket at the end", text: "a: 1\nb: [\n", want: '2:4 this "[" is never closed.' },
  { name: "an unclosed quote", text: 'a: "x\nb: 3\nc: 4\n', want: "1:4 this quote is never closed." },
  { name: "a lone quote", text: "a: '", want: "1:4 this quote is never closed." },
  {
    name: "an unclosed single quote, not a closed one after it",
    text: "a:\n  b: 'x\n  c: 1\nd: 'y'\n",
    want: "2:6 this quote is never closed.",
  },
  {
    name: "the wrong closing bracket",
    text: '{"a": 1, "b": {"c": [1, 2}}\n',
    want: '1:26 "}" is here, but "[" is to be closed first.',
  },
  {
    name: "a second document",
    text: "a: 1\n---\nb: 2\n",
    want: "2:1 a second document begins here; keep one document in a file.",
  },
  {
    name: "anything else in the parser's words",
    text: "a: @b\nc: d: e\n",
    want: "1:4 this is not valid YAML: Plain value cannot start with reserved character @.",
  },
])("reports $name", ({ text, want }) => {
  const faults = parseSource({ file: "a.yaml", text });
  if ("report" in faults) throw new Error("The text is YAML.");
  expect(faults.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([want]);
  expect(faults.map(({ rule }) => rule)).toEqual(["yaml-syntax"]);
});

it("takes a line of a text for no conflict marker", () => {
  expect(parseSource({ file: "a.yaml", text: "a: |\n  =======\n  b\n" })).toHaveProperty("root");
});

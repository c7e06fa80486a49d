import { wordOf } from "../extension.ts";
import type { ExtensionWord } from "../extension.ts";
import type { JsonPath } from "../json.ts";
import { didYouMean } from "../nearest-name.ts";
import { enumOf, partsAt } from "../openapi/schema.ts";
import { inExtension } from "./rule-context.ts";
import type { RuleContext } from "./rule-context.ts";
import type { Fault, Rule } from "./rule.ts";

/** Rules for the native words and their states. */
export const WORD_RULES: readonly Rule[] = [
  {
    name: "word-unmapped",
    description: "Every word of the status enum has a state.",
    check: (context) => {
      const mapped = new Set(wordsOf(context).map(({ word }) => word.word));
      return statusWords(context)
        .filter((word) => !mapped.has(word))
        .map((word) => ({
          path: inExtension("states"),
          message: `the status word ${JSON.stringify(word)} has no state; add it to one of the lists.`,
          target: "key",
        }));
    },
  },
  {
    name: "word-repeated",
    description: "No word stands in two places of the states.",
    check: (context) => {
      const words = wordsOf(context);
      return words.flatMap(({ word, path, state }, index) => {
        const first = words.findIndex((other) => other.word.word === word.word);
        const other = words[first];
        if (other === undefined || first === index) return [];
        const message = `${JSON.stringify(word.word)} is already ${other.state}; it cannot be ${state} as well, so keep one.`;
        return [
          { path, message: other.state === state ? `${JSON.stringify(word.word)} is in this list twice.` : message },
        ];
      });
    },
  },
  {
    name: "word-unknown",
    description: "Every word that the extension names is in the status enum.",
    check: checkUnknownWords,
  },
  {
    name: "items-missing",
    description: "Items that judge a word are described, with what says that one failed.",
    check: (context) => {
      const { items } = context.extension.job;
      if (items?.success !== undefined || items?.errors !== undefined) return [];
      const message =
        items === undefined
          ? "the items are to judge this word, but `job.items` is missing."
          : "the items are to judge this word, but `job.items` has neither `success` nor `errors`.";
      return wordsOf(context)
        .filter(({ word }) => word.judgedBy === "items")
        .map(({ path }) => ({ path, message }));
    },
  },
  {
    name: "success-word-missing",
    description: "A word means success.",
    check: ({ extension }) =>
      extension.states.succeeded === undefined
        ? [
            {
              path: inExtension("states"),
              message: "no word means `succeeded`; a wait could never end well.",
              target: "key",
            },
          ]
        : [],
  },
  {
    name: "failure-word-missing",
    description: "A word means failure.",
    check: ({ extension }) =>
      extension.states.failed === undefined
        ? [
            {
              path: inExtension("states"),
              message: "no word means `failed`; a failure would never be seen.",
              target: "key",
            },
          ]
        : [],
  },
];

interface PlacedWord {
  readonly word: ExtensionWord;
  readonly state: string;
  readonly path: JsonPath;
}

function wordsOf({ extension }: RuleContext): PlacedWord[] {
  return Object.entries(extension.states).flatMap(([state, words]) =>
    words.map((word, index) => ({
      word: wordOf(word),
      state,
      path: inExtension("states", state, index, ...(typeof word === "string" ? [] : ["word"])),
    })),
  );
}

function statusWords({ root, extension, job }: RuleContext): string[] {
  const values = enumOf(partsAt(root, job, extension.job.status));
  return [...new Set(values)].filter((value) => typeof value === "string");
}

function checkUnknownWords(context: RuleContext): readonly Fault[] {
  const known = statusWords(context);
  if (known.length === 0) return [];
  const local = (context.extension.job.localTimesWhile ?? []).map((word, index) => ({
    word,
    path: inExtension("job", "localTimesWhile", index),
  }));
  const mapped = wordsOf(context).map(({ word, path }) => ({ word: word.word, path }));
  return [...mapped, ...local]
    .filter(({ word }) => !known.includes(word))
    .map(({ word, path }) => {
      const hint = didYouMean(word, known) || "; add it there, with its evidence, or take it out here.";
      return { path, message: `${JSON.stringify(word)} is not in the enum of the status${hint}` };
    });
}

/** A wording that the project does not use, and what to write instead. */
export interface ProseRule {
  readonly pattern: RegExp;
  readonly instead: string;
}

/** The wordings to avoid in pages, docstrings and messages. All patterns ignore case. */
export const PROSE_RULES: readonly ProseRule[] = [
  { pattern: /\bwho(?:ever)?\b/i, instead: '"you", "the caller", or a noun' },
  { pattern: /\b(?:no|some)body\b/i, instead: '"no one" or a noun such as "the caller"' },
  { pattern: /\b(?:has|have) to be\b|\bhas to\b/i, instead: '"must"' },
  { pattern: /[,;:] where (?:it|there|that|no|none|the (?:provider|caller|job|contract|server))\b/i, instead: '"if"' },
  { pattern: /\bonly where\b/i, instead: '"only if"' },
  { pattern: /(?<!\bthere )\b(?:is|are) no (?!longer\b|more\b|need\b)/i, instead: '"isn\'t", "aren\'t" or "not"' },
  {
    pattern: /\bwords? (?:that|which) (?:no|the)\b|\b(?:status|native|provider's own) words?\b/i,
    instead: '"status value"',
  },
  {
    pattern: /\bask(?:s|ed|ing)? (?:once|again|in XML|how|together|too often|about|of whom)\b/i,
    instead: '"poll", "send" or "request"',
  },
  { pattern: /\b(?:may|be|is|are|was|were) asked\b|\bmay ask\b/i, instead: '"poll" or "request"' },
  { pattern: /\b(?:last|first|next|each|further|one) looks?\b/i, instead: '"poll"' },
  { pattern: /\bstruck out\b/i, instead: '"redacted"' },
  { pattern: /\bdialects?\b/i, instead: '"format" or "API"' },
  { pattern: /\bstand-ins?\b/i, instead: '"simulator" or "simulated"' },
  { pattern: /\bgo(?:es)? on\b/i, instead: '"continue" or "resume"' },
  { pattern: /\bhand(?:s|ed)? (?:over|on|in)\b/i, instead: '"pass", "return" or "names"' },
  { pattern: /\b(?:hear|hears|heard) (?:of|what|that|when)\b/i, instead: '"receive", "is notified of"' },
  { pattern: /\bsightings?\b/i, instead: '"poll" or "sample"' },
  { pattern: /\bconversations?\b/i, instead: '"poller"' },
  { pattern: /\bdeadlines?\b/i, instead: '"timeout"' },
  { pattern: /\bverdicts?\b/i, instead: '"decision"' },
  { pattern: /\bwaits? well\b|\bcareful wait\w*/i, instead: "what the wait does" },
  { pattern: /\bbefore its end\b/i, instead: '"before it finished"' },
  { pattern: /\bbe learned\b|\bwas learned\b/i, instead: '"be determined" or "received"' },
  { pattern: /\bmend(?:s|ed|ing)?\b/i, instead: '"fix"' },
];

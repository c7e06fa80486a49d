/** How deep escapes may be nested: a page that shows the JSON that repeats a form has three layers. */
const MAX_LAYERS = 3;
/** The shortest part of an encoded secret that is looked for; a shorter one occurs in texts by chance. */
const MIN_ENCODED_LENGTH = 6;

/** The characters of the entities that HTML and XML define for their own syntax. */
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
/** The control characters that JSON escapes by a letter. */
const CONTROLS: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

/**
 * Replaces secrets in a text, in every form in which a server may repeat them: as they are, without quotes, percent-encoded,
 * form-encoded, escaped in JSON, HTML or XML, broken into lines, one of these inside another, and in base64 or hexadecimal, by themselves or inside a longer
 * text.
 * A text that hides a secret behind an escape is given without its escapes.
 *
 * @param secretsOf - Called when there is a text to show, and not before.
 */
export function redactor(secretsOf: () => readonly string[]): (text: string) => string {
  let forms: readonly string[] | undefined;
  return (text) => {
    forms ??= formsOf(secretsOf());
    return redactLayers(text, forms, MAX_LAYERS);
  };
}

function redactLayers(text: string, forms: readonly string[], layers: number): string {
  let shown = forms.reduce((rest, form) => rest.replaceAll(form, "[redacted]"), joinLines(text, forms));
  if (layers === 0) return shown;
  for (const unescape of UNESCAPES) {
    const unescaped = unescape(shown);
    if (unescaped === shown) continue;
    const redacted = redactLayers(unescaped, forms, layers - 1);
    if (redacted !== unescaped) shown = redacted;
  }
  return shown;
}

/** The texts to look for, the longest first: a shorter one may be a part of it. */
function formsOf(secrets: readonly string[]): string[] {
  // A header carries none of the white space around its value.
  const bare = secrets.map((secret) => secret.trim().replace(/^(["'])(.*)\1$/s, "$2"));
  // A form writes a space as a plus sign.
  const plain = new Set([...secrets, ...bare].flatMap((text) => [text, text.replaceAll(" ", "+")]));
  // A secret that itself looks escaped loses that in a text whose escapes are removed. Grows while it is walked.
  for (const text of plain) for (const unescape of UNESCAPES) plain.add(unescape(text));
  // A server may encode the body of a login, which is JSON or a form.
  const encoded = [...plain].flatMap((text) =>
    [text, JSON.stringify(text).slice(1, -1), formFrom(text)].flatMap(encodedForms),
  );
  const forms = new Set([...plain, ...encoded]);
  return [...forms].filter((form) => form.trim()).toSorted((a, b) => b.length - a.length);
}

function formFrom(text: string): string {
  return new URLSearchParams({ "": text }).toString().slice(1);
}

const UNESCAPES = [unescapeUrl, unescapeJson, unescapeMarkup];

/**
 * The text without its line breaks if they split a secret: base64 comes in lines of 76 characters (RFC 2045 section 6.8), and the lines
 * of a folded header begin with a space (RFC 9112 section 5.2).
 */
function joinLines(text: string, forms: readonly string[]): string {
  const joined = [/\r?\n/g, /\r?\n[\t ]/g].map((lineBreak) => text.replace(lineBreak, ""));
  return joined.find((whole) => forms.some((form) => whole.includes(form) && !text.includes(form))) ?? text;
}

function unescapeUrl(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}

function unescapeJson(text: string): string {
  return text.replace(/\\(?:u([\da-f]{4})|(.))/gis, (_, unit?: string, character: string = "") =>
    unit ? String.fromCharCode(parseInt(unit, 16)) : (CONTROLS[character] ?? character),
  );
}

function unescapeMarkup(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi,
    (entity, decimal?: string, hex: string = "", name: string = "") => {
      const code = parseInt(decimal ?? hex, decimal ? 10 : 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : (ENTITIES[name] ?? entity);
    },
  );
}

/**
 * A text in hexadecimal, in letters of both cases, and in base64, in both alphabets (RFC 4648 sections 4 and 5). Encoded behind
 * something else, it gives other characters of base64 for each of three offsets; those at the edges, which depend on the neighbors, are
 * left out.
 */
function encodedForms(text: string): string[] {
  const bytes = Array.from(new TextEncoder().encode(text));
  const binary = bytes.map((byte) => String.fromCharCode(byte)).join("");
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const base64 = [0, 1, 2].map((offset) => {
    const end = Math.floor(((offset + bytes.length) * 8) / 6);
    return btoa("\0".repeat(offset) + binary).slice(Math.ceil((offset * 8) / 6), end);
  });
  const urlSafe = base64.map((core) => core.replaceAll("+", "-").replaceAll("/", "_"));
  return [hex, hex.toUpperCase(), ...base64, ...urlSafe].filter((form) => form.length >= MIN_ENCODED_LENGTH);
}

/** The secrets in the values of headers: each value, and its parts, such as the token behind a scheme, and each cookie's value. */
export function secretsInHeaders(values: readonly string[]): string[] {
  return values.flatMap((value) => [value, ...value.split(/[\s,;]+|(?<=^|; )[^=; ]+=(?=[^=])/)]);
}

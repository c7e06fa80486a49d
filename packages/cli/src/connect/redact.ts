/** Secrets that must not be shown. They are added as they become known. */
export class Secrets {
  readonly #texts = new Set<string>();

  /** Adds a secret, also in its encoded forms. */
  add(text: string): void {
    if (text === "") return;
    for (const form of [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)]) this.#texts.add(form);
  }

  /** The text without any secret. */
  redact(text: string): string {
    // The longest first: a shorter one may be a part of it.
    const secrets = [...this.#texts].toSorted((a, b) => b.length - a.length);
    return secrets.reduce((rest, secret) => rest.replaceAll(secret, "[redacted]"), text);
  }
}

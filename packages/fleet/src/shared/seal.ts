import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** Seals texts with AES-256-GCM, so that the database holds nothing that is worth stealing. */
export class Seal {
  readonly #key: Uint8Array;

  /** @param secret - Any text that cannot be guessed; equal texts make equal seals. */
  constructor(secret: string) {
    this.#key = new Uint8Array(hkdfSync("sha256", secret, "@jobstatus/fleet", "sessions, version 1", KEY_BYTES));
  }

  /** @param place - Where the text is kept: it can be opened there only. */
  seal(text: string, place: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv("aes-256-gcm", this.#key, iv).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64");
  }

  /** The text; undefined if it was sealed with another secret, for another place, or is damaged. */
  open(sealed: string, place: string): string | undefined {
    const bytes = Buffer.from(sealed, "base64");
    const iv = bytes.subarray(0, IV_BYTES);
    const tag = bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
    if (tag.length < TAG_BYTES) return undefined;
    const decipher = createDecipheriv("aes-256-gcm", this.#key, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(place)).setAuthTag(tag);
    try {
      return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
    } catch {
      return undefined;
    }
  }
}

import { generateKeyPairSync, sign } from "node:crypto";

/** A certificate for 127.0.0.1 that no authority has signed, and its key, as PEM. */
export interface SelfSigned {
  readonly cert: string;
  readonly key: string;
}

const DAY_MS = 86_400_000;

/** The tags of DER (ITU-T X.690 section 8) that a certificate needs. */
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OBJECT_IDENTIFIER = 0x06;
const UTF8_STRING = 0x0c;
const UTC_TIME = 0x17;
const SEQUENCE = 0x30;
const SET = 0x31;
const VERSION = 0xa0;
const EXTENSIONS = 0xa3;
const IP_ADDRESS = 0x87;

/** The value of an object identifier: ecdsa-with-SHA256 (RFC 5758), commonName (RFC 4519), subjectAltName (RFC 5280). */
const ECDSA_WITH_SHA256 = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
const COMMON_NAME = [0x55, 0x04, 0x03];
const SUBJECT_ALT_NAME = [0x55, 0x1d, 0x11];

/**
 * Makes a key and a certificate (RFC 5280) for a server on loopback, for one test: a key in the repository would be a secret
 * there.
 *
 * @param endsInDays - When it expires, from now; negative if it has expired.
 */
export function createSelfSigned(endsInDays: number): SelfSigned {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = der(SEQUENCE, identifier(ECDSA_WITH_SHA256));
  const commonName = der(SEQUENCE, identifier(COMMON_NAME), der(UTF8_STRING, Buffer.from("loopback")));
  const name = der(SEQUENCE, der(SET, commonName));
  const end = Date.now() + endsInDays * DAY_MS;
  const address = der(SEQUENCE, der(IP_ADDRESS, Buffer.from([127, 0, 0, 1])));
  const content = der(
    SEQUENCE,
    der(VERSION, der(INTEGER, Buffer.from([2]))),
    der(INTEGER, Buffer.from([1])),
    algorithm,
    name,
    der(SEQUENCE, time(end - 30 * DAY_MS), time(end)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(EXTENSIONS, der(SEQUENCE, der(SEQUENCE, identifier(SUBJECT_ALT_NAME), der(OCTET_STRING, address)))),
  );
  const signature = der(BIT_STRING, Buffer.from([0]), sign("sha256", content, privateKey));
  const lines = der(SEQUENCE, content, algorithm, signature)
    .toString("base64")
    .replaceAll(/(.{64})/g, "$1\n");
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

/** A value with its tag and its length. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const value = Buffer.concat(parts);
  const { length } = value;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), value]);
}

function identifier(value: readonly number[]): Buffer {
  return der(OBJECT_IDENTIFIER, Buffer.from(value));
}

/** A moment in milliseconds since 1970 as `YYMMDDhhmmssZ`. */
function time(ms: number): Buffer {
  const digits = new Date(ms).toISOString().replaceAll(/\D/g, "").slice(2, 14);
  return der(UTC_TIME, Buffer.from(`${digits}Z`));
}

import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";

// Node.js makes no certificates, and a key in the repository would look like a leaked one.

/** An authority that nobody else knows, and a server's certificate from it. */
export interface Certificates {
  /** Certificate of the authority, PEM. */
  readonly ca: string;
  /** Key and certificate of the server, PEM. */
  readonly key: string;
  readonly cert: string;
}

/** Makes an authority and a certificate for these names. */
export function createCertificates(names: readonly string[]): Certificates {
  const authority = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const server = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const alternatives = names.map((name) => der(0x82, Buffer.from(name)));
  const issue = (subject: string, key: KeyObject, extension: Buffer) =>
    toPem("CERTIFICATE", certify(subject, key, extension, authority.privateKey));
  return {
    ca: issue(AUTHORITY, authority.publicKey, extend("551d13", der(0x30, hex("0101ff")))),
    cert: issue("server", server.publicKey, extend("551d11", der(0x30, ...alternatives))),
    key: server.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

const AUTHORITY = "authority of a test";

/** @see https://www.rfc-editor.org/rfc/rfc5280#section-4.1 */
function certify(subject: string, key: KeyObject, extension: Buffer, signer: KeyObject): Buffer {
  const algorithm = der(0x30, hex("06082a8648ce3d040302"));
  const validity = der(0x30, der(0x17, Buffer.from("200101000000Z")), der(0x17, Buffer.from("491231235959Z")));
  const serial = der(0x02, Buffer.from([subject.length]));
  const info = key.export({ type: "spki", format: "der" });
  const fields = [hex("a003020102"), serial, algorithm, nameOf(AUTHORITY), validity, nameOf(subject), info, extension];
  const content = der(0x30, ...fields);
  return der(0x30, content, algorithm, der(0x03, hex("00"), sign("sha256", content, signer)));
}

function nameOf(text: string): Buffer {
  return der(0x30, der(0x31, der(0x30, hex("0603550403"), der(0x0c, Buffer.from(text)))));
}

function extend(id: string, value: Buffer): Buffer {
  return der(0xa3, der(0x30, der(0x30, der(0x06, hex(id)), der(0x04, value))));
}

/** One element of the encoding that certificates are written in. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function hex(text: string): Buffer {
  return Buffer.from(text, "hex");
}

function toPem(label: string, bytes: Buffer): string {
  return `-----BEGIN ${label}-----\n${bytes.toString("base64")}\n-----END ${label}-----\n`;
}

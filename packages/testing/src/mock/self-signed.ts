import { createHash, generateKeyPairSync, sign } from "node:crypto";

/** A key and the certificate that it signed itself, for 127.0.0.1 and localhost, as devices have. */
export interface SelfSigned {
  readonly key: string;
  /** PEM. */
  readonly cert: string;
  /** SHA-256 of the certificate, hex. */
  readonly sha256: string;
}

/**
 * Makes a new key and certificate, for tests of whom a client trusts.
 *
 * Nothing in Node.js makes a certificate, and a key in the repository would look like a leaked one.
 */
export function createSelfSigned(commonName = "mock"): SelfSigned {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const withSha256 = der(0x30, hex("06082a8648ce3d040302"));
  const name = der(0x30, der(0x31, der(0x30, hex("0603550403"), der(0x0c, Buffer.from(commonName)))));
  const validity = der(0x30, der(0x17, Buffer.from("200101000000Z")), der(0x17, Buffer.from("491231235959Z")));
  const address = der(0x30, der(0x87, Buffer.from([127, 0, 0, 1])), der(0x82, Buffer.from("localhost")));
  const alternativeNames = der(0xa3, der(0x30, der(0x30, hex("0603551d11"), der(0x04, address))));
  const publicInfo = publicKey.export({ type: "spki", format: "der" });
  const [version3, serial1] = [hex("a003020102"), hex("020101")];
  const content = der(0x30, version3, serial1, withSha256, name, validity, name, publicInfo, alternativeNames);
  const signature = der(0x03, hex("00"), sign("sha256", content, privateKey));
  const certificate = der(0x30, content, withSha256, signature);
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString("base64")}\n-----END CERTIFICATE-----\n`,
    sha256: createHash("sha256").update(certificate).digest("hex"),
  };
}

/** One element of the encoding that certificates are written in. @see https://www.rfc-editor.org/rfc/rfc5280#section-4.1 */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function hex(text: string): Buffer {
  return Buffer.from(text, "hex");
}

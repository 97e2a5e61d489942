import { constants, createHash, generateKeyPairSync, privateDecrypt } from "node:crypto";
import { describe, expect, it } from "vitest";
import { encryptSecret } from "./encrypt-secret.ts";

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pkcs1 = publicKey.export({ type: "pkcs1", format: "pem" }).toString();
const SECRET = "dd-api-key-ü-4711";

function decrypt(encrypted: string): string {
  const hex = encrypted.split(".")[1] ?? "";
  return privateDecrypt(
    { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" },
    Buffer.from(hex, "hex"),
  ).toString();
}

describe("encryptSecret()", () => {
  it("an environment's key, returns its fingerprint and a text that only the environment can read", () => {
    const encrypted = encryptSecret(pkcs1, SECRET);
    const fingerprint = createHash("md5")
      .update(publicKey.export({ type: "pkcs1", format: "der" }))
      .digest("hex");

    expect(encrypted).toMatch(/^[0-9a-f]{32}\.[0-9a-f]{512}$/);
    expect(encrypted.split(".")[0]).toBe(fingerprint);
    expect(decrypt(encrypted)).toBe(SECRET);
  });

  it("the same secret twice, returns two texts with one fingerprint", () => {
    const [first, second] = [encryptSecret(pkcs1, SECRET), encryptSecret(pkcs1, SECRET)];
    expect(first).not.toBe(second);
    expect(first.slice(0, 32)).toBe(second.slice(0, 32));
  });

  it("a key in the general form, is taken as well", () => {
    const spki = publicKey.export({ type: "spki", format: "pem" }).toString();
    expect(decrypt(encryptSecret(spki, SECRET))).toBe(SECRET);
  });

  it.each([
    ["text that is no key", "no key", SECRET],
    ["a key of another kind", elliptic(), SECRET],
    ["a private key", privateKey.export({ type: "pkcs1", format: "pem" }).toString(), SECRET],
    ["a secret too long for the key", pkcs1, SECRET.repeat(20)],
  ])("%s, throws TypeError that repeats neither key nor secret", (_, key, secret) => {
    expect(() => encryptSecret(key, secret)).toThrow(TypeError);
    expect(() => encryptSecret(key, secret)).toThrow(/^Cannot encrypt the secret: [a-zA-Z ]+$/);
  });
});

function elliptic(): string {
  return generateKeyPairSync("ec", { namedCurve: "P-256" })
    .publicKey.export({ type: "spki", format: "pem" })
    .toString();
}

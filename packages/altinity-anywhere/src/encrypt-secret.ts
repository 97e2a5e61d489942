import { constants, createHash, createPublicKey, type KeyObject, publicEncrypt } from "node:crypto";

/**
 * Encrypts a secret for one environment, as the fields `encApiKey` and `hcloudTokenEnc` take it. Node.js only.
 *
 * The key is the environment's public one, RSA in PEM, served to holders of the environment's certificate. Every call gives another text.
 *
 * @throws TypeError when the key is no RSA public key, or the secret too long for it. The message repeats neither.
 * @see https://github.com/Altinity/terraform-provider-altinitycloud/blob/master/internal/sdk/crypto/crypto.go
 */
export function encryptSecret(publicKeyPem: string, secret: string): string {
  const key = readPublicKey(publicKeyPem);
  const fingerprint = createHash("md5").update(toPkcs1(key));
  return `${fingerprint.digest("hex")}.${encrypt(key, secret).toString("hex")}`;
}

function readPublicKey(pem: string): KeyObject {
  try {
    const key = createPublicKey(pem);
    // A private key would be accepted, and its public half used; whoever has it in hand has mixed something up.
    if (key.asymmetricKeyType === "rsa" && !pem.includes("PRIVATE KEY")) return key;
  } catch {
    // The platform's own error may hold parts of the key.
  }
  throw new TypeError("Cannot encrypt the secret: expected an RSA public key in PEM");
}

// Node.js 24 cannot write a key as PKCS #1 that it has read as PKCS #1 (observed 2026-11-21, OpenSSL 3.5.8); a JWK between helps.
function toPkcs1(key: KeyObject): Buffer {
  return createPublicKey({ key: key.export({ format: "jwk" }), format: "jwk" }).export({
    type: "pkcs1",
    format: "der",
  });
}

function encrypt(key: KeyObject, secret: string): Buffer {
  try {
    return publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" }, Buffer.from(secret));
  } catch {
    throw new TypeError("Cannot encrypt the secret: it is too long for the key");
  }
}

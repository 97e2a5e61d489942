/** How a server may echo a secret. */
export const ENCODINGS = ["plain", "base64", "base64url", "url", "form", "json", "beginning", "base64-within"] as const;

/** One of {@link ENCODINGS}. */
export type Encoding = (typeof ENCODINGS)[number];

/** How much of a secret counts as its beginning. */
const BEGINNING = 8;
/** So many characters from anywhere in a secret count as a part of it. */
const PART = 10;
const PART_STEP = 3;

const ENCODERS: Readonly<Record<Encoding, (secret: string) => string>> = {
  plain: (secret) => secret,
  base64: (secret) => Buffer.from(secret).toString("base64"),
  base64url: (secret) => Buffer.from(secret).toString("base64url"),
  url: encodeURIComponent,
  form: (secret) => `${new URLSearchParams({ "": secret })}`.slice(1),
  json: (secret) => JSON.stringify(secret).slice(1, -1),
  beginning: (secret) => secret.slice(0, BEGINNING),
  // As a server shows that returns a whole header or body in base64.
  "base64-within": (secret) => Buffer.from(`Bearer ${secret} `).toString("base64"),
};

/** A secret as a server echoes it. */
export function encodeSecret(secret: string, encoding: Encoding): string {
  return ENCODERS[encoding](secret);
}

/** A text that must stand nowhere, and what it is of a secret. */
export interface Form {
  readonly encoding: Encoding | "part";
  readonly text: string;
}

/** Everything of a secret that is looked for. */
export function listForms(secret: string): Form[] {
  const forms: Form[] = (["plain", "url", "form", "json", "beginning"] as const).map((encoding) => ({
    encoding,
    text: encodeSecret(secret, encoding),
  }));
  for (let offset = 0; offset < 3; offset++) {
    const text = encodeWithin(secret, offset);
    forms.push({ encoding: offset === 0 ? "base64" : "base64-within", text });
    forms.push({ encoding: offset === 0 ? "base64url" : "base64-within", text: toUrlSafe(text) });
  }
  for (let at = 1; at + PART <= secret.length; at += PART_STEP) {
    forms.push({ encoding: "part", text: secret.slice(at, at + PART) });
  }
  return forms.filter(({ text }, index) => forms.findIndex((other) => other.text === text) === index);
}

/** What base64 makes of a secret that begins so many bytes after a multiple of three, without the characters that its neighbours share. */
function encodeWithin(secret: string, offset: number): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
  return bytes.toString("base64").slice(Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6));
}

function toUrlSafe(base64: string): string {
  return base64.replaceAll("+", "-").replaceAll("/", "_");
}

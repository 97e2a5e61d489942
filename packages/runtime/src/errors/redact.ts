const LONGEST_MESSAGE = 500;

/** Removes a client's secrets, plain and in the encodings servers echo them in, and cuts the text to 500 characters. */
export function redact(text: string, secrets: Iterable<string>): string {
  let clean = text;
  for (const secret of secrets) {
    for (const form of [secret, encodeURIComponent(secret), base64(secret)])
      clean = clean.replaceAll(form, "[redacted]");
  }
  return clean.slice(0, LONGEST_MESSAGE);
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/**
 * A form as the bytes that go on the wire, with its content type as the type; files are read while it is read.
 *
 * Unlike a form it knows its length, which spares the server a chunked body and tells how much is left.
 *
 * @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
 */
export function formToBlob(form: FormData): Blob {
  // Lower case, as the type of a Blob is.
  const boundary = `vendor-clients-${crypto.randomUUID()}`;
  const parts: BlobPart[] = [];
  for (const [name, value] of form) {
    parts.push(`--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(toLines(name))}"`);
    if (typeof value === "string") parts.push(`\r\n\r\n${toLines(value)}\r\n`);
    else {
      const type = value.type || "application/octet-stream";
      parts.push(`; filename="${escapeName(value.name)}"\r\nContent-Type: ${type}\r\n\r\n`, value, "\r\n");
    }
  }
  return new Blob([...parts, `--${boundary}--\r\n`], { type: `multipart/form-data; boundary=${boundary}` });
}

function toLines(text: string): string {
  return text.replace(/\r\n?|\n/g, "\r\n");
}

function escapeName(name: string): string {
  return name.replaceAll("\n", "%0A").replaceAll("\r", "%0D").replaceAll('"', "%22");
}

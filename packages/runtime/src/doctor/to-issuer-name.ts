const LONGEST = 60;

/** The common name of who signed a certificate, else the organisation; only letters, digits and a little more, as its writer may be anybody. */
export function toIssuerName(issuer: { readonly CN?: unknown; readonly O?: unknown } | undefined): string | undefined {
  return toName(issuer?.CN) ?? toName(issuer?.O);
}

function toName(name: unknown): string | undefined {
  const text = String([name].flat()[0] ?? "")
    .replace(/[^\p{L}\p{N}.,'()&*-]+/gu, " ")
    .trim();
  return text === "" ? undefined : text.slice(0, LONGEST);
}

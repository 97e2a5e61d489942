import type { TlsTrust } from "../send/tls.ts";
import type { Finding } from "./doctor-report.ts";
import { explainCode } from "./explain-code.ts";
import { formatDuration } from "./format-duration.ts";
import { readCertificate, type ServerCertificate } from "./read-certificate.ts";
import { findSystemCode } from "./read-failure.ts";
import { type Bounds, within } from "./within.ts";

const DAY_MS = 86_400_000;
const WARNING_DAYS = 21;

/** Looks at the certificate of a server by a handshake of its own. Node.js only. */
export async function checkCertificate(
  url: URL,
  trust: TlsTrust | undefined,
  hasConnected: boolean,
  bounds: Bounds,
): Promise<Finding> {
  try {
    const certificate = await within(bounds, (signal) => readCertificate(url, trust, signal));
    return judgeCertificate(certificate, hasConnected, Date.now());
  } catch (error) {
    if (bounds.signal?.aborted) throw bounds.signal.reason;
    // Where requests pass a proxy, there may be no direct way.
    return { outcome: "skipped", found: `could not be looked at: ${explainCode(findSystemCode(error)).found}` };
  }
}

/** What to think of a certificate; a connection that was made in spite of it makes a warning of a failure. */
export function judgeCertificate(certificate: ServerCertificate, hasConnected: boolean, nowEpochMs: number): Finding {
  const { issuer, validToEpochMs, isPinned } = certificate;
  const leftMs = validToEpochMs - nowEpochMs;
  const from = issuer === undefined ? "" : `, issued by ${issuer}`;
  const left = leftMs < 0 ? `ended ${formatDuration(leftMs)} ago` : `${Math.floor(leftMs / DAY_MS)} days left`;
  if (isPinned === true) return { outcome: "ok", found: `the pinned one${from}, ${left}, which a pin does not ask` };
  const fault = findFault(certificate, nowEpochMs);
  if (fault !== undefined) {
    const { found, advice } = explainCode(fault);
    if (!hasConnected) return { outcome: "failed", found: `${found}${from}, ${left}`, advice };
    const warning =
      "This process connects in spite of it: check NODE_TLS_REJECT_UNAUTHORIZED and the dispatcher of fetch";
    return { outcome: "warning", found: `${found}${from}, ${left}`, advice: warning };
  }
  if (leftMs >= WARNING_DAYS * DAY_MS) return { outcome: "ok", found: `${left}${from}` };
  return { outcome: "warning", found: `${left}${from}`, advice: "Have the server's certificate renewed soon" };
}

/** The code of what is most worth telling; the dates and the name first, because a chain's error may hide them. */
function findFault(certificate: ServerCertificate, nowEpochMs: number): string | undefined {
  const { validFromEpochMs, validToEpochMs, isSelfSigned, isForHost, chainError, isPinned } = certificate;
  if (isPinned === false) return "ERR_CERTIFICATE_PIN";
  if (chainError === undefined) return undefined;
  if (validToEpochMs < nowEpochMs) return "CERT_HAS_EXPIRED";
  if (validFromEpochMs > nowEpochMs) return "CERT_NOT_YET_VALID";
  if (!isForHost) return "ERR_TLS_CERT_ALTNAME_INVALID";
  return isSelfSigned ? "DEPTH_ZERO_SELF_SIGNED_CERT" : chainError;
}

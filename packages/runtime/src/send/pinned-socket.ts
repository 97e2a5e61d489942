import { createHash } from "node:crypto";
import { once } from "node:events";
import { isIP } from "node:net";
import { connect, type TLSSocket } from "node:tls";

/**
 * Connects to the server of an https URL; the pin replaces the check of chain, name and dates.
 *
 * The socket is handed over only after the pin matched, and is destroyed in every other case.
 *
 * @throws Error with the code ERR_CERTIFICATE_PIN when the server has another certificate.
 */
export async function connectPinned(url: URL, pin: string, signal: AbortSignal): Promise<TLSSocket> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const socket = connect({
    host,
    port: Number(url.port || 443),
    rejectUnauthorized: false,
    ...(!isIP(host) && { servername: host }),
  });
  try {
    await once(socket, "secureConnect", { signal });
    const found = createHash("sha256")
      .update(socket.getPeerCertificate().raw ?? "")
      .digest("hex");
    if (found === pin) return socket;
    throw Object.assign(new Error(`Cannot trust the server: its certificate has SHA-256 ${found}`), {
      code: "ERR_CERTIFICATE_PIN",
    });
  } catch (error) {
    // A late failure of a connection that was given up has nobody left to tell.
    socket.on("error", () => {}).destroy();
    throw error;
  }
}

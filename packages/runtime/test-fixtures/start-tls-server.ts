import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { type Answer, listen, record, type TestServer } from "./start-server.ts";

/** Certificates with their keys; README.md in this folder says what they are valid for. */
export type Certificate = "localhost" | "elsewhere" | "expired";

/** Reads a certificate with its key, PEM. */
export function readPem(name: Certificate): string {
  return readFileSync(new URL(`./${name}.pem`, import.meta.url), "utf8");
}

/** The SHA-256 of a certificate as browsers and openssl show it. */
export function readPin(name: Certificate): string {
  return new X509Certificate(readPem(name)).fingerprint256;
}

/** A running server and how often somebody connected to it. */
export interface TlsTestServer extends TestServer {
  readonly port: number;
  countConnections(): number;
}

/** Starts an https server for one test, on a free port. */
export async function startTlsServer(
  name: Certificate = "localhost",
  answer: Answer = (response) => response.writeHead(204).end(),
): Promise<TlsTestServer> {
  const { seen, listener } = record(answer);
  const pem = readPem(name);
  const server = createServer({ key: pem, cert: pem }, listener);
  let connections = 0;
  server.on("connection", () => connections++);
  const port = await listen(server);
  return { url: `https://127.0.0.1:${port}`, port, seen, countConnections: () => connections };
}

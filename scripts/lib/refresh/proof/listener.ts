import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server on this machine that nobody may connect to. */
export interface Listener {
  readonly port: number;
  hits(): number;
  close(): Promise<void>;
}

/** Starts a listener that counts connections, and that answers with a text that must not come out. */
export async function startListener(honey: string): Promise<Listener> {
  let hits = 0;
  const server = createServer((_, response) => response.end(JSON.stringify({ enum: [honey], description: honey })));
  server.on("connection", () => {
    hits += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    hits: () => hits,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

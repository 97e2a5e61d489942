import { refreshCommand } from "../command.ts";
import { startInternet } from "../fetch/testing.ts";
import type { Limits } from "../mirror.ts";
import { HOSTILE_ANSWERS } from "./hostile-answers.ts";

// `npm run refresh` with what tests may set, in a process of its own: `<seams as JSON> <arguments>...`.

/** What a test sets instead of the defaults. */
export interface CommandSeams {
  readonly limits?: Limits;
  /** A server on this machine in a vendor's place. */
  readonly server?: {
    readonly host: string;
    /** Title of one of the hostile answers. */
    readonly answer: string;
    readonly document: string;
    /** Of a listener that nobody may connect to. */
    readonly port: number;
  };
}

const [json = "{}", ...args] = process.argv.slice(2);
const { limits = {}, server }: CommandSeams = JSON.parse(json);
if (server === undefined) await refreshCommand(args, "", undefined, { limits });
else {
  const hostile = HOSTILE_ANSWERS.find(({ title }) => title === server.answer);
  const internet = await startInternet([server.host], {
    [server.host]: (_, response) => hostile?.answer(response, server.document, server.port),
  });
  const { network } = internet;
  const fetchOptions = { network, timeoutMs: hostile?.isSlow ? 1_500 : 30_000, pause: async () => {} };
  await refreshCommand(args, "", undefined, { limits, fetchOptions });
  await internet.close();
}

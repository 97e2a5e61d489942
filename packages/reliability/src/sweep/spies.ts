import { Channel } from "node:diagnostics_channel";
import { inspect } from "node:util";

/** Places of the process that a client could write to. */
export const PROCESS_SINKS = ["console", "stdout", "stderr", "warning", "rejection", "diagnostics"] as const;

/** One of {@link PROCESS_SINKS}. */
export type ProcessSink = (typeof PROCESS_SINKS)[number];

/** Records what is written in the process while it is on. */
export interface Spies {
  /** What was written since the last time, by place. */
  take(): readonly (readonly [sink: ProcessSink, text: string])[];
  stop(): void;
}

const show = (value: unknown) => inspect(value, { depth: 12, showHidden: true });

/** Starts to record; consoles are silent meanwhile, streams are not. */
export function startSpies(): Spies {
  let seen: [ProcessSink, string][] = [];
  const record = (sink: ProcessSink, values: readonly unknown[]) => {
    const text = values.map((value) => (typeof value === "string" ? value : show(value))).join(" ");
    seen.push([sink, text]);
  };
  const undo = [
    ...Object.entries(console)
      .filter(([, method]) => typeof method === "function")
      .map(([name]) =>
        replace(
          console,
          name,
          () =>
            (...values: unknown[]) =>
              record("console", values),
        ),
      ),
    spyStream(process.stdout, (text) => record("stdout", [text])),
    spyStream(process.stderr, (text) => record("stderr", [text])),
    replace(Channel.prototype, "publish", () => (message: unknown) => record("diagnostics", [message])),
    listen("warning", (warning) => record("warning", [warning])),
    listen("unhandledRejection", (reason) => record("rejection", [reason])),
  ];
  return {
    take() {
      const taken = seen;
      seen = [];
      return taken;
    },
    stop: () => {
      for (const one of undo) one();
    },
  };
}

type Method = (this: unknown, ...values: unknown[]) => unknown;

/** Puts another method in the place of one; gives what undoes it. */
function replace(holder: object, name: string, make: (original: Method) => Method): () => void {
  const own = Object.getOwnPropertyDescriptor(holder, name);
  const original: unknown = Reflect.get(holder, name);
  Object.defineProperty(holder, name, { value: make(original as Method), configurable: true, writable: true });
  return () => {
    if (own) Object.defineProperty(holder, name, own);
    else Reflect.deleteProperty(holder, name);
  };
}

function spyStream(stream: NodeJS.WriteStream, record: (text: string) => void): () => void {
  return replace(
    stream,
    "write",
    (original) =>
      function (this: unknown, ...values: unknown[]) {
        const [chunk] = values;
        record(typeof chunk === "string" ? chunk : Buffer.from(chunk as Uint8Array).toString());
        return original.apply(this, values);
      },
  );
}

function listen(event: string, record: (value: unknown) => void): () => void {
  process.on(event, record);
  return () => void process.off(event, record);
}

import type { EventListener } from "../events/client-event.ts";
import type { AnswerConverter } from "./create-answer-converter.ts";

/**
 * Makes the function that a client hands its data to; the vendor's converter is loaded with the first object or list that needs it.
 *
 * A converter that cannot be loaded leaves the data as they came: the call has succeeded.
 */
export function createRefiner(
  load: () => Promise<AnswerConverter>,
  onEvent: EventListener | undefined,
): (data: unknown, operation: string) => unknown {
  let convert: AnswerConverter | undefined;
  const loadFirst = async (data: unknown, operation: string) => {
    try {
      convert = await load();
    } catch {
      return data;
    }
    return convert(data, operation, onEvent);
  };
  return (data, operation) => {
    if (typeof data !== "object" || data === null) return data;
    return convert ? convert(data, operation, onEvent) : loadFirst(data, operation);
  };
}

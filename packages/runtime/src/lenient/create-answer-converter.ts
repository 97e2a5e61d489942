import { type EventListener, emit } from "../events/client-event.ts";
import type { AnswerShapes } from "./answer-shapes.ts";
import { type Adapt, convertAnswer, type Drift } from "./convert-answer.ts";

/** Sets the data of a success right, and tells of each place where it was not what the document declares. */
export type AnswerConverter = (data: unknown, operation: string, onEvent?: EventListener) => unknown;

/** What one vendor's answers are set right by. */
export interface ConverterOptions {
  readonly vendor: string;
  readonly shapes: AnswerShapes;
  /** Where the data stand in the vendor's answers: `""`, or the pointer into the envelope. @default "" */
  readonly root?: string;
  readonly adapt?: Adapt;
}

/**
 * Makes the function that sets a vendor's answers right.
 *
 * It emits one event of type `drift` for each place of an answer, with the number of values that it concerns, however many items a list has.
 */
export function createAnswerConverter({ vendor, shapes, root = "", adapt }: ConverterOptions): AnswerConverter {
  const { operations } = shapes;
  return (data, operation, onEvent) => {
    const shape = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
    if (shape === undefined) return data;
    const counts = new Map<string, Drift & { count: number }>();
    const onDrift = (drift: Drift) => {
      const key = Object.values(drift).join("\n");
      const known = counts.get(key);
      if (known) known.count++;
      else counts.set(key, { ...drift, count: 1 });
    };
    const converted = convertAnswer(data, shape, root, { shapes, onDrift, adapt });
    for (const attributes of counts.values())
      emit(onEvent, { type: "drift", vendor, operation, attributes: { ...attributes } });
    return converted;
  };
}

import { FAULTS, type Fault, type FaultyAnswer } from "@vendor-clients/testing/faults";
import { echoBody, echoHeaders, type Shape } from "./echo.ts";

/** What a fault repeats at this moment. */
export interface Live {
  readonly echo: string;
  readonly shape: Shape;
  /** The vendor's own body of a failure. */
  readonly body: unknown;
}

const answering = (name: string, answer: FaultyAnswer): Fault => ({
  ...{ name, row: "odd", effect: "never", lasts: "for-ever" },
  strike: { kind: "answer", answer },
});

/** What only matters to secrets: failures that say to be successes, and pages in their place. */
const MORE: readonly Fault[] = [
  answering("failure-with-200", { status: 200, body: { text: "{failure}" } }),
  answering("failure-with-200-in-text", { status: 200, type: "text/plain", body: { text: "{failure}" } }),
  answering("failure-with-418", { status: 418, body: { text: "{failure}" } }),
];

/** Every fault of the sweep: the catalogue's, and what only matters to secrets. */
export const SWEEP_FAULTS: readonly Fault[] = [...FAULTS, ...MORE];

/** Whether the body of a fault comes in several shapes. */
export function hasShapes({ strike }: Fault): boolean {
  if (strike.kind !== "answer") return false;
  const { status = 200, body } = strike.answer;
  return (status >= 400 || isFailure(body)) && body !== undefined && "text" in body;
}

/** A fault whose answer repeats, in head and body, what there is to repeat when it strikes. */
export function toLiveFault(fault: Fault, live: () => Live): Fault {
  const { strike } = fault;
  if (strike.kind !== "answer") return fault;
  const { answer } = strike;
  // Read when the fault strikes, so nobody may copy the answer.
  const parts = { headers: { enumerable: true, get: () => toHeaders(answer, live().echo) }, ...liveBody(fault, live) };
  return { ...fault, strike: { kind: "answer", answer: Object.defineProperties({ ...answer }, parts) } };
}

function toHeaders({ headers = {} }: FaultyAnswer, echo: string): NonNullable<FaultyAnswer["headers"]> {
  const { Location: location, ...others } = headers;
  const aside = location === undefined ? {} : { Location: `${location}?token=${encodeURIComponent(echo)}` };
  return { ...echoHeaders(echo), ...others, ...aside };
}

function liveBody(fault: Fault, live: () => Live): PropertyDescriptorMap {
  const { body, type } = fault.strike.kind === "answer" ? fault.strike.answer : {};
  if (!body || !("text" in body) || body.text === "") return {};
  const { text: given } = body;
  if (!hasShapes(fault)) {
    return { body: { enumerable: true, get: () => ({ text: `${given}${live().echo}` }) } };
  }
  const read = () => echoBody(live().shape, live().body, live().echo);
  return {
    body: { enumerable: true, get: () => ({ text: read().text }) },
    ...(type !== "text/plain" && { type: { enumerable: true, get: () => read().type } }),
  };
}

function isFailure(body: FaultyAnswer["body"]): boolean {
  return body !== undefined && "text" in body && body.text === "{failure}";
}

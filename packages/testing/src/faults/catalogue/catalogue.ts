import type { Fault } from "../fault.ts";
import { CONTENT } from "./content.ts";
import { CUT } from "./cut.ts";
import { LOST } from "./lost.ts";
import { REDIRECTS } from "./redirects.ts";
import { STATUSES } from "./statuses.ts";
import { UNSENT } from "./unsent.ts";

/** Every fault that the fault server knows. */
export const FAULTS: readonly Fault[] = [...UNSENT, ...LOST, ...CUT, ...CONTENT, ...STATUSES, ...REDIRECTS];

/** The fault of a name. @throws Error when there is none. */
export function findFault(name: string): Fault {
  const fault = FAULTS.find((one) => one.name === name);
  if (!fault)
    throw new Error(`Cannot find the fault "${name}": the names are ${FAULTS.map((one) => one.name).join(", ")}`);
  return fault;
}

import type { SchemaValidator } from "../document/schema-validator.ts";
import type { JsonObject } from "../internal/json.ts";
import { type Direction, type SampleProfile, USUAL_PROFILE } from "./sample-context.ts";
import { sampleSchema } from "./sample-schema.ts";

/** How many schemas a sample visits before it leaves optional properties out. */
const BUDGET = 3000;

/** How many branches of an alternative are tried. */
const BRANCHES = 4;

/** A sample and what the document's own rules say against it. */
export interface Sample {
  /** `undefined` when the schema has no finite value. */
  readonly value: unknown;
  /** One line per broken rule; empty for a valid sample. */
  readonly problems: readonly string[];
}

/** What to sample and how far to trust the sampler. */
export interface SampleOptions {
  readonly direction: Direction;
  /** Name of the parameter or header, `body` for a body. */
  readonly name: string;
  /** Check also the samples that need no check by construction. */
  readonly isAlwaysChecked?: boolean;
  /** Leave optional properties out. */
  readonly isMinimal?: boolean;
  readonly profile?: SampleProfile;
}

/**
 * Samples a schema until a sample is valid: first with all optional properties, branch by branch, then without them.
 *
 * @returns the first valid sample, or the first one at all with its problems
 */
export function sampleValid(
  document: JsonObject,
  validator: SchemaValidator,
  schema: JsonObject,
  { direction, name, isAlwaysChecked = false, isMinimal = false, profile = USUAL_PROFILE }: SampleOptions,
): Sample {
  let first: Sample | undefined;
  for (const withoutOptional of isMinimal ? [true] : [false, true]) {
    for (let branch = 0; branch < BRANCHES; branch += 1) {
      const state = { budget: BUDGET, isCertain: true };
      const value = sampleSchema(schema, {
        document,
        direction,
        name,
        index: 0,
        place: "",
        profile,
        depth: 0,
        visits: new Map(),
        branch,
        isMinimal: withoutOptional,
        state,
      });
      const problems =
        value === undefined
          ? ["/: no finite value"]
          : state.isCertain && !isAlwaysChecked
            ? []
            : validator.validate(schema, direction, value);
      if (problems.length === 0) return { value, problems };
      first ??= { value, problems };
    }
  }
  return first ?? { value: undefined, problems: ["/: not sampled"] };
}

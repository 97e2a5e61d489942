import { type Direction, isAtLeast, type Level } from "./change.ts";

/** Where a schema stands. */
export type Place = "body" | "property" | "parameter" | "header";

/** Level in a request, level in a response. */
type ByDirection = readonly [Level, Level];

/**
 * Rules of schemas by what changed; the full name is `<direction>-<place>-<what>`.
 *
 * A caller's old request has to fit the new schema, and the new answer has to fit the caller's old types: what narrows breaks requests, what
 * widens breaks answers. Enumerations of answers are open in our types, so a value more breaks no build; a program may not expect it.
 * A property that is gone breaks both ways, because a literal with it no longer compiles. What was `unknown` breaks as soon as it has a type,
 * because callers have asserted one of their own. Formats and limits are not in our types; what an answer may hold beyond them still
 * breaks who stores or reads it by them: a user is told rather too much than too little.
 */
const SCHEMA_RULES = {
  "type-changed": ["breaking", "breaking"],
  "type-widened": ["additive", "breaking"],
  "type-narrowed": ["breaking", "additive"],
  "type-declared": ["breaking", "breaking"],
  "became-nullable": ["additive", "breaking"],
  "became-not-nullable": ["breaking", "additive"],
  removed: ["breaking", "breaking"],
  added: ["additive", "additive"],
  "required-added": ["breaking", "additive"],
  "became-required": ["breaking", "additive"],
  "became-optional": ["additive", "breaking"],
  "became-read-only": ["breaking", "documentation"],
  "became-not-read-only": ["additive", "documentation"],
  "became-required-not-read-only": ["breaking", "documentation"],
  "became-write-only": ["documentation", "breaking"],
  "became-not-write-only": ["documentation", "risky"],
  "undeclared-became-required": ["risky", "documentation"],
  "enum-value-added": ["additive", "risky"],
  "enum-value-removed": ["breaking", "risky"],
  "closed-enum-value-added": ["additive", "breaking"],
  "closed-enum-removed": ["additive", "breaking"],
  "extensible-enum-value-added": ["additive", "additive"],
  "extensible-enum-value-removed": ["breaking", "risky"],
  "enum-added": ["breaking", "additive"],
  "enum-removed": ["additive", "risky"],
  "extensible-enum-added": ["additive", "additive"],
  "extensible-enum-removed": ["additive", "additive"],
  "enum-opened": ["additive", "documentation"],
  "enum-closed": ["breaking", "documentation"],
  "enum-opened-in-types": ["additive", "documentation"],
  "enum-closed-in-types": ["breaking", "documentation"],
  "format-added": ["breaking", "documentation"],
  "format-removed": ["additive", "breaking"],
  "format-changed": ["breaking", "breaking"],
  "format-widened": ["additive", "breaking"],
  "format-narrowed": ["breaking", "documentation"],
  "pattern-added": ["breaking", "documentation"],
  "pattern-removed": ["additive", "risky"],
  "pattern-changed": ["risky", "risky"],
  "limit-tightened": ["breaking", "documentation"],
  "limit-loosened": ["additive", "breaking"],
  "unique-items-added": ["breaking", "documentation"],
  "unique-items-removed": ["additive", "risky"],
  "default-added": ["risky", "documentation"],
  "default-removed": ["risky", "documentation"],
  "default-changed": ["risky", "documentation"],
  deprecated: ["additive", "additive"],
  undeprecated: ["documentation", "documentation"],
  "additional-properties-closed": ["risky", "documentation"],
  "additional-properties-opened": ["additive", "documentation"],
  "additional-properties-removed": ["breaking", "breaking"],
  "additional-properties-added": ["additive", "additive"],
  "variant-added": ["additive", "breaking"],
  "variant-removed": ["breaking", "additive"],
  "union-kind-changed": ["risky", "risky"],
  "discriminator-added": ["breaking", "breaking"],
  "discriminator-removed": ["additive", "breaking"],
  "discriminator-changed": ["breaking", "breaking"],
  "discriminator-mapping-added": ["additive", "risky"],
  "discriminator-mapping-removed": ["breaking", "risky"],
  "discriminator-mapping-changed": ["breaking", "breaking"],
  "not-changed": ["risky", "risky"],
} as const satisfies Record<string, ByDirection>;

/** What can happen to a schema. */
export type SchemaRule = keyof typeof SCHEMA_RULES;

/** What is graver for a parameter than elsewhere: who leaves it out asks another question from one day to the next. */
const PARAMETER_RULES: Partial<Record<SchemaRule, Level>> = {
  "default-added": "breaking",
  "default-removed": "breaking",
  "default-changed": "breaking",
};

/** Rules of everything that is no schema. */
export const OPERATION_RULES = {
  "document-changed": "documentation",
  "version-changed": "documentation",
  "title-changed": "documentation",
  "server-removed": "breaking",
  "server-added": "risky",
  "server-host-changed": "breaking",
  "server-path-changed": "breaking",
  "server-variable-changed": "risky",
  "source-host-changed": "risky",
  "source-location-changed": "documentation",
  "source-format-changed": "documentation",
  "source-credentials-changed": "risky",
  "source-losses-changed": "risky",
  "security-scheme-added": "additive",
  "security-scheme-removed": "breaking",
  "security-scheme-changed": "breaking",
  "security-scheme-host-changed": "breaking",
  "operation-security-added": "breaking",
  "operation-security-removed": "risky",
  "operation-security-became-optional": "risky",
  "operation-security-alternative-added": "risky",
  "operation-security-alternative-removed": "breaking",
  "operation-security-scope-added": "breaking",
  "operation-security-scope-removed": "risky",
  "operation-added": "additive",
  "operation-removed": "breaking",
  "operation-removed-after-deprecation": "breaking",
  "operation-id-changed": "breaking",
  "operation-moved": "breaking",
  "operation-renamed": "breaking",
  "operation-path-parameter-renamed": "breaking",
  "operation-deprecated": "additive",
  "operation-undeprecated": "documentation",
  "operation-sunset-added": "risky",
  "operation-sunset-earlier": "risky",
  "operation-sunset-later": "documentation",
  "operation-sunset-removed": "documentation",
  "operation-tags-changed": "documentation",
  "operation-callbacks-changed": "risky",
  "operation-links-changed": "documentation",
  "schema-added": "additive",
  "schema-removed": "breaking",
  "schema-renamed": "breaking",
  "schema-spelled-otherwise": "documentation",
  "schema-type-renamed": "breaking",
  "unused-schema-changed": "documentation",
  "request-required-parameter-added": "breaking",
  "request-parameter-added": "additive",
  "request-parameter-removed": "breaking",
  "request-parameter-moved": "breaking",
  "request-parameter-became-required": "breaking",
  "request-parameter-became-optional": "additive",
  "request-parameter-serialization-changed": "breaking",
  "request-parameter-deprecated": "additive",
  "request-parameter-undeprecated": "documentation",
  "request-body-required-added": "breaking",
  "request-body-added": "additive",
  "request-body-removed": "breaking",
  "request-body-became-required": "breaking",
  "request-body-became-optional": "additive",
  "request-media-type-added": "additive",
  "request-media-type-removed": "breaking",
  "request-media-type-changed": "risky",
  "request-media-type-renamed": "breaking",
  "request-encoding-changed": "risky",
  "response-media-type-added": "additive",
  "response-media-type-of-other-type-added": "breaking",
  "response-media-type-removed": "breaking",
  "response-media-type-changed": "risky",
  "response-media-type-renamed": "breaking",
  "response-success-status-added": "risky",
  "response-success-type-added": "breaking",
  "response-success-status-removed": "breaking",
  "response-success-status-changed": "breaking",
  "response-error-status-added": "additive",
  "response-error-type-added": "breaking",
  "response-first-error-type-added": "risky",
  "response-error-status-removed": "documentation",
  "response-last-error-type-removed": "breaking",
  "response-header-added": "additive",
  "response-header-removed": "risky",
  "response-required-header-removed": "breaking",
  "response-header-became-required": "additive",
  "response-header-became-optional": "breaking",
} as const satisfies Record<string, Level>;

/** A rule of something that is no schema. */
export type OperationRule = keyof typeof OPERATION_RULES;

/** Level of a schema rule; headers are read as text, so that nothing about their schemas breaks a build. */
export function schemaLevel(what: SchemaRule, direction: Direction, place: Place): Level {
  const level: Level = SCHEMA_RULES[what][direction === "request" ? 0 : 1];
  if (place === "parameter") return PARAMETER_RULES[what] ?? level;
  return place === "header" && isAtLeast(level, "risky") ? "risky" : level;
}

/** Every rule of schemas with its levels, for tables. */
export function listSchemaRules(): readonly (readonly [SchemaRule, Level, Level])[] {
  return Object.entries(SCHEMA_RULES).map(([what, [request, response]]) => [what as SchemaRule, request, response]);
}

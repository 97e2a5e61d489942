import type { Judged } from "./hold-against.ts";

/** Why a finding of oasdiff is less than breaking for us, or breaking for something else. */
interface Explanation {
  readonly check: RegExp;
  /** Our rule that stands for it; `none` where nothing does. */
  readonly rule: RegExp;
  readonly why: string;
}

const EXPLANATIONS: readonly Explanation[] = [
  {
    check: /^request-.*-enum-value-removed$/,
    rule: /^request-.*-enum-removed$/,
    why: "the whole list is gone, so that any value may be sent",
  },
  {
    check: /^response-.*-enum-value-added$/,
    rule: /-enum-added$/,
    why: "a list stands where any value was possible, so that no value came that could not come before",
  },
  {
    check: /^request-/,
    rule: /^response-/,
    why: "it stands below a read-only property: callers do not send it, and our types leave it out of bodies; answers have it",
  },
  {
    check: /-all-of-added$/,
    rule: /^request-.*property-added$/,
    why: "the added part only declares an optional property, which a caller may leave out",
  },
  {
    check: /^response-.*-(one|any)-of-added$/,
    rule: /./,
    why: "oasdiff takes a variant without a name that changed anywhere inside for another one; we pair both and name what changed",
  },
  {
    check: /list-of-types-widened$/,
    rule: /type-narrowed$/,
    why: "number became integer within a union: nothing comes that could not come before",
  },
  {
    check: /^response-.*type-changed$/,
    rule: /^response-.*-format-(added|narrowed)$/,
    why: "any text or number could come and now only one of the format: who reads any reads it, and our types have no formats",
  },
  {
    check: /^request-.*type-changed$/,
    rule: /^request-.*-(format-(removed|widened)|type-widened)$/,
    why: "values of the old type and format are still taken",
  },
  {
    check: /^re(quest|sponse)-.*property-removed$|^new-required-request-property$/,
    rule: /-type-(widened|declared|changed|narrowed)$/,
    why: "what stands around lost or got its type: one change of ours, a finding for each property of oasdiff's",
  },
];

/** Why a finding is less or something else for us; `undefined` where nobody has thought about it. */
export function explain({ check, rule = "none" }: Judged): string | undefined {
  return EXPLANATIONS.find((one) => one.check.test(check) && one.rule.test(rule))?.why;
}

const OURS_ONLY: readonly (readonly [rule: RegExp, why: string])[] = [
  [/^operation-id-changed$/, "callers call and import by the id; oasdiff notes it as information"],
  [
    /^operation-(moved|renamed)$/,
    "we recognise the operation at its new address; oasdiff has its error at the old one",
  ],
  [/^operation-path-parameter-renamed$/, "callers pass the parameter by its name; for oasdiff the path is the same"],
  [/^operation-security|^security-scheme/, "a call without the credentials fails; oasdiff notes it as information"],
  [/^server-/, "calls and credentials go elsewhere; oasdiff compares no servers"],
  [/^schema-(removed|renamed|type-renamed)$/, "callers import the type by its name; oasdiff notes it as information"],
  [
    /-parameter-removed$|-property-removed$/,
    "a literal with it no longer compiles, a reader no longer finds it; a warning of oasdiff's",
  ],
  [/-parameter-moved$/, "the types have it at another place; the rest is a warning of oasdiff's"],
  [
    /-became-(read|write)-only$/,
    "it is gone from the type of the body, or of the answer; oasdiff notes it as information",
  ],
  [/-serialization-changed$/, "the parameter is written otherwise into the address; oasdiff does not look"],
  [/-additional-properties-removed$/, "the type has no index any more; oasdiff does not look"],
  [
    /media-type-(of-other-type-added|renamed)$/,
    "`data` gets another type, or the body another name; oasdiff notes it as information",
  ],
  [
    /-(tightened|unique-items-added)$/,
    "requests beyond it are refused; a warning of oasdiff's where a limit is new, or nothing",
  ],
  [/^response-.*-loosened$/, "as the other limits of answers, which are errors of oasdiff's"],
  [/-variant-(added|removed)$/, "a reader of the union meets what it does not know, or a sender is refused"],
  [
    /-type-(changed|widened|narrowed|declared)$/,
    "the value no longer fits the type; oasdiff takes it as more general, or leaves it out",
  ],
  [/-format-/, "values of the other format come, or are refused; oasdiff looks at some places only"],
  [/-nullable$/, "`null` comes, or is refused; oasdiff looks at some places only"],
  [/-enum-/, "values outside are refused; oasdiff looks at some places only"],
  [/-default-/, "who leaves the parameter out asks another question; oasdiff looks at optional parameters only"],
  [
    /-required-added$|-became-(required|optional)$/,
    "a sender is refused, or a reader finds nothing; oasdiff looks at some places only",
  ],
  [/-header-/, "who reads the header finds nothing"],
  [
    /^response-(success|last-error|first-error|error)/,
    "`data` or `error` gets another type; oasdiff notes it as information",
  ],
  [/-pattern-/, "requests beyond it are refused; oasdiff looks at some places only"],
];

/** Why a breaking change of ours is none for oasdiff. */
export function explainOurs(rule: string): string | undefined {
  return OURS_ONLY.find(([pattern]) => pattern.test(rule))?.[1];
}

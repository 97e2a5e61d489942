/**
 * Which of our rules speak of what a check of oasdiff speaks of, by words in both names; the first row that fits counts.
 *
 * oasdiff has a check for each place and direction, we have a rule for each; so words are enough, and a check that a later
 * version brings is compared by its words, too.
 */
const KINDS: readonly (readonly [check: RegExp, rule: RegExp])[] = [
  [/^api-(path-)?removed|^webhook-removed/, /^operation-(removed|moved|renamed|path-parameter)/],
  [/sunset|stability|deprecat/, /sunset|deprecat/],
  [/^new-re.*-parameter|^new-request-path/, /^request-(required-parameter-added|parameter-moved)|^operation-/],
  [/^request-parameter-removed/, /^request-parameter-(removed|moved)/],
  [/^request-parameter-became-required/, /^request-parameter-became-required/],
  [/^request-body-(removed|added|became-(required|optional))/, /^request-body-(removed|required-added|became-)/],
  [/media-type/, /media-type|success-type/],
  [/status-removed/, /status-(removed|changed)/],
  [/header-(removed|became-optional)/, /^response-.*header/],
  [/default-value/, /-default-/],
  [/nullable/, /nullable/],
  [/became-enum/, /enum|type-(changed|declared)/],
  [/enum/, /enum/],
  [/pattern/, /pattern/],
  [/-(max|min)(-|$)/, /-(max|min|multiple)/],
  [/discriminator/, /discriminator/],
  [/(one|any|all)-of/, /variant|union|type-|-removed$|-added$|required/],
  [/type-(changed|specialized)|list-of-types/, /type-|format-|variant/],
  [/read-only|write-only/, /read-only|write-only/],
  [/^new-required-request-(header-)?property|became-required/, /required/],
  [/became-optional/, /became-optional/],
  [/property-removed/, /-removed$|variant/],
];

/** Whether both speak of what is sent, or both of what is answered; operations as such belong to both. */
export function isSameDirection(check: string, rule: string): boolean {
  const [direction] = /request|response/.exec(check) ?? [];
  return direction === undefined || rule.startsWith(direction) || /^operation-(moved|renamed|path)/.test(rule);
}

/** Whether a change by our rule is what the check of oasdiff found: the same thing in the same direction. */
export function isSameKind(check: string, rule: string): boolean {
  if (!isSameDirection(check, rule)) return false;
  return KINDS.find(([pattern]) => pattern.test(check))?.[1].test(rule) ?? false;
}

/** A copy that holds nothing but the object's own members, so that a polluted `Object.prototype` cannot add to a request. */
export function ownCopy<T extends object>(value: T): T {
  return Object.assign(Object.create(null), value);
}

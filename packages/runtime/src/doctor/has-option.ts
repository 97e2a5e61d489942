/** Whether one of some options was given; `undefined` is none. */
export function hasOption(options: object, ...names: readonly string[]): boolean {
  return names.some((name) => Object.hasOwn(options, name) && Reflect.get(options, name) !== undefined);
}

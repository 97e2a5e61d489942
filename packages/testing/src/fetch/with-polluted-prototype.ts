/** What a function returns while every object inherits further members, as after an attack on `Object.prototype`. */
export function withPollutedPrototype<T>(members: Readonly<Record<string, unknown>>, run: () => T): T {
  try {
    for (const [name, value] of Object.entries(members)) {
      Object.defineProperty(Object.prototype, name, { value, configurable: true, enumerable: true, writable: true });
    }
    return run();
  } finally {
    for (const name of Object.keys(members)) Reflect.deleteProperty(Object.prototype, name);
  }
}

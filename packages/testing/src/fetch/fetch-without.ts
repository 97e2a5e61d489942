/** The global `fetch`, without some headers of each request: for clients that have no option to send no credentials. */
export function createFetchWithout(...headerNames: readonly string[]): typeof globalThis.fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers);
    for (const name of headerNames) headers.delete(name);
    return fetch(input, { ...init, headers });
  };
}

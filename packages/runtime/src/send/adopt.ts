/** The result of a write that was found to be done; the answer that would have told it was lost. */
export function adopt<T>(data: unknown): T {
  return { data, response: new Response(null) } as T;
}

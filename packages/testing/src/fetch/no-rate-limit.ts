/** A limiter that gives every turn at once, for tests that send more than a vendor would allow. */
export const noRateLimit = {
  take: (): undefined => undefined,
  pause: (): void => {},
};

/** How often the call was sent that ended with an answer; kept beside the answer, for as long as it lives. */
export const attemptsOf: WeakMap<Response, number> = new WeakMap();

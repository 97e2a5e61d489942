// What a client that logs in needs beside the rest; an entry point of its own, so that clients with a key can leave it out of a bundle.
export { createTokenSource } from "./token-source.ts";

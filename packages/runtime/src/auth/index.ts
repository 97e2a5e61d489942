// Tokens that are obtained and renewed
export type { LoginAnswer, LoginTokenOptions } from "./login-token.ts";
export { createLoginToken, toLoginError } from "./login-token.ts";
export type { Token, TokenSource, TokenSourceOptions } from "./token-source.ts";
export { createTokenSource } from "./token-source.ts";
export { readToken, withToken } from "./with-token.ts";

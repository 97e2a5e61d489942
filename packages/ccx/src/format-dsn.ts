import type { DbAccount } from "./generated/types.ts";

/** Where a database listens. */
export interface DsnAddress {
  /** Scheme of the driver, such as `postgresql` or `mysql`. */
  readonly protocol: string;
  readonly port: number;
  /** @default the host of the account */
  readonly host?: string;
}

/**
 * Writes an account as an address for a database driver: `postgresql://user:password@host:5432/database`.
 *
 * User, password and database are encoded; a password that CCX makes may hold `@`, `/` or `:`. The result holds the password: do not log it.
 *
 * @example
 * const dsn = formatDsn(store.db_account, { protocol: "postgresql", port: 5432 });
 * @see https://github.com/severalnines/ccx-mcp/blob/main/src/tools/get_connection_string.ts
 */
export function formatDsn(account: Omit<DbAccount, "database_privileges">, address: DsnAddress): string {
  const { database_username: user, database_password: password, database_database: database } = account;
  const { protocol, port, host = account.database_host } = address;
  const [userPart, passwordPart, databasePart] = [user, password, database].map(encodeURIComponent);
  return `${protocol}://${userPart}:${passwordPart}@${host}:${port}/${databasePart}`;
}

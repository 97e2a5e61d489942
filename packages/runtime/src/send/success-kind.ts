import type { OperationRow, OperationTable } from "../options.ts";

/** What a success of an operation may be. */
export type SuccessKind = "json" | "empty" | "any";

const rowsByOperation = new WeakMap<OperationTable, ReadonlyMap<string, OperationRow>>();

/**
 * What the vendor's table says of an operation's successes, such as those of `GET /v1/packs`: `json` always, `empty` sometimes and JSON
 * otherwise, `any` when they may be something else or the table does not know the operation.
 *
 * Asked only when a success has no JSON, so that a call with a JSON answer loads no table.
 */
export async function findSuccessKind(
  loadOperations: () => Promise<OperationTable>,
  operation: string,
): Promise<SuccessKind> {
  const table = await loadOperations();
  let rows = rowsByOperation.get(table);
  if (!rows) {
    rows = new Map(Object.values(table).map((row) => [`${row[0]} ${row[1]}`, row]));
    rowsByOperation.set(table, rows);
  }
  const row = rows.get(operation);
  return row ? (row[3] ?? "json") : "any";
}

import type { OperationRow, OperationTable } from "../options.ts";

const rowsByOperation = new WeakMap<OperationTable, ReadonlyMap<string, OperationRow>>();

/**
 * Whether the vendor's table knows an operation, such as `GET /v1/packs`, and says that every success of it has a JSON body.
 *
 * Asked only when a success has none, so that a call with a JSON answer loads no table.
 */
export async function isAlwaysJson(loadOperations: () => Promise<OperationTable>, operation: string): Promise<boolean> {
  const table = await loadOperations();
  let rows = rowsByOperation.get(table);
  if (!rows) {
    rows = new Map(Object.values(table).map((row) => [`${row[0]} ${row[1]}`, row]));
    rowsByOperation.set(table, rows);
  }
  const row = rows.get(operation);
  return row !== undefined && !row[3];
}

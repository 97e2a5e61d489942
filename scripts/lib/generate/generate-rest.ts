import type { PageStyle } from "@vendor-clients/runtime";
import type { JsonObject } from "../json.ts";
import { printAnswerShapes, readAnswerShapes } from "./answer-shapes.ts";
import { readAnswers } from "./answers.ts";
import { dropDirectionMarks, separateDirections } from "./directions.ts";
import { unwrapEnvelope } from "./envelope.ts";
import { createInitTypes } from "./inits.ts";
import { inlineComponents } from "./inline-components.ts";
import { typeMedia } from "./media-types.ts";
import { assignTypeNames } from "./names.ts";
import { openEnums } from "./open-enums.ts";
import { type BodilessAnswers, type OperationFacts, readOperations, readQueryListStyle } from "./operation-facts.ts";
import { addPlaceholders } from "./placeholders.ts";
import { HEADER, printClient, printItemTypes, printSchemas } from "./print-types.ts";
import { schemasOf } from "./schema-walk.ts";
import { createTypeNodes, createTypePrinter } from "./type-nodes.ts";

/** What one vendor's client is made with, beside its document. */
export interface GenerateOptions {
  /** Name of the interfaces: `Palette` gives `PaletteApi` and `PaletteOperations`. */
  readonly interfaceName: string;
  /** Property of the vendor's envelope that holds the data. */
  readonly envelope?: string;
  readonly pageStyles: Readonly<Record<string, PageStyle>>;
  /** Which operations the vendor answers without a body, whatever its document says. */
  readonly bodiless?: BodilessAnswers;
  /** Whether the vendor's server is lax about types, so that the client has to know what its document declares. */
  readonly isLenient?: boolean;
}

/** Generated files by name, and what was counted on the way. */
export interface Generated {
  readonly files: ReadonlyMap<string, string>;
  readonly operations: number;
  readonly paging: number;
  readonly schemas: number;
}

/** Makes a vendor's generated files from its document; the same bytes for the same document. */
export async function generateRest(document: JsonObject, options: GenerateOptions): Promise<Generated> {
  const inlined = inlineComponents(document);
  const unwrapped = options.envelope === undefined ? inlined : unwrapEnvelope(inlined, options.envelope);
  const facts = readOperations(unwrapped, options.pageStyles, options.bodiless);
  const prepared = addPlaceholders(dropDirectionMarks(separateDirections(openEnums(typeMedia(unwrapped)))));
  const typeNames = assignTypeNames(Object.keys(schemasOf(prepared)));
  const printer = createTypePrinter(typeNames);
  const nodes = createTypeNodes(prepared);
  const operations = facts.map((one) => ({ ...one, answers: readAnswers(nodes.operations.get(one.id), printer) }));
  const inits = createInitTypes(facts, nodes.operations, printer, new Set(typeNames.values()));
  const client = printClient(options.interfaceName, operations, inits);
  const types = [
    `${HEADER}import type { CallOptions, Result } from "@vendor-clients/runtime";`,
    ...printItemTypes(client),
    printSchemas(nodes.schemas, typeNames, printer),
    ...inits.declarations,
    client,
  ];
  const rows = facts.map((one) => [one.id, toRow(one)]);
  const table = [
    `${HEADER}import type { OperationTable } from "@vendor-clients/runtime";`,
    `/** Every operation by its id. */\nexport const operations: OperationTable = {\n${rows.map(([id, row]) => `  ${JSON.stringify(id)}: ${JSON.stringify(row)},`).join("\n")}\n};`,
  ];
  const queryStyle = `${HEADER}/** Whether list values of a query repeat the parameter's name. */\nexport const explodeQueryLists: boolean = ${readQueryListStyle(unwrapped)};\n`;
  return {
    files: new Map([
      ["types.ts", `${types.join("\n")}\n`],
      ["operations.ts", `${table.join("\n")}\n`],
      ["query-style.ts", queryStyle],
      ...(options.isLenient ? ([["answer-shapes.ts", printAnswerShapes(readAnswerShapes(unwrapped))]] as const) : []),
    ]),
    operations: facts.length,
    paging: facts.filter((one) => one.paging).length,
    schemas: typeNames.size,
  };
}

function toRow({ method, path, paging, success }: OperationFacts): readonly string[] {
  if (success) return [method, path, paging?.style ?? "", success];
  return paging ? [method, path, paging.style] : [method, path];
}

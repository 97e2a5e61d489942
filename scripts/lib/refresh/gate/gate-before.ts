import { refuseUnsafe } from "../../import/refuse-unsafe.ts";
import { isObject, type JsonObject } from "../../json.ts";
import { RefreshError } from "../refusal.ts";
import { readDocumentBytes } from "./bytes.ts";
import { refuseNames } from "./names.ts";
import { refuseReferences } from "./references.ts";
import { refuseServers } from "./servers.ts";
import { refuseValues } from "./values.ts";

/**
 * A vendor's OpenAPI document, refused unless every rule of this folder and of the importer lets it pass.
 *
 * Nothing of the bytes has reached any library by then.
 *
 * @throws RefreshError or ImportError with the place.
 */
export function gateBefore(bytes: Uint8Array): JsonObject {
  const document = readDocumentBytes(bytes);
  refuseErrorAnswer(document);
  refuseReferences(document);
  refuseValues(document);
  refuseUnsafe(document);
  refuseNames(document);
  refuseServers(document);
  return document;
}

/** A server that answers failures with status 200 says so in the body. */
function refuseErrorAnswer(document: JsonObject): void {
  if (!isObject(document["paths"])) {
    throw new RefreshError({ kind: "content", rule: "paths", pointer: "#/paths", hint: "no API document" });
  }
}

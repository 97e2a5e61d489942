import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { MockRequest } from "../behaviour/exchange.ts";
import { toClientInit } from "../contract/client-init.ts";
import { sampleInvalid } from "../contract/sample-invalid.ts";
import { sampleRequest } from "../contract/sample-request.ts";
import { type DocumentOperation, listOperations } from "../document/list-operations.ts";
import { loadDocument } from "../document/load-document.ts";
import { createSchemaValidator } from "../document/schema-validator.ts";
import type { JsonObject } from "../internal/json.ts";
import { groupPairs } from "../mock/group-pairs.ts";
import { type Mock, startMock } from "../mock/start-mock.ts";
import { createPortableEngine, type PortableEngine } from "./portable-engine.ts";

/** Every operation of the small vendors; of the large ones some, all of them with VENDOR_CLIENTS_FULL_SWEEP=1. */
const VENDORS = ["altinity-acm", "ccx", "edge-host", "imply", "instaclustr", "palette"];

const STEPS: Readonly<Record<string, number>> = { palette: 9, "altinity-acm": 5 };

const isFull = process.env["VENDOR_CLIENTS_FULL_SWEEP"] === "1";

interface Sent {
  readonly path: string;
  readonly init: RequestInit;
}

function credentialsOf(document: JsonObject): Record<string, string> {
  const text = JSON.stringify(document["components"]);
  const isBasic = text.includes('"scheme":"basic"') && !text.includes('"oauth2"');
  return {
    authorization: isBasic ? "Basic dTpw" : "Bearer token",
    apikey: "key",
    "x-auth-token": "token",
    cookie: "ccx-session=s; Authorization=t",
  };
}

function toSent(document: JsonObject, target: DocumentOperation, sample: ReturnType<typeof sampleRequest>): Sent {
  const path = target.path.replace(/\{([^}]+)\}/g, (_, name: string) =>
    encodeURIComponent(String(sample.params.path[name])),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(sample.params.query)) {
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  const headers: Record<string, string> = { ...credentialsOf(document), accept: "*/*" };
  for (const [name, value] of Object.entries(sample.params.header)) headers[name.toLowerCase()] = String(value);
  const { body } = toClientInit(sample);
  const isJson = sample.contentType?.includes("json") === true;
  if (sample.contentType !== undefined && !(body instanceof FormData)) headers["content-type"] = sample.contentType;
  return {
    path: query.size > 0 ? `${path}?${query}` : path,
    init: {
      method: target.method.toUpperCase(),
      headers,
      ...(sample.contentType === undefined ? {} : { body: isJson ? JSON.stringify(body) : (body as BodyInit) }),
    },
  };
}

async function askPortable(engine: PortableEngine, { path, init }: Sent): Promise<{ status: number; body: unknown }> {
  const request = new Request(`http://mock.invalid${path}`, init);
  const text = await request.text();
  const headers = Object.fromEntries(request.headers);
  const { pathname, searchParams } = new URL(request.url);
  const isJson = /\bjson\b/.test(headers["content-type"] ?? "");
  const asked: MockRequest = {
    method: request.method,
    path: pathname,
    query: groupPairs(searchParams),
    headers,
    body: text === "" ? null : isJson ? JSON.parse(text) : text,
  };
  const { answer } = engine.answer(asked);
  return { status: answer.status, body: answer.body };
}

async function askServer(mock: Mock, { path, init }: Sent): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${mock.url}${path}`, { ...init, redirect: "manual" });
  const text = await response.text();
  const isJson = /\bjson\b/.test(response.headers.get("content-type") ?? "");
  return { status: response.status, body: text === "" ? undefined : isJson ? JSON.parse(text) : text };
}

describe.each(VENDORS)("the portable engine of %s, beside the mock server", (vendor) => {
  const loaded = loadDocument(vendor);
  const document = loaded.kind === "openapi" ? loaded.document : {};
  const targets = listOperations(document).filter((_, index) => isFull || index % (STEPS[vendor] ?? 1) === 0);
  const engine = createPortableEngine(document);
  const validator = createSchemaValidator(document);
  let mock: Mock;
  beforeAll(async () => {
    mock = await startMock({ document }, { recordLimit: 1, state: false });
  });
  afterAll(() => mock.close());

  test("given a valid request, answers every operation alike", { timeout: 60_000 }, async () => {
    for (const target of targets) {
      const sent = toSent(document, target, sampleRequest(document, target, { validator }));
      const own = await askPortable(engine, sent);
      expect({ target: target.template, ...own }).toEqual({
        target: target.template,
        ...(await askServer(mock, sent)),
      });
    }
  });

  test("given no credentials, refuses alike", { timeout: 60_000 }, async () => {
    for (const target of targets) {
      const { path, init } = toSent(document, target, sampleRequest(document, target, { validator }));
      const headers = { ...(init.headers as Record<string, string>) };
      for (const name of Object.keys(credentialsOf(document))) delete headers[name];
      const sent = { path, init: { ...init, headers } };
      const own = await askPortable(engine, sent);
      const { status } = await askServer(mock, sent);
      expect({ target: target.template, status: own.status }).toEqual({ target: target.template, status });
    }
  });

  test("given a body without a required field, refuses alike", { timeout: 60_000 }, async () => {
    for (const target of targets) {
      const sample = sampleInvalid(document, target, validator);
      if (sample === undefined) continue;
      const sent = toSent(document, target, sample);
      const own = await askPortable(engine, sent);
      const server = await askServer(mock, sent);
      expect({ target: target.template, status: own.status }).toEqual({
        target: target.template,
        status: server.status,
      });
      expect(own.status).toBeGreaterThanOrEqual(400);
    }
  });
});

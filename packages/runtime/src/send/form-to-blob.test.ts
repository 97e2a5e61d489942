import { describe, expect, test } from "vitest";
import { formToBlob } from "./form-to-blob.ts";

/** The form that the platform reads from the bytes. */
const readBack = (form: FormData) => new Response(formToBlob(form)).formData();

describe("formToBlob()", () => {
  test("text and files, are read back as they were", async () => {
    const form = new FormData();
    form.append("signature", "a=b\r\nc");
    form.append("signature", "é");
    form.append("uploadFile", new File([new Uint8Array([0, 13, 10, 255])], "é 1.bin", { type: "application/zip" }));
    form.append("uploadFile", new Blob(["x"]), "plain");
    const back = await readBack(form);
    expect(back.getAll("signature")).toEqual(["a=b\r\nc", "é"]);
    const [zip, plain] = back.getAll("uploadFile") as File[];
    expect([zip?.name, zip?.type, plain?.name, plain?.type]).toEqual([
      "é 1.bin",
      "application/zip",
      "plain",
      "application/octet-stream",
    ]);
    expect([...new Uint8Array((await zip?.arrayBuffer()) ?? new ArrayBuffer())]).toEqual([0, 13, 10, 255]);
  });

  test("names with quotes and line breaks, cannot add a header or a part", async () => {
    const form = new FormData();
    form.append('a"; x="\r\nEvil: 1', new Blob(["x"]), 'f"\r\n\r\n--');
    const text = await formToBlob(form).text();
    expect(text.split("\r\n").filter((line) => /^(Evil|--$)/.test(line))).toEqual([]);
    expect([...(await readBack(form)).keys()].length).toBe(1);
  });

  test("line breaks in text, are sent as CRLF, as browsers do", async () => {
    const form = new FormData();
    form.append("a", "1\n2\r3\r\n4");
    expect((await readBack(form)).get("a")).toBe("1\r\n2\r\n3\r\n4");
  });

  test("an empty form, is read back as one", async () => {
    expect([...(await readBack(new FormData()))]).toEqual([]);
  });

  test("two forms, do not share their boundary", () => {
    expect(formToBlob(new FormData()).type).not.toBe(formToBlob(new FormData()).type);
  });
});

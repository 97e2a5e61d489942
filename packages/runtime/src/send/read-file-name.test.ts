import { describe, expect, test } from "vitest";
import { readFileName } from "./read-file-name.ts";

const read = (value: string) => readFileName(new Response(null, { headers: { "content-disposition": value } }));

describe("readFileName()", () => {
  test.each([
    ["attachment; filename=a.tar", "a.tar"],
    ['attachment; filename="a b.tar"', "a b.tar"],
    ['ATTACHMENT;FILENAME="a.tar"', "a.tar"],
    ['attachment; filename = "a.tar" ; size=3', "a.tar"],
    ['attachment; size=3; filename="say \\"hi\\".txt"', "say _hi_.txt"],
    ['attachment; filename="a;b.tar"', "a;b.tar"],
    ["attachment; filename*=UTF-8''%e2%82%ac%20rates.csv", "€ rates.csv"],
    ["attachment; filename=\"EURO.csv\"; filename*=utf-8'en'%e2%82%ac.csv", "€.csv"],
    ["attachment; filename*=UTF-8''%e2%82%ac.csv; filename=EURO.csv", "€.csv"],
    ["attachment; filename*=UTF-8''%ff; filename=EURO.csv", "EURO.csv"],
    ["attachment; filename*=KOI8-R''%e2; filename=EURO.csv", "EURO.csv"],
    ["inline; filename=report.pdf", "report.pdf"],
  ])("%s, gives the name", (value, want) => {
    expect(read(value)).toBe(want);
  });

  test.each([
    ['attachment; filename="../../etc/passwd"', "passwd"],
    ['attachment; filename="C:\\\\Windows\\\\a.dll"', "a.dll"],
    ["attachment; filename*=UTF-8''..%2f..%2fa.sh", "a.sh"],
    ["attachment; filename*=UTF-8''a%00.sh", "a_.sh"],
    ["attachment; filename*=UTF-8''a%0d%0ab", "a__b"],
    ["attachment; filename*=UTF-8''%e2%80%aefdp.exe", "_fdp.exe"],
    ["attachment; filename=.bashrc", "bashrc"],
    ["attachment; filename=a:b", "a_b"],
    [`attachment; filename=${"a".repeat(1_000)}`, "a".repeat(200)],
  ])("%s, gives a name that is no path and does no harm", (value, want) => {
    expect(read(value)).toBe(want);
  });

  test.each([
    "attachment",
    "attachment; filename=",
    'attachment; filename=""',
    'attachment; filename=".."',
    'attachment; filename="a/"',
    "attachment; filename=NUL",
    "attachment; filename=com1.txt",
    'attachment; filename="unclosed',
    "attachment; xfilename=a",
    "filename=a",
  ])("%s, gives none", (value) => {
    expect(read(value)).toBe(undefined);
  });

  test("no header, gives none", () => {
    expect(readFileName(new Response(null))).toBe(undefined);
  });

  test("a header of 100,000 characters, is read in no time", () => {
    const start = performance.now();
    read(`attachment; ${'filename="\\"'.repeat(10_000)}`);
    read(`attachment;${" ".repeat(50_000)}filename=a`);
    read(`attachment${"; a=b".repeat(20_000)}; filename=c`);
    expect(performance.now() - start).toBeLessThan(500);
  });
});

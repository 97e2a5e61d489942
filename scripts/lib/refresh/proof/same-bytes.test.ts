import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sha256 } from "../../specs.ts";
import { copyProject, type ProjectCopy } from "../project-copy.ts";
import { renameField, writeIncoming } from "./rename-field.ts";
import { runRefresh } from "./run-refresh.ts";

// Two refreshes of the same bytes that share nothing but the bytes: folder, file system, order of files, zone, language,
// home and rights differ.

const VENDOR = "edge-host";
const TIME = 240_000;
const OTHER_FILE_SYSTEM = "/dev/shm";

let one: ProjectCopy;
let other: ProjectCopy;

beforeAll(() => {
  one = copyProject(VENDOR);
  other = copyProject(VENDOR);
}, TIME);
afterAll(() => {
  one.remove();
  other.remove();
});

test(
  "npm run refresh, on two machines, makes the same bytes of the same bytes, for people as for programs",
  async () => {
    const from = writeIncoming(one, VENDOR, renameField);
    const args = [VENDOR, "--date", "2026-12-01", "--skip-proof", "--from"];
    const moved = moveElsewhere(other);
    try {
      const incoming = join(moved, "elsewhere.json");
      cpSync(from, incoming);
      const [here, there] = await Promise.all([
        runRefresh(one, [...args, from], { environment: { TZ: "UTC", LANG: "C" }, prelude: "umask 022" }),
        runRefresh({ root: moved }, [...args, incoming], {
          environment: { TZ: "Pacific/Apia", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8", HOME: "/nowhere" },
          prelude: "umask 077",
        }),
      ]);
      expect([here.status, there.status]).toEqual([0, 0]);
      const made = readMade(one.root);
      expect(Object.keys(made)).toEqual(
        expect.arrayContaining([
          `.changeset/${VENDOR}-2026-12-01.md`,
          `.cache/refresh/${VENDOR}-pull-request.md`,
          `specs/${VENDOR}/changes/2026-12-01.md`,
          `specs/${VENDOR}/changes/index.html`,
          `packages/${VENDOR}/src/generated/types.ts`,
        ]),
      );
      expect(readMade(moved)).toEqual(made);
    } finally {
      rmSync(moved, { recursive: true, force: true });
    }
  },
  TIME,
);

/** A copy of a copy, elsewhere where that is possible, its files made in another order. */
function moveElsewhere({ root }: ProjectCopy): string {
  const place = existsSync(OTHER_FILE_SYSTEM) ? OTHER_FILE_SYSTEM : join(root, "..");
  const moved = mkdtempSync(join(place, "refresh-elsewhere-"));
  copyBackwards(root, moved);
  return moved;
}

function copyBackwards(from: string, to: string): void {
  const entries = readdirSync(from, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? 1 : -1));
  for (const entry of entries) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else if (!entry.isDirectory()) cpSync(source, target);
    else {
      mkdirSync(target);
      copyBackwards(source, target);
    }
  }
}

/** Digest by file of everything that the command wrote. */
function readMade(root: string): Record<string, string> {
  const places = [`specs/${VENDOR}`, `packages/${VENDOR}/src/generated`, ".changeset", ".cache/refresh"];
  const files = places.flatMap((place) =>
    readdirSync(join(root, place), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
  );
  return Object.fromEntries(files.sort().map((file) => [file, sha256(readFileSync(join(root, file)))]));
}

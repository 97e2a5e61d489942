import type { Fault } from "@vendor-clients/testing/faults";
import { SHAPES, type Shape } from "./echo.ts";
import { type Form, listForms } from "./forms.ts";
import { hasShapes, SWEEP_FAULTS } from "./live-fault.ts";
import { runCase, type SweepCase } from "./run-case.ts";
import { SINKS, type Sink } from "./sinks.ts";
import { type Spies, startSpies } from "./spies.ts";
import { SWEEP_SUBJECTS } from "./subjects.ts";
import { SCENES, type Scene, type SweepSubject } from "./sweep-subject.ts";

/** A secret in a place where it must not be; never the secret itself. */
export interface Hit {
  readonly vendor: string;
  readonly credential: string;
  readonly scene: Scene;
  readonly target: SweepCase["target"];
  readonly fault: string;
  readonly shape: string;
  readonly seed: number;
  readonly sink: Sink;
  readonly encoding: Form["encoding"];
  /** Number of the secret among those of the credential; the token that was given in return comes last. */
  readonly secret: number;
}

/** What a sweep did and found. */
export interface SweepTally {
  readonly cases: number;
  /** Cases that ended with an error. */
  readonly failed: number;
  readonly faults: number;
  readonly credentials: number;
  readonly sinks: number;
  /** Looks for one form of one secret in the text of one sink. */
  readonly searches: number;
  readonly hits: readonly Hit[];
  /** Hits where a secret may stand. */
  readonly allowed: number;
  /** Bytes that went to another origin. */
  readonly foreignBytes: number;
}

/** Which cases to run. */
export interface SweepOptions {
  readonly subjects?: readonly SweepSubject[];
  readonly faults?: readonly Fault[];
  readonly scenes?: readonly Scene[];
  readonly seed: number;
}

/** Where a secret may stand, and why. */
export const EXCEPTIONS: readonly { readonly scene: Scene; readonly sink: Sink; readonly reason: string }[] = [
  {
    ...{ scene: "pages", sink: "url" },
    reason: "a cursor goes back, as it came, to the server that made it: what stands in it is the server's doing",
  },
];

/**
 * Every case: each fault before each credential's calls and logins; renewals, waits, listings and doctors meet every second one, because they
 * are made of the same calls.
 */
export function listCases(options: SweepOptions): SweepCase[] {
  const { subjects = SWEEP_SUBJECTS, faults = SWEEP_FAULTS, scenes = SCENES, seed } = options;
  const cases: SweepCase[] = [];
  for (const [number, subject] of subjects.entries()) {
    for (const scene of scenes.filter((one) => subject.scenes[one])) {
      for (const [index, fault] of faults.entries()) {
        if (isLeftOut(scene, index, number)) continue;
        for (const target of listTargets(subject, scene, index + number)) {
          const shapes = listShapes(fault, scene, target, index + number);
          cases.push(...shapes.map((shape) => ({ subject, scene, target, fault, shape, seed })));
        }
      }
    }
  }
  return cases;
}

function isLeftOut(scene: Scene, index: number, number: number): boolean {
  // Nothing is sent.
  if (scene === "misuse") return index > 0;
  return scene !== "read" && scene !== "write" && index > 0 && (index + number) % 2 === 1;
}

function listTargets({ issued }: SweepSubject, scene: Scene, turn: number): readonly SweepCase["target"][] {
  if (issued === undefined) return ["calls"];
  if (scene === "read") return turn % 2 === 0 ? ["calls", "logins", "renewals"] : ["calls", "logins"];
  return scene === "doctor" ? ["calls", "logins"] : ["calls"];
}

/** Two shapes where a call shows its failure and one where others have shown it, in turn, so that a fault comes in all of them. */
function listShapes(fault: Fault, scene: Scene, target: SweepCase["target"], turn: number): readonly Shape[] {
  const isShown = hasShapes(fault) && scene === "read" && target === "calls";
  return SHAPES.filter(
    (_, index) => index === turn % SHAPES.length || (isShown && index === (turn + 2) % SHAPES.length),
  );
}

/** Runs cases one after the other and looks for every secret in everything that they showed. */
export async function runSweep(options: SweepOptions): Promise<SweepTally> {
  const cases = listCases(options);
  const spies = startSpies();
  const hits: Hit[] = [];
  const sums = { failed: 0, searches: 0, allowed: 0, foreignBytes: 0 };
  try {
    await warmUp(cases, spies);
    for (const one of cases) {
      const { texts, hasFailed, foreignBytes } = await runCase(one, spies);
      if (hasFailed) sums.failed++;
      sums.foreignBytes += foreignBytes;
      const forms = formsOf(one.subject);
      sums.searches += forms.length * texts.length;
      const found = findHits(texts, forms);
      const wrong = found.filter(({ sink }) => !isAllowed(one, sink));
      sums.allowed += found.length - wrong.length;
      hits.push(...wrong.map((hit) => ({ ...describe(one), ...hit })));
    }
  } finally {
    spies.stop();
  }
  const count = (key: (one: SweepCase) => unknown) => new Set(cases.map(key)).size;
  const credentials = count(({ subject }) => subject);
  return { ...sums, cases: cases.length, faults: count(({ fault }) => fault), credentials, sinks: SINKS.length, hits };
}

function isAllowed({ scene }: SweepCase, sink: Sink): boolean {
  return EXCEPTIONS.some((exception) => exception.scene === scene && exception.sink === sink);
}

type SecretForm = Form & { readonly secret: number };

const known = new WeakMap<SweepSubject, readonly SecretForm[]>();

/** The forms of all secrets of a credential. */
export function formsOf(subject: SweepSubject): readonly SecretForm[] {
  const found = known.get(subject);
  if (found) return found;
  const secrets = [...subject.given, ...(subject.issued === undefined ? [] : [subject.issued])];
  const forms = secrets.flatMap((text, secret) => listForms(text).map((form) => ({ ...form, secret })));
  known.set(subject, forms);
  return forms;
}

/** Where forms stand in texts. */
export function findHits(
  texts: readonly (readonly [sink: Sink, text: string])[],
  forms: readonly SecretForm[],
): Pick<Hit, "sink" | "encoding" | "secret">[] {
  const all = texts.map(([, text]) => text).join("\n");
  return forms
    .filter((form) => all.includes(form.text))
    .flatMap(({ text: form, encoding, secret }) =>
      texts.filter(([, text]) => text.includes(form)).map(([sink]) => ({ sink, encoding, secret })),
    );
}

function describe({ subject, scene, target, fault, shape, seed }: SweepCase) {
  const { vendor, credential } = subject;
  return { vendor, credential, scene, target, fault: fault.name, shape, seed };
}

/** Loads what clients load when they first need it: a clock that jumps from timer to timer would not wait for a file. */
async function warmUp(cases: readonly SweepCase[], spies: Spies): Promise<void> {
  const isTelling = /^(reset-before-answer|status-500-for-ever|unauthorized-once|no-http|image-in-place-of-json|gzip)$/;
  const seen = new Set<string>();
  for (const one of cases) {
    const kind = `${one.subject.vendor}/${one.subject.credential}/${one.scene}/${one.fault.name}`;
    if (!isTelling.test(one.fault.name) || seen.has(kind)) continue;
    seen.add(kind);
    await runCase(one, spies).catch(() => {});
  }
}

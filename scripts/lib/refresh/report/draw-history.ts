import { escapeHtml } from "./escape-html.ts";
import type { Revision } from "./facts.ts";

const STEP = 96;
const BAR = 56;
const TOP = 28;
const HEIGHT = 150;
const BELOW = 44;
const FOOT = 24;

/**
 * A picture of operations over revisions: bars from zero, so that a fifth less looks like a fifth less; what came with
 * a revision is the striped top of its bar, what went hangs below the line. Every number is also written.
 */
export function drawHistory(history: readonly Revision[]): string {
  const most = Math.max(1, ...history.map(({ operations }) => operations));
  const width = Math.max(3, history.length) * STEP;
  const height = TOP + HEIGHT + BELOW + FOOT;
  const scale = (operations: number) => Math.round((operations / most) * HEIGHT);
  const bars = history.map((one, index) => drawBar(one, index * STEP + (STEP - BAR) / 2, scale));
  return `<svg viewBox="0 0 ${width} ${height}" width="${width}" role="img" aria-labelledby="picture-title picture-text">
<title id="picture-title">Operations over revisions</title>
<desc id="picture-text">${escapeHtml(describe(history))}</desc>
<defs><pattern id="new" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="new" width="6" height="6"/><rect class="stripe" width="2" height="6"/></pattern></defs>
<line class="axis" x1="0" x2="${width}" y1="${TOP + HEIGHT}" y2="${TOP + HEIGHT}"/>
${bars.join("\n")}
</svg>`;
}

function drawBar(one: Revision, x: number, scale: (operations: number) => number): string {
  const { operations, added = 0, removed = 0, date } = one;
  const bottom = TOP + HEIGHT;
  const [whole, top] = [scale(operations), Math.min(scale(operations), scale(added))];
  const gone = Math.min(BELOW - 16, scale(removed));
  const middle = x + BAR / 2;
  const text = (y: number, words: string) => `<text x="${middle}" y="${y}">${escapeHtml(words)}</text>`;
  return [
    `<rect class="all" x="${x}" y="${bottom - whole}" width="${BAR}" height="${whole}"/>`,
    top === 0 ? "" : `<rect fill="url(#new)" x="${x}" y="${bottom - whole}" width="${BAR}" height="${top}"/>`,
    gone === 0 ? "" : `<rect class="gone" x="${x}" y="${bottom}" width="${BAR}" height="${gone}"/>`,
    text(bottom - whole - 6, String(operations)),
    one.added === undefined ? "" : text(bottom + gone + 14, `+${added} \u2212${removed}`),
    text(bottom + BELOW + FOOT - 6, date),
  ].join("");
}

function describe(history: readonly Revision[]): string {
  return history
    .map(({ date, operations, added, removed }) => {
      const changed = added === undefined ? "" : `, ${added} added, ${removed ?? 0} removed`;
      return `${date}: ${operations} operations${changed}.`;
    })
    .join(" ");
}

/** Replaces what stands between a table's two markers. @throws Error when the markers are missing. */
export function replaceSection(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name}: start -->`, `<!-- ${name}: end -->`];
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`Cannot find the markers "${start}" and "${end}"`);
  return `${text.slice(0, from + start.length)}\n\n${content}\n\n${text.slice(to)}`;
}

/** What stands between a table's two markers, without blank lines around it. */
export function readSection(text: string, name: string): string {
  const [start, end] = [`<!-- ${name}: start -->`, `<!-- ${name}: end -->`];
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  return from < 0 || to < from ? "" : text.slice(from + start.length, to).trim();
}

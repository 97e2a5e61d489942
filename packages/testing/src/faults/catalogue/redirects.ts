import type { Fault } from "../fault.ts";

function redirect(name: string, status: number, location: string): Fault {
  return {
    name: `redirect-${status}-to-${name}`,
    row: "redirect",
    strike: { kind: "answer", answer: { status, headers: { Location: location }, body: { text: "" } } },
    effect: "never",
    lasts: "for-ever",
  };
}

/** A server that sends the client somewhere else; it must not go. */
export const REDIRECTS: readonly Fault[] = [
  redirect("another-host", 301, "{foreign:host}/login"),
  redirect("another-port", 302, "{foreign:port}/login"),
  redirect("another-scheme", 303, "{foreign:scheme}/login"),
  redirect("another-host", 307, "{foreign:host}/login"),
  redirect("another-host", 308, "//{foreign:authority}/login"),
  redirect("itself", 302, "{self}"),
  redirect("nowhere", 307, "http://"),
];

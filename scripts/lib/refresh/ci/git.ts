import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { RefreshError, toPlainName } from "../refusal.ts";

/** Runs git in the project's folder. @throws RefreshError of kind `propose` when git fails. */
export type Git = (args: readonly string[], options?: GitOptions) => Promise<string>;

/** Options of one run of git. */
export interface GitOptions {
  readonly input?: string | Uint8Array;
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether the run talks to the remote, and so gets the token. */
  readonly isRemote?: boolean;
}

/** Whom git talks to. */
export interface GitHost {
  /** Base URL of the host; the token goes nowhere else. */
  readonly serverUrl: string;
  readonly token: string;
}

const NAME = "github-actions[bot]";
/** Whoever else commits does not go by this address. */
export const EMAIL = "41898282+github-actions[bot]@users.noreply.github.com";

/**
 * Git without anybody's settings, hooks and credential helpers.
 *
 * The token stands in the environment of runs that talk to the remote: arguments and remotes can be read by everybody on
 * the machine, and stay.
 */
export function createGit(root: string, { serverUrl, token }: GitHost): Git {
  const settings: [string, string][] = [
    ["core.hooksPath", "/dev/null"],
    ["core.fsmonitor", "false"],
    ["credential.helper", ""],
    ["http.followRedirects", "false"],
  ];
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  const secret: [string, string] = [`http.${serverUrl}/.extraHeader`, `Authorization: Basic ${basic}`];
  const hide = (text: string) => text.replaceAll(token, "***").replaceAll(basic, "***");
  return async (args, { input, environment = {}, isRemote = false } = {}) => {
    const env = { ...baseEnvironment(), ...toConfig(isRemote ? [...settings, secret] : settings), ...environment };
    const { status, stdout, stderr } = await run(root, args, env, input);
    if (status === 0) return stdout.trim();
    const last = hide(stderr.trim().split("\n").at(-1) ?? "");
    const hint = `ended with ${status ?? "a signal"}: ${toPlainName(last, 200)}`;
    throw new RefreshError({ kind: "propose", rule: `git-${args[0]}`, pointer: "#", hint });
  };
}

function baseEnvironment(): Record<string, string> {
  return {
    PATH: process.env["PATH"] ?? "",
    HOME: tmpdir(),
    LC_ALL: "C",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
    GIT_AUTHOR_NAME: NAME,
    GIT_AUTHOR_EMAIL: EMAIL,
    GIT_COMMITTER_NAME: NAME,
    GIT_COMMITTER_EMAIL: EMAIL,
  };
}

function toConfig(settings: readonly (readonly [string, string])[]): Record<string, string> {
  const entries = settings.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return { ...Object.fromEntries(entries), GIT_CONFIG_COUNT: String(settings.length) };
}

async function run(
  cwd: string,
  args: readonly string[],
  env: Record<string, string>,
  input: string | Uint8Array | undefined,
): Promise<{ status: number | null; stdout: string; stderr: string }> {
  const child = spawn("git", args, { cwd, env, stdio: "pipe", timeout: 120_000, killSignal: "SIGKILL" });
  // A git that ends early does not read its input, and says why in its status.
  child.stdin.on("error", () => {}).end(input);
  const texts = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      texts[name] += text;
    });
  }
  const status = await new Promise<number | null>((resolve) => {
    child.once("error", () => resolve(null));
    child.once("close", resolve);
  });
  return { status, ...texts };
}

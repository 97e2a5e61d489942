import type { IHttpRequest, IHttpResponse, PrismHttpComponents } from "@stoplight/prism-http";
import type { IHttpOperation } from "@stoplight/types";
import type { Prism } from "./load-prism.ts";

type MockComponent = PrismHttpComponents["mock"];
type MockResult = ReturnType<ReturnType<MockComponent>>;
type ValidateOutput = PrismHttpComponents["validateOutput"];
type Logger = PrismHttpComponents["logger"];

/** How many different answers (by Accept and Prefer) are kept per operation. */
const MAX_KEPT_ANSWERS = 16;

/** Severity of a finding that refuses the request; the others only warn. */
const ERROR = 0;

/** A logger that drops everything: formatting a request for a silent logger costs as much as validating it. */
export function createSilentLogger(): Logger {
  const drop = (): void => {};
  const logger = {
    trace: drop,
    debug: drop,
    info: drop,
    warn: drop,
    error: drop,
    fatal: drop,
    success: drop,
    child: () => logger,
  };
  return logger as unknown as Logger;
}

function answerKey(input: IHttpRequest, config: Parameters<MockComponent>[0]["config"]): string {
  const accept = input.headers?.["accept"] ?? "";
  return [accept, config.code ?? "", config.exampleKey ?? "", config.ignoreExamples ?? ""].join("\n");
}

/**
 * Prism's mocker, asked once per operation and wish.
 *
 * Only static answers to accepted requests are kept: a dynamic answer, a refused request and an operation with
 * callbacks go to Prism every time.
 */
export function createMemoisedMock(prism: Prism): MockComponent {
  const kept = new WeakMap<IHttpOperation, Map<string, MockResult>>();
  return (options) => (logger) => {
    const { resource, input, config } = options;
    const isRefused = input.validations.some((finding) => finding.severity === ERROR);
    if (config.dynamic || isRefused || resource.callbacks !== undefined) return prism.mock(options)(logger);
    const answers = kept.get(resource) ?? new Map<string, MockResult>();
    kept.set(resource, answers);
    const key = answerKey(input.data, config);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = prism.mock(options)(logger);
    if (answers.size < MAX_KEPT_ANSWERS) answers.set(key, answer);
    return answer;
  };
}

/** Prism's check of an answer, made once per answer object: a kept answer is checked once. */
export function createMemoisedValidateOutput(prism: Prism): ValidateOutput {
  const kept = new WeakMap<IHttpResponse, ReturnType<ValidateOutput>>();
  return (options) => {
    const known = kept.get(options.element);
    if (known !== undefined) return known;
    const result = prism.validateOutput(options);
    kept.set(options.element, result);
    return result;
  };
}

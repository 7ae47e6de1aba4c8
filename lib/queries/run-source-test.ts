import { basePath } from '@/lib/paths';
import type { TestLine, TestReport, TestStep, TriedSource } from '@/lib/protocol/source-settings';
import { errorOf } from './call-api';

/** Has settings tried and tells of each step as it comes; throws ApiError when they are refused, the signal’s reason when it aborts. */
export async function runSourceTest(
  body: TriedSource,
  onStep: (step: TestStep) => void,
  signal: AbortSignal,
): Promise<TestReport> {
  const response = await fetch(`${basePath}/api/sources/test`, {
    method: 'POST',
    headers: { accept: 'application/x-ndjson', 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  });
  if (!response.ok) throw await errorOf(response);
  for await (const line of linesOf(response)) {
    if ('done' in line) return line.done;
    onStep(line);
  }
  throw new Error('The test broke off before its end');
}

async function* linesOf(response: Response): AsyncGenerator<TestLine> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) return;
    const lines = (text + value).split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as TestLine;
  }
}

/**
 * Runs the tasks side by side. When one fails, the others are aborted and waited for before its error is thrown,
 * so that nothing of a failed read goes on behind the next one.
 */
export async function allOrNone<T extends readonly unknown[]>(
  signal: AbortSignal,
  tasks: { readonly [K in keyof T]: (signal: AbortSignal) => Promise<T[K]> },
): Promise<T> {
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const running = tasks.map((task) => task(either));
  try {
    return (await Promise.all(running)) as unknown as T;
  } catch (error) {
    failed.abort(error);
    await Promise.allSettled(running);
    throw error;
  }
}

interface StreamOptions {
  readonly contentType: string;
  readonly filename: string;
  /** How many entries there are, for whoever shows progress. */
  readonly total: number;
}

/** The header that tells how many entries an export has. */
export const totalHeader = 'x-callboard-total';

/** Answers with text that is made while it is read: never more of it in memory than the reader has asked for. */
export function streamText(chunks: AsyncGenerator<string>, { contentType, filename, total }: StreamOptions): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
  const headers = {
    'content-type': `${contentType}; charset=utf-8`,
    'content-disposition': `attachment; filename="${filename}"`,
    'cache-control': 'no-store',
    [totalHeader]: String(total),
  };
  return new Response(body, { headers });
}

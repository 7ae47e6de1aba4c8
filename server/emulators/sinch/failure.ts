/** An answer other than 200, in plain text as this vendor gives it. */
export class SinchFailure extends Error {
  constructor(
    readonly status: number,
    text: string,
  ) {
    super(text);
  }
}

export const badRequest = (text: string): SinchFailure => new SinchFailure(400, text);
export const notFound = (): SinchFailure => new SinchFailure(404, 'HTTP 404 Not Found');

/** What a vendor sends to an address somebody has given it. */
export interface Callback {
  /** GET has the fields in the query, POST in a form. */
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** As they go over the wire: `a=1&b=2`, already encoded. */
  readonly fields: string;
}

/** The network as a parameter: true when the target took it; rejects when there is none. */
export type SendCallback = (callback: Callback) => Promise<boolean>;

import ipaddr from 'ipaddr.js';

/** Whose word on the caller we take: nobody's, that of whoever is directly before us, or that of these networks. */
export type ProxyTrust = 'nobody' | 'next-hop' | readonly string[];

/** Whether what `address`, `hop` steps before us, says of the step before it is true. */
export type Trusts = (address: string, hop: number) => boolean;

const words: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

export const trustForm =
  'must name your proxies as addresses or networks with commas between, such as 10.0.0.5,10.1.0.0/16; ' +
  'loopback and private stand for those networks, and 1 for whoever is directly before us';

/** Reads the setting; null when it cannot be understood. */
export function parseTrust(text: string): ProxyTrust | null {
  if (text === '0' || text === 'false') return 'nobody';
  if (text === '1' || text === 'true') return 'next-hop';
  const networks = text.split(',').flatMap((part) => networksOf(part.trim()));
  return networks.every((network) => network !== null) ? networks : null;
}

function networksOf(part: string): readonly (string | null)[] {
  const known = words[part];
  if (known) return known;
  if (isAddress(part)) return [`${part}/${part.includes(':') ? 128 : 32}`];
  // A network of everybody would make everybody's word true.
  const isNetwork = ipaddr.IPv4.isValidCIDRFourPartDecimal(part) || ipaddr.IPv6.isValidCIDR(part);
  return [isNetwork && !part.endsWith('/0') ? part : null];
}

/** Four decimal numbers or IPv6, without a zone: what else libraries read as an address, nobody writes on purpose. */
export function isAddress(text: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(text) || (ipaddr.IPv6.isValid(text) && !text.includes('%'));
}

export function createTrust(trust: ProxyTrust): Trusts {
  if (trust === 'nobody') return () => false;
  if (trust === 'next-hop') return (_address, hop) => hop === 0;
  const networks = trust.map((network) => ipaddr.parseCIDR(network));
  return (text) => {
    if (!ipaddr.isValid(text)) return false;
    const address = ipaddr.process(text);
    return networks.some((network) => network[0].kind() === address.kind() && address.match(network));
  };
}

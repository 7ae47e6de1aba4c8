import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Which addresses are asked at all, whatever a name leads to. */
export interface AddressGuard {
  /** May `address`, which `hostname` led to, be connected to? Doubt refuses. */
  allows(hostname: string, address: string): boolean;
}

/** Where clouds answer their machines with credentials, besides 169.254.0.0/16. */
const metadataAddresses = ['100.100.100.200', '168.63.129.16', '192.0.0.192', 'fd00:ec2::254', 'fd20:ce::254'];
const metadataNames = new Set([
  'metadata',
  'metadata.google.internal',
  'metadata.goog',
  'metadata.azure.internal',
  'metadata.tencentyun.com',
  'metadata.platformequinix.com',
  'instance-data',
  'instance-data.ec2.internal',
]);
const refusedRanges = new Set(['unspecified', 'broadcast', 'multicast', 'linkLocal']);
/** IPv6 addresses that carry an IPv4 one, and where: a gateway on the way would lead there. */
const carriers: Readonly<Record<string, number>> = { rfc6052: 6, rfc6145: 6, '6to4': 1 };

/**
 * Refuses link-local, metadata, unspecified and multicast addresses and the names of metadata services, but for what
 * `allowed` names (addresses and CIDR ranges); loopback and private ranges are where vendors live and stay open.
 */
export function createAddressGuard(allowed: readonly string[] = []): AddressGuard {
  const open = allowed.map(parseRange);
  const closed = metadataAddresses.map(parseRange);
  return {
    allows(hostname, address) {
      const name = hostname.toLowerCase().replace(/\.$/, '');
      const plain = ipaddr.isValid(address) ? ipaddr.process(address) : null;
      if (!plain) return false;
      if (isIn(open, plain)) return true;
      if (metadataNames.has(name)) return false;
      return [plain, ...carriedBy(plain)].every((one) => !refusedRanges.has(one.range()) && !isIn(closed, one));
    },
  };
}

/** `10.0.0.0/8`, or an address alone. */
export function isAddressRange(text: string): boolean {
  return text.includes('/') ? ipaddr.isValidCIDR(text) : ipaddr.IPv6.isValid(text) || isFourPart(text);
}

const isFourPart = (text: string) => ipaddr.IPv4.isValidFourPartDecimal(text);

function parseRange(text: string): [Address, number] {
  if (text.includes('/')) return ipaddr.parseCIDR(text);
  const address = ipaddr.process(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

function isIn(ranges: readonly [Address, number][], address: Address): boolean {
  return ranges.some((range) => range[0].kind() === address.kind() && address.match(range));
}

function carriedBy(address: Address): Address[] {
  if (!(address instanceof ipaddr.IPv6)) return [];
  const at = isCompatible(address) ? 6 : carriers[address.range()];
  const [high = 0, low = 0] = at === undefined ? [] : address.parts.slice(at, at + 2);
  return at === undefined ? [] : [new ipaddr.IPv4([high >> 8, high & 255, low >> 8, low & 255])];
}

/** `::a.b.c.d`, as it was written once; not `::` and `::1`. */
function isCompatible({ parts }: ipaddr.IPv6): boolean {
  return parts.slice(0, 6).every((part) => part === 0) && (parts[6] ?? 0) !== 0;
}

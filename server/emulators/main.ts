import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { systemClock } from '@/server/ports';
import { startEmulators } from './launch';
import { siteIds } from './sites';

const usage = `Starts the emulated vendor systems and prints a sources file for Callboard.

  --sources-file PATH   write the sources file there instead of printing it
  --control-port PORT   port of the control door (default: a free one)
  --port ID=PORT        port of one source, may be repeated (default: free ones)
  --sites IDS           comma list of ${siteIds.join(', ')} (default: all that Callboard
                        has a driver for)
  --seed TEXT           another seed, another day
  --host HOST           address to listen on (default: 127.0.0.1)
`;

const { values } = parseArgs({
  options: {
    'sources-file': { type: 'string' },
    'control-port': { type: 'string', default: '0' },
    port: { type: 'string', multiple: true, default: [] },
    sites: { type: 'string', default: siteIds.join(',') },
    seed: { type: 'string', default: 'callboard' },
    host: { type: 'string', default: '127.0.0.1' },
    help: { type: 'boolean', default: false },
  },
});

function fail(message: string): never {
  console.error(`${message}\n\n${usage}`);
  process.exit(2);
}

function portOf(text: string): number {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : fail(`"${text}" is not a port.`);
}

function portsBySource(pairs: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [id, port] = pair.split('=');
      return id && port ? [id, portOf(port)] : fail(`"${pair}" is not ID=PORT.`);
    }),
  );
}

if (values.help) {
  console.log(usage);
  process.exit(0);
}

const wanted = values.sites.split(',');
const unknownSite = wanted.find((id) => !siteIds.some((known) => known === id));
if (unknownSite !== undefined) fail(`There is no site "${unknownSite}".`);

const emulators = await startEmulators({
  clock: systemClock,
  sites: siteIds.filter((id) => wanted.includes(id)),
  seed: values.seed,
  host: values.host,
  ports: { ...portsBySource(values.port), control: portOf(values['control-port']) },
});

const file = JSON.stringify({ sources: emulators.sources }, null, 2);
if (values['sources-file'] === undefined) console.log(file);
else writeFileSync(values['sources-file'], `${file}\n`, { mode: 0o600 });
for (const { id, settings } of emulators.sources) console.error(`${id}: ${settings.baseUrl}`);
console.error(`control: ${emulators.controlUrl}`);

// `disconnect`: whoever started us as a child is gone.
for (const event of ['SIGINT', 'SIGTERM', 'disconnect']) {
  process.once(event, () => void emulators.stop().then(() => process.exit(0)));
}

import { createServer } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { benchConfig } from '@/bench/kit/bench-config';
import { serveDeeds } from '@/bench/kit/helper-process';
import { createApp } from '@/server/create-app';
import { createLog } from '@/server/log';
import { systemClock } from '@/server/ports';
import { listen } from '@/server/serve-http';
import ringme from '@/server/vendors/ringme';

/** From a callback's receipt to the commit that shows it, ms. */
const delaysMs: number[] = [];
const loop = monitorEventLoopDelay({ resolution: 5 });
loop.enable();

const deeds = {
  /** Callboard without pages over one source; resolves with its port. */
  async startCallboard(baseUrl: string, secrets: { clientId: string; clientSecret: string }) {
    const settings = ringme.settings.parse({ baseUrl });
    const sources = [{ id: 'bench', name: 'Bench', vendor: ringme, settings, secrets }];
    const config = { ...benchConfig, publicUrl: 'http://callboard.invalid' };
    const app = await createApp({ config, log: createLog('silent'), sources, root: process.cwd() });
    app.keeper.subscribe(({ delta }) => {
      const now = systemClock.now();
      for (const fields of Object.values(delta.patch?.agents ?? {}))
        if (typeof fields.stateSince === 'number') delaysMs.push(now - fields.stateSince);
    });
    return app.start();
  },
  /** What Node needs to read the same form and to say yes. */
  startBare() {
    const server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      new URLSearchParams(body).get('agent_id');
      response.writeHead(200, { 'content-length': 0 }).end();
    });
    return listen(server, 0, '127.0.0.1');
  },
  /** CPU time so far, and what was seen since the last question. */
  seen() {
    const { user, system } = process.cpuUsage();
    const seen = { cpuMs: (user + system) / 1000, delaysMs: delaysMs.splice(0), loopMaxMs: loop.max / 1e6 };
    loop.reset();
    return seen;
  },
};
export type HookServerDeeds = typeof deeds;

serveDeeds(deeds);

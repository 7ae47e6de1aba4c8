import { setTimeout as sleep } from 'node:timers/promises';
import { serveDeeds } from '@/bench/kit/helper-process';
import { openSpeaker, type SpeakerKind } from './speakers';

/** Milliseconds on the clock that all processes of this machine share. */
const sharedNow = () => Number(process.hrtime.bigint() / 1000n) / 1000;

const speaker = await openSpeaker[process.argv[2] as SpeakerKind](Number(process.argv[3]));

const deeds = {
  address: () => ({ port: speaker.port, cookie: speaker.cookie }),
  /** Bytes held once the garbage is gone. */
  async memory() {
    for (let i = 0; i < 3; i += 1) {
      globalThis.gc?.();
      await sleep(50);
    }
    const { heapUsed, external, rss } = process.memoryUsage();
    return { heap: heapUsed + external, rss };
  },
  /** Speaks `times` times, start to start `everyMs`; tells when, and the CPU of this process from first to last, ms. */
  async speak(times: number, everyMs: number) {
    const sentAt: number[] = [];
    const start = sharedNow();
    const cpu = process.cpuUsage();
    for (let i = 0; i < times; i += 1) {
      await sleep(Math.max(0, start + i * everyMs - sharedNow()));
      sentAt.push(sharedNow());
      speaker.speak();
    }
    await sleep(Math.max(0, start + times * everyMs - sharedNow()));
    const { user, system } = process.cpuUsage(cpu);
    return { sentAt, cpuMs: (user + system) / 1000 };
  },
};
export type ServerDeeds = typeof deeds;

serveDeeds(deeds);

import { describeVendor } from '@/server/vendors/describe-vendor';
import queuemetrics from '.';
import { milan, nobody, now, serve } from './fixtures/site';

describeVendor(queuemetrics, {
  settings: (baseUrl) => ({ baseUrl, timeZone: 'Europe/Rome', wrapUpPauseCodes: ['20'] }),
  secrets: { user: 'robot-of-milan', password: 'p|p:s3cret' },
  site: serve(milan()),
  emptySite: serve(nobody()),
  now,
  wrongShape: {
    live: {
      spoil: (_, body) => ({ ...(body as object), 'RealtimeDO.RtCallsRaw': 'none' }),
      path: 'RealtimeDO.RtCallsRaw',
    },
    today: {
      spoil: (_, body) => ({ ...(body as object), 'DetailsDO.CallsKoRaw': [7] }),
      path: 'DetailsDO.CallsKoRaw[0]',
    },
    names: { spoil: (_, body) => ({ records: body }), path: '' },
  },
});

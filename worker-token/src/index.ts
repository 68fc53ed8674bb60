import { waitUntil } from 'cloudflare:workers';
import type { Hono } from 'hono';
import type { AppEnv, Bindings } from './http/app-env.ts';
import { createService } from './service.ts';

export { Subject } from './subject/subject.ts';

/** One service per set of bindings, so that imported and fetched keys live as long as the isolate. */
const services = new WeakMap<Bindings, Hono<AppEnv>>();

export default {
  fetch(request, bindings, context) {
    let service = services.get(bindings);
    if (!service) {
      service = createService(bindings, {
        fetch: (...call) => fetch(...call),
        cache: caches.default,
        now: Date.now,
        defer: waitUntil,
      });
      services.set(bindings, service);
    }
    return service.fetch(request, bindings, context);
  },
} satisfies ExportedHandler<Bindings>;

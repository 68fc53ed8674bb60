import { waitUntil } from 'cloudflare:workers';
import type { Hono } from 'hono';
import type { Bindings } from './bindings.ts';
import type { AppEnv } from './http/app-env.ts';
import { createService } from './service.ts';

export { Revocations } from './revocation/revocations.ts';
export { SubjectRooms } from './room/subject-rooms.ts';

/** One service for each set of bindings: keys stay imported, and published ones at hand, while an isolate lives. */
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

import { Hono } from 'hono/tiny';

/** A minimal Hono Worker: the upper limit for any other. */
const app = new Hono();
app.post('/token', (c) => c.json({ hello: 'world' }, 201));

export default app;

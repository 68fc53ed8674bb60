import { randomUUID } from 'node:crypto';
import express from 'express';
import { jwtVerify } from 'jose';
import { AccessToken, RoomAgentDispatch, RoomConfiguration } from 'livekit-server-sdk';
import { SETTINGS } from './settings.ts';

// The token endpoint of LiveKit's guides for Node, with the same verification of the session as the token service.
// https://docs.livekit.io/frontends/build/authentication/endpoint

const secret = new TextEncoder().encode(SETTINGS.SESSION_SECRET);

const app = express();
app.use(express.json());

// oxlint-disable-next-line oxc/no-async-endpoint-handlers -- Express 5 awaits them
app.post('/token', async (request, response) => {
  try {
    const { payload } = await jwtVerify(
      (request.headers.authorization ?? '').replace(/^Bearer /, ''),
      secret,
      {
        algorithms: ['HS256'],
        issuer: SETTINGS.SESSION_ISSUER,
        audience: SETTINGS.SESSION_AUDIENCE,
        requiredClaims: ['exp', 'sub'],
        clockTolerance: 30,
      },
    );
    const room = `room-${randomUUID()}`;
    const token = new AccessToken(SETTINGS.LIVEKIT_API_KEY, SETTINGS.LIVEKIT_API_SECRET, {
      identity: `user-${payload.sub}`,
      ttl: '5m',
    });
    token.addGrant({ roomJoin: true, room, canPublish: true, canSubscribe: true });
    token.roomConfig = new RoomConfiguration({
      agents: [
        new RoomAgentDispatch({
          agentName: SETTINGS.AGENT_NAME,
          metadata: JSON.stringify({ subject: payload.sub, correlationId: randomUUID() }),
        }),
      ],
    });
    response
      .status(201)
      .json({ server_url: SETTINGS.LIVEKIT_URL, participant_token: await token.toJwt() });
  } catch {
    response.status(401).json({ error: 'unauthorized' });
  }
});

app.listen(Number(process.env['PORT']), '127.0.0.1');

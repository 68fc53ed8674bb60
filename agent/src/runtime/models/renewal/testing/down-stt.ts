import { APIConnectionError, stt } from '@livekit/agents';

/** A vendor that is down. */
export class DownStt extends stt.STT {
  readonly label = 'down';
  streams = 0;

  constructor() {
    super({ streaming: true, interimResults: true });
  }

  protected override _recognize(): Promise<stt.SpeechEvent> {
    throw new Error('only streams');
  }

  override stream(options?: Parameters<stt.STT['stream']>[0]): stt.SpeechStream {
    this.streams++;
    return new DownStream(this, 16_000, options?.connOptions);
  }
}

class DownStream extends stt.SpeechStream {
  readonly label = 'down.stream';

  protected override async run(): Promise<void> {
    throw new APIConnectionError({ message: 'down' });
  }
}

import type { TestService } from '@bakebot/client/testing';

/** Replaces the test device's picture with a drawn photo and its microphone with a tone. */
export function installFakeDevices(device: TestService['device']): void {
  const picture = drawLoafPhoto();
  device.preparePicture = async () => ({
    bytes: new Uint8Array(1000),
    type: 'image/jpeg',
    preview: { url: picture, width: 800, height: 600 },
  });
  device.prepareRoom = ({ localParticipant }) => {
    Object.assign(localParticipant, { track: toneTrack() });
  };
}

/** @returns a data URL of a loaf on a board */
function drawLoafPhoto(): string {
  const canvas = document.createElement('canvas');
  canvas.width = 800;
  canvas.height = 600;
  const context = canvas.getContext('2d');
  if (!context) return '';
  context.fillStyle = '#6b7f86';
  context.fillRect(0, 0, 800, 600);
  context.fillStyle = '#b98a5a';
  context.fillRect(60, 300, 680, 260);
  const crust = context.createRadialGradient(360, 280, 40, 400, 330, 300);
  crust.addColorStop(0, '#e0a866');
  crust.addColorStop(1, '#8a4a1f');
  context.fillStyle = crust;
  context.beginPath();
  context.ellipse(400, 340, 270, 165, 0, 0, 2 * Math.PI);
  context.fill();
  context.strokeStyle = '#f3dcb4';
  context.lineWidth = 16;
  context.lineCap = 'round';
  for (const x of [280, 380, 480]) {
    context.beginPath();
    context.moveTo(x, 260);
    context.lineTo(x + 50, 400);
    context.stroke();
  }
  return canvas.toDataURL('image/jpeg', 0.9);
}

function toneTrack(): MediaStreamTrack | undefined {
  const context = new AudioContext();
  const tone = context.createOscillator();
  const volume = context.createGain();
  const out = context.createMediaStreamDestination();
  volume.gain.value = 0.15;
  tone.connect(volume).connect(out);
  tone.start();
  return out.stream.getAudioTracks()[0];
}

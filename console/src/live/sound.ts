const KEPT = 'console.muted';

export const isMuted = (): boolean => localStorage.getItem(KEPT) === 'yes';
export const mute = (muted: boolean): void => localStorage.setItem(KEPT, muted ? 'yes' : 'no');

let context: AudioContext | undefined;

/** Browsers let a page sound only after a person has touched it; from then on it may at any time. */
export function allowSound(): void {
  context ??= new AudioContext();
  void context.resume();
}

/** Two soft rising notes: heard across a room, without startling whoever is on the telephone. */
export function chime(): void {
  if (isMuted() || context?.state !== 'running') return;
  const start = context.currentTime;
  for (const [index, pitch] of [587, 880].entries()) {
    const tone = context.createOscillator();
    const loudness = context.createGain();
    const from = start + index * 0.22;
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0, from);
    loudness.gain.linearRampToValueAtTime(0.25, from + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.001, from + 0.5);
    tone.connect(loudness).connect(context.destination);
    tone.start(from);
    tone.stop(from + 0.55);
  }
}

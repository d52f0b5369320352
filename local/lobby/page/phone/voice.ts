import type { Prompt } from './twiml.ts';

// Slow reading, for older people: about 15 characters a second.
const READING_MS_PER_CHARACTER = 65;

/** Whether this browser has a voice for the language (`vi-VN`). */
export const hasVoice = (language: string): boolean => voiceFor(language) !== undefined;

/** A text in the pieces it is spoken in; some browsers fall silent in a long one. */
export const sentences = (text: string): string[] => text.match(/[^.!?…]+[.!?…]*\s*/g) ?? [text];

/**
 * Says a prompt aloud, or leaves as much time as reading it takes; settles when it is over or cut.
 * @param onSentence told which sentence is begun
 */
export async function utter(
  prompt: Prompt,
  aloud: boolean,
  cut: AbortSignal,
  onSentence: (index: number) => void,
): Promise<void> {
  if (cut.aborted) return;
  if (prompt.verb === 'pause') return pause(prompt.seconds * 1000, cut);
  if (prompt.verb === 'play') return play(prompt.url, aloud, cut);
  const voice = aloud ? voiceFor(prompt.language) : undefined;
  for (const [index, sentence] of sentences(prompt.text).entries()) {
    if (cut.aborted) return;
    onSentence(index);
    await (voice ? speak(sentence, voice, cut) : pause(readingTime(sentence), cut));
  }
}

/** Waits, in milliseconds, unless cut. */
function pause(ms: number, cut: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (cut.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    cut.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

const readingTime = (text: string): number => Math.max(600, text.length * READING_MS_PER_CHARACTER);

function voiceFor(language: string): SpeechSynthesisVoice | undefined {
  const wanted = language.slice(0, 2).toLowerCase();
  return globalThis.speechSynthesis?.getVoices().find(({ lang }) => lang.toLowerCase().startsWith(wanted));
}

function speak(text: string, voice: SpeechSynthesisVoice, cut: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.onend = () => resolve();
    utterance.onerror = () => resolve();
    // A voice that never reports its end must not hold the call.
    setTimeout(resolve, readingTime(text) * 3 + 3_000);
    cut.addEventListener('abort', () => {
      speechSynthesis.cancel();
      resolve();
    });
    speechSynthesis.speak(utterance);
  });
}

function play(url: string, aloud: boolean, cut: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const { pathname, search } = new URL(url, location.href);
    const recording = new Audio(pathname + search);
    recording.muted = !aloud;
    recording.onended = () => resolve();
    recording.onerror = () => resolve();
    cut.addEventListener('abort', () => {
      recording.pause();
      resolve();
    });
    recording.play().catch(() => resolve());
  });
}

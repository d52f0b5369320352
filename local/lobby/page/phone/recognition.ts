/** As far as the browsers that have speech recognition agree on it. */
interface Recognition {
  lang: string;
  onresult: (event: { results: { [index: number]: { [index: number]: { transcript: string } } } }) => void;
  onend: () => void;
  start(): void;
  stop(): void;
}

declare const webkitSpeechRecognition: (new () => Recognition) | undefined;

/** Shows the microphone only where the browser can turn Vietnamese speech into words. */
export function startRecognition(microphone: HTMLButtonElement, heard: (text: string) => void): void {
  if (typeof webkitSpeechRecognition === 'undefined') return;
  const recognition = new webkitSpeechRecognition();
  recognition.lang = 'vi-VN';
  let listening = false;
  const show = (on: boolean) => {
    listening = on;
    microphone.setAttribute('aria-pressed', String(on));
  };
  recognition.onresult = ({ results }) => heard(results[0]?.[0]?.transcript ?? '');
  recognition.onend = () => show(false);
  microphone.addEventListener('click', () => {
    if (listening) return recognition.stop();
    recognition.start();
    show(true);
  });
  show(false);
  microphone.hidden = false;
}

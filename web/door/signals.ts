type Tone = { hertz: number; from: number; seconds: number; shape: OscillatorType };

const tones: Record<"in" | "refused" | "lost", Tone[]> = {
  in: [
    { hertz: 880, from: 0, seconds: 0.09, shape: "sine" },
    { hertz: 1_318, from: 0.1, seconds: 0.16, shape: "sine" },
  ],
  refused: [
    { hertz: 196, from: 0, seconds: 0.2, shape: "square" },
    { hertz: 147, from: 0.24, seconds: 0.34, shape: "square" },
  ],
  lost: [
    { hertz: 523, from: 0, seconds: 0.08, shape: "square" },
    { hertz: 523, from: 0.16, seconds: 0.08, shape: "square" },
    { hertz: 523, from: 0.32, seconds: 0.08, shape: "square" },
  ],
};
const shakes = { in: [70], refused: [140, 70, 140, 70, 260], lost: [60, 60, 60, 60, 60] };

let audio: AudioContext | undefined;

function wakeSound() {
  audio ??= new AudioContext();
  if (audio.state === "suspended") void audio.resume();
}

/** Browsers give sound only after a touch or a key: waits for one. Returns how to stop waiting. */
export function listenForTouch(): () => void {
  window.addEventListener("pointerdown", wakeSound);
  window.addEventListener("keydown", wakeSound);
  return () => {
    window.removeEventListener("pointerdown", wakeSound);
    window.removeEventListener("keydown", wakeSound);
  };
}

/** What is heard and felt: let in, refused, no answer. */
export function signal(kind: keyof typeof tones): void {
  navigator.vibrate?.(shakes[kind]);
  if (!audio || audio.state !== "running") return;
  for (const { hertz, from, seconds, shape } of tones[kind]) {
    const at = audio.currentTime + from;
    const oscillator = new OscillatorNode(audio, { type: shape, frequency: hertz });
    const gain = new GainNode(audio, { gain: shape === "sine" ? 0.5 : 0.22 });
    gain.gain.setTargetAtTime(0, at + seconds * 0.7, 0.02);
    oscillator.connect(gain).connect(audio.destination);
    oscillator.start(at);
    oscillator.stop(at + seconds + 0.1);
  }
}

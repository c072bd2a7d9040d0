/** Readers that act as a keyboard type faster than this between two keys; people do not. */
const fastestHandMs = 45;
const shortest = 8;

type Key = { key: string; timeStamp: number };

/**
 * Recognises a code typed by a reader: a run of quick keys that Enter ends. Returns the code at that
 * Enter, else null. What a person types, even quickly, is left alone.
 */
export function createWedge(): (event: Key) => string | null {
  let typed = "";
  let last = Number.NEGATIVE_INFINITY;
  return ({ key, timeStamp }) => {
    const isQuick = timeStamp - last <= fastestHandMs;
    if (key === "Enter") {
      const code = isQuick && typed.length >= shortest ? typed : null;
      typed = "";
      return code;
    }
    // Shift and its like come between the letters of a reader.
    if ([...key].length !== 1) return null;
    typed = isQuick ? typed + key : key;
    last = timeStamp;
    return null;
  };
}

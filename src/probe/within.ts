/** Waits for a result at most some milliseconds; undefined where it does not come in time. */
export async function within<T>(milliseconds: number, result: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([result, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Does something for each of a list, at most some of them at once. */
export async function eachOf<T>(list: readonly T[], atOnce: number, act: (entry: T) => Promise<void>): Promise<void> {
  const left = [...list];
  const worker = async (): Promise<void> => {
    for (let entry = left.shift(); entry !== undefined; entry = left.shift()) await act(entry);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, list.length) }, worker));
}

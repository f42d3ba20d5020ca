/** Something that is to happen at a virtual time, in milliseconds. */
export interface QueuedTimer {
  readonly due: number;
  /** Breaks ties: of two timers that are due at once, the one that was set first comes first. */
  readonly order: number;
  readonly task: () => void;
  cancelled: boolean;
}

/** Timers by their due times: a binary heap, because months of virtual time set and take millions of them. */
export class TimerQueue {
  private readonly heap: QueuedTimer[] = [];

  /** The next timer that is not cancelled, left in the queue. */
  peek(): QueuedTimer | undefined {
    while (this.heap[0]?.cancelled === true) this.take();
    return this.heap[0];
  }

  add(timer: QueuedTimer): void {
    const { heap } = this;
    let place = heap.push(timer) - 1;
    for (;;) {
      const above = (place - 1) >> 1;
      const parent = heap[above];
      if (place === 0 || parent === undefined || !isBefore(timer, parent)) break;
      heap[place] = parent;
      place = above;
    }
    heap[place] = timer;
  }

  /** Takes the first timer out, cancelled or not. */
  take(): QueuedTimer | undefined {
    const { heap } = this;
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let place = 0;
    for (;;) {
      const left = heap[2 * place + 1];
      const right = heap[2 * place + 2];
      const smaller = right !== undefined && left !== undefined && isBefore(right, left) ? right : left;
      if (smaller === undefined || !isBefore(smaller, last)) break;
      heap[place] = smaller;
      place = smaller === left ? 2 * place + 1 : 2 * place + 2;
    }
    heap[place] = last;
    return first;
  }
}

function isBefore(one: QueuedTimer, other: QueuedTimer): boolean {
  return one.due === other.due ? one.order < other.order : one.due < other.due;
}

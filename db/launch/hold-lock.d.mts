export function readBirth(pid: number): string | null;
export function readHolder(file: string): number | null;
export function tryLock(file: string): (() => void) | null;
export function holdLock(file: string, waitMs: number): Promise<() => void>;

import { userInfo } from 'node:os';

/** Returns the name of the user who runs this process; its number where the user has no name, as in some containers. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? 'without a name'}`;
  }
}

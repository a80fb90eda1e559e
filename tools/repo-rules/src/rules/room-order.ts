import { isCode } from '../kinds-of-file.ts';
import { roomOrder } from '../order.ts';
import type { Repository } from '../repository.ts';
import type { Rule, Violation } from '../rule.ts';
import { importsOf, resolveRelative } from '../syntax.ts';

/**
 * A room imports only itself and earlier rooms of its package; every file stands in a room, but for the entries. A test may
 * look at what it tests through a later room.
 */
export const roomOrderRule: Rule = {
  name: 'room-order',
  check: (repository) =>
    Object.entries(roomOrder).flatMap(([name, rooms]) =>
      checkPackage(repository, `packages/${name}/src/`, rooms),
    ),
};

function checkPackage(
  repository: Repository,
  source: string,
  rooms: readonly string[],
): Violation[] {
  const files = repository.paths.filter((path) => path.startsWith(source) && isCode(path));
  return files.flatMap((file) => {
    const room = roomOf(file, source);
    if (room === null) return [];
    const place = rooms.indexOf(room);
    if (place === -1) {
      return [{ file, line: 1, message: `${room} is not a room; the rooms stand in order.ts` }];
    }
    if (file.endsWith('.test.ts')) return [];
    return importsOf(repository.tree(file)).flatMap(({ specifier, line }) => {
      const target = resolveRelative(file, specifier);
      if (target === null) return [];
      const targetRoom = target.startsWith(source) ? roomOf(target, source) : null;
      const targetPlace = targetRoom === null ? rooms.length : rooms.indexOf(targetRoom);
      if (targetPlace <= place) return [];
      const message = `${room} may not import ${targetRoom ?? 'an entry'}, which comes later`;
      return [{ file, line, message }];
    });
  });
}

/** The folder right under a package's source; `null` for an entry, which stands in none. */
function roomOf(path: string, source: string): string | null {
  const [room, ...rest] = path.slice(source.length).split('/');
  return room === undefined || rest.length === 0 ? null : room;
}

import { isCode } from '../kinds-of-file.ts';
import { coreRooms } from '../order.ts';
import type { Rule } from '../rule.ts';
import { importsOf, resolveRelative } from '../syntax.ts';

const source = 'packages/core/src/';

/** A room of core imports only itself and earlier rooms; every file stands in a room, but for the entries. */
export const roomOrderRule: Rule = {
  name: 'room-order',
  check(repository) {
    const files = repository.paths.filter((path) => path.startsWith(source) && isCode(path));
    return files.flatMap((file) => {
      const room = roomOf(file);
      if (room === null) return [];
      const place = coreRooms.indexOf(room);
      if (place === -1) {
        return [{ file, line: 1, message: `${room} is not a room; the rooms stand in order.ts` }];
      }
      return importsOf(repository.tree(file)).flatMap(({ specifier, line }) => {
        const target = resolveRelative(file, specifier);
        if (target === null) return [];
        const targetRoom = target.startsWith(source) ? roomOf(target) : null;
        const targetPlace = targetRoom === null ? coreRooms.length : coreRooms.indexOf(targetRoom);
        if (targetPlace <= place) return [];
        const message = `${room} may not import ${targetRoom ?? 'an entry'}, which comes later`;
        return [{ file, line, message }];
      });
    });
  },
};

/** The folder right under core's source; `null` for an entry, which stands in none. */
function roomOf(path: string): string | null {
  const [room, ...rest] = path.slice(source.length).split('/');
  return room === undefined || rest.length === 0 ? null : room;
}

import { checkArgument, fail } from '@agog/deliverables-core/transport';
import { type JsonValue, membersOf } from '../document/json-value.ts';
import { nearest } from '../document/likeness.ts';

/**
 * The value that a JSON Pointer means, by RFC 6901: `/findings/0/risk`, `~1` for `/` and `~0` for `~` in a name, `''` for
 * the whole.
 *
 * @throws DeliverablesError `invalid_argument` for what is no pointer, `not_found` where the report has no such value;
 * `details.pointers` are the nearest ones
 */
export const findValue = (text: string, root: JsonValue, pointer: string): JsonValue => {
  const isPointer = typeof pointer === 'string' && /^(?:\/(?:[^~/]|~[01])*)*$/.test(pointer);
  checkArgument(isPointer, 'A pointer', pointer, "a JSON Pointer, such as '/findings/0'");
  let value = root;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const members = membersOf(text, value);
    const found = members.find(({ keys }) => keys.at(-1) === key);
    if (!found) {
      const pointers = nearest(members, ({ keys }) => keys.at(-1) ?? '', key, 5).map(
        (member) => member.pointer,
      );
      return fail(
        'not_found',
        `The report has no value "${pointer.slice(0, 100)}".`,
        pointers.length > 0
          ? `Pass one of ${pointers.join(', ')}; outline() lists what there is.`
          : `There is nothing below "${value.pointer}".`,
        { pointers },
      );
    }
    value = found;
  }
  return value;
};

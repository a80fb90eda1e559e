/**
 * Where the most that a UTF-16 code unit beyond printable ASCII costs changes, in sixteens of units. It is 2 and 1 in turn up to
 * U+0450 (letters of Western Europe and Russian cost 1), from there 2 and 3. Found by counting each, alone and repeated.
 */
const changes = [
  0xc, 0xd, 0xe, 0x10, 0x41, 0x45, 0x80, 0x90, 0xfc, 0x100, 0x110, 0x1e0, 0x1f8, 0x1fc, 0x234,
  0x250, 0x26c, 0x300, 0x318, 0x4e0, 0x5d4, 0x5e0, 0x6ac, 0x6b0, 0x878, 0x884, 0x978, 0x97c, 0x9b0,
  0xd80, 0xe00,
];

/** The most tokens of one UTF-16 code unit that is a control character or beyond ASCII, half a surrogate pair too. */
export function chargeForeign(code: number): number {
  let passed = 0;
  for (const change of changes) if (change * 16 <= code) passed++;
  return passed % 2 === 0 ? 2 : passed < 6 ? 1 : 3;
}

// The module lies in the page as base64 of an LZMA stream (the .lzma format of xz): it takes a third less than what
// browsers unpack by themselves.
"use strict";

function unpackLZMA(input, size) {
  const output = new Uint8Array(size);
  const properties = input[0];
  const lc = properties % 9, lp = Math.floor(properties / 9) % 5, pb = Math.floor(properties / 45);
  let place = 14, code = 0, range = 0xFFFFFFFF, length = 0, state = 0;
  for (let index = 0; index < 4; index++) code = (code << 8 | input[place++]) >>> 0;

  const half = (count) => new Uint16Array(count).fill(1024);
  const bit = (table, index) => {
    const bound = (range >>> 11) * table[index];
    let value = 0;
    if (code < bound) {
      range = bound;
      table[index] += (2048 - table[index]) >>> 5;
    } else {
      range = (range - bound) >>> 0;
      code = (code - bound) >>> 0;
      table[index] -= table[index] >>> 5;
      value = 1;
    }
    if (range < 0x1000000) {
      range = (range << 8) >>> 0;
      code = (code << 8 | input[place++]) >>> 0;
    }
    return value;
  };
  const direct = (count) => {
    let value = 0;
    while (count-- > 0) {
      range >>>= 1;
      const isOne = code >= range;
      if (isOne) code = (code - range) >>> 0;
      value = value << 1 | (isOne ? 1 : 0);
      if (range < 0x1000000) {
        range = (range << 8) >>> 0;
        code = (code << 8 | input[place++]) >>> 0;
      }
    }
    return value >>> 0;
  };
  const tree = (table, bits, base = 0) => {
    let node = 1;
    for (let index = 0; index < bits; index++) node = node << 1 | bit(table, base + node);
    return node - (1 << bits);
  };
  const reversed = (table, base, bits) => {
    let node = 1, value = 0;
    for (let index = 0; index < bits; index++) {
      const next = bit(table, base + node);
      node = node << 1 | next;
      value |= next << index;
    }
    return value;
  };
  const lengths = () => ({ choice: half(2), low: half(16 << 3), middle: half(16 << 3), high: half(256) });
  const readLength = (coder, position) =>
    bit(coder.choice, 0) === 0 ? tree(coder.low, 3, position << 3)
      : bit(coder.choice, 1) === 0 ? 8 + tree(coder.middle, 3, position << 3) : 16 + tree(coder.high, 8);

  const literals = half(0x300 << (lc + lp)), isMatch = half(12 << 4), isRep = half(12);
  const isRep0 = half(12), isRep1 = half(12), isRep2 = half(12), isRep0Long = half(12 << 4);
  const slots = half(64 << 2), special = half(115), aligned = half(16);
  const matchLengths = lengths(), repeatLengths = lengths();
  let [rep0, rep1, rep2, rep3] = [0, 0, 0, 0];

  while (length < size) {
    const position = length & ((1 << pb) - 1);
    if (bit(isMatch, (state << 4) + position) === 0) {
      const previous = length ? output[length - 1] : 0;
      const base = 0x300 * (((length & ((1 << lp) - 1)) << lc) + (previous >> (8 - lc)));
      let symbol = 1;
      if (state >= 7) {
        let matched = output[length - rep0 - 1];
        do {
          const top = matched >> 7 & 1;
          matched <<= 1;
          const next = bit(literals, base + ((1 + top) << 8) + symbol);
          symbol = symbol << 1 | next;
          if (top !== next) break;
        } while (symbol < 0x100);
      }
      while (symbol < 0x100) symbol = symbol << 1 | bit(literals, base + symbol);
      output[length++] = symbol;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let count;
    if (bit(isRep, state) === 0) {
      [rep3, rep2, rep1] = [rep2, rep1, rep0];
      count = readLength(matchLengths, position);
      state = state < 7 ? 7 : 10;
      const slot = tree(slots, 6, Math.min(count, 3) << 6);
      rep0 = slot;
      if (slot >= 4) {
        const bits = (slot >> 1) - 1;
        rep0 = ((2 | slot & 1) << bits) >>> 0;
        rep0 += slot < 14 ? reversed(special, rep0 - slot, bits)
          : direct(bits - 4) * 16 + reversed(aligned, 0, 4);
      }
      if (rep0 >= 0xFFFFFFFF) break;
    } else {
      if (bit(isRep0, state) === 0) {
        if (bit(isRep0Long, (state << 4) + position) === 0) {
          state = state < 7 ? 9 : 11;
          output[length] = output[length - rep0 - 1];
          length++;
          continue;
        }
      } else if (bit(isRep1, state) === 0) {
        [rep0, rep1] = [rep1, rep0];
      } else if (bit(isRep2, state) === 0) {
        [rep0, rep1, rep2] = [rep2, rep0, rep1];
      } else {
        [rep0, rep1, rep2, rep3] = [rep3, rep0, rep1, rep2];
      }
      count = readLength(repeatLengths, position);
      state = state < 7 ? 8 : 11;
    }
    for (let left = count + 2; left > 0 && length < size; left--, length++) output[length] = output[length - rep0 - 1];
  }
  return output;
}

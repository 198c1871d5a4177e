#include "png/huffman.h"

/// The literals and the end of a block; the code lengths 0...15.
enum { symbols = 257, length_symbols = 16 };
/// Deflate allows literals of 15 bits; with 14, four of them and the pending bits fit 64 bits.
enum { longest_literal = 14, longest_length = 7 };

typedef struct {
  uint16_t bits[symbols];  // the first bit is the lowest
  uint8_t length[symbols];
} code;

typedef struct {
  uint8_t *to;
  uint64_t held;
  unsigned count;  // of bits held
} writer;

static inline void put(writer *writer, uint64_t bits, unsigned count) {
  writer->held |= bits << writer->count;
  writer->count += count;
}

/// Writes out whole bytes. It may write up to 8, and the next call overwrites those not counted.
static inline void flush(writer *writer) {
  uint64_t held = writer->held;
  for (int i = 0; i < 8; i++) writer->to[i] = (uint8_t)(held >> (8 * i));
  unsigned bytes = writer->count / 8;
  writer->to += bytes;
  writer->held = bytes < 8 ? held >> (8 * bytes) : 0;
  writer->count %= 8;
}

typedef struct {
  uint64_t weight;
  int symbol;
} leaf;

static int by_weight(const void *left, const void *right) {
  const leaf *a = left, *b = right;
  if (a->weight != b->weight) return a->weight < b->weight ? -1 : 1;
  return a->symbol - b->symbol;
}

/// Joins the two lightest nodes until one is left; leaves and inner nodes are each sorted already.
/// Returns the greatest code length.
static unsigned join(const leaf *leaves, int count, uint8_t *length) {
  uint64_t weight[2 * symbols];
  int parent[2 * symbols];
  uint8_t depth[2 * symbols];
  for (int i = 0; i < count; i++) weight[i] = leaves[i].weight;
  int next_leaf = 0, next_node = count, end = count;
  for (; end < 2 * count - 1; end++) {
    weight[end] = 0;
    for (int child = 0; child < 2; child++) {
      int takes_leaf = next_node == end
        || (next_leaf < count && weight[next_leaf] <= weight[next_node]);
      int taken = takes_leaf ? next_leaf++ : next_node++;
      weight[end] += weight[taken];
      parent[taken] = end;
    }
  }
  depth[end - 1] = 0;
  for (int i = end - 2; i >= 0; i--) depth[i] = (uint8_t)(depth[parent[i]] + 1);
  for (int i = 0; i < count; i++) length[leaves[i].symbol] = depth[i];
  return depth[0];  // the least frequent leaf is the deepest
}

/// Chooses code lengths by frequency, at most `longest`. Symbols that do not occur get none; at
/// least two must occur.
static void choose_lengths(const uint32_t *counts, int all, unsigned longest, uint8_t *length) {
  leaf leaves[symbols];
  int count = 0;
  memset(length, 0, (size_t)all);
  for (int i = 0; i < all; i++)
    if (counts[i] > 0) leaves[count++] = (leaf){counts[i], i};
  qsort(leaves, (size_t)count, sizeof *leaves, by_weight);
  while (join(leaves, count, length) > longest)
    // Bringing the frequencies closer makes the tree flatter and keeps the order.
    for (int i = 0; i < count; i++) leaves[i].weight = leaves[i].weight / 2 + 1;
}

/// Assigns deflate's canonical codes: by length, then by symbol.
static void assign(code *code, int all) {
  unsigned next = 0;
  for (unsigned length = 1; length <= 15; length++, next <<= 1) {
    for (int i = 0; i < all; i++) {
      if (code->length[i] != length) continue;
      unsigned reversed = 0;
      for (unsigned bit = 0; bit < length; bit++) reversed |= (next >> bit & 1) << (length - 1 - bit);
      code->bits[i] = (uint16_t)reversed;
      next++;
    }
  }
}

static void make(code *code, const uint32_t *counts, int all, unsigned longest) {
  choose_lengths(counts, all, longest, code->length);
  assign(code, all);
}

/// Writes a block's header: the code lengths of the literals, themselves Huffman-coded.
static void put_head(writer *writer, const code *literals) {
  static const uint8_t order[19]
    = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
  uint32_t counts[length_symbols] = {1};  // one distance code, unused, as the format demands
  code lengths;
  for (int i = 0; i < symbols; i++) counts[literals->length[i]]++;
  make(&lengths, counts, length_symbols, longest_length);
  put(writer, 0x4, 3);  // not the last block; dynamic codes
  put(writer, symbols - 257, 5);
  put(writer, 0, 5);
  put(writer, 19 - 4, 4);
  flush(writer);
  for (int i = 0; i < 19; i++) {
    put(writer, order[i] < length_symbols ? lengths.length[order[i]] : 0, 3);
    flush(writer);
  }
  for (int i = 0; i <= symbols; i++) {
    int length = i < symbols ? literals->length[i] : 0;
    put(writer, lengths.bits[length], lengths.length[length]);
    flush(writer);
  }
}

static void put_literals(writer *writer, const code *code, const uint8_t *bytes, size_t count) {
  size_t i = 0;
  for (; i + 4 <= count; i += 4) {
    for (size_t k = i; k < i + 4; k++) put(writer, code->bits[bytes[k]], code->length[bytes[k]]);
    flush(writer);
  }
  for (; i < count; i++) {
    put(writer, code->bits[bytes[i]], code->length[bytes[i]]);
    flush(writer);
  }
}

/// Four tables, so that a run of equal values does not serialize on one counter.
static void count_values(const uint8_t *bytes, size_t count, uint32_t *counts) {
  uint32_t part[4][256] = {{0}};
  for (size_t i = 0; i < count; i++) part[i % 4][bytes[i]]++;
  for (int i = 0; i < 256; i++) counts[i] = part[0][i] + part[1][i] + part[2][i] + part[3][i];
  counts[256] = 1;  // the end of the block
}

int ti_huffman_append(ti_buffer *out, const uint8_t *bytes, size_t count) {
  uint32_t counts[symbols];
  code literals;
  // A literal takes at most two bytes; the header, the end and the slack of `flush` take 300.
  if (!ti_reserve(out, 2 * count + 512)) return 0;
  count_values(bytes, count, counts);
  make(&literals, counts, symbols, longest_literal);
  writer writer = {out->bytes + out->count, 0, 0};
  put_head(&writer, &literals);
  put_literals(&writer, &literals, bytes, count);
  put(&writer, literals.bits[256], literals.length[256]);
  flush(&writer);
  // An empty stored block ends on a byte boundary.
  put(&writer, 0, 3);
  put(&writer, 0, (8 - writer.count % 8) % 8);
  put(&writer, 0xFFFF0000u, 32);
  flush(&writer);
  out->count = (size_t)(writer.to - out->bytes);
  return 1;
}

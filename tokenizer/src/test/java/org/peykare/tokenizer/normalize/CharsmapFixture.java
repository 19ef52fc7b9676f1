package org.peykare.tokenizer.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/// Compiles small tables of replacements into SentencePiece's form.
public final class CharsmapFixture {
  private static final int LEAF = 0;

  /// A node of the trie: its children by byte, where its replacement begins or -1.
  private static final class Node {
    private final Map<Integer, Node> children = new TreeMap<>();
    private int value = -1;
  }

  private final Node root = new Node();
  private final BitSet used = new BitSet();
  private final BitSet bases = new BitSet();
  private int[] units = new int[1 << 12];

  private CharsmapFixture() {}

  /// The compiled table of `replacements`.
  public static byte[] compile(Map<String, String> replacements) {
    CharsmapFixture fixture = new CharsmapFixture();
    ByteArrayOutputStream texts = new ByteArrayOutputStream();
    new TreeMap<>(replacements)
        .forEach((from, to) -> {
          Node node = fixture.root;
          for (byte b : from.getBytes(UTF_8)) {
            node = node.children.computeIfAbsent(b & 0xFF, any -> new Node());
          }
          node.value = texts.size();
          texts.writeBytes(to.getBytes(UTF_8));
          texts.write(0);
        });
    fixture.used.set(0);
    fixture.place(fixture.root, 0, 0);
    ByteBuffer out =
        ByteBuffer.allocate(4 + 4 * fixture.units.length + texts.size())
            .order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(4 * fixture.units.length);
    Arrays.stream(fixture.units).forEach(out::putInt);
    return out.put(texts.toByteArray()).array();
  }

  private void place(Node node, int position, int label) {
    int base = base(node);
    node.children.keySet().forEach(child -> used.set(base ^ child));
    int hasLeaf = 0;
    if (node.value >= 0) {
      used.set(base ^ LEAF);
      units[base] = node.value | 1 << 31;
      hasLeaf = 1 << 8;
    }
    units[position] = label | (base ^ position) << 10 | hasLeaf;
    node.children.forEach((child, below) -> place(below, base ^ child, child));
  }

  /// The first place where the node's children find room.
  private int base(Node node) {
    for (int base = 1; ; base++) {
      int at = base;
      boolean free = node.children.keySet().stream().noneMatch(child -> used.get(at ^ child));
      // No two nodes share a base, else one would find the other's children.
      if (free && !bases.get(at) && !(node.value >= 0 && used.get(at))) {
        bases.set(at);
        units = Arrays.copyOf(units, Math.max(units.length, (base | 0xFF) + 1));
        return base;
      }
    }
  }
}

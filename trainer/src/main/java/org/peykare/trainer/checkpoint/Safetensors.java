package org.peykare.trainer.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Writes and reads safetensors files: a 64-bit little-endian header length, a JSON header padded
/// with spaces to a multiple of 8 bytes, then the values. See `formats/checkpoint.md`.
///
/// Only 32-bit floats; files may be larger than 2 GiB, single tensors not.
public final class Safetensors {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String METADATA = "__metadata__";
  private static final String TYPE = "F32";
  private static final int ALIGNMENT = 8;
  private static final long LONGEST_HEADER = 100_000_000;

  private Safetensors() {}

  /// A tensor to write; its values are asked for when their turn comes.
  public record Source(String name, long[] shape, Supplier<ByteBuffer> values) {
    long bytes() {
      return 4 * Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }
  }

  /// Where a tensor lies in a file: `begin` and `end` count from the end of the header.
  public record Entry(long[] shape, long begin, long end) {}

  /// Writes `tensors` in their order, and syncs the file to the disk.
  public static void write(Path file, Map<String, String> metadata, List<Source> tensors)
      throws IOException {
    byte[] header = header(metadata, tensors);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer start = ByteBuffer.allocate(8 + header.length).order(ByteOrder.LITTLE_ENDIAN);
      writeFully(channel, start.putLong(header.length).put(header).flip());
      for (Source tensor : tensors) {
        ByteBuffer values = tensor.values().get();
        if (values.remaining() != tensor.bytes()) {
          throw new IllegalArgumentException(
              "Cannot write tensor %s: %d bytes for shape %s"
                  .formatted(tensor.name(), values.remaining(), Arrays.toString(tensor.shape())));
        }
        writeFully(channel, values);
      }
      channel.force(true);
    }
  }

  private static byte[] header(Map<String, String> metadata, List<Source> tensors)
      throws IOException {
    ObjectNode root = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      root.set(METADATA, JSON.valueToTree(metadata));
    }
    long offset = 0;
    for (Source tensor : tensors) {
      ObjectNode entry = root.putObject(tensor.name());
      entry.put("dtype", TYPE);
      entry.set("shape", JSON.valueToTree(tensor.shape()));
      entry.putArray("data_offsets").add(offset).add(offset + tensor.bytes());
      offset += tensor.bytes();
    }
    byte[] json = JSON.writeValueAsBytes(root);
    int padded = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    byte[] header = Arrays.copyOf(json, padded);
    Arrays.fill(header, json.length, padded, (byte) ' ');
    return header;
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /// Opens a file, mapped into memory until closed.
  ///
  /// @throws IllegalArgumentException when it is not a sound file of 32-bit floats
  public static Reader read(Path file) throws IOException {
    @SuppressWarnings("MustBeClosed") // the reader owns it and closes it in close()
    Arena arena = Arena.ofShared();
    try {
      return new Reader(file, arena);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  /// An open file.
  public static final class Reader implements AutoCloseable {
    private final Arena arena;
    private final Path file;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, String> metadata;
    private final MemorySegment data;

    private Reader(Path file, Arena arena) throws IOException {
      this.arena = arena;
      this.file = file;
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        long length = channel.size() < 8 ? -1 : headerLength(channel);
        if (length < 2 || length > Math.min(LONGEST_HEADER, channel.size() - 8)) {
          throw invalid("header length " + length + " in a file of " + channel.size() + " bytes");
        }
        ByteBuffer header = ByteBuffer.allocate((int) length);
        readFully(channel, header, 8);
        long begin = 8 + length;
        data = channel.map(FileChannel.MapMode.READ_ONLY, begin, channel.size() - begin, arena);
        metadata = parse(new String(header.array(), UTF_8));
      }
    }

    private long headerLength(FileChannel channel) throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      readFully(channel, bytes, 0);
      return bytes.flip().getLong();
    }

    private void readFully(FileChannel channel, ByteBuffer bytes, long from) throws IOException {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, from + bytes.position()) < 0) {
          throw new EOFException(file + " ends at byte " + (from + bytes.position()));
        }
      }
    }

    private Map<String, String> parse(String header) throws IOException {
      JsonNode root;
      try {
        root = JSON.readTree(header);
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "Cannot read %s: its header is not JSON: %s".formatted(file, e.getMessage()), e);
      }
      Map<String, String> found = Map.of();
      for (Map.Entry<String, JsonNode> field : root.properties()) {
        if (field.getKey().equals(METADATA)) {
          found = JSON.convertValue(field.getValue(), new TypeReference<Map<String, String>>() {});
        } else {
          entries.put(field.getKey(), entry(field.getKey(), field.getValue()));
        }
      }
      return found;
    }

    private Entry entry(String name, JsonNode node) {
      if (!TYPE.equals(node.path("dtype").asText())) {
        throw invalid("type of %s is %s (must be %s)".formatted(name, node.path("dtype"), TYPE));
      }
      long[] shape = new long[node.path("shape").size()];
      long values = 1;
      for (int i = 0; i < shape.length; i++) {
        shape[i] = node.path("shape").get(i).asLong(-1);
        values = shape[i] < 0 ? -1 : Math.multiplyExact(values, shape[i]);
      }
      long begin = node.path("data_offsets").path(0).asLong(-1);
      long end = node.path("data_offsets").path(1).asLong(-1);
      if (begin < 0 || end > data.byteSize() || values < 0 || end - begin != 4 * values) {
        throw invalid(
            "%s of shape %s lies at %d..%d of %d bytes"
                .formatted(name, Arrays.toString(shape), begin, end, data.byteSize()));
      }
      return new Entry(shape, begin, end);
    }

    private IllegalArgumentException invalid(String why) {
      return new IllegalArgumentException(
          "Cannot read %s: not a sound safetensors file: %s".formatted(file, why));
    }

    /// The header's free text entries.
    public Map<String, String> metadata() {
      return metadata;
    }

    /// Names and places of the tensors, in the header's order.
    public Map<String, Entry> entries() {
      return entries;
    }

    /// The values of a tensor, little-endian; valid until the file is closed.
    ///
    /// @throws IllegalArgumentException when there is none of that name
    public ByteBuffer values(String name) {
      Entry entry = entries.get(name);
      if (entry == null) {
        throw new IllegalArgumentException("Cannot find tensor %s in %s".formatted(name, file));
      }
      return data.asSlice(entry.begin(), entry.end() - entry.begin())
          .asByteBuffer()
          .order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() {
      arena.close();
    }
  }
}

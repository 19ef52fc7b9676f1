package org.peykare.tokenizer.shards;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// A file that grows at its end through a buffer; little-endian.
final class AppendFile implements AutoCloseable {
  private static final int BUFFER = 1 << 18;

  private final FileChannel channel;
  // On the heap, where the digest reads it in place.
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
  private final @Nullable MessageDigest digest;

  private AppendFile(FileChannel channel, @Nullable MessageDigest digest) {
    this.channel = channel;
    this.digest = digest;
  }

  /// Opens `file`, cut off after `length` bytes.
  static AppendFile open(Path file, long length) throws IOException {
    return new AppendFile(cut(file, length), null);
  }

  /// The same, with `digest` over all its bytes.
  static AppendFile open(Path file, long length, MessageDigest digest) throws IOException {
    AppendFile opened = new AppendFile(cut(file, length), digest);
    try {
      opened.digestWhatIsThere();
      return opened;
    } catch (IOException e) {
      opened.channel.close();
      throw e;
    }
  }

  private static FileChannel cut(Path file, long length) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (channel.size() < length) {
      channel.close();
      throw new IOException("%s is shorter than the %d bytes noted".formatted(file, length));
    }
    channel.truncate(length);
    channel.position(length);
    return channel;
  }

  private void digestWhatIsThere() throws IOException {
    MessageDigest over = digest;
    for (long at = 0; over != null && at < channel.size(); ) {
      buffer.clear();
      at += channel.read(buffer, at);
      over.update(buffer.flip());
    }
    buffer.clear();
  }

  void putShort(short value) throws IOException {
    room(Short.BYTES).putShort(value);
  }

  /// Adds the low two bytes of each value.
  void putShorts(int[] values) throws IOException {
    for (int from = 0; from < values.length; ) {
      ByteBuffer into = room(Short.BYTES);
      int at = into.position();
      int count = Math.min(values.length - from, into.remaining() / Short.BYTES);
      for (int i = 0; i < count; i++) {
        into.putShort(at + i * Short.BYTES, (short) values[from + i]);
      }
      into.position(at + count * Short.BYTES);
      from += count;
    }
  }

  /// Adds four bytes of each value.
  void putInts(int[] values) throws IOException {
    for (int from = 0; from < values.length; ) {
      ByteBuffer into = room(Integer.BYTES);
      int count = Math.min(values.length - from, into.remaining() / Integer.BYTES);
      into.asIntBuffer().put(values, from, count);
      into.position(into.position() + count * Integer.BYTES);
      from += count;
    }
  }

  void putInt(int value) throws IOException {
    room(Integer.BYTES).putInt(value);
  }

  void putLong(long value) throws IOException {
    room(Long.BYTES).putLong(value);
  }

  void put(byte[] bytes) throws IOException {
    room(bytes.length).put(bytes);
  }

  private ByteBuffer room(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      flush();
    }
    return buffer;
  }

  private void flush() throws IOException {
    buffer.flip();
    if (digest != null) {
      digest.update(buffer.array(), 0, buffer.limit());
    }
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  /// Brings all to the disk.
  void force() throws IOException {
    flush();
    channel.force(true);
  }

  /// Closes the file without what is still in the buffer; call [#force] first to keep it.
  @Override
  public void close() throws IOException {
    channel.close();
  }
}

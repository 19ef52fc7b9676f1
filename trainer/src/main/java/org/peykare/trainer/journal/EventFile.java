package org.peykare.trainer.journal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/// A TensorBoard event file: TFRecords of `Event` messages.
///
/// A record is the length of its bytes (64 bits), the masked CRC32C of these eight bytes, the
/// bytes, and their masked CRC32C, all little-endian (TensorFlow, `tsl/lib/io/record_writer.h`).
/// The bytes are a protocol buffer (`tensorflow/core/util/event.proto`): `double wall_time = 1`,
/// `int64 step = 2`, `string file_version = 3`, `Summary summary = 5` with one `Value { string tag
/// = 1; float simple_value = 2 }` (field 1) for each scalar, `SessionLog session_log = 7`.
final class EventFile implements AutoCloseable {
  private static final String VERSION = "brain.Event:2";
  private static final int SESSION_START = 1;

  private final OutputStream out;

  /// A new file in `folder`; its name sorts behind those of earlier times.
  static EventFile in(Path folder, double seconds) throws IOException {
    long time = (long) seconds;
    int number = 0;
    while (Files.exists(folder.resolve(name(time, number)))) {
      number++;
    }
    return new EventFile(
        new BufferedOutputStream(
            Files.newOutputStream(
                folder.resolve(name(time, number)), StandardOpenOption.CREATE_NEW)),
        seconds);
  }

  private static String name(long time, int number) {
    return "events.out.tfevents.%010d.peykare.%d.%d"
        .formatted(time, ProcessHandle.current().pid(), number);
  }

  EventFile(OutputStream out, double seconds) throws IOException {
    this.out = out;
    write(new ProtoMessage().decimal(1, seconds).text(3, VERSION).bytes());
  }

  /// Says that what follows begins after `step` steps: readers forget what they were told of later
  /// ones, which were lost with a process that died.
  void start(long step, double seconds) throws IOException {
    byte[] log = new ProtoMessage().number(1, SESSION_START).bytes();
    write(new ProtoMessage().decimal(1, seconds).number(2, step + 1).message(7, log).bytes());
    out.flush();
  }

  /// The values of a step, by their tags.
  void scalars(long step, double seconds, Map<String, Double> values) throws IOException {
    ProtoMessage summary = new ProtoMessage();
    values.forEach((tag, value) ->
        summary.message(1, new ProtoMessage().text(1, tag).single(2, value.floatValue()).bytes()));
    write(
        new ProtoMessage().decimal(1, seconds).number(2, step).message(5, summary.bytes()).bytes());
  }

  void flush() throws IOException {
    out.flush();
  }

  private void write(byte[] event) throws IOException {
    byte[] length = ProtoMessage.fixed64(event.length);
    out.write(length);
    out.write(ProtoMessage.fixed32(MaskedCrc.of(length)));
    out.write(event);
    out.write(ProtoMessage.fixed32(MaskedCrc.of(event)));
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}

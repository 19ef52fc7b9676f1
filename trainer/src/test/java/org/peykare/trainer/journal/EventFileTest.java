package org.peykare.trainer.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The expected bytes were put together by hand from the formats' specifications.
class EventFileTest {
  @Test
  void theChecksumIsThatOfTheStandardMasked() {
    // CRC32C of "123456789" is e3069283 (RFC 3720 and the catalogues); rotated right by 15 bits it
    // is 2507c60d, and a282ead8 more is c78ab0e5.
    assertThat(MaskedCrc.of("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0xc78ab0e5);
  }

  @Test
  void anEventIsAProtocolBufferMessage() {
    byte[] value = new ProtoMessage().text(1, "loss").single(2, 2.5f).bytes();
    assertThat(HexFormat.of().formatHex(value)).isEqualTo("0a046c6f7373" + "1500002040");
    byte[] event =
        new ProtoMessage()
            .decimal(1, 1.0)
            .number(2, 300)
            .message(5, new ProtoMessage().message(1, value).bytes())
            .bytes();
    assertThat(HexFormat.of().formatHex(event))
        .isEqualTo(
            "09000000000000f03f" + "10ac02" + "2a0d" + "0a0b" + "0a046c6f7373" + "1500002040");
  }

  @Test
  void aRecordIsLengthChecksumBytesChecksum() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (EventFile file = new EventFile(bytes, 1.0)) {
      file.start(7, 2.0);
      file.scalars(8, 3.0, Map.of("loss", 2.5));
    }
    ByteBuffer records = ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    byte[] version = record(records);
    assertThat(new String(version, StandardCharsets.US_ASCII)).endsWith("brain.Event:2");
    // wall time 2.0, step 8, session log with status 1.
    assertThat(HexFormat.of().formatHex(record(records)))
        .isEqualTo("090000000000000040" + "1008" + "3a02" + "0801");
    assertThat(HexFormat.of().formatHex(record(records))).endsWith("0a046c6f73731500002040");
    assertThat(records.remaining()).isZero();
  }

  private static byte[] record(ByteBuffer records) {
    byte[] head = new byte[Long.BYTES];
    records.get(head);
    long length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertThat(records.getInt()).isEqualTo(MaskedCrc.of(head));
    byte[] event = new byte[Math.toIntExact(length)];
    records.get(event);
    assertThat(records.getInt()).isEqualTo(MaskedCrc.of(event));
    return event;
  }
}

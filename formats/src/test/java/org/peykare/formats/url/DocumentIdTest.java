package org.peykare.formats.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DocumentIdTest {
  @Test
  void isWrittenAndReadBackAsTextAndBytes() {
    DocumentId id = DocumentId.of(UrlNormalForm.of("http://example.org/"));
    assertThat(DocumentId.parse(id.toString())).isEqualTo(id);
    assertThat(DocumentId.fromBytes(id.toBytes())).isEqualTo(id);
  }

  @Test
  void ordersAsItsHexadecimalText() {
    DocumentId low = DocumentId.parse("00000000000000000000000000000001");
    DocumentId high = DocumentId.parse("f0000000000000000000000000000000");
    assertThat(low).isLessThan(high);
  }

  @Test
  void refusesTextOfAnotherLength() {
    assertThatThrownBy(() -> DocumentId.parse("12"))
        .hasMessage("Invalid document id: 12 (must be 32 hexadecimal digits)");
  }
}
